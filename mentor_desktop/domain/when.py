"""Planned times: what the clock on the wall shows, in which zone, and which instant that is.

A plan is kept as wall time + IANA zone (+ which of two on a doubled hour), because that is what people
agreed on; the instant is worked out from the zone rules when it is needed, so a change of the rules
moves the instant and not the agreement.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from mentor_desktop.domain.ids import Millis

FIRST_YEAR, LAST_YEAR = 1900, 2199  # plans outside are a slip of the keyboard
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_MS = timedelta(milliseconds=1)


class UnknownZone(ValueError):
    """The name is not an IANA zone that the bundled time-zone data knows."""


class OutOfRange(ValueError):
    """The date lies outside the years that a plan may have."""


class HourKind(StrEnum):
    """What the zone rules say about a wall time."""

    PLAIN = "plain"
    SKIPPED = "skipped"  # the clocks jumped over it; the same moment reads later
    DOUBLED = "doubled"  # the clocks show it twice


@dataclass(frozen=True, slots=True)
class When:
    """A wall time in a zone. `fold` 1 means the second of two equal hours."""

    wall: datetime  # naive, to the minute
    zone: str
    fold: int = 0


@lru_cache(maxsize=512)
def zone_info(zone: str) -> ZoneInfo:
    """The rules of an IANA zone. Raises UnknownZone."""
    if not zone or len(zone) > 64 or zone.startswith(("/", ".")) or ".." in zone or "\0" in zone:
        raise UnknownZone("not an IANA zone")
    try:
        return ZoneInfo(zone)
    except (OSError, ValueError, UnicodeError):  # ZoneInfoNotFoundError is a KeyError, below
        raise UnknownZone("not an IANA zone") from None
    except KeyError:
        raise UnknownZone("not an IANA zone") from None


def checked(when: When) -> When:
    """The same plan, to the minute, once its year and zone are known to be sound."""
    if not FIRST_YEAR <= when.wall.year <= LAST_YEAR:
        raise OutOfRange("year out of range")
    zone_info(when.zone)
    return When(when.wall.replace(second=0, microsecond=0, tzinfo=None), when.zone, 1 if when.fold else 0)


def instant(when: When) -> Millis:
    """The instant of a plan. A skipped hour is read with the offset before the jump, so it falls later."""
    aware = when.wall.replace(tzinfo=zone_info(when.zone), fold=when.fold)
    return to_millis(aware)


def to_millis(aware: datetime) -> Millis:
    """The instant of an aware datetime, rounded down to the millisecond."""
    return Millis((aware.astimezone(UTC) - _EPOCH) // _ONE_MS)


def wall_at(at: Millis, zone: str) -> datetime:
    """What the clock in `zone` shows at an instant, naive, with its fold."""
    return (_EPOCH + timedelta(milliseconds=at)).astimezone(zone_info(zone)).replace(tzinfo=None)


def iso_at(at: Millis, zone: str) -> str:
    """ISO 8601 with the zone's offset at that instant, to the second."""
    return (_EPOCH + timedelta(milliseconds=at)).astimezone(zone_info(zone)).isoformat(timespec="seconds")


def date_at(at: Millis, zone: str) -> date:
    """The date on the calendar in `zone` at an instant."""
    return wall_at(at, zone).date()


@lru_cache(maxsize=4096)
def end_of_day(day: date, zone: str) -> Millis:
    """The first instant after `day` in `zone`."""
    return instant(When(datetime.combine(day + timedelta(days=1), datetime.min.time()), zone))


def hour_kind(when: When) -> HourKind:
    """Whether the zone rules skip or double this wall time."""
    first = instant(When(when.wall, when.zone, 0))
    second = instant(When(when.wall, when.zone, 1))
    if first == second:
        return HourKind.PLAIN
    return HourKind.DOUBLED if wall_at(first, when.zone).replace(fold=0) == when.wall else HourKind.SKIPPED
