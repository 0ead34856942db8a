"""Picks one person by typing a part of the name; the list below the field narrows with every key."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.avatar import paint_avatar
from mentor_desktop.ui.widgets.base import elided, rounded, write
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.words import _

Entry = tuple[str, str, str]  # id, name, second line
_Index = QModelIndex | QPersistentModelIndex
_ROW = 44


def folded(text: str) -> str:
    """Text as it is compared: without case and accents, so that "sofia" finds "Sofía"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


class _People(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, Entry]] = []
        self.shown: list[Entry] = []

    def fill(self, people: Sequence[Entry]) -> None:
        self._all = [(folded(f"{name} {sub}"), (key, name, sub)) for key, name, sub in people]

    def narrow(self, text: str) -> None:
        parts = folded(text).split()
        self.beginResetModel()
        self.shown = [entry for words, entry in self._all if all(part in words for part in parts)]
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        key, name, sub = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{name}, {sub}" if sub else name
        return (key, name, sub) if role == Qt.ItemDataRole.UserRole else None


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current()
        key, name, sub = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            edge = theme.colour("accent") if theme.tokens.name == "contrast" else None
            rounded(painter, option.rect, 8, theme.colour("accent_soft"), edge)
        side = theme.px(28)
        top = option.rect.top() + (option.rect.height() - side) // 2
        disc = QRect(option.rect.left() + theme.px(8), top, side, side)
        paint_avatar(painter, QStyle.visualRect(option.direction, option.rect, disc).toRectF(), name, key)
        words = option.rect.adjusted(theme.px(46), theme.px(4), -theme.px(8), -theme.px(4))
        words = QStyle.visualRect(option.direction, option.rect, words)
        upper, lower = QRect(words), QRect(words)
        if sub:
            upper.setHeight(words.height() // 2)
            lower.setTop(upper.bottom() + 1)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        write(painter, upper, elided(name, "body", upper.width()), option.direction)
        if sub:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("dim"))
            write(painter, lower, elided(sub, "small", lower.width()), option.direction)
        painter.restore()


class PersonPicker(QWidget):
    """`picked(id)` when a person is chosen by click or Enter.

    Arrows move in the list while the field keeps focus.
    """

    picked = Signal(str)

    def __init__(
        self, people: Sequence[Entry] = (), *, name: str = "", rows: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self.box = SearchBox(_("Type a name"))
        self.model = _People(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(name or _("People"))
        self.list.clicked.connect(self._clicked)
        self.box.changed.connect(self._narrow)
        self.box.submitted.connect(self._entered)
        self.box.field.installEventFilter(self)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addWidget(self.list)
        self.set_people(people)

    def set_people(self, people: Sequence[Entry]) -> None:
        """Replaces who can be picked."""
        self.model.fill(people)
        self._narrow(self.box.text())

    def selected(self) -> str:
        """The id of the person selected in the list, or ""."""
        entry = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry[0] if entry else ""

    def select(self, key: str) -> None:
        """Selects a person without the signal; nothing happens where the list does not show that person."""
        for row, entry in enumerate(self.model.shown):
            if entry[0] == key:
                self.list.setCurrentIndex(self.model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in steps:
            row = self.list.currentIndex().row() + steps[Qt.Key(event.key())]
            self.list.setCurrentIndex(self.model.index(min(max(row, 0), max(self.model.rowCount() - 1, 0))))
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _narrow(self, text: str) -> None:
        kept = self.selected()
        self.model.narrow(text)
        self.list.setCurrentIndex(self.model.index(0))
        self.select(kept)
        self._fit()

    def _fit(self) -> None:
        self.list.setFixedHeight(current().px(_ROW) * max(min(self.model.rowCount(), self._rows), 1) + 2)

    def _clicked(self) -> None:
        if key := self.selected():
            self.picked.emit(key)

    def _entered(self) -> None:
        self._clicked()
