"""What the gate has its workers do before a vault is open. No Qt; the services load in the worker."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentor_desktop.services.desk import Clock
    from mentor_desktop.services.device import Device
    from mentor_desktop.services.vaults import Opened
    from mentor_desktop.ui.firstrun.presenter import Making
    from mentor_desktop.ui.held import Held
    from mentor_desktop.ui.lock.presenter import Try
    from mentor_desktop.vault import Work


@dataclass(frozen=True)
class Spare:
    """A whole backup of a vault that will not open, and when it was made, in words."""

    file: Path
    made: str


def load() -> None:
    """Everything that opening a vault needs, in the worker."""
    from mentor_desktop.services import places, vaults  # noqa: F401


def open_vault(
    attempt: Try,
    held: Held,
    device: Device,
    clock: Clock | None,
    taken_back: threading.Event,
    *,
    anyway: bool,
) -> Opened | None:
    """Open the vault of a try; None for one that was taken back. `anyway`: though another computer may have
    it open."""
    from mentor_desktop.services import keyring, vaults

    if not anyway:
        vaults.require_here(attempt.folder)
    if attempt.keyring:
        opened = keyring.open_vault(attempt.folder, clock=clock, at_once=True)
    else:
        opened = vaults.open_vault(
            attempt.folder, passphrase=attempt.passphrase, recovery_key=attempt.recovery_key, clock=clock,
            at_once=True,
        )  # fmt: skip
    if taken_back.is_set():
        opened.close()
        return None
    held.take(opened)
    device.remember_vault(attempt.folder)
    return opened


def make(making: Making, held: Held, device: Device, clock: Clock | None, cost: Work | None) -> Opened:
    """Make the vault of a first run."""
    from mentor_desktop.services import vaults

    opened, _key = vaults.create(
        making.folder, making.passphrase, making.name, making.zone, work=cost, clock=clock,
        recovery_key=making.recovery_key,
    )  # fmt: skip
    held.take(opened)
    device.remember_vault(making.folder)
    return opened


def make_sample(folder: Path, held: Held, clock: Clock | None) -> Opened:
    """Make a vault of invented people."""
    from mentor_desktop.services import sample, vaults

    opened = vaults.create_for_now(folder, sample.MENTOR, sample.MENTOR_ZONE, clock)
    held.take(opened)
    sample.fill(opened.desk)
    return opened


def keep(making: Making, held: Held, device: Device, clock: Clock | None, cost: Work | None) -> Opened:
    """Give the sample that is open a passphrase and a place of its own."""
    from mentor_desktop.services import vaults

    vaults.keep(held.opened(), making.folder, making.passphrase, recovery_key=making.recovery_key, work=cost)
    kept = vaults.open_vault(making.folder, passphrase=making.passphrase, clock=clock)
    held.take(kept)
    device.remember_vault(making.folder)
    return kept


def is_offered(folder: Path) -> bool:
    """Whether a keyring opens this vault too."""
    from mentor_desktop.services import keyring

    return keyring.is_offered(folder)


def is_backed_up(folder: Path) -> bool:
    """Whether there is any backup of a vault that is gone, good or not. Reads no backup whole."""
    from mentor_desktop.services import backups

    return bool(backups.known_for(folder))


def spare(folder: Path, clock: Clock | None) -> Spare | None:
    """The newest backup that is whole. Reads all of it, so it may take a while."""
    from mentor_desktop.domain.when import wall_at
    from mentor_desktop.services import backups
    from mentor_desktop.services.clocks import SystemClock
    from mentor_desktop.words import clock as time_of
    from mentor_desktop.words import day

    found = backups.newest_good(backups.known_for(folder))
    if found is None or found.made is None:
        return None
    made = wall_at(found.made, (clock or SystemClock()).zone())
    return Spare(found.path, f"{day(made.date())}, {time_of(made)}")
