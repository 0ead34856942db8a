"""Decides what the cards of backups do: one long thing at a time, each of which can be stopped.

Plain Python, no Qt. The daily backup is not made here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from mentor_desktop.services import backups, vaults
from mentor_desktop.services.backups import Made, Proof
from mentor_desktop.ui.backing.aside import Progress, Stopped
from mentor_desktop.ui.backing.bringing import Bringing, BringingView, Brought, brought_words
from mentor_desktop.ui.backing.daily import what_to_do
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.settings.backup_words import BackupsState, load, proof_words
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened

T = TypeVar("T")


class BackupsView(Protocol):
    """What the card can show."""

    def show_state(self, state: BackupsState) -> None:
        """Show how it stands."""
        ...

    def ask_for_key(self, which: str) -> None:
        """Open the step that asks for the recovery key of a backup."""
        ...

    def secret(self) -> str:
        """What was typed there."""
        ...

    def refuse_secret(self, sentence: str) -> None:
        """Say what is wrong with it."""
        ...

    def end_step(self) -> None:
        """Close the step that is open."""
        ...

    def say(self, sentence: str, tone: str = "dim", *, opens: bool = False) -> None:
        """What came of it, perhaps with the offer to open what was brought back."""
        ...

    def set_busy(self, what: str) -> None:
        """What goes on and can be stopped; "" where nothing does."""
        ...

    def show_progress(self, percent: int) -> None:
        """How far it is."""
        ...


class BackupsPresenter:
    """`show_list` takes the state too; `bring_step` opens the step in which one is brought back and wires it
    with what `Bringing` decides; `open_folder` hands a folder to the system."""

    def __init__(
        self, view: BackupsView, context: Context, opened: Opened, *,
        show_list: Callable[[BackupsState], None], bring_step: Callable[[], BringingView],
        wire: Callable[[Bringing], None], open_folder: Callable[[Path], None],
    ) -> None:  # fmt: skip
        self._view, self._context, self._opened = view, context, opened
        self._show_list, self._bring_step, self._wire = show_list, bring_step, wire
        self._open_folder = open_folder
        self._state = BackupsState(possible=False)
        self._proving: Path | None = None
        self._bringing: Bringing | None = None
        self._brought: Path | None = None
        self._stop: Callable[[], None] | None = None
        self._gone = False

    def look(self) -> None:
        """Show how it stands."""
        opened = self._opened
        self._context.ask.read(lambda: load(opened), self._show, self._context.failed)

    def switch(self, on: bool) -> None:
        """Switch the daily backup on or off."""
        self._change(lambda opened: backups.switch(opened, on))

    def choose_place(self) -> None:
        """Ask for a second place."""

        def chosen(folder: Path | None) -> None:
            if folder is not None:
                self._change(lambda opened: backups.set_second_place(opened, folder))

        self._context.asker.open_folder(_("Where backups go as well"), chosen)

    def drop_place(self) -> None:
        """Use no second place; the backups that lie there stay."""
        self._change(lambda opened: backups.set_second_place(opened, None))

    def show_folder(self) -> None:
        """Open the folder of the first place, once there is one."""
        folder = Path(self._state.first)
        if folder.is_dir():
            self._open_folder(folder)
        else:
            self._view.say(_("The folder is made with the first backup."))

    def make(self) -> None:
        """Make a backup now."""
        opened = self._opened

        def work(progress: Progress) -> Made:
            return backups.make(opened, backups.ASKED, progress=progress)

        self._begin(_("Backing up…"), work, self._made)

    def prove(self, key: str = "") -> None:
        """Ask for the recovery key, and prove one of the list with it: the newest sound one without a key."""
        line = next((each for each in self._state.lines if not each.bad and key in ("", each.key)), None)
        if line is None:
            self._view.say(_("There is no backup to prove yet. Make one first."))
        elif self._free():
            self._proving = Path(line.key)
            self._view.ask_for_key(_("It is the backup of: %(which)s.") % {"which": line.words})

    def secret_typed(self) -> None:
        """The recovery key is typed."""
        secret, path = self._view.secret(), self._proving
        if path is None or self._stop is not None:
            return
        if not secret:
            self._view.refuse_secret(_("Type it first."))
            return

        def work(progress: Progress) -> Proof:
            return backups.prove(path, recovery_key=secret, progress=progress)

        self._begin(_("Opening a copy…"), work, self._proved)

    def bring(self, key: str = "") -> None:
        """Open the step that brings one back, one of the list or a file yet to be chosen."""
        if not self._free():
            return
        self._brought = None
        context, here = self._context, vaults.place(self._opened)
        self._bringing = Bringing(
            self._bring_step(), context.backing.aside, context.asker, here, self._is_back,
            Path(key) if key else None,
        )  # fmt: skip
        self._wire(self._bringing)

    def open_brought(self) -> None:
        """Lock this vault and turn to the one that was brought back."""
        if self._brought is not None:
            self._context.backing.turn_to(self._brought)

    def cancel(self) -> None:
        """Stop what goes on."""
        if self._stop is not None:
            self._stop()

    def leave(self) -> None:
        """Close the step that is open, and keep no secret. A backup that is being made goes on."""
        if self._bringing is not None:
            self._bringing.end()
            self._bringing = None
        if self._proving is not None:
            self._proving = None
            self.cancel()
        if not self._gone:
            self._view.end_step()

    def closed(self) -> None:
        """The page is destroyed."""
        self._gone = True
        self.leave()

    # Inside

    def _free(self) -> bool:
        return self._stop is None and self._proving is None and self._bringing is None

    def _begin(self, what: str, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        if self._stop is not None:
            return

        def done(value: T) -> None:
            self._idle()
            then(value)

        self._view.set_busy(what)
        self._stop = _nothing
        stop = self._context.backing.aside.begin(work, done, self._failed, self._told)
        if self._stop is not None:  # not done at once
            self._stop = stop

    def _idle(self) -> None:
        self._stop = None
        if not self._gone:
            self._view.set_busy("")
            self._view.say("")

    def _told(self, percent: int) -> None:
        if not self._gone and self._stop is not None:
            self._view.show_progress(percent)

    def _made(self, made: Made) -> None:
        self._context.backing.look_again()
        if not self._gone:
            self._view.say(
                _("Backed up to the second place.") if made.second else _("Backed up on this laptop."), "ok"
            )
            self.look()

    def _proved(self, proof: Proof) -> None:
        self._proving = None
        if not self._gone:
            self._view.end_step()
            self._view.say(proof_words(proof, self._opened.desk.clock.zone()), "ok")

    def _is_back(self, brought: Brought) -> None:
        self._bringing = None
        self._brought = brought.folder
        if not self._gone:
            self._view.end_step()
            self._view.say(brought_words(brought), "ok", opens=True)

    def _failed(self, error: BaseException) -> None:
        self._idle()
        if self._gone:
            return
        if isinstance(error, Stopped):
            self._view.say(_("Stopped. Nothing was changed."))
        elif vaults.is_wrong_secret(error) and self._proving is not None:
            self._view.refuse_secret(_("That does not open this backup. Try the secret of its time."))
        elif vaults.is_slip(error) and self._proving is not None:
            self._view.refuse_secret(vaults.sentence(error))
        else:
            self._view.say(what_to_do(error), "danger")

    def _change(self, work: Callable[[Opened], None]) -> None:
        opened, context = self._opened, self._context

        def kept(_none: None) -> None:
            context.shell.set_state(_("Saved"))
            context.backing.look_again()
            self._view.say("")
            self.look()

        def refused(error: BaseException) -> None:
            self._view.say(what_to_do(error), "danger")
            self.look()

        context.ask.write(lambda: work(opened), kept, refused)

    def _show(self, state: BackupsState) -> None:
        self._state = state
        self._view.show_state(state)
        self._show_list(state)


def _nothing() -> None:
    """It cannot be stopped yet."""
