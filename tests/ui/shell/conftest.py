"""A window with three pages that keep what happens to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.page import ScrollPage
from tests.ui.fakes import FakePlaces, HandDelay
from tests.ui.gallery import TITLES


class Screen(ScrollPage):
    """A page that keeps what happened to it."""

    def __init__(self, title: str, log: list[str]) -> None:
        super().__init__(title)
        self.title_words = title
        self.log = log
        self.button = Button(f"do {title}")
        self.add(self.button)
        log.append(f"built {title}")

    def page(self) -> Page:
        def note(what: str) -> None:
            self.log.append(f"{what} {self.title_words}")

        def opened(**args: object) -> None:
            note("opened" + "".join(f" {key}={value}" for key, value in args.items()))

        return Page(
            self,
            open=opened,
            leave=lambda: note("left"),
            new=lambda: note("new"),
            closed=lambda: note("closed"),
        )


def _page(title: str, log: list[str]) -> Page:
    return Screen(title, log).page()


@pytest.fixture
def places() -> FakePlaces:
    return FakePlaces()


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def window(theme: Theme, places: FakePlaces, log: list[str], qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(theme, places, HandDelay())
    for key in ("goals", "today", "people"):  # not in the order of the sidebar
        made.add_page(key, TITLES[key], "", "", partial(_page, TITLES[key], log))
    made.add_page("person", "", "", "", partial(_page, "Person", log), section="people")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.end()
    made.deleteLater()
