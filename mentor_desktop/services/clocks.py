"""The computer's clocks, one small adapter for each system.

Two steady clocks are needed: one that runs while the laptop sleeps and one that does not; the
difference between them is the sleep.
"""

import sys
import time
from pathlib import Path

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.sessionclock import Reading

_NS = 1_000_000


def _linux() -> tuple[int, int]:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS, time.clock_gettime_ns(
        time.CLOCK_MONOTONIC
    ) // _NS


def _macos() -> tuple[int, int]:
    # CLOCK_MONOTONIC_RAW (4) runs on in sleep there, CLOCK_UPTIME_RAW (8) does not.
    return time.clock_gettime_ns(4) // _NS, time.clock_gettime_ns(8) // _NS


def _windows() -> tuple[int, int]:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    with_sleep, awake = ctypes.c_ulonglong(), ctypes.c_ulonglong()
    kernel.QueryInterruptTime(ctypes.byref(with_sleep))  # 100 ns steps
    kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))
    return with_sleep.value // 10_000, awake.value // 10_000


def _boot_id() -> str:
    """Something that differs after each restart of the computer."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        steady = _macos()[0] if sys.platform == "darwin" else time.monotonic_ns() // _NS
        # The moment of the start, to the minute: the wall clock may be corrected a little in between.
        return str(round((time.time() * 1000 - steady) / 60_000))


class SystemClock:
    """The real clocks."""

    def __init__(self) -> None:
        self._both = {"darwin": _macos, "win32": _windows}.get(sys.platform, _linux)
        self._boot_id = _boot_id()

    def reading(self) -> Reading:
        """One look at all of them, in milliseconds."""
        boot, awake = self._both()
        return Reading(Millis(time.time_ns() // _NS), boot, awake, self._boot_id)

    def zone(self) -> str:
        """The IANA zone the computer is set to, UTC if it does not say."""
        from mentor_desktop.services.places import system_zone

        return system_zone()
