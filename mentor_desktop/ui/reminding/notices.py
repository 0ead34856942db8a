"""Notices of the system, where it has them: the desktop's own service, else the tray.

May import Qt. A notice is asked for and forgotten: where nobody shows it, nothing happens.
"""

from __future__ import annotations

import contextlib
import sys
import threading

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
PROGRAM = "Mentor Desktop"
LONGEST = 5.0  # seconds that a bus may take


class BusNotice:
    """Asks the desktop's service over the session's bus, from a thread of its own.

    The types of what is said there are exact, which QtDBus cannot promise from Python: a number without a
    sign and an empty list of words would be told as others, and strict services refuse those.
    """

    def __init__(self, address: str = "SESSION") -> None:
        self._address = address

    def send(self, text: str) -> None:
        """Show it."""
        threading.Thread(target=self._send, args=(text,), daemon=True).start()

    def _send(self, text: str) -> None:
        with contextlib.suppress(Exception):  # no bus, nobody there, or a refusal: all the same here
            from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
            from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

            where = DBusAddress(PATH, bus_name=NAME, interface=NAME)
            body: tuple[object, ...] = (PROGRAM, 0, "", PROGRAM, text, [], {}, -1)
            with open_dbus_connection(bus=self._address) as connection:
                connection.send_and_get_reply(
                    new_method_call(where, "Notify", "susssasa{sv}i", body), timeout=LONGEST
                )


class TrayNotice(QObject):
    """An icon in the tray, made at the first notice, that shows a balloon."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    def send(self, text: str) -> None:
        """Show it, where there is a tray."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._window.windowIcon() or QIcon(), self)
            self._icon.setToolTip(PROGRAM)
            self._icon.show()
        self._icon.showMessage(PROGRAM, text, QSystemTrayIcon.MessageIcon.NoIcon)


def notices(window: QWidget) -> BusNotice | TrayNotice:
    """What this system has."""
    return BusNotice() if sys.platform.startswith("linux") else TrayNotice(window)
