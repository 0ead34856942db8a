"""The worker for long work beside the vault's own two, in the same manner: answers come through one signal.

May import Qt's core.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mentor_desktop.ui.ask import Failed
from mentor_desktop.ui.backing.aside import Percent, Progress, Stopped

T = TypeVar("T")


class Beside(QObject):
    """Implements `Aside`. Callbacks never leave the window's thread."""

    _answer = Signal(object, object, object)  # number, value, error
    _far = Signal(object, int)  # number, percent

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="beside")
        self._numbers = itertools.count()
        self._waiting: dict[int, tuple[Callable[[Any], None], Failed, Percent]] = {}
        self._stops: dict[int, threading.Event] = {}
        self._answer.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._far.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(
        self, work: Callable[[Progress], T], then: Callable[[T], None], failed: Failed, told: Percent
    ) -> Callable[[], None]:
        """See `Aside.begin`."""
        number, stop = next(self._numbers), threading.Event()
        self._waiting[number] = (then, failed, told)
        self._stops[number] = stop
        self._pool.submit(self._run, number, work, stop)
        return stop.set

    def stop(self) -> None:
        """Stop everything; nobody hears of it any more."""
        self._waiting.clear()
        for stop in self._stops.values():
            stop.set()

    def join(self) -> None:
        """Wait until what was stopped has ended. Not for the window's thread while anything may go on."""
        self._pool.submit(_nothing).result()

    def end(self) -> None:
        """Stop everything, and wait for it; nothing can begin any more."""
        self.stop()
        self._pool.shutdown(wait=True)

    def _run(self, number: int, work: Callable[[Progress], Any], stop: threading.Event) -> None:
        last = -1

        def progress(share: float) -> None:
            nonlocal last
            if stop.is_set():
                raise Stopped
            percent = int(share * 100)
            if percent != last:
                last = percent
                self._far.emit(number, percent)

        value: Any = None
        error: BaseException | None = None
        try:
            if stop.is_set():
                raise Stopped
            value = work(progress)
        except BaseException as raised:
            error = raised
        self._answer.emit(number, value, error)

    @Slot(object, int)
    def _tell(self, number: int, percent: int) -> None:
        if number in self._waiting:
            self._waiting[number][2](percent)

    @Slot(object, object, object)
    def _deliver(self, number: int, value: Any, error: BaseException | None) -> None:
        self._stops.pop(number, None)
        asked = self._waiting.pop(number, None)
        if error is not None:
            error = error.with_traceback(None)  # its frames hold what the work held
        if asked is not None and error is not None:
            asked[1](error)
        elif asked is not None:
            asked[0](value)


def _nothing() -> None:
    """When this is done, so is everything before it."""
