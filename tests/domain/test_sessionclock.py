"""The session clock's rule, over events and readings moved by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.ids import MINUTE, Millis, PartId, SessionId
from mentor_desktop.domain.sessionclock import (
    SHORTEST_PART,
    ClockEvent,
    ClockKind,
    between,
    earlier_by,
    expected_end,
    face,
    planned_end,
    shrunk,
    slept,
)
from mentor_desktop.domain.sessions import Part
from tests.support import HandClock

SESSION = SessionId(b"s" * 16)


def agenda(*minutes: int) -> list[Part]:
    return [
        Part(id=PartId(bytes([n]) * 16), session=SESSION, position=n, title=f"part {n}", minutes=length)
        for n, length in enumerate(minutes, 1)
    ]


def event(clock: HandClock, kind: ClockKind, part: Part | None = None, amount: int = 0) -> ClockEvent:
    return ClockEvent(kind=kind, reading=clock.reading(), part=part.id if part else None, amount=amount)


def test_left_is_plan_minus_use_and_the_end_adds_the_planned_rest() -> None:
    parts, clock = agenda(5, 10, 20), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    start = clock.utc
    clock.pass_minutes(6)
    events.append(event(clock, ClockKind.PART, parts[1]))
    clock.pass_minutes(4)
    at = face(parts, events, clock.reading())
    assert at.used == {parts[0].id: 6 * MINUTE, parts[1].id: 4 * MINUTE, parts[2].id: 0}
    assert at.left(parts[1].id) == 6 * MINUTE
    assert at.left(parts[0].id) == -MINUTE
    assert expected_end(parts, at) == start + (6 + 10 + 20) * MINUTE


def test_a_part_that_runs_over_pushes_the_end_and_takes_nothing_from_the_rest() -> None:
    parts, clock = agenda(5, 10), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    clock.pass_minutes(8)
    at = face(parts, events, clock.reading())
    assert at.left(parts[0].id) == -3 * MINUTE
    assert expected_end(parts, at) == clock.utc + 10 * MINUTE


def test_pauses_do_not_count_but_move_the_end() -> None:
    parts, clock = agenda(10), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    clock.pass_minutes(4)
    events.append(event(clock, ClockKind.PAUSE))
    clock.pass_minutes(7)
    paused = face(parts, events, clock.reading())
    assert paused.paused
    assert paused.elapsed == 4 * MINUTE
    events.append(event(clock, ClockKind.RESUME))
    clock.pass_minutes(1)
    at = face(parts, events, clock.reading())
    assert at.elapsed == 5 * MINUTE
    assert expected_end(parts, at) == clock.utc + 5 * MINUTE


@pytest.mark.parametrize("shift", [-3 * 60 * MINUTE, 26 * 60 * MINUTE])
def test_setting_the_wall_clock_changes_nothing(shift: int) -> None:
    parts, clock = agenda(30), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    clock.pass_minutes(5)
    clock.set_wall(shift)
    clock.pass_minutes(5)
    at = face(parts, events, clock.reading())
    assert at.elapsed == 10 * MINUTE
    assert at.now == events[0].reading.utc + 10 * MINUTE


def test_sleep_is_told_from_waking_time_and_counts_only_when_asked() -> None:
    parts, clock = agenda(30), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    clock.pass_minutes(5)
    before = clock.reading()
    clock.fall_asleep(12)
    amount = slept(before, clock.reading())
    assert amount == 12 * MINUTE
    events.append(event(clock, ClockKind.SLEPT, amount=amount))
    clock.pass_minutes(1)
    assert face(parts, events, clock.reading()).elapsed == 6 * MINUTE
    events.append(event(clock, ClockKind.SLEEP_COUNTS))
    assert face(parts, events, clock.reading()).elapsed == 18 * MINUTE


def test_a_short_gap_is_no_sleep() -> None:
    clock = HandClock()
    before = clock.reading()
    clock.fall_asleep(4.9 / 60)
    assert slept(before, clock.reading()) == 0


def test_over_a_restart_of_the_computer_the_wall_clock_counts() -> None:
    parts, clock = agenda(30), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    clock.pass_minutes(5)
    clock.restart(3)
    assert face(parts, events, clock.reading()).elapsed == 8 * MINUTE
    assert slept(events[0].reading, clock.reading()) == 0


def test_started_some_minutes_ago() -> None:
    parts, clock = agenda(30), HandClock()
    began = earlier_by(clock.reading(), 7 * MINUTE)
    events = [ClockEvent(kind=ClockKind.START, reading=began, part=parts[0].id)]
    at = face(parts, events, clock.reading())
    assert at.elapsed == 7 * MINUTE
    assert at.started == clock.utc - 7 * MINUTE


def test_going_back_counts_what_is_left_of_later_parts() -> None:
    parts, clock = agenda(10, 10), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    clock.pass_minutes(4)
    events.append(event(clock, ClockKind.PART, parts[1]))
    clock.pass_minutes(3)
    events.append(event(clock, ClockKind.PART, parts[0]))
    at = face(parts, events, clock.reading())
    assert expected_end(parts, at) == clock.utc + (6 + 7) * MINUTE


def test_nothing_moves_after_the_end_and_corrections_hold() -> None:
    parts, clock = agenda(10), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    clock.pass_minutes(9)
    events.append(event(clock, ClockKind.END))
    clock.pass_minutes(50)
    events.append(event(clock, ClockKind.USED, parts[0], 8 * MINUTE))
    at = face(parts, events, clock.reading())
    assert not at.running
    assert at.elapsed == 9 * MINUTE
    assert at.used[parts[0].id] == 8 * MINUTE


def test_the_planned_end_is_the_scheduled_one_unless_it_is_another_hour() -> None:
    scheduled = Millis(1_000 * MINUTE)
    assert planned_end(scheduled, 50, Millis(scheduled + 3 * MINUTE)) == scheduled + 50 * MINUTE
    assert planned_end(scheduled, 50, Millis(scheduled - 10 * MINUTE)) == scheduled + 50 * MINUTE
    late = Millis(scheduled + 40 * MINUTE)
    assert planned_end(scheduled, 50, late) == late + 50 * MINUTE
    early = Millis(scheduled - 60 * MINUTE)
    assert planned_end(scheduled, 50, early) == early + 50 * MINUTE


@pytest.mark.parametrize(
    ("rest", "available", "expected"),
    [
        ([10, 5], 12, [7, 5]),
        ([20, 10, 5], 9, [2, 2, 5]),
        ([10, 10, 5], 20, [8, 7, 5]),
        ([10, 5], 15, None),  # fits already
        ([5], 3, None),  # the last part is kept whole
        ([2, 2, 5], 6, None),  # nothing left to give
        ([1, 20, 5], 10, [1, 4, 5]),
    ],
)
def test_shrinking(rest: list[int], available: int, expected: list[int] | None) -> None:
    assert shrunk(rest, available) == expected


@given(st.lists(st.integers(1, 120), min_size=1, max_size=12), st.integers(-50, 400))
def test_shrinking_keeps_its_promises(rest: list[int], available: int) -> None:
    result = shrunk(rest, available)
    if result is None:
        return
    assert result[-1] == rest[-1]
    assert all(new <= old for new, old in zip(result, rest, strict=True))
    assert all(new >= min(old, SHORTEST_PART) for new, old in zip(result, rest, strict=True))
    floors = sum(min(old, SHORTEST_PART) for old in rest[:-1]) + rest[-1]
    assert sum(result) == max(available, floors)


STEPS = st.tuples(st.sampled_from(["next", "pause", "resume", "back"]), st.integers(0, 600_000))


@given(st.lists(STEPS, max_size=30))
def test_the_parts_sum_to_the_elapsed_time(steps: list[tuple[str, int]]) -> None:
    parts, clock = agenda(5, 10, 20, 5), HandClock()
    events = [event(clock, ClockKind.START, parts[0])]
    place = 0
    for step, ms in steps:
        clock.pass_ms(ms)
        if step in ("next", "back"):
            place = max(0, min(3, place + (1 if step == "next" else -1)))
            events.append(event(clock, ClockKind.PART, parts[place]))
        else:
            events.append(event(clock, ClockKind.PAUSE if step == "pause" else ClockKind.RESUME))
    at = face(parts, events, clock.reading())
    assert sum(at.used.values()) == at.elapsed
    assert at.now == clock.utc
    assert between(events[0].reading, clock.reading()) >= at.elapsed
