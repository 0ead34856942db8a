"""One vault of each shape that the tables had is kept for ever, and opens with today's program."""

import shutil
from pathlib import Path

import pytest

from mentor_desktop.services import agenda, attachments, damage, notes, people, promises, sessions, vaults
from mentor_desktop.services.vaults import Opened
from tests.fixtures.make_vault import RECOVERY_FILE, TALK, make
from tests.support import PASSPHRASE, HandClock

VAULTS = Path(__file__).parents[1] / "fixtures" / "vaults"
OLD = sorted(VAULTS.glob("format-*.vault"))
WITH_ATTACHMENTS = [path for path in OLD if path.name != "format-1.vault"]  # made before there were any


def read(opened: Opened) -> dict[str, object]:
    desk = opened.desk
    rows = sessions.rows(desk)
    return {
        "people": [(row.name, row.zone, row.held) for row in people.rows(desk)],
        "sessions": [(row.title, row.state.value, row.minutes) for row in rows],
        "notes": [(note.text, note.audience) for note in notes.every(desk)],
        "found": [note.text for note in notes.search(desk, "design rev")],
        "promises": [row.text for row in promises.open_rows(desk)],
        "parts": [part.title for part in agenda.parts(desk, rows[0].id)][:1],
    }


def test_there_is_one_for_each_format() -> None:
    assert [path.name for path in OLD] == ["format-1-tables-0002.vault", "format-1.vault"]


@pytest.mark.parametrize("old", OLD, ids=lambda path: str(path.name))
def test_an_old_vault_opens_and_says_what_it_said(old: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(old, tmp_path / "old.vault"))
    opened = vaults.open_vault(copy, passphrase=PASSPHRASE, clock=HandClock())
    told = read(opened)
    assert opened.vault.check() == []
    opened.close()
    make(tmp_path / "new.vault")
    fresh = vaults.open_vault(tmp_path / "new.vault", passphrase=PASSPHRASE, clock=HandClock())
    assert told == read(fresh)
    assert told["notes"] == [("Wants to chair the design review.", ()), ("Seemed tired today.", None)]
    fresh.close()


@pytest.mark.parametrize("old", OLD, ids=lambda path: str(path.name))
def test_its_recovery_key_opens_it(old: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(old, tmp_path / "old.vault"))
    key = (copy / RECOVERY_FILE).read_text(encoding="ascii").strip()
    opened = vaults.open_vault(copy, recovery_key=key, clock=HandClock())
    assert people.me(opened.desk).name == "Maya Lind"
    opened.close()


@pytest.mark.parametrize("old", WITH_ATTACHMENTS, ids=lambda path: str(path.name))
def test_its_attachments_are_read_back(old: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(old, tmp_path / "old.vault"))
    opened = vaults.open_vault(copy, passphrase=PASSPHRASE, clock=HandClock())
    (attachment,) = attachments.of(opened.desk)
    assert (attachment.name, attachment.type) == ("talk.ogg", "audio/ogg")
    with attachments.reader(opened, attachment.id) as reader:
        assert b"".join(reader.chunks()) == TALK
        assert reader.read(300_000, 12) == TALK[300_000:300_012]
    assert damage.check(opened).sound
    opened.close()
