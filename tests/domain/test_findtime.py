"""Every half-hour is judged as a plain look at each wall clock would judge it, also where clocks jump."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_desktop.domain.agreements import Span, Window
from mentor_desktop.domain.findtime import Busy, Day, Fault, Merit, best, broken, free_starts, grid_of
from mentor_desktop.domain.ids import HOUR, MINUTE, Millis, PersonId
from mentor_desktop.domain.when import When, instant, wall_at

ME, AMARA = PersonId(b"m" * 16), PersonId(b"a" * 16)
MONDAY = date(2026, 12, 7)
STOCKHOLM, NAIROBI = "Europe/Stockholm", "Africa/Nairobi"
ZONES = (STOCKHOLM, NAIROBI, "Australia/Sydney", "America/Los_Angeles", "Asia/Kathmandu", "Asia/Kolkata",
         "Pacific/Apia", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca")  # fmt: skip
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
SPANS = st.builds(Span, TIMES, TIMES).filter(lambda span: span.since != span.until)
DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 1))


def at(day: date, hour: int, minute: int = 0, zone: str = STOCKHOLM) -> Millis:
    return instant(When(datetime.combine(day, time(hour, minute)), zone))


def inside(span: Span, moment: datetime, days: tuple[int, ...]) -> bool:
    """Whether a wall time lies in a span that begins on one of some weekdays."""
    for back in (0, 1):
        day = moment.date() - timedelta(days=back)
        if day.weekday() not in days:
            continue
        since = datetime.combine(day, span.since)
        until = datetime.combine(day if span.since < span.until else day + timedelta(days=1), span.until)
        if since <= moment < until:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(ZONES), st.sampled_from(ZONES), SPANS, SPANS,
       st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))))  # fmt: skip
def test_bits_say_what_the_wall_says(
    first: date, home: str, zone: str, hours: Span, window: Span, days: tuple[int, ...]
) -> None:
    person = Day(person=AMARA, zone=zone, working_days=days, working_hours=hours,  # type: ignore[arg-type]
                 kept_free=(Window(days, window),), quiet=window)  # type: ignore[arg-type]  # fmt: skip
    grid = grid_of([person], first, 3, home)
    for index in range(grid.count):
        moment = datetime.fromtimestamp(grid.at(index) / 1000, ZoneInfo(zone)).replace(tzinfo=None)
        if _near_a_jump(grid.at(index), zone):
            continue  # a span whose end the clocks jump over is read by the zone rules
        bit = 1 << index
        faults = {fault for fault, bits in grid.faults[AMARA].items() if bits & bit}
        rounded = {moment, moment + timedelta(minutes=29)}  # a half-hour is touched by a minute of it
        assert (Fault.DAY_OFF in faults) == any(each.weekday() not in days for each in rounded)
        assert (Fault.KEPT_FREE in faults) == any(inside(window, each, days) for each in rounded)
        assert (Fault.QUIET in faults) == any(inside(window, each, tuple(range(7))) for each in rounded)
        if moment.minute in (0, 30):
            assert (Fault.OFF_HOURS in faults) == (not inside(hours, moment, tuple(range(7))))


def _near_a_jump(moment: Millis, zone: str) -> bool:
    offsets = {
        datetime.fromtimestamp(moment / 1000 + hours * 3600, ZoneInfo(zone)).utcoffset()
        for hours in range(-26, 27)
    }
    return len(offsets) > 1


def pair(**change: object) -> tuple[Day, Day]:
    return (
        Day(person=ME, zone=STOCKHOLM, working_hours=Span(time(9), time(17))),
        Day(person=AMARA, zone=NAIROBI, working_hours=Span(time(9), time(18)), **change),  # type: ignore[arg-type]
    )


def starts(bits: int, first: Millis, zone: str) -> list[datetime]:
    return [wall_at(Millis(first + n * 30 * MINUTE), zone) for n in range(bits.bit_length()) if bits >> n & 1]


def test_the_overlap_of_two_working_days() -> None:
    grid = grid_of(pair(), MONDAY, 1, STOCKHOLM)
    found = starts(free_starts(grid, 60), grid.first, STOCKHOLM)
    assert found[0] == datetime(2026, 12, 7, 9)  # 11:00 in Nairobi
    assert found[-1] == datetime(2026, 12, 7, 15)  # ends at 18:00 in Nairobi
    assert len(found) == 13


def test_protected_hours_are_never_offered() -> None:
    window = Window((0, 1, 2, 3, 4), Span(time(16), time(18)))
    grid = grid_of(pair(kept_free=(window,)), MONDAY, 14, STOCKHOLM)
    for moment in starts(free_starts(grid, 50), grid.first, NAIROBI):
        assert not time(15, 10) < moment.time() < time(18)
    forced = broken(grid, at(MONDAY, 14, 30), 50)
    assert forced == ((AMARA, Fault.KEPT_FREE),)


def test_what_is_taken_is_taken() -> None:
    busy = Busy(at(MONDAY, 9), at(MONDAY, 12))
    grid = grid_of(pair(busy=(busy,)), MONDAY, 1, STOCKHOLM)
    assert starts(free_starts(grid, 30), grid.first, STOCKHOLM)[0] == datetime(2026, 12, 7, 12)
    assert (AMARA, Fault.BUSY) in broken(grid, at(MONDAY, 10, 45), 30)


def test_the_usual_slot_comes_first_with_its_reason() -> None:
    grid = grid_of(pair(), MONDAY, 14, STOCKHOLM)
    found = best(pair(), grid, 50, at(MONDAY, 0), usual=(1, time(11)), home=STOCKHOLM)
    assert wall_at(found[0].at, STOCKHOLM) == datetime(2026, 12, 8, 11)
    assert Merit.USUAL in found[0].merits
    days = [wall_at(each.at, STOCKHOLM).date() for each in found]
    assert len(set(days)) == len(days)
    assert all(each.at > at(MONDAY, 0) for each in found)


def test_the_past_is_not_offered() -> None:
    grid = grid_of(pair(), MONDAY, 1, STOCKHOLM)
    assert all(each.at > at(MONDAY, 14) for each in best(pair(), grid, 50, at(MONDAY, 14), home=STOCKHOLM))
    assert not best(pair(), grid, 50, at(MONDAY, 23), home=STOCKHOLM)


def test_holidays_and_days_away() -> None:
    people = pair(holidays=frozenset({MONDAY}), away=((date(2026, 12, 9), date(2026, 12, 11)),))
    grid = grid_of(people, MONDAY, 5, STOCKHOLM)
    found = best(people, grid, 50, at(MONDAY, 0), home=STOCKHOLM)
    assert {wall_at(each.at, STOCKHOLM).date() for each in found} == {date(2026, 12, 8)}
    assert all(Merit.AFTER_HOLIDAY in each.merits for each in found)


def test_oslo_and_sydney_across_the_change_of_clocks() -> None:
    """Oslo leaves its winter time on 28 March 2027, Sydney its summer time on 4 April."""
    people = (
        Day(person=ME, zone="Europe/Oslo", working_hours=Span(time(8), time(17))),
        Day(person=AMARA, zone="Australia/Sydney", working_hours=Span(time(9), time(20))),
    )
    for monday, hours in ((date(2027, 3, 22), 10), (date(2027, 3, 29), 9), (date(2027, 4, 5), 8)):
        grid = grid_of(people, monday, 5, "Europe/Oslo")
        found = best(people, grid, 50, Millis(0), home="Europe/Oslo")
        assert found
        for each in found:
            there, here = wall_at(each.at, "Australia/Sydney"), wall_at(each.at, "Europe/Oslo")
            assert there - here == timedelta(hours=hours)
            assert there.time() <= time(19, 10)


def test_a_fair_turn_is_named() -> None:
    me, amara = pair(awkward_lately=4)
    grid = grid_of((me, amara), MONDAY, 5, STOCKHOLM)
    assert any(Merit.SPARES in each.merits for each in best((me, amara), grid, 50, Millis(0), home=STOCKHOLM))


def test_eight_weeks_of_four_people_hold_together() -> None:
    week = 7 * 24 * HOUR
    busy = tuple(Busy(Millis(at(MONDAY, 8) + k * week), Millis(at(MONDAY, 9) + k * week)) for k in range(8))
    people = [
        Day(person=PersonId(bytes([n]) * 16), zone=zone, quiet=Span(time(20), time(8)), busy=busy)
        for n, zone in enumerate((STOCKHOLM, NAIROBI, "Europe/Rome", "Europe/Berlin"))
    ]
    grid = grid_of(people, MONDAY, 56, STOCKHOLM)
    assert grid.count == 56 * 48
    assert len(best(people, grid, 50, Millis(0), home=STOCKHOLM)) == 12
