"""A row of a long card: words with a line below them, and buttons beside or under both.

Its height follows from its width alone, so a page of many such rows is laid out once. May import Qt and
widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import placed
from mentor_desktop.ui.widgets.text import Small, Text

_LABEL, _GAP, _EDGE = 200, 12, 4  # px at 100 %: what the words need beside the buttons, and around them


class Part(QWidget):
    """`field` is a button, or a widget that holds some."""

    def __init__(self, label: str, field: QWidget, sub: Small) -> None:
        super().__init__()
        self._label, self._sub, self._field = Text(label), sub, field
        self._label.setBuddy(field)
        for part in (self._label, sub, field):
            part.setParent(self)
        if not field.accessibleName():
            field.setAccessibleName(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._measured(width)[2]

    def sizeHint(self) -> QSize:
        theme = current()
        width = self._field.sizeHint().width() + theme.px(_LABEL + _GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._field.minimumSizeHint().width(), self._field.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _measured(self, width: int) -> tuple[int, int, int]:
        """Room for the words, the height of the first of them, and of everything."""
        theme = current()
        size = self._field.sizeHint()
        beside = size.width() + theme.px(_LABEL + _GAP) <= width
        room = max(width - size.width() - theme.px(_GAP) if beside else width, 1)
        first = self._label.heightForWidth(room)
        words = first + self._sub.heightForWidth(room)
        high = max(words, size.height()) if beside else words + theme.px(_EDGE) + size.height()
        return room, first, high + 2 * theme.px(_EDGE)

    def _place(self) -> None:
        theme = current()
        room, first, high = self._measured(self.width())
        size, edge = self._field.sizeHint(), theme.px(_EDGE)
        second = self._sub.heightForWidth(room)
        beside = room < self.width()
        top = (high - first - second) // 2 if beside else edge
        self._label.setGeometry(placed(self, QRect(0, top, room, first)))
        self._sub.setGeometry(placed(self, QRect(0, top + first, room, second)))
        left = self.width() - size.width() if beside else 0
        down = (high - size.height()) // 2 if beside else high - edge - size.height()
        width = min(size.width(), self.width())
        self._field.setGeometry(placed(self, QRect(max(left, 0), down, width, size.height())))
