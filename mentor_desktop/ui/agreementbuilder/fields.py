"""A field for each kind of thing that a choice may ask for, and the answers of all of them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mentor_desktop.domain.agreements import NUMBERS, DataKind, Span, Value, Window
from mentor_desktop.services import clauses
from mentor_desktop.services.clauses import Datum
from mentor_desktop.ui.agreementbuilder.state import DataLine
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.counted import CountedField
from mentor_desktop.ui.widgets.hours import SpanField, WeekdaysRow, WindowsEditor
from mentor_desktop.ui.widgets.limits import LineLimit
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.ui.widgets.when import DateField
from mentor_desktop.words import language

Whose = Sequence[tuple[str, str]]
Read = Callable[[], Value | None]

_LINE = 200  # letters of a line
_LABEL = 330  # px at 100 % that a label has beside its field
_GAP = 16


class DataFields(QWidget):
    """The fields of one choice, in its order. `changed` by the person; `entered` on Enter in a line."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self, lines: Sequence[DataLine], whose: Whose, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.fields: dict[str, QWidget] = {}
        self._reads: dict[str, Read] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for line in lines:
            field, self._reads[line.datum.name] = self._made(line, whose, today)
            self.fields[line.datum.name] = field
            column.addWidget(_Row(line.datum.label, field, tall=line.datum.kind is DataKind.WINDOWS))

    def values(self) -> dict[str, Value]:
        """What is said, without what is still empty."""
        found = {name: read() for name, read in self._reads.items()}
        return {name: value for name, value in found.items() if value not in (None, (), "")}

    def focus_first(self) -> bool:
        """Puts the focus into the first field; False where there is none."""
        for field in self.fields.values():
            field.setFocus()
            return True
        return False

    def _made(self, line: DataLine, whose: Whose, today: date) -> tuple[QWidget, Read]:
        datum, value = line.datum, line.value
        if datum.kind in NUMBERS:
            return self._number(datum, value if isinstance(value, int) else datum.low)
        if datum.kind is DataKind.DATE:
            day = DateField(value if isinstance(value, date) else today, name=datum.label)
            day.changed.connect(self._tell)
            return day, day.day
        if datum.kind is DataKind.SPAN:
            span = SpanField(value if isinstance(value, Span) else Span(time(19), time(8)), name=datum.label)
            span.changed.connect(self._tell)
            return span, span.span
        if datum.kind is DataKind.WEEKDAYS:
            days = WeekdaysRow(_days(value), name=datum.label)
            days.changed.connect(self._tell)
            return days, days.days
        if datum.kind is DataKind.WINDOWS:
            windows = WindowsEditor(_windows(value), whose, name=datum.label)
            windows.changed.connect(self._tell)
            return windows, windows.windows
        return self._line(datum, value if isinstance(value, str) else "")

    def _number(self, datum: Datum, value: int) -> tuple[QWidget, Read]:
        def say(number: int) -> str:
            return clauses.in_words(datum.kind, number, language(), {})

        step = 5 if datum.kind is DataKind.MINUTES else 1
        field = CountedField(say, value, datum.low, datum.high, step=step, name=datum.label)
        field.changed.connect(self._tell)
        return field, field.value

    def _line(self, datum: Datum, value: str) -> tuple[QWidget, Read]:
        edit = QLineEdit(value)
        edit.setMinimumWidth(220)
        self._limit = LineLimit(edit, _LINE)
        edit.setAccessibleName(datum.label)
        edit.textEdited.connect(self._tell)
        edit.returnPressed.connect(self.entered)
        return edit, edit.text

    def _tell(self) -> None:
        self.changed.emit()


class _Row(QWidget):
    """A field beside its large label; below it where it is tall or there is no room."""

    def __init__(self, label: str, field: QWidget, *, tall: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._tall = field, tall
        self._label = Text(label, "large")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._label)
        self._box.addWidget(field, 1 if isinstance(field, QLineEdit | WeekdaysRow) else 0)
        if not isinstance(field, QLineEdit | WeekdaysRow | WindowsEditor):
            self._box.addStretch(1)
        self._judge(current().px(_LABEL) * 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge(event.size().width())

    def _judge(self, width: int) -> None:
        room = current().px(_LABEL)
        needed = max(self._field.sizeHint().width(), self._field.minimumWidth())
        under = self._tall or needed + room + _GAP > width
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if under else ways.LeftToRight)
        self._box.setSpacing(6 if under else _GAP)
        self._label.setMinimumWidth(0 if under else room)
        self._label.setMaximumWidth(16_777_215 if under else room)


def _days(value: Value | None) -> tuple[int, ...]:
    return tuple(each for each in value if isinstance(each, int)) if isinstance(value, tuple) else ()


def _windows(value: Value | None) -> tuple[Window, ...]:
    return tuple(each for each in value if isinstance(each, Window)) if isinstance(value, tuple) else ()
