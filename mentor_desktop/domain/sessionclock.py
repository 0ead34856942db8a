"""The session clock: what the parts have used, what is left, when it will end.

Its truth is a list of events, saved as they happen, so a crash loses no second. Time between two
events of one start of the computer is counted by its clock that also runs in sleep, so that setting
the wall clock changes nothing; across a restart of the computer the wall clock has to do, from the
last moment that is known of the old start to the first of the new one (see `bridge`).

The rule: left in a part = its plan - what it used; the end = now + what is left of this part (not
below 0) + the plan of the parts to come. Nothing shrinks by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mentor_desktop.domain.ids import MINUTE, Millis, PartId
from mentor_desktop.domain.marks import private, structural
from mentor_desktop.domain.sessions import Part

SLEEP_LIMIT = 5_000  # ms; a longer gap between the two clocks is a laptop that slept
SHORTEST_PART = 2  # minutes that shrinking leaves to a part
EARLY = 15 * MINUTE  # starting earlier than this is another hour than the planned one


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the computer's clocks, in milliseconds."""

    utc: Millis
    boot: int  # runs in sleep too
    awake: int  # stands still in sleep
    boot_id: str  # differs after a restart of the computer


class ClockKind(StrEnum):
    """What can happen to a running session."""

    START = "start"
    PART = "part"  # the part named becomes the current one (next, back, or chosen)
    PAUSE = "pause"
    RESUME = "resume"
    PLAN = "plan"  # the part's plan becomes `amount` ms (+5, or the rest shrunk)
    SLEPT = "slept"  # `amount` ms of sleep, not counted
    SLEEP_COUNTS = "sleep_counts"  # the last sleep counts after all
    USED = "used"  # corrected afterwards: the part used `amount` ms
    SEEN = "seen"  # nothing happened; the clocks were read around a restart of the computer
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    """One event with the clocks as they read."""

    kind: ClockKind = structural()
    reading: Reading = structural()
    part: PartId | None = structural(default=None)
    amount: int = private(default=0)  # ms


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The session clock at one moment. All lengths in milliseconds."""

    started: Millis | None
    ended: Millis | None
    paused: bool
    part: PartId | None
    used: dict[PartId, int]
    plan: dict[PartId, int]
    elapsed: int  # counted time since the start, pauses left out
    now: Millis  # started + everything since, by the steady clock

    @property
    def running(self) -> bool:
        """Started and not ended; paused counts as running."""
        return self.started is not None and self.ended is None

    def left(self, part: PartId) -> int:
        """Plan minus use; negative when over."""
        return self.plan.get(part, 0) - self.used.get(part, 0)


def between(earlier: Reading, later: Reading) -> int:
    """Milliseconds from one reading to the next, never negative."""
    if earlier.boot_id == later.boot_id:
        return max(0, later.boot - earlier.boot)
    return max(0, later.utc - earlier.utc)


def slept(earlier: Reading, later: Reading) -> int:
    """Milliseconds of sleep between two readings, 0 if no more than SLEEP_LIMIT or after a restart."""
    if earlier.boot_id != later.boot_id:
        return 0
    asleep = (later.boot - earlier.boot) - (later.awake - earlier.awake)
    return asleep if asleep > SLEEP_LIMIT else 0


def last_act(events: Sequence[ClockEvent]) -> ClockEvent | None:
    """The last event that a person or the laptop made happen, None without any."""
    return next((event for event in reversed(events) if event.kind is not ClockKind.SEEN), None)


def bridge(events: Sequence[ClockEvent], seen: Reading | None, now: Reading) -> tuple[ClockEvent, ...]:
    """What has to be kept after a restart of the computer, so that what was counted stays counted.

    `seen` is the last reading known of the old start, if any. The wall clock then tells only of the time
    between that and `now`; set back meanwhile, it takes nothing away. Empty where nothing was restarted.
    """
    if not events or events[-1].reading.boot_id == now.boot_id:
        return ()
    last = events[-1].reading
    found = [now]
    if seen is not None and seen.boot_id == last.boot_id and seen.boot > last.boot:
        found.insert(0, seen)
    return tuple(ClockEvent(kind=ClockKind.SEEN, reading=reading) for reading in found)


def earlier_by(reading: Reading, ms: int) -> Reading:
    """The reading as it was `ms` before, for "started N minutes ago"; below 0, as it would be later."""
    return replace(reading, utc=Millis(reading.utc - ms), boot=reading.boot - ms, awake=reading.awake - ms)


def face(parts: Sequence[Part], events: Sequence[ClockEvent], now: Reading | None = None) -> ClockFace:
    """Replay the events up to `now` (None: up to the last event)."""
    tally = _Tally(parts)
    before: Reading | None = None
    for event in events:
        if before is not None:
            tally.spend(between(before, event.reading))
        before = event.reading
        tally.take(event)
    if now is not None and before is not None:
        tally.spend(between(before, now))
    present = now.utc if now else Millis(0)
    if tally.started is not None:
        present = Millis(tally.started + tally.steady)
    return ClockFace(
        tally.started,
        tally.ended,
        tally.paused,
        tally.current,
        tally.used,
        tally.plan,
        tally.elapsed,
        present,
    )


class _Tally:
    """What the events amount to so far."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.used: dict[PartId, int] = {part.id: 0 for part in parts}
        self.plan: dict[PartId, int] = {part.id: part.minutes * MINUTE for part in parts}
        self.current: PartId | None = None
        self.started: Millis | None = None
        self.ended: Millis | None = None
        self.paused = False
        self.elapsed = 0  # ms that count
        self.steady = 0  # ms since the start, pauses and sleep too
        self.asleep = 0  # ms of the last sleep that were taken off
        self.slept_in: PartId | None = None  # the part they were taken off

    def spend(self, ms: int) -> None:
        """Time goes by."""
        if self.ended is not None:
            return
        self.steady += ms
        if not self.paused:
            self._count(self.current, ms)

    def take(self, event: ClockEvent) -> None:
        """Something happens."""
        match event.kind:
            case ClockKind.START:  # a second one says that it began at another time
                self.started, self.current = event.reading.utc, event.part
                self.elapsed = self.steady = 0
                self.used = dict.fromkeys(self.used, 0)
            case ClockKind.PART:
                self.current = event.part
            case ClockKind.PAUSE | ClockKind.RESUME:
                self.paused = event.kind is ClockKind.PAUSE
            case ClockKind.SLEPT:
                self._sleep(event.amount)
            case ClockKind.SLEEP_COUNTS:
                self._count(self.slept_in, self.asleep)
                self.asleep = 0
            case ClockKind.END:
                self.ended = event.reading.utc
            case ClockKind.PLAN | ClockKind.USED if event.part is not None:
                kept = self.plan if event.kind is ClockKind.PLAN else self.used
                kept[event.part] = event.amount

    def _sleep(self, amount: int) -> None:
        """Take a sleep off the current part, never more than it used; in a pause nothing was counted."""
        used = self.elapsed if self.current is None else self.used.get(self.current, 0)
        self.asleep = 0 if self.paused else max(0, min(amount, used, self.elapsed))
        self.slept_in = self.current
        self._count(self.current, -self.asleep)

    def _count(self, part: PartId | None, ms: int) -> None:
        self.elapsed += ms
        if part is not None:
            self.used[part] = self.used.get(part, 0) + ms


def to_come(parts: Sequence[Part], at: ClockFace) -> list[Part]:
    """The parts after the current one, in order."""
    ids = [part.id for part in parts]
    return list(parts[ids.index(at.part) + 1 :]) if at.part in ids else []


def expected_end(parts: Sequence[Part], at: ClockFace) -> Millis:
    """When the session ends if the rest goes as planned."""
    left = max(0, at.left(at.part)) if at.part is not None else 0
    rest = sum(max(0, at.left(part.id)) for part in to_come(parts, at))
    return Millis(at.now + left + rest)


def planned_end(scheduled: Millis, minutes: int, started: Millis) -> Millis:
    """When it was meant to end: as scheduled, unless it was begun as another hour altogether."""
    length = minutes * MINUTE
    begun_elsewhen = started < scheduled - EARLY or started > scheduled + length // 2
    return Millis((started if begun_elsewhen else scheduled) + length)


def shrunk(rest: Sequence[int], available: int) -> list[int] | None:
    """Whole minutes for the parts to come so that they fit `available` minutes.

    In proportion, none below SHORTEST_PART, the last kept whole. None if there is nothing to shrink.
    A part already shorter than the floor keeps its length.
    """
    if len(rest) < 2 or sum(rest) <= available:
        return None
    *shrinking, last = rest
    room = max(0, available - last)
    total = sum(shrinking)
    floors = [min(minutes, SHORTEST_PART) for minutes in shrinking]
    shares = [max(floor, minutes * room // total) for floor, minutes in zip(floors, shrinking, strict=True)]
    # Whole minutes lost to rounding go to the parts that lost most, never above their plan.
    order = sorted(range(len(shares)), key=lambda i: (shares[i] - shrinking[i] * room / total, i))
    for i in order:
        if sum(shares) >= room:
            break
        if shares[i] < shrinking[i]:
            shares[i] += 1
    while sum(shares) > room:  # floors took more than the room: take from the longest
        longest = max(range(len(shares)), key=lambda i: (shares[i] - floors[i], -i))
        if shares[longest] <= floors[longest]:
            break
        shares[longest] -= 1
    result = [*shares, last]
    return result if result != list(rest) else None
