"""Killed at any moment, the vault is old or new and never neither, and nothing lies on the disk in clear."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mentor_desktop import vault
from tests.vault.conftest import Made
from tests.vault.support import CHEAP, PASSPHRASE, leaks, python

CANARY = "canary-7f3a-Zq81-warbler"
COMMITTED = 500

WRITER = """
import sys
from pathlib import Path
from mentor_desktop import vault
opened = vault.open_vault(Path(sys.argv[1]), passphrase=sys.argv[2])
con = opened.connect("writer")
con.execute("CREATE TABLE diary(n INTEGER PRIMARY KEY, text TEXT)")
con.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
def write(rows):
    con.execute("BEGIN")
    for _ in range(rows):
        con.execute("INSERT INTO diary(text) VALUES (?)", (sys.argv[3] * 20,))
        con.execute("INSERT INTO words(text) VALUES (?)", (sys.argv[3] * 20,))
write(500)
con.execute("COMMIT")
write(12000)
print("writing", flush=True)
sys.stdin.read()
"""


def test_a_kill_in_the_middle_of_a_write_leaks_and_loses_nothing(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path / "tmp"))
    writer = python(WRITER, str(made.folder), made.passphrase, CANARY)
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        # The page cache is too small for the transaction, so much of it is in the log by now.
        assert (made.folder / "notes.db-wal").stat().st_size > 4 * 1024**2
        assert leaks(tmp_path, CANARY) == []
        writer.kill()
    assert leaks(tmp_path, CANARY) == []
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        assert opened.check() == []
        con = opened.connect("reader")
        assert con.execute("SELECT count(*), min(text) FROM diary").fetchone() == (COMMITTED, CANARY * 20)
        assert con.execute("SELECT count(*) FROM words('canary')").fetchone() == (COMMITTED,)
        # The search can tell: the same text in clear is found.
        (tmp_path / "clear").write_text(con.execute("SELECT max(text) FROM diary").fetchone()[0])
        opened.copy_to(tmp_path / "copy.vault")
    assert leaks(tmp_path, CANARY) == ["clear"]


def killed_at(moment: int, work: Callable[[], object]) -> bool:
    """Run `work` in a child that dies at its nth touch of the file system; whether it died before the end."""
    child = os.fork()
    if child == 0:  # pragma: no cover
        seen = 0

        def count(event: str, _arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"):
                seen += 1
                if seen == moment:
                    os.kill(os.getpid(), 9)

        status = 1
        try:
            import sys

            sys.addaudithook(count)
            work()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_a_kill_while_a_vault_is_made_leaves_it_whole_or_absent(tmp_path: Path) -> None:
    target = tmp_path / "mentor.vault"
    absent = moment = 0
    while True:
        moment += 1
        died = killed_at(moment, lambda: vault.create(target, PASSPHRASE, work=CHEAP)[0].close())
        if target.exists():
            vault.open_vault(target, passphrase=PASSPHRASE).close()
            shutil.rmtree(target)
        else:
            absent += 1
            assert died
            assert [
                path for path in tmp_path.iterdir() if not path.name.startswith(".mentor.vault.new-")
            ] == []
        if not died:
            break
    assert absent >= 5
    # What the killed ones left behind is cleared away by the next.
    assert list(tmp_path.iterdir()) == []


def test_a_kill_while_the_passphrase_changes_leaves_exactly_one_that_opens(made: Made, first: Made) -> None:
    fresh = "another good phrase"

    def change() -> None:
        with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
            vault.change_passphrase(opened, fresh, CHEAP)

    outcomes = set()
    moment = 0
    while True:
        moment += 1
        died = killed_at(moment, change)
        opens = []
        for typed in (made.passphrase, fresh):
            try:
                vault.open_vault(made.folder, passphrase=typed).close()
            except vault.WrongPassphrase:
                continue
            opens.append(typed)
        assert len(opens) == 1
        outcomes.add(opens[0])
        vault.open_vault(made.folder, recovery_key=made.recovery_key).close()
        shutil.copy(first.folder / "keys.json", made.folder / "keys.json")
        if not died:
            break
    assert outcomes == {made.passphrase, fresh}
