"""Writing that survives a crash, and files that only their owner may read. Standard library only."""

import errno
import os
from pathlib import Path

from mentor_desktop.vault.errors import ReadOnlyFolder

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700
_NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def refuse_read_only(error: OSError) -> None:
    """Raise `ReadOnlyFolder` if that is what the system's error means; the error itself holds a path."""
    if error.errno in _NOT_WRITABLE:
        raise ReadOnlyFolder("not writable") from None


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, readable by its owner alone, and wait until it is on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_FILE)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def replace(path: Path, data: bytes) -> None:
    """Put new bytes in place of a file so that a crash leaves either the old ones or the new ones, whole."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        write_new(fresh, data)
        os.replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk. Windows has no such call and keeps them by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def owner_only(path: str, flags: int) -> int:
    """An opener for `open`: a file that is made is readable by its owner alone."""
    return os.open(path, flags, OWNER_FILE)
