"""Series of sessions and invitations in the tables."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from mentor_desktop.domain.ids import PersonId, RelationshipId, SeriesId, SessionId
from mentor_desktop.domain.series import Series
from mentor_desktop.store.rows import Stamp, insert_row, one
from mentor_desktop.store.series_tables import invitation, series, series_session


def insert_series(c: Connection, each: Series, stamp: Stamp) -> None:
    """Write a new series; its sessions are there already."""
    insert_row(
        c, series, stamp,
        {"id": each.id, "relationship": each.relationship, "weeks": each.weeks,
         "first": each.first.isoformat(), "at": each.at.isoformat("minutes"), "zone": each.zone,
         "follows": each.follows, "count": each.count, "minutes": each.minutes},
    )  # fmt: skip
    c.execute(
        insert(series_session),
        [{"session": session, "series": each.id, "position": n} for n, session in enumerate(each.sessions)],
    )


def load_series(c: Connection, row: SeriesId) -> Series:
    """One series with its sessions, those in the trash too. Raises Gone."""
    found = one(c, series, row)
    sessions = c.execute(
        select(series_session.c.session)
        .where(series_session.c.series == row)
        .order_by(series_session.c.position)
    ).scalars()
    return Series(
        id=SeriesId(found.id), version=found.row_version, relationship=RelationshipId(found.relationship),
        weeks=found.weeks, first=date.fromisoformat(found.first), at=time.fromisoformat(found.at),
        zone=found.zone, follows=PersonId(found.follows) if found.follows else None, count=found.count,
        minutes=found.minutes, sessions=tuple(SessionId(each) for each in sessions),
    )  # fmt: skip


def series_of(c: Connection, session: SessionId) -> SeriesId | None:
    """The series a session belongs to."""
    found = c.execute(select(series_session.c.series).where(series_session.c.session == session)).scalar()
    return SeriesId(found) if found else None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What calendars know a session or a series by."""

    uid: str
    sequence: int
    digest: str


def load_invitation(c: Connection, thing: bytes) -> Invitation | None:
    """What went out about a thing last."""
    row = c.execute(select(invitation).where(invitation.c.thing == thing)).first()
    return Invitation(row.uid, row.sequence, row.digest) if row else None


def save_invitation(c: Connection, thing: bytes, each: Invitation) -> None:
    """Keep what went out."""
    values = {"uid": each.uid, "sequence": each.sequence, "digest": each.digest}
    statement = upsert(invitation).values(thing=thing, **values)
    c.execute(statement.on_conflict_do_update(index_elements=["thing"], set_=values))
