"""Replacing the key of an open vault: everything is encrypted anew, and old copies keep what opened them.

May import the vault and other services.
"""

import contextlib
from collections.abc import Callable, Iterator

from mentor_desktop import vault as vaults_below
from mentor_desktop.services import backups, noted, resealing
from mentor_desktop.services import keyring as keyrings
from mentor_desktop.services.vaults import Opened
from mentor_desktop.vault import KeyringUnavailable, OsKeyring


def backup_first(opened: Opened) -> None:
    """Make the backup, still under the old key, without which no key is replaced. Raises what it raises."""
    backups.make(opened, backups.BEFORE_REKEY)


def replace_key(
    opened: Opened,
    passphrase: str,
    recovery_key: str,
    *,
    backup: Callable[[], None],
    keyring: OsKeyring | None = None,
) -> bool:
    """Give the vault a new key. The passphrase stays; `recovery_key`, which was proved, becomes its own.

    Runs in the writer's thread; whoever reads meanwhile waits. `backup` copies the vault before anything
    changes and raises where it cannot. Attachments are sealed anew after the database; a crash meanwhile is
    made up for at the next opening. Where the keyring opened the vault it does so again afterwards; returns
    False if that could not be done. Raises `WrongPassphrase`, `BadRecoveryKey`, `RekeyUnfinished`, OSError
    and the errors of a vault.
    """
    entry = keyrings.entry(opened)
    with _held_back(opened) as hold:
        vaults_below.replace_key(opened.vault, passphrase, recovery_key, backup=lambda: hold(backup))
    noted.recovery_proved(opened.desk)
    resealing.finish(opened)
    return entry is None or _keyring_again(opened, entry, keyring)


@contextlib.contextmanager
def _held_back(opened: Opened) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Lends what makes the backup first, and from then on keeps everyone else away from the database."""
    with contextlib.ExitStack() as ends:

        def hold(backup: Callable[[], None]) -> None:
            backup()
            resealing.begin(opened.desk)
            ends.enter_context(opened.desk.store.away())

        yield hold


def _keyring_again(opened: Opened, entry: str, keyring: OsKeyring | None) -> bool:
    keyring = keyring or OsKeyring()
    try:
        keyring.remove(entry)
        keyrings.turn_on(opened, keyring)
    except KeyringUnavailable:
        return False
    return True
