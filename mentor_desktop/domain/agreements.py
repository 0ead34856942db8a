"""Agreements: what two or more people promised each other about their talks, clause by clause.

A version is written, proposed, agreed by every party and then in force until the next one replaces it or
somebody ends it. What happened is kept as events; where a version stands is worked out from them. Data of
clauses (a rhythm, quiet hours) is kept as the program can use it; the words stand beside it, exactly as they
were agreed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Literal

from mentor_desktop.domain.ids import AgreementId, ClauseId, Millis, PersonId, RelationshipId
from mentor_desktop.domain.marks import private, shareable, structural

Weekday = Literal[0, 1, 2, 3, 4, 5, 6]
"""Monday is 0, as in `datetime.date.weekday`."""


class DataKind(StrEnum):
    """What a datum of a clause may be; the value's type in Python is given beside each."""

    MINUTES = "minutes"  # int
    HOURS = "hours"  # int
    DAYS = "days"  # int
    WEEKS = "weeks"  # int
    MONTHS = "months"  # int
    COUNT = "count"  # int
    DATE = "date"  # datetime.date
    WEEKDAYS = "weekdays"  # tuple of weekdays, ascending
    SPAN = "span"  # Span, may run over midnight
    WINDOWS = "windows"  # tuple of Window
    LINE = "line"  # str


NUMBERS = frozenset(
    {DataKind.MINUTES, DataKind.HOURS, DataKind.DAYS, DataKind.WEEKS, DataKind.MONTHS, DataKind.COUNT}
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of each day on somebody's clock. It runs over midnight where `until` is not after `since`."""

    since: time = shareable()
    until: time = shareable()

    def holds(self, moment: time) -> bool:
        """Whether a time of the day lies in it; the end does not."""
        if self.since < self.until:
            return self.since <= moment < self.until
        return moment >= self.since or moment < self.until


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of certain weekdays that are kept free, on one person's clock. No field holds a reason."""

    days: tuple[Weekday, ...] = shareable()
    span: Span = shareable()
    person: PersonId | None = structural(default=None)  # whose clock; None = everybody's own


Value = int | str | date | Span | tuple[Weekday, ...] | tuple[Window, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of one version, in the words that were agreed."""

    id: ClauseId = structural()
    version: int = structural(default=0)  # of the row
    key: str = structural()  # "recording": of the built-in clauses, or "own-" and a number
    title: str = shareable(default="")  # of an own clause; built-in ones are named by the content
    choice: str = structural(default="")  # id of the choice; "" = none yet or own words
    mentor: str = shareable(default="")  # what I say, where I am the mentor
    mentee: str = shareable(default="")  # what the other says
    second_mentor: str = shareable(default="")  # the same in the second language
    second_mentee: str = shareable(default="")
    data: Mapping[str, Value] = shareable(default_factory=dict)
    later: bool = structural(default=False)  # to be talked about another time

    @property
    def settled(self) -> bool:
        """Whether there are words to agree to."""
        return bool(self.mentor or self.mentee) and not self.later


class How(StrEnum):
    """By what a party agreed."""

    IN_CALL = "in_call"
    SIGNED = "signed"
    MAIL = "mail"


class EventKind(StrEnum):
    """What can happen to a version."""

    PROPOSED = "proposed"
    TAKEN_BACK = "taken_back"  # a proposal that becomes a draft again
    AGREED = "agreed"
    ENDED = "ended"  # by either side, at any time, without a reason
    REPLACED = "replaced"  # a later version came into force


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementEvent:
    """One thing that happened to a version."""

    kind: EventKind = structural()
    at: Millis = structural()
    by: PersonId | None = structural(default=None)
    on: date | None = shareable(default=None)  # the day as said, for agreed and ended
    how: How | None = shareable(default=None)


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One version of an agreement."""

    id: AgreementId = structural()
    version: int = structural(default=0)  # of the row
    relationship: RelationshipId = structural()
    number: int = structural()  # 1, 2, 3 within the relationship
    language: str = shareable(default="en")  # BCP 47 tag of the document
    second_language: str = shareable(default="")  # "" = none beside it
    review_on: date | None = shareable(default=None)
    parties: tuple[PersonId, ...] = structural(default=())  # who has to agree, me first
    clauses: tuple[Clause, ...] = structural(default=())  # in order
    events: tuple[AgreementEvent, ...] = structural(default=())  # in order
    note: str = private(default="")  # my own thoughts about it


@dataclass(frozen=True, slots=True)
class Status:
    """A version as its events make it."""

    state: State
    agreed: Mapping[PersonId, AgreementEvent] = field(default_factory=dict)
    since: date | None = None  # the day it came into force
    until: date | None = None  # the day it ended or was replaced, where a day was said

    def waits_for(self, parties: Iterable[PersonId]) -> tuple[PersonId, ...]:
        """Who has not agreed yet."""
        return tuple(each for each in parties if each not in self.agreed)


class NotNow(ValueError):
    """This cannot happen to a version that stands where it does."""


def status(agreement: Agreement, gone: Iterable[PersonId] = ()) -> Status:
    """Where a version stands. Those in `gone` left the relationship, so nobody waits for their yes.

    A yes counts for the words as proposed: taking a proposal back clears every yes.
    """
    left = frozenset(gone)
    state, agreed, since, until = State.DRAFT, dict[PersonId, AgreementEvent](), None, None
    for event in agreement.events:
        if event.kind is EventKind.PROPOSED:
            state = State.PROPOSED
        elif event.kind is EventKind.TAKEN_BACK:
            state, agreed = State.DRAFT, {}
        elif event.kind is EventKind.AGREED and event.by is not None:
            agreed[event.by] = event
        elif event.kind is EventKind.ENDED:
            state, until = State.ENDED, event.on
        elif event.kind is EventKind.REPLACED:
            state, until = State.REPLACED, event.on
        if (
            state is State.PROPOSED
            and agreed
            and all(p in agreed for p in agreement.parties if p not in left)
        ):
            state = State.IN_FORCE
            since = max((each.on for each in agreed.values() if each.on is not None), default=None)
    return Status(state, agreed, since, until)


_ALLOWED: Mapping[EventKind, frozenset[State]] = {
    EventKind.PROPOSED: frozenset({State.DRAFT}),
    EventKind.TAKEN_BACK: frozenset({State.PROPOSED}),
    EventKind.AGREED: frozenset({State.PROPOSED}),
    EventKind.ENDED: frozenset({State.PROPOSED, State.IN_FORCE}),
    EventKind.REPLACED: frozenset({State.IN_FORCE}),
}


def may_happen(agreement: Agreement, event: AgreementEvent, gone: Iterable[PersonId] = ()) -> None:
    """Do nothing where the event may follow; raises NotNow.

    Proposing needs at least one clause with words; only a party agrees, and only once.
    """
    now = status(agreement, gone)
    if now.state not in _ALLOWED[event.kind]:
        raise NotNow(f"{event.kind} after {now.state}")
    if event.kind is EventKind.PROPOSED and not any(each.settled for each in agreement.clauses):
        raise NotNow("nothing to propose")
    if event.kind is EventKind.AGREED and (event.by not in agreement.parties or event.by in now.agreed):
        raise NotNow("not a party, or agreed already")


def may_be_edited(agreement: Agreement) -> bool:
    """Whether its words may still change: a proposal first has to be taken back."""
    return status(agreement).state is State.DRAFT


def in_force(versions: Iterable[Agreement], gone: Iterable[PersonId] = ()) -> Agreement | None:
    """The version that holds now: the latest one in force."""
    holding = [each for each in versions if status(each, gone).state is State.IN_FORCE]
    return max(holding, key=lambda each: each.number, default=None)


class Change(StrEnum):
    """What became of a clause from one version to the next."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause of two versions beside each other."""

    key: str
    change: Change
    before: Clause | None
    after: Clause | None


def differences(before: Agreement | None, after: Agreement) -> tuple[Difference, ...]:
    """Clause by clause, in the order of the later version; what is gone stands at the end.

    A clause without words counts as not there.
    """
    old = {each.key: each for each in before.clauses if each.settled} if before is not None else {}
    new = {each.key: each for each in after.clauses if each.settled}
    found = [
        Difference(key, _change(old.get(key), clause), old.get(key), clause) for key, clause in new.items()
    ]
    found += [Difference(key, Change.GONE, clause, None) for key, clause in old.items() if key not in new]
    return tuple(found)


def _change(before: Clause | None, after: Clause) -> Change:
    if before is None:
        return Change.NEW
    return Change.SAME if _substance(before) == _substance(after) else Change.CHANGED


def _substance(clause: Clause) -> tuple[object, ...]:
    return (
        clause.title, clause.choice, clause.mentor, clause.mentee, clause.second_mentor,
        clause.second_mentee, dict(clause.data),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """What was agreed about one thing, and where that is written."""

    about: str  # "cadence", "recording" …: the names that `clauses.toml` gives
    clause: str  # key of the clause
    choice: str
    data: Mapping[str, Value]
    number: int  # of the version


def rules(agreement: Agreement | None, about: Mapping[str, Sequence[str]]) -> dict[str, Rule]:
    """The rules of the version in force by what they are about; `about` names those of each clause."""
    if agreement is None:
        return {}
    return {
        name: Rule(name, clause.key, clause.choice, clause.data, agreement.number)
        for clause in agreement.clauses
        if clause.settled
        for name in about.get(clause.key, ())
    }
