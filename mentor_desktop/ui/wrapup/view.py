"""The Wrap up page: chain and checklist beside the summary, or under each other where room is short.

Widgets only; what they mean is the presenters' matter. May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentor_desktop.ui.sessionhead.view import SessionHead
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.note_list import NoteList
from mentor_desktop.ui.widgets.note_rows import NoteRow
from mentor_desktop.ui.widgets.page import Scroll, ScrollPage
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.ui.wrapup.chain import ChainCard
from mentor_desktop.ui.wrapup.checklist import ChecklistCard
from mentor_desktop.ui.wrapup.consents import ConsentCard
from mentor_desktop.ui.wrapup.state import Entry, Question, Spot, SummaryState, TypedNote, WrapState
from mentor_desktop.ui.wrapup.summary_view import SummaryCard
from mentor_desktop.words import _

_LEFT, _RIGHT = 437, 559  # shares of the width


class _Column(QWidget):
    """What is scrolled: as high as its cards are at the width it has, not at the least one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class PaperCard(Card):
    """Where notes taken on paper are typed in: `entered(text, shared)`, `typed(text)` as it grows;
    `history_asked(id)` for the earlier wordings of one."""

    entered = Signal(str, bool)
    typed = Signal(str)
    history_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Notes from paper"), gap=8)
        self.editor = NoteEditor(
            _("Type a note from paper"),
            placeholders=[_("Enter keeps it private"), _("Ctrl Enter shares it")],
            commands=["/promise", "/moment", "/shared", "/private"],
            enter_saves=True,
        )
        self.editor.entered.connect(lambda: self._entered(False))
        self.editor.control_entered.connect(lambda: self._entered(True))
        self.editor.changed.connect(self._typed)
        self.notes = NoteList(_("Notes of this session"))
        self.notes.set_actions([(_("Earlier wordings"), "", self.history_asked.emit)])
        self._shown: tuple[TypedNote, ...] = ()
        self.body.addWidget(Small(_("Their times are left out.")))
        self.body.addWidget(self.editor)
        self.body.addWidget(self.notes)
        self.notes.hide()

    def show_notes(self, notes: tuple[TypedNote, ...]) -> None:
        """Shows what has been typed in so far."""
        if notes == self._shown:
            return
        self._shown = notes
        chip = (_("private"), "private", "lock")
        self.notes.set_rows(
            [
                NoteRow(note.id.hex(), note.text, "", note.private, (chip,) if note.private else ())
                for note in notes
            ],
            at_end=True,
        )
        self.notes.setFixedHeight(current().px(110))
        self.notes.setVisible(bool(notes))

    def _entered(self, shared: bool) -> None:
        text = self.editor.text()
        if text.strip():
            self.editor.set("")
            self.entered.emit(text, shared)

    def _typed(self) -> None:
        self.typed.emit(self.editor.text())


class WrapUpView(QWidget):
    """The page. `tab_chosen(key)`, `end_asked`, `unfold_asked`; the rest are signals of its cards."""

    tab_chosen = Signal(str)
    end_asked = Signal()
    unfold_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = SessionHead("wrap")
        self.head.chosen.connect(self.tab_chosen)
        self.page = ScrollPage(scroll=False)
        self.page.body.addWidget(self.head)
        self.chain = ChainCard()
        self.checklist = ChecklistCard()
        self.consents = ConsentCard()
        self.summary = SummaryCard()
        self.paper = PaperCard()
        self.paper.hide()
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        self._not_ended = EmptyState(
            _("The wrap-up begins when the session has ended."), _("Go to the session"), icon="flag"
        )
        self._not_ended.acted.connect(self.end_asked)
        self._folded = EmptyState(
            _("Wrap up is folded while the screen is being shared."), _("Show it"), icon="eye-off"
        )
        self._folded.acted.connect(self.unfold_asked)
        for widget in (self._nothing, self._columns(), self._not_ended, self._folded):
            self._stack.addWidget(widget)
        self.page.body.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        self.page.narrow.connect(self._arrange)

    def _columns(self) -> QWidget:
        inner = _Column()
        self._left = QVBoxLayout(inner)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(12)
        for card in (self.paper, self.chain, self.checklist, self.consents):
            self._left.addWidget(card)
        self._left.addStretch(1)
        self.scroller = Scroll(inner)
        whole = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.scroller, _LEFT)
        self._row.addWidget(self.summary, _RIGHT)
        return whole

    def _arrange(self, narrow: bool) -> None:
        """Where room is short the summary stands under the checklist and scrolls with it."""
        self.summary.preview.set_whole(narrow)
        if narrow:
            self._left.insertWidget(self._left.count() - 1, self.summary)
        else:
            self._row.addWidget(self.summary, _RIGHT)

    # What is shown

    def show_state(self, state: WrapState) -> None:
        """Shows everything but the entry line and the summary."""
        places = {"loading": 0, "ready": 1, "not_ended": 2, "folded": 3}
        self._stack.setCurrentIndex(places[state.phase])
        self.head.setVisible(state.head is not None)
        if state.head is not None:
            self.head.show_head(state.head, state.sub)
        if state.phase == "loading":
            self.scroller.verticalScrollBar().setValue(0)
        if state.phase != "ready":
            return
        self.paper.setVisible(state.paper)
        self.paper.show_notes(state.typed)
        self.checklist.setVisible(not state.safe)
        self.chain.show_state(state)
        self.checklist.show_state(state)

    def show_entry(self, entry: Entry) -> None:
        """Shows the line for promises."""
        self.chain.entry.show_entry(entry)

    def show_promise(self, promise: bytes) -> None:
        """Puts the focus on a promise; not from behind another page."""
        if self.isVisible():
            self.chain.to_promise(promise)

    def show_note(self, note: bytes) -> None:
        """Brings a shared note into view."""
        self.summary.show_note(note)

    def show_draft(self, text: str) -> None:
        """Puts a half-typed note back."""
        self.paper.editor.set(text)

    def show_summary(self, state: SummaryState) -> None:
        """Shows the summary."""
        self.summary.show_summary(state)

    def ask_about(self, question: Question | None) -> None:
        """Shows a question within the summary."""
        self.summary.ask_about(question)

    def focus_on(self, spot: Spot) -> None:
        """Moves the focus along the chain; not from behind another page."""
        if not self.isVisible():
            return
        if spot == "first" and not self.paper.isHidden():
            self.paper.editor.setFocus(Qt.FocusReason.TabFocusReason)
            return
        ways = {
            "first": self.chain.to_first,
            "line": self.chain.to_line,
            "date": self.chain.to_date,
            "next": self.chain.to_next,
            "ratings": self.chain.to_ratings,
        }
        ways[spot]()
