"""Decides how the passphrase is changed and the recovery key replaced. Plain Python, no Qt.

Nothing changes before the last step: whoever leaves earlier keeps the old secrets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from mentor_desktop.services import vaults
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.firstrun.choosing import Choosing, ChoosingView
from mentor_desktop.ui.firstrun.proving import Proving, ProvingView
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened


class SecurityView(ProvingView, Protocol):
    """What the cards of Security can show."""

    def passphrase_step(self) -> ChoosingView:
        """Open the step in which a passphrase is chosen."""
        ...

    def recovery_step(self, groups: Sequence[str], wanted: tuple[int, int]) -> None:
        """Open the step that shows a recovery key."""
        ...

    def end_step(self, said: str = "") -> None:
        """Close the step that is open, without a trace of what was typed."""
        ...

    def set_busy(self, busy: bool) -> None:
        """Whether the last press is being worked on."""
        ...


class Securing:
    """Leads through both."""

    def __init__(self, view: SecurityView, context: Context, opened: Opened) -> None:
        self._view, self._context, self._opened = view, context, opened
        self.choosing: Choosing | None = None
        self.proving: Proving | None = None

    def change(self) -> None:
        """Choose a new passphrase."""
        step = self._view.passphrase_step()
        self.proving = None
        self.choosing = Choosing(step, self._context.ask, self._context.delay, self._chosen)

    def renew(self) -> None:
        """Show a new recovery key and have two of its groups typed."""
        self.choosing = None
        self._context.ask.read(vaults.new_recovery_key, self._drawn, self._context.failed)

    def typed(self) -> None:
        """A key in the field of the passphrase."""
        if self.choosing is not None:
            self.choosing.typed()

    def words(self) -> None:
        """Draw six words."""
        if self.choosing is not None:
            self.choosing.words()

    def next(self) -> None:
        """Both fields of the passphrase are filled."""
        if self.choosing is not None:
            self.choosing.next()

    def groups_typed(self) -> None:
        """Both groups are typed."""
        if self.proving is not None:
            self.proving.typed()

    def print_key(self) -> None:
        """Print the new key."""
        if self.proving is not None:
            self.proving.print_key()

    def save_key(self) -> None:
        """Save the new key as a text file."""
        if self.proving is not None:
            self.proving.save_key()

    def forget(self) -> None:
        """The page is destroyed: keep no secret."""
        self.choosing = self.proving = None

    def end(self) -> None:
        """Leave everything as it is."""
        self.forget()
        self._view.end_step()

    def _drawn(self, key: str) -> None:
        self.proving = Proving(
            self._view, self._context.ask, self._context.asker, key, lambda: self._proved(key)
        )
        self._view.recovery_step(self.proving.groups, self.proving.wanted)

    def _chosen(self, passphrase: str) -> None:
        self._view.set_busy(True)
        self._view.say(_("Making it slow to guess. This takes a few seconds."))

        opened, ask = self._opened, self._context.ask
        # Measured beside the writer, so that what is typed meanwhile need not wait to be saved.
        ask.read(
            vaults.measured_work,
            lambda work: ask.write(
                lambda: vaults.change_passphrase(opened, passphrase, work=work), self._changed, self._failed
            ),
            self._failed,
        )

    def _changed(self, _none: None) -> None:
        self.choosing = None
        self._view.end_step(_("The passphrase is changed. The old one no longer opens this vault."))
        self._context.shell.set_state(_("Saved"))

    def _proved(self, key: str) -> None:
        self._view.set_busy(True)
        opened = self._opened
        self._context.ask.write(lambda: vaults.renew_recovery_key(opened, key), self._renewed, self._failed)

    def _renewed(self, _none: None) -> None:
        self.proving = None
        self._view.end_step(_("The recovery key is replaced. The old one no longer opens this vault."))
        self._context.shell.set_state(_("Saved"))

    def _failed(self, error: BaseException) -> None:
        self._view.set_busy(False)
        self._view.say(vaults.sentence(error), wrong=True)
