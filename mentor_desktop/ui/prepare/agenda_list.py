"""The parts of an agenda under each other: moved by mouse or keys, changed in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.prepare.agenda_row import AgendaEditor, AgendaRow
from mentor_desktop.ui.prepare.state import PartShown, PrepareState, kind_options


class AgendaList(QWidget):
    """At most sixty parts, so a widget each; rows stay while only their values or order change."""

    titled = Signal(str, str)
    changed = Signal(str, str, object)
    editing_ended = Signal()
    removed = Signal(str)
    moved = Signal(str, int)
    more_minutes = Signal(str, int)
    reordered = Signal(list)
    laid = Signal()  # rows or the editor came, went or changed places

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, AgendaRow] = {}
        self._order: list[str] = []
        self._state: PrepareState | None = None
        self.editor: AgendaEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def rows(self) -> list[AgendaRow]:
        """The rows in order."""
        return [self._rows[part] for part in self._order]

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order: the rows, with the open editor's fields in their place."""
        found: list[QWidget] = []
        for part in self._order:
            opened = self.editor is not None and self.editor.part == part
            found += self.editor.stops() if opened and self.editor is not None else [self._rows[part]]
        return found

    def show_state(self, state: PrepareState) -> None:
        """The parts as they stand; an open editor stays open."""
        self._state = state
        wanted = {each.id: each for each in state.parts}
        for part in [part for part in self._rows if part not in wanted]:
            row = self._rows.pop(part)
            row.hide()
            row.deleteLater()
        for part, each in wanted.items():
            if part in self._rows:
                self._rows[part].show_part(each)
            else:
                self._rows[part] = self._row(each)
        if self.editor is not None:
            if self.editor.part not in wanted:
                self._drop_editor()
            else:
                self.editor.hide_private(state.share_safe)
        self._lay([each.id for each in state.parts])

    def open_editor(self, part: str) -> None:
        """Changes a part in its place."""
        shown = self._shown(part)
        if shown is None or self._state is None:
            return
        self.close_editor()
        editor = self.editor = AgendaEditor(shown, self._state.leads, self._state.topics, kind_options())
        editor.hide_private(self._state.share_safe)
        editor.titled.connect(lambda text: self.titled.emit(part, text))
        editor.changed.connect(lambda field, value: self.changed.emit(part, field, value))
        editor.done.connect(self._done)
        editor.removed.connect(lambda: self.removed.emit(part))
        self._lay(self._order)
        editor.title.edit.selectAll()
        editor.title.edit.setFocus()

    def close_editor(self) -> None:
        """Shows the row again."""
        if self.editor is not None:
            self._drop_editor()
            self._lay(self._order)
            self.editing_ended.emit()

    def focus_part(self, part: str) -> None:
        """The keyboard goes to a row."""
        if part in self._rows:
            self._rows[part].setFocus(Qt.FocusReason.TabFocusReason)

    def _done(self) -> None:
        part = self.editor.part if self.editor is not None else ""
        self.close_editor()
        self.focus_part(part)

    def _drop_editor(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None

    def _shown(self, part: str) -> PartShown | None:
        parts = self._state.parts if self._state is not None else ()
        return next((each for each in parts if each.id == part), None)

    def _row(self, shown: PartShown) -> AgendaRow:
        row, part = AgendaRow(shown), shown.id
        row.opened.connect(lambda: self.open_editor(part))
        row.removed.connect(lambda: self.removed.emit(part))
        row.moved.connect(lambda by: self.moved.emit(part, by))
        row.minutes.connect(lambda by: self.more_minutes.emit(part, by))
        row.stepped.connect(lambda by: self._step(part, by))
        row.dragged.connect(lambda y: self._drag(part, y))
        row.dropped.connect(lambda: self.reordered.emit(list(self._order)))
        return row

    def _lay(self, order: list[str]) -> None:
        editing = self.editor.part if self.editor is not None else ""
        wanted: list[QWidget] = []
        for part in order:
            row = self._rows[part]
            if part == editing and self.editor is not None:
                row.hide()
                wanted.append(self.editor)
            else:
                wanted.append(row)
        self._order = list(order)
        items = [self._column.itemAt(i) for i in range(self._column.count())]
        there = [item.widget() for item in items if item is not None]
        if there != wanted:
            # Taking a focused row out of the layout leaves its focus alone; only positions change.
            while self._column.count():
                self._column.takeAt(0)
            for widget in wanted:
                self._column.addWidget(widget)
        for widget in wanted:
            widget.show()
        self.laid.emit()

    def _step(self, part: str, by: int) -> None:
        at = self._order.index(part) + by
        if 0 <= at < len(self._order):
            self.focus_part(self._order[at])

    def _drag(self, part: str, y: int) -> None:
        others = [each for each in self._order if each != part]
        at = sum(1 for each in others if self._rows[each].geometry().center().y() < y)
        order = [*others[:at], part, *others[at:]]
        if order != self._order:
            self._lay(order)
