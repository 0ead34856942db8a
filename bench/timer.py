"""The session clock after an hour, against the monotonic clock, also through a change of the wall clock."""

from bench.measure import Line, by_length
from mentor_desktop.domain.ids import Millis, PartId, SessionId
from mentor_desktop.domain.sessionclock import ClockEvent, ClockKind, Reading, face
from mentor_desktop.domain.sessions import Part
from mentor_desktop.services.clocks import SystemClock

HOUR = 3_600_000


def run() -> list[Line]:
    """An hour told by readings of the real clocks, moved on by an hour, and by a set wall clock."""
    now = SystemClock().reading()
    part = Part(id=PartId(b"p" * 16), session=SessionId(b"s" * 16), title="one", minutes=60)
    events = [ClockEvent(kind=ClockKind.START, reading=now, part=part.id)]
    later = Reading(Millis(now.utc + HOUR), now.boot + HOUR, now.awake + HOUR, now.boot_id)
    turned = Reading(Millis(now.utc - 5 * HOUR), now.boot + HOUR, now.awake + HOUR, now.boot_id)
    drift = max(abs(face([part], events, reading).elapsed - HOUR) for reading in (later, turned))
    return [by_length("session clock after an hour, off by", 50, float(drift))]
