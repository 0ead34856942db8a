"""The steps of a goal under each other, and a line to add one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.goal.state import GoalShown, StepLine
from mentor_desktop.ui.goal.step_row import StepEditor, StepRow
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.text import Dim, Figure
from mentor_desktop.words import _


class StepsCard(Card):
    """`ticked(step, done)`, `changed(step, text, due, after)`, `removed(step)`, `ordered(steps)`,
    `added(text)`."""

    ticked = Signal(str, bool)
    changed = Signal(str, str, str, str)
    removed = Signal(str)
    ordered = Signal(list)
    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Steps"), gap=6, parent=parent)
        self._lines: tuple[StepLine, ...] = ()
        self._order: list[str] = []
        self.rows: dict[str, StepRow] = {}
        self.editor: StepEditor | None = None
        self._wanted = ""  # the row that gets the focus when it is drawn anew
        self._count = Figure("")
        self._nothing = Dim(_("The way there, one small step at a time."))
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.line = TextField("", placeholder=_("A step: ask Lena by Friday"), limit=500)
        self.line.edit.setAccessibleName(_("Add a step"))
        self.head.addWidget(self._count)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._column)
        self.body.addWidget(self.line)
        self.line.entered.connect(self._add)

    def show_state(self, state: GoalShown) -> None:
        """Draws the steps anew where anything of them changed; the focus stays with its step."""
        self._count.set(state.steps_count)
        self._nothing.setVisible(not state.steps)
        if state.steps == self._lines and self.rows:
            return
        held = self._wanted or next((key for key, row in self.rows.items() if row.hasFocus()), "")
        at = self._order.index(held) if held in self._order else -1
        self._wanted = ""
        self._drop_editor()
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._lines = state.steps
        self._order = [line.id for line in state.steps]
        self.rows = {line.id: self._row(line, last=line is state.steps[-1]) for line in state.steps}
        for row in self.rows.values():
            self._column.addWidget(row)
            row.show()  # at once, since what is hidden takes no focus
        if held and held not in self.rows and self._order:
            held = self._order[min(max(at, 0), len(self._order) - 1)]
        if held in self.rows:
            self.rows[held].setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        return [*self.rows.values(), self.line]

    def refuse(self, words: str) -> None:
        """Says at the editor, or else at the line, what is wrong."""
        if self.editor is not None:
            self.editor.refuse(words)
        else:
            self.line.set_error(words)

    def kept(self) -> None:
        """The step that was typed stands in the list."""
        self.line.set("")
        self.line.set_error("")

    def _row(self, line: StepLine, *, last: bool) -> StepRow:
        row, step = StepRow(line, last=last), line.id
        row.clicked.connect(lambda on: self.ticked.emit(step, on))
        row.opened.connect(lambda: self._open(step))
        row.removed.connect(lambda: self.removed.emit(step))
        row.stepped.connect(lambda by: self._step(step, by))
        row.moved.connect(lambda by: self._move(step, by))
        row.dragged.connect(lambda y: self._drag(step, y))
        row.dropped.connect(lambda: self.ordered.emit(list(self._order)))
        return row

    def _open(self, step: str) -> None:
        self._drop_editor()
        line = next(each for each in self._lines if each.id == step)
        others = [(each.id, each.text) for each in self._lines if each.id != step]
        editor = self.editor = StepEditor(line, others)
        editor.changed.connect(lambda text, due, after: self._changed(step, text, due, after))
        editor.left.connect(lambda: self._close(step))
        editor.removed.connect(lambda: self.removed.emit(step))
        self._column.insertWidget(self._column.indexOf(self.rows[step]), editor)
        self.rows[step].hide()
        editor.text.edit.selectAll()
        editor.text.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _changed(self, step: str, text: str, due: str, after: str) -> None:
        line = next(each for each in self._lines if each.id == step)
        if (text, due, after) == (line.text, line.due, line.after):
            self._close(step)
            return
        self._wanted = step
        self.changed.emit(step, text, due, after)

    def _close(self, step: str) -> None:
        self._drop_editor()
        self.rows[step].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _drop_editor(self) -> None:
        if self.editor is not None:
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            if self.editor.step in self.rows:
                self.rows[self.editor.step].show()
            self.editor = None

    def _step(self, step: str, by: int) -> None:
        at = self._order.index(step) + by
        if 0 <= at < len(self._order):
            self.rows[self._order[at]].setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, step: str, by: int) -> None:
        at = self._order.index(step)
        to = at + by
        if 0 <= to < len(self._order):
            order = list(self._order)
            order[at], order[to] = order[to], order[at]
            self._wanted = step
            self.ordered.emit(order)

    def _drag(self, step: str, y: int) -> None:
        others = [each for each in self._order if each != step]
        at = sum(1 for each in others if self.rows[each].geometry().center().y() < y)
        order = [*others[:at], step, *others[at:]]
        if order != self._order:
            self._order = order
            for each in order:
                self._column.removeWidget(self.rows[each])
            for each in order:
                self._column.addWidget(self.rows[each])

    def _add(self) -> None:
        self.added.emit(self.line.text())
