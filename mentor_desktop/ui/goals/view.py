"""The widgets of the Goals page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentor_desktop.services.goal_pages import Pair
from mentor_desktop.ui.goals.rows import goal_list
from mentor_desktop.ui.goals.state import VIEWS, GoalsState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.field import Labelled, TextField
from mentor_desktop.ui.widgets.head_tools import HeadTools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.tabs import SegmentedTabs
from mentor_desktop.words import _


@dataclass(frozen=True)
class NewGoal:
    """The form as filled in."""

    pair: str  # the relationship in hex
    aim: str
    whose: str  # theirs, mine or ours
    talk: bool  # go on to talk it through


class NewGoalCard(Card):
    """`added(NewGoal)` on Enter; `left` on Esc."""

    added = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New goal"), stripe="accent", parent=parent)
        self.aim = TextField(
            _("What is to be reached?"), placeholder=_("A sentence is enough; the rest can wait"), limit=500
        )
        self.pair = Choice([], name=_("With whom"))
        whose = [("theirs", _("Theirs")), ("mine", _("My own")), ("ours", _("Ours together"))]
        self.whose = Choice(whose, "theirs", name=_("Whose goal it is"))
        self.add_button = Button(_("Add the goal"), "primary", key="Return")
        self.talk_button = Button(_("Talk it through"), icon="messages-square")
        self.leave_button = Button(_("Cancel"), key="Esc")
        self.body.addWidget(self.aim)
        self.body.addWidget(
            ChipFlow(
                [Labelled(_("With whom"), self.pair), Labelled(_("Whose goal it is"), self.whose)], gap=16
            )
        )
        self.body.addWidget(ChipFlow([self.add_button, self.talk_button, self.leave_button]))
        self.aim.entered.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.talk_button.clicked.connect(lambda: self._emit(talk=True))
        self.leave_button.clicked.connect(self.left)

    def set_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """With whom goals can be had."""
        chosen = self.pair.key()
        options = [(pair.relationship.hex(), pair.name) for pair in pairs]
        self.pair.set_options(options, chosen if chosen in dict(options) else "")

    def begin(self, pair: str = "") -> None:
        """Empties the form and takes the focus; `pair` chooses with whom."""
        if self.pair.findData(pair) >= 0:
            self.pair.choose(pair)
        self.aim.set("")
        self.aim.set_error("")
        self.whose.choose("theirs")
        self.aim.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        self._emit(talk=False)

    def _emit(self, *, talk: bool) -> None:
        self.added.emit(NewGoal(self.pair.key(), self.aim.text(), self.whose.key(), talk))


class GoalsView(QWidget):
    """The page."""

    opened = Signal(str)
    talk_asked = Signal(str)
    person_asked = Signal(str)
    trash_asked = Signal(str)
    filtered = Signal(str)
    view_chosen = Signal(str)
    new_asked = Signal()
    added = Signal(object)
    form_left = Signal()
    review_asked = Signal(str)
    people_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(_("Goals"), scroll=False)
        titles = (_("By person"), _("By state"), _("By next step"), _("Quiet ones"))
        self.tabs = SegmentedTabs(
            list(zip(VIEWS, titles, strict=True)), "next", name=_("How goals are shown")
        )
        self.filter = SearchBox(_("Filter"), key="Ctrl+F")
        self.new_button = Button(_("New goal"), "primary", key="Ctrl+N")
        self._page.head.addWidget(self.tabs)  # of its own: it may take two lines
        self._tools = HeadTools(self._page, [self.filter, self.new_button])
        self.form = NewGoalCard()
        self.form.hide()
        self.list = goal_list()
        self.empty = EmptyState("", _("New goal"), icon="target")
        self.empty.hide()
        self._page.add(self.form)
        self._page.add(self.list, 1)
        self._page.add(self.empty, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self._anyone = True
        self.list.activated_row.connect(self.opened)
        self.list.delete_asked.connect(self.trash_asked)
        self.list.menu_asked.connect(self.open_menu)
        self.tabs.chosen.connect(self.view_chosen)
        self.filter.changed.connect(self.filtered)
        self.filter.submitted.connect(self.focus_list)
        self.filter.left.connect(self.focus_list)
        self.new_button.clicked.connect(self.new_asked)
        self.empty.acted.connect(self._fill)
        self.form.added.connect(self.added)
        self.form.left.connect(self.form_left)

    def show_state(self, state: GoalsState) -> None:
        """Shows the goals."""
        self._page.set_title(_("Goals"), state.sub)
        held = self.list.hasFocus()
        self._anyone = bool(state.pairs)
        self.form.set_pairs(state.pairs)
        self.tabs.choose(state.view)
        self.list.set_rows(state.rows)
        self.list.setVisible(bool(state.rows))
        self.empty.setVisible(not state.rows)
        self.empty.sentence.set(state.empty)
        if self.empty.button is not None:
            self.empty.button.setVisible(not state.safe)
            self.empty.button.set_label(_("New goal") if state.pairs else _("New person"))
        self.new_button.setVisible(self._anyone and not state.safe)
        if held:
            self.focus_list()

    def show_form(self, shown: bool, pair: str = "") -> None:
        """Shows the form, empty and with the focus, or takes it away."""
        self.form.setVisible(shown and self._anyone)
        if shown and self._anyone:
            self.form.begin(pair)
        else:
            self.focus_list()

    def refuse(self, words: str) -> None:
        """Says at the aim what is wrong."""
        self.form.aim.set_error(words)
        self.form.aim.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, key: str) -> None:
        """Chooses a goal in the list."""
        self.list.choose(key)
        self.focus_list()

    def focus_list(self) -> None:
        """Puts the focus into the list, or on what fills it."""
        if not self.list.isHidden():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.empty.button is not None:
            self.empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Puts the focus into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_menu(self, key: str, where: QPoint) -> QMenu:
        """The menu of a goal, without waiting for the choice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = (
            (f"{_('Open')}\t{_('Enter')}", self.opened), (_("Talk it through"), self.talk_asked),
            (_("Read their goals again together"), self.review_asked),
            (_("Open the person"), self.person_asked),
            (f"{_('Move to trash')}\t{_('Del')}", self.trash_asked),
        )  # fmt: skip
        for words, signal in entries:
            action = QAction(words, menu)
            action.triggered.connect(lambda _on=False, signal=signal: signal.emit(key))
            menu.addAction(action)
        menu.popup(where)
        return menu

    def _fill(self) -> None:
        (self.new_asked if self._anyone else self.people_asked).emit()
