"""The head of a session's three pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.services.sessions import Head
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.tabs import SegmentedTabs
from mentor_desktop.ui.widgets.text import Dim, PageTitle
from mentor_desktop.words import _


class SessionHead(QWidget):
    """Avatar, title, a line under it, and the tabs. `chosen` names the page asked for."""

    chosen = Signal(str)

    def __init__(self, here: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = here
        self._avatar = Avatar("", "", size=36)
        self._title = PageTitle("", wrap=False)
        self._sub = Dim("", wrap=False)
        self._tabs = SegmentedTabs(
            [("prepare", _("Prepare")), ("run", _("Run")), ("wrap", _("Wrap up"))],
            here,
            name=_("Parts of this session's work"),
        )
        self._tabs.chosen.connect(self._asked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._avatar)
        box.addLayout(words, 1)
        box.addWidget(self._tabs)

    def show_head(self, head: Head, sub: str = "") -> None:
        """Show a session; `sub` in place of its times."""
        person, name = head.people[0] if head.people else (b"", "")
        self._avatar.set(name, person.hex())
        self._title.set(head.title)
        self._sub.set(sub or head.times())

    def set_sub(self, sub: str) -> None:
        """Change the line under the title."""
        self._sub.set(sub)

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        return self._tabs.stops()

    def _asked(self, key: str) -> None:
        if key != self._here:
            self._tabs.choose(self._here)
            self.chosen.emit(key)
