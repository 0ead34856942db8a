"""One window for each data folder: a second start brings the first one forward and ends.

A lock file tells whether somebody is there; a local socket carries the wish. Nothing listens on a network.
May import Qt's core; the socket's module is loaded only when it is needed, after the first paint.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QThread

_LOCK, _SOCKET = "window.lock", "window.socket"
_LONGEST_SOCKET = 100  # bytes of a path; macOS takes 103 of them, Linux 107
_TRIES, _PAUSE_MS, _WAIT_MS = 20, 50, 500


class OneInstance(QObject):
    """Holds the place of the one window of a data folder while this object lives."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._lock = QLockFile(str(folder / _LOCK))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, whatever its age
        # Where no lock can be written nobody can be told apart: better two windows than none.
        self.first = self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def wake_other(self) -> bool:
        """Ask the first window to come forward. False where it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        name = _socket_name(self._folder)
        for _try in range(_TRIES):  # it may have started a moment ago and not listen yet
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(_WAIT_MS):
                socket.disconnectFromServer()
                return True
            QThread.msleep(_PAUSE_MS)
        return False

    def listen(self, woken: Callable[[], None]) -> None:
        """From now on call `woken` when the program is started again."""
        from PySide6.QtNetwork import QLocalServer

        name = _socket_name(self._folder)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)  # left by a crash: the lock says nobody else is there

        def connected() -> None:
            socket = server.nextPendingConnection()
            if socket is not None:
                socket.disconnected.connect(socket.deleteLater)
                socket.disconnectFromServer()
                woken()

        server.newConnection.connect(connected)
        server.listen(name)

    def release(self) -> None:
        """Give the place back."""
        if self.first:
            self._lock.unlock()


def _socket_name(folder: Path) -> str:
    """The same name for every start over a folder, whatever folder for passing files each was given.

    Where sockets are files it lies in the folder itself, which is its owner's alone; a path beyond the
    system's limit falls back to the runtime folder of the person, and to a bare name where there is none.
    """
    import getpass
    import hashlib
    import os

    whole = folder.resolve()
    digest = hashlib.sha256(f"{getpass.getuser()}\0{whole}".encode("utf-8", "surrogateescape"))
    name = f"mentor-desktop-{digest.hexdigest()[:20]}"
    if os.name != "posix":
        return name
    places = [whole / _SOCKET]
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        places.append(Path(runtime).resolve() / name)
    fitting = (str(place) for place in places if len(os.fsencode(place)) < _LONGEST_SOCKET)
    return next(fitting, name)
