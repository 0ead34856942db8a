"""What the People page shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from mentor_desktop.domain.people import Phase, Role
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services.people import PersonRow
from mentor_desktop.ui.daywords import when_words
from mentor_desktop.words import _, ago, clock, names, ngettext, place


def phase_words(phase: Phase) -> str:
    """Where a relationship stands."""
    return {
        Phase.GETTING_TO_KNOW: _("getting to know"),
        Phase.WORKING: _("working"),
        Phase.WINDING_UP: _("winding up"),
        Phase.ENDED: _("ended"),
    }[phase]


def role_words(role: Role) -> str:
    """What the other is to me, by my own role."""
    return {Role.MENTOR: _("mentee"), Role.MENTEE: _("your mentor"), Role.PEER: _("peer")}[role]


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
class PersonLine:
    """One person; the words are worked out when the row is drawn."""

    row: PersonRow
    here: datetime  # my wall clock
    zone: str  # my zone

    @cached_property
    def key(self) -> str:
        """The person's id in hex."""
        return self.row.id.hex()

    @cached_property
    def sub(self) -> str:
        """What they do, where, what their clock shows, and how many sessions were held."""
        where = f"{place(self.row.zone)}, {clock(self.row.local)}"
        held = ""
        if self.row.held:
            held = ngettext("%(n)d session held", "%(n)d sessions held", self.row.held) % {"n": self.row.held}
        role = role_words(self.row.role) if self.row.role in (Role.MENTEE, Role.PEER) else ""
        return " · ".join(filter(None, (role, self.row.headline, where, held)))

    @cached_property
    def contact(self) -> tuple[str, bool]:
        """How long since the last real contact, and whether that is longer than agreed."""
        days = self.row.quiet_days
        if self.row.role is None:
            return "", False
        if days is None:
            return _("not met yet"), False
        if self.row.is_quiet and self.row.cadence_days:
            quiet = ngettext("%(n)d day, agreed %(agreed)d", "%(n)d days, agreed %(agreed)d", days)
            return quiet % {"n": days, "agreed": self.row.cadence_days}, True
        if self.row.by_check_in:
            return _("%(when)s, check-in") % {"when": ago(days)}, False
        return ago(days), False

    @cached_property
    def next(self) -> str:
        """The next session on both clocks."""
        if self.row.next_at is None:
            return "" if self.row.role is None else _("none planned")
        mine = wall_at(self.row.next_at, self.zone)
        there = wall_at(self.row.next_at, self.row.zone)
        words = when_words(mine, self.here.date())
        return (
            words if there == mine else _("%(when)s · %(time)s there") % {"when": words, "time": clock(there)}
        )

    @cached_property
    def promises(self) -> str:
        """What is open, mine and theirs."""
        pieces = []
        if self.row.mine_open:
            pieces.append(_("%(n)d yours") % {"n": self.row.mine_open})
        if self.row.theirs_open:
            pieces.append(_("%(n)d theirs") % {"n": self.row.theirs_open})
        return " · ".join(pieces) or ("" if self.row.role is None else _("none open"))

    @cached_property
    def phase(self) -> str:
        """Where the relationship stands."""
        return phase_words(self.row.phase) if self.row.phase is not None else ""

    @cached_property
    def spoken(self) -> str:
        """The row in one breath."""
        contact = self.contact[0] and _("last contact: %(when)s") % {"when": self.contact[0]}
        following = self.next and _("next: %(when)s") % {"when": self.next}
        promises = self.promises and _("promises: %(open)s") % {"open": self.promises}
        pieces = (self.row.name, self.sub, contact, following, promises, self.phase)
        return ", ".join(piece for piece in pieces if piece)


@dataclass(frozen=True)
class PeopleState:
    """The page."""

    sub: str
    rows: tuple[Heading | PersonLine, ...]
    archived: int  # how many are put away
    show_archived: bool
    sort: str  # a key of `sorts`
    empty: str
    anyone: bool
    safe: bool


def state_of(
    found: Sequence[PersonRow], here: datetime, zone: str, *, words: str = "", sort: str = "name",
    show_archived: bool = False, safe: bool = False
) -> PeopleState:  # fmt: skip
    """The page; `words` narrows it to those whose name, headline or place holds every one of them."""
    wanted = words.casefold().split()
    lines = [PersonLine(row, here, zone) for row in _sorted(found, sort) if _fits(row, wanted)]
    meeting = [line for line in lines if line.row.role is not None and not line.row.archived]
    by_phase = [
        (phase_words(phase), [line for line in meeting if line.row.phase is phase]) for phase in Phase
    ] if sort == "phase" else [("", meeting)]  # fmt: skip
    groups = (
        *by_phase,
        (_("Contacts"), [line for line in lines if line.row.role is None and not line.row.archived]),
        (_("Archived"), [line for line in lines if line.row.archived] if show_archived else []),
    )
    rows: list[Heading | PersonLine] = []
    for title, group in groups:
        if title and group:
            rows.append(Heading(title))
        rows += group
    empty = ""
    if not rows:
        empty = (
            _("Nobody of that name.") if found
            else _("Add the first person you mentor: the name is enough.")
        )  # fmt: skip
    if safe:
        rows, empty = [], _("People stay hidden while the screen is shared.")
    return PeopleState(
        sub="" if safe else _counted(found),
        rows=tuple(rows),
        archived=sum(row.archived for row in found),
        show_archived=show_archived,
        sort=sort,
        empty=empty,
        anyone=bool(found),
        safe=safe,
    )


def sorts() -> list[tuple[str, str]]:
    """In which order people can stand."""
    return [
        ("name", _("By name")), ("quiet", _("Quiet first")), ("next", _("Next date first")),
        ("phase", _("By phase")),
    ]  # fmt: skip


def _sorted(found: Sequence[PersonRow], sort: str) -> list[PersonRow]:
    """Of two alike, by name; those never met stand first among the quiet, as nothing is quieter."""
    if sort == "quiet":
        return sorted(found, key=lambda row: -(row.quiet_days if row.quiet_days is not None else 100_000))
    if sort == "next":
        return sorted(found, key=lambda row: row.next_at if row.next_at is not None else 10**18)
    return list(found)


def _fits(row: PersonRow, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = f"{row.name} {row.headline} {place(row.zone)}".casefold()
    return all(word in text for word in wanted)


def _counted(found: Sequence[PersonRow]) -> str:
    roles = [row.role for row in found if not row.archived]
    mentees, mentors = roles.count(Role.MENTOR), roles.count(Role.MENTEE)
    peers, contacts = roles.count(Role.PEER), roles.count(None)
    pieces = []
    if mentees:
        pieces.append(ngettext("%(n)d mentee", "%(n)d mentees", mentees) % {"n": mentees})
    if mentors:
        pieces.append(ngettext("%(n)d mentor of yours", "%(n)d mentors of yours", mentors) % {"n": mentors})
    if peers:
        pieces.append(ngettext("%(n)d peer", "%(n)d peers", peers) % {"n": peers})
    if contacts:
        pieces.append(ngettext("%(n)d contact", "%(n)d contacts", contacts) % {"n": contacts})
    return names(pieces)
