"""The tabs of a person's sessions, promises and notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.person.state import PersonState, PromiseItem
from mentor_desktop.ui.sessions.rows import session_list
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.note_list import NoteList
from mentor_desktop.ui.widgets.note_rows import NoteRow
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.promise_row import PromiseRow
from mentor_desktop.ui.widgets.text import Caption, Dim, Small
from mentor_desktop.words import _


class SessionsTab(QWidget):
    """`opened(key)` on Enter, `pressed(button, key)` for a button in a row."""

    opened = Signal(str)
    pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = session_list(_("Sessions with this person"))
        self._nothing = Dim(_("No session yet."))
        card = Card()
        card.body.setContentsMargins(16, 8, 8, 8)
        card.body.addWidget(self._nothing)
        card.body.addWidget(self.list, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.list.activated_row.connect(self.opened)
        self.list.pressed_button.connect(self.pressed)

    def show_state(self, state: PersonState) -> None:
        """Shows the sessions, the newest first."""
        self.list.set_rows(state.sessions)
        self.list.setVisible(bool(state.sessions))
        self._nothing.setVisible(not state.sessions)


class PromisesTab(QWidget):
    """`ticked(id, done)`."""

    ticked = Signal(bytes, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PromiseRow] = []
        self._shown: tuple[PromiseItem, ...] | None = None
        self._card = Card()
        self._inner = QWidget()
        self._nothing = Dim(_("No promise yet. They are made in the wrap-up of a session."))
        self._hidden = Chip("", "private", icon="lock")
        self._left = Small("")
        self._card.body.addWidget(self._inner)
        self._card.body.addWidget(self._nothing)
        self._card.body.addLayout(row(self._hidden, 1))
        self._card.body.addWidget(self._left)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(page))

    def show_state(self, state: PersonState) -> None:
        """Shows the promises, those still open first; the focus stays where it was."""
        at = next((i for i, each in enumerate(self.rows) if each.hasFocus()), -1)
        if state.promises != self._shown:
            self._shown = state.promises
            self._fill(state.promises)
        self._nothing.setVisible(not state.promises and not state.hidden)
        self._hidden.set(_("%(n)d private") % {"n": state.hidden})
        self._hidden.setVisible(bool(state.hidden))
        self._left.set(_("%(n)d older ones stand in the story.") % {"n": state.promises_left})
        self._left.setVisible(bool(state.promises_left))
        if at >= 0 and self.rows:
            self.rows[min(at, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, items: tuple[PromiseItem, ...]) -> None:
        fresh = QWidget()
        box = QVBoxLayout(fresh)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.rows = []
        for title, done in ((_("Open"), False), (_("Done"), True)):
            group = [item for item in items if item.done is done]
            if group and done and len(group) < len(items):
                box.addSpacing(14)
            if group:
                box.addWidget(Caption(title.upper()))
            for item in group:
                self.rows.append(self._row(item))
                box.addWidget(self.rows[-1])
        self._card.body.replaceWidget(self._inner, fresh)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = fresh
        self._inner.setVisible(bool(items))

    def _row(self, item: PromiseItem) -> PromiseRow:
        made = PromiseRow(item.text, item.sub, item.chip, item.kind, item.spoken, done=item.done)
        made.clicked.connect(lambda on, key=item.id: self.ticked.emit(key, on))
        return made


class NotesTab(QWidget):
    """`typed(str)` for a draft, `kept(str)` on Ctrl Enter, `change_asked`, `history_asked`, `trash_asked`,
    `left`.
    """

    typed = Signal(str)
    kept = Signal(str)
    change_asked = Signal(str)
    history_asked = Signal(str)
    trash_asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card()
        self.list = NoteList(_("Notes about this person"))
        self.list.set_actions(
            [
                (_("Change"), "F2", self.change_asked.emit),
                (_("Earlier wordings"), "", self.history_asked.emit),
                (_("Move to trash"), _("Del"), self.trash_asked.emit),
            ]
        )
        self._nothing = Dim(_("What you want to remember about this person stands here, for you alone."))
        self._hidden = Chip("", "private", icon="lock")
        self.editor = NoteEditor(
            _("Note about this person, private"), placeholders=[_("Write a note")], lines=2
        )
        self._refusal = Small("", tone="danger")
        self._private = Chip(_("Private · never exported"), "private", icon="lock")
        self.keep_button = Button(_("Keep the note"), "primary", key="Ctrl+Return")
        self.leave_button = Button(_("Leave it as it was"), key="Esc")
        self._card.body.addLayout(row(self._hidden, 1))
        self._card.body.addWidget(self._nothing)
        self._card.body.addWidget(self.list, 1)
        self._writing = QWidget()
        writing = QVBoxLayout(self._writing)
        writing.setContentsMargins(0, 0, 0, 0)
        writing.setSpacing(8)
        writing.addWidget(self.editor)
        writing.addWidget(self._refusal)
        writing.addLayout(row(self._private, 1, self.leave_button, self.keep_button, gap=10))
        self._spring = QWidget()
        self._card.body.addWidget(self._spring, 1)
        self._card.body.addWidget(self._writing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        self._refusal.hide()
        self.leave_button.hide()
        self.editor.changed.connect(lambda: self.typed.emit(self.editor.text()))
        self.editor.control_entered.connect(self._keep)
        self.editor.escaped.connect(self.left)
        self.keep_button.clicked.connect(self._keep)
        self.leave_button.clicked.connect(self.left)
        self.list.activated_note.connect(self.change_asked)
        self.list.edit_asked.connect(self.change_asked)
        self.list.delete_asked.connect(self.trash_asked)

    def show_state(self, state: PersonState) -> None:
        """Shows the notes, the newest first."""
        rows = [
            NoteRow(each.id, each.text, private=each.private, chips=_chips(each.when, each.chip))
            for each in state.notes
        ]
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._spring.setVisible(not rows)
        self._nothing.setVisible(not rows and not state.safe)
        self._hidden.set(_("%(n)d private") % {"n": state.hidden})
        self._hidden.setVisible(bool(state.hidden))
        self._writing.setVisible(not state.safe)

    def fill_composer(self, text: str, changing: bool) -> None:
        """Puts a text into the field."""
        if text:
            self.editor.set(text)
        else:
            self.editor.wipe()
        self.keep_button.set_label(_("Save the change") if changing else _("Keep the note"))
        self.leave_button.setVisible(changing)
        self.refuse("")
        if changing:
            self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, words: str) -> None:
        """Says why the note cannot be kept."""
        self._refusal.set(words)
        self._refusal.setVisible(bool(words))

    def _keep(self) -> None:
        self.kept.emit(self.editor.text())


def _chips(when: str, words: str) -> tuple[tuple[str, str, str], ...]:
    day = ((when, "neutral", "calendar"),)
    return (*day, (words, "accent", "flag")) if words else day
