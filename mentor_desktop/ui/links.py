"""The one place where an address leaves for the system's browser or call program, or a folder for its own.

Called only by a person's own press on a button that stands beside the whole address. May import Qt.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.sessions import checked_link


def open_address(address: str) -> None:
    """Hand an address over; one whose scheme is not safe is left alone."""
    try:
        sound = checked_link(address)
    except Refused:
        return
    if sound:
        QDesktopServices.openUrl(QUrl(sound))


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own program for files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
