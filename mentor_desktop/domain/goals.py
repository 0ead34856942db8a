"""Goals that people share: stored once, looked at as GROW, SMART, WOOP or OSKAR.

How far a goal has come is judged, counted or ticked off, and it is always said which. Nothing is guessed:
where there is no baseline or no target there is no share of the way either. State and progress are events.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentor_desktop.domain.ids import (
    DAY,
    EvidenceId,
    GoalId,
    Millis,
    NoteId,
    PersonId,
    PromiseId,
    RelationshipId,
    SessionId,
    StepId,
)
from mentor_desktop.domain.marks import private, shareable, structural
from mentor_desktop.domain.notes import Audience

QUIET_AFTER = 30 * DAY
"""A goal nobody touched for so long is asked about, in milliseconds."""
LOWEST, HIGHEST = 0, 10
"""The ends of the scale on which progress, baseline, confidence are judged."""


class Measure(StrEnum):
    """By what progress is told."""

    SCALE = "scale"  # judged, 0 to 10
    NUMBER = "number"  # counted, with a unit
    STEPS = "steps"  # steps ticked off


class GoalState(StrEnum):
    """Where a goal stands."""

    IDEA = "idea"
    ACTIVE = "active"
    PAUSED = "paused"
    REACHED = "reached"
    LET_GO = "let_go"


OPEN_STATES = frozenset({GoalState.IDEA, GoalState.ACTIVE, GoalState.PAUSED})


class GoalEventKind(StrEnum):
    """What can happen to a goal."""

    STATE = "state"  # to `state`, with a word why
    PROGRESS = "progress"  # `value` on its measure
    REVIEWED = "reviewed"  # re-read and kept as it is
    REWORDED = "reworded"  # re-read and put into other words
    SPLIT = "split"  # part of it went on as `other`
    MERGED = "merged"  # it went on within `other`


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEvent:
    """One thing that happened to a goal."""

    kind: GoalEventKind = structural()
    at: Millis = structural()
    state: GoalState | None = shareable(default=None)
    value: float | None = shareable(default=None)
    why: str = private(default="")
    other: GoalId | None = structural(default=None)
    session: SessionId | None = structural(default=None)  # in which it was said, if in one


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a goal."""

    id: StepId = structural()
    version: int = structural(default=0)
    text: str = shareable()
    after: StepId | None = structural(default=None)  # the step that comes before it, if one must
    due: date | None = shareable(default=None)
    done: Millis | None = shareable(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What shows how a goal is coming on: a note, a kept promise, a moment, or a line of its own."""

    id: EvidenceId = structural()
    version: int = structural(default=0)
    goal: GoalId = structural()
    at: Millis = structural()
    text: str = shareable(default="")  # own words; of a note or promise its text is looked up
    note: NoteId | None = structural(default=None)
    promise: PromiseId | None = structural(default=None)
    value: float | None = shareable(default=None)  # where the goal stood then, if that was said
    audience: Audience = structural(default=None)  # private unless said otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What somebody wants to reach, and how they go about it."""

    id: GoalId = structural()
    version: int = structural(default=0)
    relationship: RelationshipId = structural()
    whose: tuple[PersonId, ...] = structural(default=())  # one person, or all whose goal it is
    audience: Audience = structural(default=())  # goals are shared unless kept private on purpose
    aim: str = shareable()
    why: str = shareable(default="")
    measure: Measure = structural(default=Measure.SCALE)
    unit: str = shareable(default="")  # of a number: "talks", "km"
    baseline: float | None = shareable(default=None)
    target: float | None = shareable(default=None)
    target_date: date | None = shareable(default=None)
    obstacle: str = shareable(default="")
    plan: str = shareable(default="")  # if … then …
    options: str = shareable(default="")  # one a line
    strengths: str = shareable(default="")
    confidence: int | None = private(default=None)  # 0 to 10
    weight: int | None = private(default=None)  # 1 to 5, among the goals of the same people
    thoughts: str = private(default="")  # the mentor's own, never shown on a goal sheet
    steps: tuple[Step, ...] = structural(default=())  # in order
    events: tuple[GoalEvent, ...] = structural(default=())  # in order


class BadMeasure(ValueError):
    """Baseline and target do not make a way to go."""


class CircularSteps(ValueError):
    """Steps that wait for each other."""


def checked_measure(measure: Measure, baseline: float | None, target: float | None) -> None:
    """Do nothing where progress can be told by it; raises BadMeasure.

    A scale runs from 0 to 10; baseline and target must differ where both are given.
    """
    if measure is Measure.STEPS:
        return
    given = [each for each in (baseline, target) if each is not None]
    if any(each != each or abs(each) > 1e15 for each in given):
        raise BadMeasure("not a number of everyday size")
    if measure is Measure.SCALE and any(not LOWEST <= each <= HIGHEST for each in given):
        raise BadMeasure("off the scale")
    if baseline is not None and baseline == target:
        raise BadMeasure("target is where it started")


def checked_steps(steps: Iterable[Step]) -> None:
    """Do nothing where each step can come at some time; raises CircularSteps."""
    after: Mapping[StepId, StepId | None] = {step.id: step.after for step in steps}
    for start in after:
        seen, here = set[StepId](), after.get(start)
        while here is not None:
            if here == start or here in seen:
                raise CircularSteps("steps wait for each other")
            seen.add(here)
            here = after.get(here)


def state_of(goal: Goal) -> GoalState:
    """The state its events lead to; a goal starts as an idea."""
    for event in reversed(goal.events):
        if event.kind is GoalEventKind.STATE and event.state is not None:
            return event.state
        if event.kind is GoalEventKind.MERGED:
            return GoalState.LET_GO
    return GoalState.IDEA


def state_since(goal: Goal) -> Millis:
    """Since when it stands where it stands; 0 for a goal to which nothing ever happened."""
    since = Millis(0)
    state: GoalState | None = None
    for event in goal.events:
        to = GoalState.LET_GO if event.kind is GoalEventKind.MERGED else event.state
        changes = event.kind in (GoalEventKind.STATE, GoalEventKind.MERGED)
        if changes and to is not None and to is not state:
            since, state = event.at, to
    return since


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal has come, and by what that is told."""

    measure: Measure
    value: float | None  # judged or counted last; of steps how many are done
    share: float | None  # of the way from baseline to target, 0 to 1; None where that cannot be told
    done: int = 0  # steps
    of: int = 0


def progress(goal: Goal, evidence: Iterable[Evidence] = ()) -> Progress:
    """Where a goal stands on its measure, by what was said last, of evidence too."""
    if goal.measure is Measure.STEPS:
        done, of = sum(1 for step in goal.steps if step.done is not None), len(goal.steps)
        return Progress(goal.measure, float(done), done / of if of else None, done, of)
    said = [*((event.at, event.value) for event in goal.events if event.kind is GoalEventKind.PROGRESS),
            *((each.at, each.value) for each in evidence if each.goal == goal.id)]  # fmt: skip
    known = [(at, value) for at, value in said if value is not None]
    value = sorted(known, key=lambda each: each[0])[-1][1] if known else goal.baseline
    return Progress(goal.measure, value, _share(goal.baseline, goal.target, value))


def _share(baseline: float | None, target: float | None, value: float | None) -> float | None:
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return min(1.0, max(0.0, (value - baseline) / (target - baseline)))


def last_touched(goal: Goal, evidence: Iterable[Evidence] = ()) -> Millis | None:
    """When anything was last said, done or shown about it; None if never."""
    times = [event.at for event in goal.events]
    times += [step.done for step in goal.steps if step.done is not None]
    times += [each.at for each in evidence if each.goal == goal.id]
    return max(times, default=None)


def is_quiet(goal: Goal, now: Millis, evidence: Iterable[Evidence] = ()) -> bool:
    """Whether an active goal deserves a kind question: nobody touched it for a month."""
    touched = last_touched(goal, evidence)
    return state_of(goal) is GoalState.ACTIVE and touched is not None and now - touched >= QUIET_AFTER


def next_step(goal: Goal) -> Step | None:
    """The first step that is open and not waiting for another open one."""
    done = {step.id for step in goal.steps if step.done is not None}
    known = {step.id for step in goal.steps}
    return next(
        (step for step in goal.steps
         if step.done is None and (step.after is None or step.after in done or step.after not in known)),
        None,
    )  # fmt: skip


def points(goal: Goal, evidence: Iterable[Evidence] = ()) -> tuple[tuple[Millis, float], ...]:
    """What a chart draws: each moment at which a value was said, in order."""
    said = [(event.at, event.value) for event in goal.events
            if event.kind is GoalEventKind.PROGRESS and event.value is not None]  # fmt: skip
    said += [(each.at, each.value) for each in evidence if each.goal == goal.id and each.value is not None]
    return tuple(sorted(said))
