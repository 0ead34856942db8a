"""Sheets that lay a reference picture and ours side by side, to be looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from mentor_desktop.ui.theme import current

GAP = 16
PREFIX = "beside-"


def lay_beside(folder: Path, references: Path) -> None:
    """For each reference picture whose name one of ours bears, write a sheet: the reference first."""
    for reference in sorted(references.glob("*.png")):
        ours = folder / reference.name.removeprefix("qt-")
        if ours.is_file():
            sheet = beside(QImage(str(reference)), QImage(str(ours)))
            sheet.save(str(folder / f"{PREFIX}{reference.name}"))


def beside(one: QImage, other: QImage) -> QImage:
    """Two pictures next to each other on a plain ground."""
    size = one.size().expandedTo(other.size())
    sheet = QImage(one.width() + GAP + other.width(), size.height(), QImage.Format.Format_RGB32)
    sheet.fill(current().colour("field_line"))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, one)
    painter.drawImage(one.width() + GAP, 0, other)
    painter.end()
    return sheet
