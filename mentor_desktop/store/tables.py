"""Every table, as SQLAlchemy Core objects. Constraints stand at table level: a batch change of a table
loses an ON DELETE CASCADE that was written at a column.
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.types import UserDefinedType


class Id(UserDefinedType[bytes]):
    """16 bytes, passed through without conversion."""

    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        """The column's type in SQL."""
        return "BLOB"


metadata = MetaData()


def _row(name: str, *columns: Any) -> Table:
    """A table of things of their own: id, when made and changed, on which device, when trashed (and with
    which thing, if it hangs on one), version."""
    return Table(
        name,
        metadata,
        Column("id", Id, nullable=False),
        Column("created", Integer, nullable=False),
        Column("changed", Integer, nullable=False),
        Column("device", Id, nullable=False),
        Column("deleted", Integer),
        Column("trashed_with", Id),
        Column("row_version", Integer, nullable=False, server_default="0"),
        *columns,
        PrimaryKeyConstraint("id"),
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _belongs(column: str, table: str, rule: str = "CASCADE") -> ForeignKeyConstraint:
    return ForeignKeyConstraint([column], [f"{table}.id"], ondelete=rule)


person = _row(
    "person",
    _text("name"),
    _text("say_it"),
    _text("pronouns"),
    _text("headline"),
    _text("about"),
    Column("channels", Text, nullable=False, server_default="[]"),
    Column("languages", Text, nullable=False, server_default="[]"),
    _flag("me"),
    _flag("archived"),
)
Index("one_me", person.c.me, unique=True, sqlite_where=person.c.me == 1)

person_zone = Table(
    "person_zone",
    metadata,
    Column("person", Id, nullable=False),
    Column("since", Text, nullable=False, server_default=""),
    Column("zone", Text, nullable=False),
    PrimaryKeyConstraint("person", "since"),
    _belongs("person", "person"),
)

relationship = _row(
    "relationship",
    Column("my_role", Text, nullable=False),
    _text("programme"),
    Column("cadence_days", Integer),
    Column("phase", Text, nullable=False),
    Column("started", Text),
    Column("ended", Text),
    _flag("last_number"),  # the highest number a session of it ever got, kept when that one is erased
)
relationship_member = Table(
    "relationship_member",
    metadata,
    Column("relationship", Id, nullable=False),
    Column("person", Id, nullable=False),
    PrimaryKeyConstraint("relationship", "person"),
    _belongs("relationship", "relationship"),
    _belongs("person", "person"),
)
Index("member_by_person", relationship_member.c.person)

session = _row(
    "session",
    Column("relationship", Id, nullable=False),
    Column("wall", Text, nullable=False),
    Column("zone", Text, nullable=False),
    _flag("fold"),
    Column("at", Integer, nullable=False),  # the instant the plan means today, for ordering
    Column("follows", Id),
    Column("minutes", Integer, nullable=False),
    _text("link"),
    _text("template"),
    Column("state", Text, nullable=False),
    Column("number", Integer),
    Column("started", Integer),
    Column("ended", Integer),
    Column("off_by", Id),
    Column("off_told", Integer),
    _flag("paper"),
    _text("opening"),
    Column("wrapped", Integer),
    _text("intention"),
    _text("preparation"),
    _text("mattered"),
    _belongs("relationship", "relationship"),
)
Index("session_by_time", session.c.at)
Index("session_by_relationship", session.c.relationship, session.c.at)
Index("session_by_state", session.c.state, session.c.at)

participant = Table(
    "participant",
    metadata,
    Column("session", Id, nullable=False),
    Column("person", Id, nullable=False),
    Column("attendance", Text, nullable=False),
    _flag("late_minutes"),
    PrimaryKeyConstraint("session", "person"),
    _belongs("session", "session"),
    _belongs("person", "person"),
)
Index("participant_by_person", participant.c.person)
FIRST_PERSON = select(participant.c.person).where(participant.c.session == bindparam("_session")).limit(1)
"""Under whom a session and its notes are found."""

session_move = Table(
    "session_move",
    metadata,
    Column("session", Id, nullable=False),
    Column("at", Integer, nullable=False),
    Column("wall", Text, nullable=False),
    Column("zone", Text, nullable=False),
    _flag("fold"),
    Column("by", Id),
    PrimaryKeyConstraint("session", "at"),
    _belongs("session", "session"),
)

part = _row(
    "part",
    Column("session", Id, nullable=False),
    Column("position", Integer, nullable=False),
    _text("title"),
    Column("minutes", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("leads", Text, nullable=False),
    Column("topic_of", Id),
    _text("template"),
    _flag("done"),
    _flag("moves"),
    _belongs("session", "session"),
)
Index("part_by_session", part.c.session, part.c.deleted, part.c.position)

clock_event = Table(
    "clock_event",
    metadata,
    Column("seq", Integer, nullable=False),
    Column("session", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("utc", Integer, nullable=False),
    Column("boot", Integer, nullable=False),
    Column("awake", Integer, nullable=False),
    _text("boot_id"),
    Column("part", Id),
    _flag("amount"),
    PrimaryKeyConstraint("seq"),
    _belongs("session", "session"),
)
Index("clock_by_session", clock_event.c.session, clock_event.c.seq)

rating = Table(
    "rating",
    metadata,
    Column("session", Id, nullable=False),
    Column("by", Id, nullable=False),
    Column("trust", Integer),
    Column("listening", Integer),
    Column("progress", Integer),
    PrimaryKeyConstraint("session", "by"),
    _belongs("session", "session"),
    CheckConstraint("trust BETWEEN 1 AND 5"),
    CheckConstraint("listening BETWEEN 1 AND 5"),
    CheckConstraint("progress BETWEEN 1 AND 5"),
)

note = _row(
    "note",
    Column("relationship", Id),
    Column("session", Id),
    Column("person", Id),
    Column("kind", Text, nullable=False),
    _text("text"),
    Column("at", Integer, nullable=False),
    _flag("timed"),
    _flag("checked"),
    Column("audience", Text),  # NULL = private, "[]" = everyone present, else ids in hex
    _belongs("relationship", "relationship"),
    _belongs("session", "session"),
    _belongs("person", "person"),
)
# With what counts of notes need, so that no note is read for them.
Index("note_by_session", note.c.session, note.c.deleted, note.c.at, note.c.audience)
Index("note_by_person", note.c.person, note.c.at)
Index("note_marked", note.c.relationship, note.c.at, sqlite_where=note.c.kind != "note")

promise = _row(
    "promise",
    Column("relationship", Id),
    Column("session", Id),
    Column("owner", Id, nullable=False),
    Column("receiver", Id),
    _text("text"),
    Column("audience", Text),
    Column("due", Text),  # as the events have it now, for lists
    Column("closed", Integer),  # when kept or dropped, for lists
    _belongs("relationship", "relationship"),
    _belongs("session", "session", "SET NULL"),
    _belongs("owner", "person"),
    _belongs("receiver", "person", "SET NULL"),
)
Index("promise_open", promise.c.due, sqlite_where=promise.c.closed.is_(None))
Index("promise_by_session", promise.c.session)
Index("promise_by_relationship", promise.c.relationship)

promise_event = Table(
    "promise_event",
    metadata,
    Column("seq", Integer, nullable=False),
    Column("promise", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("due", Text),
    _text("why"),
    Column("to", Id),
    Column("session", Id),
    PrimaryKeyConstraint("seq"),
    _belongs("promise", "promise"),
)
Index("event_by_promise", promise_event.c.promise, promise_event.c.seq)
Index("event_by_session", promise_event.c.session)
Index("event_by_new_owner", promise_event.c.to, sqlite_where=promise_event.c.to.is_not(None))

follow_up = _row(
    "follow_up",
    Column("session", Id, nullable=False),
    _text("text"),
    Column("anchor", Text, nullable=False),
    _flag("offset_minutes"),
    Column("group", Text, nullable=False),
    _flag("position"),
    _text("default"),
    Column("done", Integer),
    _belongs("session", "session"),
)
Index("follow_up_by_session", follow_up.c.session, follow_up.c.position)

exported = Table(
    "exported",
    metadata,
    Column("id", Id, nullable=False),
    Column("session", Id, nullable=False),
    Column("at", Integer, nullable=False),
    Column("audience", Text, nullable=False),
    Column("format", Text, nullable=False),
    _flag("notes"),
    _flag("promises"),
    PrimaryKeyConstraint("id"),
    _belongs("session", "session"),
)
Index("exported_by_session", exported.c.session, exported.c.at)

template = _row("template", _text("name"), Column("parts", Text, nullable=False))

revision = Table(
    "revision",
    metadata,
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("row", Id, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("device", Id, nullable=False),
    Column("clock", Integer, nullable=False),
    _flag("open"),  # 1 while the burst of typing that made it goes on
    PrimaryKeyConstraint("seq"),
)
Index("revision_by_row", revision.c.row, revision.c.field, revision.c.seq)

draft = Table(
    "draft",
    metadata,
    Column("key", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("key"),
)
setting = Table(
    "setting",
    metadata,
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("name"),
)
tombstone = Table(
    "tombstone",
    metadata,
    Column("id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("id"),
)
use_day = Table("use_day", metadata, Column("day", Text, nullable=False), PrimaryKeyConstraint("day"))
found = Table(
    "found",
    metadata,
    Column("n", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Id, nullable=False),
    Column("person", Id),
    Column("at", Integer, nullable=False),
    _flag("private"),
    PrimaryKeyConstraint("n"),
    UniqueConstraint("kind", "id"),
)
