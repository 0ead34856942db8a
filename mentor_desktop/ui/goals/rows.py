"""Draws goals as cards side by side, and those that are over as lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.goals.state import GoalCard, GoalLine
from mentor_desktop.ui.people.state import Heading
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.avatar import paint_avatar
from mentor_desktop.ui.widgets.base import RADIUS_CARD, ring, rounded, tick
from mentor_desktop.ui.widgets.chip import chip_size, paint_chip
from mentor_desktop.ui.widgets.lines import broken
from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.words import _

_GAP, _PAD, _SIDE, _BAR = 12, 16, 34, 6
_LEAST = 290  # em that a card needs
_LINES = 2  # of an aim


class GoalDelegate(RowDelegate):
    """Cards in as many columns as there is room for; headings and lines over the whole width."""

    def columns(self) -> int:
        """How many cards stand side by side."""
        return max(1, int(current().em(self._room())) // _LEAST)

    def _room(self) -> int:
        """The width of the rows, with a scroll bar or without: else the cards would jump with it."""
        view = self.parent()
        if not isinstance(view, QListView):
            return 1
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return max(view.maximumViewportSize().width() - bar, 1)

    def height(self, row: object) -> int:
        theme = current()
        if isinstance(row, Heading):
            return theme.px(40)
        if isinstance(row, GoalLine):
            return theme.px(15) + 2 * theme.line_height("body")
        words = theme.px(_SIDE) + _LINES * theme.line_height("strong") + theme.line_height("small")
        return words + theme.px(2 * _PAD + 8 + 8 + _BAR + 8) + theme.px(_GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(RowModel.RowRole)
        if row is None:
            return QSize(0, 0)
        room = self._room()
        # One pixel is left over: a line that is filled to the last one would be broken before its last card.
        cell = (room - 1) // self.columns()
        return QSize(cell if isinstance(row, GoalCard) else room - 1, self.height(row))

    def card_rect(self, rect: QRect, direction: Qt.LayoutDirection) -> QRect:
        """Where the card of an item is painted: the gaps lie between the cards, not around them."""
        count, room, gap = self.columns(), self._room(), current().px(_GAP)
        cell = (room - 1) // count
        from_left = rect.left() if direction == Qt.LayoutDirection.LeftToRight else room - rect.right() - 1
        column = round(from_left / cell) if cell else 0
        width = (room - (count - 1) * gap) // count
        logical = QRect(rect.left() + column * gap // count, rect.top(), width, rect.height() - gap)
        return QStyle.visualRect(direction, rect, logical)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowModel.RowRole)
        theme = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            line = theme.line_height("card_title")
            foot = QRect(
                option.rect.left(), option.rect.bottom() - line - theme.px(6), option.rect.width(), line
            )
            self.words(painter, option, foot, row.title, "card_title")
        elif isinstance(row, GoalCard):
            self._paint_card(painter, option, index, row)
        elif isinstance(row, GoalLine):
            self.ground(painter, option)
            self._paint_line(painter, option, index, row)
        painter.restore()

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: GoalCard
    ) -> None:
        theme = current()
        card = self.card_rect(option.rect, option.direction)
        view = self.parent()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = isinstance(view, RowList) and view.hasFocus() and chosen and view.keyboard_ring
        touched = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = theme.colour("field_line" if touched else "line")
        rounded(painter, card, RADIUS_CARD, theme.colour("surface"), edge)
        if focused:
            ring(painter, card, RADIUS_CARD)
        inner = card.adjusted(theme.px(_PAD), theme.px(_PAD), -theme.px(_PAD), -theme.px(_PAD))
        side = theme.px(_SIDE)
        mirrored = option.direction

        def at(left: int, top: int, width: int, height: int) -> QRect:
            spot = QRect(inner.left() + left, inner.top() + top, width, height)
            return QStyle.visualRect(mirrored, inner, spot)

        paint_avatar(painter, at(0, 0, side, side).toRectF(), row.row.name, row.row.person.hex())
        chip, kind = row.chip
        size = chip_size(chip)
        wide = min(size.width(), inner.width() - side - theme.px(12))
        place = at(inner.width() - wide, (side - size.height()) // 2, wide, size.height())
        paint_chip(painter, place, chip, kind, "", painter.device().devicePixelRatioF(), mirrored)
        name_room = inner.width() - side - theme.px(12) - wide - theme.px(8)
        if wide < size.width() or name_room < theme.px(24):
            self._cut.add(index.row())
        if name_room >= theme.px(24):
            self._write(
                painter, option, index, at(side + theme.px(12), 0, name_room, side), row.whose, "small", "dim"
            )
        top = side + theme.px(8)
        pitch = theme.line_height("strong")
        for number, words in enumerate(broken(row.row.aim, "strong", inner.width(), _LINES)):
            self._write(
                painter, option, index, at(0, top + number * pitch, inner.width(), pitch), words, "strong"
            )
        top += _LINES * pitch + theme.px(8)
        self._bar(painter, at(0, top, inner.width(), theme.px(_BAR)), row.row.progress.share, mirrored)
        top += theme.px(_BAR) + theme.px(8)
        tone = "text" if row.row.private else "dim"
        self._write(
            painter,
            option,
            index,
            at(0, top, inner.width(), theme.line_height("small")),
            row.next,
            "small",
            tone,
        )

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, place: QRect, text: str,
        role: str, tone: str = "text"
    ) -> None:  # fmt: skip
        """One elided line in a place that is mirrored already."""
        theme = current()
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(tone))
        shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        if shown != text:
            self._cut.add(index.row())
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, shown)

    def _bar(self, painter: QPainter, box: QRect, share: float | None, direction: Qt.LayoutDirection) -> None:
        theme = current()
        edge = theme.colour("line") if theme.tokens.name == "contrast" else None
        rounded(painter, box, box.height() / 2, theme.colour("hover"), edge)
        if share:
            filled = QRect(box.left(), box.top(), max(round(box.width() * share), box.height()), box.height())
            filled = QStyle.visualRect(direction, box, filled)
            rounded(painter, filled, box.height() / 2, theme.colour("accent"), None)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: GoalLine
    ) -> None:
        theme, box = current(), option.rect
        side, line = theme.px(16), theme.line_height("body")
        top = box.top() + theme.px(7)
        words, kind = row.chip
        size = chip_size(words)
        mark = QStyle.visualRect(
            option.direction, box, QRect(box.left() + theme.px(4), top + (line - side) // 2, side, side)
        )
        if kind == "ok":
            rounded(painter, mark, 4, theme.colour("accent"), None)
            tick(painter, mark.toRectF(), theme.colour("on_accent"))
        else:
            rounded(painter, mark, 4, None, theme.colour("field_line"), 1.5)
        left = theme.px(32)
        room = box.width() - left - size.width() - theme.px(20)
        aim = QRect(box.left() + left, top, room, line)
        self.words(painter, option, aim, row.row.aim, "body")
        self.words(painter, option, aim.translated(0, line), row.sub, "small", "dim")
        high = box.top() + (box.height() - size.height()) // 2
        spot = QRect(box.right() - theme.px(10) - size.width(), high, size.width(), size.height())
        place = QStyle.visualRect(option.direction, box, spot)
        paint_chip(painter, place, words, kind, "", painter.device().devicePixelRatioF(), option.direction)


def goal_list(parent: QWidget | None = None) -> RowList:
    """A list that draws goals; the arrows go across the cards as well."""
    made = RowList(_("Goals"), parent=parent)
    made.set_delegate(GoalDelegate(made))
    made.setFlow(QListView.Flow.LeftToRight)
    made.setWrapping(True)
    made.setViewportMargins(0, 0, 0, 0)
    return made
