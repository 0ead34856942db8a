"""What may leave the vault: an explicit list of fields for a named audience, and nothing else.

Exporters and the preview are drawn from these classes alone. They are built only by
`services/sharing.py`; this module knows none of the records they are built from.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mentor_desktop.domain.marks import shareable


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNote:
    """One note as the audience reads it."""

    text: str = shareable()  # Markdown, as typed
    time: str = shareable(default="")  # "15:14" in the writer's zone, "" for a note typed in afterwards
    moment: bool = shareable(default=False)  # a quotation or turning point worth keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPromise:
    """Who does what by when."""

    owner: str = shareable()
    text: str = shareable()
    due: date | None = shareable(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTime:
    """One moment on one person's clock."""

    wall: datetime = shareable()  # naive: the time as the clock in `place` shows it
    place: str = shareable()  # "Nairobi"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGoalNews:
    """What a session did for a goal."""

    aim: str = shareable()
    what: str = shareable()  # kept, reworded, active, paused, reached, let_go, progress or spoken
    value: float | None = shareable(default=None)  # where it stands, if that was said
    unit: str = shareable(default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shareable:
    """A session's summary for a named audience."""

    number: int | None = shareable(default=None)  # of the session within its relationship
    held_on: date = shareable()
    minutes: int | None = shareable(default=None)  # length as held; None if unknown
    present: tuple[str, ...] = shareable(default=())  # display names, the mentor first
    audience: tuple[str, ...] = shareable(default=())  # who this summary is for
    language: str = shareable(default="en")  # BCP 47 tag
    opening: str = shareable(default="")  # the mentor's own first line, plain text
    notes: tuple[SharedNote, ...] = shareable(default=())
    promises: tuple[SharedPromise, ...] = shareable(default=())
    goals: tuple[SharedGoalNews, ...] = shareable(default=())  # those the session did something for
    next_time: tuple[LocalTime, ...] = shareable(default=())  # the same moment on each clock
    agreed: str = shareable(default="")  # who may hear of this, by which clause; "" where nothing was agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedVoice:
    """What one of the two says in a clause, and the same in the second language."""

    name: str = shareable()
    words: str = shareable()
    second: str = shareable(default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedClause:
    """One clause as it was worded together."""

    title: str = shareable()
    ask: str = shareable(default="")  # the question that opened the talk, "" for a clause of one's own
    answer: str = shareable(default="")  # the choice in a few words
    voices: tuple[SharedVoice, ...] = shareable(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedParty:
    """One who agrees, and when they did."""

    name: str = shareable()
    agreed_on: date | None = shareable(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAgreement:
    """One version of an agreement, for those who make it and nobody else."""

    number: int = shareable()
    holds_since: date | None = shareable(default=None)  # None = not in force
    audience: tuple[str, ...] = shareable(default=())  # who it is for: parties of it
    language: str = shareable(default="en")  # BCP 47 tag
    second_language: str = shareable(default="")
    clauses: tuple[SharedClause, ...] = shareable(default=())
    parties: tuple[SharedParty, ...] = shareable(default=())
    review_on: date | None = shareable(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStep:
    """One step of a goal."""

    text: str = shareable()
    due: date | None = shareable(default=None)
    done_on: date | None = shareable(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEvidence:
    """What shows how a goal comes on."""

    day: date = shareable()
    text: str = shareable()
    value: float | None = shareable(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPoint:
    """Where a goal stood on a day."""

    day: date = shareable()
    value: float = shareable()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGoal:
    """One goal as it may be read by those it is shared with."""

    aim: str = shareable()
    whose: tuple[str, ...] = shareable(default=())  # display names
    state: str = shareable(default="idea")  # idea, active, paused, reached or let_go
    why: str = shareable(default="")
    measure: str = shareable(default="scale")  # scale, number or steps
    unit: str = shareable(default="")
    baseline: float | None = shareable(default=None)
    value: float | None = shareable(default=None)
    target: float | None = shareable(default=None)
    target_date: date | None = shareable(default=None)
    obstacle: str = shareable(default="")
    plan: str = shareable(default="")
    options: str = shareable(default="")
    strengths: str = shareable(default="")
    steps: tuple[SharedStep, ...] = shareable(default=())
    evidence: tuple[SharedEvidence, ...] = shareable(default=())
    points: tuple[SharedPoint, ...] = shareable(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGoalSheet:
    """Goals on paper, for some of the people whose goals they are."""

    written_on: date = shareable()
    audience: tuple[str, ...] = shareable(default=())
    language: str = shareable(default="en")  # BCP 47 tag
    goals: tuple[SharedGoal, ...] = shareable(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEvent:
    """When a session is, on the clock it was planned on."""

    wall: datetime = shareable()  # naive
    zone: str = shareable()
    minutes: int = shareable()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedInvitation:
    """A session or a series for a calendar. Holds no word of any note, and no address."""

    uid: str = shareable()  # random
    sequence: int = shareable()  # raised with each change
    stamp: datetime = shareable()  # when it was made, UTC, naive
    title: str = shareable()
    description: str = shareable(default="")
    event: SharedEvent = shareable()  # the first or only one
    weeks: int = shareable(default=0)  # from one to the next; 0 = only one
    count: int = shareable(default=1)
    cancelled: tuple[datetime, ...] = shareable(default=())  # planned times of those called off
    moved: tuple[tuple[datetime, SharedEvent], ...] = shareable(default=())  # planned time, where it is now
