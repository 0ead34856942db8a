"""What hangs on a goal: the chain to the last promise kept, earlier wordings, and my own thoughts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.goal.fields import FieldSet
from mentor_desktop.ui.goal.state import ChainLine, GoalShown, WordingLine
from mentor_desktop.ui.widgets.button import MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.marked_text import MarkedText
from mentor_desktop.ui.widgets.text import Caption, Dim, Small, Text
from mentor_desktop.words import _


class ChainCard(Card):
    """`belongs(key)` lets a promise or a part of an agenda belong to the goal."""

    belongs = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("From aim to act"), gap=6, parent=parent)
        self._shown: tuple[ChainLine, ...] | None = None
        self._inside = QWidget()
        self._nothing = Dim(_("Promises and parts of an agenda that belong to this goal stand here."))
        self.give = MenuButton(_("What belongs to it"), icon="link", small=True)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._inside)
        self.body.addLayout(row(self.give, 1))

    def show_state(self, state: GoalShown, offers: tuple[tuple[str, str], ...]) -> None:
        """Shows the chain; `offers` are what may belong to it, and what may no longer."""
        self._nothing.setVisible(not state.chain)
        self.give.setVisible(bool(offers))
        self.give.set_entries([(words, partial(self.belongs.emit, key)) for key, words in offers])
        if state.chain == self._shown:
            return
        self._shown = state.chain
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in state.chain:
            head = row(Small(line.caption), 1)
            if line.chip:
                head.addWidget(Chip(line.chip, line.kind))
            column.addLayout(head)
            column.addWidget(Text(line.text))
        self.body.replaceWidget(self._inside, fresh)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = fresh
        fresh.setVisible(bool(state.chain))


class WordingCard(Card):
    """Earlier wordings of the aim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("How the wording changed"), gap=6, parent=parent)
        self._shown: tuple[WordingLine, ...] | None = None
        self._inside = QWidget()
        self.body.addWidget(self._inside)

    def show_state(self, state: GoalShown) -> None:
        """Shows each change, the latest first."""
        self.setVisible(bool(state.wordings))
        if state.wordings == self._shown:
            return
        self._shown = state.wordings
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        for line in state.wordings:
            column.addWidget(Caption(line.until.upper()))
            column.addWidget(MarkedText(line.pieces))
        self.body.replaceWidget(self._inside, fresh)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = fresh


class ThoughtsCard(Card):
    """My own thoughts: `typed(field, text)`, `left(field)`."""

    typed = Signal(str, str)
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("My own thoughts"), stripe="private", gap=6, parent=parent)
        self.head.addWidget(Chip(_("Private · never exported"), "private", icon="lock"))
        self.fields = FieldSet(["thoughts"])
        self.fields.fields["thoughts"].label.hide()
        self.body.addWidget(self.fields)
        self.fields.typed.connect(self.typed)
        self.fields.left.connect(self.left)

    def show_state(self, state: GoalShown) -> None:
        """Shows them, unless the screen is shared."""
        self.setVisible(not state.safe)
        self.fields.fill(state.values)
