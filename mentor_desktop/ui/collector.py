"""Collects cyclic garbage in the window's thread only: in a worker it would destroy widgets there."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2_000


class Collector(QObject):
    """Turns Python's own collection off and collects from a timer, one generation when its threshold asks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> int:
        """Collects the oldest generation that is due.

        Returns how many objects were found, 0 where none was due.
        """
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                return gc.collect(generation)
        return 0

    def stop(self) -> None:
        """Gives collection back to Python, as tests need."""
        self._timer.stop()
        gc.enable()
