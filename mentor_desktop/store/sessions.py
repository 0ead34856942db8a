"""Sessions with their participants, moves, parts, clock events and ratings in the tables."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis, PartId, PersonId, RelationshipId, SessionId
from mentor_desktop.domain.private import Preparation, Ratings
from mentor_desktop.domain.sessionclock import ClockEvent, ClockKind, Reading
from mentor_desktop.domain.sessions import (
    Attendance,
    Leads,
    Move,
    Part,
    Participant,
    PartKind,
    Session,
    SessionState,
)
from mentor_desktop.domain.when import instant
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import Stamp, among, insert_row, one, only, update_row, when_of, when_values
from mentor_desktop.store.search import drop_found, put_found
from mentor_desktop.store.tables import (
    FIRST_PERSON,
    clock_event,
    note,
    part,
    participant,
    promise,
    rating,
    session,
    session_move,
)
from mentor_desktop.store.tables import relationship as relationship_table

PRIVATE_TEXTS = ("intention", "preparation", "mattered")


def _session(row: Any, people: Iterable[Participant]) -> Session:
    return Session(
        id=SessionId(row.id),
        version=row.row_version,
        relationship=RelationshipId(row.relationship),
        participants=tuple(people),
        when=when_of(row),
        follows=PersonId(row.follows) if row.follows else None,
        minutes=row.minutes,
        link=row.link,
        template=row.template,
        state=SessionState(row.state),
        number=row.number,
        started=row.started,
        ended=row.ended,
        off_by=PersonId(row.off_by) if row.off_by else None,
        off_told=row.off_told,
        paper=bool(row.paper),
        opening=row.opening,
        wrapped=row.wrapped,
    )


def _participants(c: Connection, sessions: Sequence[bytes]) -> dict[bytes, list[Participant]]:
    people: dict[bytes, list[Participant]] = {}
    for row, *about in among(c, select(participant), participant.c.session, sessions):
        people.setdefault(row, []).append(_participant(*about))
    return people


@lru_cache(maxsize=1024)
def _participant(person: bytes, attendance: str, late_minutes: int) -> Participant:
    return Participant(person=PersonId(person), attendance=Attendance(attendance), late_minutes=late_minutes)


def people_of(c: Connection, sessions: Sequence[SessionId]) -> dict[SessionId, tuple[PersonId, ...]]:
    """The others in each of some sessions."""
    return {
        SessionId(row): tuple(each.person for each in people)
        for row, people in _participants(c, sessions).items()
    }


def load_session(c: Connection, row: SessionId, *, trashed: bool = False) -> Session:
    """One session; one in the trash only if `trashed`. Raises Gone."""
    found = one(c, session, row, trashed=trashed)
    return _session(found, _participants(c, [row]).get(row, ()))


def load_sessions(
    c: Connection, *, relationship: RelationshipId | None = None, states: Sequence[SessionState] = (),
    since: Millis | None = None, until: Millis | None = None, ids: Sequence[SessionId] | None = None,
    limit: int | None = None, newest: bool = False
) -> tuple[Session, ...]:  # fmt: skip
    """Sessions in order of their planned time, or newest first."""
    statement = select(session).where(session.c.deleted.is_(None))
    if ids is not None:
        statement = statement.where(session.c.id.in_(list(ids)))
    if relationship is not None:
        statement = statement.where(session.c.relationship == relationship)
    if states:
        statement = statement.where(session.c.state.in_([str(state) for state in states]))
    if since is not None:
        statement = statement.where(session.c.at >= since)
    if until is not None:
        statement = statement.where(session.c.at < until)
    statement = statement.order_by(session.c.at.desc() if newest else session.c.at, session.c.id)
    rows = c.execute(statement.limit(limit) if limit is not None else statement).all()
    people = _participants(c, [row.id for row in rows])
    return tuple(_session(row, people.get(row.id, ())) for row in rows)


def _values(each: Session) -> dict[str, Any]:
    return {
        **when_values(each.when),
        "at": instant(each.when),
        "follows": each.follows,
        "minutes": each.minutes,
        "template": each.template,
        "state": str(each.state),
        "number": each.number,
        "started": each.started,
        "ended": each.ended,
        "off_by": each.off_by,
        "off_told": each.off_told,
        "paper": int(each.paper),
        "wrapped": each.wrapped,
    }


def save_session(c: Connection, each: Session, stamp: Stamp) -> None:
    """Write a new session (version 0) or change one with its participants. Raises Stale or Gone."""
    if each.version == 0:
        texts = {"link": each.link, "opening": each.opening}
        insert_row(
            c, session, stamp, {"id": each.id, "relationship": each.relationship, **texts, **_values(each)}
        )
    else:
        update_row(c, session, stamp, each.id, _values(each), each.version)
        for field in ("link", "opening"):
            save_text(c, session, Kind.SESSION, each.id, field, getattr(each, field), stamp)
        c.execute(delete(participant).where(participant.c.session == each.id))
    if each.participants:
        c.execute(
            insert(participant),
            [
                {"session": each.id, "person": one.person, "attendance": str(one.attendance),
                 "late_minutes": one.late_minutes}
                for one in each.participants
            ],
        )  # fmt: skip
    find_session(c, each.id)


def save_relationship_of(c: Connection, row: SessionId, relationship: RelationshipId) -> None:
    """Let a session, with its notes and promises, hang on another relationship.

    Who does this calls `find_session` and writes the search rows of its notes anew.
    """
    for table, mine in ((session, session.c.id), (note, note.c.session), (promise, promise.c.session)):
        c.execute(update(table).where(mine == row).values(relationship=relationship))


def save_session_text(
    c: Connection, row: SessionId, field: str, words: str, stamp: Stamp, *, burst_ends: bool = True
) -> None:
    """Change one of the session's texts, keeping the old one."""
    save_text(c, session, Kind.SESSION, row, field, words, stamp, burst_ends=burst_ends)
    find_session(c, row)


_TITLES = (
    select(part.c.title)
    .where(part.c.session == bindparam("_session"), part.c.deleted.is_(None))
    .order_by(part.c.position)
)


def find_session(c: Connection, row: SessionId) -> None:
    """Bring the search row of a session up to date with its texts."""
    found = one(c, session, row, trashed=True)
    titles = c.execute(_TITLES, {"_session": row}).scalars()
    texts = (found.intention, found.preparation, found.mattered, found.opening, found.link)
    body = "\n".join([*titles, *texts]).strip()
    if found.deleted is not None or not body:
        drop_found(c, Kind.SESSION, row)
        return
    person = c.execute(FIRST_PERSON, {"_session": row}).scalar()
    put_found(c, Kind.SESSION, row, person=person, at=Millis(found.at), private=True, body=body)


def load_preparation(c: Connection, row: SessionId) -> Preparation:
    """The private words around a session. Raises Gone."""
    found = only(
        c.execute(
            select(session.c.intention, session.c.preparation, session.c.mattered).where(session.c.id == row)
        ).all()
    )
    return Preparation(
        session=row, intention=found.intention, notes=found.preparation, mattered=found.mattered
    )


def next_number(c: Connection, relationship: RelationshipId) -> int:
    """The number that the next held session of a relationship gets. Numbers are never given twice."""
    last = select(relationship_table.c.last_number).where(relationship_table.c.id == relationship)
    return (c.execute(last).scalar() or 0) + 1


def give_number(c: Connection, relationship: RelationshipId) -> int:
    """Take that number, so that it is not given again even when its session is erased."""
    number = next_number(c, relationship)
    c.execute(
        update(relationship_table).where(relationship_table.c.id == relationship).values(last_number=number)
    )
    return number


def insert_move(c: Connection, row: SessionId, move: Move) -> None:
    """Keep where a session was before it was moved."""
    values = {"session": row, "at": move.at, "by": move.by, **when_values(move.from_when)}
    c.execute(upsert(session_move).values(**values).on_conflict_do_nothing())


def load_moves(c: Connection, row: SessionId) -> tuple[Move, ...]:
    """Earlier plans of a session, oldest first."""
    rows = c.execute(
        select(session_move).where(session_move.c.session == row).order_by(session_move.c.at)
    ).all()
    return tuple(
        Move(at=Millis(r.at), from_when=when_of(r), by=PersonId(r.by) if r.by else None) for r in rows
    )


def _part(row: Any) -> Part:
    return Part(
        id=PartId(row.id),
        version=row.row_version,
        session=SessionId(row.session),
        position=row.position,
        title=row.title,
        minutes=row.minutes,
        kind=PartKind(row.kind),
        leads=Leads(row.leads),
        topic_of=PersonId(row.topic_of) if row.topic_of else None,
        template=row.template,
        done=bool(row.done),
        moves=row.moves,
    )


def load_parts(c: Connection, row: SessionId) -> tuple[Part, ...]:
    """The agenda of a session, in order."""
    rows = c.execute(
        select(part)
        .where(part.c.session == row, part.c.deleted.is_(None))
        .order_by(part.c.position, part.c.id)
    ).all()
    return tuple(_part(each) for each in rows)


def load_part(c: Connection, row: PartId) -> Part:
    """One part. Raises Gone."""
    return _part(one(c, part, row))


def save_part(c: Connection, each: Part, stamp: Stamp) -> None:
    """Write a new part (version 0) or change one. Raises Stale or Gone.

    Who moves a part to another session calls `find_session` for both.
    """
    values = {
        "session": each.session,
        "position": each.position,
        "minutes": each.minutes,
        "kind": str(each.kind),
        "leads": str(each.leads),
        "topic_of": each.topic_of,
        "template": each.template,
        "done": int(each.done),
        "moves": each.moves,
    }
    if each.version == 0:
        insert_row(c, part, stamp, {"id": each.id, "title": each.title, **values})
    else:
        update_row(c, part, stamp, each.id, values, each.version)
        if not save_text(c, part, Kind.PART, each.id, "title", each.title, stamp):
            return
    find_session(c, each.session)


def place_parts(c: Connection, order: Sequence[PartId], stamp: Stamp) -> None:
    """Give parts the positions of this order."""
    for position, row in enumerate(order):
        update_row(c, part, stamp, row, {"position": position})


def insert_clock_event(c: Connection, row: SessionId, event: ClockEvent) -> None:
    """Keep one event of the session clock."""
    at = event.reading
    values = {"session": row, "kind": str(event.kind), "utc": at.utc, "boot": at.boot, "awake": at.awake,
              "boot_id": at.boot_id, "part": event.part, "amount": event.amount}  # fmt: skip
    c.execute(insert(clock_event), values)


def load_clock_events(c: Connection, row: SessionId) -> tuple[ClockEvent, ...]:
    """The events of the session clock, in order."""
    rows = c.execute(
        select(clock_event).where(clock_event.c.session == row).order_by(clock_event.c.seq)
    ).all()
    return tuple(
        ClockEvent(
            kind=ClockKind(r.kind),
            reading=Reading(Millis(r.utc), r.boot, r.awake, r.boot_id),
            part=PartId(r.part) if r.part else None,
            amount=r.amount,
        )
        for r in rows
    )


def drop_end_event(c: Connection, row: SessionId) -> None:
    """Take back the end of a session."""
    c.execute(
        delete(clock_event).where(clock_event.c.session == row, clock_event.c.kind == str(ClockKind.END))
    )


def drop_last_seen(c: Connection, row: SessionId) -> None:
    """Forget the looks at the clocks after the last thing that happened."""
    seen = clock_event.c.kind == str(ClockKind.SEEN)
    last = select(func.max(clock_event.c.seq)).where(clock_event.c.session == row, ~seen).scalar_subquery()
    c.execute(delete(clock_event).where(clock_event.c.session == row, seen, clock_event.c.seq > last))


def save_ratings(c: Connection, each: Ratings) -> None:
    """Keep how a session felt to one side."""
    values = {"trust": each.trust, "listening": each.listening, "progress": each.progress}
    statement = upsert(rating).values(session=each.session, by=each.by, **values)
    c.execute(statement.on_conflict_do_update(index_elements=["session", "by"], set_=values))


def load_ratings(c: Connection, row: SessionId, by: PersonId) -> Ratings:
    """How a session felt to one side; empty if nothing was said."""
    found = c.execute(select(rating).where(rating.c.session == row, rating.c.by == by)).first()
    if found is None:
        return Ratings(session=row, by=by)
    return Ratings(session=row, by=by, trust=found.trust, listening=found.listening, progress=found.progress)


def expected_number(c: Connection, each: Session) -> int | None:
    """The number a planned session will get if it is the next one held, None for those after it."""
    earlier = c.execute(
        select(func.count())
        .select_from(session)
        .where(
            session.c.relationship == each.relationship,
            session.c.state.in_(["planned", "running"]),
            session.c.deleted.is_(None),
            session.c.at < instant(each.when),
        )
    ).scalar_one()
    return next_number(c, each.relationship) if earlier == 0 or each.state is SessionState.RUNNING else None


def unwrapped(c: Connection) -> tuple[Session, ...]:
    """Held sessions whose wrap-up is not finished, newest first, at most fifty."""
    rows = c.execute(
        select(session)
        .where(session.c.state == "held", session.c.wrapped.is_(None), session.c.deleted.is_(None))
        .order_by(session.c.at.desc())
        .limit(50)
    ).all()
    people = _participants(c, [row.id for row in rows])
    return tuple(_session(row, people.get(row.id, ())) for row in rows)
