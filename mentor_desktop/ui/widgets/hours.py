"""Days of the week, a stretch of the day, and hours of certain days: what is said about somebody's time.

No field asks why. May import Qt, the other widgets and domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import cast

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.domain.agreements import Span, Weekday, Window
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.spin import Boxed, TimeSpin
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.words import _, weekday_name

MONDAY_TO_FRIDAY: tuple[Weekday, ...] = (0, 1, 2, 3, 4)


class WeekdaysRow(ChipFlow):
    """Seven buttons, each pressed or not. `changed` at every press; `days()` are ascending, Monday is 0."""

    changed = Signal()

    def __init__(self, days: Sequence[int] = (), *, name: str = "", parent: QWidget | None = None) -> None:
        self.buttons = [Button(weekday_name(day, short=True), small=True) for day in range(7)]
        super().__init__(self.buttons, gap=4, parent=parent)
        for day, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setAccessibleName(weekday_name(day))
            button.clicked.connect(self._pressed)
        self.setAccessibleName(name)
        self.setFocusProxy(self.buttons[0])
        self.set_days(days)

    def days(self) -> tuple[Weekday, ...]:
        """The days that are pressed."""
        return tuple(cast(Weekday, day) for day in range(7) if self.buttons[day].isChecked())

    def set_days(self, days: Sequence[int]) -> None:
        """Presses these days, without the signal."""
        for day, button in enumerate(self.buttons):
            button.setChecked(day in days)

    def _pressed(self) -> None:
        self.changed.emit()


class SpanField(QWidget):
    """From one time of the day to another, also over midnight. `changed` by the person."""

    changed = Signal()

    def __init__(self, span: Span, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since = TimeSpin(QTime(span.since.hour, span.since.minute))
        self.until = TimeSpin(QTime(span.until.hour, span.until.minute))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.since)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Boxed(self.since))
        row.addWidget(Text(_("to"), wrap=False))
        row.addWidget(Boxed(self.until))
        for edit in (self.since, self.until):
            edit.timeChanged.connect(self._changed)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.since.setAccessibleName(_("%(what)s, from") % {"what": name} if name else _("From"))
        self.until.setAccessibleName(_("%(what)s, until") % {"what": name} if name else _("Until"))

    def span(self) -> Span:
        """The stretch in the field."""
        return Span(_time(self.since.time()), _time(self.until.time()))

    def set_span(self, span: Span) -> None:
        """Shows a stretch without the signal."""
        for edit, value in ((self.since, span.since), (self.until, span.until)):
            edit.blockSignals(True)
            edit.setTime(QTime(value.hour, value.minute))
            edit.blockSignals(False)

    def _changed(self) -> None:
        self.changed.emit()


class _WindowRow(QWidget):
    """One stretch of certain days."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, window: Window, whose: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.days = WeekdaysRow(window.days, name=_("Days that are kept free"))
        self.span = SpanField(window.span, name=_("Hours that are kept free"))
        self.whose = Choice(whose, window.person.hex() if window.person else "", name=_("By whose clock"))
        self.whose.setVisible(len(whose) > 1)
        self.drop = Button(_("Take these hours out"), "quiet", icon="x", icon_only=True)
        line: list[QWidget] = [self.span, *([self.whose] if len(whose) > 1 else []), self.drop]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.days)
        column.addWidget(ChipFlow(line))
        self.days.changed.connect(self.changed)
        self.span.changed.connect(self.changed)
        self.whose.chosen.connect(lambda _key: self.changed.emit())
        self.drop.clicked.connect(self.dropped)

    def window_(self) -> Window:
        """What the row says."""
        key = self.whose.key()
        return Window(self.days.days(), self.span.span(), PersonId(bytes.fromhex(key)) if key else None)


class WindowsEditor(QWidget):
    """Hours that are kept free every week. `changed` by the person.

    `whose` are pairs of a person's id in hex, or "" for everybody's own clock, and words; with one pair alone
    nobody is asked. Rows without a day count for nothing.
    """

    changed = Signal()

    def __init__(
        self, windows: Sequence[Window] = (), whose: Sequence[tuple[str, str]] = (("", ""),), *,
        name: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._whose = whose
        self.rows: list[_WindowRow] = []
        self.add_button = Button(_("Keep hours free"), icon="plus", small=True)
        self.add_button.clicked.connect(self._begin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(ChipFlow([self.add_button]))
        self.setAccessibleName(name)
        self.setFocusProxy(self.add_button)
        for window in windows:
            self._add(window)

    def windows(self) -> tuple[Window, ...]:
        """The hours, those without any day left out."""
        return tuple(found for row in self.rows if (found := row.window_()).days)

    def _begin(self) -> None:
        row = self._add(Window(MONDAY_TO_FRIDAY, Span(time(12), time(13))))
        row.days.buttons[0].setFocus()
        self.changed.emit()

    def _add(self, window: Window) -> _WindowRow:
        row = _WindowRow(window, self._whose, self)
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        QWidget.setTabOrder(row.drop, self.add_button)
        row.changed.connect(self.changed)
        row.dropped.connect(lambda: self._drop(row))
        return row

    def _drop(self, row: _WindowRow) -> None:
        self.rows.remove(row)
        self.add_button.setFocus()
        row.hide()
        row.deleteLater()
        self.changed.emit()


def _time(shown: QTime) -> time:
    return time(shown.hour(), shown.minute())
