"""Decides what the Agreements page does. Plain Python, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.services import agreement_pages, people
from mentor_desktop.services.agreement_pages import Row
from mentor_desktop.services.desk import Desk
from mentor_desktop.ui.agreements.state import AgreementsState, state_of
from mentor_desktop.ui.context import Context


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: AgreementsState) -> None:
        """Show the list."""
        ...


@dataclass(frozen=True)
class _Found:
    rows: tuple[Row, ...]
    today: date


def _load(desk: Desk) -> _Found:
    return _Found(agreement_pages.rows(desk), desk.today(people.current_zone(desk)))


class AgreementsPresenter:
    """Loads the list and opens what is chosen."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._found: _Found | None = None
        self._words = ""
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self) -> None:
        """The page is shown."""
        desk = self._context.desk
        self._context.ask.read(lambda: _load(desk), self._loaded, self._context.failed)

    def closed(self) -> None:
        """The page is destroyed."""
        self._end_listening()
        self._found = None

    def narrow(self, words: str) -> None:
        """Show only those whose names hold these words."""
        self._words = words
        self._show()

    def open_row(self, key: str) -> None:
        """Open one agreement; where there is none, begin to talk about one."""
        row = self._row(key)
        if row is not None:
            begun = row.holding is not None or row.open is not None or row.ended is not None
            self._go("agreement" if begun else "agreement-builder", row)

    def talk(self, key: str) -> None:
        """Go on with the draft of a relationship, or begin one."""
        if (row := self._row(key)) is not None:
            self._go("agreement-builder", row)

    def open_person(self, key: str) -> None:
        """Open the page of the person."""
        if (row := self._row(key)) is not None:
            self._context.shell.go("person", person=row.person)

    def begin(self) -> None:
        """Nobody is there to agree with: add a person first."""
        self._context.shell.go("people", add=True)

    def _go(self, page: str, row: Row) -> None:
        person: PersonId = row.person
        relationship: RelationshipId = row.relationship
        self._context.shell.go(page, person=person, relationship=relationship)

    def _row(self, key: str) -> Row | None:
        rows = self._found.rows if self._found is not None else ()
        return next((row for row in rows if row.relationship.hex() == key), None)

    def _loaded(self, found: _Found) -> None:
        self._found = found
        due = sum(row.due for row in found.rows)
        self._context.shell.set_badge("agreements", str(due) if due else "")
        self._show()

    def _show(self) -> None:
        if self._found is not None:
            safe = self._context.share_safe.on
            self._view.show_state(state_of(self._found.rows, self._found.today, words=self._words, safe=safe))
