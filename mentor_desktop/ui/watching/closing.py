"""Takes away whatever hangs over the window before the vault locks, the topmost first."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget


def close_what_is_open(kept: QWidget) -> list[QWidget]:
    """Close menus and lists, then questions and file windows, each from the last opened to the first.

    Each answers as if it had been cancelled. Returns them in that order.
    """
    QToolTip.hideText()
    closed: list[QWidget] = []
    while (popup := QApplication.activePopupWidget()) is not None and popup not in closed:
        closed.append(popup)
        popup.close()
    while isinstance(modal := QApplication.activeModalWidget(), QDialog) and modal not in closed:
        closed.append(modal)
        modal.reject()
    # The children of a window stand in the order in which they were made.
    dialogs = [each for each in kept.findChildren(QDialog) if not each.isHidden()]
    dialogs += [
        each for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and not each.isHidden() and each not in dialogs
    ]  # fmt: skip
    for dialog in reversed(dialogs):
        if not dialog.isHidden():
            closed.append(dialog)
            dialog.reject()
    return closed
