"""How much mentoring the weeks hold against the mentor's own limit, and which days are back to back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from mentor_desktop.domain.ids import DAY, Millis
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import people, sessions, settings
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.sessions import SessionRow

WEEKS = 6  # this one and those that follow
BREAK = 10  # minutes between two sessions below which they are back to back
COUNTED = (SessionState.PLANNED, SessionState.RUNNING, SessionState.HELD)


@dataclass(frozen=True, slots=True)
class Week:
    """One week of it."""

    monday: date
    minutes: int
    sessions: int
    back_to_back: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """The weeks, and the limit in minutes; 0 = none was set."""

    weeks: tuple[Week, ...]
    capacity: int


def load(desk: Desk) -> Load:
    """This week and those that follow."""
    zone = people.current_zone(desk)
    monday, _next = sessions.week_of(desk.today(zone))
    now = desk.now()
    rows = [
        row for row in sessions.rows(desk, since=Millis(now - 8 * DAY), until=Millis(now + 7 * WEEKS * DAY))
        if row.state in COUNTED
    ]  # fmt: skip
    weeks = [_week(rows, monday + timedelta(weeks=at)) for at in range(WEEKS)]
    return Load(tuple(weeks), 60 * settings.get(desk)["capacity_hours"])


def _week(rows: Sequence[SessionRow], monday: date) -> Week:
    some = [row for row in rows if monday <= row.here.date() < monday + timedelta(days=7)]
    return Week(monday, sum(row.minutes for row in some), len(some), back_to_back(
        [(row.here, row.minutes) for row in some]
    ))  # fmt: skip


def back_to_back(times: Sequence[tuple[datetime, int]]) -> tuple[date, ...]:
    """The days on which a session begins less than a break after another one has ended, or before that."""
    found: list[date] = []
    ordered = sorted(times)
    for (begin, minutes), (following, _length) in pairwise(ordered):
        gap = following - (begin + timedelta(minutes=minutes))
        if gap < timedelta(minutes=BREAK) and begin.date() not in found:
            found.append(begin.date())
    return tuple(found)
