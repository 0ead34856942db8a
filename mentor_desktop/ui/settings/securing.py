"""Decides how what opens the vault is changed: passphrase, recovery key, keyring, and the key itself.

Plain Python, no Qt. Nothing changes before the last step: whoever leaves earlier keeps the old secrets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from mentor_desktop.services import noted, recovery_proof, vaults
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.firstrun.choosing import Choosing, ChoosingView
from mentor_desktop.ui.firstrun.proving import Proving, ProvingView
from mentor_desktop.words import _, day

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

    def ask_step(self, title: str, detail: str, label: str, button: str) -> None:
        """Open the step that asks for one secret."""
        ...

    def secret(self) -> str:
        """What was typed there."""
        ...

    def refuse_secret(self, sentence: str) -> None:
        """Say what is wrong with it."""
        ...

    def show_keys(self, proof: str, due: bool, keyring: bool) -> None:
        """When the recovery key was proved, whether it is time again, and whether the keyring is on."""
        ...

    def end_step(self, said: str = "") -> None:
        """Close the step that is open, without a trace of what was typed."""
        ...

    def set_busy(self, busy: bool) -> None:
        """Whether the last press is being worked on."""
        ...


@dataclass(frozen=True)
class _Keys:
    """What the services say of the ways in."""

    proof: str
    due: bool
    keyring: bool


class Securing:
    """Leads through all of them."""

    def __init__(self, view: SecurityView, context: Context, opened: Opened) -> None:
        self._view, self._context, self._opened = view, context, opened
        self.choosing: Choosing | None = None
        self.proving: Proving | None = None
        self._with_secret: Callable[[str], None] | None = None  # what the asked secret is for

    def look(self) -> None:
        """Show how it stands."""
        opened = self._opened
        self._context.ask.read(lambda: _keys(opened), self._known, self._context.failed)

    def change(self) -> None:
        """Choose a new passphrase, once the present one is typed."""
        self._ask(
            _("Type your current passphrase"),
            _("So that nobody who finds the laptop open can change it. The recovery key will do as well."),
            _("Current passphrase"),
            self._check_for_change,
        )

    def renew(self) -> None:
        """Show a new recovery key and have two of its groups typed."""
        self._begin()
        self._context.ask.read(vaults.new_recovery_key, self._drawn, self._context.failed)

    def prove(self) -> None:
        """Have the recovery key typed from its paper."""
        self._ask(
            _("Type the recovery key from your paper"),
            _("Nothing is opened or changed by it. Spaces, dashes and capitals do not matter."),
            _("Recovery key"),
            self._check_key,
        )

    def replace(self) -> None:
        """Encrypt everything anew: the passphrase first, then a new recovery key, then the work."""
        self._ask(
            _("Replace the key of the vault"),
            _(
                "A backup is made, then everything is encrypted anew. The passphrase stays, the recovery key "
                "is replaced. Backups made until now still open with the secrets of their time."
            ),
            _("Current passphrase"),
            self._check_for_replacing,
        )

    def keyring(self, on: bool) -> None:
        """Turn the keyring on or off."""
        opened = self._opened
        self._view.say(_("Asking the keyring…"))

        def work() -> bool:
            from mentor_desktop.services import keyring

            if not on:
                return keyring.turn_off(opened)
            keyring.turn_on(opened)
            return True

        def done(clean: bool) -> None:
            said = (
                _("The keyring opens this vault from now on.") if on else _("The keyring no longer opens it.")
            )
            if not clean:
                said += " " + _("Its entry could not be removed; without the vault's part it opens nothing.")
            self._view.say(said)
            self.look()

        self._context.ask.write(work, done, self._not_done)

    def secret_typed(self) -> None:
        """The secret that was asked for is typed."""
        secret, use = self._view.secret(), self._with_secret
        if use is None:
            return
        if not secret:
            self._view.refuse_secret(_("Type it first."))
            return
        self._view.set_busy(True)
        use(secret)

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
        """Save the new key as a sheet."""
        if self.proving is not None:
            self.proving.save_key()

    def forget(self) -> None:
        """The page is destroyed: keep no secret."""
        self._begin()

    def end(self) -> None:
        """Leave everything as it is."""
        self.forget()
        self._view.end_step()

    # Steps

    def _begin(self) -> None:
        self.choosing = self.proving = None
        self._with_secret = None

    def _ask(self, title: str, detail: str, label: str, use: Callable[[str], None]) -> None:
        self._begin()
        self._view.ask_step(title, detail, label, _("Go on"))
        self._with_secret = use

    def _check_for_change(self, secret: str) -> None:
        opened = self._opened
        self._checked(lambda: _opens(opened, secret), self._choose)

    def _choose(self) -> None:
        self._begin()
        step = self._view.passphrase_step()
        self.choosing = Choosing(step, self._context.ask, self._context.delay, self._chosen)

    def _check_for_replacing(self, secret: str) -> None:
        opened, ask = self._opened, self._context.ask

        def right() -> None:
            self._begin()
            ask.read(
                vaults.new_recovery_key,
                lambda key: self._show_key(key, self._replacing(secret, key)),
                self._failed,
            )

        self._checked(lambda: recovery_proof.knows_passphrase(opened, secret), right)

    def _check_key(self, typed: str) -> None:
        opened = self._opened

        def proved() -> None:
            self._begin()
            self._view.end_step(_("That is it: the recovery key opens this vault."))
            self.look()

        self._checked(lambda: recovery_proof.prove(opened, typed), proved)

    def _checked(self, work: Callable[[], bool], right: Callable[[], None]) -> None:
        asked_for = self._with_secret

        def judged(good: bool) -> None:
            if self._with_secret is not asked_for:  # left meanwhile
                return
            self._view.set_busy(False)
            if good:
                right()
            else:
                self._view.refuse_secret(_("That does not open this vault. Try again."))

        def failed(error: BaseException) -> None:
            if self._with_secret is asked_for:
                self._view.set_busy(False)
                self._view.refuse_secret(vaults.sentence(error))

        self._context.ask.write(work, judged, failed)

    def _drawn(self, key: str) -> None:
        self._show_key(key, lambda: self._proved(key))

    def _show_key(self, key: str, proved: Callable[[], None]) -> None:
        opened = self._opened
        name = vaults.place(opened).name
        self.proving = Proving(
            self._view, self._context.ask, self._context.asker, key, proved, (name, opened.vault.vault_id)
        )
        self._view.recovery_step(self.proving.groups, self.proving.wanted)

    # What is done at the end

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
        self._begin()
        self._view.end_step(
            _(
                "The passphrase is changed. The old one no longer opens this vault, but it still opens "
                "backups made until now."
            )
        )
        self._context.shell.set_state(_("Saved"))

    def _proved(self, key: str) -> None:
        self._view.set_busy(True)
        opened = self._opened

        def work() -> None:
            vaults.renew_recovery_key(opened, key)
            noted.recovery_proved(opened.desk)

        self._context.ask.write(work, self._renewed, self._failed)

    def _renewed(self, _none: None) -> None:
        self._begin()
        self._view.end_step(_("The recovery key is replaced. The old one no longer opens this vault."))
        self._context.shell.set_state(_("Saved"))
        self.look()

    def _replacing(self, secret: str, key: str) -> Callable[[], None]:
        opened = self._opened

        def work() -> bool:
            from mentor_desktop.services import rekeying

            return rekeying.replace_key(opened, secret, key, backup=lambda: rekeying.backup_first(opened))

        def begin() -> None:
            self._view.set_busy(True)
            self._view.say(_("Making a backup, then encrypting everything anew. This takes a while."))
            self._context.ask.write(work, self._replaced, self._failed)

        return begin

    def _replaced(self, keyring_again: bool) -> None:
        self._begin()
        said = _("Everything is encrypted anew. Older backups still open with the secrets of their time.")
        if not keyring_again:
            said += " " + _("The keyring no longer opens the vault; turn it on again if you want it.")
        self._view.end_step(said)
        self._context.shell.set_state(_("Saved"))
        self.look()

    def _known(self, keys: _Keys) -> None:
        self._view.show_keys(keys.proof, keys.due, keys.keyring)

    def _not_done(self, error: BaseException) -> None:
        self._failed(error)
        self.look()

    def _failed(self, error: BaseException) -> None:
        self._view.set_busy(False)
        self._view.say(vaults.sentence(error), wrong=True)


def _opens(opened: Opened, secret: str) -> bool:
    """Whether it is the passphrase or, for whoever has forgotten that, the recovery key."""
    return recovery_proof.knows_passphrase(opened, secret) or recovery_proof.knows_recovery_key(
        opened, secret
    )


def _keys(opened: Opened) -> _Keys:
    due, proved = recovery_proof.proof_due(opened), noted.last_proved(opened.desk)
    if proved is None:
        line = _("It was not proved here yet. Type it once, to know that the paper is at hand.")
    else:
        on = day(datetime.fromtimestamp(proved / 1000, UTC).date())
        line = (
            _("It was proved on %(day)s, a year ago or more. See whether the paper is still at hand.")
            if due
            else _("It was proved on %(day)s.")
        ) % {"day": on}
    return _Keys(line, due, "os-keyring" in vaults.keyslots(opened))
