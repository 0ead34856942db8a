"""Decides what the page of a damaged vault does: check, bring a backup back, rescue what can be read.

The damaged vault is never changed. Plain Python, no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from mentor_desktop.services import damage, rescuing, vaults
from mentor_desktop.services.backup_list import Backup
from mentor_desktop.services.rescuing import Rescued
from mentor_desktop.ui.backing.aside import Progress, Stopped
from mentor_desktop.ui.backing.bringing import Bringing, BringingView, Brought, brought_words
from mentor_desktop.ui.backing.daily import what_to_do
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.damage.words import BACKUP, backup_words, intro_words, rescue_name
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened

T = TypeVar("T")


class DamageView(Protocol):
    """What the page can show."""

    def show_intro(self, words: str) -> None:
        """What has happened to this vault."""
        ...

    def show_backup(self, words: str, *, there: bool) -> None:
        """Which backup can be brought back."""
        ...

    def bring_step(self) -> BringingView:
        """Open the step that brings it back."""
        ...

    def end_step(self) -> None:
        """Close that step."""
        ...

    def say_backup(self, words: str, *, opens: bool = False) -> None:
        """What came of it, perhaps with the offer to open it."""
        ...

    def set_rescuing(self, busy: bool) -> None:
        """Whether a rescue goes on, which can be stopped."""
        ...

    def show_rescue_progress(self, percent: int) -> None:
        """How far that is."""
        ...

    def say_rescue(self, lines: tuple[str, ...], tone: str = "dim", *, opens: bool = False) -> None:
        """What came of it."""
        ...

    def focus_on(self, topic: str) -> None:
        """Put the focus on the button of a topic, or on the first one."""
        ...


class DamagePresenter:
    """`wire` connects the step that `Bringing` decides with it; `begin_check` looks at everything once."""

    def __init__(
        self, view: DamageView, context: Context, opened: Opened, *, wire: Callable[[Bringing], None],
        begin_check: Callable[[], None], stop_check: Callable[[], None],
    ) -> None:  # fmt: skip
        self._view, self._context, self._opened, self._wire = view, context, opened, wire
        self._begin_check, self._stop_check = begin_check, stop_check
        self._begun = self._gone = False
        self._backup: Backup | None = None
        self._topic = ""
        self._bringing: Bringing | None = None
        self._new: Path | None = None  # a vault that was brought back or rescued
        self._stop: Callable[[], None] | None = None

    def open(self, topic: str = "") -> None:
        """The page is shown, perhaps for one of the two ways out."""
        self._topic = topic
        self._view.focus_on(topic)
        if self._begun:
            self._go_on()
            return
        self._begun = True
        opened = self._opened
        self._view.show_intro(intro_words(opened.read_only))
        self._view.show_backup(_("Looking for the newest sound backup…"), there=False)
        self._context.backing.aside.begin(
            lambda _progress: damage.backup_to_restore(opened), self._found, self._not_found, _unheard
        )
        self._begin_check()

    def leave(self) -> None:
        """Another page is shown: no secret is kept. A rescue goes on."""
        self._end_bringing()

    def closed(self) -> None:
        """The page is destroyed."""
        self._gone = True
        if self._bringing is not None:
            self._bringing.end()
        if self._stop is not None:
            self._stop()

    def bring(self) -> None:
        """Open the step that brings the backup back."""
        if self._bringing is not None:
            return
        context = self._context
        self._view.say_backup("")
        self._stop_check()  # it would have to end first
        self._bringing = Bringing(
            self._view.bring_step(), context.backing.aside, context.asker, vaults.place(self._opened),
            self._is_back, self._backup.path if self._backup is not None else None,
        )  # fmt: skip
        self._wire(self._bringing)

    def leave_step(self) -> None:
        """The step is left."""
        self._end_bringing()

    def rescue(self) -> None:
        """Ask for a folder, and copy into a new vault in it what can be read."""
        if self._stop is not None:
            return

        def chosen(folder: Path | None) -> None:
            if folder is not None and not self._gone and self._stop is None:
                self._rescue_into(rescue_name(folder, vaults.place(self._opened)))

        self._context.asker.open_folder(_("Where the rescued vault is kept"), chosen)

    def cancel(self) -> None:
        """Stop the rescue; nothing is left of it."""
        if self._stop is not None:
            self._view.say_rescue((_("Stopping…"),))
            self._stop()

    def open_new(self) -> None:
        """Lock this vault, and turn to the new one."""
        if self._new is not None:
            self._context.backing.turn_to(self._new)

    # Inside

    def _go_on(self) -> None:
        if self._topic == BACKUP and self._backup is not None:
            self.bring()

    def _found(self, backup: Backup | None) -> None:
        if self._gone:
            return
        self._backup = backup
        self._view.show_backup(backup_words(backup, self._opened.desk.clock.zone()), there=backup is not None)
        self._go_on()

    def _not_found(self, error: BaseException) -> None:
        if not self._gone and not isinstance(error, Stopped):
            self._view.show_backup(what_to_do(error), there=False)

    def _end_bringing(self) -> None:
        if self._bringing is not None:
            self._bringing.end()
            self._bringing = None
            self._view.end_step()

    def _is_back(self, brought: Brought) -> None:
        self._bringing, self._new = None, brought.folder
        if not self._gone:
            self._view.end_step()
            self._view.say_backup(brought_words(brought), opens=True)

    def _rescue_into(self, target: Path) -> None:
        opened = self._opened

        def work(progress: Progress) -> Rescued:
            return rescuing.rescue_opened(opened, target, progress)

        def done(rescued: Rescued) -> None:
            self._idle()
            self._new = target
            if not self._gone:
                lines = (
                    _("The new vault lies in %(folder)s.") % {"folder": target},
                    *rescuing.lines(rescued),
                )
                self._view.say_rescue(lines, "ok" if rescued.complete else "warn", opens=True)

        self._view.say_rescue((_("Reading everything that can be read…"),))
        self._view.set_rescuing(True)
        self._stop_check()
        self._stop = _nothing
        stop = self._context.backing.aside.begin(work, done, self._not_rescued, self._told)
        if self._stop is not None:  # not done at once
            self._stop = stop

    def _idle(self) -> None:
        self._stop = None
        if not self._gone:
            self._view.set_rescuing(False)

    def _told(self, percent: int) -> None:
        if not self._gone:
            self._view.show_rescue_progress(percent)

    def _not_rescued(self, error: BaseException) -> None:
        self._idle()
        if self._gone:
            return
        if isinstance(error, Stopped):
            self._view.say_rescue((_("Stopped. Nothing was changed."),))
        else:
            self._view.say_rescue((what_to_do(error),), "danger")


def _nothing() -> None:
    """It cannot be stopped yet."""


def _unheard(_percent: int) -> None:
    """It says nothing of how far it is."""
