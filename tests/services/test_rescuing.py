"""Rescue: what can be read of a damaged vault comes over into a new one; the damaged one stays as it is."""

import hashlib
import io
import shutil
from pathlib import Path
from random import Random

import pytest

from mentor_desktop import vault as vaults_below
from mentor_desktop.services import attachments, damage, notes, people, promises, rescuing, sessions, today
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import trash
from mentor_desktop.vault.rescue import TableReader
from tests.support import PASSPHRASE, HandClock, dump, plain_pages, reopened, sample_vault

NOTES = 600
LEFT_OUT = ("alembic_version", "found", "use_day")  # the search is written anew, and opening notes its day


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with the sample data, many notes over many pages, and two attachments."""
    folder = tmp_path_factory.mktemp("rescue") / "a.vault"
    opened = sample_vault(folder, HandClock())
    desk = opened.desk
    person = people.rows(desk)[0].id
    with desk.change():
        for number in range(NOTES):
            notes.write(desk, f"Note {number:04} of many. " * 12, person=person)
    attachments.attach_stream(opened, io.BytesIO(b"talk " * 100_000), "talk.ogg", person=person)
    attachments.attach_stream(opened, io.BytesIO(b"plan"), "plan.txt")
    opened.close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "a.vault"))


def files_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("vault.lock", "vault.holder")
    }


def flip_page(folder: Path, page: int) -> None:
    path = folder / "notes.db"
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 + 1000] ^= 1
    path.write_bytes(data)


def pages_of(folder: Path, name: str) -> list[int]:
    """The pages of a table or index, its root first: walked as SQLite's file format describes them."""
    opened = reopened(folder, HandClock())
    con = opened.vault.connect("short")
    found = [con.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]]
    con.close()
    pages = plain_pages(opened)
    opened.close()
    for number in found:
        page = pages[number - 1]
        if page[0] in (2, 5):  # an inner page: its cells begin with the number of a page below
            cells = int.from_bytes(page[3:5], "big")
            for cell in range(cells):
                at = int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big")
                found.append(int.from_bytes(page[at : at + 4], "big"))
            found.append(int.from_bytes(page[8:12], "big"))
    return found


def rows_of(opened: Opened) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: rows
        for name, rows in dump(opened).items()
        if name not in LEFT_OUT and not name.startswith(("found_text", "sqlite_"))
    }


def rescue(folder: Path) -> tuple[rescuing.Rescued, Opened]:
    target = folder.with_name("new.vault")
    told = rescuing.rescue(folder, target, passphrase=PASSPHRASE)
    return told, reopened(target, HandClock())


def shown(opened: Opened) -> str:
    """Every list can be asked for."""
    desk = opened.desk
    lists: list[object] = [today.today(desk), people.rows(desk), sessions.rows(desk), notes.every(desk)]
    return repr([*lists, promises.open_rows(desk), attachments.of(desk)])


def test_of_a_sound_vault_everything_comes_over(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    before, seen = rows_of(opened), shown(opened)
    opened.close()
    bytes_before = files_of(folder)
    told, new = rescue(folder)
    assert told.complete
    assert told.lost == 0
    assert told.files == 2
    assert rows_of(new) == before
    assert shown(new) == seen
    assert damage.check(new).sound
    assert len(notes.search(new.desk, "0599")) == 1
    assert "Nothing is missing." in rescuing.lines(told)
    new.close()
    assert files_of(folder) == bytes_before


def test_the_recovery_key_opens_it_too(tmp_path: Path) -> None:
    from mentor_desktop.services import vaults
    from tests.support import CHEAP

    made, key = vaults.create(
        tmp_path / "a.vault", PASSPHRASE, "Maya Lind", "Europe/Stockholm", work=CHEAP, clock=HandClock()
    )
    made.close()
    rescuing.rescue(tmp_path / "a.vault", tmp_path / "b.vault", recovery_key=key)
    for secret in ({"passphrase": PASSPHRASE}, {"recovery_key": key}):
        opened = vaults.open_vault(tmp_path / "b.vault", clock=HandClock(), **secret)  # type: ignore[arg-type]
        assert people.me(opened.desk).name == "Maya Lind"
        opened.close()


def test_one_damaged_page_of_notes_costs_its_own_notes_alone(folder: Path) -> None:
    page = pages_of(folder, "note")[5]
    flip_page(folder, page)
    before = files_of(folder)
    told, new = rescue(folder)
    count = told.tables["note"]
    assert 0 < count.lost < 30
    assert not count.unsure
    assert {name: each.lost for name, each in told.tables.items() if each.lost} == {"note": count.lost}
    texts = {note.text[:9] for note in notes.every(new.desk) if note.text.startswith("Note ")}
    assert NOTES - 30 < len(texts) < NOTES + 1
    assert len(notes.every(new.desk)) == count.read
    assert damage.check(new).sound
    assert any(line.startswith("Notes: ") and "lost" in line for line in rescuing.lines(told))
    new.close()
    assert files_of(folder) == before


def test_a_damaged_root_and_a_damaged_index(folder: Path) -> None:
    flip_page(folder, pages_of(folder, "note")[0])  # nothing of the table can be reached
    told, new = rescue(folder)
    assert told.tables["note"].read == 0
    assert told.tables["note"].lost >= NOTES
    assert people.rows(new.desk)
    assert shown(new)
    assert damage.check(new).sound
    new.close()


def test_a_damaged_index_costs_nothing(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    before = rows_of(opened)
    opened.close()
    flip_page(folder, pages_of(folder, "sqlite_autoindex_note_1")[0])
    flip_page(folder, pages_of(folder, "found_text_data")[0])
    told, new = rescue(folder)
    assert told.lost == 0
    assert rows_of(new) == before
    new.close()


@pytest.mark.parametrize(
    "table", ["person", "relationship", "session", "participant", "attachment", "setting", "alembic_version"]
)
def test_notes_outlive_what_they_belonged_to(folder: Path, table: str) -> None:
    for page in pages_of(folder, table):
        flip_page(folder, page)
    told, new = rescue(folder)
    assert told.tables["note"].lost == 0
    assert len(notes.every(new.desk)) == told.tables["note"].read
    assert shown(new)
    assert damage.check(new).sound
    if table == "session":
        assert "Rescued notes" in [row.name for row in people.rows(new.desk)]
    new.close()


def test_a_damaged_file_of_an_attachment_is_counted(folder: Path) -> None:
    path = max((folder / "attachments").iterdir(), key=lambda each: each.stat().st_size)
    path.write_bytes(path.read_bytes()[:-1])
    told, new = rescue(folder)
    assert (told.files, told.files_lost) == (1, 1)
    assert not told.complete
    assert [each.name for each in attachments.of(new.desk)] == ["plan.txt"]
    assert damage.check(new).sound
    new.close()


def test_any_three_damaged_pages(made: Path, tmp_path: Path) -> None:
    """What a rescue brings over is sound and can be shown, whatever was damaged."""
    random = Random(7)
    pages = (made / "notes.db").stat().st_size // 4096
    for number in range(6):
        folder = Path(shutil.copytree(made, tmp_path / f"{number}" / "a.vault"))
        for page in random.sample(range(3, pages + 1), 3):
            flip_page(folder, page)
        before = files_of(folder)
        try:
            told, new = rescue(folder)
        except vaults_below.DamagedDatabase:  # the list of tables itself
            assert not folder.with_name("new.vault").exists()
        else:
            assert told.tables["note"].read + told.tables["note"].lost >= NOTES
            assert shown(new)
            assert damage.check(new).sound
            new.close()
        assert files_of(folder) == before


def test_what_stops_it_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(table: str, _rows: int) -> None:
        if table == "note":
            raise Stop

    with pytest.raises(Stop):
        rescuing.rescue(folder, tmp_path / "new.vault", passphrase=PASSPHRASE, progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["a.vault"]
    (tmp_path / "taken.vault").mkdir()
    with pytest.raises(vaults_below.AlreadyExists):
        rescuing.rescue(folder, tmp_path / "taken.vault", passphrase=PASSPHRASE)
    with pytest.raises(vaults_below.WrongPassphrase):
        rescuing.rescue(folder, tmp_path / "new.vault", passphrase="wrong horse battery staple")
    reopened(folder, HandClock()).close()  # the lock was let go


def test_what_lies_in_the_trash_comes_along(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    gone = notes.every(opened.desk)[0]
    notes.trash(opened.desk, gone.id)
    opened.close()
    told, new = rescue(folder)
    assert told.complete
    with new.desk.read() as c:
        assert gone.id in [each.row for each in trash.load_trashed(c)]
    new.close()


def test_rows_without_any_index_are_tried_one_by_one(folder: Path) -> None:
    opened = reopened(folder, HandClock())
    with opened.desk.read() as c:
        del c
    con = opened.vault.connect("short")
    con.execute("CREATE TABLE bare(n INTEGER PRIMARY KEY, words TEXT)")
    con.executemany("INSERT INTO bare(words) VALUES (?)", [(f"row {n} " * 40,) for n in range(200)])
    con.close()
    opened.close()
    flip_page(folder, pages_of(folder, "bare")[4])
    looked = reopened(folder, HandClock())
    reader = TableReader(lambda: looked.vault.connect("reader"), "bare", ("n", "words"))
    rows = list(reader.rows())
    assert 160 < len(rows) < 200
    assert len(set(rows)) == len(rows) == reader.read
    assert reader.unsure
    looked.close()
