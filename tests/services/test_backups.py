"""Backups as a mentor meets them: when one is due, where it goes, what stays, what it brings back."""

import errno
import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY, HOUR
from mentor_desktop.services import attachments, backups, notes, people, vaults
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.vaults import Opened
from mentor_desktop.vault import backup_file, database
from tests.support import CHEAP, HOME, PASSPHRASE, HandClock, reopened


@pytest.fixture
def disk(tmp_path: Path, opened: Opened) -> Path:
    """A second disk, chosen."""
    (tmp_path / "disk").mkdir()
    backups.set_second_place(opened, tmp_path / "disk")
    return tmp_path / "disk"


def daily(opened: Opened, clock: HandClock, days: int) -> list[backups.Made]:
    made = []
    for _day in range(days):
        assert backups.due(opened)
        made.append(backups.make(opened, "daily"))
        clock.pass_ms(DAY)
    return made


def test_due_at_the_first_change_of_a_day(opened: Opened, clock: HandClock) -> None:
    assert backups.last_made(opened) is None
    assert backups.due(opened)
    made = backups.make(opened, "daily")
    assert made.path.name == "2026-11-24-1140-daily-000001.mentor-backup"
    assert made.path.parent.parent.name == "backups"
    assert not made.second
    assert backups.last_made(opened) == clock.utc
    assert not backups.due(opened)
    clock.pass_ms(12 * HOUR)  # 23:40
    assert not backups.due(opened)
    clock.pass_ms(HOUR)
    assert backups.due(opened)
    backups.switch(opened, on=False)
    assert not backups.due(opened)
    assert not backups.switched_on(opened)


def test_due_where_this_laptop_has_none_of_those_it_remembers(opened: Opened, tmp_path: Path) -> None:
    made = backups.make(opened, "daily")
    assert not backups.due(opened)
    shutil.move(made.path.parent, tmp_path / "other laptop")
    assert backups.due(opened)
    backups.make(opened, "daily")
    assert not backups.due(opened)


def test_a_clock_set_back_makes_one_due_and_no_more(opened: Opened, clock: HandClock) -> None:
    daily(opened, clock, 2)
    clock.set_wall(-400 * DAY)
    assert backups.due(opened)
    back = backups.make(opened, "daily")
    assert not backups.due(opened)
    newest = backups.every(opened)[0]
    assert (newest.path, newest.counter) == (back.path, 3)


def test_what_a_backup_holds_is_counted(opened: Opened, clock: HandClock) -> None:
    person = people.add(opened.desk, "Amara Okafor", zone=HOME).id
    for number in range(5):
        clock.pass_minutes(1)
        notes.write(opened.desk, f"note {number}", person=person)
    last = clock.utc
    made = backups.make(opened)
    assert made.counts == backups.Counts(people=2, sessions=0, notes=5, promises=0, newest_note=last)
    proof = backups.prove(made.path, passphrase=PASSPHRASE)
    assert (proof.counts, proof.made, proof.reason) == (made.counts, clock.utc, "asked")
    assert "Amara" not in str(made.path)


def test_both_places_are_used_in_turn(opened: Opened, clock: HandClock, disk: Path) -> None:
    assert [made.second for made in daily(opened, clock, 4)] == [False, True, False, True]
    assert [each.second for each in backups.every(opened)] == [True, False, True, False]
    where = backups.places(opened)
    assert where.second is not None
    assert where.second.parent == disk
    # The disk is pulled out; the first place serves until it is back.
    disk.rename(disk.with_name("pulled"))
    assert not backups.places(opened).second_is_there
    assert [made.second for made in daily(opened, clock, 2)] == [False, False]
    assert not disk.exists()
    disk.with_name("pulled").rename(disk)
    assert daily(opened, clock, 1)[0].second
    assert not backups.make(opened, backups.BEFORE_RESTORE).second
    assert backups.make(opened).second
    assert not backups.make(opened).second


def test_the_second_place(opened: Opened, tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", opened.vault.folder, opened.vault.folder / "attachments"):
        (opened.vault.folder / "attachments").mkdir(exist_ok=True)
        with pytest.raises(Refused):
            backups.set_second_place(opened, folder)
    assert backups.places(opened).second is None
    backups.set_second_place(opened, tmp_path)
    assert backups.places(opened).second_is_there
    backups.set_second_place(opened, None)
    assert backups.places(opened).second is None


def test_the_second_place_is_asked_for_once(opened: Opened, clock: HandClock) -> None:
    assert not backups.ask_for_second_place(opened)
    daily(opened, clock, 1)
    opened.day_work()
    assert not backups.ask_for_second_place(opened)
    clock.pass_ms(DAY)
    opened.day_work()
    assert backups.ask_for_second_place(opened)
    backups.decline_second_place(opened)
    assert not backups.ask_for_second_place(opened)


def test_many_days_leave_what_the_rule_keeps(opened: Opened, clock: HandClock) -> None:
    made = daily(opened, clock, 24)
    left = [each.path for each in backups.every(opened)]
    assert left[:7] == [each.path for each in reversed(made[-7:])]
    assert len(left) < 14
    assert all(path.exists() for path in left)


def test_before_anything_goes_what_stays_is_read(opened: Opened, clock: HandClock) -> None:
    made = daily(opened, clock, 9)
    kept = len(backups.every(opened))
    for each in made[-3:]:
        data = bytearray(each.path.read_bytes())
        data[5000] ^= 1
        each.path.write_bytes(data)
    assert backups.newest_good(backups.every(opened)) is not None
    good = made[-4].path
    assert backups.newest_good(backups.every(opened)).path == good  # type: ignore[union-attr]
    backups.make(opened, "daily")
    assert good.exists()
    sound = [each for each in backups.every(opened) if backups.newest_good([each])]
    assert len(sound) >= 3
    assert len(backups.every(opened)) >= kept


def test_a_failure_removes_nothing_and_waits_an_hour(
    opened: Opened, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(opened, clock, 9)
    before = backups.every(opened)

    def full(_source: object, _path: Path) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as refusing:
        refusing.setattr(database, "copy_database", full)
        with pytest.raises(vaults_below.BackupNotWritten) as told:
            backups.make(opened, "daily")
    assert "room" in vaults.sentence(told.value)
    assert backups.every(opened) == before
    assert not backups.due(opened)
    clock.set_wall(-2 * HOUR)  # a failure in the future is no reason to wait
    assert backups.due(opened)
    clock.set_wall(2 * HOUR)
    clock.pass_ms(HOUR)
    assert backups.due(opened)


def test_two_at_a_time_have_two_counters(opened: Opened) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _turn: backups.make(opened), range(4)))
    assert len({each.path for each in made}) == 4
    left = [each.counter for each in backups.every(opened)]
    assert left == [4, 3, 2]


def test_a_full_first_place_sends_it_to_the_second(opened: Opened, disk: Path) -> None:
    first = backups.places(opened).first
    first.parent.mkdir(parents=True)
    first.write_bytes(b"in the way")
    assert backups.make(opened).second
    assert list(disk.iterdir())


def test_into_a_folder_of_ones_own(opened: Opened, tmp_path: Path) -> None:
    for _time in range(5):
        made = backups.make(opened, to=tmp_path / "mine")
        assert made.path.parent == tmp_path / "mine"
    assert len(list((tmp_path / "mine").iterdir())) == 5
    assert backups.every(opened) == ()
    assert backups.due(opened)


@pytest.mark.parametrize("below", [".", "attachments"])
def test_never_into_the_vault_itself(opened: Opened, below: str) -> None:
    before = sorted(opened.vault.folder.rglob("*"))
    with pytest.raises(Refused, match="inside the vault"):
        backups.make(opened, to=opened.vault.folder / below)
    assert sorted(opened.vault.folder.rglob("*")) == before


def test_sample_data_is_not_backed_up(tmp_path: Path, clock: HandClock) -> None:
    opened = vaults.create_for_now(tmp_path / "s.vault", "Maya", HOME, clock)
    try:
        assert not backups.due(opened)
        with pytest.raises(Refused):
            backups.make(opened)
    finally:
        opened.close()


def test_what_is_wrong_stands_in_the_list(opened: Opened, clock: HandClock) -> None:
    made = daily(opened, clock, 3)
    made[0].path.write_bytes(made[0].path.read_bytes()[:-10])
    other = made[0].path.with_name("other.mentor-backup")
    other.write_bytes(b"")
    problems = {each.path: each.problem for each in backups.every(opened)}
    assert problems == {
        made[2].path: "", made[1].path: "", made[0].path: "Not complete.", other: "Not complete."
    }  # fmt: skip


def test_backups_are_found_without_opening_the_vault(
    opened: Opened, clock: HandClock, tmp_path: Path
) -> None:
    made = daily(opened, clock, 2)
    opened.close()
    folder = opened.vault.folder
    found = [each.path for each in backups.known_for(folder)]
    assert found == [each.path for each in reversed(made)]
    (folder / "keys.json").write_bytes(b"damaged")
    assert [each.path for each in backups.known_for(folder)] == found
    renamed = folder.rename(tmp_path / "renamed.vault")
    shutil.copy(made[0].path, tmp_path)
    backups.restore(made[0].path, folder, passphrase=PASSPHRASE)
    assert [each.path for each in backups.known_for(folder)] == found
    assert backups.known_for(renamed) == ()


def test_a_name_for_what_is_brought_back(opened: Opened) -> None:
    folder = opened.vault.folder
    assert backups.folder_for_restored(folder) == folder.with_name("a-restored.vault")
    folder.with_name("a-restored.vault").mkdir()
    assert backups.folder_for_restored(folder) == folder.with_name("a-restored-2.vault")


def test_a_forged_counter_stops_no_backup(opened: Opened) -> None:
    made = backups.make(opened)
    data = made.path.read_bytes()
    with opened.vault.lent_key() as key:
        held = backup_file.read(made.path)
        listed = replace(held.manifest, counter=backup_file.MAX_COUNTER)
        start = hashlib.sha256(data[: held.database_bytes])
        end = backup_file.end_of(start, held.database_bytes, held.header, listed, key)
    made.path.with_name("forged.mentor-backup").write_bytes(data[: held.database_bytes] + end)
    for _time in range(3):
        later = backups.make(opened).path
        assert later in [each.path for each in backups.every(opened)]


def test_a_passphrase_that_changes_is_told_of_old_backups(opened: Opened) -> None:
    assert backups.note_on_old_secrets(opened) == ""
    made = backups.make(opened)
    vaults.change_passphrase(opened, "another good phrase", work=CHEAP)
    assert "still open" in backups.note_on_old_secrets(opened)
    assert backups.prove(made.path, passphrase=PASSPHRASE).counts.people == 1


def test_unsound_values_count_as_never_set(opened: Opened) -> None:
    from mentor_desktop.store import settings as setting_store

    states: list[Any] = [[], {"counter": "x", "last": True, "failed": -1, "asked": 3}, {"last": None}]
    for state in states:
        with opened.desk.change() as c:
            setting_store.save_setting(c, "backups", state)
            setting_store.save_setting(c, "backup_second", "relative")
        assert backups.due(opened)
        assert backups.places(opened).second is None


def test_the_counter_goes_on_in_a_vault_brought_back(
    opened: Opened, clock: HandClock, tmp_path: Path
) -> None:
    made = daily(opened, clock, 3)
    backups.restore(made[0].path, tmp_path / "again.vault", passphrase=PASSPHRASE)
    again = reopened(tmp_path / "again.vault", clock)
    try:
        later = backups.make(again)
        assert backups.every(again)[0].path == later.path
        assert backups.every(again)[0].counter == 4
        assert later.path.parent == made[0].path.parent
    finally:
        again.close()


def test_the_drill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault is deleted; on an empty home a backup and the recovery key bring back every note and file."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "old-home"))
    clock = HandClock(datetime(2026, 11, 24, 9))
    opened, key = vaults.create(tmp_path / "a.vault", PASSPHRASE, "Maya Lind", HOME, work=CHEAP, clock=clock)
    person = people.add(opened.desk, "Amara Okafor", zone=HOME).id
    with opened.desk.change():
        for number in range(1_000):
            clock.pass_ms(1_000)
            notes.write(opened.desk, f"note {number}", person=person)
    for number in range(20):
        source = tmp_path / f"{number}.bin"
        source.write_bytes(os.urandom(10_000 + number))
        attachments.attach(opened, source, person=person)
    texts = [note.text for note in notes.every(opened.desk)]
    sealed = hashes(opened.vault.folder / "attachments")
    made = backups.make(opened)
    opened.close()
    shutil.copytree(made.path.parent, tmp_path / "stick")
    for folder in ("a.vault", "old-home"):
        shutil.rmtree(tmp_path / folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "new-home"))
    path = tmp_path / "stick" / made.path.name
    proof = backups.prove(path, recovery_key=key)
    assert (proof.counts.notes, proof.attachments, proof.attachments_present) == (1_000, 20, 20)
    assert proof.counts.newest_note == clock.utc
    backups.restore(path, tmp_path / "new-home" / "mentor.vault", recovery_key=key)
    again = vaults.open_vault(tmp_path / "new-home" / "mentor.vault", recovery_key=key)
    try:
        assert [note.text for note in notes.every(again.desk)] == texts
        assert len(texts) == 1_000
        assert vaults.check(again)
    finally:
        again.close()
    assert hashes(tmp_path / "new-home" / "mentor.vault" / "attachments") == sealed
    assert len(sealed) == 20


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
