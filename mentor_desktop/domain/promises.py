"""Promises: kept as events, judged by rule.

A promise moved before it was due counts as reliable; silence does not. Due is a date in the owner's
zone, and overdue begins when that day ends there.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mentor_desktop.domain.ids import Millis, PersonId, PromiseId, RelationshipId, SessionId
from mentor_desktop.domain.marks import private, shareable, structural
from mentor_desktop.domain.notes import Audience
from mentor_desktop.domain.when import date_at, end_of_day


class PromiseEventKind(StrEnum):
    """What can happen to a promise."""

    MADE = "made"
    DUE_MOVED = "due_moved"
    KEPT = "kept"
    DROPPED = "dropped"
    HANDED_OVER = "handed_over"
    REOPENED = "reopened"
    CARRIED = "carried"  # still open at the end of a session: moved on to the next


class PromiseState(StrEnum):
    """What the events amount to."""

    OPEN = "open"
    OVERDUE = "overdue"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseEvent:
    """One thing that happened to a promise."""

    kind: PromiseEventKind = structural()
    at: Millis = structural()
    due: date | None = shareable(default=None)  # the new due date, for made and due moved
    why: str = private(default="")
    to: PersonId | None = private(default=None)  # the new owner, for handed over
    session: SessionId | None = structural(default=None)  # where it moved on to, for carried


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Who does what for whom."""

    id: PromiseId = structural()
    version: int = structural(default=0)
    relationship: RelationshipId | None = structural(default=None)
    session: SessionId | None = structural(default=None)  # where it was made
    owner: PersonId = shareable()
    receiver: PersonId | None = private(default=None)
    text: str = shareable()
    audience: Audience = structural(default=())  # promises are shared unless kept private on purpose
    effort: int | None = private(default=None)  # minutes it will take; None = not said
    repeats: str = private(default="")  # "week", "2 weeks", "month": when kept, it is made again
    events: tuple[PromiseEvent, ...] = structural(default=())  # in order


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise as it stands at a moment."""

    state: PromiseState
    due: date | None
    done_at: Millis | None
    renegotiated: bool  # the due date was moved before it had passed
    moves: int  # how often it moved on to a next session

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.state in (PromiseState.OPEN, PromiseState.OVERDUE)


def standing(events: Sequence[PromiseEvent], owner_zone: str, now: Millis) -> Standing:
    """Work out what a promise's events amount to at `now`."""
    due: date | None = None
    done_at: Millis | None = None
    dropped = renegotiated = False
    moves = 0
    for event in events:
        kind = event.kind
        if kind is PromiseEventKind.MADE:
            due = event.due
        elif kind is PromiseEventKind.DUE_MOVED:
            if due is not None and date_at(event.at, owner_zone) <= due:
                renegotiated = True
            due = event.due
        elif kind is PromiseEventKind.KEPT:
            done_at, dropped = event.at, False
        elif kind is PromiseEventKind.DROPPED:
            done_at, dropped = event.at, True
        elif kind is PromiseEventKind.REOPENED:
            done_at, dropped = None, False
        elif kind is PromiseEventKind.CARRIED:
            moves += 1
    late = due is not None and (done_at if done_at is not None else now) >= end_of_day(due, owner_zone)
    if dropped:
        state = PromiseState.DROPPED
    elif done_at is not None:
        state = PromiseState.KEPT_LATE if late else PromiseState.KEPT
    else:
        state = PromiseState.OVERDUE if late else PromiseState.OPEN
    return Standing(state, due, done_at, renegotiated, moves)


UNSAID = 3
"""Days that a promise of which nobody said how large it is shows before it is due."""
_LEADS = ((60, 1), (4 * 60, 2), (8 * 60, 5))
"""Minutes of effort up to which a promise is shown so many days before it is due; above all, a week."""


def show_from(due: date | None, effort: int | None) -> date | None:
    """From which day a promise is shown: never for the first time on its due day, and earlier for a large
    one. None for one without a date, which is shown always."""
    if due is None:
        return None
    if effort is None:
        return due - timedelta(days=UNSAID)
    days = next((lead for most, lead in _LEADS if effort <= most), 7)
    return due - timedelta(days=days)


class Repeat(StrEnum):
    """How often a promise is made again."""

    WEEK = "week"
    TWO_WEEKS = "2 weeks"
    MONTH = "month"


def next_due(due: date, repeats: Repeat, today: date) -> date:
    """The first due date after `due` in its rhythm that is still to come: none is asked for in the past.

    A month later is the same day of the month, or its last day where there is none such.
    """
    count = 1
    while True:
        following = _later(due, repeats, count)
        if following > today:
            return following
        count += 1


def _later(due: date, repeats: Repeat, count: int) -> date:
    if repeats is Repeat.MONTH:
        months = due.month - 1 + count
        year, month = due.year + months // 12, months % 12 + 1
        return date(year, month, min(due.day, monthrange(year, month)[1]))
    return due + timedelta(weeks=count * (2 if repeats is Repeat.TWO_WEEKS else 1))


def owner_now(promise: Promise) -> PersonId:
    """Who owes it after any handing over."""
    owner = promise.owner
    for event in promise.events:
        if event.kind is PromiseEventKind.HANDED_OVER and event.to is not None:
            owner = event.to
    return owner
