"""What lists need to know of many sessions at once, without loading them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, func, select

from mentor_desktop.domain.ids import Millis, PersonId, SessionId
from mentor_desktop.store.rows import among
from mentor_desktop.store.tables import note, part, participant, session


@dataclass(frozen=True, slots=True)
class Meetings:
    """One person's sessions, as lists of people need them."""

    held: int
    last: Millis | None  # planned time of the last one held
    next: Millis | None  # of the first one planned since a moment


_HELD = case((session.c.state == "held", session.c.at))
_AHEAD = case(((session.c.state == "planned") & (session.c.at >= bindparam("_since")), session.c.at))
_MEETINGS = (
    select(participant.c.person, func.count(_HELD), func.max(_HELD), func.min(_AHEAD))
    .join(session, session.c.id == participant.c.session)
    .where(session.c.deleted.is_(None))
    .group_by(participant.c.person)
)


def meetings(c: Connection, since: Millis) -> dict[PersonId, Meetings]:
    """Each person's sessions in short; who has none is left out."""
    rows = c.execute(_MEETINGS, {"_since": since})
    return {PersonId(person): Meetings(held, last, ahead) for person, held, last, ahead in rows}


def session_counts(c: Connection, ids: Sequence[bytes]) -> dict[bytes, tuple[int, int, int]]:
    """For each session: parts on its agenda, shared notes, private notes."""
    parts = dict(tuple(row) for row in among(c, _PARTS, part.c.session, ids))
    noted = {row: (shared, private) for row, shared, private in among(c, _NOTES, note.c.session, ids)}
    return {row: (parts.get(row, 0), *noted.get(row, (0, 0))) for row in ids}


_PARTS = select(part.c.session, func.count()).where(part.c.deleted.is_(None)).group_by(part.c.session)
_NOTES = (
    select(note.c.session, func.count(note.c.audience), func.count() - func.count(note.c.audience))
    .where(note.c.deleted.is_(None), note.c.session.is_not(None))
    .group_by(note.c.session)
)


def numbers(c: Connection, ids: Sequence[bytes]) -> dict[SessionId, int | None]:
    """The number of each session, None for those not held."""
    found: dict[SessionId, int | None] = {}
    for start in range(0, len(ids), 500):
        rows = c.execute(
            select(session.c.id, session.c.number).where(session.c.id.in_(list(ids[start : start + 500])))
        )
        found.update({SessionId(row.id): row.number for row in rows})
    return found


def sessions_of(c: Connection, person: PersonId) -> tuple[SessionId, ...]:
    """Ids of every session a person is in, newest first."""
    rows = c.execute(
        select(session.c.id)
        .join(participant, participant.c.session == session.c.id)
        .where(participant.c.person == person, session.c.deleted.is_(None))
        .order_by(session.c.at.desc())
    ).scalars()
    return tuple(SessionId(row) for row in rows)
