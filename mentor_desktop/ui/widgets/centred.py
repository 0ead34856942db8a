"""Keeps one thing in the middle of the window, at most so wide, and scrolls where it is too tall."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.page import Scroll

_MARGIN = 16


class Centred(QWidget):
    """`width` is in pixels at 100 % text size; a narrow window makes the thing narrower."""

    def __init__(self, inner: QWidget, width: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self._width = width
        holder = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner)
        row.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.scroller = Scroll(holder)
        box.addWidget(self.scroller)
        self.setFocusProxy(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * _MARGIN
        self._inner.setFixedWidth(max(min(current().px(self._width), room), 1))
