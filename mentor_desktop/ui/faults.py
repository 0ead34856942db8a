"""What happens to an error nobody caught, and to what Qt has to say.

Kind and place are told, never words or values, which may hold private text. May import Qt's core.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from mentor_desktop.services.logs import Event, Level, Log, place

LEVELS = {
    QtMsgType.QtDebugMsg: Level.DEBUG,
    QtMsgType.QtInfoMsg: Level.INFO,
    QtMsgType.QtWarningMsg: Level.WARNING,
    QtMsgType.QtCriticalMsg: Level.CRITICAL,
    QtMsgType.QtFatalMsg: Level.FATAL,
}


class Faults(QObject):
    """Brings errors that nobody caught from any thread to the window's: `say` is called there."""

    _told = Signal()

    def __init__(self, log: Log, say: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told.connect(say)
        install(self._tell, log)

    def _tell(self, where: str) -> None:
        sys.stderr.write(f"mentor-desktop: {where}\n")
        self._told.emit()


def install(tell: Callable[[str], None], log: Log) -> None:
    """Hands every uncaught error of any thread to `tell` as kind and place, and to the log.

    `tell` must be safe in any thread.
    """

    def seen(kind: type[BaseException], trace: TracebackType | None) -> None:
        log.error(kind, trace)
        tell(place(kind, trace))

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            seen(kind, trace)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        seen(args.exc_type, args.exc_traceback)

    def caught_unraisable(args: sys.UnraisableHookArgs) -> None:
        seen(args.exc_type, args.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
    sys.unraisablehook = caught_unraisable
    keep_qt_quiet(log)


def keep_qt_quiet(log: Log) -> None:
    """Qt's own messages may quote what is shown: only their level and line are kept, nothing is printed."""

    def said(level: QtMsgType, context: QMessageLogContext, _text: str | None) -> None:
        log.note(Event.TOOLKIT, level=LEVELS.get(level, Level.WARNING), line=int(context.line or 0))

    qInstallMessageHandler(said)
