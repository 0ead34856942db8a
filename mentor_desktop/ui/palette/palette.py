"""The palette of a window: made once with it, filled for the vault that is open, empty while it is locked.

May import Qt, the presenter and the view.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtGui import QAction, QKeySequence

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.palette.presenter import PalettePresenter
from mentor_desktop.ui.palette.state import Command
from mentor_desktop.ui.palette.view import PaletteView
from mentor_desktop.ui.shell.menubar import words_of
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.widgets.base import key_text

_PORTABLE = QKeySequence.SequenceFormat.PortableText


class Palette:
    """`begin` when a vault is opened, `end` when it locks. Ctrl K comes from the window itself.

    `note_pages` names the pages whose `open` takes `note=`, an id, so that Enter leads to the very line.
    """

    def __init__(self, window: MainWindow, note_pages: Collection[str] = ()) -> None:
        self._window, self._note_pages = window, note_pages
        self._presenter: PalettePresenter | None = None
        self.view = PaletteView(window)
        window.search_requested.connect(self.open)
        window.page_shown.connect(self.view.dismiss)
        for left in (window.lock_requested, window.shield_requested):
            left.connect(self.view.dismiss)
        self.view.typed.connect(self._typed)
        self.view.chosen.connect(self._chosen)
        self.view.closed.connect(self._closed)

    def begin(self, context: Context) -> None:
        """A vault was opened."""
        self._presenter = PalettePresenter(self.view, context, self._commands, self._note_pages)

    def end(self) -> None:
        """The vault locks: nothing found stays."""
        self.view.dismiss()
        self._presenter = None

    def open(self) -> None:
        """Show it, unless the vault is locked or the window is covered."""
        if self._presenter is not None and not self._window.covered():
            self.view.appear()
            self._presenter.opened()

    def _typed(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.typed(text)

    def _chosen(self, key: str) -> None:
        if self._presenter is not None:
            self._presenter.chosen(key)

    def _closed(self) -> None:
        if self._presenter is not None:
            self._presenter.closed()

    def _commands(self) -> Sequence[Command]:
        """What the menus offer here and now."""
        return tuple(
            Command(words_of(action), _cap(action), _trigger(action))
            for action in self._window.menu_bar.all_actions()
            if action.isEnabled() and action.isVisible() and "Ctrl+K" not in _keys(action)
        )


def _keys(action: QAction) -> list[str]:
    return [each.toString(_PORTABLE) for each in action.shortcuts()]


def _cap(action: QAction) -> str:
    keys = _keys(action)
    return key_text(keys[0]) if keys else ""


def _trigger(action: QAction) -> Callable[[], None]:
    return lambda: action.trigger()
