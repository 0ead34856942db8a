"""Locks when nobody has touched the program for a while. No Qt.

Counted on the steady clock that runs on in sleep, never on the wall clock. While a session runs nothing
happens: who listens touches nothing. Only where the screen is shown to someone is it covered after a while.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mentor_desktop.services.locking import STRICT, IdlePolicy
from mentor_desktop.ui.timing import Delay

MINUTE = 60_000  # ms
COVER_AFTER = 3 * MINUTE  # while the screen is being shown to someone
_LOOK = MINUTE  # at least this often; a timer may be a twentieth late
_SOON = 50_000  # from then on the vault is asked what holds
_SHORTEST = 250

AskPolicy = Callable[[Callable[[IdlePolicy], None], Callable[[], None]], None]
"""Asks the vault what holds and tells it; the second function is called where it cannot say."""


class Screen(Protocol):
    """What can be done about it."""

    def cover(self) -> None:
        """Hide everything."""
        ...

    def uncover(self) -> None:
        """Show it again."""
        ...

    def covered(self) -> bool:
        """Whether it is hidden."""
        ...


class IdleLock:
    """`steady` gives milliseconds of a clock that runs in sleep and cannot be set."""

    def __init__(
        self, steady: Callable[[], int], delay: Delay, ask: AskPolicy, screen: Screen,
        shown_to_someone: Callable[[], bool], lock: Callable[[], None],
    ) -> None:  # fmt: skip
        self._steady, self._delay, self._ask, self._screen = steady, delay, ask, screen
        self._shown, self._lock = shown_to_someone, lock
        self._last = 0
        self._policy = STRICT
        self._round = 0  # answers of an earlier opening are not heard
        self._on = self._asking = self._covered_here = False
        self._cancel: Callable[[], None] | None = None

    def begin(self) -> None:
        """A vault was opened."""
        self.end()
        self._on, self._last, self._policy = True, self._steady(), STRICT
        self._find_out()
        self._wait()

    def end(self) -> None:
        """It is being closed."""
        self._on = self._asking = self._covered_here = False
        self._round += 1
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def touched(self) -> bool:
        """Someone did something. True where that came too late and must reach nothing."""
        if not self._on:
            return False
        if self._overdue():
            self._late()
            return self._covered_here
        self._last = self._steady()
        return False

    def look(self) -> None:
        """The program may just have woken: see to it before anything is shown."""
        if self._on and self._overdue():
            self._late()

    def _idle(self) -> int:
        return self._steady() - self._last

    def _overdue(self) -> bool:
        return 0 < self._policy.minutes * MINUTE <= self._idle()

    def _late(self) -> None:
        """Cover first, unless a session is known to run: the answer of the vault may take a while."""
        if not self._policy.running and not self._screen.covered():
            self._screen.cover()
            self._covered_here = True
        self._find_out()

    def _tick(self) -> None:
        self._cancel = None
        if self._overdue():
            self._late()
        elif self._idle() >= _SOON:
            self._find_out()
        if self._shown() and self._idle() >= COVER_AFTER:
            self._screen.cover()
        self._wait()

    def _find_out(self) -> None:
        if self._asking:
            return
        self._asking = True
        asked = self._round

        def answered(policy: IdlePolicy) -> None:
            if asked == self._round:
                self._asking = False
                self._policy = policy
                self._judge()

        self._ask(answered, lambda: answered(STRICT))

    def _judge(self) -> None:
        if not self._overdue() or self._policy.running:
            self._come_back()
        else:
            self._covered_here = False
            self._lock()

    def _come_back(self) -> None:
        if self._covered_here:
            self._covered_here = False
            self._screen.uncover()

    def _wait(self) -> None:
        idle = self._idle()
        limits = [_SOON, COVER_AFTER, self._policy.minutes * MINUTE]
        next_limit = min((limit - idle for limit in limits if limit > idle), default=_LOOK)
        self._cancel = self._delay.after(max(_SHORTEST, min(next_limit, _LOOK)), self._tick)
