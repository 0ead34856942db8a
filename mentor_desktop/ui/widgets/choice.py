"""A drop-down list of choices, painted like the other fields; the keyboard and the list are Qt's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, elided, placed, rounded, write


class Choice(QComboBox):
    """`chosen(key)` when the person picks.

    `choose(key)` picks silently. Options are pairs of key and words.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        chosen: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options, chosen)
        self.activated.connect(self._activated)

    def set_options(self, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Replaces the options."""
        self.clear()
        for key, words in options:
            self.addItem(words, key)
        if chosen:
            self.choose(chosen)

    def key(self) -> str:
        """The key of what is chosen, or "" with no options."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Picks an option silently; an unknown key raises KeyError."""
        at = self.findData(key)
        if at < 0:
            raise KeyError(key)
        self.setCurrentIndex(at)

    def sizeHint(self) -> QSize:
        theme = current()
        widest = max(
            (theme.metrics("body").horizontalAdvance(self.itemText(i)) for i in range(self.count())),
            default=0,
        )
        return QSize(min(round(widest) + theme.px(46), theme.px(320)), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), current().px(110)), current().px(34))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must not change a value under the pointer

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        on = self.hasFocus()
        edge = "accent" if on else "field_line" if self.isEnabled() else "line"
        rounded(p, self.rect(), RADIUS, theme.colour("surface"), theme.colour(edge), 2 if on else 1)
        size = theme.px(14)
        ink = theme.colour("dim")
        spot = placed(
            self, QRect(self.width() - size - theme.px(10), (self.height() - size) // 2, size, size)
        )
        p.drawPixmap(spot.topLeft(), icons.pixmap("chevron-down", ink, size, self.devicePixelRatioF(), 2.4))
        room = placed(self, QRect(theme.px(11), 0, self.width() - theme.px(38), self.height()))
        p.setFont(theme.font("body"))
        p.setPen(theme.colour("text" if self.isEnabled() else "dim"))
        shown = elided(self.currentText(), "body", room.width())
        tip = self.currentText() if shown != self.currentText() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        write(p, room, shown, self.layoutDirection())

    def _activated(self) -> None:
        self.chosen.emit(self.key())
