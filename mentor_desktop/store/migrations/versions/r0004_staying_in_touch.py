"""Tables of check-ins, days that matter and the pulse; how large a promise is, and until when one meets."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    "CREATE INDEX note_trashed ON note (deleted) WHERE deleted IS NOT NULL",
    "ALTER TABLE promise ADD COLUMN effort INTEGER",
    "ALTER TABLE promise ADD COLUMN repeats TEXT DEFAULT '' NOT NULL",
    'ALTER TABLE relationship ADD COLUMN "until" TEXT',
    "ALTER TABLE relationship ADD COLUMN midpoint TEXT",
    """
    CREATE TABLE check_in (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB,
        person BLOB NOT NULL,
        kind TEXT NOT NULL,
        channel TEXT DEFAULT '' NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX check_in_by_person ON check_in (person, at)",
    "CREATE INDEX check_in_by_relationship ON check_in (relationship)",
    """
    CREATE TABLE occasion (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        person BLOB NOT NULL,
        title TEXT DEFAULT '' NOT NULL,
        month INTEGER NOT NULL,
        day INTEGER NOT NULL,
        year INTEGER,
        ask_after INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE,
        CHECK (month BETWEEN 1 AND 12),
        CHECK (day BETWEEN 1 AND 31)
    )
    """,
    "CREATE INDEX occasion_by_person ON occasion (person)",
    """
    CREATE TABLE snooze (
        person BLOB NOT NULL,
        reason TEXT NOT NULL,
        until TEXT NOT NULL,
        why TEXT DEFAULT '' NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (person, reason),
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE pulse (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB NOT NULL,
        round TEXT NOT NULL,
        "by" BLOB NOT NULL,
        heard INTEGER,
        safe INTEGER,
        useful INTEGER,
        honest INTEGER,
        progress INTEGER,
        at INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE,
        FOREIGN KEY("by") REFERENCES person (id) ON DELETE CASCADE,
        UNIQUE (relationship, round, "by")
    )
    """,
    'CREATE INDEX pulse_by_person ON pulse ("by")',
)


def upgrade() -> None:
    """Make the tables and columns; what is there stays as it is."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
