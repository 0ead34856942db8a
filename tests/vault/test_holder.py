"""Who has a vault open over a synced folder, and what such a folder leaves behind."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from mentor_desktop.vault import (
    FilesReplaced,
    Vault,
    VaultInUse,
    create,
    create_with_random_key,
    held_elsewhere,
    holder,
    open_vault,
)
from mentor_desktop.vault.holder import HOLDER, RECENT, Holder, is_conflict_copy, is_elsewhere
from tests.support import CHEAP

MINUTE = 60_000
HERE = Holder("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", 4711, 1_800_000_000_000)
OWN = ("keys.json", "notes.db")


@pytest.fixture
def opened(tmp_path: Path) -> Vault:
    return create_with_random_key(tmp_path / "a.vault")


def write(folder: Path, record: object) -> None:
    (folder / HOLDER).write_text(json.dumps(record))


@pytest.mark.parametrize(
    ("found", "elsewhere"),
    [
        (None, False),
        (HERE, False),
        (replace(HERE, pid=99), False),  # a process number means nothing: here the system's lock decides
        (replace(HERE, boot="cccccccccccccccc"), False),  # this computer, restarted since
        (replace(HERE, host="dddddddddddddddd"), False),  # this computer under another name
        (replace(HERE, host="dddddddddddddddd", boot="cccccccccccccccc"), True),
        (Holder("dddddddddddddddd", "cccccccccccccccc", 4711, HERE.started - (RECENT - 1) * MINUTE), True),
        (Holder("dddddddddddddddd", "cccccccccccccccc", 4711, HERE.started - (RECENT + 1) * MINUTE), False),
        (Holder("dddddddddddddddd", "cccccccccccccccc", 4711, HERE.started + 30 * MINUTE), True),
    ],
)
def test_another_computer_is_told_from_this_one(found: Holder | None, elsewhere: bool) -> None:
    assert is_elsewhere(found, HERE) is elsewhere


def test_the_record_lasts_as_long_as_the_vault_is_open(opened: Vault) -> None:
    found = holder.load(opened.folder)
    assert found is not None
    assert found.pid == os.getpid()
    assert replace(found, started=0) == replace(holder.here(), started=0)
    assert (opened.folder / HOLDER).stat().st_mode & 0o777 == 0o600
    assert not held_elsewhere(opened.folder)
    opened.close()
    assert not (opened.folder / HOLDER).exists()


def test_the_record_names_nobody(opened: Vault) -> None:
    text = (opened.folder / HOLDER).read_text()
    assert set(json.loads(text)) == {"host", "boot", "pid", "started"}
    assert os.uname().nodename not in text
    opened.close()


def test_a_record_of_another_computer_is_left_to_it(opened: Vault) -> None:
    theirs = asdict(Holder("dddddddddddddddd", "cccccccccccccccc", 4711, holder.here().started))
    write(opened.folder, theirs)
    assert held_elsewhere(opened.folder)
    opened.close()
    assert json.loads((opened.folder / HOLDER).read_text()) == theirs


@pytest.mark.parametrize(
    "record",
    [
        [], {}, "x", 1, None, {**asdict(HERE), "more": 1}, {**asdict(HERE), "pid": "4711"},
        {**asdict(HERE), "pid": True}, {**asdict(HERE), "host": "somebody's laptop"},
        {**asdict(HERE), "started": 1.5},
    ],
)  # fmt: skip
def test_a_record_that_makes_no_sense_is_none(tmp_path: Path, record: object) -> None:
    write(tmp_path, record)
    assert holder.load(tmp_path) is None


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"[" * 5_000, b"{" + b" " * 9_000 + b"}"])
def test_a_damaged_record_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / HOLDER).write_bytes(damage)
    assert holder.load(tmp_path) is None


@pytest.mark.parametrize(
    "name",
    [
        "notes (Maya's conflicted copy 2026-11-24).db",
        "keys (conflicted copy 2026-11-24 101500).json",
        "notes (Case Conflict).db",
        "notes_conflict-20261124-101500.db",
        "notes.sync-conflict-20261124-101500-ABCDEFG.db",
        "keys.sync-conflict-20261124-101500-ABCDEFG.json",
        "notes-LAPTOP7.db",
        "notes (1).db",
        "notes 2.db",
        "keys 2.json",
        "NOTES (Conflict).DB",
    ],
)
def test_conflict_copies_are_known(name: str) -> None:
    assert is_conflict_copy(name, OWN)


@pytest.mark.parametrize(
    "name",
    ["notes.db", "keys.json", "notes.db-wal", "notes.db-shm", "vault.lock", HOLDER, "keys.json.new",
     "notes.db.new", "attachments", "holiday 2.jpg", "notes.txt", "my notes (1).db", ".notes.db.tmp"],
)  # fmt: skip
def test_the_vaults_own_files_are_none(name: str) -> None:
    assert not is_conflict_copy(name, OWN)


def test_conflict_copies_beside_an_open_vault_are_named(opened: Vault) -> None:
    assert opened.conflict_copies() == ()
    (opened.folder / "notes 2.db").write_bytes(b"")
    assert opened.conflict_copies() == ("notes 2.db",)
    opened.close()


@pytest.mark.parametrize("name", OWN)
def test_a_file_that_was_replaced_is_noticed(opened: Vault, name: str) -> None:
    opened.require_own_files()
    other = opened.folder / "other"
    other.write_bytes((opened.folder / name).read_bytes())
    other.replace(opened.folder / name)
    with pytest.raises(FilesReplaced):
        opened.require_own_files()
    opened.close()


def test_a_file_that_is_gone_is_noticed(opened: Vault) -> None:
    (opened.folder / "notes.db").unlink()
    with pytest.raises(FilesReplaced):
        opened.require_own_files()
    opened.close()


def test_a_change_of_the_slots_is_our_own(opened: Vault) -> None:
    with opened.lent_key() as lent:
        assert lent
    opened.replace_slots(())
    opened.require_own_files()
    opened.close()
    opened.require_own_files()  # closed: nothing is written any more


def test_one_database_under_two_names_opens_once(tmp_path: Path) -> None:
    first, _key = create(tmp_path / "a.vault", "correct horse battery staple", work=CHEAP)
    second = tmp_path / "b.vault"
    second.mkdir()
    for name in OWN:
        (second / name).hardlink_to(tmp_path / "a.vault" / name)
    with pytest.raises(VaultInUse):
        open_vault(second, passphrase="correct horse battery staple")
    first.close()
    open_vault(second, passphrase="correct horse battery staple").close()


@pytest.mark.parametrize("way", ["symlink", "relative"])
def test_one_vault_by_two_ways_opens_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    first, _key = create(tmp_path / "a.vault", "correct horse battery staple", work=CHEAP)
    (tmp_path / "link.vault").symlink_to("a.vault")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "link.vault" if way == "symlink" else Path("a.vault")
    with pytest.raises(VaultInUse):
        open_vault(folder, passphrase="correct horse battery staple")
    first.close()
