"""The settings, as one typed table; the Settings page is made from it.

Those that name nobody (look, window) are kept in the platform's config folder, so that they work while
the vault is locked; everything else is kept in the vault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mentor_desktop.services import content
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.store import settings as store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import N_, _


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, where it stands on the page, and what it may be."""

    name: str
    section: str  # msgid: you, look, session, data
    label: str  # msgid
    default: Any
    help: str = ""  # msgid
    choices: tuple[tuple[Any, str], ...] = ()  # value and msgid
    lowest: int = 0
    highest: int = 0
    in_vault: bool = True
    extra: str = field(default="")  # "checklist" or "lines": drawn by a widget of its own


SECTIONS = ((N_("Look"), "look"), (N_("Session"), "session"), (N_("Summaries"), "summaries"))

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
        "checklist", "session", N_("After each session"), [], N_("What a new checklist begins with."),
        extra="checklist",
    ),
    Setting(
        "checklist_own", "session", N_("Your own items"), [], N_("One line an item, due within a day."),
        extra="lines",
    ),
    Setting(
        "names_in_files", "summaries", N_("Names in file names"), False,
        N_("Off, a summary's file is called by date and number only."),
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Setting] = {each.name: each for each in TABLE}


def defaults() -> dict[str, Any]:
    """Every setting as a new vault has it."""
    values = {each.name: each.default for each in TABLE}
    values["checklist"] = [each.id for each in content.follow_up_defaults() if each.usual]
    return values


def load(c: Connection) -> dict[str, Any]:
    """Every setting of the vault within a read that is going on; unknown or unsound ones as default."""
    values = defaults()
    for name, value in store.load_settings(c).items():
        if name in BY_NAME and _sound(BY_NAME[name], value):
            values[name] = value
    return values


def get(desk: Desk) -> dict[str, Any]:
    """Every setting of the vault."""
    with desk.read() as c:
        return load(c)


def _sound(setting: Setting, value: Any) -> bool:
    if setting.choices:
        return value in [choice for choice, _label in setting.choices]
    if isinstance(setting.default, bool):
        return isinstance(value, bool)
    if isinstance(setting.default, int):
        return isinstance(value, int) and not isinstance(value, bool) and setting.lowest <= value <= setting.highest
    if isinstance(setting.default, list):
        return isinstance(value, list) and len(value) <= 100 and all(isinstance(each, str) for each in value)
    return isinstance(value, str)


def checked(name: str, value: Any) -> Any:
    """A value as kept, else refused with a sentence."""
    setting = BY_NAME[name]
    if isinstance(setting.default, list) and isinstance(value, list):
        value = [line for line in (line_of(str(each)) for each in value) if line]
    if not _sound(setting, value):
        if setting.highest:
            raise Refused(
                _("Choose a number between %(lowest)d and %(highest)d.")
                % {"lowest": setting.lowest, "highest": setting.highest}
            )
        raise Refused(_("This value does not fit the setting."))
    return value


def save(desk: Desk, name: str, value: Any) -> None:
    """Change one setting of the vault."""
    kept = checked(name, value)
    with desk.change() as c:
        store.save_setting(c, name, kept)
