"""Wires the lock screen for the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mentor_desktop.services.device import Device
from mentor_desktop.ui.ask import Asker
from mentor_desktop.ui.lock.presenter import Door, Lock
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.timing import Delay


def lock_screen(
    door: Door, asker: Asker, delay: Delay, device: Device, folder: Path, *, started: bool = False
) -> tuple[LockView, Callable[[], None]]:
    """The lock screen of a vault, and what ends it when it is left. `started`: the program begins with it."""
    view = LockView()
    presenter = Lock(view, door, asker, delay, device, folder, started=started)
    view.unlock_asked.connect(presenter.unlock)
    view.cancel_asked.connect(presenter.cancel)
    view.way_asked.connect(presenter.turn)
    view.keyring_asked.connect(presenter.ask_keyring)
    view.another_asked.connect(presenter.open_another)
    view.chosen.connect(presenter.choose)
    view.restore_asked.connect(presenter.restore)
    view.spare_asked.connect(presenter.restore_spare)
    presenter.start()
    return view, presenter.end
