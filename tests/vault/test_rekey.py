"""A new vault key: everything opens under it, nothing under the old one, and no kill loses a note."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mentor_desktop import vault
from mentor_desktop.vault import database, rekey
from mentor_desktop.vault import vault as module
from tests.vault.conftest import Made
from tests.vault.support import ROOT, ROWS, WRONG
from tests.vault.test_crash import killed_at

FILES = {"keys.json", "notes.db", "vault.lock"}


def nothing() -> None:
    """No backup."""


def rows(opened: vault.Vault) -> int:
    con = opened.connect("short")
    try:
        assert opened.check() == []
        return int(con.execute("SELECT count(*) FROM note").fetchone()[0])
    finally:
        con.close()


def opens(folder: Path, passphrase: str | None = None, recovery_key: str | None = None) -> bool:
    try:
        with vault.open_vault(folder, passphrase=passphrase, recovery_key=recovery_key) as opened:
            assert rows(opened) >= ROWS
    except vault.WrongPassphrase:
        return False
    return True


def replaced(made: Made, given: str) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        vault.replace_key(opened, made.passphrase, given, backup=nothing)


def test_a_new_key_and_a_new_recovery_key(made: Made) -> None:
    given, before = vault.recovery_key_to_give(), (made.folder / "notes.db").read_bytes()
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        with opened.lent_key() as lent:
            old = bytes(lent)
        writer = opened.connect("writer")
        writer.execute("INSERT INTO note(text) VALUES ('the newest')")
        writer.execute("PRAGMA user_version = 7")
        vault.replace_key(opened, made.passphrase, given, backup=nothing)
        with opened.lent_key() as lent:
            assert bytes(lent) != old
        assert rows(opened) == ROWS + 1
        opened.require_own_files()
        con = opened.connect("short")  # it goes on without being opened again
        assert con.execute("PRAGMA user_version").fetchone() == (7,)
        con.execute("INSERT INTO note(text) VALUES ('after')")
        vault.change_passphrase(opened, made.passphrase, module_work(opened))
    assert {path.name for path in made.folder.iterdir()} == FILES
    assert opens(made.folder, passphrase=made.passphrase)
    assert opens(made.folder, recovery_key=given)
    assert not opens(made.folder, recovery_key=made.recovery_key)
    after = (made.folder / "notes.db").read_bytes()
    pages = {before[at : at + 4096] for at in range(0, len(before), 4096)}
    assert not any(after[at : at + 4096] in pages for at in range(0, len(after), 4096))
    key = bytearray(old)
    with pytest.raises(vault.DamagedDatabase):
        database.open_connection(
            made.folder / "notes.db",
            vault.keyslots.subkey(key, bytes.fromhex(opened.vault_id), "db"),
            bytes.fromhex(opened.vault_id),
            "short",
        )


def module_work(opened: vault.Vault) -> vault.Work:
    work = opened.slots()[0].work
    assert work is not None
    return work


def test_a_wrong_passphrase_or_recovery_key_changes_nothing(made: Made) -> None:
    given = vault.recovery_key_to_give()
    asked: list[int] = []
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        header = (made.folder / "keys.json").read_bytes()
        with pytest.raises(vault.WrongPassphrase):
            vault.replace_key(opened, WRONG, given, backup=lambda: asked.append(1))
        with pytest.raises(vault.BadRecoveryKey):
            vault.replace_key(opened, made.passphrase, given[:-1], backup=lambda: asked.append(1))
        assert asked == []
        assert (made.folder / "keys.json").read_bytes() == header
        assert rows(opened) == ROWS


def test_without_its_backup_nothing_begins(made: Made) -> None:
    def full() -> None:
        raise OSError("no room")

    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        header = (made.folder / "keys.json").read_bytes()
        with pytest.raises(OSError, match="no room"):
            vault.replace_key(opened, made.passphrase, vault.recovery_key_to_give(), backup=full)
    assert (made.folder / "keys.json").read_bytes() == header


def test_a_keyring_slot_is_dropped(made: Made) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        opened.replace_slots((vault.keyring_slot(opened, bytearray(32)),))
        vault.replace_key(opened, made.passphrase, vault.recovery_key_to_give(), backup=nothing)
        assert opened.slot_kinds() == {"passphrase", "recovery"}


def test_a_kill_at_every_step_leaves_a_vault_that_opens(made: Made, first: Made) -> None:
    given, moment, outcomes = vault.recovery_key_to_give(), 0, set()
    while True:
        moment += 1
        died = killed_at(moment, lambda: replaced(made, given))
        copy = made.folder.with_name("copy.vault")
        shutil.copytree(made.folder, copy)  # the first opening settles it; the recovery keys are tried before
        try:
            opened = vault.open_vault(copy, recovery_key=made.recovery_key)
            opened.close()
        except (vault.WrongPassphrase, vault.RekeyUnfinished):
            pass
        shutil.rmtree(copy)
        assert opens(made.folder, passphrase=made.passphrase)
        kinds = (opens(made.folder, recovery_key=made.recovery_key), opens(made.folder, recovery_key=given))
        assert kinds in ((True, False), (False, True))
        outcomes.add(kinds)
        left = {path.name for path in made.folder.iterdir()}
        assert left - {"vault.holder", "keys.json.new"} == FILES
        with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
            vault.change_passphrase(opened, made.passphrase, module_work(opened))
        shutil.rmtree(made.folder)
        shutil.copytree(first.folder, made.folder)
        if not died:
            break
    assert outcomes == {(True, False), (False, True)}


SCRIPT = """
import sys
from pathlib import Path
from mentor_desktop import vault
opened = vault.open_vault(Path(sys.argv[1]), passphrase=sys.argv[2])
con = opened.connect("writer")
con.execute("INSERT INTO note(text) VALUES ('acknowledged')")
print("saved", flush=True)
vault.replace_key(opened, sys.argv[2], sys.argv[3], backup=lambda: None)
opened.close()
"""
CALLS = "pwrite64,fdatasync,fsync,rename,ftruncate,unlink"


def traced(made: Made, given: str, log: Path, injected: str = "") -> "subprocess.CompletedProcess[str]":
    """Replace the key in a process of its own, in which a call of the system may fail or kill it."""
    inject = ["-e", f"inject={CALLS}:{injected}"] if injected else []
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", *inject]
    return subprocess.run(
        [*command, sys.executable, "-B", "-c", SCRIPT, str(made.folder), made.passphrase, given],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def can_trace() -> bool:
    """Whether this machine lets one process watch another."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False).returncode == 0


@pytest.mark.timeout(300)
@pytest.mark.skipif(not can_trace(), reason="not run: no strace, or not allowed here")
@pytest.mark.parametrize("how", ["signal=SIGKILL:when={}", "error=ENOSPC:when={}+", "error=EIO:when={}"])
def test_every_few_calls_killed_or_failed(made: Made, first: Made, tmp_path: Path, how: str) -> None:
    given, log = vault.recovery_key_to_give(), tmp_path / "calls"
    assert traced(made, given, log).returncode == 0
    calls = len(log.read_text().splitlines())
    assert calls > 100
    ended = set()
    for moment in [*range(1, 30, 7), *range(30, calls, max(1, calls // 7)), *range(calls - 9, calls, 3)]:
        shutil.rmtree(made.folder)
        shutil.copytree(first.folder, made.folder)
        run = traced(made, given, log, how.format(moment))
        for path in made.folder.iterdir():
            assert path.stat().st_mode & 0o077 == 0
        with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
            assert rows(opened) >= ROWS + ("saved" in run.stdout)
            assert not rekey.is_unfinished(opened.slots())
        new = opens(made.folder, recovery_key=given)
        assert opens(made.folder, recovery_key=made.recovery_key) != new
        ended.add(new)
    assert ended == {False, True}


def test_a_full_disk_leaves_it_as_it_was(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    given = vault.recovery_key_to_give()
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        header = (made.folder / "keys.json").read_bytes()
        usage = shutil.disk_usage(made.folder)
        with monkeypatch.context() as patched:
            patched.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
            with pytest.raises(OSError, match="room"):
                vault.replace_key(opened, made.passphrase, given, backup=nothing)
        assert (made.folder / "keys.json").read_bytes() == header
        size = (made.folder / "notes.db").stat().st_size
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, hard))
        try:
            with pytest.raises(vault.VaultError):
                vault.replace_key(opened, made.passphrase, given, backup=nothing)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (made.folder / "keys.json").read_bytes() == header
        assert rows(opened) == ROWS
        con = opened.connect("writer")
        con.execute("INSERT INTO note(text) VALUES ('goes on')")
    assert {path.name for path in made.folder.iterdir()} == FILES
    assert opens(made.folder, recovery_key=made.recovery_key)


def test_an_old_recovery_key_meets_an_unfinished_change(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    given = vault.recovery_key_to_give()

    def cut_off(*_args: object, **_named: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(rekey, "settle", cut_off)
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        with pytest.raises(OSError, match="gone"):
            vault.replace_key(opened, made.passphrase, given, backup=nothing)
        assert rows(opened) == ROWS  # it is open under the new key already
        with pytest.raises(vault.RekeyUnfinished):
            vault.change_passphrase(opened, made.passphrase)
        with pytest.raises(vault.RekeyUnfinished):
            vault.replace_key(opened, made.passphrase, given, backup=nothing)
    monkeypatch.undo()
    with pytest.raises(vault.RekeyUnfinished):
        vault.open_vault(made.folder, recovery_key=made.recovery_key)
    assert opens(made.folder, recovery_key=given)
    assert not opens(made.folder, recovery_key=made.recovery_key)
    assert os.listdir(made.folder).count(module.HEADER) == 1
