"""The first tables."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE draft (
        "key" TEXT NOT NULL,
        text TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE found (
        n INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id BLOB NOT NULL,
        person BLOB,
        at INTEGER NOT NULL,
        private INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (n),
        UNIQUE (kind, id)
    )
    """,
    """
    CREATE TABLE person (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        say_it TEXT DEFAULT '' NOT NULL,
        pronouns TEXT DEFAULT '' NOT NULL,
        headline TEXT DEFAULT '' NOT NULL,
        about TEXT DEFAULT '' NOT NULL,
        channels TEXT DEFAULT '[]' NOT NULL,
        languages TEXT DEFAULT '[]' NOT NULL,
        me INTEGER DEFAULT '0' NOT NULL,
        archived INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE UNIQUE INDEX one_me ON person (me) WHERE me = 1",
    """
    CREATE TABLE relationship (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        my_role TEXT NOT NULL,
        programme TEXT DEFAULT '' NOT NULL,
        cadence_days INTEGER,
        phase TEXT NOT NULL,
        started TEXT,
        ended TEXT,
        last_number INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE revision (
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        "row" BLOB NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        at INTEGER NOT NULL,
        device BLOB NOT NULL,
        clock INTEGER NOT NULL,
        open INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (seq)
    )
    """,
    'CREATE INDEX revision_by_row ON revision ("row", field, seq)',
    """
    CREATE TABLE setting (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE template (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        parts TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE tombstone (
        id BLOB NOT NULL,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE use_day (
        day TEXT NOT NULL,
        PRIMARY KEY (day)
    )
    """,
    """
    CREATE TABLE person_zone (
        person BLOB NOT NULL,
        since TEXT DEFAULT '' NOT NULL,
        zone TEXT NOT NULL,
        PRIMARY KEY (person, since),
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE relationship_member (
        relationship BLOB NOT NULL,
        person BLOB NOT NULL,
        PRIMARY KEY (relationship, person),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX member_by_person ON relationship_member (person)",
    """
    CREATE TABLE session (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB NOT NULL,
        wall TEXT NOT NULL,
        zone TEXT NOT NULL,
        fold INTEGER DEFAULT '0' NOT NULL,
        at INTEGER NOT NULL,
        follows BLOB,
        minutes INTEGER NOT NULL,
        link TEXT DEFAULT '' NOT NULL,
        template TEXT DEFAULT '' NOT NULL,
        state TEXT NOT NULL,
        number INTEGER,
        started INTEGER,
        ended INTEGER,
        off_by BLOB,
        off_told INTEGER,
        paper INTEGER DEFAULT '0' NOT NULL,
        opening TEXT DEFAULT '' NOT NULL,
        wrapped INTEGER,
        intention TEXT DEFAULT '' NOT NULL,
        preparation TEXT DEFAULT '' NOT NULL,
        mattered TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX session_by_relationship ON session (relationship, at)",
    "CREATE INDEX session_by_state ON session (state, at)",
    "CREATE INDEX session_by_time ON session (at)",
    """
    CREATE TABLE clock_event (
        seq INTEGER NOT NULL,
        session BLOB NOT NULL,
        kind TEXT NOT NULL,
        utc INTEGER NOT NULL,
        boot INTEGER NOT NULL,
        awake INTEGER NOT NULL,
        boot_id TEXT DEFAULT '' NOT NULL,
        part BLOB,
        amount INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX clock_by_session ON clock_event (session, seq)",
    """
    CREATE TABLE exported (
        id BLOB NOT NULL,
        session BLOB NOT NULL,
        at INTEGER NOT NULL,
        audience TEXT NOT NULL,
        format TEXT NOT NULL,
        notes INTEGER DEFAULT '0' NOT NULL,
        promises INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX exported_by_session ON exported (session, at)",
    """
    CREATE TABLE follow_up (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        session BLOB NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        anchor TEXT NOT NULL,
        offset_minutes INTEGER DEFAULT '0' NOT NULL,
        "group" TEXT NOT NULL,
        position INTEGER DEFAULT '0' NOT NULL,
        "default" TEXT DEFAULT '' NOT NULL,
        done INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX follow_up_by_session ON follow_up (session, position)",
    """
    CREATE TABLE note (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB,
        session BLOB,
        person BLOB,
        kind TEXT NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        at INTEGER NOT NULL,
        timed INTEGER DEFAULT '0' NOT NULL,
        checked INTEGER DEFAULT '0' NOT NULL,
        audience TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE,
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX note_by_person ON note (person, at)",
    "CREATE INDEX note_by_session ON note (session, deleted, at, audience)",
    "CREATE INDEX note_marked ON note (relationship, at) WHERE kind != 'note'",
    """
    CREATE TABLE part (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        session BLOB NOT NULL,
        position INTEGER NOT NULL,
        title TEXT DEFAULT '' NOT NULL,
        minutes INTEGER NOT NULL,
        kind TEXT NOT NULL,
        leads TEXT NOT NULL,
        topic_of BLOB,
        template TEXT DEFAULT '' NOT NULL,
        done INTEGER DEFAULT '0' NOT NULL,
        moves INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX part_by_session ON part (session, deleted, position)",
    """
    CREATE TABLE participant (
        session BLOB NOT NULL,
        person BLOB NOT NULL,
        attendance TEXT NOT NULL,
        late_minutes INTEGER DEFAULT '0' NOT NULL,
        PRIMARY KEY (session, person),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX participant_by_person ON participant (person)",
    """
    CREATE TABLE promise (
        id BLOB NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        device BLOB NOT NULL,
        deleted INTEGER,
        trashed_with BLOB,
        row_version INTEGER DEFAULT '0' NOT NULL,
        relationship BLOB,
        session BLOB,
        owner BLOB NOT NULL,
        receiver BLOB,
        text TEXT DEFAULT '' NOT NULL,
        audience TEXT,
        due TEXT,
        closed INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(relationship) REFERENCES relationship (id) ON DELETE CASCADE,
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE SET NULL,
        FOREIGN KEY(owner) REFERENCES person (id) ON DELETE CASCADE,
        FOREIGN KEY(receiver) REFERENCES person (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX promise_by_relationship ON promise (relationship)",
    "CREATE INDEX promise_by_session ON promise (session)",
    "CREATE INDEX promise_open ON promise (due) WHERE closed IS NULL",
    """
    CREATE TABLE rating (
        session BLOB NOT NULL,
        "by" BLOB NOT NULL,
        trust INTEGER,
        listening INTEGER,
        progress INTEGER,
        PRIMARY KEY (session, "by"),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE,
        CHECK (trust BETWEEN 1 AND 5),
        CHECK (listening BETWEEN 1 AND 5),
        CHECK (progress BETWEEN 1 AND 5)
    )
    """,
    """
    CREATE TABLE session_move (
        session BLOB NOT NULL,
        at INTEGER NOT NULL,
        wall TEXT NOT NULL,
        zone TEXT NOT NULL,
        fold INTEGER DEFAULT '0' NOT NULL,
        "by" BLOB,
        PRIMARY KEY (session, at),
        FOREIGN KEY(session) REFERENCES session (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE promise_event (
        seq INTEGER NOT NULL,
        promise BLOB NOT NULL,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        due TEXT,
        why TEXT DEFAULT '' NOT NULL,
        "to" BLOB,
        session BLOB,
        PRIMARY KEY (seq),
        FOREIGN KEY(promise) REFERENCES promise (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX event_by_promise ON promise_event (promise, seq)",
    "CREATE INDEX event_by_session ON promise_event (session)",
    'CREATE INDEX event_by_new_owner ON promise_event ("to") WHERE "to" IS NOT NULL',
    "CREATE VIRTUAL TABLE found_text USING fts5(title, body, content='', contentless_delete=1,"
    " prefix='2 3', tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO found_text(found_text, rank) VALUES('rank', 'bm25(8.0, 1.0)')",
)


def upgrade() -> None:
    """Make every table of format 1."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
