"""Decides what the People page does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.people import Person, Role
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import load as loads
from mentor_desktop.services import people, places
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.people import PersonRow
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.people.load import LoadState, load_state
from mentor_desktop.ui.people.state import PeopleState, state_of
from mentor_desktop.words import _


@dataclass(frozen=True)
class NewPerson:
    """The form as filled in; role "" is a mere contact."""

    name: str
    zone: str
    role: str
    headline: str


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: PeopleState) -> None:
        """Show the list."""
        ...

    def show_form(self, shown: bool) -> None:
        """Show the form for a new person, empty and with the focus, or take it away."""
        ...

    def refuse(self, words: str) -> None:
        """Say at the form's name what is wrong."""
        ...

    def choose(self, key: str) -> None:
        """Choose a person in the list."""
        ...

    def show_load(self, state: LoadState | None) -> None:
        """Show the weeks' load above the list, or take it away."""
        ...


@dataclass(frozen=True)
class _Found:
    rows: tuple[PersonRow, ...]
    here: datetime
    zone: str


def _load(desk: Desk) -> _Found:
    zone = people.current_zone(desk)
    return _Found(people.rows(desk), wall_at(desk.now(), zone), zone)


class PeoplePresenter:
    """Loads the list and hands acts to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view = view
        self._context = context
        self._found: _Found | None = None
        self._words = ""
        self._sort = "name"
        self._load_shown = False
        self._show_archived = False
        self._choose = ""
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, add: bool = False) -> None:
        """The page is shown; with `add` the form for a new person is open."""
        self._view.show_form(add)
        self._context.ask.read(lambda: places.search("a", 1), lambda _found: None, lambda _error: None)
        self.reload()

    def closed(self) -> None:
        """The page is destroyed."""
        self._end_listening()
        self._found = None

    def reload(self) -> None:
        """Ask for the list again."""
        desk = self._context.desk
        self._context.ask.read(lambda: _load(desk), self._loaded, self._context.failed)
        if self._load_shown:
            self.show_load(True)

    def narrow(self, words: str) -> None:
        """Show only those who fit these words."""
        self._words = words
        self._show()

    def sort(self, key: str) -> None:
        """By name, those who have been quiet longest, the next date, or by phase."""
        self._sort = key
        self._show()

    def show_load(self, on: bool) -> None:
        """Show how much the coming weeks hold, or not."""
        self._load_shown = on
        desk = self._context.desk
        if not on or self._context.share_safe.on:
            self._view.show_load(None)
            return

        def loaded(found: tuple[loads.Load, date]) -> None:
            if self._load_shown:
                self._view.show_load(load_state(*found))

        self._context.ask.read(
            lambda: (loads.load(desk), desk.today(people.current_zone(desk))), loaded, self._context.failed
        )

    def show_archived(self, on: bool) -> None:
        """Show those who were put away too."""
        self._show_archived = on
        self._show()

    def open_person(self, key: str) -> None:
        """Open a person's page."""
        self._context.shell.go("person", person=bytes.fromhex(key))

    def new_session(self, key: str) -> None:
        """Plan a session with a person."""
        self._context.shell.go("new-session", person=bytes.fromhex(key))

    def begin(self) -> None:
        """Open the form for a new person."""
        self._view.show_form(True)

    def leave_form(self) -> None:
        """Nobody is added."""
        self._view.show_form(False)

    def add(self, form: NewPerson) -> None:
        """Add a person."""
        desk = self._context.desk
        role = Role(form.role) if form.role else None
        self._context.ask.write(
            lambda: people.add(desk, form.name, zone=form.zone or None, headline=form.headline, role=role),
            self._added,
            self._not_added,
        )

    def row(self, key: str) -> PersonRow | None:
        """The person of a key."""
        rows = self._found.rows if self._found is not None else ()
        return next((row for row in rows if row.id.hex() == key), None)

    def archive(self, key: str) -> None:
        """Put a person away, or bring them back."""
        row = self.row(key)
        if row is None:
            return
        desk, person, archived = self._context.desk, row.id, not row.archived
        done = _("Person archived.") if archived else _("Person brought back.")
        self._change(
            lambda: people.archive(desk, person, archived), done,
            lambda: people.archive(desk, person, not archived),
        )  # fmt: skip

    def trash(self, key: str) -> None:
        """Move a person to the trash."""
        desk, person = self._context.desk, PersonId(bytes.fromhex(key))
        self._change(
            lambda: people.trash(desk, person), _("Person moved to the trash."),
            lambda: people.restore(desk, person),
        )  # fmt: skip

    def _change(self, work: Callable[[], object], done: str, undo: Callable[[], object]) -> None:
        ask, failed = self._context.ask, self._context.failed

        def take_back() -> None:
            ask.write(undo, lambda _n: self.reload(), failed)

        def changed(_n: object) -> None:
            self._context.shell.offer_undo(done, take_back)
            self.reload()

        ask.write(work, changed, failed)

    def _added(self, person: Person) -> None:
        self._view.show_form(False)
        self._choose = person.id.hex()
        desk = self._context.desk
        self._context.shell.offer_undo(
            _("%(name)s added.") % {"name": person.name},
            lambda: self._context.ask.write(
                lambda: people.trash(desk, person.id), lambda _n: self.reload(), self._context.failed
            ),
        )
        self.reload()

    def _not_added(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._view.refuse(sentence(error))
        else:
            self._context.failed(error)

    def _loaded(self, found: _Found) -> None:
        self._found = found
        self._show()
        if self._choose:
            self._view.choose(self._choose)
            self._choose = ""

    def _show(self) -> None:
        if self._found is None:
            return
        self._view.show_state(
            state_of(
                self._found.rows,
                self._found.here,
                self._found.zone,
                words=self._words,
                sort=self._sort,
                show_archived=self._show_archived,
                safe=self._context.share_safe.on,
            )
        )
