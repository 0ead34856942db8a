"""How dear one guess at the passphrase is: the cost of Argon2id, its bounds and its measurement.

May import `cryptography`, errors and the standard library.
"""

import contextlib
import ctypes
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from mentor_desktop.vault.errors import NotEnoughMemory

KEY_BYTES = 32

# What a reader accepts. The upper bounds are checked before any memory is asked for; the lower ones are the
# OWASP Password Storage minimum (19 MiB), so that a weakened header is refused.
MIN_MEMORY_KIB, MAX_MEMORY_KIB = 19 * 1024, 1024 * 1024
MIN_PASSES, MAX_PASSES = 1, 20
MIN_LANES, MAX_LANES = 1, 16

# What a writer chooses: never below the second recommended option of RFC 9106.
SHIPPED_MEMORY_KIB = 64 * 1024
SHIPPED_PASSES = 3
SHIPPED_LANES = 4
_START_MEMORY_KIB = 256 * 1024

_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Work:
    """The cost of one Argon2id derivation: memory in KiB, passes over it, and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def within_bounds(self) -> bool:
        """Whether a reader may spend this much, and whether it is enough."""
        return (
            MIN_MEMORY_KIB <= self.memory_kib <= MAX_MEMORY_KIB
            and MIN_PASSES <= self.passes <= MAX_PASSES
            and MIN_LANES <= self.lanes <= MAX_LANES
        )


def derive(prepared: bytearray, salt: bytes, work: Work) -> bytearray:
    """Return the 32 bytes that Argon2id makes of a prepared passphrase. Lets other threads run meanwhile.

    Raises `ValueError` outside the bounds and `NotEnoughMemory` where the system has too little.
    """
    if not work.within_bounds():
        raise ValueError("Argon2id cost outside the bounds")
    function = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=work.passes, lanes=work.lanes, memory_cost=work.memory_kib
    )
    try:
        # Any buffer will do; the library's own annotation says less.
        return bytearray(function.derive(cast(bytes, prepared)))
    except MemoryError:
        raise NotEnoughMemory("Argon2id memory") from None
    finally:
        _overwrite(len(prepared), len(salt))


def _overwrite(secret_bytes: int, salt_bytes: int) -> None:
    """Let the library use the block anew in which it leaves a copy of the secret: it frees it as it is.

    The least derivation with lengths alike asks for blocks alike, and a thread gets back what it freed last.
    """
    with contextlib.suppress(MemoryError):
        least = Argon2id(salt=bytes(salt_bytes), length=KEY_BYTES, iterations=1, lanes=1, memory_cost=8)
        least.derive(bytes(secret_bytes))


def measure(work: Work) -> float:
    """Return how many milliseconds one derivation takes on this machine."""
    started = time.perf_counter()
    derive(bytearray(b"a passphrase to measure with"), bytes(16), work)
    return (time.perf_counter() - started) * 1000


def calibrate(target_ms: int = 750, *, timed: Callable[[Work], float] = measure) -> Work:
    """Return the cost that takes about `target_ms` milliseconds here, and never less than the shipped floor.

    Memory is dearer to an attacker than passes, so it starts at 256 MiB (less where RAM is small) and is
    halved only while the floor of three passes takes over a third longer than asked; what is left of the
    time goes into passes.
    """
    lanes = min(SHIPPED_LANES, os.cpu_count() or 1)
    memory = _start_memory_kib()
    while True:
        try:
            spent = timed(Work(memory, SHIPPED_PASSES, lanes))
        except NotEnoughMemory:
            if memory == SHIPPED_MEMORY_KIB:
                raise
            spent = float("inf")
        if memory == SHIPPED_MEMORY_KIB or spent <= target_ms * 4 / 3:
            break
        memory = max(memory // 2, SHIPPED_MEMORY_KIB)
    passes = round(SHIPPED_PASSES * target_ms / max(spent, 1.0))
    return Work(memory, min(max(passes, SHIPPED_PASSES), MAX_PASSES), lanes)


def _start_memory_kib() -> int:
    memory = _physical_memory()
    if memory >= 4 * _GIB:
        return _START_MEMORY_KIB
    return _START_MEMORY_KIB // 2 if memory >= 2 * _GIB else SHIPPED_MEMORY_KIB


if sys.platform == "win32":

    class _MemoryStatus(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        ]

    def _physical_memory() -> int:
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total)

else:

    def _physical_memory() -> int:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
