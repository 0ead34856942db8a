"""Which backups may go: seven daily, four weekly and three monthly ones stay, and never under three good.

Only the counters tell the order, and dates only tell days apart: nothing is compared with the present, so
that a clock that was set back or far forward cannot make a backup old. Standard library only.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

DAILY, WEEKLY, MONTHLY = 7, 4, 3
LEAST = 3  # good ones that always stay
BEFORE_CHANGES = 7  # of those made before something was changed as a whole


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup. `special` was made before something was changed as a whole; a damaged one is not `good`."""

    name: str
    counter: int
    day: date
    special: bool = False
    good: bool = True


def to_drop(backups: Iterable[Kept]) -> frozenset[str]:
    """The names of those that may go.

    Of each day, week (from Monday) and month the newest one stays. What was made before a change stays as
    long as its day does. A damaged one goes once three good ones are newer.
    """
    newest = sorted(backups, key=lambda each: (each.counter, each.name), reverse=True)
    good = [each for each in newest if each.good]
    daily = _newest_of_each(good, lambda day: day, DAILY)
    days = {each.day for each in daily}
    special = [each for each in good if each.special and each.day in days][:BEFORE_CHANGES]
    weekly = _newest_of_each(good, lambda day: day.isocalendar()[:2], WEEKLY)
    monthly = _newest_of_each(good, lambda day: (day.year, day.month), MONTHLY)
    stay = {each.name for each in (*daily, *weekly, *monthly, *special, *good[:LEAST])}
    for each in newest:
        if not each.good and sum(other.counter > each.counter for other in good) < LEAST:
            stay.add(each.name)
    return frozenset(each.name for each in newest if each.name not in stay)


def _newest_of_each(newest: Sequence[Kept], span: Callable[[date], Hashable], most: int) -> list[Kept]:
    chosen: dict[Hashable, Kept] = {}
    for each in newest:
        chosen.setdefault(span(each.day), each)
    return list(chosen.values())[:most]
