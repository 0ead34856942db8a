"""Backups: written beside their place and checked before they count, read with suspicion, and brought back.

A backup never holds more than the vault does, under the same keys. Attachments never change, so each is
copied once into a folder beside the backups. May import the modules below it here and the standard library.
"""

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop.vault import backup_file, database, files
from mentor_desktop.vault.attachments import listing
from mentor_desktop.vault.backup_file import SUFFIX, Manifest, Needed, Progress, share
from mentor_desktop.vault.database import Connection
from mentor_desktop.vault.errors import (
    AlreadyExists,
    BackupNotWritten,
    DamagedBackup,
    DamagedDatabase,
    DatabaseUnavailable,
    RekeyUnfinished,
    VaultError,
)
from mentor_desktop.vault.keyslots import subkey, wipe
from mentor_desktop.vault.vault import ATTACHMENTS, DATABASE, Vault

_STEPS = 20_000  # of the database's engine between two looks at how far a copy is
_COPIED, _CHECKED, _HASHED = 0.7, 0.85, 0.9  # how far a backup is by then
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """One file in a folder of backups: what it says of itself, or what is wrong with it."""

    path: Path
    size: int
    manifest: Manifest | None
    error: VaultError | None


def write_backup(
    vault: Vault,
    folder: Path,
    name: str,
    *,
    counter: int,
    made: int,
    reason: str,
    look: Callable[[Connection], object] = lambda _con: None,
    progress: Progress | None = None,
) -> Path:
    """Write a backup of an open vault into a folder, check it, and return its path.

    It holds every note that was committed before the call; writers go on meanwhile. `look` is called with the
    finished copy opened: whatever it raises, or `progress` does, leaves no backup. Raises `AlreadyExists`,
    `RekeyUnfinished`, `DamagedDatabase` if a page of the vault or of the copy cannot be read, or
    `BackupNotWritten`.
    """
    target = folder / (name + SUFFIX)
    part = folder / f".{vault.vault_id[:8]}.part"
    with _one_at_a_time, vault.attachments.keep():
        try:
            _make_folder(folder)
            _clear(part)
            if os.path.lexists(target):
                raise AlreadyExists("a backup of this name")
            _fill(
                vault,
                part,
                Manifest(bytes.fromhex(vault.vault_id), counter, made, reason, ()),
                look,
                progress,
            )
            os.rename(part, target)
            files.sync_folder(folder)
        except OSError as error:
            raise BackupNotWritten(type(error).__name__) from None
        finally:
            with contextlib.suppress(OSError):
                _clear(part)
    return target


def found_in(folder: Path) -> list[Found]:
    """Every backup in a folder, in the order of their counters, those that cannot be read first."""
    found: list[Found] = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name.endswith(SUFFIX) and not path.name.startswith(".") and path.is_file():
                found.append(_look_at(path))
    return sorted(found, key=lambda each: (each.manifest.counter if each.manifest else 0, each.path.name))


def is_whole(path: Path) -> bool:
    """Whether every byte of a backup is what it was when it was written. Needs no key."""
    try:
        backup_file.read(path)
    except (VaultError, OSError):
        return False
    return True


def drop(folder: Path, names: Collection[str]) -> None:
    """Remove backups, and then the attachments that no backup in the folder needs any more.

    While there is one whose needs cannot be read, no attachment goes. Raises OSError.
    """
    with _one_at_a_time:
        for name in names:
            (folder / name).unlink(missing_ok=True)
        left = found_in(folder)
        if any(each.manifest is None for each in left):
            return
        needed = {item.name for each in left if each.manifest for item in each.manifest.attachments}
        for name, _size in listing(folder / ATTACHMENTS):
            if name not in needed:
                (folder / ATTACHMENTS / name).unlink(missing_ok=True)


def _fill(
    vault: Vault,
    part: Path,
    manifest: Manifest,
    look: Callable[[Connection], object],
    progress: Progress | None,
) -> None:
    header = vault.header()
    if any(slot.pending for slot in header.slots):
        raise RekeyUnfinished("a slot holds a pending key")
    with vault.lent_key() as key:
        _snapshot(vault, part, share(progress, 0.0, _COPIED))
        with ThreadPoolExecutor(1) as beside:
            digest = beside.submit(backup_file.hashed, part)
            _require_readable(part, key, header.vault_id, look)
            so_far = digest.result()
        if progress is not None:
            progress(_CHECKED)
        needed = _keep_attachments(vault, part.parent, share(progress, _CHECKED, _HASHED))
        whole = Manifest(manifest.vault_id, manifest.counter, manifest.made, manifest.reason, needed)
        end = backup_file.end_of(so_far, part.stat().st_size, header, whole, key)
        with part.open("ab") as stream:
            stream.write(end)
            stream.flush()
            os.fsync(stream.fileno())
        if backup_file.read(part, whole=False).manifest != whole or _ending(part, len(end)) != end:
            raise DamagedBackup("not what was written")
    if progress is not None:
        progress(1.0)


def _snapshot(vault: Vault, part: Path, progress: Progress | None) -> None:
    """The database as it stands in one moment; the progress that stops it is raised here."""
    whole = max(1, (vault.folder / DATABASE).stat().st_size)
    stopped: list[BaseException] = []

    def told() -> int:
        try:
            if progress is not None:
                progress(min(1.0, part.stat().st_size / whole))
        except BaseException as error:  # the engine would swallow it
            stopped.append(error)
        return len(stopped)

    con = vault.connect("short")
    try:
        con.set_progress_handler(told, _STEPS)
        database.copy_database(con, part)
        told()
    except DatabaseUnavailable as error:
        if not stopped:
            raise BackupNotWritten(str(error)) from None
    finally:
        con.set_progress_handler(None, 0)
        con.close()
    if stopped:
        raise stopped[0]


def _require_readable(
    part: Path, key: bytearray, vault_id: bytes, look: Callable[[Connection], object]
) -> None:
    """Open the copy and let the cipher check each of its pages."""
    database_key = subkey(key, vault_id, "db")
    try:
        with contextlib.closing(database.open_copy(part, database_key, vault_id)) as con:
            try:
                found = con.execute("PRAGMA cipher_integrity_check").fetchall()
            except database.dbapi.Error as error:
                raise database.told(error) from None
            if found:
                raise DamagedDatabase("page of the copy")
            look(con)
    finally:
        wipe(database_key)


def _keep_attachments(vault: Vault, folder: Path, progress: Progress | None) -> tuple[Needed, ...]:
    """Copy what is not there yet, and return the list of all. Each is read once and never again."""
    wanted = vault.attachments.listing()
    if not wanted:
        return ()
    place = folder / ATTACHMENTS
    _make_folder(place)
    known = {
        (item.name, item.size): item
        for each in found_in(folder)
        if each.manifest and each.manifest.vault_id.hex() == vault.vault_id
        for item in each.manifest.attachments
    }
    needed: list[Needed] = []
    for number, (name, size) in enumerate(wanted):
        copy = place / name
        there = copy.is_file() and copy.stat().st_size == size
        if (name, size) not in known or not there:
            if not there:
                copy_file(vault.attachments.path / name, copy)
            known[name, size] = Needed(
                name, size, backup_file.hashed(vault.attachments.path / name).hexdigest()
            )
            if backup_file.hashed(copy).hexdigest() != known[name, size].sha256:
                copy.unlink()
                raise DamagedBackup("copy of an attachment")
        needed.append(known[name, size])
        if progress is not None:
            progress((number + 1) / len(wanted))
    files.sync_folder(place)
    return tuple(needed)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file for its owner alone, so that it is there whole or not at all."""
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        with source.open("rb") as reader, open(fresh, "xb", opener=files.owner_only) as writer:
            shutil.copyfileobj(reader, writer, backup_file.PIECE)
            writer.flush()
            os.fsync(writer.fileno())
        os.replace(fresh, target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _look_at(path: Path) -> Found:
    size = path.stat().st_size
    try:
        return Found(path, size, backup_file.read(path, whole=False).manifest, None)
    except VaultError as error:
        return Found(path, size, None, error)
    except OSError:
        return Found(path, size, None, DamagedBackup("cannot be read"))


def _ending(path: Path, length: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(-length, os.SEEK_END)
        return stream.read()


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=files.OWNER_FOLDER, parents=True, exist_ok=True)


def _clear(part: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
