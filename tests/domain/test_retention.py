"""What the rule lets go, over days that pass as they should and under clocks that jump."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.retention import DAILY, LEAST, MONTHLY, WEEKLY, Kept, to_drop

FIRST = date(2026, 1, 1)
MOST = DAILY + WEEKLY + MONTHLY


def name(counter: int) -> str:
    return f"{counter:06d}"


def one(counter: int, day: date, *, special: bool = False, good: bool = True) -> Kept:
    return Kept(name(counter), counter, day, special, good)


def rotated(days: list[date]) -> list[Kept]:
    """What is left when one backup is made on each of these days, the rule applied after each."""
    left: list[Kept] = []
    for counter, day in enumerate(days, 1):
        left.append(one(counter, day))
        going = to_drop(left)
        assert name(counter) not in going
        left = [each for each in left if each.name not in going]
        assert len(left) >= min(counter, LEAST)
        assert len(left) <= MOST
    return left


def test_four_hundred_days_leave_days_weeks_and_months() -> None:
    days = [FIRST + timedelta(days=number) for number in range(400)]
    left = [each.day for each in rotated(days)]
    assert left[-7:] == days[-7:]
    last = days[-1]
    assert {day.isocalendar()[:2] for day in left} >= {
        (last - timedelta(weeks=number)).isocalendar()[:2] for number in range(4)
    }
    assert {(day.year, day.month) for day in left} >= {(2027, 2), (2027, 1), (2026, 12)}
    assert date(2026, 12, 31) in left
    assert min(left) == date(2026, 12, 31)


def test_a_clock_far_forward_and_back_again_costs_no_other_backup_its_turn() -> None:
    days = [FIRST + timedelta(days=number) for number in range(30)]
    jumped = [*days, date(2099, 6, 1), *(days[-1] + timedelta(days=number) for number in range(1, 4))]
    left = {each.day for each in rotated(jumped)}
    assert set(jumped[-4:]) <= left
    assert set(days[-3:]) <= left
    # The false date goes with the others of its turn.
    later = [*jumped, *(days[-1] + timedelta(days=number) for number in range(4, 150))]
    assert date(2099, 6, 1) not in {each.day for each in rotated(later)}


def test_a_clock_that_stands_still_leaves_the_newest_three() -> None:
    assert [each.counter for each in rotated([date(1970, 1, 1)] * 40)] == [38, 39, 40]


def test_of_one_day_the_newest_stays() -> None:
    many = [one(counter, FIRST + timedelta(days=counter // 3)) for counter in range(30)]
    left = [each.counter for each in many if each.name not in to_drop(many)]
    assert left[-5:] == [23, 26, 27, 28, 29]  # and the newest three in any case


def test_what_was_made_before_a_change_stays_as_long_as_its_day() -> None:
    before = one(5, FIRST, special=True)
    day = [*(one(counter, FIRST) for counter in (1, 2, 3, 4)), before, one(6, FIRST)]
    rest = [one(counter, FIRST + timedelta(days=counter - 6)) for counter in range(7, 20)]
    assert before.name not in to_drop([*day, *rest[:5]])
    assert before.name in to_drop([*day, *rest])


def test_a_damaged_one_counts_for_nothing_and_goes_last() -> None:
    good = [one(counter, FIRST) for counter in (1, 2, 3)]
    assert to_drop([*good, one(4, FIRST, good=False), one(5, FIRST, good=False)]) == frozenset()
    assert to_drop([one(1, FIRST, good=False), *(one(counter, FIRST) for counter in (2, 3, 4))]) == {name(1)}
    assert to_drop([one(1, FIRST), one(2, FIRST, good=False), one(3, FIRST, good=False)]) == frozenset()


@st.composite
def histories(draw: st.DrawFn) -> list[Kept]:
    days = st.dates(date(1970, 1, 1), date(2106, 1, 1))
    each = st.tuples(days, st.booleans(), st.booleans())
    return [
        one(counter, day, special=special, good=good)
        for counter, (day, special, good) in enumerate(draw(st.lists(each, max_size=60)), 1)
    ]


@given(histories())
def test_whatever_the_clock_said(backups: list[Kept]) -> None:
    going = to_drop(backups)
    good = [each for each in backups if each.good]
    left = [each for each in good if each.name not in going]
    assert len(left) >= min(LEAST, len(good))
    assert left[-LEAST:] == good[-LEAST:]
    assert len({each.day for each in left}) <= MOST
    assert to_drop(reversed(backups)) == going
    # Applied again to what is left, it finds nothing more among the good ones.
    again = to_drop([each for each in backups if each.name not in going])
    assert not {each.name for each in left} & again
