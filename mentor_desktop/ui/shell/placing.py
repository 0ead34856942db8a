"""Where a window lies: kept when it closes, and put back on a screen that exists. May import Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SMALLEST = (720, 520)
FIRST = (1280, 800)
_NAME = "window"


class Places(Protocol):
    """Where windows and splitters lay last time, as lists of whole numbers by name."""

    def get(self, name: str) -> list[int] | None:
        """What was kept under that name, or None."""
        ...

    def set(self, name: str, values: Sequence[int]) -> None:
        """Keeps numbers under that name."""
        ...


def restore(window: QWidget, places: Places) -> None:
    """Puts a window where it lay last time, or gives it its first size."""
    kept = places.get(_NAME)
    if kept is None or len(kept) < 4:
        window.resize(*FIRST)
        return
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    window.setGeometry(fitted(QRect(*kept[:4]), screens))
    if len(kept) > 4 and kept[4]:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def keep(window: QWidget, places: Places) -> None:
    """Keeps where a window lies, and whether it is maximised."""
    place = window.normalGeometry()
    places.set(_NAME, [place.x(), place.y(), place.width(), place.height(), int(window.isMaximized())])


def fitted(kept: QRect, screens: Sequence[QRect]) -> QRect:
    """The kept place of a window held within a screen that exists.

    The one it lies on most, else the first.
    """
    if not screens:
        return kept

    def shared(screen: QRect) -> int:
        both = screen.intersected(kept)
        return both.width() * both.height() if both.isValid() else 0

    screen = max(screens, key=shared)
    size = QSize(
        max(min(kept.width(), screen.width()), SMALLEST[0]),
        max(min(kept.height(), screen.height()), SMALLEST[1]),
    )
    left = min(max(kept.x(), screen.x()), max(screen.right() + 1 - size.width(), screen.x()))
    top = min(max(kept.y(), screen.y()), max(screen.bottom() + 1 - size.height(), screen.y()))
    return QRect(left, top, size.width(), size.height())
