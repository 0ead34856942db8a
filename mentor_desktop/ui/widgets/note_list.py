"""A list of notes: whole days of them without a stutter, read aloud row by row, worked by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.note_delegate import NoteDelegate
from mentor_desktop.ui.widgets.note_rows import NoteModel, NoteRow

RowAction = tuple[str, str, Callable[[str], None]]


class NoteList(QListView):
    """`activated_note(id)` on Enter or double click, `edit_asked(id)` on F2, `delete_asked(id)` on Del.

    `set_actions` gives the row menu (right click, Menu key, Shift F10): triples of words, shortcut to show
    or "", and what to do with the note's id.
    """

    activated_note = Signal(str)
    edit_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes = NoteModel(self)
        self._actions: Sequence[RowAction] = ()
        self._growing = False
        self._at_end = False
        self._sought = ""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(current().px(20))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(False)
        self.setModel(self.notes)
        self._delegate = NoteDelegate(self)
        self.setItemDelegate(self._delegate)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        current().changed.connect(self._look_changed)
        self.doubleClicked.connect(self._activate)

    def set_rows(self, rows: Sequence[NoteRow], *, at_end: bool = False) -> None:
        """Replaces all rows; with `at_end` the last ones are shown, as in a running session."""
        self._at_end = at_end
        self.notes.set_rows(rows, at_end=at_end)
        if at_end:
            self.scroll_to_end()
        self.look_for_sought()

    def append(self, row: NoteRow) -> None:
        """Adds a row and brings it into view."""
        self.notes.append(row)
        self.scroll_to_end()

    def replace(self, row: NoteRow) -> None:
        """Shows a changed row."""
        self.notes.replace(row)
        self.scheduleDelayedItemsLayout()

    def remove(self, note_id: str) -> None:
        """Takes a row out."""
        self.notes.remove(note_id)

    def show_note(self, note_id: str) -> None:
        """Brings a note into view and selects it; an unknown id raises KeyError."""
        index = self.notes.reveal(note_id)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def seek(self, note_id: str) -> None:
        """Selects a note and takes the focus, now or as soon as it is among the rows; "" seeks nothing."""
        self._sought = note_id
        self.look_for_sought()

    def look_for_sought(self) -> None:
        """Selects the note that is sought, where it is here by now."""
        if self._sought and any(row.id == self._sought for row in self.notes.rows()):
            QTimer.singleShot(0, self, self._show_sought)  # after the scrolling that is due

    def current_note(self) -> str:
        """The id of the selected note, or ""."""
        row = self.notes.row_at(self.currentIndex())
        return row.id if row is not None else ""

    def set_actions(self, actions: Sequence[RowAction]) -> None:
        """What the row menu offers."""
        self._actions = actions

    def scroll_to_end(self) -> None:
        """Shows the last row, after the layout that is due."""
        QTimer.singleShot(0, self, self.scrollToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.notes.rowCount():
            self.setCurrentIndex(self.notes.index(self.notes.rowCount() - 1 if self._at_end else 0))
        super().focusInEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        note_id = self.current_note()
        key = event.key()
        if note_id and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_note.emit(note_id)
        elif note_id and key == Qt.Key.Key_F2:
            self.edit_asked.emit(note_id)
        elif note_id and key == Qt.Key.Key_Delete:
            self.delete_asked.emit(note_id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(event.pos()))
            where = event.globalPos()
        else:
            where = self.viewport().mapToGlobal(
                self.visualRect(self.currentIndex()).bottomLeft() + QPoint(20, 0)
            )
        self.open_menu(where)

    def open_menu(self, where: QPoint) -> QMenu | None:
        """Opens the row menu at a point of the screen, without waiting.

        None where there is nothing to offer.
        """
        note_id = self.current_note()
        if not note_id or not self._actions:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, key, act in self._actions:
            action = QAction(f"{words}\t{key}" if key else words, menu)
            action.triggered.connect(lambda _=False, act=act: act(note_id))
            menu.addAction(action)
        menu.popup(where)
        return menu

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.viewport().update()
        super().changeEvent(event)

    def _show_sought(self) -> None:
        note_id, self._sought = self._sought, ""
        if any(row.id == note_id for row in self.notes.rows()):
            self.show_note(note_id)
            if self.isVisible():
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _activate(self) -> None:
        if note_id := self.current_note():
            self.activated_note.emit(note_id)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.minimum() or self._growing or bar.maximum() == bar.minimum():
            return
        self._growing = True
        below = bar.maximum() - value
        if self.notes.fetch_earlier():
            self.doItemsLayout()
            bar.setValue(bar.maximum() - below)
        self._growing = False

    def _look_changed(self) -> None:
        self._delegate.forget()
        self.verticalScrollBar().setSingleStep(current().px(20))
        self.scheduleDelayedItemsLayout()
