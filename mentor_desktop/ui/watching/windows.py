"""Windows: locks with the session, before sleep, on a switch of user and when the lid closes.

Untested: written from the documented messages, and checked for its types alone. May import Qt.
"""

from __future__ import annotations

import ctypes
import sys
import uuid
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

_POWER, _SUSPENDS, _SETTING = 0x0218, 0x0004, 0x8013  # WM_POWERBROADCAST and two of its kinds
_SESSION = 0x02B1  # WM_WTSSESSION_CHANGE
_LEFT = frozenset({2, 4, 6, 7})  # console or remote disconnected, logged off, locked
_LID = uuid.UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3")  # GUID_LIDSWITCH_STATE_CHANGE


class Setting(ctypes.Structure):
    """POWERBROADCAST_SETTING of one byte."""

    _fields_ = (("which", ctypes.c_ubyte * 16), ("length", ctypes.c_uint32), ("data", ctypes.c_ubyte))


class Message(ctypes.Structure):
    """MSG, as far as it is read."""

    _fields_ = (
        ("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("kind", ctypes.c_size_t),
        ("address", ctypes.c_size_t),
    )  # fmt: skip


class WindowsWatch(QAbstractNativeEventFilter):
    """Listens for what the system sends to one window, whose handle is `window`."""

    def __init__(self, window: int, lock: Callable[[], None]) -> None:
        super().__init__()
        self._window, self._lock = window, lock
        self._lid_known = False  # its state is told at once, which is no change
        app = QCoreApplication.instance()
        if sys.platform == "win32" and app is not None:
            app.installNativeEventFilter(self)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)
            ctypes.windll.user32.RegisterPowerSettingNotification(ctypes.c_void_p(window), _LID.bytes_le, 0)

    def stop(self) -> None:
        """No longer listen."""
        app = QCoreApplication.instance()
        if sys.platform == "win32" and app is not None:
            app.removeNativeEventFilter(self)
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(ctypes.c_void_p(self._window))

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        came = Message.from_address(int(message))
        left = came.message == _SESSION and came.kind in _LEFT
        if left or (came.message == _POWER and came.kind == _SUSPENDS):
            self._lock()
        elif came.message == _POWER and came.kind == _SETTING and came.address:
            self._lid(Setting.from_address(came.address))
        return False, 0

    def _lid(self, setting: Setting) -> None:
        if bytes(setting.which) != _LID.bytes_le:
            return
        if self._lid_known and setting.data == 0:
            self._lock()
        self._lid_known = True
