"""Replacing the key of a vault in use: notes, attachments, the keyring, and what old copies keep."""

import io
from pathlib import Path

import pytest

from mentor_desktop import vault
from mentor_desktop.domain.attachments import Attachment
from mentor_desktop.domain.ids import Millis
from mentor_desktop.services import attachments, backups, keyring, people, recovery_proof, rekeying, vaults
from mentor_desktop.services.vaults import Opened
from mentor_desktop.vault import OsKeyring
from tests.services.test_keyring import Held
from tests.support import PASSPHRASE, HandClock, empty_vault, reopened


def stored(opened: Opened, text: bytes) -> Attachment:
    return attachments.attach_stream(opened, io.BytesIO(text), "a.txt")


def read(opened: Opened, each: Attachment) -> bytes:
    with attachments.reader(opened, each.id) as reader:
        return reader.read(0, 1000)


def test_everything_stays_and_goes_on_without_being_opened_again(tmp_path: Path) -> None:
    opened = empty_vault(tmp_path / "a.vault", HandClock())
    people.add(opened.desk, "Amara Okafor")
    kept = stored(opened, b"an old recording")
    before = {path.name for path in (tmp_path / "a.vault" / "attachments").iterdir()}
    fresh = vaults.new_recovery_key()
    assert rekeying.replace_key(opened, PASSPHRASE, fresh, backup=lambda: rekeying.backup_first(opened))
    people.add(opened.desk, "Someone Later")
    assert read(opened, kept) == b"an old recording"
    after = {path.name for path in (tmp_path / "a.vault" / "attachments").iterdir()}
    assert len(after) == len(before) == 1
    assert not after & before
    assert not recovery_proof.proof_due(opened)
    opened.close()
    again = vaults.open_vault(tmp_path / "a.vault", recovery_key=fresh)
    assert [each.name for each in people.everyone(again.desk)][-2:] == ["Amara Okafor", "Someone Later"]
    (backup,) = backups.every(again)
    assert backup.reason == backups.BEFORE_REKEY
    again.close()


def test_attachments_left_behind_by_a_crash_are_sealed_anew_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = empty_vault(tmp_path / "a.vault", HandClock())
    kept = stored(opened, b"words")
    (before,) = (tmp_path / "a.vault" / "attachments").iterdir()

    def cut_off(_opened: Opened, *, before: Millis) -> int:
        raise OSError("power")

    with monkeypatch.context() as patched:
        patched.setattr(attachments, "reencrypt", cut_off)
        with pytest.raises(OSError, match="power"):
            rekeying.replace_key(opened, PASSPHRASE, vaults.new_recovery_key(), backup=lambda: None)
    opened.close()
    assert before.exists()
    again = reopened(tmp_path / "a.vault", HandClock())
    assert read(again, kept) == b"words"
    assert not before.exists()
    again.close()


def test_the_keyring_opens_the_vault_again_afterwards(tmp_path: Path) -> None:
    opened = empty_vault(tmp_path / "a.vault", HandClock())
    held = Held()
    os_keyring = OsKeyring(lambda: held, lambda _each: True)
    keyring.turn_on(opened, os_keyring)
    first = dict(held.kept)
    assert rekeying.replace_key(
        opened, PASSPHRASE, vaults.new_recovery_key(), backup=lambda: None, keyring=os_keyring
    )
    opened.close()
    assert len(held.kept) == 1
    assert not held.kept.keys() & first.keys()
    keyring.open_vault(tmp_path / "a.vault", clock=HandClock(), keyring=os_keyring).close()


def test_a_keyring_that_has_gone_is_said_and_loses_nothing(tmp_path: Path) -> None:
    opened = empty_vault(tmp_path / "a.vault", HandClock())
    held = Held()
    keyring.turn_on(opened, OsKeyring(lambda: held, lambda _each: True))
    gone = OsKeyring(lambda: held, lambda _each: False)
    fresh = vaults.new_recovery_key()
    assert not rekeying.replace_key(opened, PASSPHRASE, fresh, backup=lambda: None, keyring=gone)
    assert opened.vault.slot_kinds() == {"passphrase", "recovery"}
    opened.close()
    reopened(tmp_path / "a.vault").close()


def test_a_wrong_passphrase_makes_no_copy(tmp_path: Path) -> None:
    opened = empty_vault(tmp_path / "a.vault", HandClock())
    copies: list[int] = []
    with pytest.raises(vault.WrongPassphrase):
        rekeying.replace_key(
            opened, "wrong horse", vaults.new_recovery_key(), backup=lambda: copies.append(1)
        )
    assert copies == []
    people.add(opened.desk, "Still Writing")
    opened.close()
