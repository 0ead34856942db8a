"""What a promise's events amount to, and how a typed line is understood."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.duewords import DueWords, understand, understand_date
from mentor_desktop.domain.ids import Millis, PersonId
from mentor_desktop.domain.promises import PromiseEvent, PromiseEventKind, PromiseState, standing
from mentor_desktop.domain.when import When, instant

TUESDAY = date(2026, 11, 24)
MAYA, AMARA = PersonId(b"m" * 16), PersonId(b"a" * 16)
WORDS = DueWords(
    today=frozenset({"today"}),
    tomorrow=frozenset({"tomorrow"}),
    weekdays={"mon": 0, "monday": 0, "tue": 1, "tuesday": 1, "fri": 4, "friday": 4, "sun": 6},
    months={"dec": 12, "december": 12, "feb": 2, "nov": 11, "may": 5},
    in_days=re.compile(r"in (\d{1,4}) days?"),
    in_weeks=re.compile(r"in (\d{1,3}) weeks?"),
    end_of_month=frozenset({"end of month"}),
    by=frozenset({"by", "on"}),
)


def at(day: int, hour: int, zone: str, month: int = 11) -> Millis:
    return instant(When(datetime(2026, month, day, hour), zone))


def event(kind: PromiseEventKind, when: Millis, due: date | None = None) -> PromiseEvent:
    return PromiseEvent(kind=kind, at=when, due=due)


def test_overdue_begins_when_the_day_ends_where_the_owner_lives() -> None:
    zone = "America/Los_Angeles"
    made = [event(PromiseEventKind.MADE, at(1, 9, zone), date(2026, 11, 24))]
    assert standing(made, zone, at(24, 23, zone)).state is PromiseState.OPEN
    assert standing(made, zone, at(25, 0, zone)).state is PromiseState.OVERDUE
    assert standing(made, "Europe/Stockholm", at(24, 23, zone)).state is PromiseState.OVERDUE


def test_moving_before_it_is_due_is_renegotiating_and_after_is_not() -> None:
    zone = "Africa/Nairobi"
    made = event(PromiseEventKind.MADE, at(1, 9, zone), date(2026, 11, 10))
    in_time = event(PromiseEventKind.DUE_MOVED, at(10, 20, zone), date(2026, 11, 20))
    too_late = event(PromiseEventKind.DUE_MOVED, at(11, 8, zone), date(2026, 11, 20))
    assert standing([made, in_time], zone, at(12, 0, zone)).renegotiated
    late = standing([made, too_late], zone, at(12, 0, zone))
    assert not late.renegotiated
    assert late.due == date(2026, 11, 20)


def test_kept_late_dropped_and_reopened() -> None:
    zone = "UTC"
    made = event(PromiseEventKind.MADE, at(1, 9, zone), date(2026, 11, 10))
    kept = event(PromiseEventKind.KEPT, at(10, 23, zone))
    late = event(PromiseEventKind.KEPT, at(11, 0, zone))
    dropped = event(PromiseEventKind.DROPPED, at(5, 0, zone))
    again = event(PromiseEventKind.REOPENED, at(6, 0, zone))
    now = at(20, 0, zone)
    assert standing([made, kept], zone, now).state is PromiseState.KEPT
    assert standing([made, late], zone, now).state is PromiseState.KEPT_LATE
    assert standing([made, dropped], zone, now).state is PromiseState.DROPPED
    assert standing([made, dropped, again], zone, now).state is PromiseState.OVERDUE
    assert standing([made, late, again], zone, at(7, 0, zone)).is_open


def test_without_a_date_it_is_never_overdue() -> None:
    made = [event(PromiseEventKind.MADE, at(1, 9, "UTC"))]
    assert standing(made, "UTC", at(31, 0, "UTC", 12)).state is PromiseState.OPEN


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", TUESDAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("fri", date(2026, 11, 27)),
        ("Tuesday", date(2026, 12, 1)),  # the next one, never today
        ("mon", date(2026, 11, 30)),
        ("in 3 days", date(2026, 11, 27)),
        ("in 1 week", date(2026, 12, 1)),
        ("in 9999 days", None),
        ("end of month", date(2026, 11, 30)),
        ("1 Dec", date(2026, 12, 1)),
        ("1. dec.", date(2026, 12, 1)),
        ("3 nov", date(2027, 11, 3)),
        ("24 Nov", TUESDAY),
        ("29 Feb", date(2028, 2, 29)),
        ("31 Feb", None),
        ("2026-12-08", date(2026, 12, 8)),
        ("2026-02-31", None),
        ("8/12/2026", None),
        ("next week", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_understood_or_not_but_never_guessed(words: str, expected: date | None) -> None:
    assert understand_date(words, TUESDAY, WORDS) == expected


@pytest.mark.parametrize(
    ("line", "owner", "text", "due"),
    [
        ("Maya: send slides Fri", MAYA, "send slides", date(2026, 11, 27)),
        ("amara: invite the reviewers by 1 Dec", AMARA, "invite the reviewers", date(2026, 12, 1)),
        ("send slides", None, "send slides", None),
        ("Note: read chapter 3 tomorrow", None, "Note: read chapter 3", date(2026, 11, 25)),
        ("Maya: Fri", MAYA, "Fri", None),  # a date alone is no promise
        ("think about May", None, "think about May", None),
        ("stand by in 2 weeks", None, "stand", date(2026, 12, 8)),
        ("  Maya :  a   b  2026-12-08 ", MAYA, "a b", date(2026, 12, 8)),
        ("", None, "", None),
    ],
)
def test_lines(line: str, owner: PersonId | None, text: str, due: date | None) -> None:
    understood = understand(line, {"maya": MAYA, "amara": AMARA}, TUESDAY, WORDS)
    assert (understood.owner, understood.text, understood.due) == (owner, text, due)


@given(st.text(max_size=200))
def test_any_line_is_taken_without_a_crash(line: str) -> None:
    understood = understand(line, {"maya": MAYA}, TUESDAY, WORDS)
    assert understood.due is None or understood.due >= date(1, 1, 1)
