"""Building and filling a screen opens no window of its own: one that flashes takes the focus away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.newsession import page as newsession
from mentor_desktop.ui.people import page as people
from mentor_desktop.ui.person import page as person
from mentor_desktop.ui.sessions import page as sessions
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.today import page as today
from tests.ui.screen_support import World


class Strays(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


PAGES: dict[str, Callable[[Context], Page]] = {
    "today": today.page,
    "people": people.page,
    "person": person.page,
    "sessions": sessions.page,
    "new-session": newsession.page,
}


@pytest.mark.parametrize("key", PAGES)
def test_no_window_of_its_own(world: World, qtbot: QtBot, qapp: QApplication, key: str) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    column = QVBoxLayout(frame)
    frame.show()
    strays = Strays()
    qapp.installEventFilter(strays)
    made = PAGES[key](world.context)
    column.addWidget(made.widget)
    assert made.open is not None
    args = {"person": world.person("Amara")} if key in ("person", "new-session") else {}
    made.open(**args)
    if key == "person":
        for tab in ("sessions", "promises", "notes", "details"):
            made.open(tab=tab, **args)
    elif key == "people":
        made.open(add=True)
    world.context.share_safe.set(True)
    world.context.share_safe.set(False)
    qapp.removeEventFilter(strays)
    assert strays.seen == []
    assert made.closed is not None
    made.closed()
