"""When something about a session is worth a word: the evening before, shortly before, and when it is not
wrapped up. Instants alone; the words are made where they are shown.

May import the domain alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from mentor_desktop.domain.agreements import Span
from mentor_desktop.domain.ids import HOUR, MINUTE, Millis, SessionId
from mentor_desktop.domain.when import When, instant, wall_at

EVENING = time(18, 0)  # of the day before, on the mentor's own clock
JOIN_BEFORE = 10 * MINUTE
JOIN_LATE = 5 * MINUTE  # after its time nobody needs to be told to join
WRAP_AFTER = 2 * HOUR
WRAP_UNTIL = 12 * HOUR  # from then on Today says it


class Cue(StrEnum):
    """What the word is about."""

    PREPARE = "prepare"
    JOIN = "join"
    WRAP = "wrap"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One word about one session, worth saying from `at` until `until`."""

    cue: Cue
    session: SessionId
    at: Millis
    until: Millis

    @property
    def key(self) -> str:
        """What names it among those that were said."""
        return f"{self.cue}:{self.session.hex()}"


def of_planned(session: SessionId, start: Millis, zone: str) -> tuple[Reminder, ...]:
    """The evening before on the mentor's clock, and ten minutes before; on the day itself Today says it."""
    day = wall_at(start, zone).date()
    evening = instant(When(datetime.combine(day - timedelta(days=1), EVENING), zone))
    midnight = instant(When(datetime.combine(day, time(0)), zone))
    join = Millis(start - JOIN_BEFORE)
    return (
        Reminder(Cue.PREPARE, session, evening, min(midnight, join)),
        Reminder(Cue.JOIN, session, join, Millis(start + JOIN_LATE)),
    )


def of_held(session: SessionId, ended: Millis) -> tuple[Reminder, ...]:
    """Two hours after one that is not wrapped up."""
    return (Reminder(Cue.WRAP, session, Millis(ended + WRAP_AFTER), Millis(ended + WRAP_UNTIL)),)


def is_quiet(now: Millis, zone: str, quiet: Span) -> bool:
    """Whether nothing is to be said now; the same hour at both ends means that there is no such time."""
    return quiet.since != quiet.until and quiet.holds(wall_at(now, zone).time())


def due(
    reminders: Iterable[Reminder], said: Collection[str], now: Millis, zone: str, quiet: Span
) -> tuple[Reminder, ...]:  # fmt: skip
    """What is to be said now, each once for ever; nothing in quiet hours, nothing that came to nothing while
    the laptop slept, and one word a session, the latest of those that wait."""
    if is_quiet(now, zone, quiet):
        return ()
    found: dict[SessionId, Reminder] = {}
    for each in sorted(reminders, key=lambda one: one.at):
        if each.at <= now < each.until and each.key not in said:
            found[each.session] = each
    return tuple(found.values())
