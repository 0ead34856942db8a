"""The palette's rows: an item model fed by lines, drawn with what matched in bold.

May import Qt and the theme.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from mentor_desktop.ui.palette.state import Line
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import elided, key_cap, key_cap_size, rounded
from mentor_desktop.words import _

Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    """The rows."""

    LineRole = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.lines[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == self.LineRole:
            return line
        spoken = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,  # a long line may have been shortened
        )
        if role in spoken:
            return line.spoken
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints headings and rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LineModel.LineRole)
        theme = current()
        if not line.key:
            return QSize(0, theme.px(28))
        words = theme.line_height("body") + (theme.line_height("small") if line.sub else 0)
        return QSize(0, words + theme.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LineModel.LineRole)
        theme = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(14)
        inner = option.rect.adjusted(side, theme.px(7), -side, -theme.px(7))
        if not line.key:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("dim"))
            align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
            painter.drawText(inner, align | Qt.AlignmentFlag.AlignVCenter, line.text.upper())
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            edge = theme.colour("accent") if theme.tokens.name == "contrast" else None
            rounded(painter, option.rect, 8, theme.colour("accent_soft"), edge)
        cap = line.cap or (_("Enter") if chosen else "")
        if cap:
            width = key_cap_size(cap).width()
            spot = QRect(inner.right() - width, inner.top(), width, inner.height())
            key_cap(painter, QStyle.visualRect(option.direction, option.rect, spot), cap)
            inner.setRight(inner.right() - width - theme.px(10))
        pitch = theme.line_height("body")
        first = QStyle.visualRect(
            option.direction, option.rect, QRect(inner.topLeft(), QSize(inner.width(), pitch))
        )
        _paint_marked(painter, QRectF(first), line, option.direction)
        if line.sub:
            below = QRect(inner.left(), inner.top() + pitch, inner.width(), theme.line_height("small"))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("text" if chosen else "dim"))
            align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
            painter.drawText(
                QStyle.visualRect(option.direction, option.rect, below),
                align | Qt.AlignmentFlag.AlignVCenter,
                elided(line.sub, "small", below.width()),
            )
        painter.restore()


def _paint_marked(painter: QPainter, rect: QRectF, line: Line, direction: Qt.LayoutDirection) -> None:
    """One line of text, cut where room is short, with what matched in bold."""
    theme = current()
    text = elided(line.text, "body", rect.width() - theme.px(6) * min(len(line.marks), 3))
    layout = QTextLayout(text, theme.font("body"))
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    formats = []
    for start, end in line.marks:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, min(end, len(text)) - start, bold
        if piece.length > 0:
            formats.append(piece)
    layout.setFormats(formats)
    option = QTextOption(QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft))
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    made = layout.createLine()
    made.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(theme.colour("text"))
    layout.draw(painter, rect.topLeft() + _lead(rect.height(), made.height()))


def _lead(room: float, height: float) -> QPointF:
    return QPointF(0, (room - height) / 2)


class LineList(QListView):
    """The rows; the field keeps the focus, and hands the arrows on."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(_("What was found"))

    def line(self) -> Line | None:
        """The chosen row."""
        index = self.currentIndex()
        return self.lines.lines[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """The next row that can be opened, round at the ends."""
        lines = self.lines.lines
        if not any(line.key for line in lines):
            return
        at = self.currentIndex().row()
        for _number in range(len(lines)):
            at = (at + by) % len(lines)
            if lines[at].key:
                break
        index = self.lines.index(at)
        self.setCurrentIndex(index)
        above = self.lines.index(max(at - 1, 0))
        self.scrollTo(above if by < 0 and not lines[above.row()].key else index)

    def wanted_height(self) -> int:
        """Height of all rows together."""
        option = QStyleOptionViewItem()
        delegate = self.itemDelegate()
        return sum(
            delegate.sizeHint(option, self.lines.index(row)).height() for row in range(len(self.lines.lines))
        )
