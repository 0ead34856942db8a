"""Staying in touch: what was said between sessions, and the days that matter to a person.

Everything here is the mentor's own; none of it ever leaves in an export.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mentor_desktop.domain.ids import CheckInId, Millis, OccasionId, PersonId, RelationshipId
from mentor_desktop.domain.marks import private, structural


class CheckInKind(StrEnum):
    """Why one wrote or called."""

    ENCOURAGE = "encourage"
    EVENT = "event"  # about something that happened or is to come
    RESOURCE = "resource"  # something to read or to meet
    QUIET = "quiet"  # because it had been quiet
    MESSAGE = "message"  # a message of theirs, or any other contact, logged


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One contact between sessions, on any channel."""

    id: CheckInId = structural()
    version: int = structural(default=0)
    relationship: RelationshipId | None = structural(default=None)
    person: PersonId = structural()
    kind: CheckInKind = private()
    channel: str = private(default="")
    text: str = private(default="")
    at: Millis = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day that matters to a person: each year, or once where a year is said."""

    id: OccasionId = structural()
    version: int = structural(default=0)
    person: PersonId = structural()
    title: str = private()
    month: int = private()
    day: int = private()
    year: int | None = private(default=None)  # None = every year
    ask_after: bool = private(default=False)  # ask the day after how it went


class Reason(StrEnum):
    """Why somebody is in the keep-warm queue, the most pressing first."""

    ASK_HOW_IT_WENT = "ask_how_it_went"
    OCCASION = "occasion"
    PROMISE = "promise"  # one of mine to them comes due
    GOAL_REACHED = "goal_reached"
    REVIEW = "review"  # the agreement is to be looked at again
    QUIET = "quiet"  # longer than agreed since the last real contact
    ANNIVERSARY = "anniversary"  # of the relationship or of a moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A prompt that was put off, with a word why."""

    person: PersonId = structural()
    reason: Reason = structural()
    until: date = private()
    why: str = private(default="")
    at: Millis = structural()


class NoSuchDay(ValueError):
    """No year has this day."""


def checked_day(month: int, day: int, year: int | None) -> None:
    """Do nothing for a day that comes; raises NoSuchDay. 29 February without a year is one."""
    try:
        date(2024 if year is None else year, month, day)
    except ValueError:
        raise NoSuchDay("no such day") from None


def next_on(occasion: Occasion, today: date) -> date | None:
    """When it comes next, today included; None for one that is over. 29 February falls on the 28th in a
    common year."""
    if occasion.year is not None:
        once = date(occasion.year, occasion.month, occasion.day)
        return once if once >= today else None
    here = _in_year(occasion, today.year)
    return here if here >= today else _in_year(occasion, today.year + 1)


def last_on(occasion: Occasion, today: date) -> date | None:
    """When it was last, today not included; None for one still to come."""
    if occasion.year is not None:
        once = date(occasion.year, occasion.month, occasion.day)
        return once if once < today else None
    here = _in_year(occasion, today.year)
    return here if here < today else _in_year(occasion, today.year - 1)


def _in_year(occasion: Occasion, year: int) -> date:
    try:
        return date(year, occasion.month, occasion.day)
    except ValueError:
        return date(year, 2, 28)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long it may be quiet between two people, in days."""

    ideal: int
    longest: int


USUAL_RHYTHM = Rhythm(14, 30)
"""Where nothing was agreed: two weeks, and a month at most."""


def rhythm_of(cadence_days: int | None) -> Rhythm:
    """The rhythm an agreed cadence means: once between sessions, and never longer than twice the cadence."""
    if cadence_days is None or cadence_days <= 0:
        return USUAL_RHYTHM
    return Rhythm(cadence_days, max(cadence_days + 7, 2 * cadence_days))


def quiet_days(last: date | None, today: date) -> int | None:
    """Days since the last real contact; None where there was none. A clock set back gives 0."""
    return None if last is None else max(0, (today - last).days)


def due_on(last: date | None, rhythm: Rhythm, started: date) -> date:
    """From which day silence is worth a word: the ideal gap after the last contact, or after the start."""
    return (last or started) + timedelta(days=rhythm.ideal)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One reason to be in touch with one person."""

    person: PersonId
    reason: Reason
    on: date
    about: bytes = b""  # id of the occasion, promise, goal or agreement, if there is one
    days: int = 0  # of quiet, or of years for an anniversary


_RANK = {reason: rank for rank, reason in enumerate(Reason)}


def one_each(
    prompts: Iterable[Prompt], snoozed: Iterable[Snooze], contacts: dict[PersonId, date], today: date,
    interval: dict[PersonId, int]
) -> tuple[Prompt, ...]:  # fmt: skip
    """At most one prompt a person, the most pressing that is due. None within the interval after a contact,
    unless it is about a day of theirs or about something promised; a contact since that day has said it. What
    is put off keeps still until its day.
    """
    asleep = {(each.person, each.reason) for each in snoozed if each.until > today}
    best: dict[PersonId, Prompt] = {}
    for prompt in prompts:
        last = contacts.get(prompt.person)
        recent = last is not None and (today - last).days < interval.get(prompt.person, USUAL_RHYTHM.ideal)
        if prompt.on > today or (prompt.person, prompt.reason) in asleep:
            continue
        if recent and prompt.reason not in _ALWAYS:
            continue
        if prompt.reason in _SAID_BY_CONTACT and last is not None and last >= prompt.on:
            continue
        known = best.get(prompt.person)
        if known is None or (_RANK[prompt.reason], prompt.on) < (_RANK[known.reason], known.on):
            best[prompt.person] = prompt
    return tuple(sorted(best.values(), key=lambda each: (_RANK[each.reason], each.on, each.person)))


_ALWAYS = frozenset({Reason.ASK_HOW_IT_WENT, Reason.OCCASION, Reason.PROMISE})
_SAID_BY_CONTACT = frozenset({Reason.ASK_HOW_IT_WENT, Reason.OCCASION})
