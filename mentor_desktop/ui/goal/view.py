"""The widgets of the page of one goal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.services.goal_forms import goal_forms
from mentor_desktop.ui.goal.ask_card import AskCard
from mentor_desktop.ui.goal.asking import Question
from mentor_desktop.ui.goal.evidence_card import EvidenceCard
from mentor_desktop.ui.goal.form_card import FormCard
from mentor_desktop.ui.goal.sheets import FORMATS
from mentor_desktop.ui.goal.side_cards import ChainCard, ThoughtsCard, WordingCard
from mentor_desktop.ui.goal.stands_card import StandsCard
from mentor_desktop.ui.goal.state import GoalShown
from mentor_desktop.ui.goal.steps_card import StepsCard
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.head_tools import Tools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.tabs import SegmentedTabs
from mentor_desktop.ui.widgets.text import Dim, PageTitle
from mentor_desktop.ui.wrapup.summary_words import format_name
from mentor_desktop.words import _

_TWO = 700  # em from which on two columns stand side by side
_FORM = 470  # em of the page that a form needs for two steps side by side
_HEAD = 900  # em from which on the tools stand beside the heading


class GoalView(QWidget):
    """The page. `form_chosen(key)`; `act_asked(act)` from the menus; the rest belongs to its cards."""

    form_chosen = Signal(str)
    act_asked = Signal(str)
    person_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: GoalShown | None = None
        self._columns = 0
        self._page = ScrollPage()
        self._avatar = Avatar("", size=34)
        self._title, self._sub = PageTitle(""), Dim("")
        forms = [(form.id, form.name) for form in goal_forms()]
        self.tabs = SegmentedTabs(forms, name=_("How the goal is looked at"))
        self.state_menu = MenuButton(_("State"))
        self.more = MenuButton(_("More for this goal"), icon="more-horizontal", icon_only=True)
        self.sheet = MenuButton(_("Goal sheet"), icon="file-text")
        self.add = Button(_("Add evidence"), "primary", key="Ctrl+N")
        self.question = AskCard()
        self.form, self.stands, self.steps = FormCard(), StandsCard(), StepsCard()
        self.evidence, self.chain = EvidenceCard(), ChainCard()
        self.wordings, self.thoughts = WordingCard(), ThoughtsCard()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._hidden = Card()
        self._hidden.body.addWidget(
            Dim(_("This goal is private. It stays hidden while the screen is shared."))
        )
        self._body = QWidget()
        self._lay_out()
        self.sheet.set_entries(
            [(format_name(fmt), partial(self.act_asked.emit, f"sheet:{fmt}")) for fmt in FORMATS]
        )
        self.tabs.chosen.connect(self.form_chosen)
        self.add.clicked.connect(self.evidence.open_adding)
        self.form.writing_changed.connect(self._order_focus)

    def show_state(
        self, state: GoalShown | None, sources: Sequence[str], offers: tuple[tuple[str, str], ...]
    ) -> None:
        """Shows everything; None for a goal that stays hidden."""
        self._hidden.setVisible(state is None)
        for widget in (self._body, self._avatar, self._tools, self.tabs):
            widget.setVisible(state is not None)
        if state is None:
            self._title.set(_("Goal"))
            self._sub.set("")
            return
        fresh = self._state is None or self._state.id != state.id
        self._state = state
        self._avatar.set(state.name, state.person)
        self._title.set(state.title)
        self._sub.set(state.sub)
        self.tabs.choose(state.form)
        self.state_menu.set_entries(
            [(words, partial(self.act_asked.emit, act)) for act, words in state.offers]
        )
        self._show_more(state)
        self.sheet.setVisible(not state.private and not state.safe)
        self.form.show_state(state)
        self.stands.show_state(state)
        self.steps.show_state(state)
        self.evidence.show_state(state, sources)
        self.chain.show_state(state, offers)
        self.wordings.show_state(state)
        self.thoughts.show_state(state)
        self._order_focus()
        if fresh and self.isVisible():
            self.tabs.stops()[[form.id for form in goal_forms()].index(state.form)].setFocus(
                Qt.FocusReason.ShortcutFocusReason
            )

    def ask(self, question: Question | None) -> None:
        """Asks within the page, or takes the question away."""
        self.question.ask(question)
        if question is None and self.question.isAncestorOf(self.focusWidget() or self):
            self.state_menu.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field what is wrong."""
        places = {
            "value": self.stands.refuse, "evidence": self.evidence.refuse, "step": self.steps.refuse,
            "question": self.question.refuse,
        }  # fmt: skip
        if field in places:
            places[field](words)
        else:
            self.form.refuse(field, words)
            self.thoughts.fields.refuse(field, words)

    def kept(self, field: str) -> None:
        """What was typed there is kept."""
        if field == "question":
            self.ask(None)
        elif field == "value":
            self.stands.kept()
        elif field == "evidence":
            self.evidence.kept()
        elif field == "step":
            self.steps.kept()

    def open_adding(self) -> None:
        """The line for new evidence, with the focus."""
        if self._state is not None:
            self.evidence.open_adding()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self._state is not None:
            self.form.turn()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_more(self, state: GoalShown) -> None:
        self.more.setVisible(not state.safe)
        private = _("Share this goal") if state.private else _("Keep this goal private")
        acts = [(_("Open the person"), "person"), (private, "private"), (_("Split it…"), "split"),
                (_("Merge it into another…"), "merge"), (_("Move to trash"), "trash")]  # fmt: skip
        self.more.set_entries([(words, partial(self._more, act)) for act, words in ((a, w) for w, a in acts)])

    def _more(self, act: str) -> None:
        if act == "person":
            self.person_asked.emit()
        else:
            self.act_asked.emit(act)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        named = QHBoxLayout()
        named.setSpacing(12)
        named.addWidget(self._avatar)
        named.addLayout(words, 1)
        self._tools = Tools([self.state_menu, self.sheet, self.more, self.add])
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addLayout(named, 1)
        self._head.addWidget(self._tools)
        head = QWidget()
        self._head.setContentsMargins(0, 0, 0, 0)
        head.setLayout(self._head)
        for column, cards in (
            (self._left, (self.form, self.stands, self.thoughts)),
            (self._right, (self.steps, self.evidence, self.chain, self.wordings)),
        ):
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        self._two.addLayout(self._left, 5)
        self._two.addLayout(self._right, 4)
        self._page.add(head)
        self._page.add(self.tabs)
        self._page.add(self.question)
        self._page.add(self._hidden)
        self._page.add(self._body)
        self._hidden.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _fit(self) -> None:
        em = current().em(self.width())
        wide = QBoxLayout.Direction.LeftToRight
        self._head.setDirection(wide if em >= _HEAD else QBoxLayout.Direction.TopToBottom)
        two = em >= _TWO
        self._two.setDirection(wide if two else QBoxLayout.Direction.TopToBottom)
        for column, share in enumerate((5, 4)):  # of the width: heights are not shared out
            self._two.setStretch(column, share if two else 0)
        self.form.set_wide((em * 5 / 9 if two else em) >= _FORM)

    def _order_focus(self) -> None:
        """Tab goes from the forms over the fields to where it stands, the steps and the evidence."""
        fields = self.form.fields.stops() if self.form.fields is not None else []
        chain: list[QWidget] = [
            *self.tabs.stops(), self.state_menu, self.sheet, self.more, self.add, *fields,
            self.form.change, self.form.talk, self.stands.chart, self.stands.as_table, self.stands.copy,
            self.stands.value, self.stands.evidence, self.stands.keep, *self.thoughts.fields.stops(),
            *self.steps.stops(), *self.evidence.stops(), self.chain.give,
        ]  # fmt: skip
        # Whole fields, not what is typed into: else Tab would go round among some of these for ever.
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
