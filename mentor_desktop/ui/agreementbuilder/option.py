"""One way to settle a clause: large, marked by a tick when it is taken, moved between with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, PaintedButton, placed, ring, rounded, tick
from mentor_desktop.ui.widgets.text import Text

_PAD, _MARK, _GAP, _LEAST = 14, 18, 12, 48
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class Option(PaintedButton):
    """`taken` on click, Space and Enter; `moved(step)` when an arrow leaves it."""

    taken = Signal()
    moved = Signal(int)

    def __init__(self, label: str, *, chosen: bool, parent: QWidget | None = None) -> None:
        self._words: Text | None = None
        super().__init__(label, parent)
        self.setCheckable(True)
        self.setChecked(chosen)
        self._words = Text(label, "large", parent=self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._clicked)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = current()
        words = self._label().heightForWidth(self._room(width))
        return max(words + 2 * theme.px(_PAD - 3), theme.px(_LEAST))

    def sizeHint(self) -> QSize:
        theme = current()
        words = theme.metrics("large").horizontalAdvance(self.text())
        return QSize(round(words) + theme.px(2 * _PAD + _MARK + _GAP) + 2, theme.px(_LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), current().px(_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = current()
        left = theme.px(_PAD + _MARK + _GAP)
        room = QRect(left, 0, self._room(self.width()), self.height())
        self._label().setGeometry(placed(self, room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CTRL:
            self.click()
        elif step is not None and not event.modifiers() & (_CTRL | Qt.KeyboardModifier.AltModifier):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, p = current(), QPainter(self)
        on = self.isChecked()
        ground = "accent_soft" if on else "hover" if self.hot() else "surface"
        edge = "accent" if on else "field_line"
        rounded(p, self.rect(), RADIUS, theme.colour(ground), theme.colour(edge), 2 if on else 1)
        side = theme.px(_MARK)
        box = placed(self, QRect(theme.px(_PAD), (self.height() - side) // 2, side, side))
        fill = theme.colour("accent") if on else None
        rounded(p, box, side / 2, fill, theme.colour(edge))
        if on:
            tick(p, QRectF(box).adjusted(1, 1, -1, -1), theme.colour("on_accent"))
        if self.ringed():
            ring(p, self.rect().adjusted(3, 3, -3, -3), RADIUS - 3, "text")

    def _clicked(self) -> None:
        self.setChecked(True)  # pressing it again does not take it back
        self.taken.emit()

    def _label(self) -> Text:
        assert self._words is not None  # set by the constructor before anything can ask
        return self._words

    def _room(self, width: int) -> int:
        return max(width - current().px(2 * _PAD + _MARK + _GAP), 1)


_CTRL = Qt.KeyboardModifier.ControlModifier
