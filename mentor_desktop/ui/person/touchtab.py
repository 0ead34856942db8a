"""The tab "In touch" of a person: check-ins, days that matter, and the pulse. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from mentor_desktop.domain.pulse import ITEMS
from mentor_desktop.ui.person.story import story_list
from mentor_desktop.ui.person.touchstate import PulseCard, TouchTabState, item_words
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.rating import Rating
from mentor_desktop.ui.widgets.row_list import RowList
from mentor_desktop.ui.widgets.text import Dim, Small, Strong, Text
from mentor_desktop.words import _

_FOLDS = 700  # em: below this the columns stand under each other


class TouchTab(QWidget):
    """`logged(text, kind)`, `check_in_dropped(key)`, `day_added(title, words, ask)`, `day_dropped(key)`,
    `answered(side, answers)`."""

    logged = Signal(str, str)
    check_in_dropped = Signal(str)
    day_added = Signal(str, str, bool)
    day_dropped = Signal(str)
    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said()
        self._days()
        self.pulse = PulseView()
        self.pulse.answered.connect(self.answered)
        self.hidden = Dim(_("This stays hidden while the screen is shared."))
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._days_card)
        right.addWidget(self.pulse)
        right.addStretch(1)
        inner = QWidget()
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        self._two.addWidget(self.hidden)
        self._two.addWidget(self._check_ins, 1)
        self._two.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))
        self.hidden.hide()

    def show_touch(self, state: TouchTabState) -> None:
        """Shows the tab."""
        self.hidden.setVisible(state.safe)
        self._check_ins.setVisible(not state.safe)
        self._days_card.setVisible(not state.safe)
        self.pulse.setVisible(state.pulse is not None)
        chosen = self.kind.key()
        if state.kinds:
            self.kind.set_options(list(state.kinds), chosen or state.kinds[0][0])
        self.list.set_rows(state.check_ins)
        self.list.setVisible(bool(state.check_ins))
        self._no_check_ins.setVisible(not state.check_ins)
        self.days.set_rows(state.days)
        _high(self.days, len(state.days))
        self._no_days.setVisible(not state.days)
        if state.pulse is not None:
            self.pulse.show_pulse(state.pulse)

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field what is wrong."""
        if field == "pulse":
            self.pulse.refuse(words)
        else:
            (self.said if field == "said" else self.day).set_error(words)

    def taken(self, field: str) -> None:
        """The field is empty again."""
        if field == "said":
            self.said.set("")
        elif field == "day":
            self.title.set("")
            self.day.set("")
            self.ask.setChecked(False)
        else:
            self.pulse.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folds = current().em(self.width()) < _FOLDS
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if folds else QBoxLayout.Direction.LeftToRight
        )

    def _said(self) -> None:
        self._check_ins = Card(_("Check-ins"))
        self.said = TextField(
            _("Log a check-in"), placeholder=_("What it was about; it may stay empty"), limit=2_000
        )
        self.kind = Choice([], name=_("What it was for"))
        self.log_button = Button(_("Log"), "primary", key="Return", small=True)
        self.list = story_list()
        self.list.setAccessibleName(_("Check-ins"))
        self.list.setMinimumHeight(current().px(160))
        self._no_check_ins = Dim(_("A message, a call, a link sent: what is logged here counts as contact."))
        body = self._check_ins.body
        body.addWidget(self.said)
        body.addWidget(ChipFlow([self.kind, self.log_button]))
        body.addWidget(self._no_check_ins)
        body.addWidget(self.list, 1)
        body.addStretch(0)
        self.said.entered.connect(self._log)
        self.log_button.clicked.connect(self._log)
        self.list.delete_asked.connect(self.check_in_dropped)

    def _days(self) -> None:
        self._days_card = Card(_("Days that matter"))
        self.title = TextField(_("What the day is"), placeholder=_("First day at work, the talk in Lyon"))
        self.day = TextField(_("When"), placeholder=_("12 March, or 12 March 2027 once"))
        self.ask = CheckRow(_("Ask the day after how it went"), line=False)
        self.add_button = Button(_("Keep the day"), key="Return", small=True)
        self.days = story_list()
        self.days.setAccessibleName(_("Days that matter"))
        self._no_days = Dim(_("A birthday, a first day, an examination: Today reminds you in time."))
        for widget in (self.days, self._no_days, self.title, self.day, self.ask, ChipFlow([self.add_button])):
            self._days_card.body.addWidget(widget)
        for field in (self.title, self.day):
            field.entered.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.days.delete_asked.connect(self.day_dropped)

    def _log(self) -> None:
        self.logged.emit(self.said.text(), self.kind.key())

    def _add(self) -> None:
        self.day_added.emit(self.title.text(), self.day.text(), self.ask.isChecked())


class PulseView(Card):
    """`answered(side, answers)` once all five are rated."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Pulse"), parent=parent)
        self._line = Dim("")
        self._shown: PulseCard | None = None
        self._table = QWidget()
        self.side = Choice([], name=_("Who answers"))
        self.ratings = {item: Rating(item_words(item)) for item in ITEMS}
        asked = QWidget()
        grid = QGridLayout(asked)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        for at, (item, rating) in enumerate(self.ratings.items()):
            grid.addWidget(Text(item_words(item)), at, 0)
            grid.addWidget(rating, at, 1)
        grid.setColumnStretch(0, 1)
        self._asked = asked
        self._wrong = Small("", tone="danger")
        self.keep = Button(_("Keep these answers"), small=True)
        self._flow = ChipFlow([self.side, self.keep])
        for widget in (self._line, self._table, self._asked, self._wrong, self._flow):
            self.body.addWidget(widget)
        self._wrong.hide()
        self._table.hide()
        self.keep.clicked.connect(self._answer)

    def show_pulse(self, card: PulseCard) -> None:
        """Shows who is to answer, and both sides once both are in."""
        if card == self._shown:
            return
        self._shown = card
        self._line.set(card.line)
        self._asked.setVisible(card.asks)
        self._flow.setVisible(card.asks)
        self.side.set_options(list(card.sides), card.sides[0][0] if card.sides else "")
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        heads = ("", *card.names) if card.both else ()
        for at, name in enumerate(heads):
            grid.addWidget(Small(name.split()[0] if name else "", wrap=False), 0, at)
        for at, line in enumerate(card.both, 1):
            grid.addWidget(Text(line[0]), at, 0)
            grid.addWidget(Strong(line[1], wrap=False), at, 1)
            grid.addWidget(Strong(line[2], wrap=False), at, 2)
        grid.setColumnStretch(0, 1)
        self.body.replaceWidget(self._table, fresh)
        self._table.hide()
        self._table.deleteLater()
        self._table = fresh
        self._table.setVisible(bool(card.both))

    def refuse(self, words: str) -> None:
        """Says what is missing."""
        self._wrong.set(words)
        self._wrong.setVisible(bool(words))

    def clear(self) -> None:
        """The squares are empty again, so that the other side answers without seeing."""
        for rating in self.ratings.values():
            rating.set(None)

    def _answer(self) -> None:
        given = {item: rating.value() for item, rating in self.ratings.items()}
        self.answered.emit(self.side.key(), {item: each for item, each in given.items() if each is not None})


def _high(rows: RowList, count: int) -> None:
    """A short list is as high as its rows; the page scrolls."""
    index = rows.rows.index(0)
    each = rows.sizeHintForIndex(index).height() if count else 0
    rows.setFixedHeight(min(count, 6) * each + (4 if count else 0))
    rows.setVisible(bool(count))
