"""A way by keys from Today, just unlocked, to each page of the program."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.desk import Desk


def to_people(desk: Desk) -> None:
    """The form of a new person."""
    desk.press("Ctrl+Shift+N")
    desk.until_focused("Name")


def to_person(desk: Desk) -> None:
    """The page of the first person of the list."""
    desk.press("Ctrl+2")
    desk.until_said("1 mentee")
    desk.until_focused("People")
    desk.press("Home", "Return")
    desk.until_page("person")


def to_details(desk: Desk) -> None:
    """That person's details."""
    to_person(desk)
    desk.until(desk.focused, "the focus")
    desk.tab_to("Overview")
    while not desk.says("How to say it"):
        desk.press("Right")


def to_follow_ups(desk: Desk) -> None:
    """What is owed by anyone."""
    desk.press("Ctrl+6")
    desk.until_page("follow-ups")
    desk.until(lambda: desk.focused().startswith(("Follow-ups", "New promise")), "the list, or what fills it")


def to_new_session(desk: Desk) -> None:
    """The form of a new session."""
    desk.press("Ctrl+N")
    desk.until_said("Plan and prepare")
    desk.until_focused("Type a name")


def to_prepare(desk: Desk) -> None:
    """Preparing the next session."""
    desk.press("P")
    desk.until_said("Balanced 50")
    desk.until(desk.focused, "the focus")


def to_run(desk: Desk) -> None:
    """Running the next session."""
    if desk.page() != "run":
        desk.tab_to("Start session")
        desk.press("Return")
    desk.until_focused("Note.")


def to_wrap(desk: Desk) -> None:
    """Wrapping it up."""
    if desk.page() != "wrap":
        to_run(desk)
        desk.press("Ctrl+Shift+W")
    desk.until_focused("What mattered")


def to_settings(desk: Desk) -> None:
    """Settings."""
    desk.press("Ctrl+,")
    desk.until_page("settings")
    desk.until(desk.focused, "the focus")


def to_help(desk: Desk) -> None:
    """Help."""
    desk.press("F1")
    desk.until_page("help")
    desk.until(desk.focused, "the focus")


def to_sessions(desk: Desk) -> None:
    """The list of sessions."""
    desk.press("Ctrl+3")
    desk.until_page("sessions")
    desk.until(desk.focused, "the focus")


def to_agreements(desk: Desk) -> None:
    """The list of agreements."""
    desk.press("Ctrl+5")
    desk.until_page("agreements")
    desk.until_said("0 of 1 in force")
    desk.until(desk.focused, "the focus")


def to_cards(desk: Desk) -> None:
    """The first person's agreement and cards."""
    to_person(desk)
    desk.until(desk.focused, "the focus")
    desk.tab_to("Overview")
    while not desk.says("Life-fit card"):
        desk.press("Right")


# The last two go on from where the others left the session.
WAYS: dict[str, Callable[[Desk], None]] = {
    "people": to_people,
    "person": to_person,
    "details": to_details,
    "new session": to_new_session,
    "settings": to_settings,
    "help": to_help,
    "sessions": to_sessions,
    "follow-ups": to_follow_ups,
    "agreements": to_agreements,
    "cards": to_cards,
    "prepare": to_prepare,
    "run": to_run,
    "wrap up": to_wrap,
}
