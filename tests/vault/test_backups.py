"""A backup holds what was saved before it began, is brought back whole or not at all, and never changes."""

import os
import resource
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mentor_desktop import vault
from mentor_desktop.vault import backups
from mentor_desktop.vault.restoring import opened_copy, restore_backup
from tests.vault.conftest import Made
from tests.vault.support import CHEAP, PASSPHRASE, ROWS, WRONG, leaks, snapshot
from tests.vault.test_crash import killed_at

CANARY = "canary-51c2-Lp09-dunlin"


class Stop(Exception):
    """What a caller's progress raises to stop."""


@pytest.fixture
def opened(made: Made) -> Iterator[vault.Vault]:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        yield opened


def written(opened: vault.Vault, folder: Path, counter: int = 1, **more: object) -> Path:
    name = f"backup-{counter}"
    given: dict[str, object] = {"counter": counter, "made": 1_000 * counter, "reason": "asked", **more}
    return backups.write_backup(opened, folder, name, **given)  # type: ignore[arg-type]


def notes_in(folder: Path, **secret: Any) -> int:
    with vault.open_vault(folder, **secret) as opened:
        assert opened.check() == []
        return int(opened.connect("reader").execute("SELECT count(*) FROM note").fetchone()[0])


def sealed(opened: vault.Vault, text: bytes) -> str:
    from io import BytesIO

    return opened.attachments.write(BytesIO(text)).name


def test_one_file_that_only_its_owner_reads(opened: vault.Vault, tmp_path: Path) -> None:
    con = opened.connect("writer")
    con.execute("INSERT INTO note(text) VALUES (?)", (CANARY,))
    told: list[float] = []
    path = written(opened, tmp_path / "deep" / "place", progress=told.append)
    assert [each.name for each in path.parent.iterdir()] == ["backup-1.mentor-backup"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert leaks(tmp_path, CANARY) == []
    (found,) = backups.found_in(path.parent)
    assert found.manifest is not None
    assert (found.manifest.counter, found.manifest.made, found.manifest.reason) == (1, 1_000, "asked")
    assert backups.is_whole(path)


@pytest.mark.parametrize("kind", ["passphrase", "recovery_key"])
def test_brought_back_with_either_secret(opened: vault.Vault, made: Made, tmp_path: Path, kind: str) -> None:
    secret = {kind: getattr(made, kind)}
    path = written(opened, tmp_path / "place")
    before = snapshot(path.parent)
    restored = restore_backup(path, tmp_path / "again.vault", **secret)
    assert (restored.attachments, restored.present) == (0, 0)
    assert notes_in(tmp_path / "again.vault", **secret) == ROWS
    with opened_copy(path, **secret) as (copy, held, _counted):
        assert copy.connect("reader").execute("SELECT count(*) FROM note").fetchone() == (ROWS,)
        assert held.manifest.counter == 1
        place = copy.folder
        assert place.parent.stat().st_mode & 0o777 == 0o700
    assert not place.parent.exists()
    assert snapshot(path.parent) == before


def test_every_note_acknowledged_before_it_began(opened: vault.Vault, tmp_path: Path) -> None:
    con, stop = opened.connect("writer"), threading.Event()
    acknowledged: list[int] = []
    some = threading.Event()

    def write() -> None:
        while not stop.is_set():
            acknowledged.append(con.execute("INSERT INTO note(text) VALUES ('x')").lastrowid or 0)
            if len(acknowledged) == 20:
                some.set()
            stop.wait(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert some.wait(30)
        for counter in range(1, 6):
            before = list(acknowledged)
            path = written(opened, tmp_path / "place", counter)
            with opened_copy(path, passphrase=PASSPHRASE) as (copy, _held, _counted):
                assert copy.check() == []
                there = copy.connect("reader").execute("SELECT n FROM note").fetchall()
            assert set(before) <= {row[0] for row in there}
    finally:
        stop.set()
        writer.join()


def test_attachments_are_copied_once_and_dropped_with_the_last_that_needs_them(
    opened: vault.Vault, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    first = sealed(opened, b"one " * 200_000)
    written(opened, place, 1)
    copy = place / "attachments" / first
    assert copy.stat().st_mode & 0o777 == 0o600
    number = copy.stat().st_ino
    second = sealed(opened, b"two")
    path = written(opened, place, 2)
    assert copy.stat().st_ino == number
    assert sorted(each.name for each in (place / "attachments").iterdir()) == sorted([first, second])
    done = restore_backup(path, tmp_path / "again.vault", passphrase=PASSPHRASE)
    assert (done.attachments, done.present) == (2, 2)
    for name in (first, second):
        kept = (opened.folder / "attachments" / name).read_bytes()
        assert (tmp_path / "again.vault" / "attachments" / name).read_bytes() == kept
    (opened.folder / "attachments" / first).unlink()
    written(opened, place, 3)
    backups.drop(place, ["backup-1.mentor-backup"])
    assert copy.exists()
    (place / "stranger.mentor-backup").write_bytes(b"cannot be read")
    backups.drop(place, ["backup-2.mentor-backup"])
    assert copy.exists()  # nobody knows what the stranger needs
    (place / "stranger.mentor-backup").unlink()
    backups.drop(place, [])
    assert [each.name for each in (place / "attachments").iterdir()] == [second]


def test_an_attachment_that_is_damaged_or_missing_is_left_out_and_counted(
    opened: vault.Vault, tmp_path: Path
) -> None:
    names = [sealed(opened, bytes([number]) * 1000) for number in range(3)]
    path = written(opened, tmp_path / "place")
    kept = path.parent / "attachments"
    (kept / names[0]).unlink()
    data = bytearray((kept / names[1]).read_bytes())
    data[500] ^= 1
    (kept / names[1]).write_bytes(data)
    done = restore_backup(path, tmp_path / "again.vault", passphrase=PASSPHRASE)
    assert (done.attachments, done.present) == (3, 1)
    assert [each.name for each in (tmp_path / "again.vault" / "attachments").iterdir()] == [names[2]]


def test_stopped_or_failed_leaves_nothing(opened: vault.Vault, tmp_path: Path) -> None:
    place = tmp_path / "place"
    written(opened, place, 1)
    before = snapshot(place)

    def stop_at(part: float) -> Callable[[float], None]:
        def told(done: float) -> None:
            if done >= part:
                raise Stop

        return told

    def refuse(_con: vault.Connection) -> None:
        raise Stop

    for part in (0.0, 0.5, 0.8, 0.9, 1.0):
        with pytest.raises(Stop):
            written(opened, place, 2, progress=stop_at(part))
    with pytest.raises(Stop):
        written(opened, place, 2, look=refuse)
    with pytest.raises(vault.AlreadyExists):
        written(opened, place, 1)
    assert snapshot(place) == before
    for part in (0.0, 0.25, 0.35, 1.0):
        with pytest.raises(Stop):
            restore_backup(
                place / "backup-1.mentor-backup", tmp_path / "n.vault", passphrase=PASSPHRASE,
                progress=stop_at(part),
            )  # fmt: skip
    assert not any("n.vault" in each.name for each in tmp_path.iterdir())


def test_a_place_that_cannot_be_written(opened: vault.Vault, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(vault.BackupNotWritten):
        written(opened, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"in the way"


@pytest.mark.parametrize("room", [40_000, 70_000, -500, -10])
def test_a_disk_that_fills_up_leaves_the_old_ones(opened: vault.Vault, tmp_path: Path, room: int) -> None:
    """A limit on the size of files stands in for the disk; below 0 it counts from the end of a backup.

    It holds for the vault too, so it leaves room for what lies beside an open database."""
    size = written(opened, tmp_path / "place", 1).stat().st_size
    before = snapshot(tmp_path / "place")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room if room >= 0 else size + room, hard))
    try:
        with pytest.raises(vault.BackupNotWritten):
            written(opened, tmp_path / "place", 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert snapshot(tmp_path / "place") == before
    written(opened, tmp_path / "place", 2)
    assert opened.check() == []


def test_a_damaged_vault_makes_no_backup(made: Made, tmp_path: Path) -> None:
    data = bytearray((made.folder / "notes.db").read_bytes())
    data[len(data) - 3000] ^= 1
    (made.folder / "notes.db").write_bytes(data)
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        with pytest.raises(vault.DamagedDatabase):
            written(opened, tmp_path / "place")
        assert list((tmp_path / "place").iterdir()) == []


def test_no_backup_while_the_key_is_being_replaced(opened: vault.Vault, tmp_path: Path) -> None:
    from dataclasses import replace

    opened.write_slots(tuple(replace(slot, pending=slot.sealed) for slot in opened.slots()))
    with pytest.raises(vault.RekeyUnfinished):
        written(opened, tmp_path / "place")


def test_a_log_that_lies_about_undoes_no_restore(made: Made, tmp_path: Path) -> None:
    """An old log beside another database undoes changes; a restored vault has a folder of its own."""
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        path = written(opened, tmp_path / "place")
        con = opened.connect("writer")
        con.executemany("INSERT INTO note(text) VALUES (?)", [("newer",)] * 300)
        shutil.copy(made.folder / "notes.db-wal", tmp_path / "stale")
    shutil.copy(tmp_path / "stale", made.folder / "notes.db-wal")
    with pytest.raises(vault.AlreadyExists):
        restore_backup(path, made.folder, passphrase=made.passphrase)
    restore_backup(path, tmp_path / "again.vault", passphrase=made.passphrase)
    assert notes_in(tmp_path / "again.vault", passphrase=made.passphrase) == ROWS


def test_old_backups_open_with_the_old_passphrase(opened: vault.Vault, made: Made, tmp_path: Path) -> None:
    path = written(opened, tmp_path / "place")
    vault.change_passphrase(opened, "another good phrase", CHEAP)
    restore_backup(path, tmp_path / "old.vault", passphrase=made.passphrase)
    with pytest.raises(vault.WrongPassphrase):
        restore_backup(path, tmp_path / "new.vault", passphrase="another good phrase")
    assert not (tmp_path / "new.vault").exists()


def test_a_wrong_secret_leaves_nothing(opened: vault.Vault, tmp_path: Path) -> None:
    path = written(opened, tmp_path / "place")
    other = vault.recovery_key_to_give()
    wrong: tuple[dict[str, Any], ...] = ({"passphrase": WRONG}, {"recovery_key": other})
    for secret in wrong:
        with pytest.raises(vault.WrongPassphrase):
            restore_backup(path, tmp_path / "new.vault", **secret)
    with pytest.raises(vault.BadRecoveryKey):
        restore_backup(path, tmp_path / "new.vault", recovery_key="nonsense")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mentor.vault", "place"]


def test_a_kill_while_a_backup_is_made_leaves_the_old_ones_and_at_most_a_new_one(
    opened: vault.Vault, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    sealed(opened, b"a file")
    written(opened, place, 1)
    names = {"backup-1.mentor-backup"}
    moment = whole = 0
    while True:
        moment += 3
        died = killed_at(moment, lambda: written(opened, place, 2))
        found = {each.name for each in place.iterdir() if each.name.endswith(".mentor-backup")}
        assert found in (names, names | {"backup-2.mentor-backup"})
        for name in found:
            assert backups.is_whole(place / name)
        whole += len(found) - 1
        (place / "backup-2.mentor-backup").unlink(missing_ok=True)
        if not died:
            break
    assert moment > 9
    assert whole
    written(opened, place, 3)  # and clears away what the killed ones left
    assert not [each for each in place.iterdir() if each.name.endswith(".part")]


def test_a_kill_while_a_backup_is_brought_back_leaves_it_whole_or_absent(
    opened: vault.Vault, made: Made, tmp_path: Path
) -> None:
    sealed(opened, b"a file")
    path = written(opened, tmp_path / "place")
    before = snapshot(path.parent)
    new = tmp_path / "home" / "again.vault"
    moment = absent = 0
    while True:
        moment += 2
        died = killed_at(moment, lambda: restore_backup(path, new, recovery_key=made.recovery_key))
        if new.exists():
            assert notes_in(new, recovery_key=made.recovery_key) == ROWS
            assert len(list((new / "attachments").iterdir())) == 1
            shutil.rmtree(new)
        else:
            absent += 1
            assert died
        if not died:
            break
    assert absent >= 5
    assert snapshot(path.parent) == before
    assert os.listdir(new.parent) == []
