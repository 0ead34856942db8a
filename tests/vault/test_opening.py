"""Making, opening and re-keying a vault: who gets in, who is told what, and what stays untouched."""

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mentor_desktop import vault
from mentor_desktop.vault import header as headers
from mentor_desktop.vault import keyslots
from mentor_desktop.vault.recovery import ALPHABET
from mentor_desktop.vault.vault import new_folder, read_header
from tests.vault.conftest import Made
from tests.vault.support import CHEAP, PASSPHRASE, ROWS, WRONG, python, snapshot


def count(opened: vault.Vault) -> int:
    con = opened.connect("reader")
    found: int = con.execute("SELECT count(*) FROM note").fetchone()[0]
    con.close()
    return found


def test_both_the_passphrase_and_the_recovery_key_open(made: Made) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        assert count(opened) == ROWS
    typed = made.recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "i")
    with vault.open_vault(made.folder, recovery_key=typed) as opened:
        assert count(opened) == ROWS


def test_exactly_one_secret_is_asked_for(made: Made) -> None:
    with pytest.raises(TypeError):
        vault.open_vault(made.folder)
    with pytest.raises(TypeError):
        vault.open_vault(made.folder, passphrase=made.passphrase, recovery_key=made.recovery_key)


def test_a_composed_letter_opens_what_a_decomposed_one_made(tmp_path: Path) -> None:
    opened, _ = vault.create(tmp_path / "mentor.vault", "la cafe\u0301 du coin", work=CHEAP)
    opened.close()
    vault.open_vault(tmp_path / "mentor.vault", passphrase="la caf\u00e9 du coin").close()
    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(tmp_path / "mentor.vault", passphrase="la cafe du coin")


@pytest.mark.parametrize("typed", ["", "x", WRONG, PASSPHRASE + " ", PASSPHRASE.upper(), "x" * 1024])
def test_a_wrong_passphrase_changes_nothing_on_the_disk(made: Made, typed: str) -> None:
    before = snapshot(made.folder)
    with pytest.raises(vault.WrongPassphrase) as caught:
        vault.open_vault(made.folder, passphrase=typed)
    assert snapshot(made.folder) == before
    assert str(caught.value) == "no slot opens"


def test_a_wrong_recovery_key_is_told_from_a_mistyped_one(made: Made) -> None:
    before = snapshot(made.folder)
    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(made.folder, recovery_key=vault.format_recovery_key(bytes(20)))
    first = made.recovery_key[0]
    mistyped = ALPHABET[(ALPHABET.index(first) + 1) % 32] + made.recovery_key[1:]
    # The vault is not even looked for, let alone a key derived.
    with pytest.raises(vault.BadRecoveryKey):
        vault.open_vault(made.folder / "nowhere", recovery_key=mistyped)
    assert snapshot(made.folder) == before


def test_a_passphrase_above_the_limit_is_refused_with_its_reason(made: Made) -> None:
    with pytest.raises(vault.PassphraseTooLong):
        vault.open_vault(made.folder, passphrase="x" * 1025)
    with pytest.raises(vault.PassphraseNotText):
        vault.open_vault(made.folder, passphrase=made.passphrase + "\ud800")


def test_files_and_folder_are_the_owners_alone(tmp_path: Path) -> None:
    kept = os.umask(0)
    try:
        opened, _ = vault.create(tmp_path / "new" / "mentor.vault", PASSPHRASE, work=CHEAP)
        con = opened.connect("writer")
        con.execute("CREATE TABLE t(a)")
        opened.copy_to(tmp_path / "copy.vault")
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert {path.name for path in files} >= {"keys.json", "notes.db", "notes.db-wal", "vault.lock"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        folders = (opened.folder, tmp_path / "copy.vault", tmp_path / "new")
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
        opened.close()
    finally:
        os.umask(kept)


def test_two_vaults_of_one_passphrase_share_nothing(tmp_path: Path) -> None:
    for name in ("a", "b"):
        vault.create(tmp_path / name, PASSPHRASE, work=CHEAP)[0].close()
    one, other = (read_header(tmp_path / name) for name in ("a", "b"))
    assert one.vault_id != other.vault_id
    for left, right in zip(one.slots, other.slots, strict=True):
        assert left.salt != right.salt
        assert left.sealed.nonce != right.sealed.nonce
        assert left.sealed.ct != right.sealed.ct
    pages = [(tmp_path / name / "notes.db").read_bytes() for name in ("a", "b")]
    assert pages[0][:16] != pages[1][:16]
    assert pages[0][4096:8192] != pages[1][4096:8192]


@pytest.mark.parametrize("there", ["folder", "file", "dangling link"])
def test_nothing_is_ever_overwritten(tmp_path: Path, there: str) -> None:
    target = tmp_path / "mentor.vault"
    if there == "folder":
        target.mkdir()
    elif there == "file":
        target.write_text("mine")
    else:
        target.symlink_to(tmp_path / "gone")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(vault.AlreadyExists):
        vault.create(target, PASSPHRASE, work=CHEAP)
    with pytest.raises(vault.AlreadyExists):
        vault.create_with_random_key(target)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "mentor.vault"

    def build() -> None:
        with new_folder(target) as fresh:
            for name in ("notes.db", "keys.json"):
                (fresh / name).write_bytes(b"x")
            target.mkdir()

    with pytest.raises(vault.AlreadyExists):
        build()
    assert list(tmp_path.rglob("*")) == [target]


def test_a_refused_new_passphrase_makes_nothing(tmp_path: Path) -> None:
    for typed, error in (
        ("short", vault.PassphraseTooShort),
        ("x" * 1025, vault.PassphraseTooLong),
        ("x" * 20 + "\ud800", vault.PassphraseNotText),
    ):
        with pytest.raises(error):
            vault.create(tmp_path / "mentor.vault", typed, work=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_told_and_nothing_is_made(made: Made, tmp_path: Path) -> None:
    with pytest.raises(vault.MissingVault):
        vault.open_vault(tmp_path / "nowhere", passphrase=made.passphrase)
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "empty").mkdir()
    with pytest.raises(vault.MissingVault):
        vault.open_vault(tmp_path / "empty", passphrase=made.passphrase)
    assert list((tmp_path / "empty").iterdir()) == []
    database = (made.folder / "notes.db").rename(tmp_path / "kept.db")
    with pytest.raises(vault.MissingDatabase):
        vault.open_vault(made.folder, passphrase=made.passphrase)
    assert not (made.folder / "notes.db").exists()
    database.rename(made.folder / "notes.db")
    (made.folder / "keys.json").unlink()
    with pytest.raises(vault.MissingHeader):
        vault.open_vault(made.folder, passphrase=made.passphrase)
    assert not (made.folder / "keys.json").exists()


def test_a_header_that_is_no_file_is_not_waited_for(made: Made) -> None:
    (made.folder / "keys.json").unlink()
    os.mkfifo(made.folder / "keys.json")
    with pytest.raises(vault.DamagedHeader):
        vault.open_vault(made.folder, passphrase=made.passphrase)


def test_the_header_of_one_vault_does_not_open_the_notes_of_another(made: Made, tmp_path: Path) -> None:
    other = tmp_path / "other.vault"
    vault.create(other, PASSPHRASE, work=CHEAP)[0].close()
    shutil.copy(other / "keys.json", made.folder / "keys.json")
    with pytest.raises(vault.DamagedDatabase):
        vault.open_vault(made.folder, passphrase=PASSPHRASE)


def test_a_slot_of_one_vault_is_worth_nothing_in_another(made: Made, tmp_path: Path) -> None:
    other = tmp_path / "other.vault"
    vault.create(other, "an attacker's own phrase", work=CHEAP)[0].close()
    mine, theirs = read_header(made.folder), read_header(other)
    mixed = headers.Header(mine.vault_id, theirs.slots, mine.mac)
    (made.folder / "keys.json").write_bytes(headers.encode(mixed))
    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(made.folder, passphrase="an attacker's own phrase")


def test_a_second_opening_is_refused_at_once_also_from_another_process(made: Made) -> None:
    script = (
        "import sys; from pathlib import Path; from mentor_desktop import vault\n"
        "try: vault.open_vault(Path(sys.argv[1]), passphrase=sys.argv[2])\n"
        "except vault.VaultInUse: print('in use')\n"
    )
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        link = made.folder.with_name("link.vault")
        link.symlink_to(made.folder)
        for folder in (made.folder, link):
            # A wrong passphrase shows that no time was spent on it.
            with pytest.raises(vault.VaultInUse):
                vault.open_vault(folder, passphrase=WRONG)
            out, err = python(script, str(folder), made.passphrase).communicate()
            assert (out, err) == ("in use\n", "")
        assert count(opened) == ROWS
    vault.open_vault(made.folder, passphrase=made.passphrase).close()


def test_a_refused_opening_frees_the_lock_though_its_error_is_kept(made: Made) -> None:
    with pytest.raises(vault.WrongPassphrase) as caught:
        vault.open_vault(made.folder, passphrase=WRONG)
    vault.open_vault(made.folder, passphrase=made.passphrase).close()
    assert caught.value.__traceback__ is not None


@pytest.fixture
def open_to_all(first: Made) -> Iterator[Path]:
    """A folder with a vault in it that a user without privileges can reach."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(first.folder, folder / "mentor.vault")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    yield folder
    for path in (folder, folder / "mentor.vault"):
        path.chmod(0o700)
    shutil.rmtree(folder)


# The superuser may write anywhere, so the script gives that up after its imports.
AS_NOBODY = """
import os, sys
from pathlib import Path
from mentor_desktop import vault
from tests.vault.support import CHEAP
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folder, passphrase = Path(sys.argv[1]), sys.argv[2]
for attempt in (
    lambda: vault.open_vault(folder / "mentor.vault", passphrase=passphrase).close(),
    lambda: vault.create(folder / "second.vault", passphrase, work=CHEAP)[0].close(),
):
    try:
        attempt()
        print("done")
    except vault.VaultError as error:
        print(type(error).__name__)
"""


def test_what_cannot_be_written_is_told_and_left_alone(open_to_all: Path, first: Made) -> None:
    inner = open_to_all / "mentor.vault"
    (inner / "vault.lock").unlink(missing_ok=True)
    for unwritable in (inner, inner / "notes.db", inner / "keys.json"):
        mode = stat.S_IMODE(unwritable.stat().st_mode)
        unwritable.chmod(mode & ~0o222)
        open_to_all.chmod(0o555)
        before = snapshot(open_to_all)
        out, err = python(AS_NOBODY, str(open_to_all), first.passphrase).communicate()
        assert (out, err) == ("ReadOnlyFolder\nReadOnlyFolder\n", "")
        assert snapshot(open_to_all) == before
        assert not (inner / "vault.lock").exists()
        unwritable.chmod(mode)
    open_to_all.chmod(0o777)
    out, err = python(AS_NOBODY, str(open_to_all), first.passphrase).communicate()
    assert (out, err) == ("done\ndone\n", "")


def test_a_new_passphrase_takes_the_place_of_the_old_one(made: Made) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        vault.change_passphrase(opened, "another good phrase", CHEAP)
    vault.open_vault(made.folder, passphrase="another good phrase").close()
    vault.open_vault(made.folder, recovery_key=made.recovery_key).close()
    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(made.folder, passphrase=made.passphrase)


def test_a_renewed_recovery_key_revokes_the_old_one(made: Made) -> None:
    with vault.open_vault(made.folder, recovery_key=made.recovery_key) as opened:
        fresh = vault.renew_recovery_key(opened)
    vault.open_vault(made.folder, recovery_key=fresh).close()
    vault.open_vault(made.folder, passphrase=made.passphrase).close()
    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(made.folder, recovery_key=made.recovery_key)


def test_a_vault_with_a_random_key_can_be_made_one_to_keep(tmp_path: Path) -> None:
    folder = tmp_path / "sample.vault"
    with vault.create_with_random_key(folder) as opened:
        con = opened.connect("writer")
        con.execute("CREATE TABLE note(n)")
        con.execute("INSERT INTO note VALUES (1)")
        assert opened.header_info()["slots"] == []
        recovery_key = vault.add_passphrase(opened, PASSPHRASE, CHEAP)
        with pytest.raises(vault.AlreadyExists):
            vault.add_passphrase(opened, PASSPHRASE, CHEAP)
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        assert count(opened) == 1
    vault.open_vault(folder, recovery_key=recovery_key).close()


def test_nothing_opens_a_vault_whose_random_key_is_gone(tmp_path: Path) -> None:
    vault.create_with_random_key(tmp_path / "sample.vault").close()
    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(tmp_path / "sample.vault", passphrase=PASSPHRASE)


def test_header_info_tells_cost_and_kinds_and_no_secret(made: Made) -> None:
    with vault.open_vault(made.folder, passphrase=made.passphrase) as opened:
        info = opened.header_info()
    assert info["format"] == 1
    assert (
        info["vault_id"] == opened.vault_id == json.loads((made.folder / "keys.json").read_text())["vault_id"]
    )
    assert [(slot["kind"], slot["work"]) for slot in info["slots"]] == [
        ("passphrase", CHEAP),
        ("recovery", None),
    ]
    assert set(info) == {"format", "vault_id", "normalisation", "slots"}


def test_closing_wipes_the_keys_and_ends_the_connections(made: Made) -> None:
    opened = vault.open_vault(made.folder, passphrase=made.passphrase)
    con = opened.connect("writer")
    con.execute("BEGIN")
    con.execute("DELETE FROM note")
    opened.close()
    opened.close()
    assert set(opened._vault_key) == set(opened._database_key) == {0}
    assert not (made.folder / "notes.db-wal").exists()
    with pytest.raises(opened.dbapi.ProgrammingError):
        con.execute("SELECT 1")
    for refused in (
        lambda: opened.connect("reader"),
        lambda: vault.renew_recovery_key(opened),
        lambda: opened.copy_to(made.folder.with_name("copy.vault")),
    ):
        with pytest.raises(vault.VaultClosed):
            refused()
    assert not made.folder.with_name("copy.vault").exists()
    with vault.open_vault(made.folder, passphrase=made.passphrase) as again:
        assert count(again) == ROWS


@pytest.mark.parametrize("rekeyed", [False, True])
def test_a_re_keying_that_was_cut_off_opens_with_whichever_key_fits(made: Made, rekeyed: bool) -> None:
    header = read_header(made.folder)
    secret = bytearray(vault.parse_recovery_key(made.recovery_key))
    key, _ = keyslots.unlock(header, "recovery", secret)
    fresh, nonce = keyslots.new_key(), bytes(12)
    first, slot = header.slots
    wrapping = keyslots._wrapping_key(slot, secret)
    ct = AESGCM(wrapping).encrypt(nonce, fresh, headers.bound_part(header.vault_id, slot))
    pending = headers.Slot(slot.id, slot.kind, slot.salt, None, slot.sealed, headers.Sealed(nonce, ct))
    signed = keyslots.sign(key, header.vault_id, (first, pending))
    if rekeyed:
        database_key = keyslots.subkey(fresh, header.vault_id, "db")
        with vault.open_vault(made.folder, recovery_key=made.recovery_key) as opened:
            con = opened.connect("writer")
            con.execute(f"PRAGMA rekey = \"x'{database_key.hex()}'\"")
    (made.folder / "keys.json").write_bytes(headers.encode(signed))
    with vault.open_vault(made.folder, recovery_key=made.recovery_key) as opened:
        assert count(opened) == ROWS
    # The opening has ended it: the fresh slot alone opens the new key, the former ones the old key.
    assert [each.kind for each in read_header(made.folder).slots] == ["recovery" if rekeyed else "passphrase"]
    assert all(each.pending is None for each in read_header(made.folder).slots)
    typed, phrase = (made.recovery_key, None) if rekeyed else (None, made.passphrase)
    with vault.open_vault(made.folder, passphrase=phrase, recovery_key=typed) as again:
        assert count(again) == ROWS
