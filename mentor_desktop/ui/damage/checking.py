"""Decides what a card that checks the vault does: it begins, tells how far it is, stops, and reports.

Plain Python, no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import damage
from mentor_desktop.services.damage import Report
from mentor_desktop.ui.backing.aside import Progress, Stopped
from mentor_desktop.ui.backing.daily import what_to_do
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.damage.report import ReportState, nothing_found, report_state, told_in_shares
from mentor_desktop.ui.daywords import when_words
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened


class CheckView(Protocol):
    """What the card can show."""

    def show_last(self, words: str) -> None:
        """When the vault was last found sound."""
        ...

    def set_busy(self, busy: bool) -> None:
        """Whether it is being checked, which can be stopped."""
        ...

    def show_progress(self, percent: int) -> None:
        """How far that is."""
        ...

    def show_report(self, state: ReportState | None) -> None:
        """What was found; None takes it away."""
        ...

    def say(self, sentence: str, tone: str = "dim") -> None:
        """Why there is no report."""
        ...


class Checking:
    """One check at a time. It goes on while another page is shown, and ends with the vault."""

    def __init__(self, view: CheckView, context: Context, opened: Opened) -> None:
        self._view, self._context, self._opened = view, context, opened
        self._stop: Callable[[], None] | None = None
        self._gone = False

    def look(self) -> None:
        """Show when the last check was."""
        opened = self._opened
        self._context.ask.read(lambda: last_words(opened), self._last, self._context.failed)

    def check(self) -> None:
        """Look at everything."""
        opened = self._opened
        if self._stop is not None:
            return

        def work(progress: Progress) -> Report:
            return damage.check(opened, told_in_shares(progress))

        self._view.show_report(None)
        self._view.say("")
        self._view.set_busy(True)
        self._stop = _nothing  # a second press waits for this one
        stop = self._context.backing.aside.begin(work, self._done, self._failed, self._told)
        if self._stop is not None:  # not done at once
            self._stop = stop

    def cancel(self) -> None:
        """Stop it: what is being read now is read to its end."""
        if self._stop is not None:
            self._view.say(_("Stopping…"))
            self._stop()

    def show_ways(self) -> None:
        """The page of a damaged vault."""
        self._context.shell.go("damage")

    def closed(self) -> None:
        """The card is destroyed."""
        self._gone = True
        if self._stop is not None:
            self._stop()

    # Inside

    def _last(self, words: str) -> None:
        if not self._gone:
            self._view.show_last(words)

    def _idle(self) -> None:
        self._stop = None
        if not self._gone:
            self._view.say("")
            self._view.set_busy(False)

    def _told(self, percent: int) -> None:
        if not self._gone:
            self._view.show_progress(percent)

    def _done(self, report: Report) -> None:
        self._idle()
        if self._gone:
            return
        self._view.show_report(report_state(report))
        if report.sound and not self._opened.read_only:
            opened = self._opened
            self._context.ask.write(
                lambda: damage.note_checked(opened, report), lambda _none: self.look(), self._context.failed
            )

    def _failed(self, error: BaseException) -> None:
        self._idle()
        if self._gone:
            return
        if isinstance(error, Stopped):
            self._view.say(nothing_found())
        else:
            self._view.say(what_to_do(error), "danger")


def last_words(opened: Opened) -> str:
    """ "Last found sound: Today 11:40." """
    last = damage.last_checked(opened)
    if last is None:
        return _("Not checked yet.")
    desk = opened.desk
    zone = desk.clock.zone()
    return _("Last found sound: %(when)s.") % {
        "when": when_words(wall_at(Millis(last), zone), wall_at(desk.now(), zone).date())
    }


def _nothing() -> None:
    """It cannot be stopped yet."""
