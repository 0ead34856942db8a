"""Asks Windows and macOS to leave the program's windows out of what others are shown of the screen.

It is a wish: no system promises it. The calls to the systems are untested; what is decided here is not. May
import Qt.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from mentor_desktop.services.device import Device

Apply = Callable[[int, bool], None]
"""Hides the window of a system handle, or shows it again."""

_EXCLUDED, _NORMAL = 0x11, 0  # WDA_EXCLUDEFROMCAPTURE, WDA_NONE
_NOT_SHARED, _READ_ONLY = 0, 1  # NSWindowSharingNone, NSWindowSharingReadOnly


class CaptureWish(QObject):
    """Says it to each window every time one is shown: a system forgets it when a window is hidden."""

    def __init__(self, wanted: Callable[[], bool], apply: Apply, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted, self._apply = wanted, apply
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def again(self) -> None:
        """The setting was changed: say it to every window that is there."""
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._say(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._say(watched)
        return False

    def _say(self, window: QWidget) -> None:
        self._apply(int(window.winId()), self._wanted())


def keep_out(app: QApplication, device: Device) -> Callable[[], None]:
    """Say it from now on, as the setting says. Call what is returned after the setting was changed."""
    apply = system_apply()
    if apply is None:
        return _nothing
    return CaptureWish(lambda: bool(device.get("hide_from_capture")), apply, app).again


def system_apply() -> Apply | None:
    """How this system is asked; None where it cannot be."""
    if sys.platform == "win32":
        return _windows
    if sys.platform == "darwin":
        return _macos
    return None


def _windows(handle: int, hidden: bool) -> None:
    if sys.platform == "win32":
        affinity = ctypes.windll.user32.SetWindowDisplayAffinity
        affinity(ctypes.c_void_p(handle), ctypes.c_uint32(_EXCLUDED if hidden else _NORMAL))


def _macos(handle: int, hidden: bool) -> None:
    """The handle is that of an NSView, whose window is asked."""
    objc: Any = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = (ctypes.c_char_p,)
    pointer = ctypes.c_void_p
    send = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value or 0
    window_of = ctypes.CFUNCTYPE(pointer, pointer, pointer)(send)
    share = ctypes.CFUNCTYPE(None, pointer, pointer, ctypes.c_ulong)(send)
    window = window_of(handle, objc.sel_registerName(b"window"))
    if window:
        share(window, objc.sel_registerName(b"setSharingType:"), _NOT_SHARED if hidden else _READ_ONLY)


def _nothing() -> None:
    """This system cannot be asked."""
