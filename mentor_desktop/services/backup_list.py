"""Where backups lie, and which there are: read from what each says of itself, without a key.

A backup is known by its counter and its vault's id, never by its name or its file's date.
"""

import contextlib
import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mentor_desktop import vault as vaults
from mentor_desktop.domain.ids import Millis
from mentor_desktop.services.device import data_folder
from mentor_desktop.vault import backups as store
from mentor_desktop.words import _

_ID_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the list. `problem` is a sentence, empty for one that looks sound; only reading all of it
    (`newest_good`, `prove`) tells for certain. Sizes in bytes, of the file alone and of its attachments."""

    path: Path
    second: bool
    size: int
    counter: int = 0
    made: Millis | None = None
    reason: str = ""
    attachments: int = 0
    attachment_bytes: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where backups go. The second place may be a disk that is not there just now."""

    first: Path
    second: Path | None
    second_is_there: bool


def known_for(folder: Path) -> tuple[Backup, ...]:
    """The backups in the first place of a vault that need not open, the newest first."""
    try:
        vault_id = vaults.header_of(folder).vault_id.hex()
    except (vaults.VaultError, OSError):
        vault_id = ""
    if vault_id:
        return newest_first(listed(first_place(folder, vault_id), vault_id, second=False))
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for place in _base().glob(f"{_safe(folder.stem)}-{'[0-9a-f]' * _ID_SHOWN}"):
            found += listed(place, "", second=False)
    return newest_first(found)


def folder_for_restored(folder: Path) -> Path:
    """A free name beside a vault for one that is brought back."""
    for number in itertools.count(1):
        ending = "" if number == 1 else f"-{number}"
        free = folder.with_name(f"{folder.stem}-restored{ending}.vault")
        if not os.path.lexists(free):
            return free
    raise AssertionError("endless")


def newest_good(found: Sequence[Backup]) -> Backup | None:
    """The first of a list (newest first) whose every byte is what it was when it was written."""
    return next((each for each in found if not each.problem and store.is_whole(each.path)), None)


def highest(where: Places) -> int:
    """The highest counter of any backup there, 0 if there is none."""
    found = store.found_in(where.first) + (store.found_in(where.second) if where.second else [])
    return max((each.manifest.counter for each in found if each.manifest), default=0)


def listed(folder: Path, vault_id: str, *, second: bool) -> list[Backup]:
    """The backups in a folder: those of one vault, or all with ""; and those that cannot be told."""
    found = []
    for each in store.found_in(folder):
        says = each.manifest
        if says is None:
            found.append(Backup(each.path, second, each.size, problem=_problem(each.error)))
        elif not vault_id or says.vault_id.hex() == vault_id:
            needed = says.attachments
            found.append(
                Backup(
                    each.path, second, each.size, says.counter, Millis(says.made), says.reason,
                    len(needed), sum(item.size for item in needed),
                )
            )  # fmt: skip
    return found


def _problem(error: BaseException | None) -> str:
    if isinstance(error, vaults.NewerBackup | vaults.NewerFormat):
        return _("Made by a newer Mentor Desktop.")
    if isinstance(error, vaults.CutBackup):
        return _("Not complete.")
    return _("Damaged.")


def newest_first(found: Sequence[Backup]) -> tuple[Backup, ...]:
    """By their counters."""
    return tuple(sorted(found, key=lambda each: (each.counter, each.path.name), reverse=True))


def _base() -> Path:
    return data_folder() / "backups"


def first_place(folder: Path, vault_id: str) -> Path:
    """The folder of a vault's backups outside it, in the place for data of this system."""
    return place_in(_base(), folder, vault_id)


def place_in(base: Path, folder: Path, vault_id: str) -> Path:
    """The folder of one vault in a place; the one it has there already, if the vault was renamed."""
    short = vault_id[:_ID_SHOWN]
    with contextlib.suppress(OSError):
        for there in sorted(base.glob(f"*-{short}")):
            if there.is_dir():
                return there
    return base / f"{_safe(folder.stem)}-{short}"


def _safe(name: str) -> str:
    return (
        "".join(char if char.isalnum() or char in " ._-" else "_" for char in name)[:60].strip(" .")
        or "vault"
    )
