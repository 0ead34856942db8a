"""Backups as a mentor knows them: made by themselves, in two places in turn, proved, and brought back.

What is kept about them lies in the vault: the counter, when the last one was made, and the second place.
"""

import contextlib
import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentor_desktop import vault as vaults
from mentor_desktop.domain.ids import HOUR, Millis
from mentor_desktop.domain.when import date_at, wall_at
from mentor_desktop.services import retention
from mentor_desktop.services.backup_list import (
    Backup,
    Places,
    first_place,
    folder_for_restored,
    highest,
    known_for,
    listed,
    newest_first,
    newest_good,
    place_in,
)
from mentor_desktop.services.clocks import SystemClock
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import attachments as attachment_store
from mentor_desktop.store import schema
from mentor_desktop.store import settings as setting_store
from mentor_desktop.store.engine import make_engine
from mentor_desktop.vault import Vault
from mentor_desktop.vault import backups as store
from mentor_desktop.vault.backup_file import MAX_COUNTER, SUFFIX, Progress
from mentor_desktop.vault.restoring import Restored, opened_copy, restore_backup
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened

__all__ = [
    "ASKED", "BEFORE_REKEY", "BEFORE_RESTORE", "DAILY", "Backup", "Counts", "Made", "Places", "Progress",
    "Proof", "Restored", "ask_for_second_place", "before_migration", "decline_second_place", "due", "every",
    "folder_for_restored", "is_possible", "known_for", "last_made", "make", "newest_good",
    "note_on_old_secrets", "places", "prove", "restore", "set_second_place", "switch", "switched_on",
]  # fmt: skip

DAILY, ASKED, BEFORE_MIGRATION = "daily", "asked", "migration"
BEFORE_RESTORE, BEFORE_REKEY = "restore", "rekey"
ON, SECOND = "backup_daily", "backup_second"  # settings with widgets of their own, so not in the table
USED_DAYS = 2  # of use before the second place is asked for
_STATE = "backups"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a backup holds, the trash left out. `newest_note` is when the newest note was written."""

    people: int
    sessions: int
    notes: int
    promises: int
    newest_note: Millis | None


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, opened and counted. `second` tells in which of the two places it lies."""

    path: Path
    second: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class Proof:
    """What opening a copy of a backup has shown."""

    made: Millis
    reason: str
    counts: Counts
    attachments: int
    attachments_present: int


@dataclass(frozen=True, slots=True)
class _State:
    counter: int = 0
    last: int | None = None
    last_second: bool = True  # so that the first one goes to the first place
    failed: int | None = None
    asked: bool = False
    on: bool = True
    second: str = ""


def is_possible(opened: "Opened") -> bool:
    """Whether the vault can be backed up: sample data has no secret that would open a copy."""
    return "passphrase" in opened.vault.slot_kinds()


def switched_on(opened: "Opened") -> bool:
    """Whether a backup is made at the first change of a day."""
    return _state(opened).on


def switch(opened: "Opened", on: bool) -> None:
    """Switch the daily backup on or off."""
    with opened.desk.change() as c:
        setting_store.save_setting(c, ON, on)


def due(opened: "Opened") -> bool:
    """Whether the daily backup should be made now: asked after each change, and quick.

    After a failure an hour passes before the next try.
    """
    if not is_possible(opened):
        return False
    state, now, zone = _state(opened), opened.desk.now(), opened.desk.clock.zone()
    if not state.on or (state.failed is not None and 0 <= now - state.failed < HOUR):
        return False
    if state.last is None or date_at(Millis(state.last), zone) != date_at(now, zone):
        return True
    # A vault that was brought back on another laptop remembers backups that this one does not have.
    return not state.last_second and not first_place(opened.vault.folder, opened.vault.vault_id).exists()


def make(
    opened: "Opened", reason: str = ASKED, *, to: Path | None = None, progress: Progress | None = None
) -> Made:
    """Make a backup and let old ones go. What `progress` raises stops it, and leaves nothing.

    Daily ones and those asked for use both places in turn; the others the first. With `to` it goes into that
    folder, where nothing is ever removed. Raises `Refused` for sample data and a folder in the vault,
    `BackupNotWritten` if no place takes it, and `DamagedDatabase`; a failure removes no older backup. Call it
    from a worker thread.
    """
    if not is_possible(opened):
        raise Refused(_("Sample data is not backed up. Make a vault of your own first."))
    if to is not None:
        _refuse_inside(opened, to)
    state, now = _state(opened), opened.desk.now()
    where = places(opened)
    counter = _next_counter(opened, where)
    counted: list[Counts] = []
    try:
        second, path = _written(
            opened, _in_order(where, state, reason, to), reason, counter, counted, progress
        )
    except Exception as error:  # one that was stopped waits like one that failed
        if not isinstance(error, vaults.VaultClosed):
            _keep(opened, failed=now)
        raise
    if to is None:
        _keep(opened, last=now, last_second=second, failed=None)
        with contextlib.suppress(OSError):  # what could not be removed goes the next time
            retention.prune(path.parent, opened.vault.vault_id, opened.desk.clock.zone())
    return Made(path, second, counted[-1])


def before_migration(vault: Vault) -> Path:
    """Back up a vault whose tables are about to change. Raises what `make` raises."""
    folder = first_place(vault.folder, vault.vault_id)
    clock = SystemClock()
    counter = min(highest(Places(folder, None, False)) + 1, MAX_COUNTER)
    now = clock.reading().utc
    name = _name(folder, now, clock.zone(), BEFORE_MIGRATION, counter)
    return store.write_backup(vault, folder, name, counter=counter, made=now, reason=BEFORE_MIGRATION)


def places(opened: "Opened") -> Places:
    """Where the backups of this vault go."""
    chosen = _state(opened).second
    first = first_place(opened.vault.folder, opened.vault.vault_id)
    if not chosen:
        return Places(first, None, False)
    second = place_in(Path(chosen), opened.vault.folder, opened.vault.vault_id)
    return Places(first, second, Path(chosen).is_dir())


def set_second_place(opened: "Opened", folder: Path | None) -> None:
    """Choose a folder on another disk, or None for no second place. Backups go into a folder of their own in
    it. Refuses one that is not there, or that lies in the vault."""
    if folder is not None:
        folder = folder.absolute()
        if not folder.is_dir():
            raise Refused(_("There is no such folder. Choose one that is there now."))
        _refuse_inside(opened, folder)
    with opened.desk.change() as c:
        setting_store.save_setting(c, SECOND, str(folder) if folder is not None else "")
        _save(c, asked=True)


def ask_for_second_place(opened: "Opened") -> bool:
    """Whether it is time to ask for a second place: from the second day of use, until it was answered."""
    state = _state(opened)
    if not is_possible(opened) or not state.on or state.second or state.asked or state.last is None:
        return False
    with opened.desk.read() as c:
        return setting_store.days_used_since(c, date.min) >= USED_DAYS


def decline_second_place(opened: "Opened") -> None:
    """Do not ask for a second place again."""
    _keep(opened, asked=True)


def last_made(opened: "Opened") -> Millis | None:
    """When the last backup was made, by the clock of that moment."""
    last = _state(opened).last
    return Millis(last) if last is not None else None


def every(opened: "Opened") -> tuple[Backup, ...]:
    """The backups of this vault in both places, the newest first by their counters."""
    where, own = places(opened), opened.vault.vault_id
    found = listed(where.first, own, second=False)
    if where.second is not None:
        found += listed(where.second, own, second=True)
    return newest_first(found)


def prove(
    path: Path, *, passphrase: str | None = None, recovery_key: str | None = None,
    progress: Progress | None = None
) -> Proof:  # fmt: skip
    """Open a copy of a backup with one secret alone, and count it. The backup is not changed.

    Raises the errors of `restore`.
    """
    copy = opened_copy(path, passphrase=passphrase, recovery_key=recovery_key, progress=progress)
    with copy as (vault, held, sound):
        counts, needed = _counted(vault)
        if progress is not None:
            progress(1.0)
    return Proof(Millis(held.manifest.made), held.manifest.reason, counts, len(needed), len(needed & sound))


def restore(
    path: Path, folder: Path, *, passphrase: str | None = None, recovery_key: str | None = None,
    progress: Progress | None = None
) -> Restored:  # fmt: skip
    """Bring a backup back as a new vault; the vault it was made of stays as it is.

    Raises `AlreadyExists`, `MissingBackup`, `ForeignBackup`, `CutBackup`, `DamagedBackup`, `NewerBackup`,
    `TamperedBackup`, `WrongPassphrase`, `BadRecoveryKey` or OSError; then nothing is left at `folder`.
    """
    return restore_backup(path, folder, passphrase=passphrase, recovery_key=recovery_key, progress=progress)


def note_on_old_secrets(opened: "Opened") -> str:
    """What to say when a passphrase or a recovery key was changed; "" if there are no backups."""
    if not every(opened):
        return ""
    return _("Backups made until now still open with the passphrase and the recovery key of their time.")


def _refuse_inside(opened: "Opened", folder: Path) -> None:
    """Raise `Refused` for a folder that is the vault or lies in it."""
    own, resolved = opened.vault.folder.absolute().resolve(), folder.resolve()
    if resolved == own or own in resolved.parents:
        raise Refused(_("A backup inside the vault would be lost with it. Choose another folder."))


def _written(
    opened: "Opened",
    order: Sequence[tuple[bool, Path]],
    reason: str,
    counter: int,
    counted: list[Counts],
    progress: Progress | None,
) -> tuple[bool, Path]:
    """Into the first of these places that takes it."""
    now, zone = opened.desk.now(), opened.desk.clock.zone()

    def look(con: vaults.Connection) -> None:
        engine = make_engine(lambda _role: con, Vault.dbapi, "reader")
        with engine.begin() as c:
            counted.append(_counts(c))

    for number, (second, folder) in enumerate(order):
        try:
            return second, store.write_backup(
                opened.vault, folder, _name(folder, now, zone, reason, counter),
                counter=counter, made=now, reason=reason, look=look, progress=progress,
            )  # fmt: skip
        except vaults.BackupNotWritten:
            if number == len(order) - 1:
                raise
    raise AssertionError("no place")


def _in_order(where: Places, state: _State, reason: str, to: Path | None) -> list[tuple[bool, Path]]:
    if to is not None:
        return [(False, to)]
    order = [(False, where.first)]
    if where.second is not None and where.second_is_there:
        order.append((True, where.second))
        if reason in (DAILY, ASKED) and not state.last_second:
            order.reverse()
    return order


def _counted(vault: Vault) -> tuple[Counts, frozenset[str]]:
    """Counts of a vault that is a copy, and the files its attachments need.

    Its tables are brought up to date first, which proves that too.
    """
    engine = make_engine(vault.connect, vault.dbapi, "reader")
    try:
        with engine.begin() as c:
            late = schema.is_due(schema.version(c))
        if late:
            schema.migrate(vault.connect, vault.dbapi)
        with engine.begin() as c:
            return _counts(c), attachment_store.files_needed(c)
    finally:
        engine.dispose()


def _counts(c: Any) -> Counts:
    rows = setting_store.count_rows(c)
    return Counts(
        rows["people"], rows["sessions"], rows["notes"], rows["promises"], setting_store.newest_note(c)
    )


def _state(opened: "Opened") -> _State:
    with opened.desk.read() as c:
        return _state_in(setting_store.load_settings(c))


def _state_in(kept: dict[str, Any]) -> _State:
    """What is kept, whatever is unsound in it as never set."""
    found = kept.get(_STATE)
    found = found if isinstance(found, dict) else {}
    number = {name: found.get(name) for name in ("counter", "last", "failed")}
    whole = {name: value for name, value in number.items() if type(value) is int and value >= 0}
    second = kept.get(SECOND)
    return _State(
        **whole,
        last_second=found.get("last_second") is not False,
        asked=found.get("asked") is True,
        on=kept.get(ON) is not False,
        second=second if isinstance(second, str) and Path(second).is_absolute() else "",
    )


def _next_counter(opened: "Opened", where: Places) -> int:
    """Given once, whatever becomes of the backup, so that two made at a time have two."""
    there = highest(where)
    with opened.desk.change() as c:
        counter = min(max(_state_in(setting_store.load_settings(c)).counter, there) + 1, MAX_COUNTER)
        _save(c, counter=counter)
    return counter


def _keep(opened: "Opened", **changed: Any) -> None:
    with opened.desk.change() as c:
        _save(c, **changed)


def _save(c: Any, **changed: Any) -> None:
    found = setting_store.load_settings(c).get(_STATE)
    setting_store.save_setting(c, _STATE, {**(found if isinstance(found, dict) else {}), **changed})


def _name(folder: Path, now: Millis, zone: str, reason: str, counter: int) -> str:
    """A free one, without the ending; only a counter that someone forged up to its end is given twice."""
    name = f"{wall_at(now, zone):%Y-%m-%d-%H%M}-{reason}-{counter:06d}"
    numbered = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    return next(each for each in numbered if not os.path.lexists(folder / (each + SUFFIX)))
