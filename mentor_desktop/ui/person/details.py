"""The details of a person as a form, and what is done with each of its fields. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.domain.people import Channel, Person, Phase, Relationship, Role
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.words import N_, _, day, place

_CHANGED = {
    "name": N_("Name changed."),
    "say_it": N_("How to say it changed."),
    "pronouns": N_("Pronouns changed."),
    "headline": N_("What they do changed."),
    "about": N_("Good to know changed."),
    "languages": N_("Languages changed."),
    "channels": N_("How to reach them changed."),
    "programme": N_("Programme changed."),
}
_SCHEMES = ("http", "https", "tel", "mailto", "sip")


@dataclass(frozen=True)
class DetailsState:
    """The form. `texts` holds each text field by its key."""

    texts: dict[str, str]
    zones: tuple[str, ...]  # in words, oldest first
    zone: str
    today: date
    known: bool  # whether there is a relationship, or they are a mere contact
    role: str
    rhythm: str
    phase: str
    started: date | None
    ended: date | None
    archived: bool


class View(Protocol):
    """What the form can show."""

    def show_details(self, state: DetailsState) -> None:
        """Fill the form."""
        ...

    def refuse(self, field: str, words: str) -> None:
        """Say beside a field what is wrong; "" takes it away."""
        ...


def channels_text(person: Person) -> str:
    """The ways to reach a person, a line each."""
    return "\n".join(f"{each.kind}: {each.value}" if each.kind else each.value for each in person.channels)


def channels_from(text: str) -> tuple[Channel, ...]:
    """The lines of that field; what stands before a colon is the kind, unless it is an address's scheme."""
    found = []
    for line in text.splitlines():
        kind, colon, value = line.partition(":")
        if not colon or kind.strip().casefold() in _SCHEMES:
            kind, value = "", line
        found.append(Channel(kind=kind.strip(), value=value.strip()))
    return tuple(each for each in found if each.value)


def details_of(person: Person, relationship: Relationship | None, zone: str, today: date) -> DetailsState:
    """The form for a person."""
    texts = {
        "name": person.name, "say_it": person.say_it, "pronouns": person.pronouns,
        "headline": person.headline, "about": person.about, "languages": ", ".join(person.languages),
        "channels": channels_text(person), "programme": relationship.programme if relationship else "",
    }  # fmt: skip
    zones = []
    for each in sorted(person.zones, key=lambda entry: entry.since or date.min):
        where = place(each.zone)
        if each.since is not None:
            where = _("%(place)s from %(day)s") % {"place": where, "day": day(each.since, "medium")}
        zones.append(where)
    days = relationship.cadence_days if relationship else None
    return DetailsState(
        texts=texts, zones=tuple(zones), zone=zone, today=today, known=relationship is not None,
        role=relationship.my_role.value if relationship else "", rhythm=str(days) if days else "",
        phase=relationship.phase.value if relationship else "",
        started=relationship.started if relationship else None,
        ended=relationship.ended if relationship else None, archived=person.archived,
    )  # fmt: skip


def with_text(person: Person, field: str, text: str) -> Person:
    """The person with one text field as typed."""
    value: Any = text
    if field == "languages":
        value = tuple(each.strip() for each in text.replace(";", ",").split(",") if each.strip())
    elif field == "channels":
        value = channels_from(text)
    return replace(person, **{field: value})


class DetailsPresenter:
    """Saves each field as it is typed; what was changed can be taken back."""

    def __init__(self, view: View, context: Context, changed: Callable[[], None]) -> None:
        self._view = view
        self._context = context
        self._changed = changed
        self._person: Person | None = None
        self._relationship: RelationshipId | None = None
        self._savers: dict[str, AutoSaver] = {}
        self._before: dict[str, str] = {}  # what a field said before this burst of typing
        self._leaving: dict[str, str] = {}
        self._shown: dict[str, str] = {}

    def show(self, person: Person, relationship: Relationship | None, zone: str, today: date) -> None:
        """Fill the form, unless something typed is not saved yet."""
        same = self._person is not None and self._person.id == person.id
        if not same:
            self.leave()
            self._savers.clear()
            self._before.clear()
        if same and any(saver.unsaved for saver in self._savers.values()):
            return
        self._person = person
        self._relationship = relationship.id if relationship is not None else None
        state = details_of(person, relationship, zone, today)
        self._shown = dict(state.texts)
        self._view.show_details(state)

    def typed(self, field: str, text: str) -> None:
        """A text field now says this."""
        if self._person is None:
            return
        self._before.setdefault(field, self._shown.get(field, ""))
        self._shown[field] = text
        self._saver(field).typed(text)

    def left(self, field: str) -> None:
        """A text field was left."""
        saver = self._savers.get(field)
        if saver is None:
            return
        if field in self._before:
            self._leaving[field] = self._before.pop(field)
        saver.left()
        if not saver.unsaved:
            self._say_changed(field)

    def leave(self) -> None:
        """The page is left: everything typed is saved."""
        for field in list(self._savers):
            self.left(field)
        for field in self._shown:
            self._view.refuse(field, "")

    def set_zone(self, zone: str, since: date | None) -> None:
        """Another zone from a date on; None means it has always been that one."""
        if not zone:
            self._view.refuse("zone", _("Choose a place first."))
            return
        self._change_person(
            "zone", lambda person: people.moved_to(person, zone, since), _("Time zone changed.")
        )

    def set_role(self, role: str) -> None:
        """What I am to them; for a contact this begins a relationship."""
        if self._relationship is not None:
            self._change("role", lambda each: replace(each, my_role=Role(role)), _("Role changed."))
        elif self._person is not None and role:
            desk, person = self._context.desk, self._person.id
            self._context.ask.write(
                lambda: people.begin(desk, person, Role(role)),
                lambda _n: self._changed(),
                self._refused("role"),
            )

    def set_phase(self, phase: str) -> None:
        """Where the relationship stands."""
        self._change("phase", lambda each: replace(each, phase=Phase(phase)), _("Phase changed."))

    def set_rhythm(self, text: str) -> None:
        """The agreed days between two sessions, "" for none."""
        typed = text.strip()
        if typed and not (typed.isdecimal() and len(typed) < 5):
            self._view.refuse("rhythm", _("Type a number of days, such as 14."))
            return
        days = int(typed) if typed else None
        self._change("rhythm", lambda each: replace(each, cadence_days=days), _("Rhythm changed."))

    def set_started(self, when: date | None) -> None:
        """When it began."""
        self._change("started", lambda each: replace(each, started=when), _("Start changed."))

    def set_ended(self, when: date | None) -> None:
        """When it ended, or is to end."""
        self._change("ended", lambda each: replace(each, ended=when), _("End changed."))

    def _change_person(self, field: str, change: Callable[[Person], Person], done: str) -> None:
        if self._person is None:
            return
        desk, person, context = self._context.desk, self._person.id, self._context

        def work() -> Person:
            before = people.get(desk, person)
            people.edit(desk, change(before))
            return before

        def undo(before: Person) -> None:
            context.ask.write(
                lambda: people.edit(desk, replace(people.get(desk, person), zones=before.zones)),
                lambda _n: self._changed(), context.failed,
            )  # fmt: skip

        def then(before: Person) -> None:
            context.shell.offer_undo(done, lambda: undo(before))
            self._changed()

        self._view.refuse(field, "")
        context.ask.write(work, then, self._refused(field))

    def _change(self, field: str, change: Callable[[Relationship], Relationship], done: str) -> None:
        if self._relationship is None:
            return
        desk, chosen, context = self._context.desk, self._relationship, self._context

        def work() -> Relationship:
            before = people.relationship(desk, chosen)
            people.edit_relationship(desk, change(before))
            return before

        def undo(before: Relationship) -> None:
            context.ask.write(
                lambda: people.edit_relationship(
                    desk, replace(before, version=people.relationship(desk, chosen).version)
                ),
                lambda _n: self._changed(), context.failed,
            )  # fmt: skip

        def then(before: Relationship) -> None:
            if change(before) != before:
                context.shell.offer_undo(done, lambda: undo(before))
                self._changed()

        self._view.refuse(field, "")
        context.ask.write(work, then, self._refused(field))

    def _saver(self, field: str) -> AutoSaver:
        if field not in self._savers:
            assert self._person is not None  # a field is typed into only with a person shown
            self._savers[field] = AutoSaver(
                self._context.ask, self._context.delay,
                _save(self._context.desk, self._person.id, self._relationship, field),
                lambda saved: self._told(field, saved), self._refused(field),
            )  # fmt: skip
        return self._savers[field]

    def _told(self, field: str, saved: bool) -> None:
        self._context.shell.set_state(_("Saved") if saved else "")
        if saved:
            self._view.refuse(field, "")
            self._say_changed(field)

    def _say_changed(self, field: str) -> None:
        before = self._leaving.pop(field, None)
        now = self._shown.get(field, "")
        if before is None or before == now or self._person is None:
            return
        save = _save(self._context.desk, self._person.id, self._relationship, field)
        context = self._context

        def undo() -> None:
            context.ask.write(lambda: save(before, True), lambda _n: self._changed(), context.failed)

        context.shell.offer_undo(_(_CHANGED[field]), undo)
        self._changed()

    def _refused(self, field: str) -> Callable[[BaseException], None]:
        def refused(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._view.refuse(field, sentence(error))
            else:
                self._context.failed(error)

        return refused


def _save(
    desk: Desk, person: PersonId, relationship: RelationshipId | None, field: str
) -> Callable[[str, bool], object]:
    """What puts one text field on disk."""

    def save(text: str, _left: bool) -> object:
        if field == "programme":
            if relationship is None:
                return None
            before = people.relationship(desk, relationship)
            return people.edit_relationship(desk, replace(before, programme=text))
        return people.edit(desk, with_text(people.get(desk, person), field, text))

    return save
