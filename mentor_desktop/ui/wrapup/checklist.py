"""The checklist that follows a session: three groups, a count, and items of one's own.

May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Caption, Figure
from mentor_desktop.ui.wrapup.rows import RowGroup
from mentor_desktop.ui.wrapup.state import CheckGroup, CheckLine, WrapState
from mentor_desktop.words import _


class ChecklistCard(Card):
    """`ticked(id, done)`, `removed(id)`, `added(text)`."""

    ticked = Signal(bytes, bool)
    removed = Signal(bytes)
    added = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Follow-up"), gap=8)
        self.count = Figure("")
        self.head.addWidget(self.count)
        self.progress = ProgressBar(_("Follow-up done"))
        self.body.addWidget(self.progress)
        self.rows = RowGroup(_("Follow-up items"))
        self.rows.delete_asked.connect(self.removed)
        self.rows.menu_asked.connect(self.open_menu)
        self.body.addWidget(self.rows)
        self.field = TextField("", placeholder=_("Add an item of your own"), limit=500)
        self.field.edit.setAccessibleName(_("Add an item to the follow-up"))
        self.field.entered.connect(self._entered)
        self.body.addWidget(self.field)
        self._shown: tuple[CheckGroup, ...] | None = None

    def show_state(self, state: WrapState) -> None:
        """Shows the items; the focus stays where it was."""
        self.count.set(_("%(done)d of %(all)d") % {"done": state.done, "all": state.of})
        self.progress.set(state.done, state.of)
        if state.groups == self._shown:
            return
        self._shown = state.groups
        rows: list[tuple[bytes, QAbstractButton]] = []
        captions: list[tuple[int, QWidget]] = []
        for group in state.groups:
            caption = Caption(group.title.upper())
            caption.setAccessibleName(group.title)
            captions.append((len(rows), caption))
            rows += [(bytes(line.id), self._row(line)) for line in group.lines]
        self.rows.set_rows(rows, captions)

    def open_menu(self, item: bytes, where: QPoint) -> QMenu:
        """What can be done with an item, without waiting."""
        menu = QMenu(self)
        act = QAction(_("Remove") + "\t" + _("Del"), menu)
        act.triggered.connect(lambda: self.removed.emit(item))
        menu.addAction(act)
        menu.popup(where)
        return menu

    def _row(self, line: CheckLine) -> CheckRow:
        made = CheckRow(line.text, right=Chip(line.due, line.tone), checked=line.done)
        made.setAccessibleDescription(line.due)
        made.clicked.connect(lambda done: self.ticked.emit(bytes(line.id), done))
        return made

    def _entered(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.set("")
            self.added.emit(text)
