"""Names that every system accepts, and files that are there whole or not at all.

May import the standard library and this package only.
"""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from mentor_desktop.exporters.cleaning import clean
from mentor_desktop.exporters.errors import CannotWrite, FileExists

LONGEST_NAME = 120
"""Bytes of a whole file name as UTF-8; some encrypted folders take no more than 143."""

_OWN = 0o600
_SEPARATORS = re.compile(r'[<>:"/\\|?*]+')
# Direction marks, joiners and other characters that are not seen, and blanks of every kind.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile(r"\s+")
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE
)
_SUFFIX = re.compile(r"\.?[a-z0-9]{1,8}")
_A_VAULT = ("keys.json", "notes.db")  # what lies in a vault's folder


def safe_name(title: str, suffix: str) -> str:
    """A file name made from a title that Linux, macOS and Windows all take; never hidden, never a path.

    Raises ValueError for a suffix that is not a few small letters and digits.
    """
    if not _SUFFIX.fullmatch(suffix):
        raise ValueError("not a file suffix")
    ending = "." + suffix.removeprefix(".")
    readable = _UNSEEN.sub("", unicodedata.normalize("NFC", clean(title)))
    stem = _BLANKS.sub(" ", _SEPARATORS.sub("-", readable)).lstrip(" .-~")
    stem = _shortened(stem, LONGEST_NAME - len(ending)).rstrip(" .")
    if not stem or _RESERVED.fullmatch(stem.partition(".")[0].rstrip()):
        stem = f"_{stem}"
    return stem + ending


def _shortened(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, cut between letters and never before a mark that sits on one."""
    cut = text.encode()[: most - 1].decode(errors="ignore")
    if len(cut) < len(text):
        while cut and unicodedata.combining(text[len(cut)]):
            cut = cut[:-1]
    return cut


def write_new(path: Path, data: bytes, overwrite: bool = False) -> None:
    """Writes a file that only its owner may read, beside its place and then renamed into it.

    Whatever interrupts it, the path holds the old file, the new one or none, and nothing else is left.
    Raises FileExists if there is one and `overwrite` is False, CannotWrite for whatever the system refuses
    and for a place within a vault: its own files would be lost, or clear text lie among them.
    """
    write_filled(path, lambda file: file.write(data), overwrite)


def write_filled(path: Path, fill: Callable[[BinaryIO], object], overwrite: bool = False) -> None:
    """As `write_new`, for a file that is too large to hold: `fill` writes it piece by piece.

    What `fill` raises of its own passes through, and then nothing is left.
    """
    try:
        _write(path, fill, overwrite)
    except FileExistsError:
        raise FileExists from None
    except OSError as error:
        # The system's own message quotes the path, and a path may hold a name.
        number = error.errno or errno.EIO
        raise CannotWrite(number, os.strerror(number)) from None


def _write(path: Path, fill: Callable[[BinaryIO], object], overwrite: bool) -> None:
    if not overwrite and os.path.lexists(path):
        raise FileExistsError
    if _in_a_vault(path):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
    beside = path.parent / f".{secrets.token_hex(8)}.part"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWN)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            os.replace(beside, path)
        else:
            _move_in(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _in_a_vault(path: Path) -> bool:
    folder = Path(os.path.realpath(path.parent))
    return any(all(os.path.exists(each / name) for name in _A_VAULT) for each in (folder, *folder.parents))


def _move_in(beside: Path, path: Path) -> None:
    """Renames, unless somebody has made a file of that name meanwhile."""
    if os.name == "nt":
        os.rename(beside, path)  # fails there if the target exists
        return
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: take the name first, then replace what was taken.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN))
        try:
            os.replace(beside, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    else:
        beside.unlink()


def _settle(folder: Path) -> None:
    """Makes the new name survive a loss of power, where a folder can be flushed."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # a network folder may refuse; the file itself is on the disk
    finally:
        os.close(handle)
