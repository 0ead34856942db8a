"""The page of a damaged vault. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.backing.step import BringStep
from mentor_desktop.ui.damage.report_card import ReportCard
from mentor_desktop.ui.damage.words import BACKUP, RESCUE
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.form import column, row
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Dim, Small, Text
from mentor_desktop.words import _


class BackupWay(Card):
    """The first way out: the newest sound backup."""

    asked = Signal()
    left = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Bring a backup back"))
        self.which = Text("")
        self.bring = Button(_("Bring it back…"), "primary")
        self.bring.clicked.connect(lambda: self.asked.emit())
        self.said = Small("", tone="ok")
        self.open = Button(_("Open it now"))
        self.open.setAccessibleName(_("Open the vault that was brought back"))
        self.open.clicked.connect(lambda: self.open_asked.emit())
        self.step: BringStep | None = None
        self._foot = QWidget()
        self._foot.setLayout(column(row(self.bring, 1), row(self.open, 1)))
        self.body.addWidget(self.which)
        self.body.addWidget(self.said)
        self.body.addWidget(self._foot)
        assert self.title is not None  # this card has one
        self._heads = (self.title, self._foot)  # the step has a heading and buttons of its own
        self.say("")

    def show_which(self, words: str, *, there: bool) -> None:
        """Which one, or that there is none."""
        self.which.set(words)
        self.bring.set_label(_("Bring it back…") if there else _("Choose a backup…"))

    def open_step(self) -> BringStep:
        """Show the step in which it is brought back."""
        self.step = step = BringStep(
            _("Leave it"), _("It becomes a vault of its own in a new folder. The damaged one stays as it is.")
        )
        step.leave_asked.connect(self.left)
        for each in self._heads:
            each.hide()
        self.body.addWidget(step)
        step.setFocus()
        return step

    def end_step(self) -> None:
        """Take it away."""
        step, self.step = self.step, None
        if step is not None:
            had_focus = step.isAncestorOf(self.focusWidget() or self)
            step.hide()
            step.deleteLater()
            for each in self._heads:
                each.show()
            if had_focus:
                self.bring.setFocus()

    def say(self, words: str, *, opens: bool = False) -> None:
        """What came of it."""
        self.said.set(words)
        self.said.setVisible(bool(words))
        self.open.setVisible(opens)


class RescueWay(Card):
    """The second way out: what can be read, into a new vault."""

    asked = Signal()
    cancelled = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Rescue what can be read"))
        self.rescue = Button(_("Rescue what can be read…"))
        self.rescue.clicked.connect(lambda: self.asked.emit())
        self.open = Button(_("Open it now"))
        self.open.setAccessibleName(_("Open the rescued vault"))
        self.open.clicked.connect(lambda: self.open_asked.emit())
        self.progress = ProgressBar(_("Rescuing what can be read"))
        self.stop = Button(_("Stop"))
        self.stop.setAccessibleName(_("Stop the rescue"))
        self.stop.clicked.connect(lambda: self.cancelled.emit())
        self._busy = QWidget()
        self._busy.setLayout(row(self.progress, self.stop))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.said: list[Text] = []
        self.body.addWidget(
            Dim(
                _(
                    "Every entry that can be read is copied into a new vault in a folder you choose. The"
                    " same passphrase and recovery key open it. You are told what could not be read."
                )
            )
        )
        self.body.addWidget(self._busy)
        self.body.addLayout(self._lines)
        self.body.addLayout(row(self.open, 1))
        self.body.addLayout(row(self.rescue, 1))
        self.open.hide()
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Whether it goes on."""
        had_focus = self.rescue.hasFocus() or self.stop.hasFocus()
        self.progress.set(0)
        self._busy.setVisible(busy)
        self.rescue.setEnabled(not busy)
        if had_focus:
            (self.stop if busy else self.rescue).setFocus()

    def say(self, lines: tuple[str, ...], tone: str, *, opens: bool) -> None:
        """What came of it, the first line in the tone."""
        for old in self.said:
            old.hide()
            self._lines.removeWidget(old)
            old.deleteLater()
        self.said = [Text(line, tone=tone) if at == 0 else Small(line) for at, line in enumerate(lines)]
        for line in self.said:
            self._lines.addWidget(line)
        self.open.setVisible(opens)


class DamagePage(QWidget):
    """Implements `DamageView`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(_("A damaged vault"))
        self.intro = Text("")
        self.check = ReportCard(
            _("What is wrong"), _("Look at everything"), _("Reads the whole vault and changes nothing.")
        )
        self.check.help.hide()
        self.backup, self.rescue = BackupWay(), RescueWay()
        for each in (self.intro, self.backup, self.rescue, self.check):
            self._page.add(each)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)

    def show_intro(self, words: str) -> None:
        """See `DamageView`."""
        self.intro.set(words)

    def show_backup(self, words: str, *, there: bool) -> None:
        """See `DamageView`."""
        self.backup.show_which(words, there=there)

    def bring_step(self) -> BringStep:
        """See `DamageView`."""
        return self.backup.open_step()

    def end_step(self) -> None:
        """See `DamageView`."""
        self.backup.end_step()

    def say_backup(self, words: str, *, opens: bool = False) -> None:
        """See `DamageView`."""
        self.backup.say(words, opens=opens)

    def set_rescuing(self, busy: bool) -> None:
        """See `DamageView`."""
        self.rescue.set_busy(busy)

    def show_rescue_progress(self, percent: int) -> None:
        """See `DamageView`."""
        self.rescue.progress.set(percent)

    def say_rescue(self, lines: tuple[str, ...], tone: str = "dim", *, opens: bool = False) -> None:
        """See `DamageView`."""
        self.rescue.say(lines, tone, opens=opens)

    def focus_on(self, topic: str) -> None:
        """See `DamageView`."""
        if self.backup.step is not None and topic in ("", BACKUP):
            self.backup.step.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        spot = self.rescue.rescue if topic == RESCUE else self.backup.bring
        spot.setFocus(Qt.FocusReason.ShortcutFocusReason)
