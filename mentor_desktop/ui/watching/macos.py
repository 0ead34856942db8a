"""macOS: locks with the screen, before sleep (which a closed lid means), and on a switch of user.

Untested: written from the documented calls, and checked for its types alone. Plain C interfaces; no Qt.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

_WILL_SLEEP, _CAN_SLEEP = 0xE0000280, 0xE0000270
_NOTICES = (
    b"com.apple.screenIsLocked",
    b"com.apple.screensaver.didstart",
    b"com.apple.sessionDidMoveOffConsole",
)
_AT_ONCE, _UTF8 = 4, 0x08000100
_POINTER = ctypes.c_void_p
_Noticed = ctypes.CFUNCTYPE(None, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
_Power = ctypes.CFUNCTYPE(None, _POINTER, ctypes.c_uint32, ctypes.c_uint32, _POINTER)
_FRAMEWORKS = "/System/Library/Frameworks/"
_NONE: Any = None


def _call(library: Any, name: str, kinds: tuple[Any, ...], result: Any = None) -> Any:
    function = getattr(library, name)
    function.argtypes, function.restype = kinds, result
    return function


class MacWatch:
    """`lock(told)` locks and calls `told` when all is closed; sleep waits for that as long as it may."""

    def __init__(self, lock: Callable[[Callable[[], None]], None]) -> None:
        self._lock = lock
        # Kept as long as this object: the system calls them.
        self._noticed, self._power = _Noticed(self._notice), _Power(self._power_changes)
        self._root = 0
        self._core = self._kit = _NONE
        if sys.platform == "darwin":
            self._core = ctypes.CDLL(_FRAMEWORKS + "CoreFoundation.framework/CoreFoundation")
            self._kit = ctypes.CDLL(_FRAMEWORKS + "IOKit.framework/IOKit")
            self._listen()

    def _listen(self) -> None:
        p = _POINTER
        center = _call(self._core, "CFNotificationCenterGetDistributedCenter", (), p)()
        text = _call(self._core, "CFStringCreateWithCString", (p, ctypes.c_char_p, ctypes.c_uint32), p)
        add = _call(self._core, "CFNotificationCenterAddObserver", (p, p, _Noticed, p, p, ctypes.c_long))
        for name in _NOTICES:
            add(center, None, self._noticed, text(None, name, _UTF8), None, _AT_ONCE)
        port, notifier = p(), ctypes.c_uint32()
        register = _call(self._kit, "IORegisterForSystemPower", (p, p, _Power, p), ctypes.c_uint32)
        self._root = register(None, ctypes.byref(port), self._power, ctypes.byref(notifier))
        source = _call(self._kit, "IONotificationPortGetRunLoopSource", (p,), p)(port)
        loop = _call(self._core, "CFRunLoopGetMain", (), p)()
        modes = p.in_dll(self._core, "kCFRunLoopCommonModes")
        _call(self._core, "CFRunLoopAddSource", (p, p, p))(loop, source, modes)

    def stop(self) -> None:
        """Only let sleep pass from now on: the system drops the rest with the process."""
        self._lock = lambda told: told()

    def _notice(self, *_about: object) -> None:
        self._lock(_nothing)

    def _power_changes(self, _given: object, _service: int, message: int, which: int | None) -> None:
        def allow() -> None:
            _call(self._kit, "IOAllowPowerChange", (ctypes.c_uint32, ctypes.c_long))(self._root, which or 0)

        if message == _WILL_SLEEP:
            self._lock(allow)
        elif message == _CAN_SLEEP:
            allow()


def _nothing() -> None:
    """Nobody waits for it."""
