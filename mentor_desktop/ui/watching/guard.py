"""What watches over an open vault in the window: nobody touching it, and its files changing underneath.

May import Qt and services.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentor_desktop.services import vaults
from mentor_desktop.services.locking import IdlePolicy, idle_policy
from mentor_desktop.ui.ask import Ask
from mentor_desktop.ui.timing import Delay
from mentor_desktop.ui.watching.closing import close_what_is_open
from mentor_desktop.ui.watching.idle import IdleLock
from mentor_desktop.ui.watching.touches import Touches

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened
    from mentor_desktop.ui.shell.window import MainWindow

FILES_MS = 30_000


class Guard:
    """`begin` and `end` go with every opening and every lock."""

    def __init__(
        self, window: MainWindow, delay: Delay, ask: Ask, shown_to_someone: Callable[[], bool],
        lock: Callable[[], None],
    ) -> None:  # fmt: skip
        self._window, self._delay, self._ask = window, delay, ask
        self._opened: Opened | None = None
        self._idle = IdleLock(self._steady, delay, self._policy, window, shown_to_someone, lock)
        self._touches = Touches(self._idle, window)
        self._said = ""
        self._cancel: Callable[[], None] | None = None

    def begin(self, opened: Opened) -> None:
        """The vault is open."""
        self._opened, self._said = opened, ""
        self._idle.begin()
        self._touches.watch(True)
        self._look_around()

    def end(self) -> None:
        """It is about to lock: nothing may hang over the window."""
        self._touches.watch(False)
        self._idle.end()
        self._opened = None
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        close_what_is_open(self._window)

    def _steady(self) -> int:
        return self._opened.desk.clock.reading().boot if self._opened is not None else 0

    def _policy(self, tell: Callable[[IdlePolicy], None], failed: Callable[[], None]) -> None:
        assert self._opened is not None  # nothing is asked once it is closed
        desk = self._opened.desk
        self._ask.read(lambda: idle_policy(desk), tell, lambda _error: failed())

    def _look_around(self) -> None:
        opened = self._opened
        if opened is None:
            return

        def seen(sentence: str) -> None:
            if self._opened is opened and sentence not in ("", self._said):
                self._said = sentence
                self._window.add_banner(sentence, (), "warn")

        self._cancel = self._delay.after(FILES_MS, self._look_around)
        self._ask.read(lambda: vaults.surroundings(opened), seen, lambda _error: None)
