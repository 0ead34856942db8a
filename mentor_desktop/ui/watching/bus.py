"""Hears signals of a D-Bus and asks without waiting. May import Qt; no bus means that nothing is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

# As Qt writes slots; the stubs ask for bytes, which are refused. A map reaches Python only through a slot
# that names its type.
_CAME: Any = "1came(QDBusMessage)"
_CHANGED: Any = "1changed(QString,QVariantMap,QStringList)"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Ear(QObject):
    """Hands each signal that it was told to listen to over as (member, arguments)."""

    def __init__(
        self, bus: QDBusConnection, hear: Callable[[str, list[Any]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bus, self._hear = bus, hear

    def listen(self, service: str, path: str, interface: str, member: str) -> None:
        """Only what the owner of that name sends is heard, now or when the name comes."""
        slot = _CHANGED if interface == PROPERTIES else _CAME
        self._bus.connect(service, path, interface, member, self, slot)

    @Slot(QDBusMessage)
    def came(self, message: QDBusMessage) -> None:
        """Called by Qt."""
        self._hear(message.member(), message.arguments())

    @Slot(str, "QVariantMap", "QStringList")  # type: ignore[arg-type, unused-ignore]
    def changed(self, interface: str, values: dict[str, Any], _gone: list[str]) -> None:
        """The same for properties."""
        self._hear("PropertiesChanged", [interface, values])

    def ask(
        self, service: str, path: str, interface: str, member: str, arguments: list[Any],
        answer: Callable[[list[Any]], None],
    ) -> None:  # fmt: skip
        """Call a method. Where nobody answers, or with an error, nothing more happens."""
        call = QDBusMessage.createMethodCall(service, path, interface, member)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)

        def finished(done: QDBusPendingCallWatcher) -> None:
            reply = done.reply()
            if reply.type() is QDBusMessage.MessageType.ReplyMessage:
                answer(reply.arguments())
            done.deleteLater()

        watcher.finished.connect(finished)
