"""Every command on a real vault: what it prints, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mentor_desktop import cli
from mentor_desktop.services import notes, people, sessions, trashed
from mentor_desktop.vault import opening
from tests.cli.calling import Run, contents, listed, one_line, planned
from tests.support import CHEAP, PASSPHRASE, reopened

UUID = 36
AWKWARD = (
    "שלום עולם, مرحبا",
    "👩‍👩‍👧‍👦 party 🎉",
    "<script>alert(1)</script> <img src=x>",
    "=cmd|'/c calc'!A0",
    "{{7*7}} {0.__class__} %(name)s $(id) \\u0041",
    "../../etc/passwd",
    "# heading\n\n> " + ">" * 200 + " [" * 200,
)


def test_a_vault_from_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "calibrate", lambda: CHEAP)
    folder = tmp_path / "new.vault"
    made = run("create", folder, "--name", "Maya Lind")
    assert made.code == 0
    assert made.err == ""
    assert len(made.only.split("-")) > 6
    opened = reopened(folder)
    mine = people.me(opened.desk)
    opened.close()
    assert mine.name == "Maya Lind"
    assert [entry.zone for entry in mine.zones] == ["Europe/Stockholm"]  # the zone of these tests' system
    assert (folder / "keys.json").is_file()
    assert (folder / "notes.db").is_file()
    # A second time nothing is overwritten, and nobody is asked for a passphrase first.
    before = contents(folder)
    again = run("create", folder, file=None)
    assert again.code == 1
    assert "already" in one_line(again)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--zone", "Europe/Stokholm"], "Europe/Stockholm"),
        (["--zone", "../../etc/localtime"], "time zone"),
        (["--name", "  "], "name"),
        (["--name", "a\udc80b"], "characters"),
        (["--name", "n" * 201], "too long"),
    ],
)
def test_create_refuses_before_it_makes_anything(
    run: Run, tmp_path: Path, more: list[str], words: str
) -> None:
    answer = run("create", tmp_path / "new.vault", *more)
    assert answer.code == 1
    assert words in one_line(answer)
    assert [path.name for path in tmp_path.iterdir()] == ["passphrase"]


def test_create_refuses_a_short_passphrase(run: Run, tmp_path: Path) -> None:
    answer = run("create", tmp_path / "new.vault", file="-", typed="too short\n")
    assert answer.code == 1
    assert "15 characters" in one_line(answer)
    assert [path.name for path in tmp_path.iterdir()] == ["passphrase"]


def test_a_sample_vault(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "calibrate", lambda: CHEAP)
    assert run("sample", tmp_path / "s.vault").code == 0
    rows = listed(run("sessions", tmp_path / "s.vault", "--json"))
    assert len([row for row in rows if row["state"] == "held"]) == 21


def test_people(run: Run, folder: Path) -> None:
    assert listed(run("people", folder, "--json")) == []
    added = run("person-add", folder, "Amara Okafor", "--zone", "Africa/Nairobi")
    assert added.code == 0
    assert len(added.only) == UUID
    here = run("person-add", folder, "Jonas Weber").only
    found = {each["id"]: each for each in listed(run("people", folder, "--json"))}
    assert found[added.only]["name"] == "Amara Okafor"
    assert found[added.only]["state"] == "getting_to_know"
    assert {each["zone"] for each in found.values()} == {"Africa/Nairobi", "Europe/Stockholm"}
    lines = run("people", folder).out.splitlines()
    assert len(lines) == 2
    assert any(line.split()[0] == here and "Jonas Weber" in line for line in lines)


def test_sessions(run: Run, folder: Path) -> None:
    first = run("person-add", folder, "Amara Okafor", "--zone", "Africa/Nairobi").only
    second = run("person-add", folder, "Jonas Weber").only
    at = "2026-12-08T15:00"
    alone = run("plan", folder, "--with", first, "--at", at, "--template", "balanced-50")
    assert (alone.code, alone.err, len(alone.only)) == (0, "", UUID)
    both = run("plan", folder, "--with", first, "--with", second, "--at", at, "--zone", "Asia/Tokyo",
               "--minutes", "30")  # fmt: skip
    found = {each["id"]: each for each in listed(run("sessions", folder, "--json"))}
    assert found[alone.only]["at"] == "2026-12-08T15:00:00+01:00"
    assert found[alone.only]["person_ids"] == [first]
    assert found[alone.only]["name"] == "Amara Okafor"
    assert found[both.only]["at"] == "2026-12-08T07:00:00+01:00"  # 15:00 in Tokyo
    assert sorted(found[both.only]["person_ids"]) == sorted([first, second])
    assert [each["minutes"] for each in found.values()] == [30, 50]
    assert {each["state"] for each in found.values()} == {"planned"}
    assert run("sessions", folder).out.splitlines()[0].split()[:2] == [both.only, found[both.only]["at"]]


def test_a_time_that_the_clocks_skip_and_one_over_midnight(run: Run, folder: Path) -> None:
    person = run("person-add", folder, "Amara").only
    skipped = run("plan", folder, "--with", person, "--at", "2027-03-28T02:30")
    assert skipped.code == 0
    assert len(skipped.only) == UUID
    assert "jump" in skipped.err
    assert len(skipped.err.splitlines()) == 1
    late = run("plan", folder, "--with", person, "--at", "2026-12-31T23:40", "--minutes", "60")
    assert late.err == ""
    over = run("plan", folder, "--with", person, "--at", "2027-01-01T00:10")
    assert over.code == 0
    assert "overlaps" in over.err
    ends = [each["at"] for each in listed(run("sessions", folder, "--json"))]
    assert ends == ["2026-12-31T23:40:00+01:00", "2027-01-01T00:10:00+01:00", "2027-03-28T03:30:00+02:00"]


def test_a_year_long_past(run: Run, folder: Path) -> None:
    _person, _session = planned(run, folder, "--at", "1900-01-01T00:00")
    assert listed(run("sessions", folder, "--json"))[0]["at"].startswith("1900-01-01T00:00:00+")


def test_notes(run: Run, folder: Path) -> None:
    person, session = planned(run, folder)
    private = run("note", folder, "--session", session, "Only for me").only
    shared = run("note", folder, "--session", session, "--shared", "For everyone").only
    about = run("note", folder, "--person", person, "Likes maps").only
    mine = run("note", folder, "--person", "me", "Ask Lena").only
    assert {len(each) for each in (private, shared, about, mine)} == {UUID}
    found = {each["id"]: each for each in listed(run("notes", folder, "--json"))}
    assert [found[each]["private"] for each in (private, shared, about, mine)] == [True, False, True, True]
    assert found[private]["text"] == "Only for me"
    assert found[private]["person_ids"] == found[about]["person_ids"] == [person]
    assert found[private]["session_id"] == session
    assert found[about]["session_id"] is None
    assert found[private]["at"][-6] in "+-"
    assert found[private]["state"] == "note"
    assert run("notes", folder).out.splitlines()[0] == f"{private}  private  Only for me"
    assert [each["id"] for each in listed(run("notes", folder, "--search", "maps", "--json"))] == [about]
    assert run("notes", folder, "--search", "LIK").only == f"{about}  private  Likes maps"
    assert run("notes", folder, "--search", "nowhere").out == ""
    assert listed(run("notes", folder, "--search", "x", "--json")) == []


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_is_kept_and_shown_as_it_is(run: Run, folder: Path, text: str) -> None:
    person = run("person-add", folder, text.replace("\n", " ")[:100].strip()).only
    note = run("note", folder, "--person", person, text).only
    assert {each["id"]: each["text"] for each in listed(run("notes", folder, "--json"))} == {note: text}
    assert run("notes", folder).out == f"{note}  private  {text}\n"
    name = listed(run("people", folder, "--json"))[0]["name"]
    assert name == " ".join(text[:100].split())


def test_passphrase_and_note_from_standard_input(run: Run, folder: Path) -> None:
    person = run("person-add", folder, "Amara").only
    typed = f"{PASSPHRASE}\nfirst line\nsecond – ünïcode\n"
    note = run("note", folder, "--person", person, "-", file="-", typed=typed)
    assert note.code == 0
    assert listed(run("notes", folder, "--json"))[0]["text"] == "first line\nsecond – ünïcode\n"


def test_a_note_of_ten_megabytes(run: Run, folder: Path) -> None:
    person = run("person-add", folder, "Amara").only
    text = "A quiet sentence. " * 600_000
    note = run("note", folder, "--person", person, "-", typed=text)
    assert note.code == 0
    assert listed(run("notes", folder, "--search", "quiet", "--json"))[0]["text"] == text
    before = contents(folder)
    too_long = run("note", folder, "--person", person, "-", typed=text * 2)
    assert too_long.code == 1
    assert "too long" in one_line(too_long)
    assert contents(folder) == before


@pytest.mark.parametrize("fmt", ["md", "html", "pdf", "docx", "txt"])
def test_export(run: Run, folder: Path, tmp_path: Path, fmt: str) -> None:
    _person, session = planned(run, folder)
    run("note", folder, "--session", session, "--shared", "A shared sentence")
    run("note", folder, "--session", session, "A private sentence")
    out = tmp_path / f"summary.{fmt}"
    asked = ("export", folder, "--session", session, "--format", fmt, "--out", out)
    assert run(*asked) == (0, "", "")
    made = out.read_bytes()
    assert made
    assert b"private sentence" not in made
    assert out.stat().st_mode & 0o777 == 0o600
    out.write_bytes(b"mine")
    refused = run(*asked)
    assert refused.code == 1
    assert "file of this name" in one_line(refused)
    assert out.read_bytes() == b"mine"
    assert run(*asked, "--overwrite").code == 0
    assert out.read_bytes() != b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.vault", "passphrase", out.name]


def test_info_and_check(run: Run, folder: Path) -> None:
    planned(run, folder)
    facts = json.loads(run("info", folder, "--json").out)
    assert (facts["people"], facts["sessions"], facts["notes"], facts["format"]) == (2, 1, 0, 1)
    assert facts["keyslots"] == ["passphrase", "recovery"]
    plain = run("info", folder)
    assert "sessions: 1" in plain.out.splitlines()
    assert plain.err == ""
    sound = run("check", folder)
    assert (sound.code, sound.out.splitlines()[-1]) == (0, "The vault is sound.")


def test_help_is_no_error(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for name in cli.COMMANDS:
        assert cli.run([name, "--help"]) == 0
        assert "--passphrase-file" in capsys.readouterr().out


def test_what_reading_a_command_loads(root: Path) -> None:
    script = (
        "import sys, mentor_desktop.cli\n"
        "from mentor_desktop.cli.parser import parser_of_all\n"
        "parser_of_all()\n"
        "print(sorted({'PySide6', 'sqlalchemy', 'sqlcipher3', 'cryptography', 'babel'} & sys.modules.keys()))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert told.stdout == "[]\n"


def test_the_real_program(root: Path, folder: Path, secret: Path, tmp_path: Path) -> None:
    """The installed way: a process of its own, bytes in and out, no Qt."""

    def call(*argv: str | Path, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-X", "importtime", "-m", "mentor_desktop", *map(str, argv)]
        return subprocess.run(command, cwd=root, capture_output=True, check=False, **options)

    def said(done: "subprocess.CompletedProcess[bytes]") -> list[str]:
        lines = done.stderr.decode().splitlines()
        assert not [line for line in lines if "PySide6" in line]
        return [line for line in lines if not line.startswith("import time:")]

    done = call("person-add", folder, "Åsa “Ö” 東京", "--passphrase-file", secret)
    assert (done.returncode, said(done)) == (0, [])
    person = done.stdout.decode().strip()
    text = f"{PASSPHRASE}\nNotes on 東京\n".encode()
    done = call("note", folder, "--person", person, "-", "--passphrase-file", "-", input=text)
    assert (done.returncode, said(done)) == (0, [])
    done = call("notes", folder, "--search", "京", "--json", "--passphrase-file", secret)
    assert json.loads(done.stdout)[0]["text"] == "Notes on 東京\n"
    done = call("note", folder, "--person", person, "-", "--passphrase-file", secret, input=b"bytes \xff\xfe")
    assert done.returncode == 1
    assert len(said(done)) == 1
    done = call("people", folder, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert len(said(done)) == 1


def test_what_is_in_the_trash_is_not_there(run: Run, folder: Path, tmp_path: Path) -> None:
    _person, session = planned(run, folder)
    note = run("note", folder, "--session", session, "--shared", "a word").only
    opened = reopened(folder)
    sessions.trash(opened.desk, sessions.rows(opened.desk)[0].id)
    opened.close()
    assert listed(run("sessions", folder, "--json")) == listed(run("notes", folder, "--json")) == []
    assert listed(run("notes", folder, "--search", "word", "--json")) == []
    out = tmp_path / "x.md"
    for argv in (
        ("note", folder, "--session", session, "more"),
        ("export", folder, "--session", session, "--format", "md", "--out", out),
    ):
        answer = run(*argv)
        assert answer.code == 1
        assert "no such id" in one_line(answer)
    opened = reopened(folder)
    (row,) = trashed.rows(opened.desk)
    trashed.restore(opened.desk, row)
    found = notes.search(opened.desk, "word")
    opened.close()
    assert [each.id.hex() for each in found] == [note.replace("-", "")]
