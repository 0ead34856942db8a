"""Check-ins, days that matter, what was put off, and the pulse, in the tables."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import CheckInId, Millis, OccasionId, PersonId, PulseId, RelationshipId
from mentor_desktop.domain.pulse import ITEMS, Pulse
from mentor_desktop.domain.touch import CheckIn, CheckInKind, Occasion, Reason, Snooze
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import Stamp, insert_row, one, update_row
from mentor_desktop.store.search import put_found
from mentor_desktop.store.touch_tables import check_in, occasion, pulse, snooze


def _check_in(row: Any) -> CheckIn:
    return CheckIn(
        id=CheckInId(row.id), version=row.row_version, person=PersonId(row.person), channel=row.channel,
        relationship=RelationshipId(row.relationship) if row.relationship else None,
        kind=CheckInKind(row.kind), text=row.text, at=Millis(row.at),
    )  # fmt: skip


def load_check_in(c: Connection, row: CheckInId) -> CheckIn:
    """One check-in. Raises Gone."""
    return _check_in(one(c, check_in, row))


def load_check_ins(c: Connection, person: PersonId) -> tuple[CheckIn, ...]:
    """A person's check-ins, the newest first."""
    rows = c.execute(
        select(check_in)
        .where(check_in.c.person == person, check_in.c.deleted.is_(None))
        .order_by(check_in.c.at.desc(), check_in.c.id.desc())
    )
    return tuple(_check_in(row) for row in rows)


def last_check_ins(c: Connection) -> Mapping[PersonId, Millis]:
    """When each person was last checked in with; who never was is left out."""
    rows = c.execute(
        select(check_in.c.person, func.max(check_in.c.at))
        .where(check_in.c.deleted.is_(None))
        .group_by(check_in.c.person)
    )
    return {PersonId(person): Millis(at) for person, at in rows}


def insert_check_in(c: Connection, each: CheckIn, stamp: Stamp) -> None:
    """Write a new check-in."""
    insert_row(
        c, check_in, stamp,
        {"id": each.id, "relationship": each.relationship, "person": each.person, "kind": str(each.kind),
         "channel": each.channel, "text": each.text, "at": each.at},
    )  # fmt: skip
    find_check_in(c, each)


def update_check_in(c: Connection, each: CheckIn, stamp: Stamp) -> None:
    """Change a check-in, keeping its earlier words. Raises Stale or Gone."""
    also = {"kind": str(each.kind), "channel": each.channel, "at": each.at}
    save_text(c, check_in, Kind.CHECK_IN, each.id, "text", each.text, stamp, version=each.version, also=also)
    find_check_in(c, each)


def find_check_in(c: Connection, each: CheckIn) -> None:
    """Bring the search row up to date."""
    put_found(c, Kind.CHECK_IN, each.id, person=each.person, at=each.at, private=True, body=each.text)


def _occasion(row: Any) -> Occasion:
    return Occasion(
        id=OccasionId(row.id), version=row.row_version, person=PersonId(row.person), title=row.title,
        month=row.month, day=row.day, year=row.year, ask_after=bool(row.ask_after),
    )  # fmt: skip


def load_occasion(c: Connection, row: OccasionId) -> Occasion:
    """One day that matters. Raises Gone."""
    return _occasion(one(c, occasion, row))


def load_occasions(c: Connection, person: PersonId | None = None) -> tuple[Occasion, ...]:
    """The days that matter to a person, or all, by month and day."""
    statement = select(occasion).where(occasion.c.deleted.is_(None))
    if person is not None:
        statement = statement.where(occasion.c.person == person)
    ordered = statement.order_by(occasion.c.month, occasion.c.day, occasion.c.id)
    return tuple(_occasion(row) for row in c.execute(ordered))


def save_occasion(c: Connection, each: Occasion, stamp: Stamp) -> None:
    """Write a new day (version 0) or change one. Raises Stale or Gone."""
    values = {"month": each.month, "day": each.day, "year": each.year, "ask_after": int(each.ask_after)}
    if each.version == 0:
        insert_row(
            c, occasion, stamp, {"id": each.id, "person": each.person, "title": each.title, **values}
        )  # fmt: skip
    else:
        save_text(
            c, occasion, Kind.OCCASION, each.id, "title", each.title, stamp, version=each.version, also=values
        )
    find_occasion(c, each, stamp)


def find_occasion(c: Connection, each: Occasion, stamp: Stamp) -> None:
    """Bring the search row up to date."""
    put_found(c, Kind.OCCASION, each.id, person=each.person, at=stamp.at, private=True, title=each.title)


def load_snoozes(c: Connection) -> tuple[Snooze, ...]:
    """Everything that was put off."""
    return tuple(
        Snooze(person=PersonId(row.person), reason=Reason(row.reason), until=date.fromisoformat(row.until),
               why=row.why, at=Millis(row.at))
        for row in c.execute(select(snooze))
    )  # fmt: skip


def save_snooze(c: Connection, each: Snooze) -> None:
    """Put a prompt off; a later word about the same takes its place."""
    values = {"until": each.until.isoformat(), "why": each.why, "at": each.at}
    statement = upsert(snooze).values(person=each.person, reason=str(each.reason), **values)
    c.execute(statement.on_conflict_do_update(index_elements=["person", "reason"], set_=values))


def drop_snooze(c: Connection, person: PersonId, reason: Reason) -> None:
    """Take the putting off back."""
    c.execute(delete(snooze).where(snooze.c.person == person, snooze.c.reason == str(reason)))


def _pulse(row: Any) -> Pulse:
    return Pulse(
        id=PulseId(row.id), version=row.row_version, relationship=RelationshipId(row.relationship),
        round=date.fromisoformat(row.round), by=PersonId(row.by), at=Millis(row.at),
        **{item: getattr(row, item) for item in ITEMS},
    )  # fmt: skip


def load_pulses(c: Connection, relationship: RelationshipId) -> tuple[Pulse, ...]:
    """The answers of all rounds of a relationship, the first round first."""
    rows = c.execute(
        select(pulse)
        .where(pulse.c.relationship == relationship, pulse.c.deleted.is_(None))
        .order_by(pulse.c.round, pulse.c.id)
    )
    return tuple(_pulse(row) for row in rows)


def save_pulse(c: Connection, each: Pulse, stamp: Stamp) -> None:
    """Write the answers of one side (version 0), or change them. Raises Stale or Gone."""
    values = {"at": each.at, **{item: getattr(each, item) for item in ITEMS}}
    if each.version:
        update_row(c, pulse, stamp, each.id, values, each.version)
    else:
        insert_row(
            c, pulse, stamp,
            {"id": each.id, "relationship": each.relationship, "round": each.round.isoformat(),
             "by": each.by, **values},
        )  # fmt: skip
