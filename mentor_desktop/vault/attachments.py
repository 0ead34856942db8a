"""Files that hang on notes, sessions and people: sealed one by one, beside the database.

Each has a random name, a random key that lies in the database, and is sealed chunk by chunk, so that any part
of it can be read without the rest and nothing is ever decrypted to the disk. `docs/vault-format.md` describes
the bytes. May import `cryptography`, the errors and files of this package, and the standard library.
"""

import contextlib
import hashlib
import os
import re
import secrets
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mentor_desktop.vault import files
from mentor_desktop.vault.errors import DamagedAttachment, MissingAttachment
from mentor_desktop.vault.work import KEY_BYTES

MAGIC = b"MVA1"
ID_BYTES = 16
PREFIX_BYTES = 7
TAG_BYTES = 16
CHUNK = 256 * 1024
HEAD_BYTES = len(MAGIC) + PREFIX_BYTES
_NAME = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = re.compile(r"[0-9a-f]{32}\.new")

Progress = Callable[[int], None]
"""Told how many bytes are done, after each chunk. What it raises stops the work, and nothing is left."""


class Source(Protocol):
    """Whatever can be read from: a file, a pipe, or the chunks of another attachment."""

    def read(self, length: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Listed(NamedTuple):
    """One file of the folder: its name and how many bytes it takes on the disk."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """What must be kept of a sealed file to read it again. The key never shows in a text of this object."""

    name: str
    size: int  # bytes of the plain file
    key: bytes = field(repr=False)
    sha256: bytes = field(repr=False)  # of the plain file


class AttachmentFolder:
    """The folder `attachments` of one vault. May be used from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.Lock()
        self._held = 0

    @contextlib.contextmanager
    def keep(self) -> Iterator[None]:
        """While this lasts `sweep` removes nothing: for a file whose row is not written yet, and for a backup
        in the making."""
        with self._guard:
            self._held += 1
        try:
            yield
        finally:
            with self._guard:
                self._held -= 1

    def sweep(self, needed: Collection[str]) -> int:
        """Remove sealed files that no row needs, and what a crash left half written; return how many.

        Does nothing while someone asked to `keep`. Files with other names are not ours and stay.
        """
        wanted = set(needed)
        removed = 0
        with self._guard:
            if self._held or not self.path.is_dir():
                return 0
            for path in list(self.path.iterdir()):
                own = _NAME.fullmatch(path.name) and path.name not in wanted
                if own or _UNFINISHED.fullmatch(path.name):
                    path.unlink(missing_ok=True)
                    removed += 1
            if removed:
                files.sync_folder(self.path)
        return removed

    def listing(self) -> tuple[Listed, ...]:
        """Every sealed file, by name."""
        return listing(self.path)

    def write(self, source: Source, progress: Progress | None = None) -> Sealed:
        """Seal what a stream holds into a new file, which is on the disk when this returns.

        Raises `ReadOnlyFolder` or OSError; then nothing is left.
        """
        name, key = secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES)
        try:
            self._make_folder()
            size, digest = _write_beside(self.path / name.hex(), name, key, source, progress)
        except OSError as error:
            files.refuse_read_only(error)
            raise
        return Sealed(name.hex(), size, key, digest)

    def read(self, sealed: Sealed) -> "Reader":
        """Open a sealed file. Raises `MissingAttachment` or `DamagedAttachment`."""
        return Reader(self.path, sealed)

    def reencrypt(self, sealed: Sealed, progress: Progress | None = None) -> Sealed:
        """Seal the same bytes into another file under a fresh key; the first one stays until it is swept.

        Raises the errors of `read` and `write`.
        """
        with self.read(sealed) as reader:
            fresh = self.write(_Chunks(reader.chunks()), progress)
        if (fresh.size, fresh.sha256) != (sealed.size, sealed.sha256):
            raise DamagedAttachment("attachment changed on the way")
        return fresh

    def take_over(self, other: "AttachmentFolder", name: str) -> None:
        """Copy a sealed file of another folder, as it is, under its own name. Raises OSError."""
        self._make_folder()
        with (other.path / name).open("rb") as source, _beside(self.path / name) as target:
            while chunk := source.read(CHUNK):
                _write_all(target, chunk)

    def check(self, sealed: Sealed, progress: Progress | None = None) -> None:
        """Read all of a sealed file. Raises `MissingAttachment` or `DamagedAttachment`."""
        with self.read(sealed) as reader:
            _drain(reader, sealed, progress, lambda _chunk: None)

    def copy_out(self, sealed: Sealed, target: BinaryIO, progress: Progress | None = None) -> None:
        """Write the plain bytes into a stream. Raises `MissingAttachment` or `DamagedAttachment`; what was
        written until then is worth nothing."""
        with self.read(sealed) as reader:
            _drain(reader, sealed, progress, lambda chunk: target.write(chunk))

    def _make_folder(self) -> None:
        if not self.path.is_dir():
            self.path.mkdir(mode=files.OWNER_FOLDER, exist_ok=True)
            files.sync_folder(self.path.parent)


class Reader:
    """An opened sealed file. Every byte that it gives was authenticated; one thread at a time."""

    def __init__(self, folder: Path, sealed: Sealed) -> None:
        """Raises `MissingAttachment`, or `DamagedAttachment` if the file's length or beginning is wrong."""
        if not _NAME.fullmatch(sealed.name):
            raise DamagedAttachment("no name of an attachment")
        try:
            self._stream = (folder / sealed.name).open("rb", buffering=0)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise MissingAttachment("no attachment file") from None
        self.size = sealed.size
        self._count = chunks_of(sealed.size)
        self._cipher = AESGCM(sealed.key)
        self._bound = _bound(bytes.fromhex(sealed.name))
        try:
            head = _full(self._stream, HEAD_BYTES)
            length = os.fstat(self._stream.fileno()).st_size
            if head[: len(MAGIC)] != MAGIC or length != sealed_bytes(sealed.size):
                raise DamagedAttachment("attachment's length or beginning")
            self._prefix = head[len(MAGIC) :]
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def read(self, start: int, length: int) -> bytes:
        """Return the plain bytes from `start` on, fewer at the end. Raises `DamagedAttachment`."""
        if start < 0 or length < 0:
            raise ValueError("a range begins at 0 or later and is not negative")
        end = min(start + length, self.size)
        if start >= end:
            return b""
        first, last = start // CHUNK, (end - 1) // CHUNK
        whole = b"".join(self._chunk(number) for number in range(first, last + 1))
        return whole[start - first * CHUNK : end - first * CHUNK]

    def chunks(self) -> Iterator[bytes]:
        """Every chunk in order. Raises `DamagedAttachment`."""
        for number in range(self._count):
            yield self._chunk(number)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _chunk(self, number: int) -> bytes:
        last = number == self._count - 1
        length = self.size - number * CHUNK if last else CHUNK
        self._stream.seek(HEAD_BYTES + number * (CHUNK + TAG_BYTES))
        taken = _full(self._stream, length + TAG_BYTES)
        try:
            return self._cipher.decrypt(_nonce(self._prefix, number, last), taken, self._bound)
        except (InvalidTag, ValueError):
            raise DamagedAttachment("attachment's chunk") from None


def listing(folder: Path) -> tuple[Listed, ...]:
    """Every sealed file of a folder `attachments`, by name; none where there is no folder."""
    if not folder.is_dir():
        return ()
    with os.scandir(folder) as found:
        return tuple(
            sorted(
                Listed(each.name, each.stat().st_size)
                for each in found
                if _NAME.fullmatch(each.name) and each.is_file(follow_symlinks=False)
            )
        )


def chunks_of(size: int) -> int:
    """How many chunks a plain file of this size has; an empty file has one, of no bytes."""
    return max(1, -(-size // CHUNK))


def sealed_bytes(size: int) -> int:
    """How many bytes the sealed file takes for a plain one of this size."""
    return HEAD_BYTES + size + TAG_BYTES * chunks_of(size)


def _write_beside(
    path: Path, name: bytes, key: bytes, source: Source, progress: Progress | None
) -> tuple[int, bytes]:
    with _beside(path) as target:
        return _seal_all(target, name, key, source, progress)


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    """Lend a file that gets its name once its bytes are on the disk; a failure leaves nothing."""
    fresh = path.with_name(path.name + ".new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, files.OWNER_FILE), "wb", buffering=0) as target:
            yield target
            os.fsync(target.fileno())
        os.rename(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    files.sync_folder(path.parent)


def _seal_all(
    target: BinaryIO, name: bytes, key: bytes, source: Source, progress: Progress | None
) -> tuple[int, bytes]:
    cipher, bound, prefix = AESGCM(key), _bound(name), secrets.token_bytes(PREFIX_BYTES)
    digest, size, number = hashlib.sha256(), 0, 0
    _write_all(target, MAGIC + prefix)
    chunk = _full(source, CHUNK)
    while True:
        # Read ahead, since only the end of the source tells which chunk is the last.
        following = _full(source, CHUNK) if len(chunk) == CHUNK else b""
        _write_all(target, cipher.encrypt(_nonce(prefix, number, not following), chunk, bound))
        digest.update(chunk)
        size += len(chunk)
        if progress is not None:
            progress(size)
        if not following:
            return size, digest.digest()
        chunk, number = following, number + 1


def _drain(
    reader: Reader, sealed: Sealed, progress: Progress | None, take: Callable[[bytes], object]
) -> None:
    digest, done = hashlib.sha256(), 0
    for chunk in reader.chunks():
        digest.update(chunk)
        take(chunk)
        done += len(chunk)
        if progress is not None:
            progress(done)
    if digest.digest() != sealed.sha256:
        raise DamagedAttachment("attachment's checksum")


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _bound(name: bytes) -> bytes:
    return MAGIC + name


def _full(stream: Source, length: int) -> bytes:
    """Exactly so many bytes, fewer only at the end: a pipe gives what it has."""
    pieces: list[bytes] = []
    missing = length
    while missing:
        piece = stream.read(missing)
        if not piece:
            break
        pieces.append(piece)
        missing -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _write_all(target: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:  # a single call may take less than it was given
        view = view[target.write(view) :]


class _Chunks:
    """Plain chunks as a stream to read from; each is at most as long as what is asked for."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, _length: int) -> bytes:
        """The next chunk, empty at the end."""
        return next(self._chunks, b"")
