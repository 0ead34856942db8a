"""Who was there, and how late: a quiet line that opens where it has something else to say than "there".

May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.domain.sessions import LONGEST
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.spin import Boxed, MinutesSpin
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.ui.wrapup.rows import PAD, in_tab_order
from mentor_desktop.ui.wrapup.state import AttendanceLine
from mentor_desktop.words import _


class AttendanceRow(QWidget):
    """One person. `said(present, minutes late)`."""

    said = Signal(bool, int)

    def __init__(self, line: AttendanceLine) -> None:
        super().__init__()
        words = {"name": line.name}
        self.present = CheckRow(_("%(name)s was there") % words, checked=line.present, line=False)
        self.by = Small(_("late by"))
        self.late = MinutesSpin()
        self.late.setRange(0, LONGEST)
        self.late.setSingleStep(5)
        self.late.setKeyboardTracking(False)
        self.late.setAccessibleName(_("%(name)s, minutes late") % words)
        self._field = Boxed(self.late)
        box = row(self.present, self.by, self._field, gap=8)
        box.setStretch(0, 1)
        box.setContentsMargins(PAD, 0, PAD, 0)
        self.setLayout(box)
        self.present.clicked.connect(self._said)
        self.late.valueChanged.connect(self._said)
        self.show_line(line)

    def show_line(self, line: AttendanceLine) -> None:
        """Shows what is kept; nothing is announced by it."""
        with QSignalBlocker(self.late):
            self.late.setValue(line.late)
        self.present.setChecked(line.present)
        self.by.setVisible(line.present)
        self._field.setVisible(line.present)

    def _said(self) -> None:
        self.said.emit(self.present.isChecked(), self.late.value())


class Attendance(QWidget):
    """The rows; `opener` is the line that opens them, for the head of a card.
    `attended(person, present, minutes late)`."""

    attended = Signal(bytes, bool, int)

    def __init__(self) -> None:
        super().__init__()
        self.opener = Button("", "quiet", icon="users", small=True)
        self.opener.setCheckable(True)
        # A long name gives way to the title beside it.
        self.opener.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.opener.toggled.connect(self.setVisible)
        self._rows: dict[bytes, AttendanceRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def rows(self) -> list[AttendanceRow]:
        """The rows in order."""
        return list(self._rows.values())

    def show_lines(self, words: str, lines: tuple[AttendanceLine, ...]) -> None:
        """Shows who was there; without lines there is nothing to open."""
        self.opener.set_label(words)
        self.opener.setVisible(bool(lines))
        if [bytes(line.person) for line in lines] != list(self._rows):
            self._fill(lines)
        for line, each in zip(lines, self.rows(), strict=True):
            each.show_line(line)

    def _fill(self, lines: tuple[AttendanceLine, ...]) -> None:
        self.opener.setChecked(False)
        for each in self.rows():
            self._column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._rows = {}
        for line in lines:
            made = self._rows[bytes(line.person)] = AttendanceRow(line)
            made.said.connect(
                lambda present, late, person=bytes(line.person): self.attended.emit(person, present, late)
            )
            self._column.addWidget(made)
        stops = [stop for each in self.rows() for stop in (each.present, each.late)]
        in_tab_order(self.opener, stops)
