"""An open vault: the folder, its lock, its keys while it is open, and the connections it hands out.

May import the modules below it here, filelock and the standard library.
"""

import contextlib
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout

from mentor_desktop.vault import database, files, holder
from mentor_desktop.vault import header as headers
from mentor_desktop.vault.attachments import AttachmentFolder
from mentor_desktop.vault.database import Connection, Role
from mentor_desktop.vault.errors import (
    AlreadyExists,
    DamagedHeader,
    FilesReplaced,
    MissingHeader,
    MissingVault,
    ReadOnlyFolder,
    RekeyUnfinished,
    TamperedHeader,
    VaultClosed,
    VaultError,
    VaultInUse,
)
from mentor_desktop.vault.header import Header, Kind, Slot
from mentor_desktop.vault.keyslots import sign, subkey, wipe

HEADER = "keys.json"
DATABASE = "notes.db"
ATTACHMENTS = "attachments"
LOCK = "vault.lock"


class Vault:
    """A vault that is open. Only `create`, `create_with_random_key` and `open_vault` make one."""

    dbapi: Any = database.dbapi

    def __init__(
        self,
        folder: Path,
        header: Header,
        vault_key: bytearray,
        lock: FileLock,
        *,
        read_only: bool = False,
    ) -> None:
        """Take over the key and the lock, and try the database with them; on an error both are let go.

        `read_only` is for a damaged vault: not one byte of its files is changed.
        """
        self.folder = folder
        self.read_only = read_only
        self.vault_id = header.vault_id.hex()
        self.attachments = AttachmentFolder(folder / ATTACHMENTS)
        self._header = header
        self._lock = lock
        self._vault_key = vault_key
        self._database_key = subkey(vault_key, header.vault_id, "db")
        self._connections: list[Connection] = []
        self._guard = threading.RLock()
        self._open = True
        self._held: int | None = None
        try:
            self._held = _hold(folder / DATABASE)
            self.connect("short").close()
        except BaseException:
            self._let_go()
            raise
        self._files = self._identity()
        if not read_only:
            holder.leave(folder)

    def __enter__(self) -> "Vault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def connect(self, role: Role) -> Connection:
        """Return a new connection with key and settings, in autocommit: the caller says BEGIN.

        `writer` has a 4 MB page cache, `reader` 16 MB and refuses to write, `short` 4 MB, and `migration`
        16 MB with foreign keys off. May be used from any thread, by one at a time. Raises `VaultClosed` and
        the errors of `database.open_connection`.
        """
        with self._guard:
            self._require_open()
            con = self._connection(role)
            con.on_close = self._forget
            self._connections.append(con)
            return con

    def _connection(self, role: Role) -> Connection:
        path = self.folder / DATABASE
        if not self.read_only:
            return database.open_connection(path, self._database_key, self._header.vault_id, role)
        log = path.with_name(path.name + "-wal")
        has_log = log.exists() and log.stat().st_size > 0
        return database.open_copy(path, self._database_key, self._header.vault_id, log=has_log)

    def copy_to(self, target: Path) -> None:
        """Write a copy of the whole vault, as it stands now and with the same keys, into a new folder.

        Open writers go on; what they have not committed is left out. Raises `AlreadyExists`,
        `ReadOnlyFolder`, `VaultClosed` or, if a page cannot be read, `DamagedDatabase`; then nothing is left
        at `target`.
        """
        with new_folder(target) as fresh:
            con = self.connect("short")
            try:
                database.copy_database(con, fresh / DATABASE)
            finally:
                con.close()
            _copy_attachments(self.folder / ATTACHMENTS, fresh / ATTACHMENTS)
            files.write_new(fresh / HEADER, headers.encode(self._header))

    def check(self) -> list[str]:
        """Return what is wrong with the database, page by page; an empty list means that it is sound."""
        con = self.connect("short")
        try:
            return database.findings(con)
        finally:
            con.close()

    def check_header(self) -> None:
        """Read the header from the disk again. Raises `MissingHeader`, `DamagedHeader`, `NewerFormat`, or
        `TamperedHeader` if it is not the one that was opened."""
        with self._guard:
            self._require_open()
            if read_header(self.folder) != self._header:
                raise TamperedHeader("header changed")

    def header_info(self) -> dict[str, Any]:
        """Return format, vault id and the slots (id, kind, and cost where there is one); no secret."""
        return {
            "format": headers.VERSION,
            "vault_id": self.vault_id,
            "normalisation": headers.NORMALISATION,
            "slots": [
                {"id": slot.id.hex(), "kind": slot.kind, "work": slot.work} for slot in self._header.slots
            ],
        }

    def close(self) -> None:
        """Close every connection handed out, fold the log into the database, wipe the keys, free the lock.

        Open transactions are rolled back. The caller has its threads stop using the connections first. A
        second call does nothing.
        """
        with self._guard:
            if not self._open:
                return
            try:
                for con in list(self._connections):
                    con.close()
                if self.read_only:
                    return
                # What a log still holds is safe where it is, so a failure here loses nothing.
                with (
                    contextlib.suppress(VaultError, self.dbapi.Error),
                    contextlib.closing(self.connect("short")) as con,
                ):
                    con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._let_go()

    def require_own_files(self) -> None:
        """Raise `FilesReplaced` if `keys.json` or `notes.db` is no longer the file that was opened."""
        with self._guard:
            if self._open and self._identity() != self._files:
                raise FilesReplaced("other files in place of the vault's")

    def conflict_copies(self) -> tuple[str, ...]:
        """The names of copies that a sync service left beside the vault's files."""
        return holder.conflict_copies(self.folder, (HEADER, DATABASE))

    def slot_kinds(self) -> frozenset[Kind]:
        """Return the kinds of secret that open this vault."""
        return frozenset(slot.kind for slot in self._header.slots)

    def slots(self) -> tuple[Slot, ...]:
        """Return the keyslots, the first one tried first."""
        return self._header.slots

    def header(self) -> Header:
        """Return the header as it was read or written last."""
        return self._header

    def replace_slots(self, fresh: tuple[Slot, ...], dropped: Kind | None = None) -> None:
        """Write a header in which these slots stand in place of all slots of their kinds.

        Slots of the kind `dropped` go. Raises `RekeyUnfinished`.
        """
        with self._guard:
            self._require_open()
            if any(slot.pending for slot in self._header.slots):
                raise RekeyUnfinished("a slot holds a pending key")
            gone = {slot.kind for slot in fresh} | {dropped}
            self.write_slots(tuple(slot for slot in self._header.slots if slot.kind not in gone) + fresh)

    def write_slots(self, slots: tuple[Slot, ...]) -> None:
        """Write a header with these slots alone. Raises `ReadOnlyFolder` or OSError."""
        with self._guard:
            self._require_open()
            header = sign(self._vault_key, self._header.vault_id, slots)
            try:
                files.replace(self.folder / HEADER, headers.encode(header))
            except OSError as error:
                files.refuse_read_only(error)
                raise
            self._header = header
            self._files = self._identity()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Close every connection handed out, and let no other thread have one while this lasts."""
        with self._guard:
            self._require_open()
            for con in list(self._connections):
                con.close()
            yield

    def copy_database_to(self, con: Connection, path: Path, key: bytearray) -> None:
        """Make a new file with what this connection sees, under another key for databases."""
        database.copy_database(con, path)
        database.change_key(path, self._database_key, key)

    def take_key(self, fresh: bytearray) -> None:
        """From now on this is the vault key: the database in place is under it."""
        with self._guard:
            self._require_open()
            wipe(self._vault_key, self._database_key)
            self._vault_key = bytearray(fresh)
            self._database_key = subkey(fresh, self._header.vault_id, "db")
            self._files = self._identity()
            self._let_go_of_database()
            self._held = _hold(self.folder / DATABASE)

    @contextlib.contextmanager
    def lent_key(self) -> Iterator[bytearray]:
        """Lend a copy of the vault key to the sealing of a slot, and wipe it afterwards."""
        with self._guard:
            self._require_open()
            lent = bytearray(self._vault_key)
        try:
            yield lent
        finally:
            wipe(lent)

    def _identity(self) -> tuple[tuple[int, int], ...]:
        return holder.identity(self.folder / HEADER, self.folder / DATABASE)

    def _require_open(self) -> None:
        if not self._open:
            raise VaultClosed("vault closed")

    def _forget(self, con: Connection) -> None:
        with self._guard, contextlib.suppress(ValueError):
            self._connections.remove(con)

    def _let_go(self) -> None:
        self._open = False
        wipe(self._vault_key, self._database_key)
        self._let_go_of_database()
        holder.take_away(self.folder)
        self._lock.release()

    def _let_go_of_database(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _hold(path: Path) -> int | None:
    try:
        return holder.hold(path)
    except BlockingIOError:
        raise VaultInUse("database held under another name") from None


def held_elsewhere(folder: Path) -> bool:
    """Whether another computer may have the vault open, which no lock here would tell."""
    return holder.is_elsewhere(holder.load(folder), holder.here())


def take_lock(folder: Path) -> FileLock:
    """Return the lock of a vault folder, taken. Raises `ReadOnlyFolder` or, at once, `VaultInUse`."""
    for path, mode in ((folder, os.W_OK | os.X_OK), (folder / HEADER, os.W_OK), (folder / DATABASE, os.W_OK)):
        if path.exists() and not os.access(path, mode):
            raise ReadOnlyFolder("not writable")
    lock = FileLock(folder / LOCK, timeout=0, mode=files.OWNER_FILE, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise VaultInUse("lock held") from None
    except OSError as error:
        files.refuse_read_only(error)
        raise
    return lock


def require_folder(folder: Path) -> None:
    """Raise what can be told of a vault without a secret: `MissingVault`, `MissingHeader`, or what
    `database.require_database` raises."""
    if not folder.is_dir():
        raise MissingVault("no folder")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise ReadOnlyFolder("not readable")
    if not os.path.lexists(folder / HEADER):
        if os.path.lexists(folder / DATABASE):
            raise MissingHeader("no header file")
        raise MissingVault("neither header nor database")
    database.require_database(folder / DATABASE)


def read_header(folder: Path) -> Header:
    """Return the header of a vault folder. Raises `MissingHeader`, `DamagedHeader` or `NewerFormat`."""
    path = folder / HEADER
    if not path.exists():
        raise MissingHeader("no header file")
    if not path.is_file():  # A pipe or a device would never end.
        raise DamagedHeader("not a file")
    with path.open("rb") as stream:
        return headers.decode(stream.read(headers.MAX_BYTES + 1))


@contextlib.contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Lend a hidden folder beside `target`, and give it that name when all is well and on the disk.

    A crash leaves at most the hidden folder, which nobody takes for a vault and the next try removes. Raises
    `AlreadyExists` or `ReadOnlyFolder`.
    """
    if os.path.lexists(target):
        raise AlreadyExists("something at the path")
    prefix = f".{target.name}.new-"
    fresh = target.with_name(prefix + secrets.token_hex(8))
    try:
        target.parent.mkdir(mode=files.OWNER_FOLDER, parents=True, exist_ok=True)
        for abandoned in target.parent.iterdir():
            if abandoned.name.startswith(prefix):
                shutil.rmtree(abandoned, ignore_errors=True)
        fresh.mkdir(mode=files.OWNER_FOLDER)
        yield fresh
        for name in (DATABASE, HEADER):
            files.sync_file(fresh / name)
        files.sync_folder(fresh)
        if os.path.lexists(target):
            raise AlreadyExists("something at the path")
        os.rename(fresh, target)
        files.sync_folder(target.parent)
    except OSError as error:
        files.refuse_read_only(error)
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _copy_attachments(source: Path, target: Path) -> None:
    if not source.is_dir():
        return
    target.mkdir(mode=files.OWNER_FOLDER)
    for path in source.iterdir():
        if path.is_file():
            with path.open("rb") as reader, open(target / path.name, "xb", opener=_owner_only) as writer:
                shutil.copyfileobj(reader, writer)
                writer.flush()
                os.fsync(writer.fileno())
    files.sync_folder(target)


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, files.OWNER_FILE)
