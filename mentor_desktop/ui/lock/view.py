"""The lock screen's widgets. Imports only what it shows, since it is the first thing painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.centred import Centred
from mentor_desktop.ui.widgets.erasing import erase
from mentor_desktop.ui.widgets.passphrase import PassphraseField
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.words import _

_WIDTH = 340


class _Links(QWidget):
    """Quiet buttons beside each other, or below each other where their words are too long for that."""

    def __init__(self, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addStretch(1)
        for button in buttons:
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.judge()
        return super().event(event)

    def judge(self) -> None:
        """Turn as the words ask for."""
        shown = [button for button in self._buttons if not button.isHidden()]
        needed = sum(button.sizeHint().width() + self._box.spacing() for button in shown)
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if needed > self.width() else direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


class LockView(QWidget):
    """Implements `LockScreen`. `chosen(n)` is the n-th of the other vaults."""

    unlock_asked = Signal()
    cancel_asked = Signal()
    way_asked = Signal()
    keyring_asked = Signal()
    another_asked = Signal()
    restore_asked = Signal()
    spare_asked = Signal()
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.sentence = Text("", tone="dim", align=middle)
        self.field = PassphraseField("", placeholder=_("Passphrase"))
        self.unlock = Button(_("Unlock"), "primary")
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.keyring = Button(_("Open with this laptop's keyring"))
        self.keyring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.progress = ProgressBar(_("Opening the vault"))
        self.cancel = Button(_("Cancel"), "quiet", small=True)
        self.way = Button("", "quiet", small=True)
        self.another = Button(_("Open another vault…"), "quiet", small=True)
        self.restore = Button(_("Restore from a backup…"), "quiet", small=True)
        self.spare_line = Text("", tone="dim", align=middle)
        self.spare = Button(_("Bring this backup back"))
        self.spare.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.vaults = MenuButton("", (), "quiet", small=True)
        self.vault = Text("", "small", "dim", wrap=False, align=middle)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Text(_("Mentor Desktop"), "page_title", align=middle))
        column.addWidget(self.sentence)
        column.addWidget(self.field)
        column.addWidget(self.unlock)
        column.addWidget(self.keyring)
        column.addWidget(self.progress)
        column.addWidget(self.spare_line)
        column.addWidget(self.spare)
        self.links = _Links([self.cancel, self.way, self.another])
        column.addWidget(self.links)
        column.addWidget(_Links([self.restore]))
        names = QHBoxLayout()
        names.addStretch(1)
        names.addWidget(self.vaults)
        names.addWidget(self.vault)
        names.addStretch(1)
        column.addLayout(names)
        inner = QWidget()
        inner.setLayout(column)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Centred(inner, _WIDTH))
        self.setFocusProxy(self.field)
        self.field.entered.connect(self.unlock_asked)
        self.unlock.clicked.connect(self._unlock)
        self.cancel.clicked.connect(self._cancel)
        self.way.clicked.connect(self._way)
        self.keyring.clicked.connect(self._keyring)
        self.another.clicked.connect(self._another)
        self.restore.clicked.connect(self._restore)
        self.spare.clicked.connect(self._spare)
        self.show_spare("")
        self._given: list[str] = []
        self._opening = False
        self._waiting = False
        self._offered = False
        self.set_opening(False)

    def show_vault(self, name: str, others: Sequence[str]) -> None:
        """See `LockScreen`."""
        self.vaults.set_label(name)
        self.vaults.setAccessibleName(_("Vault: %(name)s. Choose another") % {"name": name})
        self.vaults.set_entries([(each, self._choosing(at)) for at, each in enumerate(others)])
        self.vaults.setVisible(bool(others))
        self.vault.set(name)
        self.vault.setVisible(not others)

    def show_way(self, recovery: bool) -> None:
        """See `LockScreen`."""
        self.sentence.set(
            _("Type the recovery key from your paper. Spaces and dashes do not matter.")
            if recovery
            else _("Your notes are locked and encrypted on this laptop.")
        )
        words = _("Recovery key") if recovery else _("Passphrase")
        self.field.edit.setPlaceholderText(words)
        self.field.edit.setAccessibleName(words)
        self.way.set_label(_("Use the passphrase") if recovery else _("Use the recovery key"))
        self.field.setFocus()

    def show_keyring(self, offered: bool) -> None:
        """See `LockScreen`."""
        self._offered = offered
        self._judge()

    def show_spare(self, sentence: str) -> None:
        """See `LockScreen`."""
        self.spare_line.set(sentence)
        self.spare_line.setVisible(bool(sentence))
        self.spare.setVisible(bool(sentence))

    def secret(self) -> str:
        """See `LockScreen`."""
        self._given.append(self.field.text())
        return self._given[-1]

    def wipe(self) -> None:
        """See `LockScreen`."""
        self.field.wipe()
        for text in self._given:
            erase(text)
        self._given.clear()

    def refuse(self, sentence: str) -> None:
        """See `LockScreen`."""
        self.field.hide_text()
        self.field.set_error(sentence)
        self.field.setFocus()
        self.field.edit.selectAll()

    def say(self, sentence: str) -> None:
        """Says something, and leaves alone what is being typed."""
        self.field.set_error(sentence)

    def set_opening(self, opening: bool) -> None:
        """See `LockScreen`."""
        self._opening = opening
        self.field.edit.setReadOnly(opening)
        self.field.eye.setEnabled(not opening)
        if opening:
            self.field.hide_text()
            self.field.set_error("")
        for part in (self.way, self.another, self.restore, self.spare, self.vaults):
            part.setEnabled(not opening)
        self.unlock.set_label(_("Opening…") if opening else _("Unlock"))
        self.progress.setVisible(opening)
        self.cancel.setVisible(opening)
        self.way.setVisible(not opening)
        self.another.setVisible(not opening)
        self.restore.setVisible(not opening)
        self._judge()

    def show_progress(self, percent: int) -> None:
        """See `LockScreen`."""
        self.progress.set(percent)

    def show_wait(self, sentence: str) -> None:
        """See `LockScreen`."""
        self._waiting = bool(sentence)
        self.field.set_error(sentence)
        self._judge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._opening:
            self.cancel_asked.emit()
        else:
            super().keyPressEvent(event)

    def _judge(self) -> None:
        self.unlock.setEnabled(not self._opening and not self._waiting)
        self.keyring.setVisible(self._offered and not self._opening)
        self.keyring.setEnabled(not self._waiting)

    def _choosing(self, at: int) -> Callable[[], None]:
        return lambda: self.chosen.emit(at)

    def _unlock(self) -> None:
        self.unlock_asked.emit()

    def _cancel(self) -> None:
        self.cancel_asked.emit()

    def _way(self) -> None:
        self.way_asked.emit()

    def _keyring(self) -> None:
        self.keyring_asked.emit()

    def _another(self) -> None:
        self.another_asked.emit()

    def _restore(self) -> None:
        self.restore_asked.emit()

    def _spare(self) -> None:
        self.spare_asked.emit()
