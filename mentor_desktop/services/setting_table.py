"""The table of settings: names, words, defaults and bounds.

Apart from what keeps the values, so that the look can be read before anything of the vault is loaded. May
import words alone.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mentor_desktop.words import N_


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, where it stands on the page, and what it may be."""

    name: str
    section: str  # look, session, reminders, summaries, locking, laptop
    label: str  # msgid
    default: Any
    help: str = ""  # msgid
    choices: tuple[tuple[Any, str], ...] = ()  # value and msgid
    lowest: int = 0
    highest: int = 0
    in_vault: bool = True
    extra: str = field(default="")  # "checklist" or "lines": drawn by a widget of its own
    off: str = ""  # msgid: what a switch warns of as long as it is off


SECTIONS = ((N_("Look"), "look"), (N_("Session"), "session"), (N_("Summaries"), "summaries"))

HOURS = tuple((f"{hour:02}:00", f"{hour:02}:00") for hour in range(24))
"""Full hours, as they are chosen and shown."""

CAPTURE = Setting(
    "hide_from_capture", "laptop", N_("Ask the system to leave these windows out of screen sharing"), True,
    N_("It may not do so everywhere; what is on the screen can always be photographed."), in_vault=False,
)  # fmt: skip
"""On the systems that can be asked."""

TABLE: tuple[Setting, ...] = (
    Setting(
        "theme", "look", N_("Colours"), "system",
        choices=(("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")),
                 ("contrast", N_("High contrast"))),
        in_vault=False,
    ),
    Setting("text_percent", "look", N_("Text size in percent"), 100, lowest=80, highest=200, in_vault=False),
    Setting(
        "less_motion", "look", N_("Less motion"), False, N_("Nothing slides or fades."), in_vault=False
    ),
    Setting(
        "session_minutes", "session", N_("Usual length in minutes"), 50,
        N_("Fifty rather than sixty leaves a break before the next hour."), lowest=5, highest=480,
    ),
    Setting("session_template", "session", N_("Usual agenda"), "balanced-50", extra="template"),
    Setting(
        "ask_questions", "session", N_("Show a question to try while a session runs"), True,
    ),
    Setting(
        "capacity_hours", "session", N_("Hours a week for mentoring"), 0,
        N_("Your own limit; Today and People count against it. 0 means that you set none."), lowest=0,
        highest=60,
    ),
    Setting(
        "checklist", "session", N_("After each session"), [], N_("What a new checklist begins with."),
        extra="checklist",
    ),
    Setting(
        "checklist_own", "session", N_("Your own items"), [], N_("One line an item, due within a day."),
        extra="lines",
    ),
    Setting(
        "notify", "reminders", N_("Let the system show notices too"), False,
        N_("Off, what is due is said in this window alone."),
    ),
    Setting(
        "notify_names", "reminders", N_("Names in these notices"), False,
        N_("A notice can be read by anyone who sees your screen."),
    ),
    Setting(
        "quiet_from", "reminders", N_("Quiet from"), "20:00",
        N_("Nothing is said from this hour on, not even while the vault is locked."), choices=HOURS,
    ),
    Setting("quiet_until", "reminders", N_("Quiet until"), "07:00", choices=HOURS),
    Setting(
        "names_in_files", "summaries", N_("Names in file names"), False,
        N_("Off, a summary's file is called by date and number only."),
    ),
    Setting(
        "idle_lock", "locking", N_("Lock when nothing is touched for a while"), True,
        N_("A running session is never locked this way."),
        off=N_("Your notes stay open to anyone who comes by while you are away. Only a locked screen, sleep "
               "or your own hand locks them now."),
    ),
    Setting("idle_minutes", "locking", N_("Minutes until it locks"), 10, lowest=1, highest=60),
    Setting(
        "keyring_at_once", "locking", N_("Ask the keyring as soon as the program starts"), False,
        N_("Only where this laptop's keyring opens the vault."), in_vault=False,
    ),
    *([CAPTURE] if sys.platform in ("win32", "darwin") else []),
    Setting(
        "log", "laptop", N_("Keep a log"), True,
        N_("It holds times, counts and the places of errors, none of your words."), in_vault=False,
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Setting] = {each.name: each for each in TABLE}


def sound(setting: Setting, value: Any) -> bool:
    """Whether a value may stand for a setting."""
    if setting.choices:
        return value in [choice for choice, _label in setting.choices]
    if isinstance(setting.default, bool):
        return isinstance(value, bool)
    if isinstance(setting.default, int):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and setting.lowest <= value <= setting.highest
    if isinstance(setting.default, list):
        return isinstance(value, list) and len(value) <= 100 and all(isinstance(each, str) for each in value)
    return isinstance(value, str)
