"""The page of earlier wordings: which there are, what one said, what changed. May import Qt and widgets."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.history.state import WordingState
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import PaintedButton
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.form import column, row
from mentor_desktop.ui.widgets.marked_text import MarkedText
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.section_list import SectionList
from mentor_desktop.ui.widgets.text import Caption, Dim, Small, Text
from mentor_desktop.words import _

_SIDE = 210  # px at 100 % of the list
_NARROW = 600  # em of the page, below which the list stands above
_GAP = 12


class HistoryPage(QWidget):
    """Implements `HistoryView`. `chosen(key)`, `field_chosen(name)`, `taken`, `left`."""

    chosen = Signal(str)
    field_chosen = Signal(str)
    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(_("Earlier wordings"))
        self.back = Button(_("Back"), key="Alt+Left")
        self.back.clicked.connect(lambda: self.left.emit())
        self._page.head.addWidget(self.back)
        self.fields = Choice([], name=_("Which text"))
        self.fields.chosen.connect(self.field_chosen)
        self.list = SectionList(_("Wordings, the newest first"))
        self.list.chosen.connect(self.chosen)
        self.line = Dim("")
        self.when = Text("", "card_title")
        self.text = Text("")
        self.change = Caption("")
        self.difference = MarkedText()
        self.legend = Small(_("Struck through: taken out. Underlined: put in."))
        self.take = Button(_("Take this wording again"), "primary")
        self.take.clicked.connect(lambda: self.taken.emit())
        self.card = Card()
        for each in (self.when, self.text, self.change, self.difference, self.legend):
            self.card.body.addWidget(each)
        self.card.body.addLayout(row(self.take, 1))
        side = QWidget()
        side.setLayout(column(self.fields, self.list, 1))
        self._side = side
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(_GAP)
        self._columns.addWidget(side)
        beside = QVBoxLayout()
        beside.addWidget(self.card)
        beside.addWidget(self.line)
        beside.addStretch(1)
        self._columns.addLayout(beside, 1)
        self._page.add(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        current().changed.connect(self._judge)
        self.show_state(WordingState(_("Earlier wordings")))
        self._judge()

    def show_state(self, state: WordingState) -> None:
        """See `HistoryView`."""
        self.fields.set_options(list(state.fields))
        if state.chosen_field:
            self.fields.choose(state.chosen_field)
        self.fields.setVisible(len(state.fields) > 1)
        self.list.set_sections(state.versions)
        self.list.choose(state.chosen)
        lines = self.list.findChildren(PaintedButton)
        for one, following in pairwise([self.back, self.fields, *lines, self.take]):
            QWidget.setTabOrder(one, following)
        self.list.setVisible(bool(state.versions))
        self._side.setVisible(bool(state.versions) or len(state.fields) > 1)
        self.line.set(state.line)
        self.line.setVisible(bool(state.line))
        self.when.set(state.when)
        self.text.set(state.text)
        self.text.setAccessibleName(_("%(when)s: %(text)s") % {"when": state.when, "text": state.text})
        self.change.set(state.change.upper())
        self.difference.set_pieces(state.pieces)
        self.card.setVisible(bool(state.versions))
        had_focus = self.take.hasFocus()
        self.take.setEnabled(state.may_take)
        if had_focus and not state.may_take:
            self.list.enter()

    def focus_first(self) -> None:
        """See `HistoryView`."""
        if self.list.keys():
            self.list.enter()
        else:
            self.back.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge()

    def _judge(self) -> None:
        theme = current()
        narrow = theme.em(self.width()) < _NARROW
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        wide = theme.px(_SIDE)
        self._side.setMinimumWidth(0 if narrow else wide)
        self._side.setMaximumWidth(16_777_215 if narrow else wide)
