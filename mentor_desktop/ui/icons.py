"""Bundled line icons as crisp pixmaps in any colour. Reads `resources/icons`; imports Qt only.

Pixmaps lie in Qt's own cache, keyed by name, colour, size, stroke and the screen's scale, and end with the
application.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from mentor_desktop import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_FOLDER = RESOURCES / "icons"
_STROKE = 'stroke-width="1.8"'


@lru_cache(maxsize=256)
def source(name: str) -> str:
    """The SVG text of an icon; FileNotFoundError for an unknown name."""
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def names() -> list[str]:
    """Every bundled icon's name."""
    return sorted(path.stem for path in _FOLDER.glob("*.svg"))


def pixmap(name: str, colour: QColor, size: int, dpr: float = 1.0, stroke: float = 1.8) -> QPixmap:
    """The icon in `colour`, `size` logical pixels square, for a screen of scale `dpr`.

    `stroke` is in 24ths.
    """
    key = f"icon {name} {colour.name(QColor.NameFormat.HexArgb)} {size} {dpr:.3f} {stroke}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    text = source(name).replace("currentColor", colour.name()).replace(_STROKE, f'stroke-width="{stroke}"')
    drawn = QPixmap(round(size * dpr), round(size * dpr))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(dpr)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: QColor, size: int = 18, dpr: float = 1.0) -> QIcon:
    """The same as a QIcon, for menus and fields that want one."""
    from PySide6.QtGui import QIcon  # dear to load, and the first window has none

    return QIcon(pixmap(name, colour, size, dpr))
