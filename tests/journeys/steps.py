"""The ways through the program that several journeys share, each by keys alone."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.desk import Desk
GROUPS = 9  # of the recovery key
OWN = "seven quiet herons cross the marsh"  # a passphrase of one's own: the common one is refused


def first_run(desk: Desk, name: str = "Maya Lind", passphrase: str = OWN) -> str:
    """From the first window to an empty Today; returns the recovery key."""
    desk.until_focused("Passphrase")
    desk.type(passphrase)
    desk.press("Return")
    desk.until_focused("The passphrase once more")
    desk.type(passphrase)
    desk.press("Return")
    desk.until_focused("Group ")
    desk.until(lambda: len(_groups(desk)) == GROUPS, "the recovery key")
    groups = _groups(desk)
    for again in (True, False):
        number = re.fullmatch(r"Group (\d+)", desk.focused())
        assert number is not None
        desk.type(groups[int(number[1])])
        before = desk.focused()
        desk.press("Return")
        if again:
            desk.until(lambda before=before: desk.focused() not in ("", before), "the second group")
    desk.until_focused("Your name")
    desk.type(name)
    desk.press("Return")
    desk.until_focused("Your time zone")
    desk.press("Return")
    desk.until_focused("Make my vault")
    desk.press("Space")
    desk.until_page("today")
    return "-".join(groups[number] for number in sorted(groups))


def _groups(desk: Desk) -> dict[int, str]:
    said = (re.fullmatch(r"Group (\d+): (.+)", each.accessibleName()) for each in desk.seen(QWidget, "Group "))
    return {int(found[1]): found[2].replace(" ", "") for found in said if found}


def add_first_person(desk: Desk, name: str, place: str = "") -> None:
    """From an empty Today to the list of people with one person in it."""
    desk.until_focused("Add a person")
    desk.press("Return")
    desk.until_focused("Name")
    desk.type(name)
    if place:
        desk.press("Tab")
        desk.until_focused("Where they are")
        desk.type(place)
        desk.press("Return")
    desk.press("Ctrl+Return")
    desk.until(lambda: not desk.seen(QWidget, "Where they are"), "the form is gone")


def plan_session(desk: Desk, name: str) -> None:
    """From anywhere to the Prepare page of a new session with someone, today, two hours from now."""
    desk.press("Ctrl+1")
    desk.until_focused("New session")
    desk.press("Return")
    desk.until_page("new-session")
    desk.until(lambda: isinstance(desk.focus().parent(), QWidget), "the form")
    desk.type(name[:4])
    desk.press("Return")
    desk.until_said(f"{name}, take out again")
    desk.press("Ctrl+Return")
    desk.until_page("prepare")


def unlock(desk: Desk, passphrase: str = OWN) -> None:
    """From the lock screen to Today."""
    desk.until_focused("Passphrase")
    desk.type(passphrase)
    desk.press("Return")
    desk.until_page("today")


def prepare_from_today(desk: Desk) -> int:
    """From Today to a session prepared by a template; returns the key strokes it took."""
    desk.press("Ctrl+1")
    desk.until_focused("Next session")
    before = desk.strokes
    desk.press("P")
    desk.until_focused("Agenda template")
    desk.press("Down")
    desk.until(lambda: QApplication.activePopupWidget() is not None, "the list of templates")
    desk.press("B")
    desk.press("Return")
    desk.until_said("Balanced 50")
    desk.until_said("50 of 50")
    return desk.strokes - before
