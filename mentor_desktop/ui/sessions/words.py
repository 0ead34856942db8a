"""One session as a row of words; worked out when the row is drawn, so that thousands cost nothing. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services.sessions import SessionRow, day_shift
from mentor_desktop.ui.daywords import dated
from mentor_desktop.words import _, clock, ngettext, span

_STARTS_FROM = 12 * 60 * 60_000  # ms before its time from which a session can be started from the list


@dataclass(frozen=True)
class Heading:
    """A group's name."""

    title: str
    key: str = ""

    @property
    def spoken(self) -> str:
        """The heading itself."""
        return self.title


@dataclass(frozen=True)
class SessionLine:
    """One session. `me` is my id, `now` the instant and `today` the date on my calendar."""

    row: SessionRow
    me: bytes
    zone: str
    now: Millis
    today: date
    safe: bool = False

    @cached_property
    def key(self) -> str:
        """The session's id in hex."""
        return self.row.id.hex()

    @cached_property
    def day(self) -> str:
        """ "Tue 24 Nov"."""
        return dated(self.row.here.date(), self.today)

    @cached_property
    def time(self) -> str:
        """The start on my clock."""
        return clock(self.row.here)

    @cached_property
    def beside(self) -> str:
        """What stands beside the time: the other clock, or the length of one that was held."""
        if self.row.state in (SessionState.CANCELLED, SessionState.MISSED) or self.safe:
            return ""
        if self.row.state is SessionState.HELD or not self.row.there:
            return span(self.row.minutes)
        place, there = self.row.there[0]
        return f"{clock(there)} {place}{day_shift(self.row.here, there)}"

    @cached_property
    def title(self) -> str:
        """Who, and which number; nobody while the screen is shared."""
        return _("A session") if self.safe else self.row.title

    @cached_property
    def avatar(self) -> tuple[str, str]:
        """Name and key of the disc; empty while the screen is shared."""
        if self.safe or not self.row.people:
            return "", ""
        person, name = self.row.people[0]
        return name, person.hex()

    @cached_property
    def sub(self) -> str:
        """The second line."""
        row = self.row
        if self.safe:
            return span(row.minutes)
        if row.state is SessionState.PLANNED:
            return f"{_('agenda ready') if row.parts else _('not prepared')} · {span(row.minutes)}"
        if row.state is SessionState.RUNNING:
            return _("running now")
        if row.state is SessionState.HELD:
            return self._notes()
        return self._off()

    @cached_property
    def chip(self) -> tuple[str, str]:
        """The state as a chip, and its kind; "" where buttons say it."""
        state = self.row.state
        if state is SessionState.HELD:
            return (_("done"), "ok") if self.row.wrapped else ("", "neutral")
        if state is SessionState.CANCELLED:
            return _("cancelled"), "neutral"
        if state is SessionState.MISSED:
            return _("missed"), "neutral"
        if state is SessionState.PLANNED and self.passed:
            return _("its time has passed"), "warn"
        return "", "neutral"

    @property
    def passed(self) -> bool:
        """Whether a planned session's time is over."""
        return self.row.at + self.row.minutes * 60_000 < self.now

    @cached_property
    def buttons(self) -> tuple[tuple[str, str, str], ...]:
        """Key, words and kind of the buttons in the row."""
        state = self.row.state
        if state is SessionState.RUNNING:
            return (("run", _("Go on"), "primary"),)
        if state is SessionState.HELD:
            return () if self.row.wrapped else (("wrap", _("Finish"), "plain"),)
        if state is not SessionState.PLANNED:
            return ()
        prepare = ("prepare", _("Prepare"), "plain")
        if abs(self.row.at - self.now) <= _STARTS_FROM:
            return prepare, ("start", _("Start"), "primary")
        return (prepare,)

    @cached_property
    def opens(self) -> str:
        """The page that Enter opens."""
        state = self.row.state
        if state is SessionState.RUNNING:
            return "run"
        return "wrap" if state is SessionState.HELD else "prepare"

    @cached_property
    def spoken(self) -> str:
        """The row in one breath."""
        pieces = (self.title, self.day, self.time, self.beside, self.chip[0], self.sub)
        return ", ".join(piece for piece in pieces if piece)

    def _notes(self) -> str:
        shared = ngettext("%(n)d shared note", "%(n)d shared notes", self.row.shared) % {"n": self.row.shared}
        private = _("%(n)d private") % {"n": self.row.private}
        if not self.row.shared and not self.row.private:
            return _("no notes")
        return f"{shared}, {private}" if self.row.private else shared

    def _off(self) -> str:
        row = self.row
        who = (
            _("you") if row.off_by == self.me else dict(row.people).get(row.off_by, "") if row.off_by else ""
        )
        if row.state is SessionState.CANCELLED:
            begin = _("cancelled by %(who)s") % {"who": who} if who else _("cancelled")
        else:
            begin = _("%(who)s did not come") % {"who": who} if who else _("did not come about")
        return f"{begin}, {self._told()}" if row.off_told is not None else begin

    def _told(self) -> str:
        assert self.row.off_told is not None  # asked for only then
        told = wall_at(self.row.off_told, self.zone)
        days = (self.row.here.date() - told.date()).days
        if days > 0:
            return ngettext("told a day ahead", "told %(n)d days ahead", days) % {"n": days}
        if self.row.off_told > self.row.at:
            return _("told afterwards")
        ahead = (self.row.here - told).total_seconds() // 60
        return _("told %(span)s ahead") % {"span": span(int(ahead))}
