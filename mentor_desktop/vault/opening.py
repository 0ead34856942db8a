"""Making a vault, opening it, and changing what opens it. May import the modules below it here."""

import contextlib
import secrets
from pathlib import Path

from mentor_desktop.vault import database, files, rekey
from mentor_desktop.vault import header as headers
from mentor_desktop.vault.errors import (
    AlreadyExists,
    DamagedDatabase,
    RekeyUnfinished,
    VaultError,
    WrongPassphrase,
)
from mentor_desktop.vault.header import Header, Kind, Slot
from mentor_desktop.vault.keyslots import new_key, seal, sign, subkey, unlock, wipe
from mentor_desktop.vault.passphrase import prepare, prepare_new
from mentor_desktop.vault.recovery import format_recovery_key, new_recovery_secret, parse_recovery_key
from mentor_desktop.vault.vault import (
    DATABASE,
    HEADER,
    Vault,
    new_folder,
    read_header,
    require_folder,
    take_lock,
)
from mentor_desktop.vault.work import Work, calibrate


def create(
    folder: Path, passphrase: str, *, work: Work | None = None, recovery_key: str | None = None
) -> tuple[Vault, str]:
    """Make a vault and return it open, with the text of its recovery key.

    The recovery key is a fresh one, or one of `recovery_key_to_give` that was shown beforehand. Without
    `work` the cost is measured first, which takes a few seconds. Nothing is overwritten, and a crash leaves
    nothing that looks like a vault. Raises `AlreadyExists`, `ReadOnlyFolder`, `PassphraseTooShort`,
    `PassphraseTooLong`, `PassphraseNotText`, `BadRecoveryKey` or `NotEnoughMemory`.
    """
    vault_id, key = secrets.token_bytes(headers.ID_BYTES), new_key()
    slots, recovery_key = _own_slots(key, vault_id, passphrase, work, recovery_key)
    return _create(folder, vault_id, key, slots), recovery_key


def create_with_random_key(folder: Path) -> Vault:
    """Make a vault that nothing opens again once it is closed: its key is in memory alone.

    Raises `AlreadyExists` or `ReadOnlyFolder`.
    """
    return _create(folder, secrets.token_bytes(headers.ID_BYTES), new_key(), ())


def open_vault(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    keyring_secret: bytearray | None = None,
    read_only: bool = False,
) -> Vault:
    """Open a vault with its passphrase, its recovery key or the secret of a keyring (exactly one of them).

    The secret of a keyring is wiped. A refused opening changes no file but `vault.lock`. Raises, in this
    order: `BadRecoveryKey`, `PassphraseTooLong` or `PassphraseNotText`; `MissingVault`, `MissingHeader`,
    `MissingDatabase`, `EmptyDatabase`, `ForeignDatabase` or `DamagedDatabase`; `ReadOnlyFolder` or
    `VaultInUse`; `NewerFormat` or `DamagedHeader`; `NotEnoughMemory`, `WrongPassphrase` or `TamperedHeader`;
    and again those of the database, or `RekeyUnfinished` where a change of the key was cut off and only the
    passphrase and the new recovery key open.
    """
    kind, secret = _secret(passphrase, recovery_key, keyring_secret)
    try:
        require_folder(folder)
        lock = take_lock(folder)
        try:
            header = read_header(folder)
            key, pending = unlock(header, kind, secret)
        except BaseException:
            lock.release()
            raise
    finally:
        wipe(secret)
    taken = False
    try:
        vault = Vault(folder, header, key, lock, read_only=read_only)
    except DamagedDatabase:
        if pending is None:
            if rekey.is_unfinished(header.slots):  # another slot may hold the key that it is under now
                raise RekeyUnfinished("no pending key in this slot") from None
            raise
        # A re-keying was cut off after the database had taken the new key and before the header said so.
        vault, taken = Vault(folder, header, pending, take_lock(folder), read_only=read_only), True
    else:
        wipe(pending or bytearray())
    if rekey.is_unfinished(header.slots) and not read_only:
        with contextlib.suppress(
            OSError, VaultError
        ):  # it opens all the same, and the next opening tries again
            rekey.settle(vault, taken=taken)
    return vault


def recovery_key_to_give() -> str:
    """Return a fresh recovery key for a vault that is made only after the key was written down."""
    secret = new_recovery_secret()
    try:
        return format_recovery_key(secret)
    finally:
        wipe(secret)


def add_passphrase(
    vault: Vault, passphrase: str, work: Work | None = None, *, recovery_key: str | None = None
) -> str:
    """Make a vault that had a key in memory alone into one that is kept; return its recovery key.

    `recovery_key` is as for `create`. Raises `AlreadyExists` if it has a passphrase, and the errors of
    `create` for the two secrets.
    """
    if "passphrase" in vault.slot_kinds():
        raise AlreadyExists("passphrase on the vault")
    with vault.lent_key() as key:
        slots, text = _own_slots(key, bytes.fromhex(vault.vault_id), passphrase, work, recovery_key)
    vault.replace_slots(slots)
    return text


def change_passphrase(vault: Vault, passphrase: str, work: Work | None = None) -> None:
    """Let a new passphrase open the vault in place of the old one; the recovery key stays.

    A copy of the vault made before still opens with the old passphrase. Raises the errors of `create` for the
    passphrase.
    """
    with vault.lent_key() as key:
        slot = _passphrase_slot(key, bytes.fromhex(vault.vault_id), passphrase, work)
    vault.replace_slots((slot,))


def renew_recovery_key(vault: Vault, recovery_key: str | None = None) -> str:
    """Replace the recovery key and return the new one. A copy made before still opens with the old one.

    `recovery_key` is as for `create`. Raises `BadRecoveryKey`; then nothing is changed.
    """
    given = parse_recovery_key(recovery_key) if recovery_key is not None else new_recovery_secret()
    with vault.lent_key() as key:
        slot, text = _recovery_slot(key, bytes.fromhex(vault.vault_id), given)
    vault.replace_slots((slot,))
    return text


def opens(vault: Vault, *, passphrase: str | None = None, recovery_key: str | None = None) -> bool:
    """Whether a secret opens this vault, which is open already: only the header is asked.

    Raises `BadRecoveryKey`, `PassphraseTooLong`, `PassphraseNotText` or `NotEnoughMemory`.
    """
    kind, secret = _secret(passphrase, recovery_key, None)
    try:
        key, pending = unlock(vault.header(), kind, secret)
    except WrongPassphrase:
        return False
    finally:
        wipe(secret)
    wipe(key, pending or bytearray())
    return True


def header_of(folder: Path) -> Header:
    """Return the header of a vault that need not be open. Without a key nothing says that it is genuine.

    Raises what `open_vault` raises before it tries a secret, but for the lock.
    """
    require_folder(folder)
    return read_header(folder)


def keyring_slot(vault: Vault, secret: bytearray) -> Slot:
    """Return a slot that this secret opens; the vault has it only after `replace_slots`."""
    with vault.lent_key() as key:
        return seal(key, bytes.fromhex(vault.vault_id), "os-keyring", secret, None)


def _secret(
    passphrase: str | None, recovery_key: str | None, keyring_secret: bytearray | None
) -> tuple[Kind, bytearray]:
    if sum(each is not None for each in (passphrase, recovery_key, keyring_secret)) != 1:
        raise TypeError("exactly one secret")
    if passphrase is not None:
        return "passphrase", prepare(passphrase)
    if recovery_key is not None:
        return "recovery", parse_recovery_key(recovery_key)
    return "os-keyring", keyring_secret or bytearray()


def _own_slots(
    key: bytearray, vault_id: bytes, passphrase: str, work: Work | None, recovery_key: str | None
) -> tuple[tuple[Slot, ...], str]:
    given = parse_recovery_key(recovery_key) if recovery_key is not None else new_recovery_secret()
    first = _passphrase_slot(key, vault_id, passphrase, work)
    second, text = _recovery_slot(key, vault_id, given)
    return (first, second), text


def _passphrase_slot(key: bytearray, vault_id: bytes, passphrase: str, work: Work | None) -> Slot:
    prepared = prepare_new(passphrase)
    try:
        return seal(key, vault_id, "passphrase", prepared, work or calibrate())
    finally:
        wipe(prepared)


def _recovery_slot(key: bytearray, vault_id: bytes, secret: bytearray) -> tuple[Slot, str]:
    """The slot for a secret, which is wiped, and the secret's text."""
    try:
        return seal(key, vault_id, "recovery", secret, None), format_recovery_key(secret)
    finally:
        wipe(secret)


def _create(folder: Path, vault_id: bytes, key: bytearray, slots: tuple[Slot, ...]) -> Vault:
    header: Header = sign(key, vault_id, slots)
    database_key = subkey(key, vault_id, "db")
    try:
        with new_folder(folder) as fresh:
            database.make_database(fresh / DATABASE, database_key, vault_id)
            files.write_new(fresh / HEADER, headers.encode(header))
    finally:
        wipe(database_key)
    return Vault(folder, header, key, take_lock(folder))
