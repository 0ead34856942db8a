"""`notes.db`: how every connection is set, and what is told of a file that is not ours or not whole."""

import os
import sqlite3
from pathlib import Path

import pytest

from mentor_desktop import vault
from mentor_desktop.vault import database
from mentor_desktop.vault.vault import DATABASE
from tests.vault.conftest import Made
from tests.vault.support import CHEAP, PASSPHRASE, ROWS, snapshot

PAGE = 4096
COMMON = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 10_000,
    "cipher_memory_security": "0",
    "cipher_log_level": "NONE",
}


@pytest.mark.parametrize(
    ("role", "own"),
    [
        ("writer", {"foreign_keys": 1, "cache_size": -4096, "query_only": 0}),
        ("reader", {"foreign_keys": 1, "cache_size": -16384, "query_only": 1}),
        ("short", {"foreign_keys": 1, "cache_size": -4096, "query_only": 0}),
        ("migration", {"foreign_keys": 0, "cache_size": -16384, "query_only": 0}),
    ],
)
def test_the_settings_of_every_role_are_in_force(
    made: Made, role: vault.Role, own: dict[str, object]
) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        con = opened.connect(role)
        expected = COMMON | own
        assert {name: con.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected
        with pytest.raises(opened.dbapi.OperationalError, match="not authorized"):
            con.execute("SELECT load_extension('x')")
        assert con.isolation_level is None


def test_a_reader_cannot_write(made: Made) -> None:
    with (
        vault.open_vault(made.folder, passphrase=made.passphrase) as opened,
        pytest.raises(opened.dbapi.OperationalError, match="readonly"),
    ):
        opened.connect("reader").execute("DELETE FROM note")


def test_a_library_with_the_fault_in_its_log_is_refused() -> None:
    database.require_sound_library()
    for version in ("3.51.3", "3.52.0", "4.0.0"):
        database.require_sound_library(version)
    for version in ("3.51.2", "3.50.9", "3.7.0", "2.99.99"):
        with pytest.raises(vault.OldDatabaseLibrary):
            database.require_sound_library(version)


def test_a_key_of_another_length_is_never_taken_for_a_passphrase(made: Made) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        database.open_connection(made.folder / DATABASE, bytearray(31), bytes(16), "short")


def test_closed_connections_are_not_kept(made: Made) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        for _ in range(50):
            opened.connect("short").close()
        assert opened._connections == []


def test_a_database_of_no_bytes_is_not_a_new_vault(made: Made) -> None:
    (made.folder / DATABASE).write_bytes(b"")
    before = snapshot(made.folder)
    with pytest.raises(vault.EmptyDatabase):
        vault.open_vault(made.folder, passphrase=made.passphrase)
    assert snapshot(made.folder) == before


def test_a_database_in_clear_is_not_ours(made: Made) -> None:
    (made.folder / DATABASE).unlink()
    plain = sqlite3.connect(made.folder / DATABASE)
    plain.execute("CREATE TABLE vault(vault_id)")
    plain.close()
    before = snapshot(made.folder)
    with pytest.raises(vault.ForeignDatabase):
        vault.open_vault(made.folder, passphrase=made.passphrase)
    assert snapshot(made.folder) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault SET vault_id = x'00'",
        "DELETE FROM vault",
        "INSERT INTO vault VALUES (x'00')",
        "DROP TABLE vault",
    ],
)
def test_a_database_under_the_same_key_but_of_another_vault_is_refused(made: Made, statement: str) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        opened.connect("writer").execute(statement)
    with pytest.raises(vault.ForeignDatabase):
        vault.open_vault(made.folder, passphrase=made.passphrase)


@pytest.mark.parametrize("kept", [1, 15, 16, PAGE - 1, PAGE, -PAGE])
def test_a_cut_database_is_damaged_and_left_as_it_is(made: Made, kept: int) -> None:
    path = made.folder / DATABASE
    path.write_bytes(path.read_bytes()[:kept])
    cut = path.read_bytes()
    with pytest.raises(vault.DamagedDatabase):
        vault.open_vault(made.folder, passphrase=made.passphrase)
    assert path.read_bytes() == cut


def _found(made: Made, data: bytes) -> list[str]:
    (made.folder / DATABASE).write_bytes(data)
    try:
        with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
            return opened.check()
    except vault.DamagedDatabase:
        return ["refused"]


def test_a_sound_database_has_no_findings(made: Made) -> None:
    assert _found(made, (made.folder / DATABASE).read_bytes()) == []


@pytest.mark.parametrize("added", [1, PAGE])
def test_bytes_after_the_end_are_found(made: Made, added: int) -> None:
    assert _found(made, (made.folder / DATABASE).read_bytes() + b"x" * added)


def test_a_byte_missing_at_the_end_is_found(made: Made) -> None:
    assert _found(made, (made.folder / DATABASE).read_bytes()[:-1])


def test_exchanged_pages_are_found(made: Made) -> None:
    data = (made.folder / DATABASE).read_bytes()
    pages = [data[start : start + PAGE] for start in range(0, len(data), PAGE)]
    for left, right in ((0, 1), (1, 2), (len(pages) - 2, len(pages) - 1)):
        swapped = list(pages)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        assert _found(made, b"".join(swapped))


def test_a_flipped_bit_in_any_page_is_found(made: Made) -> None:
    data = (made.folder / DATABASE).read_bytes()
    for page in range(len(data) // PAGE):
        for place in (17, 2000, PAGE - 1):
            flipped = bytearray(data)
            flipped[page * PAGE + place] ^= 1 << page % 8
            assert _found(made, bytes(flipped)), (page, place)


def test_a_database_that_goes_away_while_open_is_told(made: Made) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        (made.folder / DATABASE).rename(made.folder / "elsewhere.db")
        with pytest.raises(vault.MissingDatabase):
            opened.connect("reader")
        (made.folder / DATABASE).write_bytes(b"")
        with pytest.raises(vault.EmptyDatabase):
            opened.connect("reader")
    assert (made.folder / DATABASE).read_bytes() == b""


def test_errors_carry_no_path_and_no_key(made: Made) -> None:
    (made.folder / DATABASE).write_bytes(os.urandom(2 * PAGE))
    with pytest.raises(vault.DamagedDatabase) as caught:
        vault.open_vault(made.folder, passphrase=made.passphrase)
    assert str(caught.value) == "SQLITE_NOTADB"
    assert caught.value.__suppress_context__


def test_a_wrong_key_writes_nothing_to_the_error_stream(
    made: Made, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(vault.DamagedDatabase):
        database.open_connection(made.folder / DATABASE, bytearray(32), bytes(16), "short")
    assert capfd.readouterr() == ("", "")


def _files_open_during_a_large_sort(con: vault.Connection) -> int:
    most = 0

    def look() -> int:
        nonlocal most
        most = max(most, len(os.listdir("/dev/fd")))
        return 0

    before = len(os.listdir("/dev/fd"))
    con.set_progress_handler(look, 10_000)
    con.execute(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40000)"
        " SELECT max(t) FROM (SELECT hex(randomblob(200)) AS t FROM n ORDER BY 1 LIMIT -1 OFFSET 1)"
    ).fetchone()
    con.set_progress_handler(None, 0)
    return most - before


def test_a_large_sort_never_spills_into_a_file(made: Made) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        con = opened.connect("writer")
        assert _files_open_during_a_large_sort(con) <= 0
        con.execute("PRAGMA temp_store = FILE")  # The measure itself can tell.
        assert _files_open_during_a_large_sort(con) > 0


def test_a_copy_has_what_is_committed_and_holds_up_no_writer(made: Made, tmp_path: Path) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        (made.folder / "attachments").mkdir()
        (made.folder / "attachments" / "one").write_bytes(b"sealed elsewhere")
        writer = opened.connect("writer")
        writer.execute("INSERT INTO note(text) VALUES ('committed, still in the log')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO note(text) VALUES ('not committed')")
        opened.copy_to(tmp_path / "copy.vault")
        writer.execute("COMMIT")
        with pytest.raises(vault.AlreadyExists):
            opened.copy_to(tmp_path / "copy.vault")
    copied = sorted(path.name for path in (tmp_path / "copy.vault").rglob("*"))
    assert copied == ["attachments", "keys.json", "notes.db", "one"]
    assert (tmp_path / "copy.vault" / "keys.json").read_bytes() == (made.folder / "keys.json").read_bytes()
    with vault.open_vault(tmp_path / "copy.vault", recovery_key=made.recovery_key) as copy:
        assert copy.check() == []
        found = copy.connect("reader").execute("SELECT count(*), max(text) FROM note").fetchone()
        assert found == (ROWS + 1, "note 99 " * 20)
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        assert opened.connect("reader").execute("SELECT count(*) FROM note").fetchone() == (ROWS + 2,)


def test_no_damaged_page_is_copied_as_if_it_were_sound(made: Made, tmp_path: Path) -> None:
    sound = (made.folder / DATABASE).read_bytes()
    for page in range(2, len(sound) // PAGE):
        data = bytearray(sound)
        data[page * PAGE + 100] ^= 1
        (made.folder / DATABASE).write_bytes(data)
        with (
            vault.open_vault(made.folder, passphrase=made.passphrase) as opened,
            pytest.raises(vault.DamagedDatabase),
        ):
            opened.copy_to(tmp_path / "copy.vault")
        assert [path.name for path in tmp_path.iterdir()] == ["mentor.vault"]


def test_a_new_database_holds_the_vault_id_and_nothing_else(tmp_path: Path) -> None:
    opened, _ = vault.create(tmp_path / "mentor.vault", PASSPHRASE, work=CHEAP)
    with opened:
        con = opened.connect("reader")
        assert con.execute("SELECT name FROM sqlite_master").fetchall() == [("vault",)]
        assert con.execute("SELECT vault_id FROM vault").fetchall() == [(bytes.fromhex(opened.vault_id),)]
