"""Linux: locks before sleep, when the session is locked or left, and when the lid closes. May import Qt.

Sleep is held up until the half-typed text is on the disk and the key is gone, as long as the system allows.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection

from mentor_desktop.ui.watching.bus import PROPERTIES, Ear

LOGIN, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"


class Logind(QObject):
    """`lock(told)` locks and calls `told` when all is closed. `bus` is the system's."""

    def __init__(
        self, bus: QDBusConnection, lock: Callable[[Callable[[], None]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lock = lock
        self._holding: int | None = None  # a file that holds sleep up while it is open
        self._ear = Ear(bus, self._came, self)
        self._ear.listen(LOGIN, PATH, MANAGER, "PrepareForSleep")
        self._ear.listen("org.freedesktop.UPower", "/org/freedesktop/UPower", PROPERTIES, "PropertiesChanged")
        own = os.environ.get("XDG_SESSION_ID")
        if own:
            self._find_session(own)
        else:
            self._ear.ask(
                LOGIN, f"{PATH}/session/auto", PROPERTIES, "Get", [SESSION, "Id"], self._told_session
            )
        self._hold_up()

    def stop(self) -> None:
        """Sleep is no longer held up."""
        if self._holding is not None:
            os.close(self._holding)
            self._holding = None

    def _told_session(self, found: list[Any]) -> None:
        self._find_session(str(found[0].variant()))

    def _find_session(self, name: str) -> None:
        self._ear.ask(LOGIN, PATH, MANAGER, "GetSession", [name], self._watch_session)

    def _watch_session(self, found: list[Any]) -> None:
        path = found[0].path()
        self._ear.listen(LOGIN, path, SESSION, "Lock")
        self._ear.listen(LOGIN, path, PROPERTIES, "PropertiesChanged")

    def _hold_up(self) -> None:
        why = ["sleep", "Mentor Desktop", "Closing the vault", "delay"]
        self._ear.ask(LOGIN, PATH, MANAGER, "Inhibit", why, self._held)

    def _held(self, found: list[Any]) -> None:
        self.stop()
        self._holding = os.dup(found[0].fileDescriptor())

    def _came(self, member: str, arguments: list[Any]) -> None:
        if member == "PrepareForSleep" and not arguments[0]:
            self._hold_up()
        elif member == "PropertiesChanged":
            changed = arguments[1]
            if changed.get("Active") is False or changed.get("LockedHint") or changed.get("LidIsClosed"):
                self._lock(_nothing)
        else:
            self._lock(self.stop if member == "PrepareForSleep" else _nothing)


def _nothing() -> None:
    """Nobody waits for it."""
