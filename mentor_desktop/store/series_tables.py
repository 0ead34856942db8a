"""The tables of series, and of the invitations that went out."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from mentor_desktop.store.columns import Id, belongs, metadata, row_table

series = row_table(
    "series",
    Column("relationship", Id, nullable=False),
    Column("weeks", Integer, nullable=False),
    Column("first", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("follows", Id),
    Column("count", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    belongs("relationship", "relationship"),
)
Index("series_by_relationship", series.c.relationship)

series_session = Table(
    "series_session",
    metadata,
    Column("session", Id, nullable=False),
    Column("series", Id, nullable=False),
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("session"),
    belongs("session", "session"),
    belongs("series", "series"),
)
Index("session_by_series", series_session.c.series, series_session.c.position)

invitation = Table(
    "invitation",
    metadata,
    Column("thing", Id, nullable=False),  # a session or a series
    Column("uid", Text, nullable=False),  # random: the ids of the vault tell when a row was made
    Column("sequence", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of what went out last, so that a change is noticed
    PrimaryKeyConstraint("thing"),
)
