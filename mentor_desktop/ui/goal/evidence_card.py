"""What shows how a goal comes on, and adding to it from what was noted and promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.goal.state import EvidenceLine, GoalShown
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.text import Caption, Dim, Figure, Small, Text
from mentor_desktop.words import _

_DAY = 64  # px at 100 % of the column of days


class EvidenceRow(QWidget):
    """One line; its menu holds what can be done with it."""

    def __init__(
        self,
        line: EvidenceLine,
        acts: Sequence[tuple[str, Callable[[], None]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.menu = MenuButton(line.spoken, icon="more-horizontal", icon_only=True, small=True)
        self.menu.set_entries(acts)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(8)
        day = Figure(line.day)
        box.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        chips = (
            [Chip(line.chip, line.kind, icon="flag" if line.kind == "accent" else "")] if line.chip else []
        )
        if line.private:
            chips.append(Chip(_("Private"), "private", icon="lock"))
        if chips:
            words.addLayout(row(*chips, 1, gap=6))
        words.addWidget(Text(line.text))
        box.addLayout(words, 1)
        box.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)


class SourceRow(Button):
    """A note or promise that may show it; Enter takes it. Where room is short, it is shortened."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "quiet", icon="plus", small=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class EvidenceCard(Card):
    """`opened(evidence)`, `shared(evidence)` turns whether it may leave, `trashed(evidence)`; `added(text,
    value)`; `taken(place)` for a note or promise by its place in the list."""

    opened = Signal(str)
    shared = Signal(str)
    trashed = Signal(str)
    added = Signal(str, str)
    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Evidence"), gap=6, parent=parent)
        self.rows: list[EvidenceRow] = []
        self.sources: list[SourceRow] = []
        self._shown: tuple[EvidenceLine, ...] | None = None
        self._offers: tuple[str, ...] = ()
        self._hidden = Chip("", "private", icon="lock")
        self._nothing = Dim(_("What shows that it moves stands here: a note, a kept promise, a moment."))
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._more = Small("")
        self._adding = QWidget()
        self.line = TextField(_("What shows it?"), limit=2_000)
        self.value = TextField(_("Where did it stand then? It may stay empty"), limit=30)
        self.keep = Button(_("Add it"), "primary", key="Return", small=True)
        self.leave = Button(_("Close"), key="Esc", small=True)
        self._caption = Caption(_("OR TAKE ONE OF THESE BY ENTER"))
        self._caption.hide()
        self._source_column = QVBoxLayout()
        self._source_column.setSpacing(4)
        column = QVBoxLayout(self._adding)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.value)
        column.addLayout(row(self.keep, self.leave, 1, gap=8))
        column.addWidget(self._caption)
        column.addLayout(self._source_column)
        self.head.addWidget(self._hidden)
        self.body.addWidget(self._adding)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._column)
        self.body.addWidget(self._more)
        self.body.addStretch(1)
        self._adding.hide()
        self.line.entered.connect(self._add)
        self.value.entered.connect(self._add)
        self.keep.clicked.connect(self._add)
        self.leave.clicked.connect(self.close_adding)

    def show_state(self, state: GoalShown, sources: Sequence[str]) -> None:
        """Shows the evidence, the newest first, and what can be taken."""
        self._hidden.set(_("%(n)d private") % {"n": state.hidden})
        self._hidden.setVisible(bool(state.hidden))
        self._nothing.setVisible(not state.evidence)
        self._more.set(_("and %(count)d earlier") % {"count": state.more_evidence})
        self._more.setVisible(bool(state.more_evidence))
        self.value.setVisible(state.can_say)
        if state.evidence != self._shown:
            self._shown = state.evidence
            self._rebuild(state.evidence)
        if tuple(sources) != self._offers:
            self._offers = tuple(sources)
            self._offer()

    def open_adding(self) -> None:
        """Opens the line, with the focus."""
        self._adding.show()
        self.line.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_adding(self) -> None:
        """Takes it away."""
        self._adding.hide()

    def kept(self) -> None:
        """What was typed stands in the list."""
        self.line.set("")
        self.value.set("")
        self.refuse("")

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        adding: list[QWidget] = [self.line, self.value, self.keep, self.leave, *self.sources]
        return [*adding, *(line.menu for line in self.rows)]

    def refuse(self, words: str) -> None:
        """Says what is wrong."""
        self.line.set_error(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._adding.isHidden():
            self.close_adding()
        else:
            super().keyPressEvent(event)

    def _rebuild(self, lines: Sequence[EvidenceLine]) -> None:
        for gone in self.rows:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows = []
        for line in lines:
            words = _("Let it stand on the goal sheet") if line.private else _("Keep it private")
            acts = [(words, partial(self.shared.emit, line.id)),
                    (_("Move to trash"), partial(self.trashed.emit, line.id))]  # fmt: skip
            if line.leads:
                acts.insert(0, (_("Open where it came from"), partial(self.opened.emit, line.id)))
            made = EvidenceRow(line, acts)
            self.rows.append(made)
            self._column.addWidget(made)

    def _offer(self) -> None:
        at = next((number for number, each in enumerate(self.sources) if each.hasFocus()), -1)
        for gone in self.sources:
            self._source_column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.sources = []
        for number, words in enumerate(self._offers):
            made = SourceRow(words)
            made.clicked.connect(lambda _on=False, number=number: self.taken.emit(number))
            self.sources.append(made)
            self._source_column.addWidget(made)
        self._caption.setVisible(bool(self.sources))
        if at >= 0 and self.sources:
            self.sources[min(at, len(self.sources) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        self.added.emit(self.line.text(), self.value.text())
