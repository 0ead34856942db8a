"""Keeps one thing in the middle of the window, at most so wide, and scrolls where it is too tall.

A scroll area is dear to make and the first window hardly ever needs one: it is made when it does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current

_MARGIN = 16


class Centred(QWidget):
    """`width` is in pixels at 100 % text size; a narrow window makes the thing narrower."""

    def __init__(self, inner: QWidget, width: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self._width = width
        self._holder = QWidget()
        # What does not fit scrolls: it must not widen or heighten the window.
        self._holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._scrolls = False
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner)
        row.addStretch(1)
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        self._column.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._holder)
        self.setFocusProxy(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self._fit()
        return done

    def _fit(self) -> None:
        room = self.width() - 2 * _MARGIN
        self._inner.setFixedWidth(max(min(current().px(self._width), room), 1))
        needed = max(self._column.totalHeightForWidth(self.width()), self._column.minimumSize().height())
        if needed > self.height() and self.isVisible() and not self._scrolls:
            self._make_scroll()

    def _make_scroll(self) -> None:
        from mentor_desktop.ui.widgets.page import Scroll

        self._scrolls = True
        self._box.removeWidget(self._holder)
        self._box.addWidget(Scroll(self._holder))
