"""Replacing the vault key: everything is encrypted anew, and a crash at any point leaves a vault that opens.

The order decides. First the header gains fresh slots that hold both keys, then a new database is made beside
the old one and takes its place in one step, then the header drops the former slots. Until that step the old
key counts, from then on the new one, and whoever opens the vault can tell which. May import the modules below
it here.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from mentor_desktop.vault import database, files
from mentor_desktop.vault.errors import DamagedDatabase, RekeyUnfinished, VaultError, VaultInUse
from mentor_desktop.vault.header import Slot
from mentor_desktop.vault.keyslots import new_key, seal, subkey, unlock, wipe
from mentor_desktop.vault.passphrase import prepare
from mentor_desktop.vault.recovery import parse_recovery_key
from mentor_desktop.vault.vault import DATABASE, Vault

NEW_DATABASE = DATABASE + ".new"
_LEFTOVERS = tuple(NEW_DATABASE + ending for ending in ("", "-journal", "-wal", "-shm"))


def replace_key(
    vault: Vault,
    passphrase: str,
    recovery_key: str,
    *,
    backup: Callable[[], None],
) -> None:
    """Give an open vault a new key; the passphrase stays, the recovery key becomes this one.

    `recovery_key` is one of `recovery_key_to_give` that was shown and proved. A keyring slot is dropped.
    `backup` is called before anything changes. Attachments keep their own keys, which lie in the database.
    Every connection of the vault is closed. Raises `WrongPassphrase`, `BadRecoveryKey`, `RekeyUnfinished`,
    and what the backup and the disk raise; unless the new database was in its place by then, everything is as
    it was.
    """
    if is_unfinished(vault.slots()):
        raise RekeyUnfinished("a slot holds a pending key")
    secret, fresh = prepare(passphrase), new_key()
    given = bytearray()
    try:
        given = parse_recovery_key(recovery_key)
        slots = _slots_of_both(vault, fresh, secret, given)
        backup()
        with vault.alone():
            _exchange(vault, fresh, slots)
    finally:
        wipe(secret, given, fresh)


def is_unfinished(slots: tuple[Slot, ...]) -> bool:
    """Whether a change of the key was begun and its end is not in the header."""
    return any(slot.pending is not None for slot in slots)


def settle(vault: Vault, *, taken: bool) -> None:
    """End what a crash cut off. `taken` tells whether the database is under the new key.

    The former slots open the former key alone, the fresh ones both. Raises what the disk raises.
    """
    slots = vault.slots()
    fresh = tuple(slot for slot in slots if slot.pending is not None)
    former = tuple(slot for slot in slots if slot.pending is None)
    _clear(vault.folder)
    if taken:
        vault.write_slots(tuple(slot.promoted() for slot in fresh))
    else:
        vault.write_slots(former or tuple(slot.without_pending() for slot in fresh))


def _slots_of_both(vault: Vault, fresh: bytearray, secret: bytearray, given: bytearray) -> tuple[Slot, ...]:
    header = vault.header()
    key, _pending = unlock(header, "passphrase", secret)
    try:
        work = max(
            (slot.work for slot in header.slots if slot.work is not None),
            key=lambda each: (each.memory_kib * each.passes, each.lanes),
        )
        # First, so that they are tried before the former ones.
        return (
            seal(key, header.vault_id, "passphrase", secret, work, fresh),
            seal(key, header.vault_id, "recovery", given, None, fresh),
        )
    finally:
        wipe(key)


def _exchange(vault: Vault, fresh: bytearray, slots: tuple[Slot, ...]) -> None:
    vault.require_own_files()
    _require_room(vault.folder)
    place = vault.folder / DATABASE
    vault_id = bytes.fromhex(vault.vault_id)
    key = subkey(fresh, vault_id, "db")
    try:
        vault.write_slots(slots + vault.slots())
        _clear(vault.folder)
        _make_copy(vault, key, vault_id)
        os.replace(vault.folder / NEW_DATABASE, place)
        files.sync_folder(vault.folder)
    except BaseException:
        # Even an interrupt may come after the exchange, so the database itself is asked which key it has.
        taken = _opens(place, key, vault_id)
        if taken:
            vault.take_key(fresh)
        with contextlib.suppress(OSError, VaultError):  # then the next opening does it
            settle(vault, taken=taken)
        raise
    finally:
        wipe(key)
    vault.take_key(fresh)
    settle(vault, taken=True)


def _make_copy(vault: Vault, key: bytearray, vault_id: bytes) -> None:
    """The whole database under the new key, beside the old one and on the disk; the old one has no log."""
    path = vault.folder / NEW_DATABASE
    with contextlib.closing(vault.connect("short")) as con:
        try:
            con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            mode = con.execute("PRAGMA journal_mode = DELETE").fetchone()
        except database.dbapi.Error as error:
            raise database.told(error) from None
        # A log beside another database would undo the exchange.
        if mode != ("delete",) or any(_log(vault.folder, ending) for ending in ("-wal", "-journal")):
            raise VaultInUse("log in use")
        vault.copy_database_to(con, path, key)
    with contextlib.closing(database.open_connection(path, key, vault_id, "writer")) as fresh:
        if database.findings(fresh):
            raise DamagedDatabase("copy not sound")
        try:
            fresh.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            mode = fresh.execute("PRAGMA journal_mode = DELETE").fetchone()
        except database.dbapi.Error as error:
            raise database.told(error) from None
        if mode != ("delete",):
            raise VaultInUse("log of the copy in use")
    files.sync_file(path)
    files.sync_folder(vault.folder)


def _log(folder: Path, ending: str) -> bool:
    path = folder / (DATABASE + ending)
    return path.exists() and path.stat().st_size > 0


def _opens(path: Path, key: bytearray, vault_id: bytes) -> bool:
    try:
        database.open_connection(path, key, vault_id, "short").close()
    except VaultError:
        return False
    return True


def _clear(folder: Path) -> None:
    for name in _LEFTOVERS:
        (folder / name).unlink(missing_ok=True)


def _require_room(folder: Path) -> None:
    """Raise OSError where a second database would not fit: told before anything is begun."""
    needed = (folder / DATABASE).stat().st_size * 5 // 4 + (1 << 20)
    if shutil.disk_usage(folder).free < needed:
        raise OSError(errno.ENOSPC, "no room for a second database")
