"""Progress is arithmetic, steps never wait for each other, and states follow from events."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.goals import (
    QUIET_AFTER,
    BadMeasure,
    CircularSteps,
    Evidence,
    Goal,
    GoalEvent,
    GoalEventKind,
    GoalState,
    Measure,
    Step,
    checked_measure,
    checked_steps,
    is_quiet,
    next_step,
    points,
    progress,
    state_of,
)
from mentor_desktop.domain.ids import EvidenceId, GoalId, Millis, PersonId, RelationshipId, StepId

GOAL = Goal(id=GoalId(b"g" * 16), relationship=RelationshipId(b"r" * 16), whose=(PersonId(b"p" * 16),),
            aim="Lead the on-call rota")  # fmt: skip
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def said(value: float, at: int = 0) -> GoalEvent:
    return GoalEvent(kind=GoalEventKind.PROGRESS, at=Millis(at), value=value)


def step(name: str, after: str = "", done: int | None = None) -> Step:
    return Step(id=StepId(name.encode()), text=name, after=StepId(after.encode()) if after else None,
                done=None if done is None else Millis(done))  # fmt: skip


@given(NUMBERS, NUMBERS, NUMBERS)
def test_the_share_of_the_way(baseline: float, target: float, value: float) -> None:
    goal = replace(GOAL, measure=Measure.NUMBER, baseline=baseline, target=target, events=(said(value),))
    told = progress(goal)
    assert told.value == value
    if baseline == target:
        assert told.share is None
    else:
        assert told.share == pytest.approx(min(1, max(0, (value - baseline) / (target - baseline))))


def test_nothing_is_guessed() -> None:
    for goal in (GOAL, replace(GOAL, baseline=2.0), replace(GOAL, target=8.0, events=(said(4),))):
        assert progress(goal).share is None
    assert progress(replace(GOAL, baseline=2.0, target=8.0)).share == 0
    assert progress(replace(GOAL, measure=Measure.STEPS)).share is None


def test_steps_are_counted() -> None:
    told = progress(replace(GOAL, measure=Measure.STEPS, steps=(step("a", done=1), step("b"), step("c"))))
    assert (told.done, told.of) == (1, 3)
    assert told.share == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("measure", "baseline", "target"),
    [
        (Measure.SCALE, 3, 3), (Measure.NUMBER, 5, 5), (Measure.SCALE, -1, 5), (Measure.SCALE, 1, 11),
        (Measure.NUMBER, float("nan"), 1), (Measure.NUMBER, 0, float("inf")), (Measure.NUMBER, 0, 1e16),
    ],
)  # fmt: skip
def test_a_measure_without_a_way_is_refused(measure: Measure, baseline: float, target: float) -> None:
    with pytest.raises(BadMeasure):
        checked_measure(measure, baseline, target)


def test_a_measure_may_be_begun() -> None:
    checked_measure(Measure.SCALE, None, None)
    checked_measure(Measure.NUMBER, -5, 5)
    checked_measure(Measure.STEPS, 1, 1)


@given(st.lists(st.integers(-1, 7), min_size=8, max_size=8))
def test_steps_that_wait_for_each_other_are_found(after: list[int]) -> None:
    steps = [step(str(n), str(a) if a >= 0 else "") for n, a in enumerate(after)]

    def comes_round(n: int) -> bool:
        here, seen = after[n], 0
        while here >= 0 and seen <= len(after):
            here, seen = after[here], seen + 1
        return here >= 0

    if any(comes_round(n) for n in range(8)):
        with pytest.raises(CircularSteps):
            checked_steps(steps)
    else:
        checked_steps(steps)


def test_the_next_step_waits_for_nothing_open() -> None:
    steps = (step("a", "b"), step("b"), step("c"))
    assert next_step(replace(GOAL, steps=steps)) == steps[1]
    done = (step("a", "b"), step("b", done=1), step("c"))
    assert next_step(replace(GOAL, steps=done)) == done[0]
    assert next_step(replace(GOAL, steps=(step("a", done=1),))) is None
    assert next_step(replace(GOAL, steps=(step("a", "erased"),))) is not None


def test_states_follow_from_events() -> None:
    assert state_of(GOAL) is GoalState.IDEA
    active = GoalEvent(kind=GoalEventKind.STATE, at=Millis(1), state=GoalState.ACTIVE)
    merged = GoalEvent(kind=GoalEventKind.MERGED, at=Millis(2), other=GoalId(b"h" * 16))
    assert state_of(replace(GOAL, events=(active, said(3)))) is GoalState.ACTIVE
    assert state_of(replace(GOAL, events=(active, merged))) is GoalState.LET_GO


def test_only_an_active_goal_is_asked_about_after_a_month() -> None:
    active = replace(
        GOAL, events=(GoalEvent(kind=GoalEventKind.STATE, at=Millis(0), state=GoalState.ACTIVE),)
    )
    assert not is_quiet(active, Millis(QUIET_AFTER - 1))
    assert is_quiet(active, Millis(QUIET_AFTER))
    shown = Evidence(id=EvidenceId(b"e" * 16), goal=GOAL.id, at=Millis(5), value=4.0)
    assert not is_quiet(active, Millis(QUIET_AFTER), [shown])
    assert not is_quiet(GOAL, Millis(QUIET_AFTER))
    assert points(replace(active, events=(said(3, at=9),)), [shown]) == ((Millis(5), 4.0), (Millis(9), 3))
