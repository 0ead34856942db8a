"""backup, restore and prove on real vaults: what they print, how they end, and what they leave alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mentor_desktop.services import attachments, notes, people, vaults
from tests.cli.calling import Known, Run, contents, one_line
from tests.support import CHEAP, HOME, PASSPHRASE, reopened

WORDS = "a word that nobody prints"


@pytest.fixture
def key(tmp_path: Path) -> str:
    """The recovery key of the vault `mine.vault`, also in a file `key`."""
    opened, key = vaults.create(tmp_path / "mine.vault", PASSPHRASE, "Maya Lind", HOME, work=CHEAP)
    person = people.add(opened.desk, "Amara Okafor", zone="Africa/Nairobi").id
    notes.write(opened.desk, WORDS, person=person)
    opened.close()
    (tmp_path / "key").write_text(key.lower() + "\n", encoding="utf-8")
    return key


def test_there_and_back_with_the_recovery_key_alone(run: Run, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "mine.vault"
    before = contents(folder)
    made = run("backup", folder)
    assert (made.code, made.err) == (0, "")
    path = Path(made.only)
    assert path.is_file()
    asked = ("--recovery-key-file", tmp_path / "key")
    proved = run("prove", path, *asked, "--json", file=None)
    assert (proved.code, proved.err) == (0, "")
    facts = json.loads(proved.out)
    assert {name: facts[name] for name in ("people", "notes", "sessions", "attachments")} == {
        "people": 2, "notes": 1, "sessions": 0, "attachments": 0,
    }  # fmt: skip
    assert facts["newest_note"][:4].isdigit()
    plain = run("prove", path, *asked, file=None)
    assert "notes: 1" in plain.out.splitlines()
    for word in (WORDS, "Amara", "Maya"):
        assert word not in plain.out + proved.out
    brought = run("restore", path, tmp_path / "again.vault", "--recovery-key-file", "-", file=None, typed=key)
    assert (brought.code, brought.only) == (0, str(tmp_path / "again.vault"))
    after = contents(tmp_path / "again.vault")
    assert {name: rows for name, rows in after.items() if name != "setting"} == {
        name: rows for name, rows in before.items() if name != "setting"
    }


def test_with_the_passphrase_and_into_a_folder_of_ones_own(run: Run, folder: Path, tmp_path: Path) -> None:
    made = run("backup", folder, "--to", tmp_path / "mine", "--json")
    facts = json.loads(made.out)
    path = Path(facts["path"])
    assert path.parent == tmp_path / "mine"
    assert facts["people"] == 1
    assert facts["newest_note"] is None
    assert run("prove", path).code == 0
    brought = json.loads(run("restore", path, tmp_path / "again.vault", "--json").out)
    assert brought == {"path": str(tmp_path / "again.vault"), "attachments": 0, "attachments_present": 0}


def test_what_is_refused_leaves_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    path = Path(run("backup", folder, "--to", tmp_path / "mine").only)
    kept = path.read_bytes()
    there = sorted(tmp_path.rglob("*"))
    new = tmp_path / "again.vault"
    wrong = "wrong horse battery staple\n"
    for argv, more, code, words in (
        (("restore", path, new), {"file": "-", "typed": wrong}, 3, "does not open"),
        (("prove", path, "--recovery-key-file", "-"), {"file": None, "typed": "nonsense\n"}, 3, "slip"),
        (("restore", path, folder), {}, 1, "already"),
        (("restore", tmp_path / "nothing", new), {}, 1, "no backup"),
        (("prove", folder / "notes.db"), {}, 4, "not a backup"),
        (("prove", path), {"file": None}, 2, "--recovery-key-file"),
        (("prove", path, "--recovery-key-file", tmp_path / "no"), {"file": None}, 2, "cannot be read"),
        (("prove", path, "--recovery-key-file", "-"), {"typed": "x\n"}, 2, "either"),
        (("restore", path), {}, 2, "DIR"),
        (("backup", folder, "--to", path), {}, 1, "could not be written"),
    ):
        answer = run(*argv, **more)
        assert (answer.code, words in one_line(answer)) == (code, True), (argv, answer)
    assert sorted(tmp_path.rglob("*")) == there
    assert path.read_bytes() == kept


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "not complete": lambda data: data[:-1],
    "damaged": lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told(run: Run, known: Known, tmp_path: Path, damage: str) -> None:
    path = Path(run("backup", known.folder, "--to", tmp_path / "mine").only)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    for argv in (("prove", path), ("restore", path, tmp_path / "again.vault")):
        answer = run(*argv)
        assert answer.code == 4
        assert damage in one_line(answer)
    assert not (tmp_path / "again.vault").exists()


def test_attachments_that_are_gone_are_counted(run: Run, folder: Path, tmp_path: Path) -> None:

    opened = reopened(folder)
    (tmp_path / "sketch.png").write_bytes(b"sketch")
    attachments.attach(opened, tmp_path / "sketch.png", person=people.me(opened.desk).id)
    opened.close()
    path = Path(run("backup", folder, "--to", tmp_path / "mine").only)
    assert json.loads(run("prove", path, "--json").out)["attachments_present"] == 1
    for each in (tmp_path / "mine" / "attachments").iterdir():
        each.unlink()
    answer = run("prove", path, "--json")
    assert answer.code == 0
    assert "1 attachment " in answer.err
    facts = json.loads(answer.out)
    assert (facts["attachments"], facts["attachments_present"]) == (1, 0)
