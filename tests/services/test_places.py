"""From what a person types to a time zone."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentor_desktop import RESOURCES, words
from mentor_desktop.services import places
from mentor_desktop.services.places import Place, is_zone, search, suggest

WINTER = datetime(2026, 11, 24, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


def cities() -> list[list[str]]:
    lines = (RESOURCES / "content" / "cities.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


# --- the list ----------------------------------------------------------------------------------------


def test_the_list_is_long_and_every_zone_in_it_lives() -> None:
    rows = cities()
    assert len(rows) >= 600
    known = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    countries = {line.split("\t")[0] for line in rows_of_the_database()}
    for name, code, zone, *others in rows:
        assert name == unicodedata.normalize("NFC", name).strip()
        assert zone in known, name
        assert is_zone(zone), name
        assert code in countries | {"XK"}, name
        assert len(others) <= 1, name
        ZoneInfo(zone)


def rows_of_the_database() -> list[str]:
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_no_city_stands_twice() -> None:
    keys = [(name, code) for name, code, *_rest in cities()]
    assert len(keys) == len(set(keys))


def test_a_city_lies_in_a_zone_of_its_own_country() -> None:
    """The database says which countries share a zone's own name; the few that have none are named here."""
    zones: dict[str, set[str]] = {}
    for line in rows_of_the_database():
        code, _at, zone, *_comment = line.split("\t")
        zones.setdefault(code, set()).add(zone)
    borrowed = {(code, zone) for _name, code, zone, *_rest in cities() if zone not in zones.get(code, set())}
    assert borrowed == {("XK", "Europe/Belgrade")}


def test_every_city_is_found_by_each_of_its_names() -> None:
    lost = [
        (asked, zone)
        for name, _code, zone, *others in cities()
        for asked in (name, *(other for part in others for other in part.split(";")))
        if (name, zone) not in [(place.name, place.zone) for place in search(asked, limit=30)]
    ]
    assert lost == []


# --- search ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "zone"),
    [
        ("Bengaluru", "Asia/Kolkata"),
        ("bangalore", "Asia/Kolkata"),
        ("Bombay", "Asia/Kolkata"),
        ("Lyon", "Europe/Paris"),
        ("Bern", "Europe/Zurich"),
        ("San Francisco", "America/Los_Angeles"),
        ("san fran", "America/Los_Angeles"),
        ("Kiev", "Europe/Kyiv"),
        ("MÜNCHEN", "Europe/Berlin"),
        ("munchen", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("lodz", "Europe/Warsaw"),
        ("tromso", "Europe/Oslo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Xi'an", "Asia/Shanghai"),
        ("st. gallen", "Europe/Zurich"),
        ("東京", "Asia/Tokyo"),
        ("Africa/Nairobi", "Africa/Nairobi"),
        ("america/new_york", "America/New_York"),
        ("Kenya", "Africa/Nairobi"),
        ("UK", "Europe/London"),
        ("England", "Europe/London"),
        ("Holland", "Europe/Amsterdam"),
        ("Ivory Coast", "Africa/Abidjan"),
        ("Paris, France", "Europe/Paris"),
        ("East Africa Time", "Africa/Dar_es_Salaam"),
        ("adak", "America/Adak"),
        ("utc", "UTC"),
    ],
)
def test_what_people_type(asked: str, zone: str) -> None:
    assert search(asked)[0].zone == zone


def test_whole_names_come_before_beginnings_and_those_before_words_inside() -> None:
    assert [place.name for place in search("york", 2)] == ["York", "New York"]
    assert search("san")[0].name.startswith("San")
    assert search("Georgia")[0].country == "Georgia"
    assert search("Cambridge", 2) == (
        Place("Cambridge", "United Kingdom", "Europe/London"),
        Place("Cambridge (Massachusetts)", "United States", "America/New_York"),
    )


def test_a_country_begins_with_the_cities_of_its_zones() -> None:
    found = search("United States", 4)
    assert {place.zone for place in found[:3]} == {
        "America/New_York",
        "America/Chicago",
        "America/Los_Angeles",
    }


def test_zones_are_found_by_what_their_clock_is_called() -> None:
    assert "Africa/Nairobi" in {place.zone for place in search("East Africa")}
    assert "Europe/Berlin" in {place.zone for place in search("Central European Time")}


def test_names_in_the_language_spoken_are_found_and_shown() -> None:
    index = places._index("de")
    vienna = next(entry for entry in index.entries if entry.place.zone == "Europe/Vienna")
    assert (vienna.place.name, set(vienna.names)) == ("Wien", {"wien", "vienna"})
    assert "osterreich" in vienna.countries
    assert "austria" in vienna.countries


def test_nothing_is_found_for_nothing() -> None:
    for asked in ("", "   ", "%", "🦊", "\0", "qqqqq", "x" * 10_000_000):
        assert search(asked) == (), asked[:10]


def test_the_limit_is_kept() -> None:
    assert len(search("a")) == 8
    assert len(search("a", 3)) == 3


@given(some.text())
def test_any_text_may_be_typed(text: str) -> None:
    for place in (*search(text), *suggest(text, at=WINTER)):
        assert is_zone(place.zone)


# --- ids ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "zone", ["Africa/Nairobi", "America/Argentina/Ushuaia", "Asia/Calcutta", "US/Pacific", "UTC"]
)
def test_a_zone(zone: str) -> None:
    assert is_zone(zone)
    ZoneInfo(zone)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Nairobi", "africa/nairobi", "Africa/Nairobbi", "EST", "CET", "UTC+3", "+03:00", "Etc/GMT+3"),
        *("EST5EDT", "GMT", "Japan", "../../etc/passwd", "/etc/localtime", "Africa", "Africa/", "Factory"),
    ],
)
def test_no_zone(text: str) -> None:
    assert not is_zone(text)


# --- suggestions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("Nairobbi", ["Africa/Nairobi"]),
        ("Africa/Nairobbi", ["Africa/Nairobi"]),
        ("Stokholm", ["Europe/Stockholm"]),
        ("Africa/Mombasa", ["Africa/Nairobi"]),
        ("EST", ["America/New_York", "America/Toronto", "America/Detroit"]),
        ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("UTC+5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ("UTC−3:30", ["America/St_Johns"]),
        ("GMT", ["UTC", "Europe/London", "Europe/Dublin"]),
        ("Japan", ["Asia/Tokyo"]),
        ("EST5EDT", ["America/New_York", "America/Toronto"]),
        ("xqzzt", []),
        ("", []),
        ("UTC+99", []),
    ],
)
def test_the_nearest_places(typed: str, zones: list[str]) -> None:
    assert [place.zone for place in suggest(typed, at=WINTER)][: max(len(zones), 1)] == zones


def test_an_offset_means_other_places_in_summer() -> None:
    assert "Africa/Nairobi" in {place.zone for place in suggest("UTC+3", 9, SUMMER)}
    assert "Europe/Helsinki" in {place.zone for place in suggest("+03:00", 12, SUMMER)}
    assert "Europe/Helsinki" not in {place.zone for place in suggest("+03:00", 12, WINTER)}


def test_the_offset_ids_of_the_database_run_the_other_way_round() -> None:
    assert all(
        WINTER.astimezone(ZoneInfo(place.zone)).utcoffset()
        == WINTER.astimezone(ZoneInfo("Etc/GMT+3")).utcoffset()
        for place in suggest("Etc/GMT+3", at=WINTER)
    )


# --- this computer -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("set_to", "zone"),
    [
        ("Europe/Stockholm", "Europe/Stockholm"),
        ("Japan", "Asia/Tokyo"),
        ("UTC0", "UTC"),
        ("Etc/UTC", "UTC"),
        ("nonsense", "UTC"),
    ],
)
def test_the_zone_of_this_computer(set_to: str, zone: str) -> None:
    code = "from mentor_desktop.services.places import system_zone; print(system_zone())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TZ": set_to},
    )
    assert done.stdout.strip() == zone
