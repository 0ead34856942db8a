"""Covering and locking by key: the shield covers at once, and Ctrl L knows when to lock.

While a session runs, the first Ctrl L only covers, so that a slip does not end the notes; the second locks.
Whether one runs is asked of the vault after the cover is up, so that the key works at once. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Coverable(Protocol):
    """The window."""

    def cover(self) -> None:
        """Hide everything."""
        ...

    def uncover(self) -> None:
        """Show it again."""
        ...

    def covered(self) -> bool:
        """Whether it is hidden."""
        ...


AskRunning = Callable[[Callable[[bool], None]], None]
"""Tells whether a session runs, or False where nobody knows."""


class Shield:
    """Decides what the shield's and the lock's keys do."""

    def __init__(self, window: Coverable, ask_running: AskRunning, lock: Callable[[], None]) -> None:
        self._window = window
        self._ask_running = ask_running
        self._lock = lock

    def cover(self) -> None:
        """The shield's key."""
        self._window.cover()

    def uncover(self) -> None:
        """The same key again, or the button: nothing is asked for."""
        self._window.uncover()

    def lock(self) -> None:
        """The lock's key."""
        if self._window.covered():
            self._lock()
            return
        self._window.cover()
        self._ask_running(self._known)

    def _known(self, running: bool) -> None:
        # Someone who came back meanwhile did not want to lock any more.
        if not running and self._window.covered():
            self._lock()
