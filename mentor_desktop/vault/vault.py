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

from mentor_desktop.vault import database, files
from mentor_desktop.vault import header as headers
from mentor_desktop.vault.database import Connection, Role
from mentor_desktop.vault.errors import (
    AlreadyExists,
    DamagedHeader,
    MissingHeader,
    MissingVault,
    ReadOnlyFolder,
    RekeyUnfinished,
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

    def __init__(self, folder: Path, header: Header, vault_key: bytearray, lock: FileLock) -> None:
        """Take over the key and the lock, and try the database with them; on an error both are let go."""
        self.folder = folder
        self.vault_id = header.vault_id.hex()
        self._header = header
        self._lock = lock
        self._vault_key = vault_key
        self._database_key = subkey(vault_key, header.vault_id, "db")
        self._connections: list[Connection] = []
        self._guard = threading.RLock()
        self._open = True
        try:
            self.connect("short").close()
        except BaseException:
            self._let_go()
            raise

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
            con = database.open_connection(
                self.folder / DATABASE, self._database_key, self._header.vault_id, role
            )
            con.on_close = self._forget
            self._connections.append(con)
            return con

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
                # What a log still holds is safe where it is, so a failure here loses nothing.
                with (
                    contextlib.suppress(VaultError, self.dbapi.Error),
                    contextlib.closing(self.connect("short")) as con,
                ):
                    con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._let_go()

    def slot_kinds(self) -> frozenset[Kind]:
        """Return the kinds of secret that open this vault."""
        return frozenset(slot.kind for slot in self._header.slots)

    def replace_slots(self, fresh: tuple[Slot, ...]) -> None:
        """Write a header in which these slots stand in place of all slots of their kinds."""
        with self._guard:
            self._require_open()
            if any(slot.pending for slot in self._header.slots):
                raise RekeyUnfinished("a slot holds a pending key")
            replaced = {slot.kind for slot in fresh}
            kept = tuple(slot for slot in self._header.slots if slot.kind not in replaced)
            header = sign(self._vault_key, self._header.vault_id, kept + fresh)
            try:
                files.replace(self.folder / HEADER, headers.encode(header))
            except OSError as error:
                files.refuse_read_only(error)
                raise
            self._header = header

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

    def _require_open(self) -> None:
        if not self._open:
            raise VaultClosed("vault closed")

    def _forget(self, con: Connection) -> None:
        with self._guard, contextlib.suppress(ValueError):
            self._connections.remove(con)

    def _let_go(self) -> None:
        self._open = False
        wipe(self._vault_key, self._database_key)
        self._lock.release()


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
