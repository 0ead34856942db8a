"""Tables of agreements and consents, of the cards of a person, and of goals."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE agreement (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB NOT NULL,
        number INTEGER NOT NULL,
        language TEXT NOT NULL,
        second_language TEXT DEFAULT '' NOT NULL,
        review_on TEXT,
        parties TEXT DEFAULT '[]' NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE,
        UNIQUE (relationship, number)
    )
    """,
    """
    CREATE TABLE agreement_clause (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        agreement BLOB NOT NULL,
        position INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        title TEXT DEFAULT '' NOT NULL,
        choice TEXT DEFAULT '' NOT NULL,
        mentor TEXT DEFAULT '' NOT NULL,
        mentee TEXT DEFAULT '' NOT NULL,
        second_mentor TEXT DEFAULT '' NOT NULL,
        second_mentee TEXT DEFAULT '' NOT NULL,
        data TEXT DEFAULT '{}' NOT NULL,
        later INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(agreement) REFERENCES agreement (id) ON DELETE CASCADE,
        UNIQUE (agreement, "key")
    )
    """,
    """
    CREATE TABLE agreement_event (
        seq INTEGER NOT NULL,
        agreement BLOB NOT NULL,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        "by" BLOB,
        "on" TEXT,
        how TEXT,
        PRIMARY KEY (seq),
        FOREIGN KEY(agreement) REFERENCES agreement (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX agreement_event_by_agreement ON agreement_event (agreement, seq)",
    """
    CREATE TABLE recording (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        session BLOB NOT NULL,
        link TEXT DEFAULT '' NOT NULL,
        attachment BLOB,
        delete_by TEXT,
        purpose TEXT DEFAULT '' NOT NULL,
        scope TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE,
        FOREIGN KEY(attachment) REFERENCES attachment (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX recording_by_session ON recording (session)",
    """
    CREATE TABLE consent_event (
        seq INTEGER NOT NULL,
        recording BLOB NOT NULL,
        person BLOB NOT NULL,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        how TEXT,
        agreement BLOB,
        PRIMARY KEY (seq),
        FOREIGN KEY(recording) REFERENCES recording (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE,
        FOREIGN KEY(agreement) REFERENCES agreement (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX consent_event_by_person ON consent_event (person)",
    "CREATE INDEX consent_event_by_recording ON consent_event (recording, seq)",
    """
    CREATE TABLE card (
        person BLOB NOT NULL,
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        PRIMARY KEY (person, kind),
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE goal (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB NOT NULL,
        whose TEXT DEFAULT '[]' NOT NULL,
        audience TEXT,
        aim TEXT DEFAULT '' NOT NULL,
        why TEXT DEFAULT '' NOT NULL,
        measure TEXT NOT NULL,
        unit TEXT DEFAULT '' NOT NULL,
        baseline FLOAT,
        target FLOAT,
        target_date TEXT,
        obstacle TEXT DEFAULT '' NOT NULL,
        "plan" TEXT DEFAULT '' NOT NULL,
        options TEXT DEFAULT '' NOT NULL,
        strengths TEXT DEFAULT '' NOT NULL,
        confidence INTEGER,
        weight INTEGER,
        thoughts TEXT DEFAULT '' NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE,
        CHECK (confidence BETWEEN 0 AND 10),
        CHECK (weight BETWEEN 1 AND 5)
    )
    """,
    "CREATE INDEX goal_by_relationship ON goal (relationship, deleted, state)",
    """
    CREATE TABLE goal_step (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        goal BLOB NOT NULL,
        position INTEGER NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        "after" BLOB,
        due TEXT,
        done INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(goal) REFERENCES goal (id) ON DELETE CASCADE,
        FOREIGN KEY("after") REFERENCES goal_step (id) ON DELETE SET NULL
    )
    """,
    'CREATE INDEX goal_step_by_after ON goal_step ("after") WHERE "after" IS NOT NULL',
    "CREATE INDEX goal_step_by_goal ON goal_step (goal, position)",
    """
    CREATE TABLE goal_event (
        seq INTEGER NOT NULL,
        goal BLOB NOT NULL,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        state TEXT,
        value FLOAT,
        why TEXT DEFAULT '' NOT NULL,
        other BLOB,
        session BLOB,
        PRIMARY KEY (seq),
        FOREIGN KEY(goal) REFERENCES goal (id) ON DELETE CASCADE,
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX goal_event_by_goal ON goal_event (goal, seq)",
    "CREATE INDEX goal_event_by_session ON goal_event (session) WHERE session IS NOT NULL",
    """
    CREATE TABLE evidence (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        goal BLOB NOT NULL,
        at INTEGER NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        note BLOB,
        promise BLOB,
        value FLOAT,
        audience TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(goal) REFERENCES goal (id) ON DELETE CASCADE,
        FOREIGN KEY(note) REFERENCES note (id) ON DELETE SET NULL,
        FOREIGN KEY(promise) REFERENCES promise (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX evidence_by_goal ON evidence (goal, at)",
    "CREATE INDEX evidence_by_note ON evidence (note) WHERE note IS NOT NULL",
    "CREATE INDEX evidence_by_promise ON evidence (promise) WHERE promise IS NOT NULL",
    """
    CREATE TABLE goal_link (
        goal BLOB NOT NULL,
        kind TEXT NOT NULL,
        thing BLOB NOT NULL,
        PRIMARY KEY (kind, thing),
        FOREIGN KEY(goal) REFERENCES goal (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX goal_link_by_goal ON goal_link (goal)",
)


def upgrade() -> None:
    """Make the tables; nothing else is touched."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
