"""Whether a recovery key is on paper: it can be printed and saved, and two of its groups are asked back.

No Qt; services load in the worker.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from mentor_desktop.ui.ask import Ask, Asker
from mentor_desktop.words import _


class ProvingView(Protocol):
    """The key is shown; two fields wait for two of its groups."""

    def recovery_typed(self) -> tuple[str, str]:
        """The two groups as typed."""
        ...

    def refuse_group(self, which: int, sentence: str) -> None:
        """What is wrong with the first (0) or second (1) group."""
        ...

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence about what was done last."""
        ...


class Proving:
    """`proved()` is called once both groups are right."""

    def __init__(
        self, view: ProvingView, ask: Ask, asker: Asker, key: str, proved: Callable[[], None],
        vault: tuple[str, str] = ("", "")
    ) -> None:  # fmt: skip
        self._view, self._ask, self._asker, self._key, self._proved = view, ask, asker, key, proved
        self._vault = vault  # its name and id, for the sheet
        self.groups = key.split("-")
        first, second = sorted(secrets.SystemRandom().sample(range(1, len(self.groups) + 1), 2))
        self.wanted = (first, second)

    def print_key(self) -> None:
        """Print the key."""
        key, vault = self._key, self._vault

        def laid(html: str) -> None:
            self._asker.print_page(_("Print the recovery key"), html, _printed)

        self._ask.read(lambda: _sheet().page(key, _sheet().about(*vault)), laid, self._not_saved)

    def save_key(self) -> None:
        """Save the key as a sheet, PDF or text, where its owner says."""
        key, vault = self._key, self._vault

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._ask.write(
                    lambda: _sheet().save(key, path, _sheet().about(*vault)), self._saved, self._not_saved
                )

        kinds = [(_("PDF"), "pdf"), (_("Text"), "txt")]
        self._asker.save_file(_("Save the recovery key"), "recovery-key.pdf", kinds, chosen)

    def typed(self) -> None:
        """Both groups were typed: say which is wrong, or go on."""
        typed = self._view.recovery_typed()
        first, second = (self.groups[number - 1] for number in self.wanted)

        def judged(right: tuple[bool, bool]) -> None:
            for which, good in enumerate(right):
                if not good:
                    sentence = (
                        _("This is not group %(number)d.")
                        if typed[which].strip()
                        else _("Type group %(number)d from your paper.")
                    )
                    self._view.refuse_group(which, sentence % {"number": self.wanted[which]})
                    return
            self._proved()

        self._ask.read(
            lambda: (_sheet().same_group(typed[0], first), _sheet().same_group(typed[1], second)),
            judged, self._not_judged,
        )  # fmt: skip

    def _saved(self, _done: None) -> None:
        self._view.say(_("Saved. Move it away from this laptop, onto paper or a stick."))

    def _not_saved(self, _error: BaseException) -> None:
        self._view.say(_("It could not be saved there. Choose another name or folder."), wrong=True)

    def _not_judged(self, _error: BaseException) -> None:
        self._view.say(_("The next step could not be prepared. Try again."), wrong=True)


def _sheet() -> Any:
    from mentor_desktop.services import recovery_sheet

    return recovery_sheet


def _printed(_done: bool) -> None:
    """Whether it was printed is for the two groups to show."""
