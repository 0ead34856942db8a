"""Who deserves a word: the rules against plain references, over random days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain import promises
from mentor_desktop.domain.ids import Millis, OccasionId, PersonId, PulseId, RelationshipId
from mentor_desktop.domain.promises import Repeat
from mentor_desktop.domain.pulse import ITEMS, Pulse, both_in, due, sound
from mentor_desktop.domain.touch import (
    NoSuchDay,
    Occasion,
    Prompt,
    Reason,
    Snooze,
    checked_day,
    last_on,
    next_on,
    one_each,
    quiet_days,
    rhythm_of,
)

A, B = PersonId(b"a" * 16), PersonId(b"b" * 16)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def occasion(month: int, day: int, year: int | None = None) -> Occasion:
    return Occasion(id=OccasionId(b"o" * 16), person=A, title="x", month=month, day=day, year=year)


@given(DAYS, DAYS)
def test_a_yearly_day_comes_within_a_year_and_was_within_a_year(today: date, day: date) -> None:
    each = occasion(day.month, day.day)
    following, last = next_on(each, today), last_on(each, today)
    assert following is not None
    assert last is not None
    assert last < today <= following
    assert (following - today).days <= 366
    assert (today - last).days <= 366
    for found in (following, last):
        leap = (day.month, day.day) == (2, 29) and (found.month, found.day) == (2, 28)
        assert leap or (found.month, found.day) == (day.month, day.day)


@given(DAYS, DAYS)
def test_a_single_day_comes_once(today: date, day: date) -> None:
    each = occasion(day.month, day.day, day.year)
    assert (next_on(each, today), last_on(each, today)) == ((day, None) if day >= today else (None, day))


@pytest.mark.parametrize(
    ("month", "day", "year"), [(2, 30, None), (13, 1, None), (2, 29, 2027), (0, 1, None)]
)
def test_a_day_that_no_year_has(month: int, day: int, year: int | None) -> None:
    with pytest.raises(NoSuchDay):
        checked_day(month, day, year)


def test_the_29th_of_february_is_a_day() -> None:
    checked_day(2, 29, None)
    checked_day(2, 29, 2028)


PROMPTS = st.builds(
    Prompt, st.sampled_from((A, B)), st.sampled_from(Reason), st.dates(date(2026, 1, 1), date(2026, 12, 31))
)


@given(st.lists(PROMPTS, max_size=12), st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60))
def test_at_most_one_prompt_a_person_and_none_before_its_day(
    prompts: list[Prompt], today: date, ago: int
) -> None:
    last = today - timedelta(days=ago)
    snoozed = [Snooze(person=A, reason=Reason.QUIET, until=today + timedelta(days=3), at=Millis(0))]
    found = one_each(prompts, snoozed, {A: last}, today, {A: 14, B: 14})
    assert len({each.person for each in found}) == len(found)
    for each in found:
        assert each.on <= today
        assert (each.person, each.reason) != (A, Reason.QUIET)
        pressing = each.reason in (Reason.ASK_HOW_IT_WENT, Reason.OCCASION, Reason.PROMISE)
        assert each.person == B or ago >= 14 or pressing
        rivals = [p for p in prompts if p.person == each.person and p.on <= today]
        stronger = [p for p in rivals if list(Reason).index(p.reason) < list(Reason).index(each.reason)]
        assert each.person == A or not stronger


def test_a_contact_starts_the_rhythm_anew() -> None:
    today = date(2026, 11, 24)
    quiet = Prompt(A, Reason.QUIET, today - timedelta(days=20), days=20)
    assert one_each([quiet], (), {A: today - timedelta(days=14)}, today, {A: 14})
    assert not one_each([quiet], (), {A: today - timedelta(days=13)}, today, {A: 14})
    assert quiet_days(today + timedelta(days=5), today) == 0  # a clock set back counts nothing


@given(st.one_of(st.none(), st.integers(-5, 400)))
def test_the_longest_gap_is_longer_than_the_ideal_one(cadence: int | None) -> None:
    rhythm = rhythm_of(cadence)
    assert 0 < rhythm.ideal < rhythm.longest


@given(DAYS, st.sampled_from(Repeat), DAYS)
def test_a_repeated_promise_is_due_again_in_the_future(last: date, repeats: Repeat, today: date) -> None:
    following = promises.next_due(last, repeats, today)
    assert following > today
    assert following > last
    if repeats is Repeat.MONTH:
        assert following.day == last.day or (following + timedelta(days=1)).day == 1
    else:
        assert following.weekday() == last.weekday()
        assert following - timedelta(weeks=1 if repeats is Repeat.WEEK else 2) <= max(today, last)


@given(DAYS, st.one_of(st.none(), st.integers(1, 10_000)))
def test_nothing_is_met_for_the_first_time_on_its_due_day(day: date, effort: int | None) -> None:
    shown = promises.show_from(day, effort)
    assert shown is not None
    assert shown < day


def test_a_larger_promise_is_shown_earlier() -> None:
    day = date(2026, 11, 25)
    shown = [promises.show_from(day, effort) for effort in (15, 120, 480, 2_000)]
    assert shown == [date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 18)]
    assert promises.show_from(None, 120) is None


def pulse(by: PersonId, **answers: int) -> Pulse:
    return Pulse(id=PulseId(by), relationship=RelationshipId(b"r" * 16), round=date(2026, 11, 24), by=by,
                 at=Millis(0), **answers)  # fmt: skip


def test_a_pulse_is_shown_when_all_sides_are_in() -> None:
    whole = dict.fromkeys(ITEMS, 4)
    assert not both_in([pulse(A, **whole)], (A, B))
    assert not both_in([pulse(A, **whole), pulse(B, heard=3)], (A, B))
    assert both_in([pulse(A, **whole), pulse(B, **whole)], (A, B))
    assert not both_in([], ())
    assert not sound(pulse(A, heard=6))
    assert sound(pulse(A, heard=5))


def test_a_pulse_comes_each_quarter() -> None:
    today = date(2026, 11, 24)
    assert not due(None, None, today)
    assert due(None, today - timedelta(days=91), today)
    assert not due(today - timedelta(days=90), today - timedelta(days=900), today)
