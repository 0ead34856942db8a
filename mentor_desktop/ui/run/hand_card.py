"""What lies at hand while a session runs: the intention, promises, goals, and a question to try."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.run.shown import HandShown
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.text import Caption, Dim, Small, Text
from mentor_desktop.words import _

MOST_PROMISES = 8
MOST_GOALS = 4


class HandCard(Card):
    """See the module."""

    question_asked = Signal()
    share_safe_asked = Signal(bool)
    end_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("At hand"), padding=14, gap=8)
        self.intention = Text("")
        self.question = Text("")
        self.another = Button(_("Another question"), key="F4", small=True)
        self.another.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.share_safe = Button(_("Share-safe view"), icon="eye-off", small=True)
        self.share_safe.setCheckable(True)
        self.end = Button(_("End session"), icon="flag", small=True)
        self._intention_part = _section(_("MY INTENTION"), self.intention)
        self._question_part = _section(_("TRY ASKING"), self.question, self.another)
        self._promises = QWidget()
        self._promise_part = _section(_("PROMISES"), self._promises)
        self._goals = QWidget()
        self._goal_part = _section(_("GOALS"), self._goals)
        for part in (self._intention_part, self._promise_part, self._goal_part, self._question_part):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(ChipFlow([self.share_safe, self.end]))
        self.another.clicked.connect(self.question_asked)
        self.share_safe.clicked.connect(self.share_safe_asked)
        self.end.clicked.connect(self.end_asked)

    def show_hand(self, shown: HandShown) -> None:
        """Everything of the card."""
        self.intention.set(shown.intention)
        self._intention_part.setVisible(bool(shown.intention))
        self.question.set(shown.question)
        self._question_part.setVisible(bool(shown.question))
        self.another.setVisible(shown.more_questions)
        self._show_goals(shown.goals)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for promise in shown.promises[:MOST_PROMISES]:
            column.addWidget(Text(promise.words))
            if promise.due:
                column.addWidget(Chip(promise.due, "warn" if promise.late else "neutral"))
        more = len(shown.promises) - MOST_PROMISES
        if more > 0:
            column.addWidget(Dim(_("and %(count)d more") % {"count": more}))
        if not shown.promises:
            column.addWidget(Dim(_("Nothing is owed on either side.")))
        layout = self._promise_part.layout()
        if layout is not None:
            layout.replaceWidget(self._promises, fresh)
        self._promises.hide()
        self._promises.deleteLater()
        self._promises = fresh

    def _show_goals(self, goals: tuple[tuple[str, str], ...]) -> None:
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for aim, stands in goals[:MOST_GOALS]:
            column.addWidget(Text(aim))
            column.addWidget(Small(stands))
        layout = self._goal_part.layout()
        if layout is not None:
            layout.replaceWidget(self._goals, fresh)
        self._goals.hide()
        self._goals.deleteLater()
        self._goals = fresh
        self._goal_part.setVisible(bool(goals))

    def show_phase(self, phase: str) -> None:
        """Ending is offered while it runs."""
        self.end.setVisible(phase == "running")


def _section(caption: str, *things: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(6)
    column.addWidget(Caption(caption))
    for thing in things:
        if isinstance(thing, Button):
            row = QHBoxLayout()
            row.addWidget(thing)
            row.addStretch(1)
            column.addLayout(row)
        else:
            column.addWidget(thing)
    return part
