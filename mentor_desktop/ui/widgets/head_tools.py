"""The tools beside a page's heading, which go under it where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.page import ScrollPage


class HeadTools(ChipFlow):
    """Fields and buttons in lines, as many as they need."""

    def __init__(self, page: ScrollPage, tools: Sequence[QWidget], *, gap: int = 10) -> None:
        super().__init__(tools, gap=gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._page = page
        page.head.addWidget(self)
        page.narrow.connect(self._narrowed)

    def _narrowed(self, narrow: bool) -> None:
        self._page.head.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
