"""Bringing a backup back as a new vault, or opening a copy of it for a while; the backup never changes.

May import the modules below it here and the standard library.
"""

import contextlib
import hmac
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop.vault import backup_file, files
from mentor_desktop.vault import header as headers
from mentor_desktop.vault.backup_file import BackupFile, Progress, share
from mentor_desktop.vault.backups import copy_file
from mentor_desktop.vault.errors import DamagedBackup, DamagedDatabase, TamperedBackup
from mentor_desktop.vault.keyslots import unlock, wipe
from mentor_desktop.vault.passphrase import prepare
from mentor_desktop.vault.recovery import parse_recovery_key
from mentor_desktop.vault.vault import ATTACHMENTS, DATABASE, HEADER, Vault, new_folder, take_lock


@dataclass(frozen=True, slots=True)
class Restored:
    """How many attachments a backup needs, and how many of them lay sound beside it."""

    attachments: int
    present: int


def restore_backup(
    path: Path,
    target: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Bring a backup back as a new vault folder, which appears whole or not at all.

    The backup is not changed. Raises `AlreadyExists`, `ReadOnlyFolder`, the errors of `backup_file.read`,
    those of `open_vault` for the secret, `TamperedBackup`, `DamagedDatabase` or OSError.
    """
    held = backup_file.read(path, progress=share(progress, 0.0, 0.3))
    key = _unlocked(held, passphrase, recovery_key)
    try:
        with new_folder(target) as fresh:
            _unpack(held, fresh, share(progress, 0.3, 0.4))
            restored = _bring_attachments(held, fresh / ATTACHMENTS, share(progress, 0.4, 0.8))
            with _opened(held, fresh, key) as vault:
                _require_sound(vault)
            if progress is not None:
                progress(1.0)
            return restored
    finally:
        wipe(key)


@contextlib.contextmanager
def opened_copy(
    path: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Vault, BackupFile, frozenset[str]]]:
    """Open a copy of a backup in a private folder that is gone afterwards; the backup is not changed.

    With it come what the backup says of itself, and the names of the attachments that lie sound beside it.
    Raises the errors of `restore_backup`.
    """
    held = backup_file.read(path, progress=share(progress, 0.0, 0.3))
    key = _unlocked(held, passphrase, recovery_key)
    try:
        with tempfile.TemporaryDirectory(prefix="mentor-desktop-", ignore_cleanup_errors=True) as place:
            fresh = Path(place) / "copy.vault"
            fresh.mkdir(mode=files.OWNER_FOLDER)
            _unpack(held, fresh, share(progress, 0.3, 0.4))
            sound = frozenset(path.name for path in _sound_attachments(held, share(progress, 0.4, 0.8)))
            with _opened(held, fresh, key) as vault:
                _require_sound(vault)
                yield vault, held, sound
    finally:
        wipe(key)


def _unlocked(held: BackupFile, passphrase: str | None, recovery_key: str | None) -> bytearray:
    """The vault key, once it is known that whoever made the backup had it."""
    if (passphrase is None) == (recovery_key is None):
        raise TypeError("either a passphrase or a recovery key")
    secret = prepare(passphrase) if passphrase is not None else parse_recovery_key(recovery_key or "")
    try:
        key, _pending = unlock(held.header, "recovery" if passphrase is None else "passphrase", secret)
    finally:
        wipe(secret)
    own = backup_file.mac_of(key, held.header.vault_id, held.signed or b"")
    if held.signed is None or not hmac.compare_digest(own, held.mac):
        wipe(key)
        raise TamperedBackup("backup HMAC")
    return key


def _unpack(held: BackupFile, fresh: Path, progress: Progress | None) -> None:
    with held.path.open("rb") as stream, open(fresh / DATABASE, "xb", opener=files.owner_only) as writer:
        left = held.database_bytes
        while left:
            piece = stream.read(min(backup_file.PIECE, left))
            if not piece:
                raise DamagedBackup("shorter than a moment ago")
            writer.write(piece)
            left -= len(piece)
            if progress is not None:
                progress(1.0 - left / held.database_bytes)
        writer.flush()
    files.write_new(fresh / HEADER, headers.encode(held.header))


def _sound_attachments(held: BackupFile, progress: Progress | None) -> Iterator[Path]:
    """The copies beside a backup that are what it says."""
    needed = held.manifest.attachments
    for number, each in enumerate(needed):
        path = held.path.parent / ATTACHMENTS / each.name
        with contextlib.suppress(OSError):
            same = path.is_file() and path.stat().st_size == each.size
            if same and backup_file.hashed(path).hexdigest() == each.sha256:
                yield path
        if progress is not None:
            progress((number + 1) / len(needed))


def _bring_attachments(held: BackupFile, target: Path, progress: Progress | None) -> Restored:
    present = 0
    for path in _sound_attachments(held, progress):
        if not present:
            target.mkdir(mode=files.OWNER_FOLDER)
        copy_file(path, target / path.name)
        present += 1
    if present:
        files.sync_folder(target)
    return Restored(len(held.manifest.attachments), present)


def _opened(held: BackupFile, fresh: Path, key: bytearray) -> Vault:
    return Vault(fresh, held.header, bytearray(key), take_lock(fresh))


def _require_sound(vault: Vault) -> None:
    if vault.check():
        raise DamagedDatabase("database in the backup")
