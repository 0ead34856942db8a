"""Bringing a backup back: which file, what opens it, and the new folder it becomes. No Qt.

Used by Settings, by the lock screen and by the first run. The services load when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mentor_desktop.ui.ask import Asker
from mentor_desktop.ui.backing.aside import Aside, Progress, Stopped
from mentor_desktop.words import _, ngettext

if TYPE_CHECKING:
    from mentor_desktop.services.backups import Restored

SUFFIX = "mentor-backup"


@dataclass(frozen=True)
class Brought:
    """A backup that was brought back. Exactly one of the secrets is what opened it."""

    folder: Path
    attachments: int
    present: int
    passphrase: str | None = field(default=None, repr=False)
    recovery_key: str | None = field(default=None, repr=False)


class BringingView(Protocol):
    """A file, a secret, a folder, and how far it is."""

    def show_file(self, name: str) -> None:
        """The file chosen."""
        ...

    def show_place(self, folder: str) -> None:
        """The new folder."""
        ...

    def show_way(self, recovery: bool) -> None:
        """Ask for the recovery key, or for the passphrase."""
        ...

    def secret(self) -> str:
        """What is typed."""
        ...

    def wipe(self) -> None:
        """Empty the field without a trace."""
        ...

    def refuse_file(self, sentence: str) -> None:
        """Say what is wrong with the file."""
        ...

    def refuse_secret(self, sentence: str) -> None:
        """Say what is wrong with the secret."""
        ...

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence above the buttons."""
        ...

    def set_busy(self, busy: bool) -> None:
        """Whether it is being brought back, which can be stopped."""
        ...

    def show_progress(self, percent: int) -> None:
        """How far that is."""
        ...


class Bringing:
    """`done(brought)` is called once. `beside` is the folder of a vault; the new one gets a name like it.

    With a `file` the person has chosen already.
    """

    def __init__(
        self, view: BringingView, aside: Aside, asker: Asker, beside: Path, done: Callable[[Brought], None],
        file: Path | None = None,
    ) -> None:  # fmt: skip
        from mentor_desktop.services import backups

        self._view, self._aside, self._asker, self._done = view, aside, asker, done
        self._file = file
        self._recovery = True
        self._folder = beside if not beside.exists() else backups.folder_for_restored(beside)
        self._stop: Callable[[], None] | None = None
        self._ended = False
        view.show_place(str(self._folder))
        view.show_way(True)
        if file is not None:
            view.show_file(file.name)

    def choose_file(self) -> None:
        """Ask which backup."""

        def chosen(path: Path | None) -> None:
            if path is not None and not self._ended:
                self._file = path
                self._view.show_file(path.name)
                self._view.refuse_file("")

        self._asker.open_file(_("Which backup to bring back"), [(_("Backups"), SUFFIX)], chosen)

    def choose_place(self) -> None:
        """Ask where the new folder goes."""
        from mentor_desktop.ui.firstrun.presenter import free_place

        def chosen(path: Path | None) -> None:
            if path is not None and not self._ended:
                self._folder = free_place(path)
                self._view.show_place(str(self._folder))

        self._asker.open_folder(_("Where the vault is kept"), chosen)

    def turn(self) -> None:
        """The other secret."""
        self._recovery = not self._recovery
        self._view.wipe()
        self._view.show_way(self._recovery)

    def go(self) -> None:
        """Bring it back."""
        secret = self._view.secret()
        if self._stop is not None:
            return
        if self._file is None:
            self._view.refuse_file(_("Choose a backup first."))
            return
        if not secret:
            self._view.refuse_secret(
                _("Type the recovery key first.") if self._recovery else _("Type the passphrase first.")
            )
            return
        self._begin(self._file, secret)

    def cancel(self) -> None:
        """Stop it; nothing is left of it."""
        if self._stop is not None:
            self._view.say(_("Stopping…"))
            self._stop()

    def end(self) -> None:
        """It is left: nothing goes on, and no secret is kept."""
        self._ended = True
        if self._stop is not None:
            self._stop()
        self._view.wipe()

    def _begin(self, file: Path, secret: str) -> None:
        folder, recovery = self._folder, self._recovery
        passphrase, key = (None, secret) if recovery else (secret, None)

        def work(progress: Progress) -> Restored:
            from mentor_desktop.services import backups

            return backups.restore(file, folder, passphrase=passphrase, recovery_key=key, progress=progress)

        def done(restored: Restored) -> None:
            self._idle()
            if not self._ended:
                self._view.wipe()
                self._done(Brought(folder, restored.attachments, restored.present, passphrase, key))

        self._view.set_busy(True)
        self._view.say(_("Bringing it back…"))
        self._stop = _nothing  # a second press waits for this one
        stop = self._aside.begin(work, done, self._failed, self._told)
        if self._stop is not None:  # not done at once
            self._stop = stop

    def _idle(self) -> None:
        self._stop = None
        if not self._ended:
            self._view.set_busy(False)

    def _told(self, percent: int) -> None:
        if not self._ended:
            self._view.show_progress(percent)

    def _failed(self, error: BaseException) -> None:
        from mentor_desktop.services import vaults
        from mentor_desktop.ui.backing.daily import what_to_do

        self._idle()
        if self._ended:
            return
        self._view.say("")
        if isinstance(error, Stopped):
            self._view.say(_("Stopped. Nothing was changed."))
        elif vaults.is_wrong_secret(error):
            self._view.refuse_secret(_("That does not open this backup. Try the secret of its time."))
        elif vaults.is_slip(error):
            self._view.refuse_secret(vaults.sentence(error))
        else:
            self._view.say(what_to_do(error), wrong=True)


def brought_words(brought: Brought) -> str:
    """Where it is, and whether a file is missing from it."""
    where = _("It is back, as a vault of its own at %(folder)s. The present one is as it was.") % {
        "folder": brought.folder
    }
    missing = brought.attachments - brought.present
    if not missing:
        return where
    return where + " " + ngettext(
        "%(n)d file is missing: it did not lie beside the backup.",
        "%(n)d files are missing: they did not lie beside the backup.",
        missing,
    ) % {"n": missing}  # fmt: skip


def _nothing() -> None:
    """It cannot be stopped yet."""
