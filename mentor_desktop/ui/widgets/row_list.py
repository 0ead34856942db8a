"""A list of rows that a page draws itself: any number of them without a stutter, worked by keyboard alone.

A row is any frozen value with a `key` (the empty key is a heading, which the arrows pass over) and the
words a screen reader speaks, `spoken`. The page hands over a delegate that paints it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import by_key, elided, ring

Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What every row can say about itself."""

    @property
    def key(self) -> str:
        """What names the row in signals; "" for a heading."""
        ...

    @property
    def spoken(self) -> str:
        """The whole meaning in words."""
        ...


class RowModel(QAbstractListModel):
    """Rows as they were handed over."""

    RowRole = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """All rows."""
        return self._rows

    def row_at(self, index: Index) -> Row | None:
        """The row of an index, None for none."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or not row.key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == self.RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None


class RowDelegate(QStyledItemDelegate):
    """What the delegates of all pages share: ground, ring and text at the right place."""

    def __init__(self, view: QObject | None = None) -> None:
        super().__init__(view)
        self._cut: set[int] = set()  # rows of which some text was shortened when it was painted last

    def forget_cut(self) -> None:
        """The rows or the room for them changed."""
        self._cut.clear()

    def height(self, row: Row) -> int:
        """Pixels that a row needs; asked once for all rows where they are equally high."""
        return current().px(56)

    def buttons(self, row: Row, rect: QRect) -> list[tuple[str, str, str, QRect]]:
        """The buttons painted in a row of that rectangle: key, words, kind and place, not mirrored."""
        return []

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(RowModel.RowRole)
        return QSize(0, self.height(row) if row is not None else 0)

    def ground(self, painter: QPainter, option: QStyleOptionViewItem, *, line: bool = True) -> None:
        """What lies under a row: hover, the line below it, and the ring of the keyboard."""
        theme = current()
        view = self.parent()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = isinstance(view, QListView) and view.hasFocus() and chosen
        touched = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if focused or touched:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box.adjusted(0, 2, 0, -3).toRectF(), 6, 6)
        if line:
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("line"))
        if focused and isinstance(view, RowList) and view.keyboard_ring:
            ring(painter, box.adjusted(0, 2, 0, -3), 6)

    def words(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str, role: str,
        tone: str = "text", *, end: bool = False
    ) -> None:  # fmt: skip
        """One elided line of text; `rect` as if the language ran from left to right."""
        theme = current()
        leading = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
        place = QStyle.visualRect(option.direction, option.rect, rect)
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(tone))
        align = QStyle.visualAlignment(option.direction, leading) | Qt.AlignmentFlag.AlignVCenter
        shown = elided(text, role, place.width())
        view = self.parent()
        if shown != text and isinstance(view, QListView):
            self._cut.add(view.indexAt(option.rect.center()).row())
        painter.drawText(place, align, shown)

    def whole(self, index: Index) -> str:
        """What a row means, for its tool tip, where not all of it could be painted; else ""."""
        row = index.data(RowModel.RowRole)
        return row.spoken if row is not None and index.row() in self._cut else ""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        QToolTip.showText(event.globalPos(), self.whole(index), view)
        return True


class RowList(QListView):
    """`activated_row(key)` on Enter, click or double click as `click_opens` says; `delete_asked(key)` on Del;
    `menu_asked(key, point)` for the row menu (right click, Menu key, Shift F10), with a point of the screen;
    `pressed_button(button, key)` for a button painted in a row; `act_asked(act, key)` for
    a key of `set_keys`.
    """

    activated_row = Signal(str)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    pressed_button = Signal(str, str)
    act_asked = Signal(str, str)

    def __init__(
        self, name: str, *, click_opens: bool = True, uniform: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.keyboard_ring = False
        self._click_opens = click_opens
        self._acts: dict[Qt.Key, str] = {}
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(uniform)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setViewportMargins(0, 0, 8, 0)
        self.setModel(self.rows)
        self._steps()
        current().changed.connect(self._look_changed)

    def set_delegate(self, delegate: RowDelegate) -> None:
        """Says who paints the rows."""
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replaces all rows; the chosen row and the place in the list stay where they still exist."""
        kept, place = self.current_key(), self.verticalScrollBar().value()
        at = self.currentIndex().row()
        self.rows.set_rows(rows)
        self._lay_out_anew()
        if kept and not self.choose(kept):
            self._choose_near(at)
        elif self.hasFocus() and not kept:
            self.choose_first()
        self.verticalScrollBar().setValue(place)

    def set_keys(self, acts: Mapping[Qt.Key, str]) -> None:
        """Keys without a modifier that mean an act with the chosen row; the rest looks for a row."""
        self._acts = dict(acts)

    def current_key(self) -> str:
        """The key of the chosen row, or ""."""
        row = self.rows.row_at(self.currentIndex())
        return row.key if row is not None else ""

    def choose(self, key: str) -> bool:
        """Chooses a row without a signal; False where no row has that key."""
        for at, row in enumerate(self.rows.rows()):
            if row.key == key:
                self.setCurrentIndex(self.rows.index(at))
                return True
        return False

    def choose_first(self) -> None:
        """Chooses the first row that is not a heading."""
        self._choose_near(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard_ring = by_key(event, self.keyboard_ring)
        super().focusInEvent(event)
        if not self.current_key():
            self._choose_near(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.current_key()
        if row and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CTRL:
            self.activated_row.emit(row)
        elif row and key == Qt.Key.Key_Delete:
            self.delete_asked.emit(row)
        elif row and key in self._acts and not event.modifiers():
            self.act_asked.emit(self._acts[Qt.Key(key)], row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            self.keyboard_ring = True
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.keyboard_ring = False
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row_at(index)
        if row is None or not row.key:
            return
        if (pressed := self.button_at(event.position().toPoint())) is not None:
            self.pressed_button.emit(pressed, row.key)
        elif self._click_opens:
            self.activated_row.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        row = self.rows.row_at(self.indexAt(event.position().toPoint()))
        if row is not None and row.key and not self._click_opens and not self._on_button(event):
            self.activated_row.emit(row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = self.button_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def button_at(self, where: QPoint) -> str | None:
        """The key of the painted button under a point of the viewport."""
        index = self.indexAt(where)
        row = self.rows.row_at(index)
        if row is None:
            return None
        rect = self.visualRect(index)
        for key, _words, _kind, place in self._delegate.buttons(row, rect):
            if QStyle.visualRect(self.layoutDirection(), rect, place).contains(where):
                return key
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if self.rows.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
            where = event.globalPos()
        else:
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            where = self.viewport().mapToGlobal(corner + QPoint(20, 0))
        if self.current_key():
            self.menu_asked.emit(self.current_key(), where)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out_anew()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.viewport().update()
        super().changeEvent(event)

    def _on_button(self, event: QMouseEvent) -> bool:
        return self.button_at(event.position().toPoint()) is not None

    def _choose_near(self, at: int) -> None:
        rows = self.rows.rows()
        order = [*range(max(at, 0), len(rows)), *range(min(at, len(rows)) - 1, -1, -1)]
        for each in order:
            if rows[each].key:
                self.setCurrentIndex(self.rows.index(each))
                return

    def _steps(self) -> None:
        self.verticalScrollBar().setSingleStep(current().px(20))

    def _look_changed(self) -> None:
        self._steps()
        self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, RowDelegate):
            delegate.forget_cut()
        self.scheduleDelayedItemsLayout()


_CTRL = Qt.KeyboardModifier.ControlModifier
