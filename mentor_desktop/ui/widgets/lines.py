"""A text broken into a few lines, for those who paint it themselves and shorten the last one.

May import Qt and the theme.
"""

from __future__ import annotations

from PySide6.QtGui import QTextLayout, QTextOption

from mentor_desktop.ui.theme import current


def broken(text: str, role: str, width: int, most: int) -> list[str]:
    """At most so many lines; the last one holds all that is left."""
    layout = QTextLayout(text, current().font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if len(found) == most - 1:
            found.append(_cut(text, start))
            break
        found.append(_cut(text, start, start + line.textLength()).rstrip())
    layout.endLayout()
    return found


def _cut(text: str, start: int, end: int | None = None) -> str:
    """A piece by Qt's own counting, in which a rare letter counts twice."""
    units = text.encode("utf-16-le")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "ignore")
