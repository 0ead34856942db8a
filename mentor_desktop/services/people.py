"""People and relationships: add, change, archive, trash, and the pages that show them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import HOUR, Millis, PersonId, RelationshipId
from mentor_desktop.domain.people import Person, Phase, Relationship, Role, ZoneFrom, zone_of, zone_on
from mentor_desktop.domain.sessions import Session, SessionState
from mentor_desktop.domain.when import UnknownZone, date_at, instant, wall_at, zone_info
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of, name_of, text_of
from mentor_desktop.store import people as store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import session_lists
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store import touch as touch_store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _


def me(desk: Desk) -> Person:
    """The user."""
    with desk.read() as c:
        return store.load_me(c)


def get(desk: Desk, person: PersonId) -> Person:
    """One person."""
    with desk.read() as c:
        return store.load_person(c, person)


def everyone(desk: Desk) -> tuple[Person, ...]:
    """All persons but me, by name, the archived too."""
    with desk.read() as c:
        return tuple(each for each in store.load_people(c) if not each.me)


def anyone(desk: Desk) -> bool:
    """Whether there is a person but me, the archived too."""
    with desk.read() as c:
        return store.has_others(c)


def checked_zone(zone: str) -> str:
    """An IANA zone as kept. Refuses one that the time-zone data does not know, with a suggestion."""
    from mentor_desktop.services.places import suggest

    try:
        zone_info(zone)
    except UnknownZone:
        near = suggest(zone[:100])
        if near:
            raise Refused(_("No such time zone. Did you mean %(zone)s?") % {"zone": near[0].zone}) from None
        raise Refused(_("No such time zone. Type a city, such as Nairobi.")) from None
    return zone


def _checked(person: Person) -> Person:
    return replace(
        person,
        name=name_of(person.name),
        say_it=line_of(person.say_it),
        pronouns=line_of(person.pronouns),
        headline=line_of(person.headline),
        about=text_of(person.about),
        languages=tuple(filter(None, (line_of(each) for each in person.languages))),
        channels=tuple(
            replace(each, kind=line_of(each.kind), value=line_of(each.value))
            for each in person.channels
            if each.value.strip()
        ),
        zones=tuple(replace(each, zone=checked_zone(each.zone)) for each in person.zones),
    )


def is_there(c: Connection) -> bool:
    """Whether the user's own person was made."""
    return store.has_me(c)


def add_me(desk: Desk, name: str, zone: str) -> Person:
    """Make the user's own person, once a vault."""
    person = _checked(Person(id=PersonId(new_id()), name=name, zones=(ZoneFrom(zone=zone),), me=True))
    with desk.change() as c:
        store.insert_person(c, person, desk.stamp())
    return person


def add(
    desk: Desk, name: str, *, zone: str | None = None, headline: str = "", role: Role | None = Role.MENTOR,
    cadence_days: int | None = None
) -> Person:  # fmt: skip
    """Add a person and, unless `role` is None (a mere contact), open a relationship with them."""
    zones = (ZoneFrom(zone=zone),) if zone else ()
    person = _checked(Person(id=PersonId(new_id()), name=name, headline=headline, zones=zones))
    with desk.change() as c:
        store.insert_person(c, person, desk.stamp())
        if role is not None:
            open_relationship(c, desk, (person.id,), role, cadence_days)
    return get(desk, person.id)


def open_relationship(
    c: Connection, desk: Desk, members: Sequence[PersonId], role: Role = Role.MENTOR,
    cadence_days: int | None = None
) -> Relationship:  # fmt: skip
    """Start a relationship today."""
    today = desk.today(my_zone(c, desk))
    relationship = Relationship(
        id=RelationshipId(new_id()), my_role=role, members=tuple(members), cadence_days=cadence_days,
        started=today,
    )  # fmt: skip
    store.save_relationship(c, relationship, desk.stamp())
    return relationship


def begin(desk: Desk, person: PersonId, role: Role = Role.MENTOR) -> Relationship:
    """Start a relationship with a person who was a mere contact, or a second round."""
    with desk.change() as c:
        store.load_person(c, person)
        return open_relationship(c, desk, (person,), role)


def my_zone(c: Connection, desk: Desk) -> str:
    """The zone the user's day follows now."""
    mine = store.my_id(c)
    return zone_of(store.load_zones(c, [mine]).get(mine, ()), desk.today("UTC"), desk.clock.zone())


def edit(desk: Desk, person: Person, *, burst_ends: bool = True) -> Person:
    """Change a person as edited. Raises Stale if it was changed meanwhile.

    `burst_ends` is False while a text is being typed: then no earlier wording is kept for each pause.
    """
    with desk.change() as c:
        store.update_person(c, _checked(person), desk.stamp(), burst_ends=burst_ends)
    return get(desk, person.id)


def moved_to(person: Person, zone: str, since: date | None) -> Person:
    """The person with a new zone from a date, the past left as it was; without a date, replacing all."""
    if since is None:
        return replace(person, zones=(ZoneFrom(zone=zone),))
    kept = tuple(entry for entry in person.zones if entry.since != since)
    return replace(person, zones=(*kept, ZoneFrom(zone=zone, since=since)))


def relationship(desk: Desk, relationship: RelationshipId) -> Relationship:
    """One relationship as it stands now."""
    with desk.read() as c:
        return store.load_relationship(c, relationship)


def relationships_of(desk: Desk, person: PersonId) -> tuple[Relationship, ...]:
    """The relationships with a person, the present one last. Raises Gone for nobody."""
    with desk.read() as c:
        store.load_person(c, person)
        return store.load_relationships(c, person)


def edit_relationship(desk: Desk, relationship: Relationship) -> Relationship:
    """Change rhythm, phase, programme or dates of a relationship."""
    days = relationship.cadence_days
    if days is not None and not 1 <= days <= 366:
        raise Refused(_("A rhythm is between 1 day and 1 year."))
    if relationship.started and relationship.ended and relationship.ended < relationship.started:
        raise Refused(_("The end lies before the start. Choose a later end."))
    with desk.change() as c:
        checked = replace(relationship, programme=line_of(relationship.programme))
        store.save_relationship(c, checked, desk.stamp())
    with desk.read() as c:
        return store.load_relationship(c, relationship.id)


def archive(desk: Desk, person: PersonId, archived: bool = True) -> Person:
    """Put a person out of the daily lists, or back."""
    return edit(desk, replace(get(desk, person), archived=archived))


def trash(desk: Desk, person: PersonId) -> None:
    """Put a person into the trash; `restore` brings them back within thirty days."""
    with desk.change() as c:
        if store.load_person(c, person).me:
            raise Refused(_("This is you. You can change your own page, not remove it."))
        going_on = session_store.load_sessions(c, states=[SessionState.RUNNING], limit=1)
        if any(p.person == person for each in going_on for p in each.participants):
            raise Refused(_("A session with this person is running. End it first."))
        trash_store.trash(c, Kind.PERSON, person, desk.stamp())


def restore(desk: Desk, person: PersonId) -> None:
    """Bring a person back from the trash."""
    with desk.change() as c:
        trash_store.restore(c, Kind.PERSON, person, desk.stamp())


NONE = session_lists.Meetings(0, None, None)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the People page."""

    id: PersonId
    name: str
    headline: str
    zone: str
    local: datetime  # what the clock there shows now
    role: Role | None  # mine; None = a mere contact
    phase: Phase | None
    cadence_days: int | None
    held: int  # sessions held
    last_contact: Millis | None
    quiet_days: int | None  # since the last contact; None without any
    next_at: Millis | None
    mine_open: int  # promises of mine to them
    theirs_open: int
    archived: bool
    by_check_in: bool = False  # the last contact was none of the sessions

    @property
    def is_quiet(self) -> bool:
        """Quiet for longer than agreed."""
        return self.quiet_days is not None and self.quiet_days > (self.cadence_days or 10_000)


def rows(desk: Desk) -> tuple[PersonRow, ...]:
    """Everyone but me: those I meet first, contacts after; by name."""
    now = desk.now()
    with desk.read() as c:
        mine = store.load_me(c)
        people = [each for each in store.load_people(c) if not each.me]
        relationships = store.load_relationships(c)
        meetings = session_lists.meetings(c, Millis(now - 2 * HOUR))
        promises = promise_store.owed(c)
        contacts = touch_store.last_check_ins(c)
    owed: dict[PersonId, list[int]] = {}
    for owner, receiver in promises:
        if owner == mine.id and receiver:
            owed.setdefault(receiver, [0, 0])[0] += 1
        elif owner != mine.id:
            owed.setdefault(owner, [0, 0])[1] += 1
    by_person = {member: each for each in relationships for member in each.members}
    today = desk.today("UTC")
    home = zone_on(mine, today, desk.clock.zone())
    lines = [
        _row(each, by_person.get(each.id), meetings.get(each.id, NONE), owed.get(each.id, [0, 0]), now,
             zone_on(each, today, home), contacts.get(each.id))
        for each in people
    ]  # fmt: skip
    lines.sort(key=lambda line: (line.archived, line.role is None))
    return tuple(lines)


def _row(
    person: Person, relationship: Relationship | None, met: session_lists.Meetings, owed: list[int],
    now: Millis, zone: str, contact: Millis | None
) -> PersonRow:  # fmt: skip
    last = max((each for each in (met.last, contact) if each is not None), default=None)
    quiet = max(0, (date_at(now, zone) - date_at(last, zone)).days) if last is not None else None
    return PersonRow(
        id=person.id,
        name=person.name,
        headline=person.headline,
        zone=zone,
        local=wall_at(now, zone),
        role=relationship.my_role if relationship else None,
        phase=relationship.phase if relationship else None,
        cadence_days=relationship.cadence_days if relationship else None,
        held=met.held,
        last_contact=last,
        quiet_days=quiet,
        next_at=met.next,
        mine_open=owed[0],
        theirs_open=owed[1],
        archived=person.archived,
        by_check_in=last is not None and last != met.last,
    )


def names(c: Connection, ids: Sequence[PersonId] | None = None) -> dict[PersonId, str]:
    """Names by id, mine and those of the trashed included: everyone's, or those of some."""
    return store.load_names(c, ids)


def zones(
    c: Connection, desk: Desk, sessions: Sequence[Session] = (), *, ids: Sequence[PersonId] | None = None
) -> dict[PersonId, str]:
    """Zones by id, everyone's or those of some: today's, or those on the day of a single session."""
    day = date_at(instant(sessions[0].when), "UTC") if len(sessions) == 1 else desk.today("UTC")
    mine = store.my_id(c)
    moves = store.load_zones(c, None if ids is None else [mine, *ids])
    home = zone_of(moves.get(mine, ()), day, desk.clock.zone())
    known = store.load_names(c) if ids is None else ids
    return {person: zone_of(moves.get(person, ()), day, home) for person in known}


def current_zone(desk: Desk) -> str:
    """The zone the user's day follows now."""
    with desk.read() as c:
        return my_zone(c, desk)
