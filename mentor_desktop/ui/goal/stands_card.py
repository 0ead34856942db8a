"""Where the goal stands: the line over time, the same as a table, and saying where it stands now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.goals import Measure
from mentor_desktop.ui.goal.state import GoalShown
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chart import ChartTable, LineChart
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.words import _


class StandsCard(Card):
    """`said(value, evidence)` as typed; `opened(evidence)` for a point; `copied(text)` for the table."""

    said = Signal(str, str)
    opened = Signal(str)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Where it stands"), parent=parent)
        self._table_rows: tuple[tuple[str, str], ...] = ()
        self._chip = Chip("", "ok")
        self.chart = LineChart()
        self.table = ChartTable()
        self.bar = ProgressBar(_("Steps done"), height=8)
        self._told = Small("")
        self.value = TextField(_("Where does it stand now?"), limit=30)
        self.evidence = TextField(_("By what do you see it?"), limit=2_000)
        self.keep = Button(_("Keep it"), key="Return")
        self.as_table = Button(_("As a table"), "quiet", icon="list-checks", small=True)
        self.copy = Button(_("Copy the table"), "quiet", icon="copy", small=True)
        self.head.addWidget(self._chip)
        for widget in (self.chart, self.table, self.bar, self._told):
            self.body.addWidget(widget)
        self._tools = ChipFlow([self.as_table, self.copy])
        self.body.addWidget(self._tools)
        self.body.addWidget(self.value)
        self.body.addWidget(self.evidence)
        self._keep_row = ChipFlow([self.keep])
        self.body.addWidget(self._keep_row)
        self.body.addStretch(1)
        self.table.hide()
        self.copy.hide()
        self.chart.opened.connect(self.opened)
        self.as_table.clicked.connect(self._turn)
        self.copy.clicked.connect(self._copy)
        self.keep.clicked.connect(self._say)
        self.value.entered.connect(self._say)
        self.evidence.entered.connect(self._say)

    def show_state(self, state: GoalShown) -> None:
        """Shows the line, or the bar of the steps."""
        self._chip.set(state.chip)
        self._chip.setVisible(bool(state.chip))
        if state.chart is not None:
            self.chart.set_data(state.chart)
        self._table_rows = state.table
        self.table.set_rows((_("Day"), _("Where it stood")), state.table)
        tabled = not self.table.isHidden() and state.chart is not None
        self.chart.setVisible(state.chart is not None and not tabled)
        self.table.setVisible(tabled)
        self.copy.setVisible(tabled)
        self._tools.setVisible(state.chart is not None)
        self.bar.setVisible(state.measure is Measure.STEPS)
        self.bar.set(state.share, state.whole)
        self._told.set(state.told)
        for widget in (self.value, self.evidence, self._keep_row):
            widget.setVisible(state.can_say)
        hint = _("A number from 0 to 10") if state.measure is Measure.SCALE else _("A number, such as 6")
        self.value.edit.setPlaceholderText(hint)

    def kept(self) -> None:
        """What was typed stands in the chart."""
        self.value.set("")
        self.evidence.set("")
        self.refuse("")

    def refuse(self, words: str) -> None:
        """Says beside the value what is wrong."""
        self.value.set_error(words)

    def _say(self) -> None:
        self.said.emit(self.value.text(), self.evidence.text())

    def _turn(self) -> None:
        tabled = self.table.isHidden()
        self.table.setVisible(tabled)
        self.copy.setVisible(tabled)
        self.chart.setVisible(not tabled)
        self.as_table.set_label(_("As a line") if tabled else _("As a table"))

    def _copy(self) -> None:
        self.copied.emit("\n".join("\t".join(line) for line in self._table_rows))
