"""Opening a vault: with the passphrase or the recovery key, another vault, and what a wrong try costs.

After three wrong tries one waits 1, 2, 4 and so on up to 30 seconds; that slows down a nosy hand, no more.
No Qt; the services load in the worker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mentor_desktop.ui.ask import Asker
from mentor_desktop.ui.rising import Rising
from mentor_desktop.words import _, ngettext

if TYPE_CHECKING:
    from mentor_desktop.services.device import Device
    from mentor_desktop.ui.opening import Spare
    from mentor_desktop.ui.timing import Delay

FREE_TRIES = 3
LONGEST_WAIT = 30  # seconds
_OPENING_MS = 700


@dataclass(frozen=True)
class Try:
    """One try to open a vault: exactly one of the two secrets is given, or the keyring is asked."""

    folder: Path
    passphrase: str | None = field(default=None, repr=False)
    recovery_key: str | None = field(default=None, repr=False)
    keyring: bool = False


class LockScreen(Protocol):
    """What the presenter needs of the window."""

    def show_vault(self, name: str, others: Sequence[str]) -> None:
        """The file name of the vault to open, and those of others opened before."""
        ...

    def show_way(self, recovery: bool) -> None:
        """Ask for the passphrase, or for the recovery key."""
        ...

    def show_keyring(self, offered: bool) -> None:
        """Whether this laptop's keyring opens the vault too."""
        ...

    def secret(self) -> str:
        """What is typed."""
        ...

    def wipe(self) -> None:
        """Empty the field without a trace."""
        ...

    def refuse(self, sentence: str) -> None:
        """Say what is wrong; the field has the focus and all of it is selected."""
        ...

    def show_spare(self, sentence: str) -> None:
        """Offer a backup of a vault that will not open; "" takes that back."""
        ...

    def set_opening(self, opening: bool) -> None:
        """Whether the vault is being opened, which can be cancelled."""
        ...

    def show_progress(self, percent: int) -> None:
        """How far that is."""
        ...

    def show_wait(self, sentence: str) -> None:
        """Say how long to wait; "" lets one try again."""
        ...


class Door(Protocol):
    """Opens vaults in the worker."""

    def open(self, attempt: Try, failed: Callable[[BaseException], None]) -> Callable[[], None]:
        """Open a vault and show it. Exactly one of that and `failed` comes, unless the returned function,
        which takes the try back, was called."""
        ...

    def look(self, folder: Path, told: Callable[[bool], None]) -> None:
        """Say, after the first paint, whether a keyring opens this vault too; nothing for no vault."""
        ...

    def find_backup(self, folder: Path, told: Callable[[Spare | None], None]) -> None:
        """Say which backup of this vault is the newest whole one."""
        ...

    def restore(self, folder: Path, file: Path | None = None) -> None:
        """Bring a backup back beside this vault: a file yet to be chosen, or this one."""
        ...


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries in a row."""
    return 0 if wrong < FREE_TRIES else int(min(2 ** (wrong - FREE_TRIES), LONGEST_WAIT))


class Lock:
    """Decides what the lock screen does."""

    def __init__(
        self, view: LockScreen, door: Door, asker: Asker, delay: Delay, device: Device, folder: Path, *,
        started: bool = False
    ) -> None:  # fmt: skip
        """`started`: the first lock screen of a program. Whoever locks does not want it opened again."""
        self._ask_at_once = started
        self._ended = False
        self._view, self._door, self._asker, self._delay = view, door, asker, delay
        self._device, self._folder = device, folder
        self._recovery = False
        self._wrong = 0
        self._wait = 0
        self._spare: Path | None = None
        self._take_back: Callable[[], None] | None = None
        self._cancel_wait: Callable[[], None] | None = None
        self._rising = Rising(delay, view.show_progress, _OPENING_MS)

    def start(self) -> None:
        """Show which vault it is."""
        self._view.show_vault(self._folder.name, [path.name for path in self._others()])
        self._view.show_way(self._recovery)
        self._view.show_keyring(False)
        self._view.show_spare("")
        self._spare = None
        folder = self._folder
        if not folder.is_dir():
            self._view.refuse(_("This vault is not at its place any more."))
            self._find_spare()

        def told(offered: bool) -> None:
            if folder != self._folder or self._ended:
                return
            self._view.show_keyring(offered)
            if offered and self._ask_at_once and self._device.get("keyring_at_once"):
                self.ask_keyring()
            self._ask_at_once = False

        self._door.look(folder, told)

    def ask_keyring(self) -> None:
        """Open with what this laptop's keyring holds; what was typed stays."""
        if self._take_back is None and not self._wait:
            self._begin(Try(self._folder, keyring=True))

    def unlock(self) -> None:
        """Enter or the button."""
        if self._take_back is not None or self._wait:
            return
        secret = self._view.secret()
        if not secret:
            self._view.refuse(
                _("Type the recovery key first.") if self._recovery else _("Type the passphrase first.")
            )
            return
        attempt = (
            Try(self._folder, recovery_key=secret) if self._recovery else Try(self._folder, passphrase=secret)
        )
        self._begin(attempt)

    def cancel(self) -> None:
        """Do not open it after all."""
        if self._take_back is not None:
            self._take_back()
            self._idle()

    def turn(self) -> None:
        """The other way of opening: recovery key, or back to the passphrase."""
        self.cancel()
        self._recovery = not self._recovery
        self._view.wipe()
        self._view.show_way(self._recovery)

    def choose(self, at: int) -> None:
        """One of the other vaults of the list."""
        others = self._others()
        if 0 <= at < len(others):
            self._turn_to(others[at])

    def open_another(self) -> None:
        """A vault that is not in the list."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._turn_to(path)

        self._asker.open_folder(_("Open a vault"), chosen)

    def restore(self) -> None:
        """Bring a backup back, whose file is yet to be chosen."""
        self.cancel()
        self._door.restore(self._folder)

    def restore_spare(self) -> None:
        """Bring the backup back that was offered."""
        if self._spare is not None:
            self._door.restore(self._folder, self._spare)

    def end(self) -> None:
        """The window goes on to something else."""
        self._ended = True
        self._rising.stop()
        self._view.wipe()
        if self._cancel_wait is not None:
            self._cancel_wait()

    def _others(self) -> list[Path]:
        return [path for path in self._device.recent_vaults() if path != self._folder and path.is_dir()]

    def _turn_to(self, folder: Path) -> None:
        self.cancel()
        self._folder = folder
        self._recovery = False
        self._view.wipe()
        self.start()

    def _begin(self, attempt: Try) -> None:
        self._view.set_opening(True)
        self._rising.start()
        self._take_back = self._door.open(attempt, self._failed)

    def _idle(self) -> None:
        self._take_back = None
        self._rising.stop()
        self._view.set_opening(False)

    def _failed(self, error: BaseException) -> None:
        from mentor_desktop.services import vaults

        self._idle()
        self._view.refuse(vaults.sentence(error))
        if vaults.is_damage(error) or not self._folder.is_dir():
            self._find_spare()
        if vaults.is_wrong_secret(error):
            self._wrong += 1
            self._wait = wait_after(self._wrong)
            if self._wait:
                self._count_down()

    def _find_spare(self) -> None:
        folder = self._folder

        def told(spare: Spare | None) -> None:
            if spare is not None and folder == self._folder and not self._ended:
                self._spare = spare.file
                self._view.show_spare(_("There is a whole backup of %(when)s.") % {"when": spare.made})

        self._door.find_backup(folder, told)

    def _count_down(self) -> None:
        if self._wait <= 0:
            self._cancel_wait = None
            self._view.show_wait("")
            return
        sentence = ngettext(
            "That does not open this vault. Try again in %(seconds)d second.",
            "That does not open this vault. Try again in %(seconds)d seconds.",
            self._wait,
        )
        self._view.show_wait(sentence % {"seconds": self._wait})

        def second_passed() -> None:
            self._wait -= 1
            self._count_down()

        self._cancel_wait = self._delay.after(1_000, second_passed)
