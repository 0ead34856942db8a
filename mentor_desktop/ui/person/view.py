"""The widgets of the Person page: the head, the tabs, and what each of them holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentor_desktop.ui.person.details import DetailsState
from mentor_desktop.ui.person.form import DetailsForm
from mentor_desktop.ui.person.overview import Overview
from mentor_desktop.ui.person.state import PersonState
from mentor_desktop.ui.person.tabs import NotesTab, PromisesTab
from mentor_desktop.ui.sessions.rows import session_list
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.tabs import SegmentedTabs
from mentor_desktop.ui.widgets.text import Dim, PageTitle
from mentor_desktop.ui.widgets.zone_field import Find
from mentor_desktop.words import _

TABS = ("overview", "sessions", "promises", "notes", "details")


class PersonView(QWidget):
    """The page."""

    new_session = Signal()
    session_opened = Signal(str)
    session_pressed = Signal(str, str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(scroll=False)
        self._avatar = Avatar("", size=38)
        self._title = PageTitle("", wrap=False)
        self._sub = Dim("")
        self.new_button = Button(_("New session"), "primary", key="Ctrl+N")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        head = QWidget()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(12)
        who = QVBoxLayout()
        inner = row(self._avatar, gap=12)
        inner.addLayout(words, 1)
        who.addLayout(inner)
        self._head.addLayout(who, 1)
        self._head.addWidget(self.new_button)
        self.tabs = SegmentedTabs([(key, key) for key in TABS], "overview", name=_("About this person"))
        self.overview = Overview()
        self.sessions = session_list(_("Sessions with this person"))
        self._sessions_card = Card()
        self._sessions_card.body.setContentsMargins(16, 4, 8, 8)
        self._no_sessions = Dim(_("No session yet."))
        self._sessions_card.body.addWidget(self._no_sessions)
        self._sessions_card.body.addWidget(self.sessions, 1)
        self.promises = PromisesTab()
        self.notes = NotesTab()
        self.details = DetailsForm(find)
        self._stack = QStackedWidget()
        for widget in (self.overview, self._sessions_card, self.promises, self.notes, self.details):
            self._stack.addWidget(widget)
        self._page.add(head)
        self._page.add(self.tabs)
        self._page.add(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self.tabs.chosen.connect(self.show_tab)
        self.new_button.clicked.connect(self.new_session)
        self.sessions.activated_row.connect(self.session_opened)
        self.sessions.pressed_button.connect(self.session_pressed)
        self._page.narrow.connect(self._narrowed)

    def show_state(self, state: PersonState) -> None:
        """Shows everything."""
        self._avatar.set(state.name, state.key)
        self._title.set(state.name)
        self._sub.set(state.sub)
        for key, words in state.tabs:
            self.tabs.set_words(key, words)
        self.overview.show_state(state)
        self.sessions.set_rows(state.sessions)
        self.sessions.setVisible(bool(state.sessions))
        self._no_sessions.setVisible(not state.sessions)
        self.promises.show_state(state)
        self.notes.show_state(state)
        self.details.set_safe(state.safe)

    def show_tab(self, key: str) -> None:
        """Shows one of the tabs."""
        self.tabs.choose(key)
        self._stack.setCurrentIndex(TABS.index(key))

    def fill_composer(self, text: str, changing: bool) -> None:
        """Puts a text into the field for a note."""
        self.notes.fill_composer(text, changing)

    def refuse_note(self, words: str) -> None:
        """Says why the note cannot be kept."""
        self.notes.refuse(words)

    def show_details(self, state: DetailsState) -> None:
        """Fills the form of the details."""
        self.details.show_details(state)

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field of the details what is wrong."""
        self.details.refuse(field, words)

    def focus_search(self) -> None:
        """Puts the focus into the search of the story."""
        self.show_tab("overview")
        self.overview.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _narrowed(self, narrow: bool) -> None:
        self._head.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignLeading if narrow else Qt.AlignmentFlag(0)
        self._head.setAlignment(self.new_button, side)
