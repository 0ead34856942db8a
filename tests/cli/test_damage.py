"""check, rescue, attach, attachments, extract on the command line."""

import json
from pathlib import Path

import pytest

from mentor_desktop.services import people, vaults
from tests.cli.calling import Run, one_line
from tests.support import PASSPHRASE, reopened

TALK = b"words of a talk " * 40_000


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.ogg"
    path.write_bytes(TALK)
    return path


def spoil(folder: Path) -> None:
    """Damage the first page of the promises, of which there are none."""
    opened = reopened(folder)
    con = opened.vault.connect("short")
    page = con.execute("SELECT rootpage FROM sqlite_master WHERE name = 'promise_event'").fetchone()[0]
    con.close()
    opened.close()
    data = bytearray((folder / "notes.db").read_bytes())
    data[(page - 1) * 4096 + 900] ^= 4
    (folder / "notes.db").write_bytes(data)


def test_attach_list_and_extract(run: Run, folder: Path, talk: Path, tmp_path: Path) -> None:
    person = run("person-add", folder, "Amara").only
    added = run("attach", folder, talk, "--person", person).only
    (listed,) = json.loads(run("attachments", folder, "--json").out)
    assert listed == {
        "id": added, "name": "talk.ogg", "type": "audio/ogg", "size": len(TALK), "session_id": None,
        "person_id": person, "note_id": None,
    }  # fmt: skip
    assert run("attachments", folder).only == f"{added}  {len(TALK)}  talk.ogg"
    out = tmp_path / "out.ogg"
    assert run("extract", folder, "--id", added, "--out", out).code == 0
    assert out.read_bytes() == TALK
    refused = run("extract", folder, "--id", added, "--out", out)
    assert refused.code == 1
    assert "file of this name" in one_line(refused)
    assert run("extract", folder, "--id", added, "--out", out, "--overwrite").code == 0


def test_what_cannot_be_attached(run: Run, folder: Path, tmp_path: Path, talk: Path) -> None:
    missing = run("attach", folder, tmp_path / "nothing")
    assert missing.code == 1
    assert "cannot be read" in one_line(missing)
    unknown = run("attach", folder, talk, "--note", "00" * 16)
    assert unknown.code == 1
    assert "no such id" in one_line(unknown)
    assert json.loads(run("attachments", folder, "--json").out) == []


def test_check_tells_and_changes_nothing(run: Run, folder: Path) -> None:
    before = (folder / "notes.db").read_bytes()
    sound = run("check", folder)
    assert sound.code == 0
    assert sound.out.startswith("Looked at: the file keys.json, ")
    assert (folder / "notes.db").read_bytes() == before
    spoil(folder)
    before = (folder / "notes.db").read_bytes()
    answer = run("check", folder)
    assert answer.code == 4
    assert any("of the file notes.db is damaged." in line for line in answer.out.splitlines())
    assert (folder / "notes.db").read_bytes() == before


def test_check_for_a_program(run: Run, folder: Path) -> None:
    sound = json.loads(run("check", folder, "--json").out)
    assert sound["sound"] is True
    assert sound["findings"] == []
    assert sound["newest_good_backup"] is None
    assert sound["pages"] > 0
    spoil(folder)
    answer = run("check", folder, "--json")
    told = json.loads(answer.out)
    assert answer.code == 4
    assert told["sound"] is False
    assert told["findings"][0]["area"] == "pages"
    assert "damaged" in told["findings"][0]["sentence"]


def test_rescue(run: Run, folder: Path, tmp_path: Path, talk: Path) -> None:
    run("person-add", folder, "Amara")
    run("attach", folder, talk)
    spoil(folder)
    before = (folder / "notes.db").read_bytes()
    answer = run("rescue", folder, tmp_path / "new.vault")
    assert (answer.code, answer.err) == (0, "")
    assert "in the new vault." in answer.out
    assert (folder / "notes.db").read_bytes() == before
    opened = reopened(tmp_path / "new.vault")
    assert [row.name for row in people.rows(opened.desk)] == ["Amara"]
    opened.close()
    assert run("check", tmp_path / "new.vault").code == 0
    again = run("rescue", folder, tmp_path / "new.vault")
    assert again.code == 1
    assert "something at this place" in one_line(again)


def test_rescue_by_recovery_key(run: Run, tmp_path: Path) -> None:
    from tests.support import CHEAP

    made, key = vaults.create(tmp_path / "b.vault", PASSPHRASE, "Maya", "Europe/Stockholm", work=CHEAP)
    made.close()
    file = tmp_path / "key"
    file.write_text(key + "\n", encoding="ascii")
    answer = run(
        "rescue", tmp_path / "b.vault", tmp_path / "new.vault", "--recovery-key-file", file, file=None
    )
    assert answer.code == 0
    assert "Nothing is missing." in answer.out
