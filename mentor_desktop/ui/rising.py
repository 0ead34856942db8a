"""A bar that rises while something of unknown length goes on: quick at first, never quite full. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentor_desktop.ui.timing import Delay

STEP_MS = 80
_WHOLE = 100


class Rising:
    """`show(percent)` is called from `start` to `stop`; at `expected_ms` the bar stands at 63."""

    def __init__(self, delay: Delay, show: Callable[[int], None], expected_ms: int) -> None:
        self._delay = delay
        self._show = show
        self._expected = expected_ms
        self._passed = 0
        self._cancel: Callable[[], None] | None = None

    def start(self) -> None:
        """From empty."""
        self.stop()
        self._passed = 0
        self._tick()

    def stop(self) -> None:
        """No further call."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _tick(self) -> None:
        self._show(min(round(_WHOLE * (1 - math.exp(-self._passed / self._expected))), _WHOLE - 1))
        self._passed += STEP_MS
        self._cancel = self._delay.after(STEP_MS, self._tick)
