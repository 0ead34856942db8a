"""Words that change every second without moving anything, and the timer that lets them.

Only the widget itself is painted anew; the layout around is left alone. May import Qt and the theme.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import elided

TICK_MS = 250


class Ticking(QWidget):
    """One line in a role, sized by `sample` so that every text of that length fits.

    Its accessible name stays `name`: a screen reader is not to speak every second.
    """

    def __init__(
        self, name: str, sample: str, role: str = "figure", tone: str = "dim", *, trailing: bool = False,
        may_cut: bool = False, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._sample, self._role, self._tone = sample, role, tone
        self._text = ""
        self._trailing, self._may_cut = trailing, may_cut
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set(self, text: str, tone: str = "") -> None:
        """Changes words and colour."""
        if text == self._text and tone in ("", self._tone):
            return
        if len(text) > len(self._sample):
            self._sample = text
            self.updateGeometry()
        self._text, self._tone = text, tone or self._tone
        self.update()

    def text(self) -> str:
        """The words."""
        return self._text

    def sizeHint(self) -> QSize:
        theme = current()
        metrics = QFontMetricsF(theme.font(self._role))
        width = max(metrics.horizontalAdvance(self._sample), metrics.horizontalAdvance(self._text))
        return QSize(round(width) + 2, theme.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), current().px(60)), hint.height()) if self._may_cut else hint

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        p.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        p.setFont(theme.font(self._role))
        p.setPen(theme.colour(self._tone))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right = self._trailing != mirrored
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = elided(self._text, self._role, self.width()) if self._may_cut else self._text
        p.drawText(QRect(0, 0, self.width(), self.height()), side | Qt.AlignmentFlag.AlignVCenter, shown)


class Ticker(QObject):
    """Calls `tick` a few times a second while its widget is seen and `wanted` says so."""

    def __init__(self, seen: QWidget, wanted: Callable[[], bool], tick: Callable[[], None]) -> None:
        super().__init__(seen)
        self._seen, self._wanted = seen, wanted
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(tick)
        seen.installEventFilter(self)

    def judge(self) -> None:
        """Starts or stops, as things stand."""
        on = self._seen.isVisible() and self._wanted()
        if on and not self._timer.isActive():
            self._timer.start()
        elif not on:
            self._timer.stop()

    def ticking(self) -> bool:
        """Whether it calls."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.judge()
        return False
