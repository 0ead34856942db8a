"""A rating from 1 to 5 in five squares.

Keys 1 to 5 set it, 0 or Backspace clears it. None means not rated.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import by_key, placed, ring, rounded
from mentor_desktop.words import _

HIGHEST = 5
_SIDE = 24
_GAP = 4


class Rating(QWidget):
    """`changed(value)` gives an int, or None when it was cleared. `name` is what is rated."""

    changed = Signal(object)

    def __init__(self, name: str, value: int | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._value: int | None = None
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(value)

    def value(self) -> int | None:
        """The rating, 1 to 5, or None."""
        return self._value

    def set(self, value: int | None) -> None:
        """Shows a rating without the signal. Anything but None or 1 to 5 raises ValueError."""
        if value is not None and not 1 <= value <= HIGHEST:
            raise ValueError("A rating is from 1 to 5.")
        self._value = value
        self.setAccessibleName(self.spoken())
        self.update()

    def spoken(self) -> str:
        """What a screen reader says."""
        if self._value is None:
            return _("%(name)s, not rated") % {"name": self._name}
        return _("%(name)s, %(value)d of %(highest)d") % {
            "name": self._name,
            "value": self._value,
            "highest": HIGHEST,
        }

    def sizeHint(self) -> QSize:
        side = self._side()
        return QSize(HIGHEST * side + (HIGHEST - 1) * _GAP, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        steps = {Qt.Key.Key_Right: forward, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -forward, Qt.Key.Key_Down: -1}
        key = Qt.Key(event.key())
        if event.text() in ("1", "2", "3", "4", "5"):
            self._pick(int(event.text()))
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._pick(None)
        elif key in steps:
            self._pick(min(max((self._value or 0) + steps[key], 1), HIGHEST))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for value in range(1, HIGHEST + 1):
            if self._square(value).contains(event.position().toPoint()):
                self._pick(None if value == self._value else value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = by_key(event, self._ring)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        for value in range(1, HIGHEST + 1):
            box = self._square(value)
            on = value == self._value
            edge = None if on else theme.colour("field_line")
            rounded(p, box, 6, theme.colour("accent" if on else "surface"), edge)
            focused = self.hasFocus() and self._ring and value == (self._value or 1)
            if focused:
                ring(p, box.adjusted(2, 2, -2, -2) if on else box, 5, "surface" if on else "accent")
            p.setFont(theme.font("small_strong" if on else "small"))
            p.setPen(theme.colour("on_accent" if on else "dim"))
            p.drawText(box, Qt.AlignmentFlag.AlignCenter, str(value))

    def _pick(self, value: int | None) -> None:
        if value != self._value:
            self.set(value)
            self.changed.emit(value)

    def _side(self) -> int:
        return max(current().px(_SIDE), _SIDE)

    def _square(self, value: int) -> QRect:
        side = self._side()
        return placed(self, QRect((value - 1) * (side + _GAP), (self.height() - side) // 2, side, side))
