"""Which of the system's signals lock the vault, by platform. May import Qt."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

LockThen = Callable[[Callable[[], None]], None]
"""Locks and calls the function when all is closed."""


class Watch(Protocol):
    """Something that listens."""

    def stop(self) -> None:
        """No longer hold the system up."""
        ...


def watch(window: QWidget, lock: LockThen) -> Watch | None:
    """Listen from now on; None where there is nobody to listen to."""
    if sys.platform == "win32":
        from mentor_desktop.ui.watching.windows import WindowsWatch

        return WindowsWatch(int(window.winId()), lambda: lock(_nothing))
    if sys.platform == "darwin":
        from mentor_desktop.ui.watching.macos import MacWatch

        return MacWatch(lock)
    return _linux(window, lock)


def _linux(window: QWidget, lock: LockThen) -> Watch | None:
    from PySide6.QtDBus import QDBusConnection

    from mentor_desktop.ui.watching.logind import Logind
    from mentor_desktop.ui.watching.screensaver import ScreenSaver

    session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
    if session.isConnected():
        ScreenSaver(session, lambda: lock(_nothing), window)
    return Logind(system, lock, window) if system.isConnected() else None


def _nothing() -> None:
    """Nobody waits for it."""
