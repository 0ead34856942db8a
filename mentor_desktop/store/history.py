"""Revisions, drafts, tombstones: what keeps earlier words and what makes erased ones stay erased."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from mentor_desktop.domain import hlc
from mentor_desktop.domain.history import BURST, Draft, Kind, Revision
from mentor_desktop.domain.ids import Millis
from mentor_desktop.store.rows import Gone, Stamp, update_row
from mentor_desktop.store.tables import draft, revision, tombstone


def save_text(
    c: Connection, table: Table, kind: Kind, row: bytes, field: str, words: str, stamp: Stamp,
    *, version: int | None = None, burst_ends: bool = True, also: dict[str, Any] | None = None
) -> bool:  # fmt: skip
    """Change one text of a row and keep the old one, one revision a burst. False if nothing changed.

    A burst goes on until `burst_ends` or for BURST ms. Raises Stale or Gone; writes nothing then.
    """
    old = c.execute(_field_of(table, field), {"_id": row}).scalar()
    if old is None:
        raise Gone
    if old == words and not also:
        if burst_ends:
            _close_burst(c, row, field)
        return False
    update_row(c, table, stamp, row, {field: words, **(also or {})}, version)
    if old != words:
        _keep_old(c, kind, row, field, str(old), stamp)
    if burst_ends:
        _close_burst(c, row, field)
    return True


# Built once, since building a statement takes longer than running it.
@cache
def _field_of(table: Table, field: str) -> Select[Any]:
    return select(table.c[field]).where(table.c.id == bindparam("_id"))


_OPEN = and_(
    revision.c.row == bindparam("_row"), revision.c.field == bindparam("_field"), revision.c.open == 1
)
_BURST = select(revision.c.at).where(_OPEN).order_by(revision.c.seq.desc()).limit(1)
_CLOSE = update(revision).where(_OPEN).values(open=0)
_LAST = select(revision.c.clock).order_by(revision.c.seq.desc()).limit(1)


def _keep_old(c: Connection, kind: Kind, row: bytes, field: str, old: str, stamp: Stamp) -> None:
    going_on = c.execute(_BURST, {"_row": row, "_field": field}).scalar()
    if going_on is not None and 0 <= stamp.at - going_on < BURST:
        return
    _close_burst(c, row, field)
    last = c.execute(_LAST).scalar() or 0
    c.execute(
        insert(revision),
        {"kind": str(kind), "row": row, "field": field, "value": old, "at": stamp.at,
         "device": stamp.device, "clock": hlc.tick(last, stamp.at), "open": 1},
    )  # fmt: skip


def _close_burst(c: Connection, row: bytes, field: str) -> None:
    c.execute(_CLOSE, {"_row": row, "_field": field})


def load_revisions(c: Connection, row: bytes, field: str) -> tuple[Revision, ...]:
    """Earlier wordings, newest first."""
    rows = c.execute(
        select(revision)
        .where(revision.c.row == row, revision.c.field == field)
        .order_by(revision.c.seq.desc())
    ).all()
    return tuple(
        Revision(kind=Kind(r.kind), row=r.row, field=r.field, value=r.value, at=Millis(r.at),
                 device=r.device, clock=r.clock)
        for r in rows
    )  # fmt: skip


def load_text(c: Connection, table: Table, row: bytes, field: str) -> str:
    """What a field says now. Raises Gone."""
    found = c.execute(_field_of(table, field), {"_id": row}).scalar()
    if found is None:
        raise Gone
    return str(found)


def fields_with_history(c: Connection, row: bytes) -> frozenset[str]:
    """The fields of a row that have earlier wordings."""
    return frozenset(c.execute(select(revision.c.field).where(revision.c.row == row).distinct()).scalars())


def forget_history(c: Connection, row: bytes) -> None:
    """Drop every earlier wording of a row, when it is erased for good."""
    c.execute(delete(revision).where(revision.c.row == row))


def bury(c: Connection, row: bytes, kind: str, at: Millis) -> None:
    """Leave a tombstone: id and date, no words."""
    c.execute(upsert(tombstone).values(id=row, kind=kind, at=at).on_conflict_do_nothing())


def save_draft(c: Connection, key: str, words: str, at: Millis) -> None:
    """Keep half-typed text under a key; empty text removes it."""
    if not words:
        c.execute(delete(draft).where(draft.c.key == key))
        return
    statement = upsert(draft).values(key=key, text=words, at=at)
    c.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"text": words, "at": at}))


def load_draft(c: Connection, key: str) -> Draft | None:
    """Half-typed text under a key."""
    row = c.execute(select(draft).where(draft.c.key == key)).first()
    return Draft(key=row.key, text=row.text, at=Millis(row.at)) if row else None


def drafts_like(c: Connection, beginning: str) -> tuple[Draft, ...]:
    """Every draft whose key begins so."""
    rows = c.execute(select(draft).where(draft.c.key.startswith(beginning, autoescape=True))).all()
    return tuple(Draft(key=r.key, text=r.text, at=Millis(r.at)) for r in rows)
