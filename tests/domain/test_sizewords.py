"""How large a promise is and how often it comes again, read from the end of a line and never guessed."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.promises import Repeat
from mentor_desktop.domain.sizewords import SizeWords, plan_of, understand_size
from tests.domain.test_promises import AMARA, MAYA, TUESDAY
from tests.domain.test_promises import WORDS as DUE

WORDS = SizeWords(
    minutes=re.compile(r"(\d{1,4}) ?(?:min|minutes?)"),
    hours=re.compile(r"(\d{1,2}(?:[.,]\d)?) ?(?:h|hours?)"),
    days=re.compile(r"(\d(?:[.,]5)?) ?(?:d|days?)"),
    named={"an hour": 60, "half a day": 240, "a day": 480},
    about=frozenset({"about", "takes", "for", "in"}),
    every=re.compile(r"(?:every|each) (\w+)"),
    rhythms={"every week": Repeat.WEEK, "every second week": Repeat.TWO_WEEKS, "every month": Repeat.MONTH},
)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("15 min", 15), ("15min", 15), ("2 h", 120), ("1.5 h", 90), ("1,5 hours", 90), ("an hour", 60),
        ("A Day", 480), ("2 days", 960), ("0.5 d", 240), ("0 min", None), ("soon", None), ("", None),
        ("two hours", None), ("15", None),
    ],
)  # fmt: skip
def test_sizes(words: str, minutes: int | None) -> None:
    assert understand_size(words, WORDS) == minutes


@pytest.mark.parametrize(
    ("line", "text", "due", "effort", "repeats"),
    [
        ("Maya: draft it, 2 h, Fri", "draft it", FRIDAY, 120, ""),
        ("Maya: draft it Fri, takes 2 h", "draft it", FRIDAY, 120, ""),
        ("Maya: draft it (half a day) by 1 Dec", "draft it", date(2026, 12, 1), 240, ""),
        ("Maya: call, every Friday", "call", FRIDAY, None, "week"),
        ("Maya: call every month, 15 min, tomorrow", "call", date(2026, 11, 25), 15, "month"),
        ("Maya: call every second week", "call", None, None, "2 weeks"),
        ("Maya: call each morning", "call each morning", None, None, ""),
        ("Maya: talk for 15 min", "talk", None, 15, ""),
        ("Maya: think of 31 Feb", "think of 31 Feb", None, None, ""),
        ("Maya: Fri", "Fri", None, None, ""),  # a day alone is no promise
        ("Maya: 2h", "2h", None, None, ""),
    ],
)
def test_lines(line: str, text: str, due: date | None, effort: int | None, repeats: str) -> None:
    planned = plan_of(line, {"maya": MAYA, "amara": AMARA}, TUESDAY, DUE, WORDS)
    assert planned.owner == MAYA
    assert (planned.text, planned.due, planned.effort, planned.repeats) == (text, due, effort, repeats)


@given(st.text(max_size=200))
def test_any_line_is_taken_and_its_words_are_kept(line: str) -> None:
    planned = plan_of(line, {"maya": MAYA}, TUESDAY, DUE, WORDS)
    assert planned.effort is None or planned.effort > 0
    assert all(word in line for word in planned.text.split())
