"""Runs work off the window's thread: one worker that writes, one that reads, answers back through one signal.

Callbacks never leave the window's thread, so a worker never holds the last reference to a widget. May import
Qt's core and the protocols of `ask`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mentor_desktop.ui.ask import Failed, TasksClosed

T = TypeVar("T")


class Tasks(QObject):
    """`write` and `read` return at once; answers come in the window's thread, in the order of their worker.

    `lost(error)` hears of a change that failed after nobody waited for it any more: it must be said
    somewhere.
    """

    # number, value, error. Plain objects: a C++ int would cut a large number off.
    _answer = Signal(object, object, object)

    def __init__(self, lost: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lost = lost
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._numbers = itertools.count()
        self._waiting: dict[int, tuple[Callable[[Any], None], Failed]] = {}
        self._kept: set[int] = set()
        self._open = True
        self._answer.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """A change; see `Ask.write`. After `close` it is refused with TasksClosed."""
        number = self._number(then, failed)
        if self._open:
            self._kept.add(number)
            self._writer.submit(self._run, number, work, True)
        else:
            self._refuse(number)

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """A question; see `Ask.read`. After `close` it is refused with TasksClosed."""
        number = self._number(then, failed)
        if self._open:
            self._reader.submit(self._run, number, work, False)
        else:
            self._refuse(number)

    def forget(self) -> None:
        """Drops every answer that is due and every question not yet begun; changes still run."""
        self._waiting.clear()

    def close(self, last: Callable[[], None], then: Callable[[], None]) -> None:
        """Forgets, lets queued changes run, then `last` in the writer when the reader is idle, then `then`
        here.

        A `last` that raises is told to `lost`, and `then` is called all the same. A second call does nothing.
        """
        if not self._open:
            return
        self._open = False
        self.forget()
        reader_idle = self._reader.submit(_nothing)
        number = self._number(lambda _value: then(), lambda error: self._ended(error, then))
        self._writer.submit(self._run, number, lambda: _finish(reader_idle, last), True)
        self._reader.shutdown(wait=False)
        self._writer.shutdown(wait=False)

    def _number(self, then: Callable[[Any], None], failed: Failed) -> int:
        number = next(self._numbers)
        self._waiting[number] = (then, failed)
        return number

    def _refuse(self, number: int) -> None:
        self._answer.emit(number, None, TasksClosed())

    def _run(self, number: int, work: Callable[[], Any], always: bool) -> None:
        if not always and number not in self._waiting:
            return
        value: Any = None
        error: BaseException | None = None
        try:
            value = work()
        except BaseException as raised:
            error = raised
        self._answer.emit(number, value, error)

    @Slot(object, object, object)
    def _deliver(self, number: int, value: Any, error: BaseException | None) -> None:
        asked = self._waiting.pop(number, None)
        kept = number in self._kept
        self._kept.discard(number)
        if error is not None:
            # The frames hold what the work held; the window must not keep that alive.
            error = error.with_traceback(None)
            if asked is not None:
                asked[1](error)
            elif kept:
                self._lost(error)
        elif asked is not None:
            asked[0](value)

    def _ended(self, error: BaseException, then: Callable[[], None]) -> None:
        self._lost(error)
        then()


def _nothing() -> None:
    """The reader's last job: when it is done, the reader is idle."""


def _finish(reader_idle: Future[None], last: Callable[[], None]) -> None:
    reader_idle.result()
    last()
