"""What the window says of a damaged vault and of the ways out. Plain Python, no Qt."""

from __future__ import annotations

import itertools
from pathlib import Path

from mentor_desktop.domain.when import wall_at
from mentor_desktop.services.backup_list import Backup
from mentor_desktop.words import _, clock, day

BACKUP, RESCUE = "backup", "rescue"  # the two ways out, as topics of the page


def banner_words() -> str:
    """The sentence that stays above every page."""
    return _(
        "This vault is damaged, so it is only shown. Nothing you change or type here is kept; the vault"
        " stays as it is."
    )


def intro_words(read_only: bool) -> str:
    """What has happened."""
    if read_only:
        return _(
            "Part of its files cannot be read any more. What can still be read is shown, and not one byte is "
            "changed. Take one of the two ways below; both make a new vault."
        )
    return _(
        "Nothing is repaired in place. If the check finds damage, write nothing more here and take one of"
        " the two ways below; both make a new vault."
    )


def backup_day(backup: Backup, zone: str) -> str:
    """The day on which a backup was made, or its file's name where that is not told."""
    return backup.path.name if backup.made is None else day(wall_at(backup.made, zone).date())


def backup_words(backup: Backup | None, zone: str) -> str:
    """The backup that would be brought back."""
    if backup is None:
        return _("There is no sound backup where this program looks. You can choose a file yourself.")
    if backup.made is None:
        return _("The newest sound backup is %(name)s.") % {"name": backup.path.name}
    made = wall_at(backup.made, zone)
    return _("The newest sound backup was made on %(day)s at %(time)s. What came after it is not in it.") % {
        "day": day(made.date()), "time": clock(made),
    }  # fmt: skip


def rescue_name(folder: Path, damaged: Path) -> Path:
    """A free name in a folder for the vault that is rescued."""
    if folder.suffix == damaged.suffix and not folder.exists():
        return folder
    parent = folder.parent if folder.resolve() == damaged.resolve() else folder  # not inside what is damaged
    for number in itertools.count(1):
        ending = "" if number == 1 else f"-{number}"
        free = parent / f"{damaged.stem}-rescued{ending}.vault"
        if not free.exists():
            return free
    raise AssertionError("endless")
