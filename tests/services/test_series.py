"""Series keep one side's wall clock, and calendars that read our files see the same instants."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.series import changed_hours, planned
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.exporters.to_ics import ics_of
from mentor_desktop.services import invitations, people, series, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from tests.support import HOME, HandClock

NAIROBI, OSLO, SYDNEY = "Africa/Nairobi", "Europe/Oslo", "Australia/Sydney"
PRIVATE = "zebra-private"


@pytest.fixture
def amara(desk: Desk) -> PersonId:
    return people.add(desk, "Amara Okafor", zone=NAIROBI).id


def test_the_wall_clock_stays_and_the_other_side_is_told(desk: Desk, amara: PersonId) -> None:
    made = series.plan(desk, [amara], date(2027, 3, 2), time(15), zone=NAIROBI, weeks=2, count=4)
    assert [each.when.wall.time() for each in made.sessions] == [time(15)] * 4
    here = [wall_at(instant(each.when), HOME).time() for each in made.sessions]
    assert here == [time(13), time(13), time(14), time(14)]  # Stockholm's summer time begins on 28 March
    (change,) = made.changed
    assert (change.index, change.zone, change.before, change.after) == (2, HOME, time(13), time(14))


def test_oslo_and_sydney_in_march_and_april() -> None:
    plans = planned(date(2027, 3, 16), time(9), OSLO, 1, 5)
    told = changed_hours(plans, (OSLO, SYDNEY))
    assert [(each.index, each.zone, each.before, each.after) for each in told] == [
        (2, SYDNEY, time(19), time(18)), (3, SYDNEY, time(18), time(17)),
    ]  # fmt: skip


@pytest.mark.parametrize("change", [
    {"weeks": 0}, {"weeks": 27}, {"count": 0}, {"count": 105}, {"zone": "Nairobbi"}, {"minutes": 0},
    {"first": date(9999, 12, 1)},
])  # fmt: skip
def test_an_impossible_series_plans_nothing(desk: Desk, amara: PersonId, change: dict[str, Any]) -> None:
    first = change.pop("first", date(2027, 3, 2))
    with pytest.raises(Refused):
        series.plan(desk, [amara], first, time(15), **change)
    assert not sessions.rows(desk)


def starts(data: bytes) -> list[datetime]:
    """Every start that dateutil makes of a file: rule, exceptions, moves, and the time zone written in it."""
    zone = tzical(StringIO(data.decode())).get()
    found: dict[datetime, datetime] = {}
    moved: dict[datetime, datetime] = {}

    def instant_of(wall: datetime) -> datetime:
        return wall.replace(tzinfo=zone).astimezone(UTC)

    every_event: list[Any] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    for event in every_event:
        start = event.decoded("dtstart").replace(tzinfo=None)
        if "recurrence-id" in event:
            moved[instant_of(event.decoded("recurrence-id").replace(tzinfo=None))] = instant_of(start)
        elif "rrule" in event:
            off = [each.dt.replace(tzinfo=None) for each in event["exdate"].dts] if "exdate" in event else []
            every = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
            found |= {instant_of(each): instant_of(each) for each in every if each not in off}
        else:
            found[instant_of(start)] = instant_of(start)
    return sorted({**found, **moved}.values())


def test_a_calendar_sees_the_instants_of_two_years(desk: Desk, amara: PersonId) -> None:
    made = series.plan(desk, [amara], date(2027, 1, 5), time(15), zone=OSLO, weeks=1, count=104)
    data = ics_of(invitations.of_series(desk, made.series.id))
    expected = [datetime.fromtimestamp(instant(each.when) / 1000, UTC) for each in made.sessions]
    assert starts(data) == expected
    again = icalendar.Calendar.from_ical(data)
    (event,) = again.walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == expected[0]
    assert [zone["TZID"] for zone in again.walk("VTIMEZONE")] == [OSLO]


def test_moved_and_cancelled_ones_are_exceptions(desk: Desk, amara: PersonId, clock: HandClock) -> None:
    made = series.plan(desk, [amara], date(2027, 1, 5), time(15), zone=NAIROBI, weeks=1, count=4)
    first = invitations.of_series(desk, made.series.id)
    assert invitations.of_series(desk, made.series.id).sequence == first.sequence == 0
    sessions.cancel(desk, made.sessions[1].id, amara)
    sessions.move(desk, made.sessions[2].id, When(datetime(2027, 1, 20, 9), NAIROBI))
    clock.pass_minutes(5)
    second = invitations.of_series(desk, made.series.id)
    assert (second.uid, second.sequence) == (first.uid, 1)
    zone = timedelta(hours=3)
    assert starts(ics_of(second)) == [
        datetime(2027, 1, 5, 15, tzinfo=UTC) - zone, datetime(2027, 1, 20, 9, tzinfo=UTC) - zone,
        datetime(2027, 1, 26, 15, tzinfo=UTC) - zone,
    ]  # fmt: skip
    sessions.trash(desk, made.sessions[0].id)
    with pytest.raises(Refused, match="trash"):
        invitations.of_series(desk, made.series.id)


def test_nothing_private_and_no_id_of_the_vault(desk: Desk, tmp_path: Path) -> None:
    hostile = "Eve\r\nBEGIN:VALARM\r\nATTENDEE:mailto:x@example.org;,\\" + "n" * 100
    eve = people.add(desk, hostile, headline=PRIVATE).id
    session = sessions.plan(
        desk, [eve], When(datetime(2027, 1, 5, 15), HOME), link=f"https://example.org/{PRIVATE}"
    )
    data = ics_of(invitations.of_session(desk, session.id))
    assert PRIVATE.encode() not in data
    assert session.id.hex().encode() not in data.replace(b"\r\n ", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read = icalendar.Calendar.from_ical(data)
    (event,) = read.walk("VEVENT")
    assert len(read.walk("VALARM")) == 1
    assert "ATTENDEE" not in event
    path = tmp_path / "x.ics"
    invitations.write(invitations.of_session(desk, session.id), path)
    with pytest.raises(Refused):
        invitations.write(invitations.of_session(desk, session.id), path)
    assert invitations.file_name(invitations.of_session(desk, session.id)) == "Session 2027-01-05.ics"
