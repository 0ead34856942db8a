"""The two connections a program holds: one writer, one reader with a snapshot of its own.

Handed a `connect` function by whoever opened the vault; knows nothing of keys. Each connection is used
by one thread at a time (a lock sees to it), and a change is one transaction: it is on disk when
`change()` returns, and not at all when it raises.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import ModuleType
from typing import Any, Literal

from sqlalchemy import Connection as Connection  # re-exported: services name it, but never SQLAlchemy
from sqlalchemy import Engine, create_engine, event, pool

# What goes wrong is told by exceptions; without a handler Python would print it on standard error as well.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

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


_calling = threading.local()  # what opens the connection that this thread is about to make


@lru_cache(maxsize=8)
def _lasting(dbapi: ModuleType, role: Role) -> Engine:
    """The one engine of a role. It keeps the statements it compiled, so that a vault that is opened again
    compiles none; of a vault, its key or its connections it keeps nothing."""
    return make_engine(lambda wanted: _calling.connect(wanted), dbapi, role)


def _connected(connect: Connect, dbapi: ModuleType, role: Role) -> Connection:
    _calling.connect = connect
    try:
        return _lasting(dbapi, role).connect()
    finally:
        del _calling.connect


class Store:
    """An opened database."""

    def __init__(self, connect: Connect, dbapi: ModuleType, *, read_only: bool = False) -> None:
        """`read_only` is for a damaged database: every change fails, and a reading that met a damaged page
        does not spoil the next one."""
        self._connect, self._dbapi, self._read_only = connect, dbapi, read_only
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._dial()
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

        Never waits for another thread's reading, however long: the writer's connection serves then. Of a
        damaged database it does wait, since a spoilt connection is told and made anew in one place.
        """
        if self._changing == threading.get_ident():
            yield self._writer
        elif self._reading.acquire(blocking=self._read_only):
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
        try:
            with self._reader.begin():
                yield self._reader
        except BaseException:
            if self._read_only:  # a connection that met a damaged page can read no page any more
                with self._writing:
                    self._hang_up()
                    self._dial()
            raise

    @contextmanager
    def away(self) -> Iterator[None]:
        """Both connections are closed while this lasts and made anew after; who asks meanwhile waits."""
        with self._writing, self._reading:
            self._hang_up()
            try:
                yield
            finally:
                self._dial()

    def close(self) -> None:
        """Close both connections, after whatever they are doing."""
        with self._writing, self._reading:
            self._hang_up()

    def _dial(self) -> None:
        role: Role = "reader" if self._read_only else "writer"
        self._writer = _connected(self._connect, self._dbapi, role)
        self._reader = _connected(self._connect, self._dbapi, "reader")

    def _hang_up(self) -> None:
        for connection in (self._reader, self._writer):
            if not connection.closed:
                connection.close()
