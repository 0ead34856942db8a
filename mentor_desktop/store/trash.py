"""The trash: out of sight at once, erased for good after thirty days of which seven saw use."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, literal, select, update

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import DAY, Millis
from mentor_desktop.store import agreement_tables, goal_tables, tables, touch_tables
from mentor_desktop.store.history import bury, forget_history
from mentor_desktop.store.refind import refind
from mentor_desktop.store.rows import Gone, Stamp, update_row
from mentor_desktop.store.search import drop_found, optimize
from mentor_desktop.store.settings import days_used_since

KEEP_DAYS, KEEP_USE_DAYS = 30, 7  # both must pass, so that a wrong clock alone erases nothing

TABLE_OF: dict[Kind, Table] = {
    Kind.PERSON: tables.person,
    Kind.RELATIONSHIP: tables.relationship,
    Kind.SESSION: tables.session,
    Kind.PART: tables.part,
    Kind.NOTE: tables.note,
    Kind.PROMISE: tables.promise,
    Kind.FOLLOW_UP: tables.follow_up,
    Kind.ATTACHMENT: tables.attachment,
    Kind.AGREEMENT: agreement_tables.agreement,
    Kind.CLAUSE: agreement_tables.agreement_clause,
    Kind.RECORDING: agreement_tables.recording,
    Kind.CHECK_IN: touch_tables.check_in,
    Kind.OCCASION: touch_tables.occasion,
    Kind.PULSE: touch_tables.pulse,
    Kind.GOAL: goal_tables.goal,
    Kind.STEP: goal_tables.goal_step,
    Kind.EVIDENCE: goal_tables.evidence,
}

# The field that says what a thing is; a session has none and is told by its date and people.
_WORDS: dict[Kind, str] = {
    Kind.PERSON: "name",
    Kind.RELATIONSHIP: "programme",
    Kind.PART: "title",
    Kind.NOTE: "text",
    Kind.PROMISE: "text",
    Kind.FOLLOW_UP: "text",
    Kind.ATTACHMENT: "name",
    Kind.CLAUSE: "title",
    Kind.RECORDING: "purpose",
    Kind.CHECK_IN: "text",
    Kind.OCCASION: "title",
    Kind.GOAL: "aim",
    Kind.STEP: "text",
    Kind.EVIDENCE: "text",
}


class Trashed(NamedTuple):
    """One thing in the trash."""

    kind: Kind
    row: bytes
    words: str  # all of its text
    at: Millis  # when it was put there


def trash(c: Connection, kind: Kind, row: bytes, stamp: Stamp) -> None:
    """Put a thing, and what hangs on it, out of sight and out of search. Raises Gone."""
    update_row(c, TABLE_OF[kind], stamp, row, {"deleted": stamp.at, "trashed_with": None})
    drop_found(c, kind, row)
    for below_kind, below in _below(c, kind, row):
        table = TABLE_OF[below_kind]
        went = c.execute(
            update(table)
            .where(table.c.id == below, table.c.deleted.is_(None))
            .values(deleted=stamp.at, trashed_with=row)
        )
        if went.rowcount:
            drop_found(c, below_kind, below)


def restore(c: Connection, kind: Kind, row: bytes, stamp: Stamp) -> None:
    """Bring a thing back from the trash with what went there with it, and with what it hangs on.

    Raises Gone once it is erased.
    """
    for above_kind, above in _trashed_above(c, kind, row):
        restore(c, above_kind, above, stamp)
    back = [(kind, row)]
    for below_kind, table in TABLE_OF.items():
        along = c.execute(select(table.c.id).where(table.c.trashed_with == row)).scalars()
        back += [(below_kind, below) for below in along]
    for back_kind, each in back:
        table = TABLE_OF[back_kind]
        done = c.execute(
            update(table)
            .where(table.c.id == each)
            .values(
                deleted=None, trashed_with=None, changed=stamp.at, device=stamp.device,
                row_version=table.c.row_version + 1,
            )
        )  # fmt: skip
        if done.rowcount != 1:
            raise Gone
    for back_kind, each in back:
        refind(c, back_kind, each, stamp)


def _trashed_above(c: Connection, kind: Kind, row: bytes) -> list[tuple[Kind, bytes]]:
    """What has to come back first: a note without its session would be nowhere."""
    table = TABLE_OF[kind]
    found = c.execute(select(table).where(table.c.id == row)).first()
    above: list[tuple[Kind, bytes]] = []
    for column, parent in (
        ("session", Kind.SESSION),
        ("relationship", Kind.RELATIONSHIP),
        ("person", Kind.PERSON),
        ("note", Kind.NOTE),
        ("goal", Kind.GOAL),
        ("agreement", Kind.AGREEMENT),
    ):
        if found is None or column not in table.c or (kind is Kind.PROMISE and column == "session"):
            continue
        parents = TABLE_OF[parent]
        hidden = c.execute(
            select(parents.c.trashed_with).where(
                parents.c.id == getattr(found, column), parents.c.deleted.is_not(None)
            )
        ).first()
        if hidden is None:
            continue
        root = hidden.trashed_with or getattr(found, column)
        above += [
            (each, root)
            for each, roots in TABLE_OF.items()
            if c.execute(select(roots.c.id).where(roots.c.id == root, roots.c.deleted.is_not(None))).first()
        ]
    return list(dict.fromkeys(above))


def load_trashed(c: Connection) -> list[Trashed]:
    """Everything in the trash, the last one put there first; what went with a thing is not told apart."""
    found: list[Trashed] = []
    for kind, table in TABLE_OF.items():
        words = table.c[_WORDS[kind]] if kind in _WORDS else literal("")
        rows = c.execute(
            select(table.c.id, table.c.deleted, words.label("words")).where(
                table.c.deleted.is_not(None), table.c.trashed_with.is_(None)
            )
        )
        found += [Trashed(kind, row.id, row.words, row.deleted) for row in rows]
    return sorted(found, key=lambda each: -each.at)


def ripe(c: Connection, now: Millis) -> Sequence[tuple[Kind, bytes]]:
    """What has been in the trash long enough to be erased."""
    every: list[tuple[Kind, bytes]] = []
    for kind, table in TABLE_OF.items():
        rows = c.execute(
            select(table.c.id, table.c.deleted).where(
                table.c.deleted <= now - KEEP_DAYS * DAY, table.c.trashed_with.is_(None)
            )
        )
        for row in rows:
            day = datetime.fromtimestamp(row.deleted / 1000, UTC).date()
            if days_used_since(c, day) >= KEEP_USE_DAYS:
                every.append((kind, row.id))
    return every


def erase(c: Connection, things: Sequence[tuple[Kind, bytes]], at: Millis) -> int:
    """Erase things and what hangs on them for good: rows, history, drafts, index. How many rows went.

    What stays of each is a tombstone of id and date.
    """
    gone = 0
    for kind, row in things:
        for below_kind, below in [*_below(c, kind, row), (kind, row)]:
            drop_found(c, below_kind, below)
            forget_history(c, below)
            c.execute(delete(tables.draft).where(tables.draft.c.key.contains(below.hex())))
            gone += c.execute(delete(TABLE_OF[below_kind]).where(TABLE_OF[below_kind].c.id == below)).rowcount
            bury(c, below, str(below_kind), at)
    if things:
        optimize(c)
    return gone


_HANGS_ON: Mapping[Kind, tuple[tuple[Kind, str], ...]] = {
    Kind.PERSON: (
        (Kind.NOTE, "person"), (Kind.PROMISE, "owner"), (Kind.ATTACHMENT, "person"),
        (Kind.CHECK_IN, "person"), (Kind.OCCASION, "person"),
    ),
    Kind.RELATIONSHIP: (
        (Kind.SESSION, "relationship"), (Kind.PROMISE, "relationship"), (Kind.NOTE, "relationship"),
        (Kind.AGREEMENT, "relationship"), (Kind.GOAL, "relationship"), (Kind.PULSE, "relationship"),
    ),
    Kind.SESSION: (
        (Kind.NOTE, "session"), (Kind.PART, "session"), (Kind.FOLLOW_UP, "session"),
        (Kind.ATTACHMENT, "session"), (Kind.RECORDING, "session"),
    ),
    Kind.NOTE: ((Kind.ATTACHMENT, "note"),),
    Kind.AGREEMENT: ((Kind.CLAUSE, "agreement"),),
    Kind.GOAL: ((Kind.EVIDENCE, "goal"), (Kind.STEP, "goal")),
}  # fmt: skip
"""By which column things of which kinds hang on a thing."""


def _below(c: Connection, kind: Kind, row: bytes) -> list[tuple[Kind, bytes]]:
    """What goes with a thing, the innermost first."""
    below: list[tuple[Kind, bytes]] = []
    if kind is Kind.PERSON:
        for relationship in _alone_in(c, row):
            below += [*_below(c, Kind.RELATIONSHIP, relationship), (Kind.RELATIONSHIP, relationship)]
    for child, column in _HANGS_ON.get(kind, ()):
        for _, each in _children(c, child, column, row):
            below += [*_below(c, child, each), (child, each)]
    return list(dict.fromkeys(below))


def _alone_in(c: Connection, person: bytes) -> list[bytes]:
    """The relationships that have nobody but this person."""
    member = tables.relationship_member
    mine = c.execute(select(member.c.relationship).where(member.c.person == person)).scalars().all()
    shared = select(member.c.relationship).where(member.c.person != person)
    return [each for each in mine if not c.execute(shared.where(member.c.relationship == each)).first()]


def _children(c: Connection, kind: Kind, column: str, row: bytes) -> list[tuple[Kind, bytes]]:
    table = TABLE_OF[kind]
    return [(kind, each) for each in c.execute(select(table.c.id).where(table.c[column] == row)).scalars()]
