"""Draws what is owed in a list: a box to tick, the words, when it is due. May import Qt and the widgets."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.followups.state import FollowRow, Heading
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import rounded
from mentor_desktop.ui.widgets.chip import chip_size, paint_chip
from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.words import _

ROW, HEADING = 52, 36
_BOX, _GAP = 16, 10


class FollowDelegate(RowDelegate):
    """One promise or item a row; its box is a button."""

    def height(self, row: object) -> int:
        theme = current()
        if isinstance(row, Heading):
            return theme.px(HEADING)
        return max(theme.px(ROW), 2 * theme.line_height("body") + theme.px(14))

    def buttons(self, row: object, rect: QRect) -> list[tuple[str, str, str, QRect]]:
        if not isinstance(row, FollowRow):
            return []
        theme = current()
        return [("kept", _("Kept"), "plain", QRect(rect.left(), rect.top(), theme.px(28), rect.height()))]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowModel.RowRole)
        theme = current()
        painter.save()
        if isinstance(row, Heading):
            line = theme.line_height("caption")
            box = option.rect
            foot = QRect(box.left(), box.bottom() - line - theme.px(4), box.width(), line)
            self.words(painter, option, foot, row.title.upper(), "caption", "dim")
        elif isinstance(row, FollowRow):
            self.ground(painter, option)
            self._paint(painter, option, row)
        painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, row: FollowRow) -> None:
        theme, box = current(), option.rect
        line = theme.line_height("body")
        top = box.top() + (box.height() - 2 * line) // 2
        side = theme.px(_BOX)
        spot = QRect(box.left() + theme.px(4), top + (line - side) // 2, side, side)
        visual = QStyle.visualRect(option.direction, box, spot)
        rounded(painter, visual, 4, theme.colour("surface"), theme.colour("field_line"), 1.5)
        left = spot.right() + theme.px(_GAP)
        right = box.right() - theme.px(4)
        words, kind = row.chip
        if words:
            size = chip_size(words)
            right -= size.width()
            high = (box.height() - size.height()) // 2
            chip = QRect(right, box.top() + high, size.width(), size.height())
            where = QStyle.visualRect(option.direction, box, chip)
            dpr = painter.device().devicePixelRatioF()
            paint_chip(painter, where, words, kind, "", dpr, option.direction)
            right -= theme.px(12)
        wide = max(right - left, 1)
        role = "strong" if row.strong else "body"
        self.words(painter, option, QRect(left, top, wide, line), row.line.text, role)
        self.words(painter, option, QRect(left, top + line, wide, line), row.sub, "small", "dim")


class FollowList(RowList):
    """The list is as high as the room; the box of a row ticks it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Follow-ups"), click_opens=False, parent=parent)
        self.set_delegate(FollowDelegate(self))
        self.set_keys(
            {
                Qt.Key.Key_Space: "kept", Qt.Key.Key_M: "move", Qt.Key.Key_H: "hand", Qt.Key.Key_C: "copy",
            }
        )  # fmt: skip

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(150))
