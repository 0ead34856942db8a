"""A card: one line around, one surface, no shadow; optionally a coloured stripe on its leading edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS_CARD, placed, rounded
from mentor_desktop.ui.widgets.text import CardTitle

_STRIPE = 4


class Card(QWidget):
    """A surface with a vertical layout, `body`. With a `title` the first row is `head`, where chips may be
    added.

    `stripe` names the token of a leading stripe, or "" for none.
    """

    def __init__(
        self,
        title: str = "",
        *,
        stripe: str = "",
        padding: int = 16,
        gap: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stripe = stripe
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding + (_STRIPE if stripe else 0), padding, padding, padding)
        self.body.setSpacing(gap)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title: CardTitle | None = None
        if title:
            self.title = CardTitle(title)
            self.head.addWidget(self.title, 1)
            self.body.addLayout(self.head)

    def set_stripe(self, token: str) -> None:
        """Changes the stripe's colour; "" takes it away."""
        self._stripe = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        inside = self.rect().adjusted(RADIUS_CARD, RADIUS_CARD, -RADIUS_CARD, -RADIUS_CARD)
        if inside.contains(event.rect()):  # something on the card changed, like a clock: no edge is touched
            p.fillRect(event.rect(), theme.colour("surface"))
            return
        rounded(p, self.rect(), RADIUS_CARD, theme.colour("surface"), theme.colour("line"))
        if self._stripe:
            whole = QPainterPath()
            whole.addRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
            edge = QPainterPath()
            edge.addRect(QRectF(placed(self, QRect(0, 0, _STRIPE, self.height()))))
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme.colour(self._stripe))
            p.drawPath(whole.intersected(edge))
