"""A backup as bytes: the database, the header and the list of attachments in one file, with a checksum.

Every file is read as if an attacker had written it: sizes are bounded and have to add up before anything is
done with them. `docs/vault-format.md` describes the bytes. May import the modules below it here and the
standard library.
"""

import contextlib
import hashlib
import hmac
import json
import os
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeGuard

from mentor_desktop.vault import header as headers
from mentor_desktop.vault.database import PAGE_BYTES
from mentor_desktop.vault.errors import (
    CutBackup,
    DamagedBackup,
    DamagedHeader,
    ForeignBackup,
    MissingBackup,
    NewerBackup,
)
from mentor_desktop.vault.header import Header, canonical
from mentor_desktop.vault.keyslots import subkey, wipe

SUFFIX = ".mentor-backup"
FORMAT = "mentor-backup"
VERSION = 1
MAX_MANIFEST = 16 * 1024**2
MAX_COUNTER = 999_999_999
REASONS = ("daily", "asked", "migration", "restore", "rekey")
PIECE = 1024**2

_MAGIC = b"mentor-backup\0"
_SIZES = struct.Struct(">14sHQII")  # magic, version, lengths of database, header and manifest
_DIGEST = 32
END_BYTES = _SIZES.size + 2 * _DIGEST
_MAX_TIME = 250_000_000_000_000  # milliseconds: the year 9892
_MAX_SIZE = 1 << 53
_NAME = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")

Progress = Callable[[float], None]
"""Told what part is done, from 0 to 1. What it raises stops the work, and nothing is left."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One sealed attachment that a backup needs: name, bytes on the disk, and their SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself in clear. `made` is milliseconds since 1970 by the clock of that moment;
    only `counter` tells the order."""

    vault_id: bytes
    counter: int
    made: int
    reason: str
    attachments: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup that was read. `signed` is the digest that `mac` is the HMAC of, if all of it was read."""

    path: Path
    size: int
    database_bytes: int
    header: Header
    manifest: Manifest
    mac: bytes
    signed: bytes | None


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest in its one spelling, its checksum in it."""
    value = _value(manifest)
    return canonical(value | {"sha256": hashlib.sha256(canonical(value)).hexdigest()})


def end_of(
    so_far: Any, database_bytes: int, header: Header, manifest: Manifest, vault_key: bytearray
) -> bytes:
    """Return what follows the database; `so_far` is the SHA-256 object over the database."""
    keys, listed = headers.encode(header), encode_manifest(manifest)
    rest = keys + listed + _SIZES.pack(_MAGIC, VERSION, database_bytes, len(keys), len(listed))
    so_far.update(rest)
    mac = mac_of(vault_key, header.vault_id, so_far.digest())
    so_far.update(mac)
    return rest + mac + bytes(so_far.digest())


def mac_of(vault_key: bytearray, vault_id: bytes, digest: bytes) -> bytes:
    """Return the HMAC over a backup's digest: whoever made it held the vault key."""
    key = subkey(vault_key, vault_id, "backup-mac")
    try:
        return hmac.digest(key, digest, hashlib.sha256)
    finally:
        wipe(key)


def read(path: Path, *, whole: bool = True, progress: Progress | None = None) -> BackupFile:
    """Read a backup; with `whole` its checksum too, and without it only what it says of itself.

    Nothing is known to be genuine: that needs the vault key. Raises `MissingBackup`, `ForeignBackup`,
    `CutBackup`, `DamagedBackup`, `NewerBackup` or OSError.
    """
    if not path.is_file():  # A pipe or a device would never end.
        raise MissingBackup("no file")
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        end = _tail(stream, size, END_BYTES)
        if len(end) < END_BYTES or not end.startswith(_MAGIC):
            raise (CutBackup if path.name.endswith(SUFFIX) else ForeignBackup)("no end of a backup")
        _magic, version, database, keys, listed = _SIZES.unpack(end[: _SIZES.size])
        mac, checksum = end[_SIZES.size : -_DIGEST], end[-_DIGEST:]
        fits = (
            database + keys + listed + END_BYTES == size
            and 0 < keys <= headers.MAX_BYTES
            and 0 < listed <= MAX_MANIFEST
            and database >= PAGE_BYTES
            and database % PAGE_BYTES == 0
        )
        if version <= VERSION and not (version == VERSION and fits):
            _refuse("lengths")
        signed = None
        if whole or version != VERSION:
            signed, found = _digests(stream, size, progress)
            if found != checksum:
                _refuse("checksum")
        if version > VERSION:
            raise NewerBackup("version of the backup")
        stream.seek(database)
        header = _header(stream.read(keys))
        manifest = decode_manifest(stream.read(listed))
    if manifest.vault_id != header.vault_id:
        _refuse("two vaults")
    return BackupFile(path, size, database, header, manifest, mac, signed)


def hashed(path: Path, progress: Progress | None = None) -> Any:
    """Return the SHA-256 object over a whole file."""
    with path.open("rb") as stream:
        so_far = hashlib.sha256()
        _feed(so_far, stream, os.fstat(stream.fileno()).st_size, progress)
        return so_far


def share(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """The progress of one part as progress of the whole."""
    return None if progress is None else partial(_told_of_part, progress, begin, end)


def _told_of_part(progress: Progress, begin: float, end: float, done: float) -> None:
    progress(begin + (end - begin) * done)


def _tail(stream: BinaryIO, size: int, length: int) -> bytes:
    stream.seek(max(0, size - length))
    return stream.read(length)


def _digests(stream: BinaryIO, size: int, progress: Progress | None) -> tuple[bytes, bytes]:
    """What the HMAC is over, and what the checksum must be."""
    stream.seek(0)
    so_far = hashlib.sha256()
    _feed(so_far, stream, size - 2 * _DIGEST, progress)
    signed = so_far.digest()
    so_far.update(stream.read(_DIGEST))
    return signed, so_far.digest()


def _feed(so_far: Any, stream: BinaryIO, length: int, progress: Progress | None) -> None:
    done = 0
    while done < length:
        piece = stream.read(min(PIECE, length - done))
        if not piece:
            return
        so_far.update(piece)
        done += len(piece)
        if progress is not None:
            progress(done / length)


def _value(manifest: Manifest) -> dict[str, Any]:
    return {
        "attachments": [
            {"id": each.name, "sha256": each.sha256, "size": each.size} for each in manifest.attachments
        ],
        "counter": manifest.counter,
        "fmt": FORMAT,
        "made": manifest.made,
        "reason": manifest.reason,
        "v": VERSION,
        "vault_id": manifest.vault_id.hex(),
    }


def _refuse(reason: str) -> NoReturn:
    raise DamagedBackup(reason)


def _header(data: bytes) -> Header:
    header = None
    with contextlib.suppress(DamagedHeader):
        header = headers.decode(data)
    if header is None or any(slot.pending for slot in header.slots):
        _refuse("header in the backup")
    return header


def decode_manifest(data: bytes) -> Manifest:
    """Return the manifest that these bytes are the one spelling of. Raises `DamagedBackup`."""
    value: Any = None
    # Refused after the handler and not in it, so that no text of the file hangs on the error.
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(data.decode("ascii"))
    manifest = _made_of(value) if isinstance(value, dict) else None
    # One comparison settles fields, spelling, order, duplicate keys and checksum.
    if manifest is None or encode_manifest(manifest) != data:
        _refuse("manifest")
    return manifest


def _made_of(value: dict[str, Any]) -> Manifest | None:
    vault_id, counter, made = value.get("vault_id"), value.get("counter"), value.get("made")
    reason, listed = value.get("reason"), value.get("attachments")
    if not isinstance(vault_id, str) or not _NAME.fullmatch(vault_id) or reason not in REASONS:
        return None
    if not _whole(counter, 1, MAX_COUNTER) or not _whole(made, 0, _MAX_TIME) or not isinstance(listed, list):
        return None
    needed = [_needed(each) for each in listed]
    sound = [each for each in needed if each is not None]
    if len(sound) != len(needed) or len({each.name for each in sound}) != len(sound):
        return None
    return Manifest(bytes.fromhex(vault_id), counter, made, reason, tuple(sound))


def _needed(value: Any) -> Needed | None:
    if not isinstance(value, dict):
        return None
    name, size, sha256 = (value.get(each) for each in ("id", "size", "sha256"))
    if not isinstance(name, str) or not _NAME.fullmatch(name) or not _whole(size, 0, _MAX_SIZE):
        return None
    if not isinstance(sha256, str) or not _HASH.fullmatch(sha256):
        return None
    return Needed(name, size, sha256)


def _whole(value: Any, lowest: int, highest: int) -> TypeGuard[int]:
    return type(value) is int and lowest <= value <= highest
