"""The backup that is made by itself, once a day: after a quiet moment, never in the way of who types.

No Qt. It says at the foot of the sidebar when the last one was made, and what is wrong once a day at most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.when import date_at, wall_at
from mentor_desktop.services import backups, vaults
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.ask import Ask, Asker, Failed
from mentor_desktop.ui.backing.aside import Aside, Progress, Stopped
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.words import _, clock

if TYPE_CHECKING:
    from mentor_desktop.services.logs import Log
    from mentor_desktop.services.vaults import Opened
    from mentor_desktop.ui.context import BannerKind, ShownBanner
    from mentor_desktop.ui.timing import Delay

T = TypeVar("T")
QUIET_MS = 5_000  # after the last change
START_MS = 30_000  # after the opening: what was cut off yesterday is made up for


class Around(Protocol):
    """What is needed of the window."""

    def go(self, key: str, **args: object) -> None:
        """Show a page."""
        ...

    def add_banner(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = (), kind: BannerKind = "info",
        *, closable: bool = True
    ) -> ShownBanner:  # fmt: skip
        """A sentence above the page."""
        ...


class Noticing:
    """An `Ask` that tells of every change that was made."""

    def __init__(self, inner: Ask, changed: Callable[[], None]) -> None:
        self._inner, self._changed = inner, changed

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """See `Ask.write`."""

        def done(value: T) -> None:
            self._changed()
            then(value)

        self._inner.write(work, done, failed)

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """See `Ask.read`."""
        self._inner.read(work, then, failed)


class Daily:
    """`show_foot(words)` takes what the sidebar says of backups; "" where there is nothing to say."""

    def __init__(
        self, around: Around, delay: Delay, asker: Asker, log: Log, show_foot: Callable[[str], None]
    ) -> None:
        self._around, self._delay, self._asker, self._log = around, delay, asker, log
        self._show_foot = show_foot
        self._opened: Opened | None = None
        self._ask: Ask | None = None
        self._aside: Aside | None = None
        self._cancel: Callable[[], None] | None = None
        self._busy = False
        self._complained: date | None = None

    def begin(self, opened: Opened, ask: Ask, aside: Aside) -> Ask:
        """Look after this vault. Whoever changes something in it asks what is returned."""
        if opened.read_only or not backups.is_possible(opened):
            return ask
        self._opened, self._ask, self._aside = opened, ask, aside
        self._busy = False
        self.look_again()
        ask.read(lambda: backups.ask_for_second_place(opened), self._offer_second, self._ignore)
        self._cancel = self._delay.after(START_MS, self._check)
        return Noticing(ask, self._changed)

    def end(self) -> None:
        """The vault is about to be closed. The worker is stopped by whoever owns it."""
        if self._cancel is not None:
            self._cancel()
        self._cancel = None
        self._opened = self._ask = self._aside = None
        self._show_foot("")

    def look_again(self) -> None:
        """A backup was made, or none was: say when the last one was."""
        opened, ask = self._opened, self._ask
        if opened is not None and ask is not None:
            ask.read(lambda: foot_words(opened), self._show_if_open, self._ignore)

    # Inside

    def _changed(self) -> None:
        if self._opened is None:
            return
        if self._cancel is not None:
            self._cancel()
        self._cancel = self._delay.after(QUIET_MS, self._check)

    def _check(self) -> None:
        self._cancel = None
        opened, aside = self._opened, self._aside
        if opened is None or aside is None or self._busy:
            return

        def work(progress: Progress) -> bool:
            if not backups.due(opened):
                return False
            backups.make(opened, backups.DAILY, progress=progress)
            return True

        self._busy = True
        aside.begin(work, self._done, self._failed, self._told)

    def _done(self, made: bool) -> None:
        self._busy = False
        if made:
            self.look_again()

    def _told(self, percent: int) -> None:
        self._show_if_open(_("backing up, %(percent)d%%") % {"percent": percent})

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self.look_again()
        opened = self._opened
        if opened is None or isinstance(error, Stopped):
            return
        self._log.error(type(error), None)
        today = opened.desk.today(opened.desk.clock.zone())
        if self._complained == today:
            return
        self._complained = today
        self._around.add_banner(
            _("Today’s backup was not made.") + " " + what_to_do(error),
            [(_("Show the backups"), lambda: self._around.go("settings", topic="backups"))],
            "warn",
        )

    def _show_if_open(self, words: str) -> None:
        if self._opened is not None:
            self._show_foot(words)

    def _offer_second(self, wanted: bool) -> None:
        opened, ask = self._opened, self._ask
        if not wanted or opened is None or ask is None:
            return

        def decline() -> None:
            ask.write(lambda: backups.decline_second_place(opened), self._ignore, self._ignore)

        def choose() -> None:
            self._asker.open_folder(_("Where backups go as well"), chosen)

        def chosen(folder: Path | None) -> None:
            if folder is not None:
                ask.write(lambda: backups.set_second_place(opened, folder), self._chosen, self._not_chosen)

        self._around.add_banner(
            _(
                "Your backups lie on this laptop only. A second place, on another disk or in a synced folder,"
                " outlives it."
            ),
            [(_("Choose a place"), choose), (_("Not now"), decline)],
        )

    def _chosen(self, _none: None) -> None:
        self._around.add_banner(_("From the next backup on both places are used in turn."), (), "ok")

    def _not_chosen(self, error: BaseException) -> None:
        self._around.add_banner(what_to_do(error), (), "warn")

    def _ignore(self, _answer: object) -> None:
        """Nobody waits for it; the next opening asks again."""


def what_to_do(error: BaseException) -> str:
    """One sentence on a backup that was not made, proved or brought back, without a word of the vault."""
    if isinstance(error, Refused):
        return error.sentence
    if vaults.is_known(error):
        return vaults.sentence(error)
    return _("It did not work this time. Try again in a moment.")


def foot_words(opened: Opened) -> str:
    """ "backed up 09:02", the day where it is another one."""
    desk, made = opened.desk, backups.last_made(opened)
    if made is None:
        return _("no backup yet")
    return _("backed up %(when)s") % {"when": brief_time(made, desk.now(), desk.clock.zone())}


def brief_time(made: Millis | None, now: Millis, zone: str) -> str:
    """ "09:02" of today, "23 Nov" of another day, "–" for never."""
    if made is None:
        return "–"
    then, today = wall_at(made, zone), date_at(now, zone)
    return clock(then) if then.date() == today else short_day(then.date(), today)
