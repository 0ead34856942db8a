"""The card in which the vault is checked: progress, a way to stop, and a plain report. May import Qt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.damage.report import ReportState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.form import FormRow, row
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Caption, Small, Strong, Text
from mentor_desktop.words import _


class ReportLines(QWidget):
    """A report: what was looked at, what is wrong, what to do. Read aloud as one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.lines: list[Text] = []

    def show_report(self, state: ReportState | None) -> None:
        """Another report, or none."""
        for old in self.lines:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        self.lines = [] if state is None else _lines(state)
        for line in self.lines:
            self._column.addWidget(line)
            line.show()
        self.setAccessibleName(" ".join(line.text() for line in self.lines))
        self.setVisible(bool(self.lines))


class ReportCard(Card):
    """Implements `CheckView`. `asked`, `cancelled`, and `help_asked` for what can be done about damage."""

    asked = Signal()
    cancelled = Signal()
    help_asked = Signal()

    def __init__(self, title: str, label: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.check = Button(_("Check now"))
        self.check.setAccessibleName(_("Check the vault now"))
        self.check.clicked.connect(lambda: self.asked.emit())
        self.last = Small("")
        self.progress = ProgressBar(_("Checking the vault"))
        self.stop = Button(_("Stop"))
        self.stop.setAccessibleName(_("Stop the check"))
        self.stop.clicked.connect(lambda: self.cancelled.emit())
        self.said = Small("")
        self.report = ReportLines()
        self.help = Button(_("What can be done"))
        self.help.clicked.connect(lambda: self.help_asked.emit())
        self._busy = QWidget()
        self._busy.setLayout(row(self.progress, self.stop))
        self._help = QWidget()
        self._help.setLayout(row(self.help, 1))
        self.body.addWidget(FormRow(label, self.check, detail))
        for each in (self.last, self._busy, self.said, self.report, self._help):
            self.body.addWidget(each)
        self.show_last("")
        self.say("")
        self.show_report(None)
        self.set_busy(False)

    def show_last(self, words: str) -> None:
        """See `CheckView`."""
        self.last.set(words)
        self.last.setVisible(bool(words))

    def set_busy(self, busy: bool) -> None:
        """See `CheckView`."""
        had_focus = self.check.hasFocus() or self.stop.hasFocus()
        self.progress.set(0)
        self._busy.setVisible(busy)
        self.check.setEnabled(not busy)
        if had_focus:
            (self.stop if busy else self.check).setFocus()

    def show_progress(self, percent: int) -> None:
        """See `CheckView`."""
        self.progress.set(percent)

    def show_report(self, state: ReportState | None) -> None:
        """See `CheckView`."""
        self.report.show_report(state)
        self._help.setVisible(state is not None and not state.sound)

    def say(self, sentence: str, tone: str = "dim") -> None:
        """See `CheckView`."""
        self.said.set(sentence)
        self.said.set_tone(tone)
        self.said.setVisible(bool(sentence))


def _lines(state: ReportState) -> list[Text]:
    looked: Text = Small(state.looked)
    if state.sound:
        return [*(Strong(line, "ok") for line in state.wrong), looked]
    wrong: list[Text] = [Strong(line, "danger") for line in state.wrong]
    advice: list[Text] = [Text(line) for line in state.advice]
    return [Caption(_("What is wrong").upper()), *wrong, Caption(_("What to do").upper()), *advice, looked]
