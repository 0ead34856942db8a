"""The check of a vault: silent on a sound one, plain about a damaged one, and it writes to neither.

How many single bits are flipped: 60, or as many as the variable MENTOR_FLIPS says (1,000 for a release).
"""

import hashlib
import io
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY
from mentor_desktop.services import (
    attachments,
    backups,
    damage,
    notes,
    people,
    readonly,
    sessions,
    today,
    vaults,
)
from mentor_desktop.services.damage import Area
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.vaults import Opened
from tests.support import CHEAP, PASSPHRASE, HandClock, dump, reopened, sample_vault

FLIPS = int(os.environ.get("MENTOR_FLIPS", "60"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with the sample data and two attachments."""
    folder = tmp_path_factory.mktemp("damage") / "a.vault"
    opened = sample_vault(folder, HandClock())
    person = people.rows(opened.desk)[0].id
    attachments.attach_stream(opened, io.BytesIO(b"talk " * 100_000), "talk.ogg", person=person)
    attachments.attach_stream(opened, io.BytesIO(b"plan"), "plan.txt")
    opened.close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "a.vault"))


def looked_at(folder: Path) -> Opened:
    return readonly.open_read_only(folder, passphrase=PASSPHRASE, clock=HandClock())


def files_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("vault.lock", "vault.holder")
    }


def flip(path: Path, at: int, bit: int = 0) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def root_page(folder: Path, table: str) -> int:
    opened = looked_at(folder)
    con = opened.vault.connect("reader")
    page = con.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    con.close()
    opened.close()
    return int(page)


def damaged(folder: Path, table: str) -> Path:
    flip(folder / "notes.db", (root_page(folder, table) - 1) * 4096 + 500)
    return folder


def test_a_sound_vault_is_said_to_be_sound(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    told: list[tuple[Area, int, int]] = []
    report = damage.check(opened, lambda area, done, total: told.append((area, done, total)))
    assert report.sound
    assert report.looked == tuple(Area)
    assert report.attachments == 2
    assert report.pages == (folder / "notes.db").stat().st_size // 4096
    said = damage.lines(report)
    assert said[-1] == "The vault is sound."
    assert "2 attachments" in said[0]
    assert told[-1] == (Area.ATTACHMENTS, 500_004, 500_004)
    opened.close()


def test_checking_to_look_at_changes_no_byte(folder: Path) -> None:
    before = files_of(folder)
    opened = looked_at(folder)
    assert damage.check(opened).sound
    opened.close()
    assert files_of(folder) == before


def test_what_the_progress_raises_stops_the_check(folder: Path) -> None:
    class Stop(Exception):
        pass

    def stop(area: Area, _done: int, _total: int) -> None:
        if area is Area.REFERENCES:
            raise Stop

    opened = looked_at(folder)
    with pytest.raises(Stop):
        damage.check(opened, stop)
    opened.close()


def test_a_damaged_page_is_counted_and_told(folder: Path) -> None:
    opened = looked_at(damaged(folder, "note"))
    report = damage.check(opened)
    assert not report.sound
    (finding,) = report.findings
    assert finding.area is Area.PAGES
    assert finding.sentence == f"1 of {report.pages} pages of the file notes.db is damaged."
    assert "backup" in finding.advice
    opened.close()


def test_a_damaged_vault_is_shown_and_never_written(folder: Path) -> None:
    damaged(folder, "note")
    before = files_of(folder)
    opened = reopened(folder, HandClock())  # found out on the way, and opened again to look at
    assert opened.read_only
    desk = opened.desk
    assert people.rows(desk)
    with pytest.raises(Exception) as told:  # noqa: PT011
        notes.every(desk)
    assert "damaged" in vaults.sentence(told.value)
    assert people.rows(desk)  # the next reading is not spoilt
    for change in (
        lambda: people.add(desk, "Amara"),
        lambda: attachments.attach_stream(opened, io.BytesIO(b"x"), "x.txt"),
        lambda: attachments.trash(desk, attachments.of(desk)[0].id),
    ):
        with pytest.raises(Refused, match="nothing is changed"):
            change()
    opened.day_work()
    assert not damage.due(opened)
    opened.close()
    assert files_of(folder) == before


def test_a_sound_vault_is_not_read_only(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    assert not opened.read_only
    assert today.today(opened.desk)
    opened.close()


@pytest.mark.parametrize("page", [0, 1])
def test_where_even_the_tables_cannot_be_listed_it_does_not_open(folder: Path, page: int) -> None:
    flip(folder / "notes.db", page * 4096 + 200)
    before = files_of(folder)
    for tried in (looked_at, lambda where: reopened(where, HandClock())):
        with pytest.raises(vaults_below.DamagedDatabase):
            tried(folder)
    assert files_of(folder) == before


def test_a_log_left_by_a_crash_is_read_too(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    person = people.add(opened.desk, "Amara in the log").id
    crashed = folder.with_name("crashed.vault")
    shutil.copytree(folder, crashed)
    opened.close()
    before = files_of(crashed)
    assert "notes.db-wal" in before
    looked = looked_at(crashed)
    assert people.get(looked.desk, person).name == "Amara in the log"
    assert damage.check(looked).sound
    looked.close()
    after = files_of(crashed)
    assert [after[name] for name in ("notes.db", "notes.db-wal", "keys.json")] == [
        before[name] for name in ("notes.db", "notes.db-wal", "keys.json")
    ]


def test_a_changed_header_is_told(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    flip(folder / "keys.json", 40)
    report = damage.check(opened)
    assert [finding.area for finding in report.findings] == [Area.HEADER]
    assert "keys.json" in report.findings[0].sentence
    opened.close()


def run(folder: Path, *statements: str) -> None:
    opened = reopened(folder, HandClock())
    con = opened.vault.connect("migration")
    for statement in statements:
        con.execute(statement)
    con.close()
    opened.close()


@pytest.mark.parametrize(
    ("statement", "area"),
    [
        ("DELETE FROM person WHERE me = 0", Area.REFERENCES),
        ("DELETE FROM found WHERE n = (SELECT max(n) FROM found)", Area.SEARCH),
        ("UPDATE found SET id = x'00112233445566778899aabbccddeeff' WHERE n = 3", Area.SEARCH),
        ("DELETE FROM found_text WHERE rowid = 5", Area.SEARCH),
    ],
)
def test_what_does_not_belong_together_is_told(folder: Path, statement: str, area: Area) -> None:
    run(folder, statement)
    opened = looked_at(folder)
    report = damage.check(opened)
    assert area in {finding.area for finding in report.findings}
    assert Area.PAGES not in {finding.area for finding in report.findings}
    opened.close()


@pytest.mark.parametrize("how", ["missing", "cut", "flipped"])
def test_a_damaged_attachment_is_named(folder: Path, how: str) -> None:
    path = max((folder / "attachments").iterdir(), key=lambda each: each.stat().st_size)
    if how == "missing":
        path.unlink()
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    else:
        flip(path, 300_000)
    opened = reopened(folder, HandClock())
    report = damage.check(opened)
    (finding,) = report.findings
    assert finding.area is Area.ATTACHMENTS
    assert "“talk.ogg”" in finding.sentence
    assert ("missing" in finding.sentence) is (how == "missing")
    opened.close()


def test_every_flipped_bit_is_told_or_without_effect(made: Path, tmp_path: Path) -> None:
    """Each flip: the vault does not open, or the check tells, or every row is as it was."""
    opened = looked_at(made)
    rows = dump(opened)
    opened.close()
    folder = Path(shutil.copytree(made, tmp_path / "flipped.vault"))
    sound, random = (made / "notes.db").read_bytes(), Random(4)
    silent = 0
    for _flip in range(FLIPS):
        (folder / "notes.db").write_bytes(sound)
        flip(folder / "notes.db", random.randrange(len(sound)), random.randrange(8))
        try:
            opened = looked_at(folder)
        except vaults_below.VaultError:
            continue
        try:
            if damage.check(opened).sound:
                silent += 1
                assert dump(opened) == rows
        finally:
            opened.close()
    assert silent == 0  # stricter than promised: each page is sealed as a whole


def test_a_check_is_due_each_week(tmp_path: Path) -> None:
    clock = HandClock()
    opened, _key = vaults.create(
        tmp_path / "a.vault", PASSPHRASE, "Maya", "Europe/Stockholm", work=CHEAP, clock=clock
    )
    assert damage.due(opened)
    damage.note_checked(opened, damage.check(opened))
    assert damage.last_checked(opened) == clock.reading().utc
    assert not damage.due(opened)
    clock.pass_ms(7 * DAY - 1)
    assert not damage.due(opened)
    clock.pass_ms(1)
    assert damage.due(opened)
    opened.close()


def test_a_clock_set_back_does_not_put_it_off(tmp_path: Path) -> None:
    clock = HandClock()
    opened, _key = vaults.create(
        tmp_path / "a.vault", PASSPHRASE, "Maya", "Europe/Stockholm", work=CHEAP, clock=clock
    )
    damage.note_checked(opened, damage.check(opened))
    clock.set_wall(-2 * DAY)
    assert damage.due(opened)
    clock.set_wall(2 * DAY)
    assert not damage.due(opened)
    # Seven days of use that the clock puts before the last check.
    for _day in range(7):
        clock.set_wall(-DAY)
        opened.day_work()
    clock.set_wall(7 * DAY)
    assert damage.due(opened)
    opened.close()


def test_a_damaged_vault_is_due_again(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    flip(folder / "keys.json", 40)
    report = damage.check(opened)
    damage.note_checked(opened, report)
    assert damage.last_checked(opened) is None
    assert sessions.rows(opened.desk)
    opened.close()


def test_the_newest_good_backup_is_offered(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    clock = HandClock()
    opened = reopened(folder, clock)
    first = backups.make(opened).path
    clock.pass_minutes(5)
    second = backups.make(opened).path
    opened.close()
    damaged(folder, "setting")  # where the places of backups are kept
    looked = looked_at(folder)
    offered = damage.backup_to_restore(looked)
    assert offered is not None
    assert offered.path == second
    flip(second, 20_000)
    offered = damage.backup_to_restore(looked)
    assert offered is not None
    assert offered.path == first
    looked.close()


def test_a_database_damaged_while_it_is_open_is_told(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    flip(folder / "notes.db", 300)
    report = damage.check(opened)
    assert Area.PAGES in {finding.area for finding in report.findings}
    opened.close()
