"""Who has a vault open, as far as files can tell: for folders that are synced or shared between computers.

The lock of the operating system decides on one computer, and it ends with its process, so that neither a
crash nor a process number used again matters there. Between computers it does not hold: whoever opens a vault
leaves a small record beside it, of numbers and digests only, and takes it away on closing. Standard library
only.
"""

import contextlib
import hashlib
import json
import os
import platform
import re
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from mentor_desktop.vault import files

HOLDER = "vault.holder"
RECENT = 24 * 60  # minutes; a record older than that was left by a crash
_LARGEST = 4096  # bytes
_DIGEST = re.compile(r"[0-9a-f]{16}")
_MACHINE, _BOOT = Path("/etc/machine-id"), Path("/proc/sys/kernel/random/boot_id")
_CONFLICTS = (
    r" \(.*conflict.*\)",  # Dropbox, Nextcloud, ownCloud, in their English form
    r"[ ._-]+conflict[ ._-].*",  # older Nextcloud, OneDrive
    r"\.sync-conflict-[0-9]{8}-[0-9]{6}.*",  # Syncthing
    r" \([0-9]{1,3}\)",  # Google Drive
    r" [0-9]{1,3}",  # iCloud Drive
    r"-[^.]+",  # OneDrive adds the computer's name
)


@dataclass(frozen=True, slots=True)
class Holder:
    """One record. `host` and `boot` are digests, `started` is milliseconds since 1970."""

    host: str
    boot: str
    pid: int
    started: int


def here() -> Holder:
    """The record of this process, now."""
    return Holder(
        _digest(_read_text(_MACHINE) or platform.node()),
        _digest(_read_text(_BOOT) or str(round((time.time() - time.monotonic()) / 60))),
        os.getpid(),
        time.time_ns() // 1_000_000,
    )


def load(folder: Path) -> Holder | None:
    """The record beside a vault; None where there is none, or none that makes sense."""
    try:
        with (folder / HOLDER).open("rb") as stream:
            found = json.loads(stream.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or set(found) != {"host", "boot", "pid", "started"}:
        return None
    words, numbers = (found["host"], found["boot"]), (found["pid"], found["started"])
    if not all(isinstance(each, str) and _DIGEST.fullmatch(each) for each in words):
        return None
    return Holder(*words, *numbers) if all(type(each) is int for each in numbers) else None


def is_elsewhere(found: Holder | None, own: Holder) -> bool:
    """Whether another computer may have the vault open.

    A computer that was given another name is known by its present start, one that was restarted by its name.
    A record from the future counts as well: the clock there may be wrong.
    """
    if found is None or found.host == own.host or found.boot == own.boot:
        return False
    return abs(own.started - found.started) < RECENT * 60_000


def leave(folder: Path) -> None:
    """Leave the record of this process. Where the disk refuses there is none."""
    with contextlib.suppress(OSError):
        files.replace(folder / HOLDER, json.dumps(asdict(here())).encode())


def take_away(folder: Path) -> None:
    """Take the record away if it is that of this process."""
    found = load(folder)
    if found is not None and (found.boot, found.pid) == (here().boot, os.getpid()):
        with contextlib.suppress(OSError):
            (folder / HOLDER).unlink(missing_ok=True)


def conflict_copies(folder: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of files that a sync service left beside `names` because two computers had changed them."""
    with contextlib.suppress(OSError):
        return tuple(sorted(each.name for each in folder.iterdir() if is_conflict_copy(each.name, names)))
    return ()


def is_conflict_copy(name: str, names: tuple[str, ...]) -> bool:
    """Whether a name is that of a conflict copy of one of `names`."""
    for own in names:
        stem, _dot, ending = own.rpartition(".")
        for pattern in _CONFLICTS:
            if re.fullmatch(rf"{re.escape(stem)}{pattern}\.{re.escape(ending)}", name, re.IGNORECASE):
                return True
        if re.fullmatch(rf"{re.escape(own)}\.sync-conflict-.*", name):
            return True
    return False


def hold(path: Path) -> int | None:
    """Hold a file itself, whatever name or folder it is reached by, until the returned number is closed.

    The lock file does not tell where one database stands in two folders by a hard link, each with a log of
    its own. Raises BlockingIOError where somebody holds it; None where the system has no such lock. It is not
    closed while the database is open: that would let go of the database library's own locks.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise
        return None  # a file system without it
    return handle


def identity(*paths: Path) -> tuple[tuple[int, int], ...]:
    """Which files these are, whatever they hold: another device or number means that one was replaced."""
    return tuple(_which(path) for path in paths)


def _which(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _digest(text: str) -> str:
    return hashlib.sha256(f"mentor-desktop\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
