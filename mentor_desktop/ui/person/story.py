"""Draws the lines of a story: the day, a chip, and one line of text."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.person.state import StoryRow
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.chip import chip_size, paint_chip
from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.words import _

_ROW = 28


class StoryDelegate(RowDelegate):
    """One line a row."""

    def height(self, row: object) -> int:
        return current().px(_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowModel.RowRole)
        if not isinstance(row, StoryRow):
            return
        theme = current()
        painter.save()
        self.ground(painter, option, line=False)
        box = option.rect
        wide = theme.px(78)
        self.words(
            painter, option, QRect(box.left(), box.top(), wide, box.height()), row.day, "figure", "dim"
        )
        left = box.left() + wide + theme.px(6)
        if row.chip:
            size = chip_size(row.chip)
            top = box.top() + (box.height() - size.height()) // 2
            spot = QStyle.visualRect(option.direction, box, QRect(left, top, size.width(), size.height()))
            dpr = painter.device().devicePixelRatioF()
            paint_chip(painter, spot, row.chip, row.kind, "", dpr, option.direction)
            left += size.width() + theme.px(8)
        rest = QRect(left, box.top(), max(box.right() - left, 1), box.height())
        self.words(painter, option, rest, row.text, "body")
        painter.restore()


def story_list(parent: QWidget | None = None) -> RowList:
    """A list that draws a story."""
    made = RowList(_("Story so far"), uniform=True, parent=parent)
    made.set_delegate(StoryDelegate(made))
    return made
