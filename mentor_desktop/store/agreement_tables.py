"""The tables of agreements, of consents to a recording, and of the two cards of a person."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from mentor_desktop.store.columns import Id, belongs, metadata, number, row_table, words

agreement = row_table(
    "agreement",
    Column("relationship", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("language", Text, nullable=False),
    words("second_language"),
    Column("review_on", Text),
    Column("parties", Text, nullable=False, server_default="[]"),
    words("note"),
    belongs("relationship", "relationship"),
    UniqueConstraint("relationship", "number"),
)

agreement_clause = row_table(
    "agreement_clause",
    Column("agreement", Id, nullable=False),
    Column("position", Integer, nullable=False),
    Column("key", Text, nullable=False),
    words("title"),
    words("choice"),
    words("mentor"),
    words("mentee"),
    words("second_mentor"),
    words("second_mentee"),
    Column("data", Text, nullable=False, server_default="{}"),
    number("later"),
    belongs("agreement", "agreement"),
    UniqueConstraint("agreement", "key"),
)

agreement_event = Table(
    "agreement_event",
    metadata,
    Column("seq", Integer, nullable=False),
    Column("agreement", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("by", Id),
    Column("on", Text),
    Column("how", Text),
    PrimaryKeyConstraint("seq"),
    belongs("agreement", "agreement"),
)
Index("agreement_event_by_agreement", agreement_event.c.agreement, agreement_event.c.seq)

recording = row_table(
    "recording",
    Column("session", Id, nullable=False),
    words("link"),
    Column("attachment", Id),
    Column("delete_by", Text),
    words("purpose"),
    words("scope"),
    belongs("session", "session"),
    belongs("attachment", "attachment", "SET NULL"),
)
Index("recording_by_session", recording.c.session)

consent_event = Table(
    "consent_event",
    metadata,
    Column("seq", Integer, nullable=False),
    Column("recording", Id, nullable=False),
    Column("person", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("how", Text),
    Column("agreement", Id),  # the version whose recording clause held then
    PrimaryKeyConstraint("seq"),
    belongs("recording", "recording"),
    belongs("person", "person"),
    belongs("agreement", "agreement", "SET NULL"),
)
Index("consent_event_by_recording", consent_event.c.recording, consent_event.c.seq)
Index("consent_event_by_person", consent_event.c.person)

card = Table(
    "card",
    metadata,
    Column("person", Id, nullable=False),
    Column("kind", Text, nullable=False),  # access, life
    Column("value", Text, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("device", Id, nullable=False),
    PrimaryKeyConstraint("person", "kind"),
    belongs("person", "person"),
)
