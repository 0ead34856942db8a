"""The frame of a page.

Its margins, its heading row, and a scroll area that keeps out of the way of the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.text import Dim, PageTitle

_NARROW = 900  # px at 100 %, as the sidebar's own rule


class Scroll(QScrollArea):
    """Scrolls what it holds, takes no focus, draws no frame; brings a focused child into view."""

    def __init__(self, inner: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class Snug(Scroll):
    """Gives what it holds its own height, and scrolls only where that is less than it can do with."""

    def __init__(self, inner: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(inner, parent=parent)
        self.setWidgetResizable(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if inner is not None and layout is not None:
            room = self.viewport().size()
            least = layout.totalMinimumHeightForWidth(room.width())
            inner.resize(room.width(), max(room.height(), least))


class ScrollPage(QWidget):
    """A page with a heading and a scrolling `body` (a QVBoxLayout with a stretch at its end).

    Without `scroll` the body has the page's own height, and moves only in a window too small for it.

    `add(widget)` puts something above that stretch; `head` is the row beside the heading, for buttons.
    With `to_edge` the body reaches the window's lower edge, as for one that scrolls by itself.
    `narrow(bool)` tells when the page gets or loses the room of a wide window, counted in em.
    """

    narrow = Signal(bool)

    def __init__(
        self, title: str = "", sub: str = "", *, scroll: bool = True, to_edge: bool = False,
        parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._narrow: bool | None = None
        self._to_edge = to_edge
        inner = QWidget()
        self.inner = inner
        self._outer = QVBoxLayout(inner)
        self._outer.setContentsMargins(28, 24, 28, 24)
        self._outer.setSpacing(16)
        self.title = PageTitle(title)
        self.sub = Dim(sub)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.sub)
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addLayout(words, 1)
        self.heading = QWidget()
        self.heading.setLayout(self.head)
        self.head.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.heading)
        self.sub.setVisible(bool(sub))  # now that it has a parent: else it would be a window for a moment
        self.heading.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._outer.addLayout(self.body, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._scrolls = scroll
        if scroll:
            self.body.addStretch(1)
            self.scroller: Scroll | None = Scroll(inner)
            box.addWidget(self.scroller)
        else:
            self.scroller = None
            box.addWidget(Snug(inner))

    def set_title(self, title: str, sub: str = "") -> None:
        """Changes heading and second line."""
        self.title.set(title)
        self.sub.set(sub)
        self.heading.setVisible(bool(title))
        self.sub.setVisible(bool(sub))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds a widget at the end of the body, above the stretch of a scrolling page."""
        at = self.body.count() - 1 if self._scrolls else self.body.count()
        self.body.insertWidget(at, widget, stretch)

    def is_narrow(self) -> bool:
        """Whether the page lies in a window under 900 em."""
        return bool(self._narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._judge()
        super().changeEvent(event)

    def _judge(self) -> None:
        narrow = current().em(self.window().width()) < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            side = 16 if narrow else 28
            top = 16 if narrow else 24
            self._outer.setContentsMargins(side, top, side, 0 if self._to_edge else top)
            self.narrow.emit(narrow)
