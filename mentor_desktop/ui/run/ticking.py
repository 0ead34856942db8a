"""Words that change every second without moving anything, and the timer that lets them.

Only the widget itself is painted anew; the layout around is left alone. May import Qt and the theme.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import elided

SOONEST_MS, LATEST_MS = 40, 1_000
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE


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
        self._measured: tuple[tuple[str, int], int] = (("", 0), 0)
        self._trailing, self._may_cut = trailing, may_cut
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set(self, text: str, tone: str = "") -> None:
        """Changes words and colour."""
        if text == self._text and tone in ("", self._tone):
            return
        if len(text) > len(self._sample):  # figures are as wide as each other, so length will do
            self._sample = text
            self.updateGeometry()
        self._text, self._tone = text, tone or self._tone
        self.update()

    def text(self) -> str:
        """The words."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(self._wide(), current().line_height(self._role))

    def _wide(self) -> int:
        """Width of the longest text so far, measured once for each text size."""
        key = (self._sample, current().percent)
        if self._measured[0] != key:
            self._measured = (key, round(current().metrics(self._role).horizontalAdvance(self._sample)) + 2)
        return self._measured[1]

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), current().px(40)), hint.height()) if self._may_cut else hint

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        p.setFont(theme.font(self._role))
        p.setPen(theme.colour(self._tone))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if mirrored:
            p.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # clocks run one way everywhere
        side = _RIGHT if self._trailing != mirrored else _LEFT
        cut = self._may_cut and self._wide() > self.width()
        shown = elided(self._text, self._role, self.width()) if cut else self._text
        self._tell_whole("" if shown == self._text else self._text)
        p.drawText(QRect(0, 0, self.width(), self.height()), side, shown)

    def _tell_whole(self, tip: str) -> None:
        """The whole text as tool tip of what lies under it, since the pointer goes through."""
        under = self.parentWidget()
        if self._may_cut and under is not None and under.toolTip() != tip:
            under.setToolTip(tip)


class Ticker(QObject):
    """Calls `tick` when the next second begins, while its widget is seen; one wake-up a second is enough.

    `next_ms` says how long that is, or 0 where nothing runs.
    """

    def __init__(self, seen: QWidget, next_ms: Callable[[], int], tick: Callable[[], None]) -> None:
        super().__init__(seen)
        self._seen, self._next_ms, self._tick = seen, next_ms, tick
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tock)
        seen.installEventFilter(self)

    def judge(self) -> None:
        """Starts or stops, as things stand."""
        wait = self._next_ms() if self._seen.isVisible() else 0
        if wait <= 0:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(min(max(wait, SOONEST_MS), LATEST_MS))

    def ticking(self) -> bool:
        """Whether it calls."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.judge()
        return False

    def _tock(self) -> None:
        self._tick()
        self.judge()
