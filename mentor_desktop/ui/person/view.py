"""The widgets of the Person page: the head, the tabs, and what each of them holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentor_desktop.ui.person.cards import CardsTab
from mentor_desktop.ui.person.details import DetailsState
from mentor_desktop.ui.person.form import DetailsForm
from mentor_desktop.ui.person.goals import GoalsTab
from mentor_desktop.ui.person.overview import Overview
from mentor_desktop.ui.person.state import PersonState
from mentor_desktop.ui.person.tabs import NotesTab, PromisesTab, SessionsTab
from mentor_desktop.ui.person.touchstate import TouchTabState
from mentor_desktop.ui.person.touchtab import TouchTab
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.tabs import SegmentedTabs
from mentor_desktop.ui.widgets.text import Dim, PageTitle
from mentor_desktop.ui.widgets.zone_field import Find
from mentor_desktop.words import _

TABS = ("overview", "sessions", "promises", "goals", "touch", "notes", "agreement", "details")


class PersonView(QWidget):
    """The page. `built(key)` when a tab is first shown, so that its signals can be wired."""

    new_session = Signal()
    built = Signal(str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(scroll=False)
        self._avatar = Avatar("", size=38)
        self._title = PageTitle("", wrap=False)
        self._sub = Dim("")
        self.new_button = Button(_("New session"), "primary", key="Ctrl+N", icon="plus")
        self.check_in_button = Button(_("Check in"), icon="heart-handshake")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        head = QWidget()
        box = QHBoxLayout(head)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._avatar)
        box.addLayout(words, 1)
        box.addWidget(self.check_in_button)
        box.addWidget(self.new_button)
        names = (
            _("Overview"), _("Sessions"), _("Promises"), _("Goals"), _("In touch"), _("Notes"),
            _("Agreement"), _("Details"),
        )  # fmt: skip
        tabs = list(zip(TABS, names, strict=True))
        self.tabs = SegmentedTabs(tabs, "overview", name=_("About this person"))
        self._find = find
        self._built: dict[str, QWidget] = {}
        self._state: PersonState | None = None
        self._details: DetailsState | None = None
        self._touch: TouchTabState | None = None
        self._composer = ("", False)
        self._stack = QStackedWidget()
        self._page.add(head)
        self._page.add(self.tabs)
        self._page.add(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)
        self.tabs.chosen.connect(self.show_tab)
        self.new_button.clicked.connect(self.new_session)
        self.check_in_button.clicked.connect(self.focus_check_in)
        self._page.narrow.connect(self._narrowed)

    def show_state(self, state: PersonState) -> None:
        """Shows everything."""
        self._avatar.set(state.name, state.key)
        self._title.set(state.name)
        self._sub.set(state.sub)
        for key, words in state.tabs:
            self.tabs.set_words(key, words)
        self._state = state
        for key in self._built:
            self._fill(key)

    def show_tab(self, key: str) -> None:
        """Shows one of the tabs; it is built when it is first shown."""
        self.tabs.choose(key)
        self._stack.setCurrentWidget(self._tab(key))

    @property
    def overview(self) -> Overview:
        """The first tab."""
        tab = self._tab("overview")
        assert isinstance(tab, Overview)  # built under this key
        return tab

    @property
    def sessions(self) -> SessionsTab:
        """The tab of the sessions."""
        tab = self._tab("sessions")
        assert isinstance(tab, SessionsTab)  # built under this key
        return tab

    @property
    def promises(self) -> PromisesTab:
        """The tab of the promises."""
        tab = self._tab("promises")
        assert isinstance(tab, PromisesTab)  # built under this key
        return tab

    @property
    def goals(self) -> GoalsTab:
        """The tab of the goals."""
        tab = self._tab("goals")
        assert isinstance(tab, GoalsTab)  # built under this key
        return tab

    @property
    def touch(self) -> TouchTab:
        """The tab of check-ins, days that matter and the pulse."""
        tab = self._tab("touch")
        assert isinstance(tab, TouchTab)  # built under this key
        return tab

    @property
    def notes(self) -> NotesTab:
        """The tab of the notes."""
        tab = self._tab("notes")
        assert isinstance(tab, NotesTab)  # built under this key
        return tab

    @property
    def cards(self) -> CardsTab:
        """The tab of the agreement and the cards."""
        tab = self._tab("agreement")
        assert isinstance(tab, CardsTab)  # built under this key
        return tab

    @property
    def details(self) -> DetailsForm:
        """The tab of the details."""
        tab = self._tab("details")
        assert isinstance(tab, DetailsForm)  # built under this key
        return tab

    def fill_composer(self, text: str, changing: bool) -> None:
        """Puts a text into the field for a note."""
        self._composer = (text, changing)
        if "notes" in self._built:
            self.notes.fill_composer(text, changing)

    def refuse_note(self, words: str) -> None:
        """Says why the note cannot be kept."""
        if "notes" in self._built:
            self.notes.refuse(words)

    def show_details(self, state: DetailsState) -> None:
        """Fills the form of the details."""
        self._details = state
        if "details" in self._built:
            self.details.show_details(state)

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field of the details what is wrong."""
        if "details" in self._built:
            self.details.refuse(field, words)

    def show_touch(self, state: TouchTabState) -> None:
        """Fills the tab of check-ins and days."""
        self._touch = state
        if "touch" in self._built:
            self.touch.show_touch(state)

    def refuse_touch(self, field: str, words: str) -> None:
        """Says beside a field of that tab what is wrong."""
        if "touch" in self._built:
            self.touch.refuse(field, words)

    def taken(self, field: str) -> None:
        """What was typed in a field of that tab is kept."""
        if "touch" in self._built:
            self.touch.taken(field)

    def focus_search(self) -> None:
        """Puts the focus into the search of the story."""
        self.show_tab("overview")
        self.overview.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_check_in(self) -> None:
        """Puts the focus where a check-in is logged."""
        self.show_tab("touch")
        self.touch.said.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tab(self, key: str) -> QWidget:
        if (tab := self._built.get(key)) is None:
            makers: dict[str, Callable[[], QWidget]] = {
                "overview": Overview, "sessions": SessionsTab, "promises": PromisesTab, "goals": GoalsTab,
                "touch": TouchTab, "notes": NotesTab, "agreement": CardsTab,
                "details": lambda: DetailsForm(self._find),
            }  # fmt: skip
            tab = self._built[key] = makers[key]()
            self._fill(key)
            if isinstance(tab, NotesTab):
                tab.fill_composer(*self._composer)
            elif isinstance(tab, DetailsForm) and self._details is not None:
                tab.show_details(self._details)
            elif isinstance(tab, TouchTab) and self._touch is not None:
                tab.show_touch(self._touch)
            self._stack.addWidget(tab)
            self.built.emit(key)
        return tab

    def _fill(self, key: str) -> None:
        tab = self._built[key]
        if self._state is None:
            return
        if isinstance(tab, DetailsForm):
            tab.set_safe(self._state.safe)
        elif isinstance(tab, Overview | SessionsTab | PromisesTab | GoalsTab | NotesTab):
            tab.show_state(self._state)

    def _narrowed(self, narrow: bool) -> None:
        self.new_button.set_icon_only(narrow)
        self.check_in_button.set_icon_only(narrow)
