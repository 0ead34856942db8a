"""A table of attachments: what each is called, what it hangs on, and the key of its sealed file."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE attachment (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        session BLOB,
        person BLOB,
        note BLOB,
        name TEXT DEFAULT '' NOT NULL,
        type TEXT NOT NULL,
        size INTEGER NOT NULL,
        file TEXT NOT NULL,
        "key" BLOB NOT NULL,
        sha256 BLOB NOT NULL,
        keyed INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE,
        FOREIGN KEY(note) REFERENCES note (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX attachment_by_session ON attachment (session) WHERE session IS NOT NULL",
    "CREATE INDEX attachment_by_person ON attachment (person) WHERE person IS NOT NULL",
    "CREATE INDEX attachment_by_note ON attachment (note) WHERE note IS NOT NULL",
    "CREATE UNIQUE INDEX attachment_by_file ON attachment (file)",
)


def upgrade() -> None:
    """Make the table of attachments; nothing else is touched."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
