"""What is refused or damaged is told in one line with its own exit status, and nothing is changed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.calling import Known, Run, contents, one_line
from tests.support import empty_vault, reopened

NOBODY = "0192d3c5-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (["nonsense", "DIR"], 2, "invalid choice"),
        (["info", "DIR", "--frobnicate"], 2, "unrecognized"),
        (["plan", "DIR", "--with", "PERSON"], 2, "--at"),
        (["plan", "DIR", "--with", "PERSON", "--at", "tomorrow"], 2, "2026-12-08T15:00"),
        (["plan", "DIR", "--with", "PERSON", "--at", "2026-12-08"], 2, "2026-12-08T15:00"),
        (["plan", "DIR", "--with", "PERSON", "--at", "2026-12-08T15:00+01:00"], 2, "--zone"),
        (["plan", "DIR", "--with", "PERSON", "--at", "2026-02-30T15:00"], 2, "2026-12-08T15:00"),
        (["plan", "DIR", "--with", "PERSON", "--at", "2026-12-08T15:00", "--minutes", "x"], 2, "invalid int"),
        (["plan", "DIR", "--with", "PERSON", "--at", "2026-12-08T15:00", "--minutes", "0"], 1, "minutes"),
        (
            ["plan", "DIR", "--with", "PERSON", "--at", "2026-12-08T15:00", "--minutes", "9" * 30],
            1,
            "minutes",
        ),
        (
            ["plan", "DIR", "--with", "PERSON", "--at", "2026-12-08T15:00", "--template", "none"],
            1,
            "template",
        ),
        (["plan", "DIR", "--with", "PERSON", "--at", "9999-12-31T23:59"], 1, "1900"),
        (["plan", "DIR", "--with", "PERSON", "--at", "1899-12-31T23:59"], 1, "1900"),
        (["plan", "DIR", "--with", "PERSON", "--at", "0001-01-01T00:00"], 1, "1900"),
        (
            ["plan", "DIR", "--with", "PERSON", "--at", "2026-12-08T15:00", "--zone", "Afrika/Nairobi"],
            1,
            "Africa/Nairobi",
        ),
        (["plan", "DIR", "--with", "me", "--at", "2026-12-08T15:00"], 1, "always there"),
        (["plan", "DIR", "--with", "you", "--at", "2026-12-08T15:00"], 2, "not an id"),
        (["plan", "DIR", "--with", NOBODY, "--at", "2026-12-08T15:00"], 1, "no such id"),
        (["plan", "DIR", "--with", "PERSON", "--with", NOBODY, "--at", "2026-12-08T15:00"], 1, "no such id"),
        (["person-add", "DIR", ""], 1, "name"),
        (["person-add", "DIR", "\x01 \x02"], 1, "name"),
        (["person-add", "DIR", "n" * 201], 1, "too long"),
        (["person-add", "DIR", "lone \udcff surrogate"], 1, "characters"),
        (["person-add", "DIR", "Amara", "--zone", "Mars/Olympus"], 1, "time zone"),
        (["note", "DIR", "text"], 2, "either"),
        (["note", "DIR", "--session", NOBODY, "--person", NOBODY, "text"], 2, "either"),
        (["note", "DIR", "--session", NOBODY, "text"], 1, "no such id"),
        (["note", "DIR", "--person", NOBODY, "text"], 1, "no such id"),
        (["note", "DIR", "--person", "PERSON", " \n "], 1, "nothing to keep"),
        (["note", "DIR", "--person", "PERSON", "nul \0 inside"], 1, "characters"),
        (["note", "DIR", "--person", "PERSON", "lone \ud800"], 1, "characters"),
        (["export", "DIR", "--session", NOBODY, "--format", "md", "--out", "OUT"], 1, "no such id"),
        (["export", "DIR", "--session", "SESSION", "--format", "md", "--out", "/proc/out.md"], 1, "cannot"),
        (["export", "DIR", "--session", "SESSION", "--format", "exe", "--out", "OUT"], 2, "invalid choice"),
        (
            ["export", "DIR", "--session", "SESSION", "--format", "md", "--out", "OUT/no/such/x.md"],
            1,
            "cannot",
        ),
    ],
)
def test_what_is_refused_changes_nothing(
    run: Run, known: Known, argv: list[str], code: int, words: str
) -> None:
    files = sorted(known.folder.parent.rglob("*"))
    places = {"DIR": str(known.folder), "PERSON": known.person, "SESSION": known.session}
    out = str(known.folder.parent / "out.md")
    answer = run(*(places.get(each, each.replace("OUT", out)) for each in argv))
    assert answer.code == code
    said = one_line(answer)
    assert words.casefold() in said.casefold()
    assert contents(known.folder) == known.before
    assert sorted(known.folder.parent.rglob("*")) == files


def test_a_command_without_its_arguments(run: Run) -> None:
    for argv in ([], ["info"]):
        answer = run(*argv, file=None)
        assert answer.code == 2
        assert "required" in one_line(answer)


def test_a_wrong_passphrase(run: Run, folder: Path) -> None:
    before = contents(folder)
    answer = run("people", folder, file="-", typed="wrong horse battery staple\n")
    assert answer.code == 3
    assert "does not open" in one_line(answer)
    assert contents(folder) == before


def test_without_a_terminal_the_passphrase_must_come_from_a_file(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    answer = run("people", folder, file=None)
    assert answer.code == 2
    assert "--passphrase-file" in one_line(answer)
    missing = run("people", folder, file=tmp_path / "nothing")
    assert missing.code == 2
    assert "cannot be read" in one_line(missing)


def _truncate(folder: Path) -> None:
    (folder / "notes.db").write_bytes((folder / "notes.db").read_bytes()[:5000])


def _flip(folder: Path) -> None:
    data = bytearray((folder / "notes.db").read_bytes())
    data[100] ^= 1
    (folder / "notes.db").write_bytes(data)


def _newer_tables(folder: Path) -> None:
    opened = reopened(folder)
    con = opened.vault.connect("writer")
    con.execute("UPDATE alembic_version SET version_num = '9999'")
    con.close()
    opened.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "header damaged": lambda folder: (folder / "keys.json").write_bytes(b"{}"),
    "header missing": lambda folder: (folder / "keys.json").unlink(),
    "database missing": lambda folder: (folder / "notes.db").unlink(),
    "database empty": lambda folder: (folder / "notes.db").write_bytes(b""),
    "database in clear": lambda folder: (folder / "notes.db").write_bytes(b"SQLite format 3\0" + bytes(9000)),
    "database cut": _truncate,
    "database changed": _flip,
    "tables newer": _newer_tables,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told(run: Run, folder: Path, damage: str) -> None:
    DAMAGES[damage](folder)
    files = {path: path.read_bytes() for path in folder.iterdir() if path.name in ("keys.json", "notes.db")}
    answer = run("people", folder)
    assert answer.code == 4
    assert one_line(answer)
    assert files == {path: path.read_bytes() for path in files}


def test_a_database_of_another_vault(run: Run, folder: Path, tmp_path: Path) -> None:
    empty_vault(tmp_path / "b.vault").close()
    (folder / "notes.db").write_bytes((tmp_path / "b.vault" / "notes.db").read_bytes())
    assert run("people", folder).code == 4


def test_damage_in_a_page_that_is_read_late(run: Run, folder: Path) -> None:
    person = run("person-add", folder, "Amara").only
    for _time in range(3):
        run("note", folder, "--person", person, "-", typed="words " * 5000)
    data = bytearray((folder / "notes.db").read_bytes())
    for page in range(60, len(data) // 4096 - 1):
        data[page * 4096 + 2000] ^= 0xFF
    (folder / "notes.db").write_bytes(data)
    answer = run("notes", folder)
    assert answer.code == 4
    assert "words words" not in answer.out
    assert "damaged" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert run("check", folder).code == 4


def test_no_vault_at_all(run: Run, tmp_path: Path) -> None:
    answer = run("people", tmp_path / "nothing.vault")
    assert answer.code == 1
    assert "no vault" in one_line(answer)
    assert not (tmp_path / "nothing.vault").exists()


def test_a_vault_in_use(root: Path, run: Run, folder: Path, secret: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.support import reopened\n"
        "reopened(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, folder], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        answer = run("people", folder)
        assert answer.code == 5
        assert "another window" in one_line(answer)
    finally:
        other.kill()
        other.communicate()
    assert run("people", folder).code == 0
