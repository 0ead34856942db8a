"""The Tab key leads round every page and is caught nowhere."""

from __future__ import annotations

from tests.journeys.desk import Desk
from tests.journeys.steps import ready_vault, unlock
from tests.journeys.ways import WAYS

STOPS = 120  # more than any page has


def test_tab_comes_back_to_where_it_began_by_way_of_the_sidebar(desk: Desk) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    for page, way in WAYS.items():
        if page != "wrap up":  # which goes on from the running session
            desk.press("Ctrl+1")
            desk.until_focused("Next session")
        way(desk)
        for key in ("Tab", "Shift+Tab"):
            _go_round(desk, page, key)


def _go_round(desk: Desk, page: str, key: str) -> None:
    first, passed = desk.focus(), list[str]()
    for _stop in range(STOPS):
        desk.press(key)
        passed.append(desk.focused())
        if desk.focus() is first:
            break
    assert desk.focus() is first, (page, key, passed)
    assert all(passed), (page, key, passed)  # each says what it is
    assert "Settings" in passed
