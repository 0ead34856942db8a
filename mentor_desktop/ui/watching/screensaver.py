"""Linux: locks when the desktop's own screen lock comes on. May import Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection

from mentor_desktop.ui.watching.bus import Ear

# Name and interface are the same; KDE sends from two paths, which does no harm.
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)


class ScreenSaver(QObject):
    """`bus` is the session's."""

    def __init__(self, bus: QDBusConnection, lock: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        self._ear = Ear(bus, self._came, self)
        for name, path in SAVERS:
            self._ear.listen(name, path, name, "ActiveChanged")

    def _came(self, _member: str, arguments: list[Any]) -> None:
        if arguments and arguments[0]:
            self._lock()
