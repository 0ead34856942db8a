"""The tool tip of a row whose labels let the pointer through. Apart, since no first window needs it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget


def tells_whole(row: QWidget, event: QEvent) -> bool:
    """Answers the wish for a tool tip of a row whose labels let the pointer through: where one of them is
    shortened, the row's whole name is told. True if it was such a wish.
    """
    if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip or row.toolTip():
        return False
    cut = any(each.toolTip() for each in row.findChildren(QWidget) if each.isVisible())
    QToolTip.showText(event.globalPos(), row.accessibleName() if cut else "", row)
    return True
