"""The widgets of the page of one agreement: its head, the clauses, and the cards beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.domain.agreements import State
from mentor_desktop.ui.agreement.clause_rows import ClauseRow
from mentor_desktop.ui.agreement.exporting import FORMATS
from mentor_desktop.ui.agreement.side import DocumentCard, PartiesCard, Rows, VersionsCard, WorksCard
from mentor_desktop.ui.agreement.state import AgreementState
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.head_tools import Tools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.rule import Rule
from mentor_desktop.ui.widgets.text import Dim, PageTitle, Small
from mentor_desktop.ui.wrapup.summary_words import format_name
from mentor_desktop.words import _

_FOLDS = 820  # em: below this the cards stand under the clauses
_SIDE = 370  # px at 100 % that the cards beside the clauses are wide


class AgreementView(QWidget):
    """The page; `exported(format, plain)`, `talk_asked(clause)`, the rest says what it asks for."""

    compared = Signal(bool)
    exported = Signal(str, bool)
    proposed = Signal()
    taken_back = Signal()
    ended = Signal()
    thrown_away = Signal()
    talk_asked = Signal(str)
    person_asked = Signal()
    signed_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage()
        self._state: AgreementState | None = None
        self._avatar = Avatar("", size=38)
        self._title = PageTitle("")
        self._sub = Dim("")
        self.compare_button = Button("", icon="history")
        self.compare_button.setCheckable(True)
        self.export_button = MenuButton(_("Export"), self._exports(), icon="download")
        self.talk_button = Button("", icon="messages-square")
        self.propose_button = Button("", "primary")
        self.more_button = MenuButton(_("More"), icon="more-horizontal", icon_only=True)
        self._tools = Tools(
            [self.compare_button, self.export_button, self.talk_button, self.propose_button, self.more_button]
        )
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._clauses = Card(_("What we promise each other"), gap=4)
        self._rows = Rows(0)
        self.left = Small("")
        self.empty = EmptyState("", _("Begin the talk"), icon="file-check", key="Ctrl+N")
        self.parties, self.versions = PartiesCard(), VersionsCard()
        self.works, self.document = WorksCard(), DocumentCard()
        self._side = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    def show_state(self, state: AgreementState) -> None:
        """Shows everything."""
        self._state = state
        self._avatar.set(state.name, state.key)
        self._title.set(state.title)
        self._sub.set(state.sub)
        self._show_tools(state)
        there = state.number is not None
        self._clauses.setVisible(there)
        self._side.setVisible(there)
        self.empty.setVisible(not there)
        self.empty.sentence.set(state.left)
        if there:
            self._show_clauses(state)
            for card in (self.parties, self.versions, self.works, self.document):
                card.show_state(state)

    def begin(self) -> None:
        """Talk it through, or go on with it."""
        self.talk_asked.emit("")

    def propose(self) -> None:
        """Propose the draft, if one is shown."""
        if self.propose_button.isVisible():
            self.proposed.emit()

    def focus_first(self) -> None:
        """Puts the focus on what is most likely wanted."""
        first = self.propose_button if not self.propose_button.isHidden() else self.compare_button
        first = first if not first.isHidden() else self.export_button
        if self.empty.button is not None and not self.empty.isHidden():
            first = self.empty.button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clause_rows(self) -> list[ClauseRow]:
        """The clauses that are shown."""
        return [row for row in self._rows.findChildren(ClauseRow) if not row.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = current()
        folds = theme.em(self.width()) < _FOLDS
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if folds else ways.LeftToRight)
        self._head.setDirection(ways.TopToBottom if folds else ways.LeftToRight)
        self._side.setMinimumWidth(0 if folds else theme.px(_SIDE))
        self._side.setMaximumWidth(16_777_215 if folds else theme.px(_SIDE))

    def _show_tools(self, state: AgreementState) -> None:
        drafted, proposed = state.state is State.DRAFT, state.state is State.PROPOSED
        self.compare_button.setVisible(state.compares_with is not None)
        self.compare_button.setChecked(state.comparing)
        if state.compares_with is not None:
            self.compare_button.set_label(_("Compare with v%(number)d") % {"number": state.compares_with})
        self.export_button.setVisible(bool(state.clauses) and not state.safe)
        self.talk_button.setVisible((drafted or state.may_begin) and state.number is not None)
        words = _("Go on talking") if drafted else _("Begin v%(number)d") % {"number": state.next_number}
        self.talk_button.set_label(words)
        self.propose_button.setVisible(drafted and bool(state.clauses))
        if state.number is not None:
            self.propose_button.set_label(_("Propose v%(number)d") % {"number": state.number})
        entries = []
        if proposed:
            entries.append((_("Take the proposal back"), self.taken_back.emit))
        if drafted:
            entries.append((_("Move this draft to the trash"), self.thrown_away.emit))
        if proposed or state.state is State.IN_FORCE:
            entries.append((_("End this version, no reason needed"), self.ended.emit))
        if state.clauses and not drafted and not state.safe:
            entries.append((_("Keep a signed copy…"), self.signed_asked.emit))
        entries.append((_("Open the person"), self.person_asked.emit))
        self.more_button.set_entries(entries)

    def _show_clauses(self, state: AgreementState) -> None:
        self.left.set(state.left)
        self.left.setVisible(bool(state.left))
        may_change = state.state is State.DRAFT
        shown = (state.clauses, may_change)
        if self._rows.shown == shown:
            return
        rows: list[QWidget] = []
        for line in state.clauses:
            row = ClauseRow(line, may_change=may_change)
            row.change_asked.connect(self.talk_asked)
            rows += [row, Rule()]
        if not rows:
            rows.append(Dim(_("No clause is settled yet.")))
        self._rows.fill(shown, rows)

    def _exports(self) -> list[tuple[str, Callable[[], None]] | None]:
        found: list[tuple[str, Callable[[], None]] | None] = []
        for plain, words in ((False, _("To sign, as %(format)s")), (True, _("Plain words, as %(format)s"))):
            if found:
                found.append(None)
            for fmt in FORMATS:
                label = words % {"format": format_name(fmt)}
                found.append((label, partial(self.exported.emit, fmt, plain)))
        return found

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        named = QHBoxLayout()
        named.setSpacing(12)
        named.addWidget(self._avatar)
        named.addLayout(words, 1)
        head = QWidget()
        head.setLayout(self._head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(10)
        self._head.addLayout(named, 1)
        self._head.addWidget(self._tools)
        self._clauses.body.addWidget(self._rows)
        self._clauses.body.addWidget(self.left)
        self._clauses.body.addStretch(1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        for card in (self.parties, self.versions, self.works, self.document):
            side.addWidget(card)
        side.addStretch(1)
        both = QWidget()
        both.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self._columns.addWidget(self._clauses, 1)
        self._columns.addWidget(self._side)
        self._page.add(head)
        self._page.add(self.empty)
        self._page.add(both)
        self.empty.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _connect(self) -> None:
        self.compare_button.clicked.connect(self.compared)
        self.talk_button.clicked.connect(self.begin)
        self.propose_button.clicked.connect(self.proposed)
        self.empty.acted.connect(self.begin)
