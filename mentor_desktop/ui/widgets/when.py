"""A date and a wall time, with the other person's clock shown as one types.

Knows nothing of zones: what the other clock says comes from a function that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QPoint, Qt, QTime, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.spin import Boxed, DateSpin, TimeSpin
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.words import _


class DateField(QWidget):
    """A date, typed or picked in a month. `changed(date)` when the person changes it."""

    changed = Signal(object)

    def __init__(self, day: date, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._silent = False
        self.edit = DateSpin(QDate(day.year, day.month, day.day))
        self.edit.setAccessibleName(name or _("Date"))
        self.edit.dateChanged.connect(self._changed)
        self.button = Button(_("Pick a date"), icon="calendar", icon_only=True)
        self.button.clicked.connect(self._open)
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Boxed(self.edit), 1)
        row.addWidget(self.button)

    def day(self) -> date:
        """The date in the field."""
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def set(self, day: date) -> None:
        """Shows a date without the signal."""
        self._silent = True
        self.edit.setDate(QDate(day.year, day.month, day.day))
        self._silent = False

    def _changed(self) -> None:
        if not self._silent:
            self.changed.emit(self.day())

    def _open(self) -> None:
        month = QCalendarWidget(self)
        month.setWindowFlag(Qt.WindowType.Popup)
        month.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        month.setGridVisible(False)
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(current().colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            month.setWeekdayTextFormat(day, plain)  # Qt paints them red, whatever the theme
        month.setSelectedDate(self.edit.date())
        month.activated.connect(self._picked)
        month.clicked.connect(self._picked)
        month.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        month.show()

    def _picked(self, day: QDate) -> None:
        month = self.sender()
        self.edit.setDate(day)
        if isinstance(month, QCalendarWidget):
            month.close()
        self.edit.setFocus()


class DateTimeField(QWidget):
    """A wall time. `changed(datetime)`, naive, when the person changes it.

    `other_clock(datetime)` gives the words below: what the clock of the others says then, or a warning that
    the time does not exist.
    """

    changed = Signal(object)

    def __init__(
        self,
        when: datetime,
        other_clock: Callable[[datetime], str],
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._other_clock = other_clock
        self._silent = False
        self.day_field = DateField(when.date())
        self.time_edit = TimeSpin(QTime(when.hour, when.minute))
        self.time_edit.setAccessibleName(_("Time"))
        self.other = Small("")
        self.setAccessibleName(name)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.day_field, 1)
        line.addWidget(Boxed(self.time_edit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.other)
        self.setFocusProxy(self.day_field)
        self.day_field.changed.connect(self._changed)
        self.time_edit.timeChanged.connect(self._changed)
        self._tell()

    def when(self) -> datetime:
        """The wall time in the field, naive."""
        shown = self.time_edit.time()
        return datetime.combine(self.day_field.day(), time(shown.hour(), shown.minute()))

    def set(self, when: datetime) -> None:
        """Shows a wall time without the signal."""
        self._silent = True
        self.day_field.set(when.date())
        self.time_edit.setTime(QTime(when.hour, when.minute))
        self._silent = False
        self._tell()

    def refresh(self) -> None:
        """Asks for the other clock again, for instance because another person was chosen."""
        self._tell()

    def _changed(self) -> None:
        if not self._silent:
            self._tell()
            self.changed.emit(self.when())

    def _tell(self) -> None:
        words = self._other_clock(self.when())
        self.other.set(words)
        self.other.setVisible(bool(words))
        self.time_edit.setAccessibleDescription(words)
