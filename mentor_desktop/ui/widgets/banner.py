"""A strip above the page with a sentence and buttons: questions and news that must not stop the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, placed, rounded
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.words import _

Kind = Literal["info", "warn", "danger", "private", "ok"]
_LOOK = {
    "info": ("accent_soft", "accent", "info"),
    "warn": ("warn_soft", "warn", "alert-triangle"),
    "danger": ("danger_soft", "danger", "alert-triangle"),
    "private": ("private_soft", "private", "lock"),
    "ok": ("ok_soft", "ok", "circle-check"),
}

_LEAST = 260  # px at 100 % that the words need beside the buttons
_LEAST_BESIDE = 60  # px at 100 % for the picture and the edges


class Banner(QWidget):
    """`buttons` are pairs of words and what they do; the first is the main one. Pressing any closes the
    banner.

    `closed` is emitted when it goes. `closable=False` leaves out the cross.
    """

    closed = Signal()

    def __init__(
        self,
        text: str,
        buttons: Sequence[tuple[str, Callable[[], None]]] = (),
        kind: Kind = "info",
        *,
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self.words = Text(text)
        self.setAccessibleName(text)
        self.buttons: list[Button] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(8)
        self._box.addWidget(self.words, 1)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        for number, (label, act) in enumerate(buttons):
            button = Button(label, "primary" if number == 0 else "plain", small=True)
            button.clicked.connect(lambda _=False, act=act: self._pressed(act))
            self.buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        row.addStretch(1)
        self._box.addLayout(row)
        outer = QHBoxLayout(self)
        outer.addLayout(self._box, 1)
        self._outer = outer
        self._room_for_picture()
        if closable:
            cross = Button(_("Close"), "quiet", icon="x", icon_only=True, small=True)
            cross.clicked.connect(self.close_banner)
            column = QVBoxLayout()
            column.addWidget(cross)
            column.addStretch(1)
            outer.addLayout(column)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._room_for_picture()
        super().changeEvent(event)

    def close_banner(self) -> None:
        """Takes the banner away and frees it."""
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions, buttons = QBoxLayout.Direction, self._row.spacing() * len(self.buttons)
        buttons += sum(button.sizeHint().width() for button in self.buttons)
        narrow = bool(self.buttons) and (
            current().em(self.width()) < 560 or self.width() - buttons < current().px(_LEAST)
        )
        cramped = buttons > self.width() - current().px(_LEAST_BESIDE)
        turned = False
        for box, down in ((self._box, narrow), (self._row, cramped)):
            wanted = directions.TopToBottom if down else directions.LeftToRight
            turned |= box.direction() != wanted
            box.setDirection(wanted)
        if turned:
            self._outer.invalidate()
            self.updateGeometry()  # its height for this width is another one now

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(200), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        ground, ink, picture = _LOOK[self._kind]
        p = QPainter(self)
        rounded(p, self.rect(), RADIUS, theme.colour(ground), theme.colour(ink))
        size = theme.px(18)
        spot = placed(self, QRect(theme.px(12), (self.height() - size) // 2, size, size))
        p.drawPixmap(spot.topLeft(), icons.pixmap(picture, theme.colour(ink), size, self.devicePixelRatioF()))

    def _room_for_picture(self) -> None:
        side, other = current().px(40), 8
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._outer.setContentsMargins(other if mirrored else side, 8, side if mirrored else other, 8)

    def _pressed(self, act: Callable[[], None]) -> None:
        self.close_banner()
        act()
