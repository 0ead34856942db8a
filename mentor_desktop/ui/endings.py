"""The ways a program is ended from outside: a signal, or the end of the person's session.

Each becomes a call in the window's thread, so that half-typed text is saved as when the window is closed.
May import Qt.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class Endings(QObject):
    """Calls `end` for each of them. Python's own handlers run only between two lines of Python, which a
    waiting window never reaches: the signal's number is read from a socket instead."""

    def __init__(self, app: QGuiApplication, end: Callable[[], None]) -> None:
        super().__init__(app)
        self._end = end
        self._reads, self._writes = socket.socketpair()
        for side in (self._reads, self._writes):
            side.setblocking(False)
        self._former = {number: signal.signal(number, _taken) for number in SIGNALS}
        self._former_wakeup = signal.set_wakeup_fd(self._writes.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reads.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._came)
        app.commitDataRequest.connect(self._session_ends)

    def stop(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former_wakeup)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        self._reads.close()
        self._writes.close()

    def _came(self) -> None:
        try:
            numbers = self._reads.recv(64)
        except BlockingIOError:
            return
        if any(number in SIGNALS for number in numbers):
            self._end()

    def _session_ends(self) -> None:
        self._end()


def _taken(_number: int, _frame: object) -> None:
    """Keeps Python from ending the program by itself."""
