"""Promises and their events in the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, literal, or_, select

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis, PersonId, PromiseId, RelationshipId, SessionId
from mentor_desktop.domain.promises import Promise, PromiseEvent, PromiseEventKind, standing
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import (
    Stamp,
    audience_of,
    audience_text,
    date_of,
    date_text,
    insert_row,
    one,
    update_row,
)
from mentor_desktop.store.search import put_found
from mentor_desktop.store.tables import promise, promise_event


def _event(row: Any) -> PromiseEvent:
    return PromiseEvent(
        kind=PromiseEventKind(row.kind),
        at=Millis(row.at),
        due=date_of(row.due),
        why=row.why,
        to=PersonId(row.to) if row.to else None,
        session=SessionId(row.session) if row.session else None,
    )


def _promise(row: Any, events: Sequence[PromiseEvent]) -> Promise:
    return Promise(
        id=PromiseId(row.id),
        version=row.row_version,
        relationship=RelationshipId(row.relationship) if row.relationship else None,
        session=SessionId(row.session) if row.session else None,
        owner=PersonId(row.owner),
        receiver=PersonId(row.receiver) if row.receiver else None,
        text=row.text,
        audience=audience_of(row.audience),
        effort=row.effort,
        repeats=row.repeats,
        events=tuple(events),
    )


def _with_events(c: Connection, rows: Sequence[Any]) -> tuple[Promise, ...]:
    events: dict[bytes, list[PromiseEvent]] = {}
    ids = [row.id for row in rows]
    for start in range(0, len(ids), 500):
        found = c.execute(
            select(promise_event)
            .where(promise_event.c.promise.in_(ids[start : start + 500]))
            .order_by(promise_event.c.seq)
        )
        for row in found:
            events.setdefault(row.promise, []).append(_event(row))
    return tuple(_promise(row, events.get(row.id, ())) for row in rows)


def load_promise(c: Connection, row: PromiseId) -> Promise:
    """One promise. Raises Gone."""
    return _with_events(c, [one(c, promise, row)])[0]


def load_promises(
    c: Connection, *, relationship: RelationshipId | None = None, session: SessionId | None = None,
    person: PersonId | None = None, open_only: bool = False
) -> tuple[Promise, ...]:  # fmt: skip
    """Promises in the order they were made. `session` means made or still open there."""
    statement = select(promise).where(promise.c.deleted.is_(None))
    if relationship is not None:
        statement = statement.where(promise.c.relationship == relationship)
    if session is not None:
        carried = select(promise_event.c.promise).where(
            promise_event.c.session == session, promise_event.c.kind == str(PromiseEventKind.CARRIED)
        )
        statement = statement.where(or_(promise.c.session == session, promise.c.id.in_(carried)))
    if person is not None:
        statement = statement.where(or_(promise.c.owner == person, promise.c.receiver == person))
    if open_only:
        statement = statement.where(promise.c.closed.is_(None))
    return _with_events(c, c.execute(statement.order_by(promise.c.id)).all())


@dataclass(frozen=True, slots=True)
class Closed:
    """A promise that was kept, by when it was due and when that was; dropped ones are left out."""

    due: date | None
    at: Millis


_HANDED_TO = (
    select(promise_event.c.to)
    .where(promise_event.c.promise == promise.c.id, promise_event.c.kind == str(PromiseEventKind.HANDED_OVER))
    .order_by(promise_event.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_LAST_KIND = (
    select(promise_event.c.kind)
    .where(
        promise_event.c.promise == promise.c.id,
        promise_event.c.kind.in_([str(PromiseEventKind.KEPT), str(PromiseEventKind.DROPPED)]),
    )
    .order_by(promise_event.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_CLOSED = select(promise.c.due, promise.c.closed).where(
    promise.c.deleted.is_(None),
    promise.c.closed >= bindparam("since"),
    func.coalesce(_HANDED_TO, promise.c.owner) == bindparam("owner"),
    literal(str(PromiseEventKind.KEPT)) == _LAST_KIND,
)


def load_kept(c: Connection, owner: PersonId, since: Millis) -> tuple[Closed, ...]:
    """What a person has kept since an instant, for counting how much of it was in time."""
    rows = c.execute(_CLOSED, {"since": since, "owner": owner})
    return tuple(Closed(date_of(row.due), Millis(row.closed)) for row in rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise that was kept, by whom and for whom."""

    id: PromiseId
    text: str
    owner: PersonId
    receiver: PersonId | None
    due: date | None
    at: Millis


_KEPT = (
    select(
        promise.c.id, promise.c.text, promise.c.receiver, promise.c.due, promise.c.closed,
        func.coalesce(_HANDED_TO, promise.c.owner).label("now"),
    )
    .where(
        promise.c.deleted.is_(None),
        promise.c.closed >= bindparam("since"),
        literal(str(PromiseEventKind.KEPT)) == _LAST_KIND,
    )
    .order_by(promise.c.closed.desc())
)  # fmt: skip


def kept_since(c: Connection, since: Millis) -> tuple[Kept, ...]:
    """What anyone has kept since an instant, the latest first."""
    return tuple(
        Kept(PromiseId(row.id), row.text, PersonId(row.now),
             PersonId(row.receiver) if row.receiver else None, date_of(row.due), Millis(row.closed))
        for row in c.execute(_KEPT, {"since": since})
    )  # fmt: skip


_OPEN = select(promise.c.id, promise.c.owner, promise.c.receiver).where(
    promise.c.closed.is_(None), promise.c.deleted.is_(None)
)
_HANDED_OVER = (
    select(promise_event.c.promise, promise_event.c.to)
    .where(promise_event.c.to.is_not(None))
    .order_by(promise_event.c.seq)
)


def owed(c: Connection) -> list[tuple[PersonId, PersonId | None]]:
    """Who owes whom, once for each open promise; whoever it was handed to owes it."""
    taken = {row: PersonId(to) for row, to in c.execute(_HANDED_OVER)}
    return [(taken.get(row, PersonId(owner)), receiver) for row, owner, receiver in c.execute(_OPEN)]


def insert_promise(c: Connection, each: Promise, stamp: Stamp) -> None:
    """Write a new promise with its events."""
    insert_row(
        c, promise, stamp,
        {"id": each.id, "relationship": each.relationship, "session": each.session, "owner": each.owner,
         "receiver": each.receiver, "text": each.text, "audience": audience_text(each.audience),
         "effort": each.effort, "repeats": each.repeats},
    )  # fmt: skip
    for event in each.events:
        add_promise_event(c, each.id, event, stamp)
    find_promise(c, each)


def update_promise(c: Connection, each: Promise, stamp: Stamp) -> None:
    """Change text, people or audience, keeping the old text. Raises Stale or Gone."""
    also = {"owner": each.owner, "receiver": each.receiver, "audience": audience_text(each.audience),
            "effort": each.effort, "repeats": each.repeats}  # fmt: skip
    save_text(c, promise, Kind.PROMISE, each.id, "text", each.text, stamp, version=each.version, also=also)
    find_promise(c, each)


def add_promise_event(c: Connection, row: PromiseId, event: PromiseEvent, stamp: Stamp) -> None:
    """Add what happened, and bring the columns that lists are sorted by up to date."""
    c.execute(
        insert(promise_event),
        {"promise": row, "kind": str(event.kind), "at": event.at, "due": date_text(event.due),
         "why": event.why, "to": event.to, "session": event.session},
    )  # fmt: skip
    _bring_up(c, row, stamp)


def drop_last_event(c: Connection, row: PromiseId, stamp: Stamp) -> None:
    """Undo the latest event; a promise keeps at least the one that made it."""
    rows = c.execute(
        select(promise_event.c.seq).where(promise_event.c.promise == row).order_by(promise_event.c.seq.desc())
    ).scalars()
    every = list(rows)
    if len(every) > 1:
        c.execute(promise_event.delete().where(promise_event.c.seq == every[0]))
        _bring_up(c, row, stamp)


def _bring_up(c: Connection, row: PromiseId, stamp: Stamp) -> None:
    events = [
        _event(r)
        for r in c.execute(
            select(promise_event).where(promise_event.c.promise == row).order_by(promise_event.c.seq)
        )
    ]
    stands = standing(events, "UTC", stamp.at)  # the zone matters for "late" only, which is not kept
    update_row(c, promise, stamp, row, {"due": date_text(stands.due), "closed": stands.done_at})


def find_promise(c: Connection, each: Promise) -> None:
    """Bring the search row up to date."""
    put_found(
        c,
        Kind.PROMISE,
        each.id,
        person=each.owner,
        at=each.events[0].at,
        private=each.audience is None,
        body=each.text,
    )
