"""The widgets of the talk through a form: one question, large, for two who look at the same screen."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.services.goal_forms import LENGTHS, goal_forms
from mentor_desktop.ui.goal.fields import FieldSet
from mentor_desktop.ui.goalwizard.frame import SharedFrame
from mentor_desktop.ui.goalwizard.state import TalkShown
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Caption, Figure, Text
from mentor_desktop.words import _, minutes


class TalkView(SharedFrame):
    """`typed`, `said`, `chosen` and `left` as the fields say them; `step_added(text)`; `form_chosen(key)`;
    `length_chosen(minutes)`."""

    typed = Signal(str, str)
    said = Signal(str, str)
    chosen = Signal(str, str)
    left = Signal(str)
    step_added = Signal(str)
    form_chosen = Signal(str)
    length_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.fields: FieldSet | None = None
        self._caption, self.time = Caption(""), Figure("")
        self.form = Choice([(form.id, form.name) for form in goal_forms()], name=_("Which form"))
        self.length = Choice([(str(n), minutes(n)) for n in LENGTHS], name=_("How long the talk takes"))
        self.close_button = Button(_("Close"), key="Esc")
        self._bar = ProgressBar(_("How far the talk is"))
        self.ask, self.hint = Text("", "ask"), Text("", "large", "dim")
        self._steps = QWidget()
        self._step_column = QVBoxLayout(self._steps)
        self._step_column.setContentsMargins(0, 0, 0, 0)
        self._step_texts: list[Text] = []
        self.line = TextField(_("Add a step"), placeholder=_("A step: ask Lena by Friday"), limit=500)
        self.back_button = Button(_("Back"), key="Alt+Left")
        self.next_button = Button(_("Next"), "primary", key="Ctrl+Return")
        self.head.addLayout(row(self._caption, 1, self.time, gap=12))
        self.head.addWidget(self._bar)
        self.body.addWidget(self.ask)
        self.body.addWidget(self.hint)
        self.body.addWidget(self._steps)
        self._step_column.addWidget(self.line)
        self.foot.addWidget(
            ChipFlow([self.back_button, self.next_button, self.close_button, self.form, self.length])
        )
        self.line.entered.connect(lambda: self.step_added.emit(self.line.text()))
        self.form.chosen.connect(self.form_chosen)
        self.length.chosen.connect(self.length_chosen)
        self.back_button.clicked.connect(self.back_asked)
        self.next_button.clicked.connect(self.next_asked)
        self.close_button.clicked.connect(self.closed)

    def show_state(self, state: TalkShown, *, steps: bool) -> None:
        """Shows one step; the focus goes to its first field where it is another one."""
        fresh = state.key != self._key
        self._key = state.key
        self._caption.set(state.caption)
        self._bar.set(state.at, state.of)
        self.ask.set(state.ask)
        self.hint.set(state.hint)
        self.hint.setVisible(bool(state.hint))
        self.form.choose(state.form)
        self.length.choose(str(state.length))
        self.back_button.setEnabled(state.at > 1)
        self.next_button.set_label(_("To the goal") if state.last else _("Next"))
        if fresh:
            self._rebuild(state)
        if self.fields is not None:
            self.fields.fill(state.values)
        self._steps.setVisible(steps)
        self._show_steps(state.steps)
        if fresh:
            self.area.verticalScrollBar().setValue(0)
            self._focus_first(state)

    def show_time(self, words: str, over: bool) -> None:
        """Shows how long this step has gone on; nobody is told aloud."""
        if words != self.time.text():
            self.time.set(words)
        self.time.set_tone("warn" if over else "dim")

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field what is wrong."""
        if field == "step":
            self.line.set_error(words)
        elif self.fields is not None:
            self.fields.refuse(field, words)

    def kept(self, field: str) -> None:
        """What was typed there is kept."""
        if field == "step":
            self.line.set("")
            self.line.set_error("")

    def _rebuild(self, state: TalkShown) -> None:
        if self.fields is not None:
            self.fields.hide()
            self.fields.deleteLater()
            self.fields = None
        if not state.fields:
            return
        fields = self.fields = FieldSet(state.fields, role="large")
        fields.typed.connect(self.typed)
        fields.said.connect(self.said)
        fields.chosen.connect(self.chosen)
        fields.left.connect(self.left)
        self.body.insertWidget(2, fields)
        fields.show()
        chain = [*fields.stops(), self.line, self.back_button, self.next_button, self.close_button,
                 self.form, self.length]  # fmt: skip
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _show_steps(self, steps: tuple[str, ...]) -> None:
        if [text.text() for text in self._step_texts] == [f"· {step}" for step in steps]:
            return
        for gone in self._step_texts:
            gone.hide()
            gone.deleteLater()
        self._step_texts = [Text(f"· {step}", "large") for step in steps]
        for number, text in enumerate(self._step_texts):
            self._step_column.insertWidget(number, text)

    def _focus_first(self, state: TalkShown) -> None:
        if self.fields is not None:
            self.fields.focus_first()
        else:
            self.line.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
