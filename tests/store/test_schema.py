"""The tables: made by the steps alone, as the code names them, and never touched when newer."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, create_engine, text

from mentor_desktop.services import backups, notes, people, vaults
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import agreement_tables as agreement_tables
from mentor_desktop.store import goal_tables as goal_tables
from mentor_desktop.store import schema
from mentor_desktop.store import tables as tables
from mentor_desktop.store.columns import metadata
from tests.support import PASSPHRASE, HandClock, dump, empty_vault, reopened

VERSIONS = Path(schema.__file__).parent / "migrations"
PRESENT = schema.HEAD
NEXT = f"{int(PRESENT) + 1:04}"

STEP = '''
"""A step made for a test."""
from alembic import op
revision, down_revision, branch_labels, depends_on = "{revision}", "{present}", None, None
def upgrade() -> None:
    op.get_bind().exec_driver_sql("{statement}")
'''


def shape(c: Connection) -> dict[str, Any]:
    """Columns, indexes and foreign keys of our tables, as the database tells them."""
    found: dict[str, Any] = {}
    for table in metadata.sorted_tables:
        columns = c.execute(text(f"PRAGMA table_info('{table.name}')")).all()
        keys = c.execute(text(f"PRAGMA foreign_key_list('{table.name}')")).all()
        indexes = c.execute(text(f"PRAGMA index_list('{table.name}')")).all()
        found[table.name] = {
            "columns": [tuple(row)[1:] for row in columns],
            "keys": sorted(tuple(row)[2:] for row in keys),
            "indexes": sorted(
                (row[1], row[2], row[4], tuple(c.execute(text(f"PRAGMA index_info('{row[1]}')")).all()))
                for row in indexes
            ),
            "checks": c.execute(
                text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table.name}
            ).scalar_one().upper().count("CHECK"),
        }  # fmt: skip
    return found


def partial_indexes(c: Connection) -> list[str]:
    rows = c.execute(
        text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'")
    ).scalars()
    return sorted(" ".join(sql.replace('"', "").split()) for sql in rows)


def test_the_steps_make_what_the_code_names(opened: Opened) -> None:
    fresh = create_engine("sqlite://")
    with fresh.begin() as made:
        metadata.create_all(made)
        wanted, wanted_partial = shape(made), partial_indexes(made)
    fresh.dispose()
    with opened.desk.read() as c:
        assert shape(c) == wanted
        assert partial_indexes(c) == wanted_partial
        there = set(c.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    known = {table.name for table in metadata.sorted_tables}
    assert {name for name in there - known if not name.startswith("found_text")} == {
        "alembic_version",
        "vault",
    }


def test_the_head_is_the_newest_step() -> None:
    steps = ScriptDirectory(str(VERSIONS))
    assert steps.get_current_head() == schema.HEAD
    assert steps.get_bases() == ["0001"]


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: str(table.name))
def test_things_have_the_columns_of_their_history(table: Table) -> None:
    if "row_version" in table.c:
        assert {"id", "created", "changed", "device", "deleted", "trashed_with"} <= set(table.c.keys())


def set_version(folder: Path, version: str) -> None:
    opened = reopened(folder)
    con = opened.vault.connect("writer")
    con.execute("UPDATE alembic_version SET version_num = ?", (version,))
    con.close()
    opened.close()


def test_a_newer_vault_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a.vault"
    empty_vault(folder).close()
    set_version(folder, "9999")
    before = (folder / "notes.db").read_bytes()
    with pytest.raises(vaults.Newer) as refused:
        reopened(folder)
    assert "newer" in vaults.sentence(refused.value)
    assert (folder / "notes.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.vault"]


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the steps, so that a test can add one."""
    package = tmp_path / "package"
    shutil.copytree(VERSIONS, package / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "files", lambda _name: package)
    monkeypatch.setattr(schema, "HEAD", NEXT)
    return package / "migrations" / "versions"


def add_step(steps: Path, statement: str) -> None:
    step = STEP.format(revision=NEXT, present=PRESENT, statement=statement)
    (steps / f"r{NEXT}_test.py").write_text(step)


def with_a_note(folder: Path) -> None:
    opened = empty_vault(folder, HandClock())
    notes.write(opened.desk, "kept through the step", person=people.add(opened.desk, "Amara").id)
    opened.close()


def test_an_older_vault_is_copied_and_brought_up_to_date(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a.vault"
    with monkeypatch.context() as past:
        past.setattr(schema, "HEAD", PRESENT)
        with_a_note(folder)
    add_step(steps, "ALTER TABLE person ADD COLUMN motto TEXT NOT NULL DEFAULT ''")
    opened = reopened(folder)
    with opened.desk.read() as c:
        assert schema.version(c) == NEXT
        assert "motto" in [row[1] for row in c.execute(text("PRAGMA table_info('person')"))]
    assert [note.text for note in notes.every(opened.desk)] == ["kept through the step"]
    opened.close()
    (made,) = backups.known_for(folder)
    assert (made.reason, made.problem) == ("migration", "")
    assert backups.prove(made.path, passphrase=PASSPHRASE).counts.notes == 1
    with monkeypatch.context() as past:  # brought back, it opens with the program of before
        past.setattr(schema, "HEAD", PRESENT)
        backups.restore(made.path, tmp_path / "old.vault", passphrase=PASSPHRASE)
        old = vaults.open_vault(tmp_path / "old.vault", passphrase=PASSPHRASE)
        assert [note.text for note in notes.every(old.desk)] == ["kept through the step"]
        old.close()
    again = reopened(folder)  # no second step, no second backup
    assert [each.reason for each in backups.every(again)] == ["migration"]
    later = backups.make(again)
    again.close()
    with monkeypatch.context() as past:  # an older program says so of a newer backup
        past.setattr(schema, "HEAD", PRESENT)
        with pytest.raises(schema.NewerSchema) as told:
            backups.prove(later.path, passphrase=PASSPHRASE)
        assert "newer" in vaults.sentence(told.value)
        assert vaults.is_damage(told.value)


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("ALTER TABLE nowhere ADD COLUMN motto TEXT", Exception),
        ("UPDATE participant SET person = x'00'", schema.BrokenReference),
    ],
)
def test_a_step_that_fails_changes_nothing(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch, statement: str, error: type[Exception]
) -> None:
    folder = tmp_path / "a.vault"
    with monkeypatch.context() as past:
        past.setattr(schema, "HEAD", PRESENT)
        from tests.support import sample_vault

        full = sample_vault(folder, HandClock())
        before = dump(full)
        full.close()
    add_step(steps, statement)
    with pytest.raises(error):
        reopened(folder)
    with monkeypatch.context() as past:
        past.setattr(schema, "HEAD", PRESENT)
        opened = reopened(folder, HandClock())
        after = dump(opened)
        opened.close()
    assert {**after, "use_day": []} == {**before, "use_day": []}


def test_a_vault_cut_off_before_its_tables_is_finished(tmp_path: Path) -> None:
    from mentor_desktop import vault
    from tests.support import CHEAP

    made, _key = vault.create(tmp_path / "a.vault", PASSPHRASE, work=CHEAP)
    made.close()
    opened = reopened(tmp_path / "a.vault", HandClock())
    assert people.me(opened.desk).name == "Me"
    assert people.current_zone(opened.desk) == "Europe/Stockholm"
    opened.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.vault"]  # there was nothing to copy first
