"""Open, make and close a vault, and say in one sentence what is wrong with one that will not open."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mentor_desktop import vault as vaults
from mentor_desktop.services import noted, people
from mentor_desktop.services.clocks import SystemClock
from mentor_desktop.services.desk import Clock, Desk
from mentor_desktop.services.opened import Newer as Newer  # re-exported: what an opening gives and tells
from mentor_desktop.services.opened import Opened as Opened
from mentor_desktop.services.refusal import name_of
from mentor_desktop.store import schema
from mentor_desktop.store import settings as setting_store
from mentor_desktop.store.engine import Store
from mentor_desktop.store.ids import new_id
from mentor_desktop.vault import Vault, Work
from mentor_desktop.vault.database import told
from mentor_desktop.words import _

DEFAULT_NAME = "mentor.vault"
DEVICE = "device"  # name of the setting that tells this laptop from another


class PassphraseDue(Exception):
    """The keyring opens the vault, but the passphrase was not typed for too long."""


class Elsewhere(Exception):
    """Another computer may have the vault open."""


def create(
    folder: Path, passphrase: str, name: str, zone: str, *, work: Work | None = None,
    clock: Clock | None = None, recovery_key: str | None = None
) -> tuple[Opened, str]:  # fmt: skip
    """Make a vault with the user's own person in it. The recovery key is told once, here.

    `recovery_key` is one of `new_recovery_key` that was shown beforehand.
    """
    people.checked_zone(zone)
    name_of(name)
    vault, made_key = vaults.create(folder, passphrase, work=work, recovery_key=recovery_key)
    opened = _first(vault, name, zone, clock)
    if recovery_key is not None:  # two of its groups were typed from paper
        noted.recovery_proved(opened.desk)
    return opened, made_key


def new_recovery_key() -> str:
    """A recovery key to be written down before the vault is made with it."""
    return vaults.recovery_key_to_give()


def measured_work() -> Work:
    """What one guess at a passphrase shall cost on this laptop. Takes a few seconds of its processor."""
    return vaults.calibrate()


def change_passphrase(opened: Opened, passphrase: str, *, work: Work | None = None) -> None:
    """Let a new passphrase open the vault in place of the old one. Copies made before keep the old one."""
    vaults.change_passphrase(opened.vault, passphrase, work)


def renew_recovery_key(opened: Opened, recovery_key: str) -> None:
    """Let one of `new_recovery_key` open the vault in place of the old one, once it is known to be on paper.

    Copies made before keep the old one.
    """
    vaults.renew_recovery_key(opened.vault, recovery_key)


def check(opened: Opened) -> bool:
    """Whether every page of the vault is sound. Reads all of it, so it may take a while."""
    return not opened.vault.check()


def require_here(folder: Path) -> None:
    """Raise `Elsewhere` where another computer may have the vault open: no lock here would tell."""
    if vaults.held_elsewhere(folder):
        raise Elsewhere


def surroundings(opened: Opened) -> str:
    """One sentence about what another program did to the vault's files, or ""."""
    try:
        opened.vault.require_own_files()
    except vaults.FilesReplaced:
        return _(
            "Another program replaced the files of this vault. Nothing is saved any more: copy what you "
            "typed last, lock the vault and open it again."
        )
    if opened.vault.conflict_copies():
        return _(
            "A synced folder left another version of this vault's files beside them. Keep it until you know "
            "which notes it holds."
        )
    return ""


def place(opened: Opened) -> Path:
    """The folder in which the vault lies."""
    return opened.vault.folder


def keep(
    opened: Opened, folder: Path, passphrase: str, *, recovery_key: str, work: Work | None = None
) -> None:
    """Copy a vault that had a key in memory alone to a place of its own, where this passphrase opens it."""
    if "passphrase" in opened.vault.slot_kinds():  # an earlier try failed at the copy
        vaults.change_passphrase(opened.vault, passphrase, work)
        vaults.renew_recovery_key(opened.vault, recovery_key)
    else:
        vaults.add_passphrase(opened.vault, passphrase, work, recovery_key=recovery_key)
    opened.vault.copy_to(folder)


def create_for_now(folder: Path, name: str, zone: str, clock: Clock | None = None) -> Opened:
    """Make a vault with a random key that nobody is told, gone when the program ends."""
    return _first(vaults.create_with_random_key(folder), name, zone, clock)


def _first(vault: Vault, name: str, zone: str, clock: Clock | None) -> Opened:
    opened = None
    try:
        schema.migrate(vault.connect, vault.dbapi)
        opened = _opened(vault, clock)
        people.add_me(opened.desk, name, zone)
    except BaseException:
        _let_go(vault, opened)
        shutil.rmtree(vault.folder, ignore_errors=True)  # made a moment ago; half a vault is of no use
        raise
    return opened


def open_vault(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    keyring_secret: bytearray | None = None,
    clock: Clock | None = None,
    at_once: bool = False,
) -> Opened:
    """Open a vault, bringing its tables up to date after a copy, if they are older than this program.

    A vault found to be damaged is opened to be looked at alone: `Opened.read_only`. `keyring_secret` comes
    from `services.keyring`, whose days are counted from each passphrase typed.

    With `at_once` the work of the day is left to the caller, who asks for it soon.
    """
    from mentor_desktop.services import running  # later than the window in which the passphrase is typed

    again = None if keyring_secret is None else bytearray(keyring_secret)  # the first opening wipes it
    vault = vaults.open_vault(
        folder, passphrase=passphrase, recovery_key=recovery_key, keyring_secret=keyring_secret
    )
    opened = None
    try:
        _bring_up_to_date(vault)
        opened = _opened(vault, clock)
        _first_work(opened.desk)
        running.take_up(opened.desk)
        if passphrase is not None and "os-keyring" in vault.slot_kinds():
            noted.passphrase_typed(opened.desk)
        if not at_once:
            opened.day_work()
    except BaseException as error:
        _let_go(vault, opened)
        if not isinstance(_told(error), vaults.DamagedDatabase):
            raise
    else:
        return opened
    from mentor_desktop.services.readonly import open_read_only

    return open_read_only(
        folder, passphrase=passphrase, recovery_key=recovery_key, keyring_secret=again, clock=clock
    )


def _let_go(vault: Vault, opened: Opened | None) -> None:
    """Close what an opening that failed had come to hold."""
    if opened is not None:
        opened.desk.store.close()
    vault.close()


def _bring_up_to_date(vault: Vault) -> None:
    probe = Store(vault.connect, vault.dbapi)
    try:
        with probe.read() as c:
            found = schema.version(c)
        due = schema.is_due(found)
    except schema.NewerSchema:
        raise Newer from None
    finally:
        probe.close()
    if found is not None and due:
        from mentor_desktop.services import backups  # once in a few months

        backups.before_migration(vault)
    if due:
        schema.migrate(vault.connect, vault.dbapi)


def _opened(vault: Vault, clock: Clock | None) -> Opened:
    store = Store(vault.connect, vault.dbapi)
    with store.change() as c:
        schema.read_beginnings(c)
        found = setting_store.load_settings(c).get(DEVICE)
        device = bytes.fromhex(found) if isinstance(found, str) else new_id()
        if found is None:
            setting_store.save_setting(c, DEVICE, device.hex())
    return Opened(vault, Desk(store, clock or SystemClock(), device, vault.require_own_files))


def _first_work(desk: Desk) -> None:
    """Finish the making of a vault that was cut off before its user stood in it."""
    with desk.change() as c:
        if not people.is_there(c):
            people.add_me(desk, _("Me"), desk.clock.zone())


def sentence(error: BaseException) -> str:
    """What is wrong, and what to do, in one sentence without any name or word of the vault."""
    error = _told(error)
    for kind, say in _SENTENCES:
        if isinstance(error, kind):
            return say()
    return _("The vault cannot be opened. Nothing was changed.")


_SENTENCES: tuple[tuple[type[BaseException], Callable[[], str]], ...] = (
    (vaults.WrongPassphrase, lambda: _("That does not open this vault. Try again.")),
    (vaults.BadRecoveryKey, lambda: _("This recovery key has a slip in it. Compare it with your paper.")),
    (vaults.MissingVault, lambda: _("There is no vault at this place. Choose another folder.")),
    (vaults.MissingHeader, lambda: _("This vault has lost its file keys.json. Bring it back from a copy.")),
    (vaults.DamagedHeader, lambda: _("This vault's file keys.json is damaged. Bring it back from a copy.")),
    (vaults.TamperedHeader,
     lambda: _("This vault's file keys.json was changed by someone else. Bring it back from a copy.")),
    (vaults.NewerFormat, lambda: _("This vault was made by a newer Mentor Desktop. Update the program.")),
    (Newer, lambda: _("This vault was used with a newer Mentor Desktop. Update the program.")),
    (vaults.MissingDatabase, lambda: _("This vault has lost its file notes.db. Bring it back from a copy.")),
    (vaults.EmptyDatabase, lambda: _("This vault's file notes.db is empty. Bring it back from a copy.")),
    (vaults.ForeignDatabase,
     lambda: _("This vault's file notes.db belongs to something else. Bring it back from a copy.")),
    (vaults.DamagedDatabase, lambda: _("This vault's file notes.db is damaged. Bring it back from a copy.")),
    (vaults.MissingAttachment,
     lambda: _("The file of this attachment is not in the vault any more. Bring it back from a copy.")),
    (vaults.DamagedAttachment,
     lambda: _("The file of this attachment is damaged. Bring it back from a copy.")),
    (vaults.FilesReplaced,
     lambda: _("Another program replaced the files of this vault. Lock it and open it again.")),
    (Elsewhere, lambda: _("Close the vault on the other computer first, then open it here.")),
    (schema.NewerSchema,
     lambda: _("This backup was made by a newer Mentor Desktop. Update the program.")),
    (vaults.NewerBackup,
     lambda: _("This backup was made by a newer Mentor Desktop. Update the program.")),
    (vaults.MissingBackup, lambda: _("There is no backup at this place. Choose its file.")),
    (vaults.ForeignBackup, lambda: _("This file is not a backup. Choose one that ends in .mentor-backup.")),
    (vaults.CutBackup, lambda: _("This backup is not complete: its end is missing. Choose another one.")),
    (vaults.DamagedBackup, lambda: _("This backup is damaged. Choose another one.")),
    (vaults.TamperedBackup, lambda: _("This backup was changed by someone else. Choose another one.")),
    (vaults.BackupNotWritten,
     lambda: _("The backup could not be written. Make room at its place, or choose another place.")),
    (vaults.VaultInUse, lambda: _("This vault is open in another window. Close it there first.")),
    (vaults.ReadOnlyFolder,
     lambda: _("This folder cannot be written to. Allow it, or move the vault to another place.")),
    (vaults.AlreadyExists, lambda: _("There is something at this place already. Choose a new name.")),
    (vaults.PassphraseTooShort, lambda: _("A passphrase has at least 15 characters. Add a word or two.")),
    (vaults.PassphraseTooLong, lambda: _("A passphrase has at most 1,024 characters. Shorten it.")),
    (vaults.PassphraseNotText,
     lambda: _("This passphrase holds a character that cannot be kept. Type it anew.")),
    (vaults.NotEnoughMemory,
     lambda: _("There is not enough free memory to open the vault. Close other programs, then try again.")),
    (vaults.DatabaseUnavailable,
     lambda: _("The vault's file notes.db cannot be read just now. Check the disk, then try again.")),
    (vaults.OldDatabaseLibrary,
     lambda: _("A part of this installation is too old to be safe. Install Mentor Desktop again.")),
    (vaults.RekeyUnfinished,
     lambda: _("A change of this vault's key was not finished. Open it with your passphrase first.")),
    (PassphraseDue,
     lambda: _("Type the passphrase this time: it is asked for every 14 days, so that you remember it.")),
    (vaults.KeyringUnavailable,
     lambda: _("This laptop's keyring did not give the key. Type the passphrase.")),
    (OSError, lambda: _("The disk refused. Check that it has room and can be written to, then try again.")),
)  # fmt: skip


def _told(error: BaseException) -> BaseException:
    """The vault's own error, where the store tells of one of the database library."""
    inner = getattr(error, "orig", None)
    return told(inner) if isinstance(inner, Vault.dbapi.Error) else error


def is_wrong_secret(error: BaseException) -> bool:
    """Whether all that is wrong is the passphrase or the recovery key."""
    return isinstance(error, vaults.WrongPassphrase)


def is_slip(error: BaseException) -> bool:
    """Whether what was typed cannot be the recovery key of any vault."""
    return isinstance(error, vaults.BadRecoveryKey)


def is_damage(error: BaseException) -> bool:
    """Whether the vault itself is at fault: damaged, tampered with, foreign or newer."""
    kinds: tuple[Any, ...] = (
        vaults.MissingHeader, vaults.DamagedHeader, vaults.TamperedHeader, vaults.NewerFormat,
        vaults.MissingDatabase, vaults.EmptyDatabase, vaults.ForeignDatabase, vaults.DamagedDatabase, Newer,
        vaults.MissingAttachment, vaults.DamagedAttachment, schema.NewerSchema, vaults.NewerBackup,
        vaults.ForeignBackup, vaults.CutBackup, vaults.DamagedBackup, vaults.TamperedBackup,
    )  # fmt: skip
    return isinstance(_told(error), kinds)


def is_known(error: BaseException) -> bool:
    """Whether `sentence` has words of its own for it."""
    return isinstance(_told(error), tuple(kind for kind, _say in _SENTENCES))


def keyslots(opened: Opened) -> tuple[str, ...]:
    """What opens the vault: "passphrase", "recovery"."""
    return tuple(slot["kind"] for slot in opened.vault.header_info()["slots"])


def facts(opened: Opened) -> dict[str, Any]:
    """Counts and versions of an opened vault; no words of it."""
    with opened.desk.read() as c:
        counts = setting_store.count_rows(c)
        tables = schema.version(c)
    header = opened.vault.header_info()
    return {
        "format": header["format"],
        "tables": tables,
        "keyslots": [slot["kind"] for slot in header["slots"]],
        **counts,
    }
