"""The check that is made by itself once a week, in a quiet moment; it speaks only where something is wrong.

Plain Python, no Qt. What checks is loaded by the worker, long after the opening.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentor_desktop.ui.ask import Ask
from mentor_desktop.ui.backing.aside import Aside, Progress, Stopped
from mentor_desktop.ui.backing.daily import Around, Noticing
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.damage import Report
    from mentor_desktop.services.logs import Log
    from mentor_desktop.services.vaults import Opened
    from mentor_desktop.ui.timing import Delay

START_MS = 90_000  # after the opening
QUIET_MS = 60_000  # without a change
AGAIN_MS = 6 * 3_600_000  # a vault may be open for days


class Weekly:
    """Looks after one vault at a time. Its work is stopped by whoever owns the worker."""

    def __init__(self, around: Around, delay: Delay, log: Log) -> None:
        self._around, self._delay, self._log = around, delay, log
        self._opened: Opened | None = None
        self._ask: Ask | None = None
        self._aside: Aside | None = None
        self._cancel: Callable[[], None] | None = None
        self._quiet = True
        self._stop: Callable[[], None] | None = None

    def begin(self, opened: Opened, ask: Ask, aside: Aside) -> Ask:
        """Look after this vault. Whoever changes something in it asks what is returned."""
        if opened.read_only:
            return ask
        self._opened, self._ask, self._aside, self._quiet = opened, ask, aside, True
        self._wait(START_MS)
        return Noticing(ask, self._changed)

    def end(self) -> None:
        """The vault is about to be closed."""
        if self._cancel is not None:
            self._cancel()
        if self._stop is not None:
            self._stop()
        self._cancel = self._stop = None
        self._opened = self._ask = self._aside = None

    def _wait(self, ms: int) -> None:
        self._cancel = self._delay.after(ms, self._judge)

    def _changed(self) -> None:
        self._quiet = False

    def _judge(self) -> None:
        """It is time to ask whether a check is due, unless someone is at work just now."""
        self._cancel = None
        opened, ask = self._opened, self._ask
        if opened is None or ask is None:
            return
        if not self._quiet:
            self._quiet = True
            self._wait(QUIET_MS)
            return
        ask.read(lambda: _due(opened), lambda due: self._check(opened, due), self._failed)

    def _check(self, opened: Opened, due: bool) -> None:
        aside = self._aside
        if aside is None or opened is not self._opened:
            return
        if not due:
            self._wait(AGAIN_MS)
            return

        def done(report: Report) -> None:
            if opened is self._opened:
                self._done(opened, report)

        self._stop = aside.begin(lambda progress: _report(opened, progress), done, self._failed, _unheard)

    def _done(self, opened: Opened, report: Report) -> None:
        self._stop = None
        if not report.sound:
            self._around.add_banner(
                _("The weekly check found damage in this vault. Write nothing more in it for now."),
                [(_("See what can be done"), lambda: self._around.go("damage"))],
                "danger",
            )
        elif self._ask is not None:
            self._ask.write(lambda: _note(opened, report), _unheard, self._failed)
            self._wait(AGAIN_MS)

    def _failed(self, error: BaseException) -> None:
        """It could not be made; nobody waits for it, and the next opening asks again."""
        self._stop = None
        if not isinstance(error, Stopped):
            self._log.error(type(error), None)


def _due(opened: Opened) -> bool:
    from mentor_desktop.services import damage

    return damage.due(opened)


def _report(opened: Opened, progress: Progress) -> Report:
    from mentor_desktop.services import damage
    from mentor_desktop.ui.damage.report import told_in_shares

    return damage.check(opened, told_in_shares(progress))


def _note(opened: Opened, report: Report) -> None:
    from mentor_desktop.services import damage

    damage.note_checked(opened, report)


def _unheard(_answer: object) -> None:
    """Nobody waits for it."""
