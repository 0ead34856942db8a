"""A row of sessions on one side's wall clock: every week or every few, at the same time of the day.

The wall time stays and the instants follow the zone rules, so that "every second Tuesday, 15:00 in Nairobi"
stays that. What the other clocks show then changes now and then; that can be told beforehand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mentor_desktop.domain.ids import PersonId, RelationshipId, SeriesId, SessionId
from mentor_desktop.domain.marks import shareable, structural
from mentor_desktop.domain.when import When, instant, wall_at

MOST = 104
"""Sessions of one series: two years, weekly."""
LONGEST_GAP = 26
"""Weeks between two of them, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What was planned, once; each session of it may be moved or called off by itself afterwards."""

    id: SeriesId = structural()
    version: int = structural(default=0)
    relationship: RelationshipId = structural()
    weeks: int = shareable()  # from one to the next
    first: date = shareable()
    at: time = shareable()
    zone: str = shareable()  # whose clock it follows
    follows: PersonId | None = structural(default=None)
    count: int = shareable()
    minutes: int = shareable()
    sessions: tuple[SessionId, ...] = structural(default=())  # in the order they were planned


def planned(first: date, at: time, zone: str, weeks: int, count: int) -> tuple[When, ...]:
    """The wall times of a series. One that the clocks skip keeps its wall time; its instant falls later."""
    return tuple(When(datetime.combine(first + timedelta(weeks=weeks * n), at), zone) for n in range(count))


@dataclass(frozen=True, slots=True)
class Changed:
    """A session at which another clock shows another time of the day than at the one before."""

    index: int
    zone: str
    before: time
    after: time


def changed_hours(plans: Sequence[When], zones: Iterable[str]) -> tuple[Changed, ...]:
    """The sessions at which the time of the day changes in each of some zones."""
    found = []
    for zone in dict.fromkeys(zones):
        shown = [wall_at(instant(each), zone).time() for each in plans]
        found += [
            Changed(n, zone, shown[n - 1], shown[n]) for n in range(1, len(shown)) if shown[n] != shown[n - 1]
        ]
    return tuple(sorted(found, key=lambda each: (each.index, each.zone)))
