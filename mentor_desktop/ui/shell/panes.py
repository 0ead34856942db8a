"""Moves the keyboard from pane to pane of the window. May import Qt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_to_next(panes: Sequence[QWidget], here: QWidget | None) -> None:
    """Gives the focus to the first stop of the next pane after the one that holds `here`."""
    at = next((i for i, pane in enumerate(panes) if here is not None and pane.isAncestorOf(here)), -1)
    for step in range(1, len(panes) + 1):
        target = _first_stop(panes[(at + step) % len(panes)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _first_stop(pane: QWidget) -> QWidget | None:
    """The first widget of a pane, in the order of Tab, that takes the focus by Tab."""
    candidate = pane.nextInFocusChain()
    seen = 0
    while candidate is not None and candidate is not pane and seen < 10_000:
        tabbed = candidate.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and candidate.isVisible() and candidate.isEnabled() and pane.isAncestorOf(candidate):
            return candidate
        candidate = candidate.nextInFocusChain()
        seen += 1
    return None
