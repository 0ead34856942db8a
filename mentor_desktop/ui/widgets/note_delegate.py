"""Paints the rows of a list of notes.

Time, stripe, Markdown, chips. Heights and documents are kept within bounds.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPainterPath, QPalette, QTextDocument
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import ring, write
from mentor_desktop.ui.widgets.chip import chip_size, paint_chip
from mentor_desktop.ui.widgets.markdown_view import SafeDocument, render
from mentor_desktop.ui.widgets.note_rows import Index, NoteModel, NoteRow

_DOCUMENTS = 256
_GAP = 6  # between rows
_PAD = 7
_STRIPE = 3
_Key = tuple[NoteRow, int, int, str, Qt.LayoutDirection]


@dataclass
class _Laid:
    document: QTextDocument
    height: int
    chips: list[QRect]


class NoteDelegate(QStyledItemDelegate):
    """Documents are kept for the rows seen last, heights for all.

    Both are keyed by text, width, size and theme.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._documents: OrderedDict[_Key, _Laid] = OrderedDict()
        self._heights: dict[tuple[int, int, int], int] = {}
        self._time_widths: dict[int, int] = {}

    def forget(self) -> None:
        """Empties every cache: theme or text size changed, or the rows are another vault's."""
        self._documents.clear()
        self._heights.clear()
        self._time_widths.clear()

    def kept(self) -> int:
        """How many laid-out documents are held."""
        return len(self._documents)

    def text_rect(self, option: QStyleOptionViewItem, row: NoteRow) -> QRect:
        """Where the text of a row is painted."""
        theme = current()
        inner = option.rect.adjusted(
            _STRIPE + theme.px(11), theme.px(_PAD), -theme.px(10), -theme.px(_PAD) - _GAP
        )
        if row.time:
            inner.setLeft(inner.left() + self._time_width())
        return inner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(NoteModel.NoteRole)
        if not isinstance(row, NoteRow):
            return QSize(0, 0)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        key = (hash(row), width, current().percent)
        if (height := self._heights.get(key)) is None:
            option.rect = QRect(0, 0, width, 10_000)
            room = self.text_rect(option, row).width()
            height = self._lay(row, room, option.direction).height + 2 * current().px(_PAD) + _GAP
            self._heights[key] = height
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(NoteModel.NoteRole)
        if not isinstance(row, NoteRow):
            return
        theme = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, row)
        inner = self.text_rect(option, row)
        laid = self._lay(row, inner.width(), option.direction)
        whole = option.rect
        placed = QStyle.visualRect(option.direction, whole, inner)
        if row.time:
            column = QRect(
                whole.left() + _STRIPE + theme.px(11),
                inner.top(),
                self._time_width(),
                theme.line_height("body"),
            )
            painter.setFont(theme.font("time"))
            painter.setPen(theme.colour("dim"))
            write(painter, QStyle.visualRect(option.direction, whole, column), row.time, option.direction)
        painter.translate(placed.topLeft())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        laid.document.documentLayout().draw(painter, context)
        box = QRect(0, 0, placed.width(), laid.height)
        dpr = painter.device().devicePixelRatioF()
        for rect, (words, kind, icon) in zip(laid.chips, row.chips, strict=True):
            paint_chip(
                painter,
                QStyle.visualRect(option.direction, box, rect),
                words,
                kind,
                icon,
                dpr,
                option.direction,
            )
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: NoteRow) -> None:
        theme = current()
        box = option.rect.adjusted(0, 0, 0, -_GAP)
        path = QPainterPath()
        path.addRoundedRect(box.toRectF(), 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        view = self.parent()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = isinstance(view, QListView) and view.hasFocus() and chosen
        if row.private:
            painter.fillPath(path, theme.colour("private_soft"))
        elif chosen:
            painter.fillPath(path, theme.colour("hover"))
        edge = QRect(box.left(), box.top(), _STRIPE, box.height())
        stripe = QPainterPath()
        stripe.addRect(QStyle.visualRect(option.direction, box, edge).toRectF())
        if row.private or chosen:
            stripe = stripe.intersected(path)
        painter.fillPath(stripe, theme.colour("private" if row.private else "accent"))
        if focused:
            ring(painter, box, 8)

    def _lay(self, row: NoteRow, width: int, direction: Qt.LayoutDirection) -> _Laid:
        theme = current()
        key: _Key = (row, width, theme.percent, theme.tokens.name, direction)
        if (laid := self._documents.get(key)) is not None:
            self._documents.move_to_end(key)
            return laid
        document = SafeDocument()
        render(document, row.text, max(width, 1), direction)
        laid = _Laid(document, round(document.size().height()), [])
        self._place_chips(laid, row, width)
        self._documents[key] = laid
        if len(self._documents) > _DOCUMENTS:
            self._documents.popitem(last=False)
        return laid

    def _place_chips(self, laid: _Laid, row: NoteRow, width: int) -> None:
        chips = row.chips
        if not chips:
            return
        theme = current()
        sizes = [chip_size(words, icon) for words, _, icon in chips]
        gap = theme.px(8)
        last = laid.document.lastBlock()
        lines = last.layout()
        line = lines.lineAt(lines.lineCount() - 1)
        used = round(line.naturalTextWidth() + lines.position().x()) + gap + theme.px(2)
        total = sum(size.width() + gap for size in sizes) - gap
        pitch = theme.line_height("body")
        if used + total <= width:
            left, top = used, round(lines.position().y() + line.y()) - (sizes[0].height() - pitch) // 2 - 1
        else:
            # A private chip has no edge on the private ground: its words start where the text does.
            bare = row.private and chips[0][1] == "private" and theme.tokens.name != "contrast"
            left, top = -theme.px(9) if bare else 0, laid.height + theme.px(4)
        for size in sizes:
            wide = min(size.width(), width)
            if left > 0 and left + wide > width:
                left, top = 0, top + size.height() + theme.px(4)
            laid.chips.append(QRect(QPoint(left, top), QSize(wide, size.height())))
            left += wide + gap
        laid.height = max(laid.height, laid.chips[-1].bottom() + 1)

    def _time_width(self) -> int:
        theme = current()
        if theme.percent not in self._time_widths:
            self._time_widths[theme.percent] = round(
                theme.metrics("time").horizontalAdvance("00:00")
            ) + theme.px(11)
        return self._time_widths[theme.percent]
