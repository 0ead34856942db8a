"""Delayed calls as a collaborator, so that tests turn the hands themselves. The Protocol needs no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid


class Delay(Protocol):
    """Calls something later."""

    def after(self, ms: int, call: Callable[[], None]) -> Callable[[], None]:
        """Calls `call` once in `ms` milliseconds; the returned function takes that back, if it still can."""
        ...


class QtDelay(QObject):
    """Delays by Qt's timers; what has not run ends with this object."""

    def after(self, ms: int, call: Callable[[], None]) -> Callable[[], None]:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(call)
        timer.timeout.connect(timer.deleteLater)
        timer.start(ms)

        def cancel() -> None:
            if isValid(timer):  # else it has run, or this object has ended
                timer.stop()
                timer.deleteLater()

        return cancel
