"""Suggested promises, and promises that were made: rows worked by keys, with the same acts in their menu.

May import Qt and the widgets.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.wrapup.rows import Act, LineRow, RowGroup
from mentor_desktop.ui.wrapup.state import PromiseLine, SuggestionLine
from mentor_desktop.words import _


class PromiseList(QWidget):
    """Suggestions or promises. Each signal carries an id: `accepted`, `edit_asked`, `dropped`,
    `history_asked`, `toggled(id, kept)`, `shared(id, private)`.
    """

    accepted = Signal(bytes)
    edit_asked = Signal(bytes)
    dropped = Signal(bytes)
    history_asked = Signal(bytes)
    toggled = Signal(bytes, bool)
    shared = Signal(bytes, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.group = RowGroup(name)
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.group)
        self.hide()

    def show_suggestions(self, lines: tuple[SuggestionLine, ...]) -> None:
        """Shows `/promise` notes as they were understood."""
        if lines != self._shown:
            self._shown = lines
            self._set_rows([(line.note, self._suggestion(line)) for line in lines])

    def show_promises(self, lines: tuple[PromiseLine, ...]) -> None:
        """Shows promises as they stand."""
        if lines != self._shown:
            self._shown = lines
            self._set_rows([(line.id, self._promise(line)) for line in lines])

    def _set_rows(self, rows: list[tuple[bytes, LineRow]]) -> None:
        """Shown before rows come and hidden after they went, so that the focus can follow them."""
        if rows:
            self.show()
        self.group.set_rows(rows)
        self.setVisible(bool(rows))

    def _suggestion(self, line: SuggestionLine) -> LineRow:
        chip = Chip(line.due or _("date?"), "neutral" if line.due else "warn")
        spoken = _("Suggested promise: %(who)s, %(what)s, %(when)s") % {
            "who": line.owner_name, "what": line.text, "when": line.due or _("no date understood"),
        }  # fmt: skip
        made = LineRow(line.owner_name, line.text, [chip], spoken, action=_("Add"), menu=_("More"))
        made.setAccessibleDescription(_("Enter adds, F2 changes, Delete puts aside"))
        note = line.note
        made.keyed.connect(lambda key: self._suggestion_key(note, key))
        made.clicked.connect(lambda: self.accepted.emit(note))
        made.set_acts(
            [
                (_("Add"), _("Enter"), lambda: self.accepted.emit(note)),
                (_("Change first"), "F2", lambda: self.edit_asked.emit(note)),
                (_("Put aside"), _("Del"), lambda: self.dropped.emit(note)),
            ]
        )
        return made

    def _suggestion_key(self, note: bytes, key: str) -> None:
        {"enter": self.accepted, "edit": self.edit_asked, "delete": self.dropped}[key].emit(note)

    def _promise(self, line: PromiseLine) -> LineRow:
        chips = [Chip(line.due, line.tone, icon="check" if line.kept else "")]
        if line.private:
            chips.insert(0, Chip(_("private"), "private", icon="lock"))
        spoken = _("Promise: %(who)s, %(what)s, %(when)s") % {
            "who": line.owner_name, "what": line.text, "when": line.due,
        }  # fmt: skip
        if line.private:
            spoken = _("Private promise: %(who)s, %(what)s, %(when)s") % {
                "who": line.owner_name, "what": line.text, "when": line.due,
            }  # fmt: skip
        closed = line.kept or line.dropped
        made = LineRow(line.owner_name, line.text, chips, spoken, sub=line.sub, struck=closed, menu=_("More"))
        made.setAccessibleDescription(_("Space keeps or reopens, F2 changes, Delete drops"))
        promise = line.id

        def toggle() -> None:
            self.toggled.emit(promise, not closed)

        made.keyed.connect(lambda key: self._promise_key(promise, key))
        made.clicked.connect(lambda: toggle())
        acts: list[Act] = [
            (_("Not done after all") if closed else _("Kept"), _("Space"), toggle),
            (_("Change"), "F2", lambda: self.edit_asked.emit(promise)),
            (
                _("Let it into the summary") if line.private else _("Keep it private"), "",
                lambda: self.shared.emit(promise, not line.private),
            ),
        ]  # fmt: skip
        acts.append((_("Earlier wordings"), "", lambda: self.history_asked.emit(promise)))
        if not closed:
            acts.append((_("Drop"), _("Del"), lambda: self.dropped.emit(promise)))
        made.set_acts(acts)
        return made

    def _promise_key(self, promise: bytes, key: str) -> None:
        if key == "delete":
            self.dropped.emit(promise)
        else:
            self.edit_asked.emit(promise)
