"""Every table, as SQLAlchemy Core objects. Constraints stand at table level: a batch change of a table
loses an ON DELETE CASCADE that was written at a column.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)

from mentor_desktop.store.columns import Id, belongs, metadata, number, row_table, words

person = row_table(
    "person",
    words("name"),
    words("say_it"),
    words("pronouns"),
    words("headline"),
    words("about"),
    Column("channels", Text, nullable=False, server_default="[]"),
    Column("languages", Text, nullable=False, server_default="[]"),
    number("me"),
    number("archived"),
)
Index("one_me", person.c.me, unique=True, sqlite_where=person.c.me == 1)

person_zone = Table(
    "person_zone",
    metadata,
    Column("person", Id, nullable=False),
    Column("since", Text, nullable=False, server_default=""),
    Column("zone", Text, nullable=False),
    PrimaryKeyConstraint("person", "since"),
    belongs("person", "person"),
)

relationship = row_table(
    "relationship",
    Column("my_role", Text, nullable=False),
    words("programme"),
    Column("cadence_days", Integer),
    Column("phase", Text, nullable=False),
    Column("started", Text),
    Column("ended", Text),
    number("last_number"),  # the highest number a session of it ever got, kept when that one is erased
    Column("until", Text),  # the last day that was agreed
    Column("midpoint", Text),
)
relationship_member = Table(
    "relationship_member",
    metadata,
    Column("relationship", Id, nullable=False),
    Column("person", Id, nullable=False),
    PrimaryKeyConstraint("relationship", "person"),
    belongs("relationship", "relationship"),
    belongs("person", "person"),
)
Index("member_by_person", relationship_member.c.person)

session = row_table(
    "session",
    Column("relationship", Id, nullable=False),
    Column("wall", Text, nullable=False),
    Column("zone", Text, nullable=False),
    number("fold"),
    Column("at", Integer, nullable=False),  # the instant the plan means today, for ordering
    Column("follows", Id),
    Column("minutes", Integer, nullable=False),
    words("link"),
    words("template"),
    Column("state", Text, nullable=False),
    Column("number", Integer),
    Column("started", Integer),
    Column("ended", Integer),
    Column("off_by", Id),
    Column("off_told", Integer),
    number("paper"),
    words("opening"),
    Column("wrapped", Integer),
    words("intention"),
    words("preparation"),
    words("mattered"),
    belongs("relationship", "relationship"),
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
    number("late_minutes"),
    PrimaryKeyConstraint("session", "person"),
    belongs("session", "session"),
    belongs("person", "person"),
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
    number("fold"),
    Column("by", Id),
    PrimaryKeyConstraint("session", "at"),
    belongs("session", "session"),
)

part = row_table(
    "part",
    Column("session", Id, nullable=False),
    Column("position", Integer, nullable=False),
    words("title"),
    Column("minutes", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("leads", Text, nullable=False),
    Column("topic_of", Id),
    words("template"),
    number("done"),
    number("moves"),
    belongs("session", "session"),
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
    words("boot_id"),
    Column("part", Id),
    number("amount"),
    PrimaryKeyConstraint("seq"),
    belongs("session", "session"),
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
    belongs("session", "session"),
    CheckConstraint("trust BETWEEN 1 AND 5"),
    CheckConstraint("listening BETWEEN 1 AND 5"),
    CheckConstraint("progress BETWEEN 1 AND 5"),
)

note = row_table(
    "note",
    Column("relationship", Id),
    Column("session", Id),
    Column("person", Id),
    Column("kind", Text, nullable=False),
    words("text"),
    Column("at", Integer, nullable=False),
    number("timed"),
    number("checked"),
    Column("audience", Text),  # NULL = private, "[]" = everyone present, else ids in hex
    belongs("relationship", "relationship"),
    belongs("session", "session"),
    belongs("person", "person"),
)
# With what counts of notes need, so that no note is read for them.
Index("note_by_session", note.c.session, note.c.deleted, note.c.at, note.c.audience)
Index("note_by_person", note.c.person, note.c.at)
Index("note_trashed", note.c.deleted, sqlite_where=note.c.deleted.is_not(None))
Index("note_marked", note.c.relationship, note.c.at, sqlite_where=note.c.kind != "note")

promise = row_table(
    "promise",
    Column("relationship", Id),
    Column("session", Id),
    Column("owner", Id, nullable=False),
    Column("receiver", Id),
    words("text"),
    Column("audience", Text),
    Column("due", Text),  # as the events have it now, for lists
    Column("closed", Integer),  # when kept or dropped, for lists
    Column("effort", Integer),  # minutes
    words("repeats"),
    belongs("relationship", "relationship"),
    belongs("session", "session", "SET NULL"),
    belongs("owner", "person"),
    belongs("receiver", "person", "SET NULL"),
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
    words("why"),
    Column("to", Id),
    Column("session", Id),
    PrimaryKeyConstraint("seq"),
    belongs("promise", "promise"),
)
Index("event_by_promise", promise_event.c.promise, promise_event.c.seq)
Index("event_by_session", promise_event.c.session)
Index("event_by_new_owner", promise_event.c.to, sqlite_where=promise_event.c.to.is_not(None))

follow_up = row_table(
    "follow_up",
    Column("session", Id, nullable=False),
    words("text"),
    Column("anchor", Text, nullable=False),
    number("offset_minutes"),
    Column("group", Text, nullable=False),
    number("position"),
    words("default"),
    Column("done", Integer),
    belongs("session", "session"),
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
    number("notes"),
    number("promises"),
    PrimaryKeyConstraint("id"),
    belongs("session", "session"),
)
Index("exported_by_session", exported.c.session, exported.c.at)

attachment = row_table(
    "attachment",
    Column("session", Id),
    Column("person", Id),
    Column("note", Id),
    words("name"),
    Column("type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("file", Text, nullable=False),  # its name in the folder of sealed files
    Column("key", Id, nullable=False),  # 32 bytes; erasing the row makes the file unreadable for good
    Column("sha256", Id, nullable=False),
    Column("keyed", Integer, nullable=False),  # when the key was made, so that all can be made anew
    belongs("session", "session"),
    belongs("person", "person"),
    belongs("note", "note"),
)
Index("attachment_by_session", attachment.c.session, sqlite_where=attachment.c.session.is_not(None))
Index("attachment_by_person", attachment.c.person, sqlite_where=attachment.c.person.is_not(None))
Index("attachment_by_note", attachment.c.note, sqlite_where=attachment.c.note.is_not(None))
Index("attachment_by_file", attachment.c.file, unique=True)

template = row_table("template", words("name"), Column("parts", Text, nullable=False))

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
    number("open"),  # 1 while the burst of typing that made it goes on
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
    number("private"),
    PrimaryKeyConstraint("n"),
    UniqueConstraint("kind", "id"),
)
