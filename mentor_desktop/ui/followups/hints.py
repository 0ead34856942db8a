"""The keys that work on a list, as key caps with their words. May import Qt, the theme and the widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import key_cap, key_cap_size, placed, write
from mentor_desktop.ui.widgets.chip import ChipFlow


class _Hint(QWidget):
    """One key and what it does."""

    def __init__(self, key: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._words = key, words
        self.setAccessibleName(f"{key} {words}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current()
        words = round(theme.metrics("small").horizontalAdvance(self._words)) + 2
        high = max(theme.line_height("small"), key_cap_size(self._key).height())
        return QSize(key_cap_size(self._key).width() + theme.px(6) + words, high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, p = current(), QPainter(self)
        cap = key_cap_size(self._key).width()
        key_cap(p, placed(self, QRect(0, 0, cap, self.height())), self._key)
        left = cap + theme.px(6)
        p.setFont(theme.font("small"))
        p.setPen(theme.colour("dim"))
        spot = placed(self, QRect(left, 0, self.width() - left, self.height()))
        write(p, spot, self._words, self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)


class KeyHints(ChipFlow):
    """Pairs of a key and what it does, on as many lines as they need."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__([_Hint(key, words) for key, words in hints], gap=14, parent=parent)
