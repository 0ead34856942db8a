"""Tables of series of sessions, and of what calendars know them by."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE series (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB NOT NULL,
        weeks INTEGER NOT NULL,
        first TEXT NOT NULL,
        at TEXT NOT NULL,
        zone TEXT NOT NULL,
        follows BLOB,
        count INTEGER NOT NULL,
        minutes INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX series_by_relationship ON series (relationship)",
    """
    CREATE TABLE series_session (
        session BLOB NOT NULL,
        series BLOB NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (session),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE,
        FOREIGN KEY(series) REFERENCES series (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX session_by_series ON series_session (series, position)",
    """
    CREATE TABLE invitation (
        thing BLOB NOT NULL,
        uid TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (thing)
    )
    """,
)


def upgrade() -> None:
    """Make the tables; nothing else is touched."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
