"""Text with what is gone and what is new marked in it: struck through, underlined, and coloured besides.

May import Qt, the theme and domain.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.difference import Change, Piece
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.words import _


class MarkedText(Text):
    """A difference in reading order; a screen reader hears which words are gone and which are new."""

    def __init__(
        self, pieces: Sequence[Piece] = (), *, role: str = "body", parent: QWidget | None = None
    ) -> None:
        self._pieces: Sequence[Piece] = ()
        super().__init__("", role, "dim", parent=parent)
        self.set_pieces(pieces)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Shows another difference."""
        self._pieces = pieces
        self.set("".join(piece.text for piece in pieces))
        self.setAccessibleName(" ".join(_spoken(piece) for piece in pieces))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current()
        painter.setPen(theme.colour(self._tone))
        self._lay(self.width()).layout.draw(painter, QPointF(0, 0), self._formats())

    def _formats(self) -> list[QTextLayout.FormatRange]:
        theme, found, start = current(), [], 0
        for piece in self._pieces:
            length = len(piece.text.encode("utf-16-le")) // 2  # positions are counted in UTF-16
            if piece.change is not Change.SAME:
                form = QTextCharFormat()
                gone = piece.change is Change.GONE
                form.setForeground(theme.colour("danger" if gone else "ok"))
                form.setBackground(theme.colour("danger_soft" if gone else "ok_soft"))
                form.setFontStrikeOut(gone)
                form.setFontUnderline(not gone)
                marked = QTextLayout.FormatRange()
                marked.start, marked.length, marked.format = start, length, form
                found.append(marked)
            start += length
        return found


def _spoken(piece: Piece) -> str:
    if piece.change is Change.SAME:
        return piece.text
    words = _("gone: %(words)s;") if piece.change is Change.GONE else _("new: %(words)s;")
    return words % {"words": piece.text.strip()}
