"""Draws people in a list, and the heading of its columns."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.people.state import Heading, PersonLine
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.avatar import paint_avatar
from mentor_desktop.ui.widgets.base import elided, placed
from mentor_desktop.ui.widgets.chip import chip_size, paint_chip
from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.words import _

_ROW, _TALL, _HEADING = 59, 80, 40
_NARROW = 700  # em: below this a person's row is three lines


@dataclass(frozen=True)
class Columns:
    """Left edge and width of each column within a row, in pixels."""

    name: tuple[int, int]
    contact: tuple[int, int]
    next: tuple[int, int]
    promises: tuple[int, int]
    phase: tuple[int, int]


def columns(width: int) -> Columns:
    """The columns of a wide list."""
    theme = current()
    left, gap = theme.px(46), theme.px(14)
    shares = (0.40, 0.16, 0.19, 0.13, 0.12)
    room = width - left - 4 * gap
    edges: list[tuple[int, int]] = []
    for share in shares:
        wide = int(room * share)
        edges.append((left, wide))
        left += wide + gap
    return Columns(*edges)


def narrow(width: int) -> bool:
    """Whether the columns have no room."""
    return current().em(width) < _NARROW


class PeopleHeader(QWidget):
    """The names of the columns, above the list whose rows they fit."""

    def __init__(self, rows: RowList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Columns: name, last contact, next, promises, phase"))

    def sizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(30))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("dim"))
        wide_rows = self._rows.viewport().width()
        found = columns(wide_rows)
        pairs = (
            (found.name, _("Name")), (found.contact, _("Last contact")), (found.next, _("Next")),
            (found.promises, _("Promises")), (found.phase, _("Phase")),
        )  # fmt: skip
        for (left, wide), words in pairs:
            box = placed(self, QRect(left, 0, wide, self.height()))
            shown = elided(words.upper(), "caption", wide)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        line = placed(self, QRect(0, self.height() - 1, wide_rows, 1))
        painter.fillRect(line, theme.colour("line"))


class PersonDelegate(RowDelegate):
    """One person a row."""

    def height(self, row: object) -> int:
        theme = current()
        if isinstance(row, Heading):
            return theme.px(_HEADING)
        contact = isinstance(row, PersonLine) and row.row.role is None
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, RowList) else theme.px(1000)
        return theme.px(_TALL if narrow(wide) and not contact else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowModel.RowRole)
        theme = current()
        painter.save()
        if isinstance(row, Heading):
            line = theme.line_height("caption")
            foot = QRect(
                option.rect.left(), option.rect.bottom() - line - theme.px(6), option.rect.width(), line
            )
            self.words(painter, option, foot, row.title.upper(), "caption", "dim")
        elif isinstance(row, PersonLine):
            self.ground(painter, option)
            side = theme.px(34)
            box = option.rect
            disc = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
            spot = QStyle.visualRect(option.direction, box, disc)
            paint_avatar(painter, spot.toRectF(), row.row.name, row.key)
            if narrow(box.width()):
                self._paint_narrow(painter, option, row)
            else:
                self._paint_wide(painter, option, row)
        painter.restore()

    def _paint_wide(self, painter: QPainter, option: QStyleOptionViewItem, row: PersonLine) -> None:
        theme = current()
        box = option.rect
        found = columns(box.width())
        line = theme.line_height("body")
        top = box.top() + (box.height() - 2 * line) // 2
        left, wide = found.name
        if row.row.role is None:
            wide = box.width() - left
        name = QRect(box.left() + left, top, wide, line)
        self.words(painter, option, name, row.row.name, "strong")
        self.words(painter, option, name.translated(0, line), row.sub, "small", "dim")
        words, quiet = row.contact
        left, wide = found.contact
        spot = QRect(box.left() + left, box.top(), wide, box.height())
        if quiet:
            size = chip_size(words)
            high = (box.height() - size.height()) // 2
            chip = QRect(spot.left(), box.top() + high, min(size.width(), wide), size.height())
            where = QStyle.visualRect(option.direction, box, chip)
            paint_chip(
                painter, where, words, "warn", "", painter.device().devicePixelRatioF(), option.direction
            )
        else:
            self.words(painter, option, spot, words, "small")
        for (left, wide), words in (
            (found.next, row.next), (found.promises, row.promises), (found.phase, row.phase)
        ):  # fmt: skip
            cell = QRect(box.left() + left, box.top(), wide, box.height())
            self.words(painter, option, cell, words, "small")

    def _paint_narrow(self, painter: QPainter, option: QStyleOptionViewItem, row: PersonLine) -> None:
        theme = current()
        box = option.rect
        line = theme.line_height("body")
        words, quiet = row.contact
        third = " · ".join(filter(None, (words, row.next, row.promises)))
        lines = [(row.row.name, "strong", "text"), (row.sub, "small", "dim")]
        if third:
            lines.append((third, "small", "warn" if quiet else "text"))
        left = box.left() + theme.px(46)
        top = box.top() + (box.height() - len(lines) * line) // 2
        for at, (text, role, tone) in enumerate(lines):
            place = QRect(left, top + at * line, box.right() - left - theme.px(4), line)
            self.words(painter, option, place, text, role, tone)


def people_list(parent: QWidget | None = None) -> RowList:
    """A list that draws people."""
    made = RowList(_("People"), parent=parent)
    made.set_delegate(PersonDelegate(made))
    return made
