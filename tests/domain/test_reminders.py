"""When something is said about a session: never twice, never in quiet hours, never too late to matter."""

from datetime import datetime, time

from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.agreements import Span
from mentor_desktop.domain.ids import HOUR, MINUTE, Millis, SessionId
from mentor_desktop.domain.reminders import Cue, due, of_held, of_planned
from mentor_desktop.domain.when import When, instant, wall_at

ZONES = st.sampled_from(("Europe/Stockholm", "Australia/Sydney", "America/Santiago", "Asia/Kolkata"))
HOURS = st.integers(0, 23).map(time)
BEGIN = instant(When(datetime(2026, 11, 24, 11, 40), "Europe/Stockholm"))
SESSION = SessionId(b"s" * 16)
NEVER = Span(time(3), time(3))


def test_the_evening_before_ten_minutes_before_and_two_hours_after() -> None:
    zone = "Europe/Stockholm"
    start = instant(When(datetime(2026, 11, 25, 10), zone))
    evening, join = of_planned(SESSION, start, zone)
    assert wall_at(evening.at, zone) == datetime(2026, 11, 24, 18)
    assert wall_at(evening.until, zone) == datetime(2026, 11, 25)
    assert (join.at, join.until) == (start - 10 * MINUTE, start + 5 * MINUTE)
    (wrap,) = of_held(SESSION, start)
    assert wrap.at == start + 2 * HOUR


def test_the_evening_is_that_of_the_mentor_wherever_the_laptop_is_now() -> None:
    start = instant(When(datetime(2026, 11, 25, 10), "Europe/Stockholm"))
    there, _join = of_planned(SESSION, start, "America/Santiago")
    assert wall_at(there.at, "America/Santiago") == datetime(2026, 11, 24, 18)


@given(
    st.lists(st.integers(-3 * 24 * 60, 3 * 24 * 60), max_size=5),
    st.lists(st.integers(1, 11 * 60), min_size=1, max_size=40),
    st.booleans(),
    HOURS,
    HOURS,
    ZONES,
)
def test_a_week_of_looks_says_each_once_in_time_and_nothing_in_quiet_hours(
    starts: list[int], steps: list[int], back: bool, since: time, until: time, zone: str
) -> None:
    planned = [Millis(BEGIN + minutes * MINUTE) for minutes in starts]
    every = [one for at, start in enumerate(planned)
             for one in (*of_planned(SessionId(bytes([at]) * 16), start, zone),
                         *of_held(SessionId(bytes([at]) * 16), Millis(start + HOUR)))]  # fmt: skip
    said: list[str] = []
    now = BEGIN
    for at, step in enumerate(steps):
        now = Millis(now + step * MINUTE)
        if back and at == len(steps) // 2:
            now = Millis(now - 24 * HOUR)  # the laptop's clock is set back a day
        found = due(every, said, now, zone, Span(since, until))
        assert len({each.session for each in found}) == len(found)
        for each in found:
            assert each.key not in said
            assert each.at <= now < each.until
            wall = wall_at(now, zone).time()
            inside = since <= wall < until if since < until else wall >= since or wall < until
            assert since == until or not inside
        said += [each.key for each in found]
    assert len(said) == len(set(said))


def test_what_waited_through_the_night_is_said_only_while_it_helps() -> None:
    zone = "Europe/Stockholm"
    start = instant(When(datetime(2026, 11, 25, 7), zone))
    every = of_planned(SESSION, start, zone)
    night = Span(time(17), time(6, 30))
    evening = Millis(every[0].at + MINUTE)
    assert due(every, (), evening, zone, night) == ()
    before = Millis(start - 8 * MINUTE)
    assert [each.cue for each in due(every, (), before, zone, night)] == [Cue.JOIN]
    assert due(every, (), Millis(start + 6 * MINUTE), zone, NEVER) == ()


def test_a_zone_change_moves_the_quiet_hours_and_no_instant() -> None:
    start = Millis(BEGIN + 30 * MINUTE)
    every = of_planned(SESSION, start, "Europe/Stockholm")
    now = Millis(start - 5 * MINUTE)
    assert due(every, (), now, "Europe/Stockholm", Span(time(20), time(7)))
    assert not due(every, (), now, "Pacific/Auckland", Span(time(20), time(7)))  # one in the night there


def test_a_day_without_an_end_is_never_quiet() -> None:
    start = Millis(BEGIN + 30 * MINUTE)
    now = Millis(start - 5 * MINUTE)
    for hour in range(24):
        assert due(of_planned(SESSION, start, "UTC"), (), now, "UTC", Span(time(hour), time(hour)))
