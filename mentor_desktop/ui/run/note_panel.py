"""Changes a note where it stands: its text, and the earlier wordings to take again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, elided, rounded
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.note_list import NoteList
from mentor_desktop.words import _

MOST_EARLIER = 12
MOST_LINES = 8


class NotePanel(QWidget):
    """Lies over its row in the list. `edited(text)`, `done()`, `restored(note, text)`."""

    edited = Signal(str)
    done = Signal()
    restored = Signal(str, str)

    def __init__(self, over: NoteList, note: str, text: str, earlier: Sequence[tuple[str, str]]) -> None:
        super().__init__(over.viewport())
        self._over, self.note = over, note
        room = (over.viewport().height() - current().px(58)) // current().line_height("body")
        self.editor = NoteEditor(
            _("Change this note"), enter_saves=True, lines=1, grows_to=max(1, min(room, MOST_LINES))
        )
        self.editor.set(text)
        self.ready = Button(_("Done"), key="Esc", small=True)
        self.earlier = MenuButton(_("Earlier wordings"), icon="history", kind="quiet", small=True)
        self.earlier.set_entries(
            [
                (f"{when}   {elided(' '.join(words.split()), 'body', current().px(260))}", self._take(words))
                for when, words in earlier[:MOST_EARLIER]
            ]
        )
        self.editor.changed.connect(self._changed)
        self.editor.entered.connect(self.done)
        self.editor.control_entered.connect(self.done)
        self.editor.escaped.connect(self.done)
        self.ready.clicked.connect(self.done)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.ready)
        row.addWidget(self.earlier)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.editor)
        column.addLayout(row)
        self.earlier.setVisible(bool(earlier))  # not before it has its place: it would be a window of its own
        over.verticalScrollBar().valueChanged.connect(self.place)
        self.show()
        self.place()
        self.editor.setFocus()
        cursor = self.editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.editor.setTextCursor(cursor)

    def place(self) -> None:
        """Lies over its row, held within what is seen of the list."""
        view = self._over.viewport()
        row = self._over.visualRect(self._over.currentIndex())
        height = min(max(self.sizeHint().height(), row.height()), view.height())
        top = max(0, min(row.top(), view.height() - height))
        self.setGeometry(QRect(0, top, view.width(), height))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        rounded(QPainter(self), self.rect(), RADIUS, theme.colour("surface"), theme.colour("accent"))

    def _changed(self) -> None:
        self.place()
        self.edited.emit(self.editor.text())

    def _take(self, words: str) -> Callable[[], None]:
        return lambda: self.restored.emit(self.note, words)
