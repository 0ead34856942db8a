"""Tabs in a row; one Tab stop, arrows move within, and the Tab key enters at the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import PaintedButton, ring, rounded, write
from mentor_desktop.ui.widgets.chip import ChipFlow


class _Tab(PaintedButton):
    moved = Signal(int)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(
            round(theme.metrics("strong").horizontalAdvance(self.text())) + theme.px(20), theme.px(34)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        steps = {Qt.Key.Key_Right: 1 if forward else -1, Qt.Key.Key_Left: -1 if forward else 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        on = self.isChecked()
        p.setFont(theme.font("strong" if on else "body"))
        p.setPen(theme.colour("text" if on or self.hot() else "dim"))
        write(p, self.rect(), self.text(), self.layoutDirection(), Qt.AlignmentFlag.AlignHCenter)
        if on:
            pad = theme.px(10)
            rounded(
                p, QRect(pad, self.height() - 4, self.width() - 2 * pad, 2), 1, theme.colour("accent"), None
            )
        if self.ringed():
            ring(p, self.rect(), 6)


class SegmentedTabs(QWidget):
    """`chosen(key)` when the person picks a tab; `choose(key)` picks one silently."""

    chosen = Signal(str)

    def __init__(
        self,
        tabs: Sequence[tuple[str, str]],
        chosen: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tabs: dict[str, _Tab] = {}
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for key, words in tabs:
            tab = _Tab(words, self)
            tab.setProperty("key", key)
            tab.clicked.connect(self._clicked)
            tab.moved.connect(self._moved)
            self._tabs[key] = tab
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        # A second line where one is too short.
        row.addWidget(ChipFlow(self._tabs.values(), gap=2), 0, Qt.AlignmentFlag.AlignVCenter)
        if tabs:
            self.choose(chosen or tabs[0][0])

    def current_key(self) -> str:
        """The key of the chosen tab."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def stops(self) -> list[QWidget]:
        """The tabs in order; Tab halts at the chosen one alone."""
        return list(self._tabs.values())

    def choose(self, key: str) -> None:
        """Picks a tab without the signal; an unknown key raises KeyError."""
        wanted = self._tabs[key]
        for tab in self._tabs.values():
            tab.setChecked(tab is wanted)
            # The group is one Tab stop, entered at the chosen tab.
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab is wanted else Qt.FocusPolicy.ClickFocus)

    def set_words(self, key: str, words: str) -> None:
        """Changes the words of a tab, for instance its count."""
        self._tabs[key].set_label(words)

    def _clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, _Tab):
            self._pick(str(tab.property("key")))

    def _moved(self, step: int) -> None:
        keys = list(self._tabs)
        following = keys[(keys.index(self.current_key()) + step) % len(keys)]
        self._pick(following)
        self._tabs[following].setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)
