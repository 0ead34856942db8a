"""The menu bar, full so that every action can be found and read aloud.

Mnemonics are underlined only while Alt is down.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QStyleOptionMenuItem, QWidget

from mentor_desktop.ui.widgets.base import key_text
from mentor_desktop.words import _

FILE, EDIT, GO, SESSION, VIEW, HELP = "file", "edit", "go", "session", "view", "help"

_PORTABLE = QKeySequence.SequenceFormat.PortableText


class MenuBar(QMenuBar):
    """Six menus, each shown once it holds something."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._alt = False
        self._menus: dict[str, QMenu] = {}
        for key, words in (
            (FILE, _("&File")),
            (EDIT, _("&Edit")),
            (GO, _("&Go")),
            (SESSION, _("&Session")),
            (VIEW, _("&View")),
            (HELP, _("&Help")),
        ):
            menu = self._menus[key] = QMenu(words, self)
            menu.setToolTipsVisible(False)
            menu.menuAction().setVisible(False)
            self.addMenu(menu)

    def menu(self, key: str) -> QMenu:
        """One of the six menus; an unknown key raises KeyError."""
        return self._menus[key]

    def add(self, menu: str, text: str, shortcut: str, callback: Callable[[], None]) -> QAction:
        """Adds an action; `text` may hold a mnemonic, `shortcut` may name several keys divided by "; "."""
        action = QAction(text, self)
        if shortcut:
            action.setShortcuts([QKeySequence(part) for part in shortcut.split("; ")])
        action.triggered.connect(lambda _checked=False: callback())
        self._menus[menu].addAction(action)
        self._menus[menu].menuAction().setVisible(True)
        return action

    def add_separator(self, menu: str) -> None:
        """A line after what the menu holds so far."""
        self._menus[menu].addSeparator()

    def all_actions(self) -> list[QAction]:
        """Every action of every menu, for the palette."""
        return [
            action for menu in self._menus.values() for action in menu.actions() if not action.isSeparator()
        ]

    def named_shortcuts(self) -> list[tuple[str, str]]:
        """Shortcuts and words of every action that has a shortcut, for the page of all keys."""
        return [
            (", ".join(key_text(each.toString(_PORTABLE)) for each in action.shortcuts()), words_of(action))
            for action in self.all_actions()
            if action.shortcuts() and action.isVisible()
        ]

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        if not self._alt:
            option.text = option.text.replace("&", "", 1)

    def alt_down(self, down: bool) -> None:
        """Whether the Alt key is held, which is when mnemonics show."""
        if down != self._alt:
            self._alt = down
            self.update()


def words_of(action: QAction) -> str:
    """The words of an action without the mark of its letter."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
