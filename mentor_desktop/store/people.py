"""Persons and relationships in the tables."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.domain.people import Channel, Person, Phase, Relationship, Role, ZoneFrom
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import (
    Stamp,
    date_of,
    date_text,
    insert_row,
    one,
    only,
    strings_text,
    update_row,
)
from mentor_desktop.store.search import drop_found, put_found
from mentor_desktop.store.tables import person, person_zone, relationship, relationship_member

_NAMES = select(person.c.id, person.c.name)
_MY_ID = select(person.c.id).where(person.c.me == 1)
_OTHERS = select(person.c.id).where(person.c.me == 0, person.c.deleted.is_(None)).limit(1)
TEXTS = ("name", "say_it", "pronouns", "headline", "about")


def _person(row: Any, zones: Iterable[ZoneFrom]) -> Person:
    return Person(
        id=PersonId(row.id),
        version=row.row_version,
        name=row.name,
        say_it=row.say_it,
        pronouns=row.pronouns,
        headline=row.headline,
        about=row.about,
        channels=tuple(Channel(kind=kind, value=value) for kind, value in json.loads(row.channels)),
        languages=tuple(json.loads(row.languages)),
        zones=tuple(zones),
        me=bool(row.me),
        archived=bool(row.archived),
    )


def _zones(c: Connection, ids: Iterable[bytes] | None = None) -> dict[bytes, list[ZoneFrom]]:
    statement = select(person_zone).order_by(person_zone.c.since)
    if ids is not None:
        statement = statement.where(person_zone.c.person.in_(list(ids)))
    zones: dict[bytes, list[ZoneFrom]] = {}
    for row in c.execute(statement):
        zones.setdefault(row.person, []).append(ZoneFrom(zone=row.zone, since=date_of(row.since)))
    return zones


def load_people(c: Connection, *, trashed: bool = False) -> tuple[Person, ...]:
    """Every person, by name; with `trashed`, those in the trash instead."""
    zones = _zones(c)
    condition = person.c.deleted.is_not(None) if trashed else person.c.deleted.is_(None)
    rows = c.execute(select(person).where(condition)).all()
    people = [_person(row, zones.get(row.id, ())) for row in rows]
    return tuple(sorted(people, key=lambda each: each.name.casefold()))


def load_person(c: Connection, row: PersonId) -> Person:
    """One person. Raises Gone."""
    found = one(c, person, row)
    return _person(found, _zones(c, [row]).get(row, ()))


def load_me(c: Connection) -> Person:
    """The user. Raises Gone in a vault without one."""
    found = only(c.execute(select(person).where(person.c.me == 1)).all())
    return _person(found, _zones(c, [found.id]).get(found.id, ()))


def has_me(c: Connection) -> bool:
    """Whether the user's own person was made."""
    return c.execute(_MY_ID).first() is not None


def has_others(c: Connection) -> bool:
    """Whether there is anyone but the user, the archived too."""
    return c.execute(_OTHERS).first() is not None


def load_names(c: Connection, ids: Sequence[bytes] | None = None) -> dict[PersonId, str]:
    """Names by id, the trashed included: everyone's, or those of some."""
    wanted = _NAMES if ids is None else _NAMES.where(person.c.id.in_(list(ids)))
    return {PersonId(row): name for row, name in c.execute(wanted)}


def load_zones(c: Connection, ids: Iterable[bytes] | None = None) -> dict[bytes, list[ZoneFrom]]:
    """Zones by id: everyone's, or those of some."""
    return _zones(c, ids)


def my_id(c: Connection) -> PersonId:
    """The user's id. Raises Gone in a vault without one."""
    return PersonId(only(c.execute(_MY_ID).all()).id)


def _values(each: Person) -> dict[str, Any]:
    return {
        "channels": strings_text([[channel.kind, channel.value] for channel in each.channels]),
        "languages": strings_text(each.languages),
        "me": int(each.me),
        "archived": int(each.archived),
    }


def insert_person(c: Connection, each: Person, stamp: Stamp) -> None:
    """Write a new person."""
    texts = {field: getattr(each, field) for field in TEXTS}
    insert_row(c, person, stamp, {"id": each.id, **texts, **_values(each)})
    _write_zones(c, each)
    find_person(c, each, stamp)


def update_person(c: Connection, each: Person, stamp: Stamp, *, burst_ends: bool = True) -> None:
    """Change a person, keeping old texts, one revision a burst. Raises Stale or Gone."""
    update_row(c, person, stamp, each.id, _values(each), each.version)
    for field in TEXTS:
        words = getattr(each, field)
        save_text(c, person, Kind.PERSON, each.id, field, words, stamp, burst_ends=burst_ends)
    _write_zones(c, each)
    find_person(c, each, stamp)


def _write_zones(c: Connection, each: Person) -> None:
    c.execute(delete(person_zone).where(person_zone.c.person == each.id))
    rows = [
        {"person": each.id, "since": date_text(entry.since) or "", "zone": entry.zone} for entry in each.zones
    ]
    if rows:
        c.execute(insert(person_zone), rows)


def find_person(c: Connection, each: Person, stamp: Stamp) -> None:
    """Bring the search row up to date."""
    body = "\n".join(
        [each.say_it, each.headline, each.about, *each.languages, *(ch.value for ch in each.channels)]
    )
    put_found(c, Kind.PERSON, each.id, person=each.id, at=stamp.at, private=True, title=each.name, body=body)


def _relationship(row: Any, members: Iterable[bytes]) -> Relationship:
    return Relationship(
        id=RelationshipId(row.id),
        version=row.row_version,
        my_role=Role(row.my_role),
        members=tuple(PersonId(member) for member in members),
        programme=row.programme,
        cadence_days=row.cadence_days,
        phase=Phase(row.phase),
        started=date_of(row.started),
        ended=date_of(row.ended),
        until=date_of(row.until),
        midpoint=date_of(row.midpoint),
    )


def load_relationships(c: Connection, member: PersonId | None = None) -> tuple[Relationship, ...]:
    """Relationships, oldest first; with `member`, only those the person is in."""
    members: dict[bytes, list[bytes]] = {}
    for pair in c.execute(select(relationship_member)):
        members.setdefault(pair.relationship, []).append(pair.person)
    rows = c.execute(
        select(relationship).where(relationship.c.deleted.is_(None)).order_by(relationship.c.id)
    ).all()
    every = tuple(_relationship(row, members.get(row.id, ())) for row in rows)
    return every if member is None else tuple(each for each in every if member in each.members)


def load_relationship(c: Connection, row: RelationshipId) -> Relationship:
    """One relationship. Raises Gone."""
    found = one(c, relationship, row)
    members = c.execute(
        select(relationship_member.c.person).where(relationship_member.c.relationship == row)
    ).scalars()
    return _relationship(found, members)


def save_relationship(c: Connection, each: Relationship, stamp: Stamp) -> None:
    """Write a new relationship (version 0) or change one. Raises Stale."""
    values = {
        "my_role": str(each.my_role),
        "cadence_days": each.cadence_days,
        "phase": str(each.phase),
        "started": date_text(each.started),
        "ended": date_text(each.ended),
        "until": date_text(each.until),
        "midpoint": date_text(each.midpoint),
    }
    if each.version == 0:
        insert_row(c, relationship, stamp, {"id": each.id, "programme": each.programme, **values})
    else:
        update_row(c, relationship, stamp, each.id, values, each.version)
        save_text(c, relationship, Kind.RELATIONSHIP, each.id, "programme", each.programme, stamp)
        c.execute(delete(relationship_member).where(relationship_member.c.relationship == each.id))
    if each.members:
        c.execute(
            insert(relationship_member),
            [{"relationship": each.id, "person": member} for member in each.members],
        )
    find_relationship(c, each, stamp)


def find_relationship(c: Connection, each: Relationship, stamp: Stamp) -> None:
    """Bring the search row up to date."""
    if not each.programme:
        drop_found(c, Kind.RELATIONSHIP, each.id)
        return
    person = each.members[0] if each.members else None
    put_found(c, Kind.RELATIONSHIP, each.id, person=person, at=stamp.at, private=True, body=each.programme)
