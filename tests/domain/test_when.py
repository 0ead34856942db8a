"""Plans and instants: skipped and doubled hours, odd zones, borders of the calendar."""

from datetime import date, datetime

import pytest

from mentor_desktop.domain.people import Person, ZoneFrom, initials, zone_on
from mentor_desktop.domain.sessions import usual_slot
from mentor_desktop.domain.when import (
    HourKind,
    OutOfRange,
    UnknownZone,
    When,
    checked,
    end_of_day,
    hour_kind,
    instant,
    iso_at,
    wall_at,
)


@pytest.mark.parametrize(
    ("wall", "zone", "fold", "iso"),
    [
        (datetime(2026, 12, 8, 15), "Europe/Stockholm", 0, "2026-12-08T17:00:00+03:00"),
        (datetime(2026, 10, 25, 2, 30), "Europe/Stockholm", 0, "2026-10-25T03:30:00+03:00"),
        (datetime(2026, 10, 25, 2, 30), "Europe/Stockholm", 1, "2026-10-25T04:30:00+03:00"),
        (datetime(2026, 3, 29, 2, 30), "Europe/Stockholm", 0, "2026-03-29T04:30:00+03:00"),
        (datetime(2026, 1, 1, 9), "Asia/Kathmandu", 0, "2026-01-01T06:15:00+03:00"),
    ],
)
def test_a_plan_in_nairobi_time(wall: datetime, zone: str, fold: int, iso: str) -> None:
    assert iso_at(instant(When(wall, zone, fold)), "Africa/Nairobi") == iso


def test_hours_that_the_clocks_skip_or_show_twice() -> None:
    assert hour_kind(When(datetime(2026, 3, 29, 2, 30), "Europe/Stockholm")) is HourKind.SKIPPED
    assert hour_kind(When(datetime(2026, 10, 25, 2, 30), "Europe/Stockholm")) is HourKind.DOUBLED
    assert hour_kind(When(datetime(2026, 10, 4, 2, 30), "Australia/Sydney")) is HourKind.SKIPPED
    assert hour_kind(When(datetime(2026, 12, 8, 15), "Europe/Stockholm")) is HourKind.PLAIN


@pytest.mark.parametrize(
    "zone", ["", "Nairobbi", "EST5EDT/../x", "/etc/passwd", "a\0b", "x" * 99, "UTC+3", "Europe"]
)
def test_a_zone_nobody_knows(zone: str) -> None:
    with pytest.raises(UnknownZone):
        instant(When(datetime(2026, 1, 1), zone))


@pytest.mark.parametrize("year", [1899, 2200, 9999])
def test_years_outside(year: int) -> None:
    with pytest.raises(OutOfRange):
        checked(When(datetime(year, 12, 31, 23, 59), "Europe/Stockholm"))


def test_a_day_ends_at_its_own_midnight_also_when_the_clocks_change() -> None:
    stockholm = "Europe/Stockholm"
    assert wall_at(end_of_day(date(2026, 3, 29), stockholm), stockholm) == datetime(2026, 3, 30)
    assert wall_at(end_of_day(date(1900, 1, 1), "Asia/Kolkata"), "Asia/Kolkata") == datetime(1900, 1, 2)


def test_moving_does_not_rewrite_the_past() -> None:
    person = Person(
        id=b"p" * 16,  # type: ignore[arg-type]
        name="Amara",
        zones=(ZoneFrom(zone="Europe/London", since=date(2026, 6, 1)), ZoneFrom(zone="Africa/Nairobi")),
    )
    assert zone_on(person, date(2026, 5, 31), "UTC") == "Africa/Nairobi"
    assert zone_on(person, date(2026, 6, 1), "UTC") == "Europe/London"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Okafor", "AO"),
        ("Lena", "L"),
        ("  ", "?"),
        ("…", "?"),
        ("李 小龙", "李小"),
        ("Ana de la Cruz", "AC"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_usual_slot_is_the_latest_hour_and_the_agreed_or_commonest_gap() -> None:
    past = [When(datetime(2026, 11, day, 15), "Europe/Stockholm") for day in (10,)]
    past += [When(datetime(2026, 10, day, 14), "Europe/Stockholm") for day in (27, 13)]
    after = datetime(2026, 11, 24, 15)
    assert usual_slot(past, None, after) == (14, 15, 0)
    assert usual_slot(past, 7, after) == (7, 15, 0)
    assert usual_slot([], 7, after) is None
