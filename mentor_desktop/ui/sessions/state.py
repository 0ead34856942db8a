"""What the Sessions page shows. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services.sessions import SessionRow, week_of
from mentor_desktop.ui.sessions.words import Heading, SessionLine
from mentor_desktop.words import _, ngettext, number, span

Question = Literal["", "cancel", "missed", "link"]


@dataclass(frozen=True)
class Sessions:
    """What was read from the vault."""

    rows: tuple[SessionRow, ...]
    me: bytes
    zone: str
    here: datetime  # my wall clock
    now: Millis
    complete: bool = True  # not the first look alone
    changes: int = -1  # of the store, when it was read


@dataclass(frozen=True)
class SessionsState:
    """The page."""

    sub: str
    rows: tuple[Heading | SessionLine, ...]
    empty: str  # a sentence where nothing is listed
    any: bool  # whether there is any session at all
    first: str  # the row to begin with: what runs or comes next


@dataclass(frozen=True)
class QuestionState:
    """What the strip above the list asks about one session."""

    kind: Question = ""
    title: str = ""
    people: tuple[tuple[str, str], ...] = ()  # who may have called it off: key and name
    told: datetime | None = None  # proposed
    link: str = ""
    key: str = field(default="")


def state_of(found: Sessions, words: str, safe: bool) -> SessionsState:
    """The page; `words` narrows it to sessions whose people or day hold every one of them."""
    wanted = words.casefold().split()
    lines = [
        SessionLine(row, found.me, found.zone, found.now, found.here.date(), safe)
        for row in found.rows
        if not wanted or _fits(row, wanted, safe)
    ]
    any_ = bool(found.rows)
    empty = (
        _("No session of that name.") if any_ else _("Plan the first session. All of them will stand here.")
    )
    return SessionsState(
        _sub(found, safe), tuple(_grouped(lines, found)), "" if lines else empty, any_, _first(lines)
    )


def _first(lines: Sequence[SessionLine]) -> str:
    for state in (SessionState.RUNNING, SessionState.PLANNED):
        for line in lines:
            if line.row.state is state and not line.passed:
                return line.key
    return ""


def _fits(row: SessionRow, wanted: Sequence[str], safe: bool) -> bool:
    text = row.here.strftime("%Y-%m-%d") if safe else f"{row.title} {row.here:%Y-%m-%d}".casefold()
    return all(word in text for word in wanted)


def _grouped(lines: Sequence[SessionLine], found: Sessions) -> list[Heading | SessionLine]:
    monday, next_monday = week_of(found.here.date())
    week = [line for line in lines if monday <= line.row.here.date() < next_monday]
    later = [line for line in lines if line.row.here.date() >= next_monday]
    before = [line for line in reversed(lines) if line.row.here.date() < monday]
    grouped: list[Heading | SessionLine] = []
    for title, group in ((_("This week"), week), (_("Later"), later), (_("Before"), before)):
        if group:
            grouped += [Heading(title), *group]
    return grouped


def _sub(found: Sessions, safe: bool) -> str:
    monday, next_monday = week_of(found.here.date())
    counting = (SessionState.PLANNED, SessionState.RUNNING, SessionState.HELD)
    minutes = sum(
        row.minutes for row in found.rows
        if row.state in counting and monday <= row.here.date() < next_monday
    )  # fmt: skip
    held = sum(row.state is SessionState.HELD for row in found.rows)
    pieces = [_("%(span)s this week") % {"span": span(minutes)}] if minutes else [_("nothing this week")]
    if held and found.complete and not safe:
        pieces.append(ngettext("%(n)s held in all", "%(n)s held in all", held) % {"n": number(held)})
    return " · ".join(pieces)
