"""Opening the vault with the keyring of the laptop: an extra way, off until someone turns it on.

The passphrase is asked for again after 14 days, so that it is not forgotten. When it was typed last is kept
in the vault, beside the latest moment ever seen: a clock set back asks at once. May import vaults and the
vault.
"""

import contextlib
import secrets
from collections.abc import Sequence
from pathlib import Path

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY, MINUTE
from mentor_desktop.services import noted, vaults
from mentor_desktop.services.desk import Clock
from mentor_desktop.services.vaults import Opened, PassphraseDue
from mentor_desktop.vault import KeyringUnavailable, OsKeyring, VaultError, WrongPassphrase
from mentor_desktop.vault.header import Kind, Slot

KIND: Kind = "os-keyring"
DAYS = 14
_SLACK = 10 * MINUTE  # a clock that is put right by the network is not set back


def is_on(opened: Opened) -> bool:
    """Whether the keyring opens this vault."""
    return KIND in opened.vault.slot_kinds()


def entry(opened: Opened) -> str | None:
    """What the keyring's entry for this vault is called, or None where there is none."""
    slot = _slot(opened.vault.slots())
    return None if slot is None else _name(opened.vault.vault_id, slot)


def is_offered(folder: Path) -> bool:
    """Whether a vault that is closed has a slot for a keyring."""
    try:
        return _slot(vaults_below.header_of(folder).slots) is not None
    except (VaultError, OSError):
        return False


def turn_on(opened: Opened, keyring: OsKeyring | None = None) -> None:
    """Let the keyring open this vault too. Raises `KeyringUnavailable`; then nothing was changed."""
    keyring = keyring or OsKeyring()
    secret = bytearray(secrets.token_bytes(32))
    try:
        slot = vaults_below.keyring_slot(opened.vault, secret)
        name = _name(opened.vault.vault_id, slot)
        try:
            keyring.keep(name, secret)
            noted.passphrase_typed(opened.desk)
            opened.vault.replace_slots((slot,))
        except BaseException:
            with contextlib.suppress(KeyringUnavailable):
                keyring.remove(name)
            raise
    finally:
        secret[:] = bytes(len(secret))


def turn_off(opened: Opened, keyring: OsKeyring | None = None) -> bool:
    """Take the keyring's slot away, and its entry. Whether the entry is gone too: without the slot it opens
    nothing."""
    name = entry(opened)
    if name is None:
        return True
    opened.vault.replace_slots((), KIND)
    try:
        (keyring or OsKeyring()).remove(name)
    except KeyringUnavailable:
        return False
    return True


def open_vault(
    folder: Path, *, clock: Clock | None = None, at_once: bool = False, keyring: OsKeyring | None = None
) -> Opened:
    """Open a vault with what the keyring holds.

    Raises `KeyringUnavailable` for whatever is wrong with the keyring, `PassphraseDue`, and the errors of
    `vaults.open_vault`. The slot stays in any case.
    """
    header = vaults_below.header_of(folder)
    slot = _slot(header.slots)
    if slot is None:
        raise KeyringUnavailable("no slot")
    secret = (keyring or OsKeyring()).read(_name(header.vault_id.hex(), slot))
    try:
        opened = vaults.open_vault(folder, keyring_secret=secret, clock=clock, at_once=at_once)
    except WrongPassphrase:
        raise KeyringUnavailable("other bytes") from None
    try:
        if is_due(opened):
            raise PassphraseDue
        noted.seen(opened.desk)
    except BaseException:
        opened.close()
        raise
    return opened


def is_due(opened: Opened) -> bool:
    """Whether the passphrase is to be typed once: after 14 days, or when the clock was set back."""
    typed, seen = noted.last_typed(opened.desk)
    now = opened.desk.now()
    return now < seen - _SLACK or max(now, seen) - typed >= DAYS * DAY


def _slot(slots: Sequence[Slot]) -> Slot | None:
    return next((slot for slot in slots if slot.kind == KIND), None)


def _name(vault_id: str, slot: Slot) -> str:
    """What the entry is called: no words, and another one each time the keyring is turned on."""
    return f"{vault_id}-{slot.id.hex()}"
