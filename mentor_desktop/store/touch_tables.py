"""The tables of staying in touch: check-ins, days that matter, what was put off, and how it feels."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from mentor_desktop.store.columns import Id, belongs, metadata, number, row_table, words

check_in = row_table(
    "check_in",
    Column("relationship", Id),
    Column("person", Id, nullable=False),
    Column("kind", Text, nullable=False),
    words("channel"),
    words("text"),
    Column("at", Integer, nullable=False),
    belongs("relationship", "relationship"),
    belongs("person", "person"),
)
Index("check_in_by_person", check_in.c.person, check_in.c.at)
Index("check_in_by_relationship", check_in.c.relationship)

occasion = row_table(
    "occasion",
    Column("person", Id, nullable=False),
    words("title"),
    Column("month", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("year", Integer),
    number("ask_after"),
    belongs("person", "person"),
    CheckConstraint("month BETWEEN 1 AND 12"),
    CheckConstraint("day BETWEEN 1 AND 31"),
)
Index("occasion_by_person", occasion.c.person)

snooze = Table(
    "snooze",
    metadata,
    Column("person", Id, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Text, nullable=False),
    words("why"),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("person", "reason"),
    belongs("person", "person"),
)

pulse = row_table(
    "pulse",
    Column("relationship", Id, nullable=False),
    Column("round", Text, nullable=False),
    Column("by", Id, nullable=False),
    Column("heard", Integer),
    Column("safe", Integer),
    Column("useful", Integer),
    Column("honest", Integer),
    Column("progress", Integer),
    Column("at", Integer, nullable=False),
    belongs("relationship", "relationship"),
    belongs("by", "person"),
    UniqueConstraint("relationship", "round", "by"),
)
Index("pulse_by_person", pulse.c.by)
