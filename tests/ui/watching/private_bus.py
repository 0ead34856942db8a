"""A message bus of the test's own, and a stand-in for the system's services on it."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
from PySide6.QtDBus import QDBusConnection

LOGIN, PATH, SESSION_PATH = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "/org/freedesktop/login1/session/_37",
)
PROPERTIES = "org.freedesktop.DBus.Properties"


class PrivateBus:
    """A daemon of its own, reached by its own address."""

    def __init__(self, folder: Path) -> None:
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1",
             f"--address=unix:path={folder / 'bus'}"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._daemon.stdout is not None
        self.address = self._daemon.stdout.readline().strip()
        self.qt = QDBusConnection.connectToBus(self.address, str(folder))
        self._name = str(folder)

    def stop(self) -> None:
        QDBusConnection.disconnectFromBus(self._name)
        self._daemon.terminate()
        self._daemon.wait(20)
        assert self._daemon.stdout is not None
        self._daemon.stdout.close()


class Stub:
    """Owns names, answers what a login manager is asked, and sends signals when told to."""

    def __init__(self, bus: PrivateBus, *names: str) -> None:
        self._connection = open_dbus_connection(bus.address, enable_fds=True)
        for name in names:
            self._connection.send_and_get_reply(message_bus.RequestName(name))
        self.asked: list[tuple[Any, ...]] = []
        self._holds: list[int] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def signal(
        self, path: str, interface: str, member: str, signature: str | None = None, *body: Any
    ) -> None:
        self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def held_up(self) -> int:
        """How many files that hold up sleep are still open at the other side."""
        still = []
        for end in self._holds:
            try:
                gone = os.read(end, 1) == b""
            except BlockingIOError:
                gone = False
            if gone:
                os.close(end)
            else:
                still.append(end)
        self._holds = still
        return len(still)

    def stop(self) -> None:
        self._connection.sock.shutdown(2)
        self._thread.join(20)
        self._connection.close()
        for end in self._holds:
            os.close(end)

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except (OSError, EOFError):
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        answer: Callable[..., Message] = new_method_return
        if member == "Inhibit":
            reads, writes = os.pipe()
            os.set_blocking(reads, False)
            self._holds.append(reads)
            self._connection.send(answer(message, "h", (writes,)))
            os.close(writes)
        elif member == "GetSession":
            self._connection.send(answer(message, "o", (SESSION_PATH,)))
        elif member == "Get":
            self._connection.send(answer(message, "v", (("s", "7"),)))
        else:
            self._connection.send(new_error(message, "org.example.No"))
        self.asked.append((member, *message.body))
