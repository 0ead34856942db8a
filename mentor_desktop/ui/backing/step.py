"""The step in which a backup is brought back, for a card of Settings or the middle of the window.

May import Qt and widgets.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.form import column, row
from mentor_desktop.ui.widgets.passphrase import PassphraseField
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Dim, PageTitle, Small
from mentor_desktop.words import _

_LONGEST_PATH = 4_000


class BringStep(QWidget):
    """Implements `BringingView`. `leave_asked` is the button that leaves it."""

    file_asked = Signal()
    place_asked = Signal()
    way_asked = Signal()
    asked = Signal()
    cancelled = Signal()
    leave_asked = Signal()

    def __init__(self, leave: str, detail: str) -> None:
        super().__init__()
        self.file = _shown(_("Backup"))
        self.file_button = Button(_("Choose…"), icon="folder")
        self.file_button.setAccessibleName(_("Choose the file of the backup"))
        self.field = PassphraseField("", placeholder=_("Recovery key"))
        self.way = Button("", "quiet", small=True)
        self.place = _shown(_("New folder"))
        self.place_button = Button(_("Choose…"), icon="folder")
        self.place_button.setAccessibleName(_("Choose where the vault is kept"))
        self.progress = ProgressBar(_("Bringing the backup back"))
        self.said = Small("")
        self.leave = Button(leave)
        self.cancel = Button(_("Stop"))
        self.next_button = Button(_("Bring it back"), "primary")
        foot = row(self.leave, 1, self.cancel, self.next_button)
        self.setLayout(
            column(
                PageTitle(_("Bring a backup back")), Dim(detail), _beside(self.file, self.file_button),
                self.field, row(self.way, 1), _beside(self.place, self.place_button), self.progress,
                self.said, foot,
            )
        )  # fmt: skip
        self.setFocusProxy(self.file_button)
        self._connect()
        self.say("")
        self.set_busy(False)

    def show_file(self, name: str) -> None:
        """See `BringingView`."""
        self.file.set(name)
        self.setFocusProxy(self.field.edit)
        self.field.edit.setFocus()

    def show_place(self, folder: str) -> None:
        """See `BringingView`."""
        self.place.set(folder)

    def show_way(self, recovery: bool) -> None:
        """See `BringingView`."""
        words = _("Recovery key") if recovery else _("Passphrase")
        self.field.edit.setPlaceholderText(words)
        self.field.edit.setAccessibleName(words)
        self.way.set_label(_("Use the passphrase") if recovery else _("Use the recovery key"))

    def secret(self) -> str:
        """See `BringingView`."""
        return self.field.text()

    def wipe(self) -> None:
        """See `BringingView`."""
        self.field.wipe()

    def refuse_file(self, sentence: str) -> None:
        """See `BringingView`."""
        self.file.set_error(sentence)
        if sentence:
            self.file_button.setFocus()

    def refuse_secret(self, sentence: str) -> None:
        """See `BringingView`."""
        self.field.hide_text()
        self.field.set_error(sentence)
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """See `BringingView`."""
        self.said.set(sentence)
        self.said.set_tone("danger" if wrong else "dim")
        self.said.setVisible(bool(sentence))

    def set_busy(self, busy: bool) -> None:
        """See `BringingView`."""
        for part in (self.file_button, self.field, self.way, self.place_button, self.next_button, self.leave):
            part.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.progress.set(0)
        self.cancel.setVisible(busy)
        if busy:
            self.field.hide_text()
            self.field.set_error("")
            self.cancel.setFocus()

    def show_progress(self, percent: int) -> None:
        """See `BringingView`."""
        self.progress.set(percent)

    def _connect(self) -> None:
        self.file_button.clicked.connect(lambda: self.file_asked.emit())
        self.place_button.clicked.connect(lambda: self.place_asked.emit())
        self.way.clicked.connect(lambda: self.way_asked.emit())
        self.field.entered.connect(self.asked)
        self.next_button.clicked.connect(lambda: self.asked.emit())
        self.cancel.clicked.connect(lambda: self.cancelled.emit())
        self.leave.clicked.connect(lambda: self.leave_asked.emit())


def _shown(label: str) -> TextField:
    field = TextField(label, limit=_LONGEST_PATH)
    field.edit.setReadOnly(True)
    return field


def _beside(field: TextField, button: Button) -> QHBoxLayout:
    line = row(gap=8)
    line.addWidget(field, 1)
    line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
    return line
