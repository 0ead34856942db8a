"""The widgets of the Sessions page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentor_desktop.ui.sessions.question import QuestionCard
from mentor_desktop.ui.sessions.rows import session_list
from mentor_desktop.ui.sessions.state import QuestionState, SessionsState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.head_tools import HeadTools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.words import _

Actions = Callable[[str], Sequence[tuple[str, str, str] | None]]


class SessionsView(QWidget):
    """`asked(act, key)` for everything done with one session."""

    asked = Signal(str, str)
    activated = Signal(str)
    filtered = Signal(str)
    new_session = Signal()
    log_past = Signal()
    answered = Signal(str, object)
    question_left = Signal()
    link_opened = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._page = ScrollPage(scroll=False)
        self._page.set_title(_("Sessions"))
        self.filter = SearchBox(_("Filter"), key="Ctrl+F")
        self.past_button = Button(_("Log a past one"))
        self.new_button = Button(_("New session"), "primary", key="Ctrl+N")
        self._tools = HeadTools(self._page, [self.filter, self.past_button, self.new_button])
        self.question = QuestionCard()
        self.list = session_list()
        self.list.set_keys({Qt.Key.Key_F2: "edit", Qt.Key.Key_M: "move", Qt.Key.Key_J: "link"})
        self._card = Card(padding=16)
        self._card.body.setContentsMargins(16, 0, 8, 8)
        self.empty = EmptyState("", _("New session"), icon="messages-square")
        self._card.body.addWidget(self.list, 1)
        self._card.body.addWidget(self.empty)
        self._card.body.addStretch(0)
        self.empty.hide()
        self._page.add(self.question)
        self._page.add(self._card, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self._connect()

    def show_state(self, state: SessionsState) -> None:
        """Shows the list."""
        self._page.set_title(_("Sessions"), state.sub)
        fresh = not self.list.current_key()
        self.list.set_rows(state.rows)
        if fresh and state.first:
            self.list.choose(state.first)
        self.list.setVisible(bool(state.rows))
        self.empty.setVisible(not state.rows)
        self.empty.sentence.set(state.empty)
        if self.empty.button is not None:
            self.empty.button.setVisible(not state.any)

    def ask_about(self, question: QuestionState) -> None:
        """Shows the strip above the list, or takes it away and gives the focus back."""
        before = not self.question.isHidden()
        self.question.show_question(question)
        if before and not question.kind:
            self.focus_list()

    def question_refused(self, words: str) -> None:
        """Says why the answer cannot be."""
        self.question.refuse(words)

    def focus_list(self) -> None:
        """Puts the focus into the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Puts the focus into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_menu(self, key: str, where: QPoint) -> QMenu:
        """The menu of a session, without waiting for the choice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._actions(key):
            if each is None:
                menu.addSeparator()
                continue
            act, words, shown = each
            action = QAction(f"{words}\t{shown}" if shown else words, menu)
            action.triggered.connect(lambda _on=False, act=act: self.asked.emit(act, key))
            menu.addAction(action)
        menu.popup(where)
        return menu

    def _act(self, act: str, key: str) -> None:
        if any(each is not None and each[0] == act for each in self._actions(key)):
            self.asked.emit(act, key)

    def _connect(self) -> None:
        self.list.activated_row.connect(self.activated)
        self.list.delete_asked.connect(lambda key: self.asked.emit("trash", key))
        self.list.pressed_button.connect(self.asked)
        self.list.menu_asked.connect(self.open_menu)
        self.list.act_asked.connect(self._act)
        self.filter.changed.connect(self.filtered)
        self.filter.submitted.connect(self.focus_list)
        self.filter.left.connect(self.focus_list)
        self.past_button.clicked.connect(self.log_past)
        self.new_button.clicked.connect(self.new_session)
        self.empty.acted.connect(self.new_session)
        self.question.answered.connect(self.answered)
        self.question.left.connect(self.question_left)
        self.question.link_opened.connect(self.link_opened)
