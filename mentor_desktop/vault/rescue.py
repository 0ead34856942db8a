"""Reading what is still readable of a damaged vault, and a new vault beside it to put that into.

A connection that met a damaged page can read no page any more, so each fault costs a new connection. May
import the modules below it here.
"""

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mentor_desktop.vault import database, files
from mentor_desktop.vault import header as headers
from mentor_desktop.vault.database import Connection
from mentor_desktop.vault.errors import RekeyUnfinished, VaultError
from mentor_desktop.vault.keyslots import subkey, wipe
from mentor_desktop.vault.vault import DATABASE, HEADER, Vault, new_folder, take_lock

WIDEST_GAP = 50_000  # row numbers that are tried one by one where no index tells which there are

Connect = Callable[[], Connection]


@contextlib.contextmanager
def new_beside(vault: Vault, target: Path) -> Iterator[Vault]:
    """Lend an empty vault with the same keys, opened by the same secrets; it gets its name when all is well.

    A failure leaves nothing at `target`. Raises `AlreadyExists`, `ReadOnlyFolder` or `RekeyUnfinished`.
    """
    header = vault.header()
    if any(slot.pending is not None for slot in header.slots):
        raise RekeyUnfinished("a slot holds a pending key")
    with new_folder(target) as fresh:
        with vault.lent_key() as lent:
            key, database_key = bytearray(lent), subkey(lent, header.vault_id, "db")
        try:
            database.make_database(fresh / DATABASE, database_key, header.vault_id)
        finally:
            wipe(database_key)
        files.write_new(fresh / HEADER, headers.encode(header))
        with Vault(fresh, header, key, take_lock(fresh)) as new:
            yield new


def columns_of(connect: Connect) -> dict[str, tuple[str, ...]]:
    """The tables of a database and their columns, without virtual tables and what lies behind them.

    Raises `DamagedDatabase` where even the list of tables cannot be read.
    """
    con = connect()
    try:
        names = [
            str(row[0])
            for row in con.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        ]
        return {
            name: tuple(str(row[1]) for row in con.execute(f"PRAGMA table_info({_quoted(name)})"))
            for name in names
        }
    except database.dbapi.Error as error:
        raise database.told(error) from None
    finally:
        con.close()


@dataclass
class TableReader:
    """Reads the rows of one table around its damaged pages."""

    connect: Connect
    table: str
    columns: Sequence[str]
    read: int = 0
    lost: int = 0  # rows that an index knows of and that cannot be read
    unsure: bool = False  # some may be missing that no index tells of
    _seen: set[int] = field(default_factory=set)

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Every row that can be read, each once, in no certain order after the first damaged page."""
        last, broken = yield from self._sweep("ASC")
        if not broken:
            return
        first, _broken = yield from self._sweep("DESC")
        known, whole = self._known()
        low = last + 1 if last is not None else 1
        high = first if first is not None else max(known, default=0) + 1
        tried = set(known)
        if high - low <= WIDEST_GAP:
            tried.update(range(low, high))
        else:
            self.unsure = True
        self.unsure = self.unsure or not whole
        for number in sorted(tried - self._seen):
            row, fault = self._one(number)
            if row is not None:
                yield self._taken(number, row)
            elif fault and number in known:
                self.lost += 1

    def _sweep(self, order: str) -> Generator[tuple[object, ...], None, tuple[int | None, bool]]:
        """Rows from one end on; returns the number of the last one read, and whether a fault ended it."""
        last: int | None = None
        try:
            with contextlib.closing(self.connect()) as con:
                for row in con.execute(f"{self._select()} ORDER BY rowid {order}"):
                    last = int(row[0])
                    if last not in self._seen:
                        yield self._taken(last, tuple(row[1:]))
        except (database.dbapi.Error, VaultError):
            return last, True
        return last, False

    def _taken(self, number: int, row: tuple[object, ...]) -> tuple[object, ...]:
        self._seen.add(number)
        self.read += 1
        return row

    def _one(self, number: int) -> tuple[tuple[object, ...] | None, bool]:
        """The row of a number, and whether a fault hid it."""
        try:
            with contextlib.closing(self.connect()) as con:
                row = con.execute(f"{self._select()} WHERE rowid = ?", (number,)).fetchone()
                return (None if row is None else tuple(row[1:])), False
        except (database.dbapi.Error, VaultError):
            return None, True

    def _known(self) -> tuple[set[int], bool]:
        """The numbers of rows that the indexes tell of, and whether one of them could be read whole."""
        known: set[int] = set()
        whole = False
        for index in self._indexes():
            try:
                with contextlib.closing(self.connect()) as con:
                    question = f"SELECT rowid FROM {_quoted(self.table)} INDEXED BY {_quoted(index)}"
                    for row in con.execute(question):
                        known.add(int(row[0]))
                    whole = True
            except (database.dbapi.Error, VaultError):
                continue
        return known, whole

    def _indexes(self) -> list[str]:
        try:
            with contextlib.closing(self.connect()) as con:
                listed = con.execute(f"PRAGMA index_list({_quoted(self.table)})").fetchall()
        except (database.dbapi.Error, VaultError):
            return []
        return [str(row[1]) for row in listed if not row[4]]  # a partial one does not know every row

    def _select(self) -> str:
        columns = ", ".join(_quoted(name) for name in self.columns)
        return f"SELECT rowid, {columns} FROM {_quoted(self.table)}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
