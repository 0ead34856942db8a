"""Notices every touch of keyboard, mouse, wheel, screen, pen or input method in any window of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from mentor_desktop.ui.watching.idle import IdleLock

_T = QEvent.Type
BY_HAND = frozenset({
    _T.KeyPress, _T.KeyRelease,
    _T.MouseButtonPress, _T.MouseButtonRelease, _T.MouseButtonDblClick, _T.MouseMove,
    _T.NonClientAreaMouseButtonPress, _T.NonClientAreaMouseMove, _T.Wheel, _T.NativeGesture,
    _T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.TabletPress, _T.TabletMove, _T.TabletRelease,
})  # fmt: skip
UNMARKED = frozenset({_T.InputMethod, _T.DragEnter, _T.DragMove, _T.Drop})
"""By hand as well, but not told apart from what Qt sends by itself."""
WAKING = frozenset({_T.Expose, _T.ApplicationStateChange})


class Touches(QObject):
    """Watches while a vault is open. Each event passes through here: a locked program pays nothing for it."""

    def __init__(self, idle: IdleLock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle = idle
        self._watching = False

    def watch(self, on: bool) -> None:
        """Begin or end; a second call does nothing."""
        app = QCoreApplication.instance()
        if app is None or on == self._watching:
            return
        self._watching = on
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in BY_HAND:
            return event.spontaneous() and self._idle.touched()
        if kind in UNMARKED:
            return self._idle.touched()
        if kind in WAKING:
            self._idle.look()
        return False
