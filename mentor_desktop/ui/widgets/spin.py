"""Fields whose value is stepped: minutes, a date, a time of day. Painted like other fields, without arrows.

The wheel never changes them: scrolling a page must not change a value under the pointer. May import Qt and
the theme.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QEvent, QObject, QSize, Qt, QTime
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, rounded
from mentor_desktop.words import ngettext

_DAY_OF_MONTH = 1  # place of the section in a date; the day of the week stands before it
_ARRIVING = (
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason,
)  # fmt: skip


class Boxed(QWidget):
    """The look of a field around a stepped one, which draws its own plain ground inside."""

    def __init__(self, spin: QAbstractSpinBox, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spin = spin
        spin.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        spin.setFrame(False)
        spin.installEventFilter(self)
        self.setFocusProxy(spin)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 9, 2)
        row.addWidget(spin)

    def sizeHint(self) -> QSize:
        return QSize(self._spin.sizeHint().width() + 18, current().px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        on = self._spin.hasFocus()
        edge = "accent" if on else "field_line" if self.isEnabled() else "line"
        rounded(
            QPainter(self), self.rect(), RADIUS, theme.colour("surface"), theme.colour(edge), 2 if on else 1
        )


def _size(sample: str) -> QSize:
    theme = current()
    return QSize(round(theme.metrics("body").horizontalAdvance(sample)) + theme.px(12), theme.px(24))


class MinutesSpin(QSpinBox):
    """Minutes, written with their unit; digits alone may be typed."""

    def __init__(self) -> None:
        super().__init__()

    def sizeHint(self) -> QSize:
        return _size(self.textFromValue(self.maximum()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def textFromValue(self, value: int) -> str:
        return ngettext("%(count)d min", "%(count)d min", value) % {"count": value}

    def valueFromText(self, text: str) -> int:
        found = re.search(r"\d+", text)
        return int(found.group()) if found else self.minimum()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        found = re.search(r"\d+", text)
        if found is None or int(found.group()) < self.minimum():
            return QValidator.State.Intermediate, text, position
        fits = int(found.group()) <= self.maximum()
        return QValidator.State.Acceptable if fits else QValidator.State.Invalid, text, position

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DateSpin(QDateEdit):
    """A date with the day of the week, which is told and not typed: digits go to the day of the month."""

    def __init__(self, day: QDate) -> None:
        super().__init__(day)
        self.setDisplayFormat("ddd d MMM yyyy")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _ARRIVING:
            self._to_day_of_month()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.currentSectionIndex() < _DAY_OF_MONTH and event.text().isdecimal():
            self._to_day_of_month()
        super().keyPressEvent(event)

    def _to_day_of_month(self) -> None:
        self.setCurrentSectionIndex(_DAY_OF_MONTH)
        self.setSelectedSection(self.currentSection())

    def sizeHint(self) -> QSize:
        return _size("Wed 28 Mar 2028")

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TimeSpin(QTimeEdit):
    """A time of day in hours and minutes."""

    def __init__(self, at: QTime) -> None:
        super().__init__(at)
        # Clocks run left to right everywhere; the order of the parts is taken when the format is set.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setDisplayFormat("HH:mm")

    def sizeHint(self) -> QSize:
        return _size("00:00")

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
