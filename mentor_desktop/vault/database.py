"""`notes.db`: the only module that speaks to the cipher library, and the one list of what a connection needs.

May import sqlcipher3, errors and the standard library.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2

from mentor_desktop.vault.errors import (
    DamagedDatabase,
    DatabaseUnavailable,
    EmptyDatabase,
    ForeignDatabase,
    MissingDatabase,
    OldDatabaseLibrary,
    ReadOnlyFolder,
    VaultError,
    VaultInUse,
)
from mentor_desktop.vault.files import OWNER_FILE

Role = Literal["writer", "reader", "short", "migration"]

dbapi: Any = dbapi2

MIN_SQLITE = (3, 51, 3)
"""Versions before this one can corrupt a database in WAL mode when the log is reset."""

PAGE_BYTES = 4096
BUSY_SECONDS = 10.0
_PLAIN_DATABASE = b"SQLite format 3\x00"

# Set on every connection, in this order, after the key. The last one is the library's default: with it on,
# bulk writing is eight times slower, and it cannot be switched off again in the same process.
_COMMON = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("secure_delete", "ON"),
    ("temp_store", "MEMORY"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("mmap_size", "0"),
    ("cipher_memory_security", "OFF"),
)

# Cache sizes are negative because SQLite then counts in KiB. A migration must not have foreign keys on:
# dropping a parent table while it is rebuilt would delete its children.
_BY_ROLE: dict[Role, tuple[tuple[str, str], ...]] = {
    "writer": (("foreign_keys", "ON"), ("cache_size", "-4096")),
    "reader": (("foreign_keys", "ON"), ("cache_size", "-16384"), ("query_only", "ON")),
    "short": (("foreign_keys", "ON"), ("cache_size", "-4096")),
    "migration": (("foreign_keys", "OFF"), ("cache_size", "-16384")),
}

_BY_ERROR: dict[str, type[VaultError]] = {
    "SQLITE_NOTADB": DamagedDatabase,
    "SQLITE_CORRUPT": DamagedDatabase,
    "SQLITE_CANTOPEN": MissingDatabase,
    "SQLITE_READONLY": ReadOnlyFolder,
    "SQLITE_PERM": ReadOnlyFolder,
    "SQLITE_BUSY": VaultInUse,
    "SQLITE_LOCKED": VaultInUse,
}


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """A connection that tells its vault when it is closed, so that the vault keeps no dead ones."""

    on_close: Callable[["Connection"], None] | None = None

    def close(self) -> None:
        """Close; what was not committed is rolled back."""
        super().close()
        if self.on_close is not None:
            self.on_close(self)


def require_sound_library(version: str = dbapi2.sqlite_version) -> None:
    """Raise `OldDatabaseLibrary` for a SQLite that has the fault in resetting the log."""
    if tuple(int(part) for part in version.split(".")) < MIN_SQLITE:
        raise OldDatabaseLibrary("SQLite below 3.51.3")


def require_database(path: Path) -> None:
    """Raise what can be told of a database file without a key: `MissingDatabase`, `EmptyDatabase`,
    `ForeignDatabase` (not encrypted) or `DamagedDatabase` (shorter than a page).

    SQLite itself would take a file of no byte, or of one, for a new database under any key.
    """
    if not path.is_file():
        raise MissingDatabase("no database file")
    size = path.stat().st_size
    if size == 0:
        raise EmptyDatabase("database of no bytes")
    with path.open("rb") as stream:
        if stream.read(len(_PLAIN_DATABASE)) == _PLAIN_DATABASE:
            raise ForeignDatabase("database not encrypted")
    if size < PAGE_BYTES:
        raise DamagedDatabase("database shorter than a page")


def make_database(path: Path, key: bytearray, vault_id: bytes) -> None:
    """Make the encrypted database of a new vault, which holds the vault's id and nothing else."""
    _make_file(path)
    con = _keyed(path, key, "short")
    try:
        con.execute("CREATE TABLE vault(vault_id BLOB NOT NULL)")
        con.execute("INSERT INTO vault(vault_id) VALUES (?)", (vault_id,))
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        con.close()


def copy_database(source: Connection, path: Path) -> None:
    """Copy the database, as it stands in one moment and under the same key, into a new file.

    A writer is not held up; what it has not committed is left out. Raises `DamagedDatabase` if a page cannot
    be read. SQLite's backup call would not do: it copies such a page as zeros, seals it, and reports nothing.
    """
    _make_file(path)
    try:
        source.execute("VACUUM INTO ?", (path.absolute().as_uri(),)).fetchall()
    except dbapi.Error as error:
        raise told(error) from None


def change_key(path: Path, key: bytearray, fresh: bytearray) -> None:
    """Put a database that is nobody's yet under another key. A failure leaves a file that is worth nothing.

    Raises `DamagedDatabase`, `DatabaseUnavailable` and the other errors of the library.
    """
    con, spelled = _keyed(path, key, "short"), _spelled(fresh)
    try:
        con.execute("PRAGMA journal_mode = MEMORY").fetchall()  # the original stands beside it
        con.reset_key(spelled)
    except dbapi.Error as error:
        raise told(error) from None
    finally:
        spelled[:] = bytes(len(spelled))
        con.close()


def open_connection(path: Path, key: bytearray, vault_id: bytes, role: Role) -> Connection:
    """Return a connection to the vault's database, with key and settings; it starts no transaction by itself.

    Raises the errors of `require_database`, and `DamagedDatabase`, `ForeignDatabase`, `ReadOnlyFolder`,
    `VaultInUse`, `DatabaseUnavailable` or `OldDatabaseLibrary`.
    """
    require_database(path)
    con = _keyed(path, key, role)
    try:
        if not _is_own(con, vault_id):
            raise ForeignDatabase("another vault's database")
    except dbapi.Error as error:
        con.close()
        raise told(error) from None
    except BaseException:
        con.close()
        raise
    return con


def open_copy(path: Path, key: bytearray, vault_id: bytes, *, log: bool = False) -> Connection:
    """Return a connection to a copy that is read where it lies: nothing is written beside it or into it.

    With `log` what a log beside it holds is read too, which leaves `-shm` there. Raises the errors of
    `open_connection`.
    """
    require_database(path)
    con: Connection | None = None
    try:
        con = dbapi.connect(
            path.absolute().as_uri() + ("?mode=ro" if log else "?mode=ro&immutable=1"),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        )
        con.execute("PRAGMA cipher_log_level = NONE").fetchall()
        _set_key(con, key)
        con.execute("PRAGMA trusted_schema = OFF").fetchall()
        con.execute("PRAGMA temp_store = MEMORY").fetchall()
        con.execute("PRAGMA cache_size = -16384").fetchall()
        if not _is_own(con, vault_id):
            raise ForeignDatabase("another vault's database")
    except dbapi.Error as error:
        if con is not None:
            con.close()
        raise told(error) from None
    except BaseException:
        if con is not None:
            con.close()
        raise
    return con


def findings(con: Connection) -> list[str]:
    """Return what SQLite and the cipher find wrong with the database; nothing means sound."""
    return [*page_findings(con), *structure_findings(con)]


def page_findings(con: Connection) -> list[str]:
    """Return which pages of the file do not bear the seal of the vault's key. A log is left out."""
    return _found(con, "cipher_integrity_check")


def structure_findings(con: Connection) -> list[str]:
    """Return what is wrong in how tables and indexes hang together."""
    return _found(con, "integrity_check")


def _found(con: Connection, pragma: str) -> list[str]:
    try:
        return [row[0] for row in con.execute(f"PRAGMA {pragma}") if row[0] != "ok"]
    except dbapi.Error as error:
        return [f"{pragma}: {getattr(error, 'sqlite_errorname', 'failed')}"]


def told(error: Exception) -> VaultError:
    """Return the vault's own error for one of the database library."""
    name = "_".join(getattr(error, "sqlite_errorname", "SQLITE_ERROR").split("_")[:2])
    return _BY_ERROR.get(name, DatabaseUnavailable)(name)


def _make_file(path: Path) -> None:
    # Made here and not by SQLite, which would let others read it; the log takes over its mode.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_FILE))


def _keyed(path: Path, key: bytearray, role: Role) -> Connection:
    require_sound_library()
    con: Connection | None = None
    try:
        con = dbapi.connect(
            # `rw` and never `rwc`: a database that has gone must not come back empty.
            path.absolute().as_uri() + "?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        )
        _prepare(con, key, role)
    except dbapi.Error as error:
        if con is not None:
            con.close()
        raise told(error) from None
    except BaseException:
        if con is not None:
            con.close()
        raise
    return con


def _prepare(con: Connection, key: bytearray, role: Role) -> None:
    # Before the key, since a wrong one would be written to the standard error stream.
    con.execute("PRAGMA cipher_log_level = NONE").fetchall()
    _set_key(con, key)
    if con.execute("PRAGMA cipher_version").fetchone() is None:
        raise OldDatabaseLibrary("SQLite without a cipher")
    con.execute("SELECT count(*) FROM sqlite_master").fetchone()  # The key is tried only here.
    con.enable_load_extension(False)
    for name, value in _COMMON + _BY_ROLE[role]:
        con.execute(f"PRAGMA {name} = {value}").fetchall()


def _set_key(con: Connection, key: bytearray) -> None:
    spelled = _spelled(key)
    try:
        con.set_key(spelled)
    finally:
        spelled[:] = bytes(len(spelled))


def _spelled(key: bytearray) -> bytearray:
    # Any other length would silently be taken for a passphrase.
    if len(key) != 32:
        raise ValueError("a raw key has 32 bytes")
    # In a buffer and not in a statement, so that it can be wiped and no cache of statements keeps it.
    spelled = bytearray(b"x'")
    for byte in key:
        spelled += b"%02x" % byte
    spelled += b"'"
    return spelled


def _is_own(con: Connection, vault_id: bytes) -> bool:
    if con.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'vault'").fetchone() is None:
        return False
    rows: list[tuple[object]] = con.execute("SELECT vault_id FROM vault LIMIT 2").fetchall()
    return rows == [(vault_id,)]
