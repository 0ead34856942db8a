"""What both pages for a shared screen have in common: one narrow column, and keys that turn its pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.page import Scroll

_WIDE = 760  # px at 100 % that the question and its answers take at most
_LOW = 380  # em, under which the buttons scroll with the rest
_TURNS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class SharedFrame(QWidget):
    """`head` above a scrolling `body`, `foot` below it. `next_asked` by Ctrl Enter; `forward_asked` and
    `back_asked` by Alt and the arrows; `closed` by Esc."""

    next_asked = Signal()
    forward_asked = Signal()
    back_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.body, self.foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        inner = QWidget()
        for layout in (self.head, self.body, self.foot):
            layout.setSpacing(12)
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.addLayout(self.body)
        self._foot = QWidget()
        self._foot.setLayout(self.foot)
        self.foot.setContentsMargins(0, 0, 0, 0)
        self._inner.addStretch(1)
        self.area = Scroll(inner)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        self._column.addLayout(self.head)
        self._column.addWidget(self.area, 1)
        self._column.addWidget(self._foot)
        self._low = False
        self._outer = QHBoxLayout(self)
        self._outer.addLayout(self._column)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # The window's own back and forward would take these keys: here they turn the pages of the talk.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _turn(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = _turn(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if turn:
            rightwards = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            (self.forward_asked if (turn > 0) == rightwards else self.back_asked).emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_outer"):
            self._fit()

    def _fit(self) -> None:
        side = max((self.width() - current().px(_WIDE)) // 2, 16)
        self._outer.setContentsMargins(side, 20, side, 20)
        low = current().em(self.height()) < _LOW
        if low != self._low:  # always in sight; in a window too low for that, after the last field
            self._low = low
            (self._inner if low else self._column).addWidget(self._foot)


def _turn(event: QKeyEvent) -> int:
    """1 for forward, -1 for back, 0 for any other key."""
    alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
    return _TURNS.get(Qt.Key(event.key()), 0) if alone else 0
