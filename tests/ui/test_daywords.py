"""Days and hours as screens say them, against dates worked out by hand."""

from datetime import date, datetime

import pytest

from mentor_desktop.domain.ids import PersonId, PromiseId
from mentor_desktop.domain.promises import PromiseState, Standing
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.ui import daywords

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Good evening"),
        (5, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (18, "Good evening"),
    ],
)
def test_greeting_follows_the_hour(hour: int, words: str) -> None:
    assert daywords.greeting(hour) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "Today"),
        (date(2026, 11, 25), "Tomorrow"),
        (date(2026, 11, 23), "Yesterday"),
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
    ],
)
def test_days_are_named_from_today(day: date, words: str) -> None:
    assert daywords.near_day(day, TODAY) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2026, 11, 24, 11, 40), "in 3 h 20 min"),
        (datetime(2026, 11, 24, 14, 59, 30), "now"),
        (datetime(2026, 11, 24, 15, 5), "since 5 min"),
        (datetime(2026, 11, 24, 16, 0), "its time has passed"),
        (datetime(2026, 11, 23, 9, 0), "tomorrow"),
        (datetime(2026, 11, 20, 9, 0), "in 4 days"),
    ],
)
def test_countdown(now: datetime, words: str) -> None:
    start, end = datetime(2026, 11, 24, 15, 0), datetime(2026, 11, 24, 15, 50)
    assert daywords.countdown(now, start, end) == words


def _row(due: date | None, state: PromiseState = PromiseState.OPEN) -> PromiseRow:
    me = PersonId(b"m" * 16)
    stands = Standing(state, due, None, False, 0)
    return PromiseRow(PromiseId(b"p" * 16), "Send it", me, "Maya", True, None, "", None, None, stands, False)


@pytest.mark.parametrize(
    ("due", "state", "words", "kind"),
    [
        (TODAY, PromiseState.OPEN, "Today", "warn"),
        (date(2026, 11, 25), PromiseState.OPEN, "Tomorrow", "neutral"),
        (date(2026, 11, 27), PromiseState.OPEN, "Fri", "neutral"),
        (date(2026, 12, 1), PromiseState.OPEN, "1 Dec", "neutral"),
        (date(2026, 11, 20), PromiseState.OVERDUE, "Overdue · 20 Nov", "warn"),
        (None, PromiseState.OPEN, "", "neutral"),
    ],
)
def test_due_chip(due: date | None, state: PromiseState, words: str, kind: str) -> None:
    assert daywords.due_words(_row(due, state), TODAY) == (words, kind)
