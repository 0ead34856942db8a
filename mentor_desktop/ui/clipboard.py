"""Private text on the clipboard: marked so that clipboard managers leave it alone, and taken back again.

Only what is still ours is cleared: if something else was copied meanwhile, it stays. May import Qt.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

from mentor_desktop.ui.timing import Delay

LONGEST = 600  # seconds
_WINDOWS = 'application/x-qt-windows-mime;value="%s"'
# How each system's clipboard managers are told that this is not to be recorded.
MARKS: dict[str, tuple[tuple[str, bytes], ...]] = {
    "linux": (("x-kde-passwordManagerHint", b"secret"),),
    "darwin": (("application/x-nspasteboard-concealed-type", b"1"),),
    "win32": (
        (_WINDOWS % "ExcludeClipboardContentFromMonitorProcessing", b"1"),
        (_WINDOWS % "CanIncludeInClipboardHistory", bytes(4)),
        (_WINDOWS % "CanUploadToCloudClipboard", bytes(4)),
    ),
}


class ClipboardKeeper:
    """Copies, and clears after a while, on lock and on quit."""

    def __init__(self, clipboard: QClipboard, delay: Delay) -> None:
        self._clipboard = clipboard
        self._delay = delay
        self._kept = b""  # a digest: the text itself is not held here
        self._cancel: Callable[[], None] | None = None

    def copy(self, text: str, seconds: int | None = None) -> None:
        """Copy text and take it back after `seconds`, or 10 minutes, unless something else was copied."""
        self._stop()
        self._clipboard.setMimeData(marked(text))
        self._kept = _digest(text)
        wait = LONGEST if seconds is None else min(seconds, LONGEST)
        self._cancel = self._delay.after(wait * 1000, self._take_back)

    def clear(self) -> None:
        """On lock and quit: take back what was copied here, and all else that came from our windows."""
        self._take_back()
        for mode in self._modes():
            if self._owned(mode):
                self._clipboard.clear(mode)

    def _take_back(self) -> None:
        self._stop()
        kept, self._kept = self._kept, b""
        if not kept:
            return
        for mode in self._modes():
            if _digest(self._clipboard.text(mode)) == kept:
                self._clipboard.clear(mode)

    def _modes(self) -> list[QClipboard.Mode]:
        """The clipboard, and where the system has it what was selected last."""
        both = [QClipboard.Mode.Clipboard]
        return [*both, QClipboard.Mode.Selection] if self._clipboard.supportsSelection() else both

    def _owned(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None


def marked(text: str) -> QMimeData:
    """Plain text with this system's mark that it is not to be recorded."""
    data = QMimeData()
    data.setText(text)
    for kind, value in MARKS.get(sys.platform, ()):
        data.setData(kind, value)
    return data


def _digest(text: str) -> bytes:
    import hashlib  # dear at the first start, and not needed for it

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
