"""A question within the page: a word why, which goal, which steps. Never a box of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.goal.asking import Answer, Question
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.words import _


class AskCard(Card):
    """`answered(Answer)` on Enter or by the button; `left` on Esc."""

    answered = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("…", stripe="accent", parent=parent)
        self._question: Question | None = None
        self._checks: dict[str, CheckRow] = {}
        self.line = TextField("", limit=500)
        self.choice = Choice([])
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.yes = Button("", "primary", key="Return")
        self.no = Button(_("Cancel"), key="Esc")
        self.body.addWidget(self.line)
        self.body.addWidget(self.choice)
        self.body.addLayout(self._rows)
        self.body.addWidget(ChipFlow([self.yes, self.no]))
        self.line.entered.connect(self._answer)
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self.left)
        self.hide()

    def ask(self, question: Question | None) -> None:
        """Asks, with the focus; None takes the card away."""
        self._question = question
        self.setVisible(question is not None)
        if question is None:
            return
        if self.title is not None:
            self.title.set(question.title)
        self.line.set("")
        self.line.set_error("")
        self.line.label.set(question.field)
        self.line.label.setVisible(bool(question.field))
        self.line.edit.setAccessibleName(question.field)
        self.line.edit.setPlaceholderText(question.placeholder)
        self.line.setVisible(bool(question.field))
        self.choice.set_options(question.options)
        self.choice.setAccessibleName(question.title)
        self.choice.setVisible(bool(question.options))
        self._show_checks(question.checks)
        self.yes.set_label(question.yes)
        first = self.line.edit if question.field else self.choice if question.options else self.yes
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, words: str) -> None:
        """Says what is wrong; the question stays."""
        self.line.set_error(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_checks(self, checks: Sequence[tuple[str, str]]) -> None:
        for row in self._checks.values():
            row.hide()
            row.deleteLater()
        self._checks = {}
        for key, words in checks:
            self._checks[key] = CheckRow(words, line=False)
            self._rows.addWidget(self._checks[key])

    def _answer(self) -> None:
        if self._question is not None:
            checked = tuple(key for key, row in self._checks.items() if row.isChecked())
            self.answered.emit(Answer(self._question.key, self.line.text(), self.choice.key(), checked))
