"""The vault that is open, known to the worker as soon as it is: whoever closes, closes this. No Qt."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened


class Held:
    """May be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self.folder = Path()

    def take(self, opened: Opened) -> None:
        """From now on this one; a former one is closed."""
        with self._lock:
            former, self._opened = self._opened, opened
            self.folder = opened.vault.folder
        if former is not None:
            former.close()

    def close(self) -> None:
        """Close it, where there is one."""
        with self._lock:
            former, self._opened = self._opened, None
        if former is not None:
            former.close()

    def opened(self) -> Opened:
        """The vault; RuntimeError where none is open."""
        with self._lock:
            if self._opened is None:
                raise RuntimeError("no vault is open")
            return self._opened
