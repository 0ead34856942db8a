"""A thin bar that says how much of something is done, with words beside it elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import placed, rounded


class ProgressBar(QProgressBar):
    """`set(done, whole)` fills it.

    `name` is what a screen reader says it measures. A whole of 0 shows it empty.
    """

    def __init__(
        self,
        name: str,
        done: int = 0,
        whole: int = 100,
        *,
        tone: str = "accent",
        height: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._height = height
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(done, whole)

    def set(self, done: int, whole: int = 100, tone: str = "") -> None:
        """How much of the whole is done; more than the whole fills the bar."""
        self._tone = tone or self._tone
        # A bar of Qt's paints itself at once at each change; together with all else that changed is cheaper.
        self.setUpdatesEnabled(False)
        self.setRange(0, max(whole, 1))
        self.setValue(min(max(done, 0), max(whole, 1)))
        self.setUpdatesEnabled(True)

    def sizeHint(self) -> QSize:
        return QSize(current().px(80), current().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(24), current().px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        radius = self.height() / 2
        edge = theme.colour("line") if theme.tokens.name == "contrast" else None
        rounded(p, self.rect(), radius, theme.colour("hover"), edge)
        filled = round(self.width() * self.value() / max(self.maximum(), 1))
        if filled > 0:
            p.setClipRect(placed(self, QRect(0, 0, filled, self.height())))
            rounded(p, self.rect(), radius, theme.colour(self._tone), None)
