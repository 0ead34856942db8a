"""What every screen is handed: the desk, work off the window's thread, questions, and the window's doors.

No Qt here, so presenters and their tests need no window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from mentor_desktop.services.desk import Desk
from mentor_desktop.services.device import Device
from mentor_desktop.services.refusal import Gone, Refused, Stale
from mentor_desktop.ui.ask import Ask, Asker
from mentor_desktop.ui.backing.aside import Backing
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened
    from mentor_desktop.ui.timing import Delay


BannerKind = Literal["info", "warn", "danger", "private", "ok"]


class ShownBanner(Protocol):
    """A banner that is on the screen."""

    def close_banner(self) -> None:
        """Take it away."""
        ...


class Shell(Protocol):
    """What a screen may do with the window around it."""

    def go(self, key: str, **args: object) -> None:
        """Show another page."""
        ...

    def back(self) -> None:
        """Show the page before."""
        ...

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""
        ...

    def add_banner(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = (), kind: BannerKind = "info",
        *, closable: bool = True
    ) -> ShownBanner:  # fmt: skip
        """A sentence above the page, perhaps with buttons."""
        ...

    def set_badge(self, key: str, badge: str) -> None:
        """A word or number beside an entry of the sidebar."""
        ...

    def set_state(self, text: str) -> None:
        """The line at the foot of the sidebar: "Saved"."""
        ...


class Clipboard(Protocol):
    """Where text is copied to, and what takes it back again."""

    def copy(self, text: str, seconds: int | None = None) -> None:
        """Copy private text. It is taken back on lock, on quit and after so many seconds; None is 600."""
        ...


class NoClipboard:
    """Without a window there is none: what is copied goes nowhere."""

    def copy(self, text: str, seconds: int | None = None) -> None:
        """Does nothing."""


def _nothing() -> None:
    """The look without a window."""


def _no_shortcuts() -> Sequence[tuple[str, str]]:
    return ()


class ShareSafe:
    """Whether the screen is being shown to someone: then private things and other people stay hidden."""

    def __init__(self) -> None:
        self.on = False
        self._listeners: list[Callable[[bool], None]] = []

    def set(self, on: bool) -> None:
        """Switch it, and tell everyone who shows something."""
        if on != self.on:
            self.on = on
            for listener in list(self._listeners):
                listener(on)

    def listen(self, listener: Callable[[bool], None]) -> Callable[[], None]:
        """Be told of each change. Returns what ends that; a page calls it when it is closed."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end


@dataclass(frozen=True)
class Context:
    """Handed to every screen when it is built."""

    desk: Desk
    ask: Ask
    asker: Asker
    shell: Shell
    delay: Delay
    share_safe: ShareSafe = field(default_factory=ShareSafe)
    device: Device = field(default_factory=Device)  # settings that name nobody
    apply_look: Callable[[], None] = _nothing  # after one of them changed: colours, text size, motion
    clipboard: Clipboard = field(default_factory=NoClipboard)
    opened: Opened | None = None  # the vault itself, for Settings
    backing: Backing = field(default_factory=Backing)  # long work on backups, for Settings
    # Shortcuts of the menus and their words, for Help.
    shortcuts: Callable[[], Sequence[tuple[str, str]]] = _no_shortcuts
    add_promise: Callable[[], None] = _nothing  # opens the line for a new promise over the page

    def failed(self, error: BaseException) -> None:
        """Say what went wrong with something a person asked for; nothing was changed by it.

        Damage shows where a page is read for the first time: then the ways out are offered.
        """
        from mentor_desktop.services import vaults

        if vaults.is_damage(error):
            self.shell.add_banner(
                _("Part of this vault cannot be read. Write nothing more in it for now."),
                [(_("See what can be done"), lambda: self.shell.go("damage"))],
                "danger",
            )
        else:
            self.shell.add_banner(sentence(error), (), "warn")


def sentence(error: BaseException) -> str:
    """One sentence that says what to do, without any word of the vault."""
    from mentor_desktop.services import vaults  # loaded by now, and no sooner than a vault is open

    if isinstance(error, Refused):
        return error.sentence
    if vaults.is_known(error):
        return vaults.sentence(error)
    if isinstance(error, Stale | Gone):
        return _("This was changed in the meantime. Look at it again, then repeat the change.")
    return _("This could not be saved. It is still here; try again in a moment.")
