"""Draws relationships with their agreements in a list."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.agreements.state import AgreementLine
from mentor_desktop.ui.people.state import Heading
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.avatar import paint_avatar
from mentor_desktop.ui.widgets.chip import chip_size, paint_chip
from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.words import _

_ROW, _TALL, _HEADING = 59, 84, 40
_NARROW = 640  # em: below this the chips stand under the words


class AgreementDelegate(RowDelegate):
    """One relationship a row."""

    def height(self, row: object) -> int:
        theme = current()
        if isinstance(row, Heading):
            return theme.px(_HEADING)
        return theme.px(_TALL if self._narrow() else _ROW)

    def _narrow(self) -> bool:
        view = self.parent()
        return isinstance(view, RowList) and current().em(view.viewport().width()) < _NARROW

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowModel.RowRole)
        theme = current()
        painter.save()
        if isinstance(row, Heading):
            line = theme.line_height("caption")
            box = option.rect
            foot = QRect(box.left(), box.bottom() - line - theme.px(6), box.width(), line)
            self.words(painter, option, foot, row.title.upper(), "caption", "dim")
        elif isinstance(row, AgreementLine):
            self.ground(painter, option)
            self._paint(painter, option, index, row)
        painter.restore()

    def _paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: AgreementLine
    ) -> None:
        theme, box = current(), option.rect
        side, line = theme.px(34), theme.line_height("body")
        disc = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        spot = QStyle.visualRect(option.direction, box, disc)
        paint_avatar(painter, spot.toRectF(), row.row.name, row.row.person.hex())
        left = box.left() + theme.px(46)
        room = box.right() - theme.px(10) - left
        narrow = self._narrow()
        chips = [(words, kind, chip_size(words)) for words, kind in row.chips]
        wide = sum(size.width() for _words, _kind, size in chips) + theme.px(6) * len(chips)
        lines = 3 if narrow else 2
        top = box.top() + (box.height() - lines * line) // 2
        words = QRect(left, top, room if narrow else max(room - wide - theme.px(8), theme.px(80)), line)
        self.words(painter, option, words, row.row.name, "strong")
        self.words(painter, option, words.translated(0, line), row.sub, "small", "dim")
        at = left if narrow else box.right() - theme.px(10) - wide + theme.px(6)
        middle = top + 2 * line if narrow else box.top() + (box.height() - chips[0][2].height()) // 2
        for text, kind, size in chips:
            width = min(size.width(), max(left + room - at, 0))
            if width < size.width():
                self._cut.add(index.row())
            place = QStyle.visualRect(option.direction, box, QRect(at, middle, width, size.height()))
            paint_chip(painter, place, text, kind, "", painter.device().devicePixelRatioF(), option.direction)
            at += width + theme.px(6)


def agreement_list(parent: QWidget | None = None) -> RowList:
    """A list that draws relationships with their agreements."""
    made = RowList(_("Agreements"), parent=parent)
    made.set_delegate(AgreementDelegate(made))
    return made
