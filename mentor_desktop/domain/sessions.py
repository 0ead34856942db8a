"""Sessions: who meets when, along which parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from mentor_desktop.domain.ids import MINUTE, Millis, PartId, PersonId, RelationshipId, SessionId
from mentor_desktop.domain.marks import private, shareable, structural
from mentor_desktop.domain.when import When

SHORTEST, LONGEST = 5, 480  # minutes a session may be planned for
DEFAULT_MINUTES = 50  # leaves a break before the next hour


class SessionState(StrEnum):
    """What is stored; paused and moved are told by events."""

    PLANNED = "planned"
    RUNNING = "running"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


class PartKind(StrEnum):
    """What a part of the agenda serves."""

    RELATIONAL = "relational"
    DEVELOPMENT = "development"
    TASK = "task"


class Leads(StrEnum):
    """Who opens a part."""

    BOTH = "both"
    MENTEE = "mentee"
    MENTOR = "mentor"


class Attendance(StrEnum):
    """Whether a participant came."""

    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One person in one session."""

    person: PersonId = structural()
    attendance: Attendance = private(default=Attendance.EXPECTED)
    late_minutes: int = private(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of an agenda."""

    id: PartId = structural()
    version: int = structural(default=0)
    session: SessionId = structural()
    position: int = structural(default=0)
    title: str = shareable()
    minutes: int = shareable(default=5)
    kind: PartKind = private(default=PartKind.TASK)
    leads: Leads = shareable(default=Leads.BOTH)
    topic_of: PersonId | None = shareable(default=None)  # whose topic it is
    template: str = structural(default="")  # id of the template part it came from
    done: bool = private(default=False)  # dealt with; what is not moves to the next session
    moves: int = private(default=0)  # how often it moved on from an earlier session


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change of the planned time, kept without blame."""

    at: Millis = structural()
    from_when: When = private()
    by: PersonId | None = private(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting, planned or held. Its private texts are in `private.Preparation`."""

    id: SessionId = structural()
    version: int = structural(default=0)
    relationship: RelationshipId = structural()
    participants: tuple[Participant, ...] = structural(default=())  # the others, not me
    when: When = shareable()
    follows: PersonId | None = structural(default=None)  # whose clock the plan follows
    minutes: int = shareable(default=DEFAULT_MINUTES)
    link: str = private(default="")
    template: str = structural(default="")
    state: SessionState = structural(default=SessionState.PLANNED)
    number: int | None = shareable(default=None)  # given when held, kept for ever
    started: Millis | None = shareable(default=None)
    ended: Millis | None = shareable(default=None)
    off_by: PersonId | None = private(default=None)  # who cancelled or did not come
    off_told: Millis | None = private(default=None)  # when that was told
    paper: bool = private(default=False)  # notes were taken on paper and typed in afterwards
    opening: str = shareable(default="")  # the mentor's own first line of the summary
    wrapped: Millis | None = private(default=None)  # when the wrap-up was finished


def held_minutes(session: Session) -> int | None:
    """Length as held in whole minutes, None until both ends are known."""
    if session.started is None or session.ended is None:
        return None
    return max(0, round((session.ended - session.started) / MINUTE))


def planned_minutes(parts: Sequence[Part]) -> int:
    """Sum of an agenda in minutes."""
    return sum(part.minutes for part in parts)


def usual_slot(
    held: Sequence[When], cadence_days: int | None, after: datetime
) -> tuple[int, int, int] | None:
    """The habit in past plans of one zone: (days between, hour, minute), None without any.

    The rhythm is the agreed one, else the commonest gap between the last six; the hour is the latest.
    """
    past = sorted((when.wall for when in held if when.wall <= after), reverse=True)[:6]
    if not past:
        return None
    gaps = [(a.date() - b.date()).days for a, b in pairwise(past)]
    gaps = [gap for gap in gaps if gap > 0]
    days = cadence_days or (max(set(gaps), key=lambda gap: (gaps.count(gap), -gap)) if gaps else 14)
    return days, past[0].hour, past[0].minute
