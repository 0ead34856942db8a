"""The three steps of a first run, and their first two for keeping the sample vault.

Nothing is written before the last step: whoever closes the window earlier leaves nothing behind. The recovery
key is drawn beforehand, so that it is on paper before the vault exists. No Qt; services load in the worker.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from mentor_desktop.ui.ask import Ask, Asker
from mentor_desktop.ui.firstrun.choosing import Choosing, ChoosingView
from mentor_desktop.ui.rising import Rising
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.ui.timing import Delay
    from mentor_desktop.ui.widgets.zone_field import Find

_MAKING_MS = 1_500
ENDING = ".vault"


@dataclass(frozen=True)
class Making:
    """Everything a new vault is made of."""

    folder: Path
    passphrase: str = field(repr=False)
    recovery_key: str = field(repr=False)
    name: str = field(default="", repr=False)
    zone: str = ""


class FirstRunScreen(ChoosingView, Protocol):
    """What the steps need of the window."""

    def show_recovery(self, groups: Sequence[str], wanted: tuple[int, int]) -> None:
        """The second step, in place of the first, which is wiped."""
        ...

    def recovery_typed(self) -> tuple[str, str]:
        """The two groups as typed."""
        ...

    def refuse_group(self, which: int, sentence: str) -> None:
        """What is wrong with the first (0) or second (1) group."""
        ...

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence about what was done last."""
        ...

    def show_you(self, place: str, zone: str, find: Find) -> None:
        """The third step: where the vault will be kept, the system's zone, and what finds another."""
        ...

    def show_place(self, place: str) -> None:
        """Where the vault will be kept."""
        ...

    def about_you(self) -> tuple[str, str]:
        """The name typed and the zone chosen, "" for none."""
        ...

    def refuse_name(self, sentence: str) -> None:
        """What is wrong with the name."""
        ...

    def refuse_zone(self, sentence: str) -> None:
        """What is wrong with the zone."""
        ...

    def set_making(self, making: bool) -> None:
        """Whether the vault is being made."""
        ...

    def show_progress(self, percent: int) -> None:
        """How far that is."""
        ...


Make = Callable[[Making, Callable[[BaseException], None]], None]
"""Makes the vault and opens it; the second argument hears where that failed."""


class FirstRun:
    """Leads through the steps. `about_you=False` ends after the second, as for a vault that has a user."""

    def __init__(
        self, view: FirstRunScreen, ask: Ask, asker: Asker, delay: Delay, folder: Path, make: Make,
        *, about_you: bool = True
    ) -> None:  # fmt: skip
        self._view, self._ask, self._asker = view, ask, asker
        self._folder, self._make, self._about_you = folder, make, about_you
        self._passphrase = ""
        self._key = ""
        self._wanted = (0, 0)
        self._rising = Rising(delay, view.show_progress, _MAKING_MS)
        self.choosing = Choosing(view, ask, delay, self._chosen)

    # Step 2

    def _chosen(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._ask.read(_new_key, self._key_drawn, self._not_drawn)

    def _key_drawn(self, key: str) -> None:
        self._key = key
        groups = key.split("-")
        first, second = sorted(secrets.SystemRandom().sample(range(1, len(groups) + 1), 2))
        self._wanted = (first, second)
        self._view.show_recovery(groups, self._wanted)

    def _not_drawn(self, _error: BaseException) -> None:
        self._view.refuse(_("The next step could not be prepared. Try again."))

    def print_key(self) -> None:
        """Print the recovery key."""
        key = self._key

        def laid(html: str) -> None:
            self._asker.print_page(_("Print the recovery key"), html, _printed)

        self._ask.read(lambda: _sheet().page(key, _sheet().about()), laid, self._not_saved)

    def save_key(self) -> None:
        """Save the recovery key as a sheet, PDF or text, where its owner says."""
        key = self._key

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._ask.write(
                    lambda: _sheet().save(key, path, _sheet().about()), self._saved, self._not_saved
                )

        kinds = [(_("PDF"), "pdf"), (_("Text"), "txt")]
        self._asker.save_file(_("Save the recovery key"), "recovery-key.pdf", kinds, chosen)

    def _saved(self, _done: None) -> None:
        self._view.say(_("Saved. Move it away from this laptop, onto paper or a stick."))

    def _not_saved(self, _error: BaseException) -> None:
        self._view.say(_("It could not be saved there. Choose another name or folder."), wrong=True)

    def groups_typed(self) -> None:
        """Next on the second step."""
        groups = self._key.split("-")
        typed = self._view.recovery_typed()

        def judged(right: tuple[bool, bool]) -> None:
            for which, good in enumerate(right):
                if not good:
                    sentence = (
                        _("This is not group %(number)d.")
                        if typed[which].strip()
                        else _("Type group %(number)d from your paper.")
                    )
                    self._view.refuse_group(which, sentence % {"number": self._wanted[which]})
                    return
            self._on()

        first, second = (groups[number - 1] for number in self._wanted)
        self._ask.read(
            lambda: (_sheet().same_group(typed[0], first), _sheet().same_group(typed[1], second)),
            judged, self._not_drawn,
        )  # fmt: skip

    def _on(self) -> None:
        if not self._about_you:
            self._begin("", "")
            return
        self._ask.read(_system_zone, self._zone_found, self._no_zone)

    # Step 3

    def _zone_found(self, zone: str) -> None:
        from mentor_desktop.services import places

        self._view.show_you(str(self._folder), zone, places.search)

    def _no_zone(self, _error: BaseException) -> None:
        self._zone_found("")

    def choose_folder(self) -> None:
        """Choose where the vault is kept."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._folder = free_place(path)
                self._view.show_place(str(self._folder))

        self._asker.open_folder(_("Where the vault is kept"), chosen)

    def finish(self) -> None:
        """Make the vault."""
        name, zone = self._view.about_you()
        if not name.strip():
            self._view.refuse_name(_("Type your name."))
        elif not zone:
            self._view.refuse_zone(_("Choose a place from the list, so that your clock is known."))
        else:
            self._begin(name, zone)

    def _begin(self, name: str, zone: str) -> None:
        self._view.set_making(True)
        self._rising.start()
        self._make(Making(self._folder, self._passphrase, self._key, name, zone), self._failed)

    def _failed(self, error: BaseException) -> None:
        self._rising.stop()
        self._view.set_making(False)
        from mentor_desktop.services import refusal, vaults

        said = error.sentence if isinstance(error, refusal.Refused) else vaults.sentence(error)
        self._view.say(said, wrong=True)

    def end(self) -> None:
        """The window goes on to something else: forget the secrets."""
        self._rising.stop()
        self._passphrase = self._key = ""


def free_place(folder: Path) -> Path:
    """The vault's own folder inside a chosen one, under a name that is free."""
    if folder.suffix == ENDING and not folder.exists():
        return folder
    place = folder / f"mentor{ENDING}"
    number = 2
    while place.exists():
        place = folder / f"mentor-{number}{ENDING}"
        number += 1
    return place


def _new_key() -> str:
    from mentor_desktop.services import vaults

    return vaults.new_recovery_key()


def _sheet() -> Any:
    from mentor_desktop.services import recovery_sheet

    return recovery_sheet


def _system_zone() -> str:
    from mentor_desktop.services import places

    places.search("a")  # makes the index, so that the first key finds it ready
    return places.system_zone()


def _printed(_done: bool) -> None:
    """Whether it was printed is for the two groups to show."""
