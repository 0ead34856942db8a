"""The settings, as one typed table; the Settings page is made from it.

Those that name nobody (look, window) are kept in the platform's config folder, so that they work while
the vault is locked; everything else is kept in the vault.
"""

from typing import Any

from mentor_desktop.services import content
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.services.setting_table import BY_NAME, SECTIONS, TABLE, Setting, sound
from mentor_desktop.store import settings as store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _

__all__ = ["BY_NAME", "SECTIONS", "TABLE", "Setting", "checked", "defaults", "get", "load", "save"]


def defaults() -> dict[str, Any]:
    """Every setting as a new vault has it."""
    values = {each.name: each.default for each in TABLE}
    values["checklist"] = [each.id for each in content.follow_up_defaults() if each.usual]
    return values


def load(c: Connection) -> dict[str, Any]:
    """Every setting of the vault within a read that is going on; unknown or unsound ones as default."""
    values = defaults()
    for name, value in store.load_settings(c).items():
        if name in BY_NAME and sound(BY_NAME[name], value):
            values[name] = value
    return values


def get(desk: Desk) -> dict[str, Any]:
    """Every setting of the vault."""
    with desk.read() as c:
        return load(c)


def checked(name: str, value: Any) -> Any:
    """A value as kept, else refused with a sentence."""
    setting = BY_NAME[name]
    if isinstance(setting.default, list) and isinstance(value, list):
        value = [line for line in (line_of(str(each)) for each in value) if line]
    if not sound(setting, value):
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
