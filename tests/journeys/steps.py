"""The ways through the program that several journeys share, each by keys alone."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from mentor_desktop.domain.ids import MINUTE, Millis, SessionId
from mentor_desktop.domain.when import When, wall_at
from mentor_desktop.services import agenda, people, sessions, vaults
from mentor_desktop.services.desk import Clock
from tests.journeys.desk import Desk
from tests.support import CHEAP, HOME

MATTERED = "She said aloud what leading would look like."
GROUPS = 9  # of the recovery key
OWN = "seven quiet herons cross the marsh"  # a passphrase of one's own: the common one is refused


def first_run(desk: Desk, name: str = "Maya Lind", passphrase: str = OWN) -> str:
    """From the first start to an empty Today; returns the recovery key."""
    desk.start()
    desk.until_focused("Passphrase")
    desk.write(passphrase)
    desk.press("Return")
    desk.until_focused("The passphrase once more")
    desk.write(passphrase)
    desk.press("Return")
    groups = write_the_recovery_key(desk)
    desk.until_focused("Your name")
    desk.write(name)
    desk.press("Return")
    desk.until_focused("Your time zone")
    desk.press("Return")
    desk.until_focused("Make my vault")
    desk.press("Space")
    desk.until_page("today")
    return "-".join(groups[number] for number in sorted(groups))


def write_the_recovery_key(desk: Desk) -> dict[int, str]:
    """The two groups that are asked for; returns all of them by number."""
    desk.until_focused("Group ")
    desk.until(lambda: len(_groups(desk)) == GROUPS, "the recovery key")
    groups = _groups(desk)
    first = desk.focused()
    _answer(desk, groups)
    desk.until(lambda: desk.focused() not in ("", first), "the second group")
    _answer(desk, groups)
    return groups


def _answer(desk: Desk, groups: dict[int, str]) -> None:
    desk.write(groups[int(desk.focused().removeprefix("Group "))])
    desk.press("Return")


def _groups(desk: Desk) -> dict[int, str]:
    names = [widget.accessibleName() for widget in desk.seen(QWidget, "Group ")]
    said = [re.fullmatch(r"Group (\d+): (.+)", name) for name in names]
    return {int(found[1]): found[2].replace(" ", "") for found in said if found}


def add_first_person(desk: Desk, name: str, place: str = "") -> None:
    """From an empty Today to the list of people with one person in it."""
    desk.until_focused("Add a person")
    desk.press("Return")
    desk.until_focused("Name")
    desk.write(name)
    if place:
        desk.press("Tab")
        desk.until_focused("Where they are")
        desk.write(place)
        desk.press("Return")
    desk.press("Ctrl+Return")
    desk.until(lambda: not desk.seen(QWidget, "Where they are"), "the form is gone")


def plan_session(desk: Desk, name: str) -> None:
    """From anywhere to the Prepare page of a new session with someone, today, two hours from now."""
    desk.press("Ctrl+1")
    desk.until_focused("New session")
    desk.press("Return")
    desk.until_page("new-session")
    desk.until_said("Plan and prepare")
    desk.until_focused("Type a name")
    desk.write(name[:4])
    desk.press("Return")
    desk.until_said(f"{name}, take out again")
    desk.press("Ctrl+Return")
    desk.until_page("prepare")


def unlock(desk: Desk, passphrase: str = OWN) -> None:
    """From the lock screen to Today."""
    desk.until_focused("Passphrase")
    desk.write(passphrase)
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


def start_session(desk: Desk) -> None:
    """From Prepare to the running session, with the focus where notes are typed."""
    desk.tab_to("Start session")
    desk.press("Return")
    desk.until_page("run")
    desk.until_focused("Note.")
    desk.until_said("5:00")


def let_pass(desk: Desk, minutes: int, left: str) -> None:
    """Time goes by, and the clock says so."""
    desk.pass_minutes(minutes)
    desk.until_said(left)


def note(desk: Desk, text: str, *, shared: bool = False) -> None:
    """A note, kept when the window says that it is."""
    desk.write(text)
    desk.press("Ctrl+Return" if shared else "Return")
    desk.until(lambda: desk.focus().toPlainText() == "", "an empty line for the next note")  # type: ignore[attr-defined]
    desk.until_saved()


def run_fifty_minutes(desk: Desk) -> None:
    """From Prepare through a whole session to its wrap-up: parts, pauses, more time, notes of all kinds."""
    start_session(desk)
    note(desk, "Tired after a long week.")
    let_pass(desk, 6, "−1:00")
    desk.press("Ctrl+Shift+.")
    desk.until_said("Since last time, 10 min, now")
    desk.press("Ctrl+Shift+,")
    desk.until_said("Check in: how are you, really?, 5 min, now")
    desk.press("Ctrl+Shift+.")
    desk.until_said("Since last time, 10 min, now")
    desk.press("Ctrl+Shift+E")
    desk.until_said("Since last time, 15 min, now")
    let_pass(desk, 4, "11:00")
    note(desk, "The outline was sent.", shared=True)
    desk.press("F5")
    desk.until_said("Go on")
    desk.pass_minutes(3)
    desk.press("F5")
    desk.until_said("Pause")
    desk.until_said("11:00")
    note(desk, "/promise Amara: invite the reviewers in 3 days")
    desk.press("Ctrl+Shift+.")
    desk.until_said("A topic of the mentee, 20 min, now")
    note(desk, "/moment She asked to chair the review.")
    let_pass(desk, 20, "0:00")
    desk.press("Ctrl+Shift+.")
    desk.until_said("Feedback both ways, 10 min, now")
    desk.pass_minutes(17)
    desk.press("Ctrl+Shift+W")
    desk.until_page("wrap")


def close_session(desk: Desk) -> int:
    """From the end of the session to "Done"; returns the key strokes besides the text itself."""
    desk.until_focused("What mattered")
    before = desk.strokes
    with desk.unscrolled():
        _type_whole(desk, MATTERED)
        desk.press("Return")
        desk.until_focused("Suggested promise: Amara")
        _whole(desk)
        desk.press("Return")
        desk.until_focused("Add a promise")
        _type_whole(desk, "Maya: share two review agendas Fri")
        desk.until_said("Fri 27 Nov")
        desk.press("Return")
        desk.until_said("Promise: Maya, share two review agendas")
        desk.press("Return")
        desk.until(lambda: not desk.focused().startswith("Add a promise"), "the next date")
        _whole(desk)
        take_the_next_date(desk)
        for name, value in (("Trust", "4"), ("Listened", "3"), ("Progress", "5")):
            desk.until_focused(name)
            _whole(desk)
            desk.press(value)
            desk.press("Return")
        desk.until_focused("Promises and next date")  # was not reached, and moves on where one says so
        _whole(desk)
        desk.press("Space")
        desk.press("Tab")
        desk.until_focused("Done")
        _whole(desk)
        desk.press("Return")
        desk.until_said("Wrapped up")
    return desk.strokes - before


def take_the_next_date(desk: Desk) -> None:
    """The usual slot where there is one, else the date proposed in the field."""
    desk.press("Return")
    desk.until(lambda: desk.focused().startswith(("Trust", "Date")), "the ratings or a date")
    if not desk.focused().startswith("Trust"):
        _whole(desk)
        desk.press("Return")


def _type_whole(desk: Desk, text: str) -> None:
    _whole(desk)
    desk.write(text)
    _whole(desk)


def _whole(desk: Desk) -> None:
    desk.until(desk.whole, "all of what has the focus")


def ready_vault(folder: Path, clock: Clock | None = None) -> SessionId:
    """A vault with one mentee and one prepared session in an hour, made without a window."""
    opened, _key = vaults.create(folder, OWN, "Maya Lind", HOME, work=CHEAP, clock=clock)
    vault = opened.desk
    amara = people.add(vault, "Amara Okafor", zone="Africa/Nairobi")
    wall = wall_at(Millis(vault.now() + 60 * MINUTE), HOME).replace(second=0, microsecond=0, fold=0)
    session = sessions.plan(vault, [amara.id], When(wall, HOME), 50)
    agenda.use_template(vault, session.id, agenda.template_named(vault, "Balanced 50"))
    opened.close()
    return session.id
