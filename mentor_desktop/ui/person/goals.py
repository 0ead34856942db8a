"""The tab of a person's goals."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.goals.rows import goal_list
from mentor_desktop.ui.person.state import PersonState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.text import Dim
from mentor_desktop.words import _


class GoalsTab(QWidget):
    """`opened(key)` on Enter; `new_asked`; `review_asked`."""

    opened = Signal(str)
    new_asked = Signal()
    review_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new_button = Button(_("New goal"), icon="plus", small=True)
        self.review_button = Button(_("Read them again together"), icon="refresh", small=True)
        self._hidden = Chip("", "private", icon="lock")
        self._nothing = Dim(_("No goal yet. What they want to reach stands here, with what shows it."))
        self.list = goal_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(ChipFlow([self.new_button, self.review_button, self._hidden]))
        column.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        self.list.activated_row.connect(self.opened)
        self.new_button.clicked.connect(self.new_asked)
        self.review_button.clicked.connect(self.review_asked)
        for later in (self.new_button, self.review_button, self._hidden, self._nothing):
            later.hide()  # until it is known whose goals these are, there is nothing to press or to say

    def show_state(self, state: PersonState) -> None:
        """Shows the goals, those that go on first."""
        self.list.set_rows(state.goals)
        self.list.setVisible(bool(state.goals))
        self._nothing.setVisible(not state.goals)
        self.review_button.setVisible(bool(state.goals))
        self.new_button.setVisible(not state.safe)
        self._hidden.set(_("%(n)d private") % {"n": state.goals_hidden})
        self._hidden.setVisible(bool(state.goals_hidden))
