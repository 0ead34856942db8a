"""The two connections a program holds: one writer, one reader with a snapshot of its own.

Handed a `connect` function by whoever opened the vault; knows nothing of keys. Each connection is used
by one thread at a time (a lock sees to it), and a change is one transaction: it is on disk when
`change()` returns, and not at all when it raises.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Literal

from sqlalchemy import Connection as Connection  # re-exported: services name it, but never SQLAlchemy
from sqlalchemy import Engine, create_engine, event, pool

Role = Literal["writer", "reader", "migration"]
Connect = Callable[[Role], Any]
"""Opens a keyed DBAPI connection for a role; a migration runs with foreign keys off."""


def make_engine(connect: Connect, dbapi: ModuleType, role: Role) -> Engine:
    """An engine whose connections come from `connect(role)`. Error texts never hold bound values."""
    engine = create_engine(
        "sqlite://",
        module=dbapi,
        creator=lambda: connect(role),
        poolclass=pool.NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver is in autocommit mode; with an explicit BEGIN, DDL and savepoints are transactional.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if role == "writer" else "BEGIN")

    return engine


class Store:
    """An opened database."""

    def __init__(self, connect: Connect, dbapi: ModuleType) -> None:
        self._writer = make_engine(connect, dbapi, "writer").connect()
        self._reader = make_engine(connect, dbapi, "reader").connect()
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._changing: int | None = None  # the thread inside a change
        self._changes = 0

    @property
    def changes(self) -> int:
        """How many changes were made so far. What was read after asking this holds until it grows.

        Exact, since an opened database has no other writer.
        """
        return self._changes

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """One transaction on the writer. Committed to disk on leaving, rolled back on an error."""
        with self._writing:
            if self._writer.in_transaction():  # a change inside a change is part of it
                yield self._writer
                return
            with self._writer.begin():
                self._changing = threading.get_ident()
                try:
                    yield self._writer
                finally:
                    self._changing = None
            self._changes += 1  # not before it can be read

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot: sees every change committed before it began; inside a change, that change too.

        Never waits for another thread's reading, however long: the writer's connection serves then.
        """
        if self._changing == threading.get_ident():
            yield self._writer
        elif self._reading.acquire(blocking=False):
            try:
                yield from self._snapshot()
            finally:
                self._reading.release()
        else:
            with self.change() as c:
                yield c

    def _snapshot(self) -> Iterator[Connection]:
        if self._reader.in_transaction():
            yield self._reader
            return
        with self._reader.begin():
            yield self._reader

    def close(self) -> None:
        """Close both connections, after whatever they are doing."""
        with self._writing, self._reading:
            for connection in (self._reader, self._writer):
                if not connection.closed:
                    connection.close()
                    connection.engine.dispose()
