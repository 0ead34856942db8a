"""An hour that suits everybody: which half-hours are open to all, and which of them are best, with reasons.

Everything is judged on each person's own wall clock and zone; instants come from the zone rules alone. Starts
are half an hour apart and kept as the bits of whole numbers, so that weeks of several people are compared at
once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from mentor_desktop.domain.agreements import Span, Weekday, Window
from mentor_desktop.domain.ids import MINUTE, Millis, PersonId
from mentor_desktop.domain.when import When, date_at, instant, wall_at

STEP = 30 * MINUTE
"""Milliseconds between two starts that are looked at."""
EARLY, LATE = time(8), time(19)
"""Outside of these an hour is awkward, where a person has not said when they work."""
MORNING = Span(time(8), time(12))
LONGEST_DAYS = 7 * 26


class Fault(StrEnum):
    """Why a slot does not suit a person; the gravest first."""

    BUSY = "busy"
    AWAY = "away"
    KEPT_FREE = "kept_free"  # protected hours
    QUIET = "quiet"  # quiet hours that were agreed
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    OFF_HOURS = "off_hours"


class Merit(StrEnum):
    """Why a slot is good."""

    USUAL = "usual"  # day and time at which they mostly met
    MORNING_FOR_ALL = "morning_for_all"
    LEAVES_A_BREAK = "leaves_a_break"  # an hour free before and after
    AFTER_HOLIDAY = "after_holiday"  # the first working day after one
    SPARES = "spares"  # spares whoever took the awkward hour lately


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch that is taken, end not included."""

    since: Millis
    until: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is known of one person's days."""

    person: PersonId
    zone: str
    working_days: tuple[Weekday, ...] = (0, 1, 2, 3, 4)
    working_hours: Span | None = None
    kept_free: tuple[Window, ...] = ()
    quiet: Span | None = None
    quiet_days: tuple[Weekday, ...] = ()
    away: tuple[tuple[date, date], ...] = ()  # first and last day
    holidays: frozenset[date] = frozenset()
    busy: tuple[Busy, ...] = ()
    awkward_lately: int = 0  # how often this person took an awkward hour of late

    @property
    def hours(self) -> Span:
        """Working hours, or the usual ones where none were said."""
        return self.working_hours or Span(EARLY, LATE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A start that suits all, with what speaks for it; the best has the highest score."""

    at: Millis
    score: int
    merits: tuple[Merit, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The half-hours between two instants, and for each fault the bits of those it touches, by person."""

    first: Millis
    count: int
    faults: Mapping[PersonId, Mapping[Fault, int]] = field(default_factory=dict)

    def at(self, index: int) -> Millis:
        """The instant of a half-hour."""
        return Millis(self.first + index * STEP)

    def index(self, at: Millis) -> int:
        """The half-hour an instant lies in; may lie outside."""
        return (at - self.first) // STEP

    def blocked(self, person: PersonId) -> int:
        """The half-hours that do not suit a person, for whatever reason."""
        bits = 0
        for each in self.faults[person].values():
            bits |= each
        return bits


def grid_of(people: Sequence[Day], first_day: date, days: int, home: str) -> Grid:
    """The half-hours of some days on the calendar in `home`, and what each person has against them."""
    days = max(1, min(days, LONGEST_DAYS))
    first = instant(When(datetime.combine(first_day, time()), home))
    last = instant(When(datetime.combine(first_day + timedelta(days=days), time()), home))
    grid = Grid(first, max(0, (last - first) // STEP))
    return Grid(first, grid.count, {each.person: _faults(each, grid) for each in people})


def _faults(day: Day, grid: Grid) -> dict[Fault, int]:
    found = dict.fromkeys(Fault, 0)
    for taken in day.busy:
        found[Fault.BUSY] |= _bits(grid, taken.since, taken.until)
    # The days on this person's calendar that the half-hours touch, and the one whose night runs into them.
    here, end = date_at(grid.first, day.zone) - timedelta(days=1), date_at(grid.at(grid.count), day.zone)
    while here <= end:
        whole = _stretch(grid, day.zone, here, time(), here + timedelta(days=1), time())
        if any(since <= here <= until for since, until in day.away):
            found[Fault.AWAY] |= whole
        if here in day.holidays:
            found[Fault.HOLIDAY] |= whole
        if here.weekday() not in day.working_days:
            found[Fault.DAY_OFF] |= whole
        if here.weekday() in day.quiet_days:
            found[Fault.QUIET] |= whole
        for window in day.kept_free:
            if here.weekday() in window.days:
                found[Fault.KEPT_FREE] |= _span(grid, day.zone, here, window.span)
        if day.quiet is not None:
            found[Fault.QUIET] |= _span(grid, day.zone, here, day.quiet)
        found[Fault.OFF_HOURS] |= whole & ~_span(grid, day.zone, here, day.hours)
        here += timedelta(days=1)
    if day.hours.since >= day.hours.until:  # a night shift: its morning half belongs to the day before
        found[Fault.OFF_HOURS] &= ~_nights(grid, day)
    return found


def _nights(grid: Grid, day: Day) -> int:
    bits, here = 0, date_at(grid.first, day.zone) - timedelta(days=1)
    while here <= date_at(grid.at(grid.count), day.zone):
        bits |= _span(grid, day.zone, here, day.hours)
        here += timedelta(days=1)
    return bits


def _span(grid: Grid, zone: str, day: date, span: Span) -> int:
    until = day if span.since < span.until else day + timedelta(days=1)
    return _stretch(grid, zone, day, span.since, until, span.until)


def _stretch(grid: Grid, zone: str, day: date, since: time, last_day: date, until: time) -> int:
    return _bits(
        grid,
        instant(When(datetime.combine(day, since), zone)),
        instant(When(datetime.combine(last_day, until), zone, fold=1)),
    )


def _bits(grid: Grid, since: Millis, until: Millis) -> int:
    """The half-hours that a stretch touches, be it by a minute."""
    low = max(0, (since - grid.first) // STEP)
    high = min(grid.count, -((grid.first - until) // STEP))
    return ((1 << (high - low)) - 1) << low if high > low else 0


def free_starts(grid: Grid, minutes: int, ignoring: Iterable[Fault] = ()) -> int:
    """The starts from which everybody is free for so long; some faults may be looked over."""
    blocked = 0
    passed = frozenset(ignoring)
    for each in grid.faults.values():
        for fault, bits in each.items():
            if fault not in passed:
                blocked |= bits
    free = ~blocked & ((1 << grid.count) - 1)
    slots = max(1, -(-minutes * MINUTE // STEP))
    for _step in range(slots - 1):
        free &= free >> 1
    return free


def best(
    people: Sequence[Day], grid: Grid, minutes: int, now: Millis, *, usual: tuple[int, time] | None = None,
    home: str = "UTC", limit: int = 12
) -> tuple[Slot, ...]:  # fmt: skip
    """The best starts, at most one a day, the best first. `usual` is a weekday and a time on the clock of
    `home`. Whatever lies before `now` is left out."""
    free = free_starts(grid, minutes)
    by_day: dict[date, Slot] = {}
    index = max(0, grid.index(now) + 1)
    free >>= index
    while free:
        skip = (free & -free).bit_length() - 1
        index += skip
        slot = _judged(people, grid, index, minutes, usual, home)
        day = date_at(slot.at, home)
        if day not in by_day or slot.score > by_day[day].score:
            by_day[day] = slot
        free >>= skip + 1
        index += 1
    return tuple(sorted(by_day.values(), key=lambda each: (-each.score, each.at))[:limit])


def _judged(
    people: Sequence[Day], grid: Grid, index: int, minutes: int, usual: tuple[int, time] | None, home: str
) -> Slot:  # fmt: skip
    at = grid.at(index)
    walls = {each.person: wall_at(at, each.zone) for each in people}
    here = wall_at(at, home)
    merits = []
    if usual is not None and (here.weekday(), here.time()) == usual:
        merits.append(Merit.USUAL)
    if all(MORNING.holds(wall.time()) for wall in walls.values()):
        merits.append(Merit.MORNING_FOR_ALL)
    slots = -(-minutes * MINUTE // STEP)
    around = ((1 << (slots + 4)) - 1) << max(0, index - 2)
    if not any(each[Fault.BUSY] & around for each in grid.faults.values()):
        merits.append(Merit.LEAVES_A_BREAK)
    if any(_after_holiday(each, walls[each.person].date()) for each in people):
        merits.append(Merit.AFTER_HOLIDAY)
    tired = max(people, key=lambda each: each.awkward_lately)
    uneven = tired.awkward_lately > min(each.awkward_lately for each in people)
    if uneven and not awkward(walls[tired.person].time(), tired):
        merits.append(Merit.SPARES)
    score = sum(_WEIGHT[merit] for merit in merits)
    score -= sum(2 for each in people if awkward(walls[each.person].time(), each))
    return Slot(at, score, tuple(merits))


_WEIGHT = {Merit.USUAL: 6, Merit.MORNING_FOR_ALL: 3, Merit.LEAVES_A_BREAK: 2, Merit.SPARES: 2,
           Merit.AFTER_HOLIDAY: 1}  # fmt: skip


def awkward(moment: time, day: Day) -> bool:
    """Whether a start is awkward for a person: in the first or last hour of the day, or outside it."""
    hours = day.hours
    if not hours.holds(moment):
        return True
    since = _minutes(moment) - _minutes(hours.since)
    until = _minutes(hours.until) - _minutes(moment)
    return since % 1440 < 30 or until % 1440 < 90


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _after_holiday(day: Day, here: date) -> bool:
    before = here - timedelta(days=1)
    while before.weekday() not in day.working_days and before not in day.holidays:
        before -= timedelta(days=1)
        if (here - before).days > 7:
            return False
    return before in day.holidays and here not in day.holidays


def broken(grid: Grid, at: Millis, minutes: int) -> tuple[tuple[PersonId, Fault], ...]:
    """What a forced time breaks, person by person, the gravest first; nothing outside the grid is known."""
    bits = _bits(grid, at, Millis(at + minutes * MINUTE))
    return tuple(
        (person, fault) for fault in Fault for person, each in grid.faults.items() if each[fault] & bits
    )
