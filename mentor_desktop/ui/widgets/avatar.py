"""A person's initials on a colour that stays theirs.

The colour is chosen from a fixed list by the person's key.
"""

from __future__ import annotations

import zlib

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, or "" for an empty name."""
    words = [word for word in name.split() if word[0].isalnum()]
    picked = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()


def colour_of(key: str) -> str:
    """The colour, `#RRGGBB`, that a key always gets under the present theme."""
    colours = current().tokens.avatars
    return colours[zlib.crc32(key.encode()) % len(colours)]


def paint_avatar(p: QPainter, rect: QRectF, name: str, key: str) -> None:
    """Paints a disc with initials; list delegates use it too."""
    theme = current()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour_of(key or name)))
    p.drawEllipse(rect)
    font = QFont(theme.font("small_strong"))
    font.setPixelSize(max(round(rect.height() * 0.35), 1))
    p.setFont(font)
    p.setPen(theme.colour("on_avatar"))
    p.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))


class Avatar(QWidget):
    """The disc as a widget. `key` (the person's id) fixes the colour, so two people of one name differ."""

    def __init__(self, name: str, key: str = "", *, size: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(name, key)

    def set(self, name: str, key: str = "") -> None:
        """Shows another person."""
        self._name, self._key = name, key
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name, self._key)
