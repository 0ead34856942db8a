"""Draws sessions in a list; the Person page uses it too."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.sessions.words import Heading, SessionLine
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.avatar import paint_avatar
from mentor_desktop.ui.widgets.base import rounded
from mentor_desktop.ui.widgets.chip import chip_size, paint_chip
from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.words import _

ROW = 55
_NARROW = 560  # em: below this day and time stand above the name
_TALL = 76


class SessionDelegate(RowDelegate):
    """All rows are equally high; a heading stands at the foot of its own."""

    def height(self, row: object) -> int:
        return current().px(_TALL if self._narrow(self._width()) else ROW)

    def buttons(self, row: object, rect: QRect) -> list[tuple[str, str, str, QRect]]:
        if not isinstance(row, SessionLine):
            return []
        theme = current()
        placed: list[tuple[str, str, str, QRect]] = []
        right = rect.right() + 1
        for key, words, kind in reversed(row.buttons):
            wide = round(theme.metrics("chip").horizontalAdvance(words)) + theme.px(20)
            high = theme.px(28)
            top = rect.top() + (rect.height() - high) // 2
            placed.insert(0, (key, words, kind, QRect(right - wide, top, wide, high)))
            right -= wide + theme.px(10)
        return placed

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowModel.RowRole)
        painter.save()
        if isinstance(row, Heading):
            theme = current()
            line = theme.line_height("caption")
            foot = QRect(
                option.rect.left(), option.rect.bottom() - line - theme.px(7), option.rect.width(), line
            )
            self.words(painter, option, foot, row.title.upper(), "caption", "dim")
        elif isinstance(row, SessionLine):
            self.ground(painter, option)
            self._paint(painter, option, row)
        painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, row: SessionLine) -> None:
        box = option.rect
        right = self._paint_end(painter, option, row)
        if self._narrow(box.width()):
            self._paint_narrow(painter, option, row, right)
        else:
            self._paint_wide(painter, option, row, right)

    def _paint_wide(
        self, painter: QPainter, option: QStyleOptionViewItem, row: SessionLine, right: int
    ) -> None:
        theme = current()
        box = option.rect
        left = box.left()
        day = round(theme.metrics("figure").horizontalAdvance("Www 00 Www 0000"))
        time = round(theme.metrics("strong").horizontalAdvance("00:00")) + theme.px(4)
        place = min(theme.px(130), box.width() // 6)
        self.words(painter, option, QRect(left, box.top(), day, box.height()), row.day, "figure", "dim")
        left += day + theme.px(8)
        self.words(painter, option, QRect(left, box.top(), time, box.height()), row.time, "strong")
        left += time + theme.px(3)
        self.words(painter, option, QRect(left, box.top(), place, box.height()), row.beside, "small", "dim")
        left += place + theme.px(10)
        side = theme.px(34)
        self._disc(painter, option, row, QRect(left, box.top() + (box.height() - side) // 2, side, side))
        left += side + theme.px(12)
        line = theme.line_height("body")
        top = box.top() + (box.height() - 2 * line + theme.px(2)) // 2
        wide = max(right - left - theme.px(12), 1)
        self.words(painter, option, QRect(left, top, wide, line), row.title, "strong")
        self.words(painter, option, QRect(left, top + line, wide, line), row.sub, "small", "dim")

    def _paint_narrow(
        self, painter: QPainter, option: QStyleOptionViewItem, row: SessionLine, right: int
    ) -> None:
        theme = current()
        box = option.rect
        side = theme.px(34)
        self._disc(
            painter, option, row, QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        )
        left = box.left() + side + theme.px(12)
        line = theme.line_height("body")
        top = box.top() + (box.height() - 3 * line) // 2
        wide = max(right - left - theme.px(8), 1)
        when = " ".join(filter(None, (row.day, row.time)))
        when = f"{when} · {row.beside}" if row.beside else when
        self.words(painter, option, QRect(left, top, wide, line), row.title, "strong")
        self.words(painter, option, QRect(left, top + line, wide, line), when, "figure", "text")
        self.words(painter, option, QRect(left, top + 2 * line, wide, line), row.sub, "small", "dim")

    def _paint_end(self, painter: QPainter, option: QStyleOptionViewItem, row: SessionLine) -> int:
        """Buttons and chip; returns where they begin."""
        theme = current()
        begin = option.rect.right() + 1
        for _key, words, kind, place in self.buttons(row, option.rect):
            begin = min(begin, place.left())
            spot = QStyle.visualRect(option.direction, option.rect, place)
            strong = kind == "primary"
            fill = theme.colour("accent" if strong else "surface")
            rounded(painter, spot, 8, fill, None if strong else theme.colour("field_line"))
            painter.setFont(theme.font("chip"))
            painter.setPen(theme.colour("on_accent" if strong else "text"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)
        words, kind = row.chip
        if words:
            size = chip_size(words)
            begin -= size.width() + (theme.px(10) if row.buttons else 0)
            top = option.rect.top() + (option.rect.height() - size.height()) // 2
            spot = QStyle.visualRect(
                option.direction, option.rect, QRect(begin, top, size.width(), size.height())
            )
            dpr = painter.device().devicePixelRatioF()
            paint_chip(painter, spot, words, kind, "", dpr, option.direction)
        return begin

    def _disc(self, painter: QPainter, option: QStyleOptionViewItem, row: SessionLine, place: QRect) -> None:
        name, key = row.avatar
        spot = QStyle.visualRect(option.direction, option.rect, place)
        if name:
            paint_avatar(painter, spot.toRectF(), name, key)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(current().colour("hover"))
            painter.drawEllipse(spot)

    def _width(self) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, RowList) else current().px(1000)

    def _narrow(self, width: int) -> bool:
        return current().em(width) < _NARROW


def session_list(name: str = "", parent: QWidget | None = None) -> RowList:
    """A list that draws sessions, however many."""
    made = RowList(name or _("Sessions"), click_opens=False, uniform=True, parent=parent)
    made.set_delegate(SessionDelegate(made))
    return made
