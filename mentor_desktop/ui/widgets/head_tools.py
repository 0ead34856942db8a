"""Buttons and fields in as many lines as they need, beside a page's heading or, where narrow, under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.page import ScrollPage


class Tools(ChipFlow):
    """Asks for the room of those that are shown, so that it stands at the end of a row."""

    def __init__(self, tools: Sequence[QWidget], *, gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(tools, gap=gap, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        shown = [tool.sizeHint().width() for tool in self._children if not tool.isHidden()]
        width = sum(shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, self.heightForWidth(max(width, 1)))


class HeadTools(Tools):
    """The tools of a page."""

    def __init__(self, page: ScrollPage, tools: Sequence[QWidget], *, gap: int = 10) -> None:
        super().__init__(tools, gap=gap)
        self._page = page
        page.head.addWidget(self)
        page.narrow.connect(self._narrowed)

    def _narrowed(self, narrow: bool) -> None:
        self._page.head.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
