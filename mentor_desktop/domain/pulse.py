"""How a relationship feels to each side: five items, answered apart, shown together when both are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.ids import Millis, PersonId, PulseId, RelationshipId
from mentor_desktop.domain.marks import private, structural

ITEMS = ("heard", "safe", "useful", "honest", "progress")
LOWEST, HIGHEST = 1, 5
EVERY_DAYS = 91
"""Asked again after a quarter, in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """The answers of one side in one round."""

    id: PulseId = structural()
    version: int = structural(default=0)
    relationship: RelationshipId = structural()
    round: date = structural()  # the day the round was begun
    by: PersonId = structural()
    heard: int | None = private(default=None)
    safe: int | None = private(default=None)
    useful: int | None = private(default=None)
    honest: int | None = private(default=None)
    progress: int | None = private(default=None)
    at: Millis = private()

    @property
    def complete(self) -> bool:
        """Whether all five are answered."""
        return all(getattr(self, item) is not None for item in ITEMS)


def sound(pulse: Pulse) -> bool:
    """Whether every answer lies on the scale."""
    return all(each is None or LOWEST <= each <= HIGHEST for each in (getattr(pulse, item) for item in ITEMS))


def both_in(pulses: Sequence[Pulse], sides: Sequence[PersonId]) -> bool:
    """Whether every side of a round has answered everything, so that it may be shown."""
    done = {each.by for each in pulses if each.complete}
    return bool(sides) and all(side in done for side in sides)


def due(last_round: date | None, started: date | None, today: date) -> bool:
    """Whether a new round is worth asking for."""
    since = last_round or started
    return since is not None and (today - since).days >= EVERY_DAYS
