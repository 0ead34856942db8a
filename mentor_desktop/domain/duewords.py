"""Reads "Maya: send slides Fri": who, what, by when. Nothing is guessed.

The words for days and months are passed in, so that this stays free of any language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mentor_desktop.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class DueWords:
    """The words of one language, all in lower case."""

    today: frozenset[str]
    tomorrow: frozenset[str]
    weekdays: Mapping[str, int]  # "fri" -> 4, Monday is 0
    months: Mapping[str, int]  # "dec" -> 12
    in_days: re.Pattern[str]  # group 1 = number
    in_weeks: re.Pattern[str]
    end_of_month: frozenset[str]
    by: frozenset[str]  # little words before a date that are not part of the promise


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line was understood as; None where it says nothing that is understood."""

    owner: PersonId | None
    text: str
    due: date | None


def understand_date(text: str, today: date, words: DueWords) -> date | None:
    """The date that a few words name, None if they are not understood.

    A weekday means the next such day, never today. A day and month without a year means the next time
    it comes. 31 February and the like are not understood.
    """
    phrase = " ".join(text.casefold().split()).strip(" .,;")
    if phrase in words.today:
        return today
    if phrase in words.tomorrow:
        return _plus(today, 1)
    if phrase in words.weekdays:
        return _plus(today, (words.weekdays[phrase] - today.weekday() - 1) % 7 + 1)
    if phrase in words.end_of_month:
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if match := words.in_days.fullmatch(phrase):
        return _plus(today, int(match[1]))
    if match := words.in_weeks.fullmatch(phrase):
        return _plus(today, 7 * int(match[1]))
    return _calendar_date(phrase, today, words)


def _plus(today: date, days: int) -> date | None:
    return today + timedelta(days=days) if days <= 3650 else None


def _calendar_date(phrase: str, today: date, words: DueWords) -> date | None:
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", phrase):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    match = re.fullmatch(r"(\d{1,2})\.? ([^\W\d]+)\.?(?: (\d{4}))?", phrase)
    if match is None or match[2] not in words.months:
        return None
    day, month = int(match[1]), words.months[match[2]]
    if match[3]:
        return _date(int(match[3]), month, day)
    for year in range(today.year, today.year + 5):  # 29 February may be years away
        found = _date(year, month, day)
        if found is not None and found >= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def understand(line: str, names: Mapping[str, PersonId], today: date, words: DueWords) -> Understood:
    """Split a line into owner, text and due date. `names` maps lower-case names to persons."""
    owner, rest = owner_of(line, names)
    pieces = rest.split(" ")
    for length in range(min(4, len(pieces) - 1), 0, -1):
        due = understand_date(" ".join(pieces[-length:]), today, words)
        if due is not None:
            kept = pieces[:-length]
            if len(kept) > 1 and kept[-1].casefold() in words.by:
                kept = kept[:-1]
            return Understood(owner, " ".join(kept).rstrip(" ,;"), due)
    return Understood(owner, rest, None)


def owner_of(line: str, names: Mapping[str, PersonId]) -> tuple[PersonId | None, str]:
    """Who a line begins with, "Maya: …", if it is somebody known, and the rest of it."""
    rest = " ".join(line.split())
    head, colon, tail = rest.partition(":")
    if colon and head.strip().casefold() in names:
        return names[head.strip().casefold()], tail.strip()
    return None, rest
