"""Notes in the tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis, NoteId, PersonId, RelationshipId, SessionId
from mentor_desktop.domain.notes import Note, NoteKind
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import Stamp, audience_of, audience_text, insert_row, one
from mentor_desktop.store.search import put_found
from mentor_desktop.store.tables import FIRST_PERSON, note

CHUNK = 5_000  # ids in one query


def _note(row: Any) -> Note:
    return Note(
        id=NoteId(row.id),
        version=row.row_version,
        relationship=RelationshipId(row.relationship) if row.relationship else None,
        session=SessionId(row.session) if row.session else None,
        person=PersonId(row.person) if row.person else None,
        kind=NoteKind(row.kind),
        text=row.text,
        at=Millis(row.at),
        timed=bool(row.timed),
        checked=bool(row.checked),
        audience=audience_of(row.audience),
    )


def load_note(c: Connection, row: NoteId) -> Note:
    """One note. Raises Gone."""
    return _note(one(c, note, row))


def load_notes(
    c: Connection, *, session: SessionId | None = None, person: PersonId | None = None,
    ids: Sequence[bytes] | None = None, limit: int | None = None, newest: bool = False
) -> tuple[Note, ...]:  # fmt: skip
    """Notes by time. `person` means notes about the person, not those of their sessions."""
    if ids is not None and len(ids) > CHUNK:
        pieces = [load_notes(c, ids=ids[at : at + CHUNK]) for at in range(0, len(ids), CHUNK)]
        return tuple(sorted((one for piece in pieces for one in piece), key=lambda one: (one.at, one.id)))
    statement = select(note).where(note.c.deleted.is_(None))
    if session is not None:
        statement = statement.where(note.c.session == session)
    if person is not None:
        statement = statement.where(note.c.person == person)
    if ids is not None:
        statement = statement.where(note.c.id.in_(list(ids)))
    statement = statement.order_by(note.c.at.desc() if newest else note.c.at, note.c.id)
    return tuple(_note(row) for row in c.execute(statement.limit(limit) if limit else statement))


def notes_of_relationship(
    c: Connection, relationship: RelationshipId, kinds: Sequence[NoteKind]
) -> tuple[Note, ...]:
    """Notes of some kinds other than plain ones in all sessions of a relationship, newest first."""
    rows = c.execute(
        select(note)
        .where(
            note.c.relationship == relationship,
            note.c.kind.in_([str(kind) for kind in kinds]),
            note.c.kind != "note",  # lets the index of the few marked notes serve
            note.c.deleted.is_(None),
        )
        .order_by(note.c.at.desc())
        .limit(200)
    )
    return tuple(_note(row) for row in rows)


def count_notes(c: Connection, session: SessionId) -> tuple[int, int]:
    """How many notes of a session are shared, and how many private."""
    shared, private = 0, 0
    rows = c.execute(
        select(note.c.audience.is_(None), func.count())
        .where(note.c.session == session, note.c.deleted.is_(None))
        .group_by(note.c.audience.is_(None))
    )
    for is_private, number in rows:
        if is_private:
            private = number
        else:
            shared = number
    return shared, private


def _values(each: Note) -> dict[str, Any]:
    return {
        "relationship": each.relationship,
        "session": each.session,
        "person": each.person,
        "kind": str(each.kind),
        "at": each.at,
        "timed": int(each.timed),
        "checked": int(each.checked),
        "audience": audience_text(each.audience),
    }


def save_note(c: Connection, each: Note, stamp: Stamp, *, burst_ends: bool = True) -> None:
    """Write a new note (version 0) or change one, keeping its old text. Raises Stale or Gone."""
    if each.version == 0:
        insert_row(c, note, stamp, {"id": each.id, "text": each.text, **_values(each)})
    else:
        save_text(
            c, note, Kind.NOTE, each.id, "text", each.text, stamp,
            version=each.version, burst_ends=burst_ends, also=_values(each),
        )  # fmt: skip
    find_note(c, each)


def find_note(c: Connection, each: Note) -> None:
    """Bring the search row of a note up to date."""
    person: bytes | None = each.person
    if person is None and each.session is not None:
        person = c.execute(FIRST_PERSON, {"_session": each.session}).scalar()
    put_found(c, Kind.NOTE, each.id, person=person, at=each.at, private=each.audience is None, body=each.text)
