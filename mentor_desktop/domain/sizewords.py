"""Reads how large a promise is and how often it comes again: "15 min", "2 h", "a day", "every Friday".

Nothing is guessed, and the words of the language are passed in. May import the domain alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.duewords import DueWords, owner_of, understand_date
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.promises import Repeat

DAY_OF_WORK = 8 * 60  # minutes that "a day" means
LONGEST = 5  # words that a date, a size or a rhythm takes at most


@dataclass(frozen=True, slots=True)
class SizeWords:
    """The words of one language, all in lower case. Group 1 of each pattern is the number."""

    minutes: re.Pattern[str]
    hours: re.Pattern[str]
    days: re.Pattern[str]
    named: Mapping[str, int]  # "an hour" -> 60
    about: frozenset[str]  # little words before a size that are not part of the promise
    every: re.Pattern[str]  # group 1 = the name of a weekday
    rhythms: Mapping[str, Repeat]  # "every month"


@dataclass(frozen=True, slots=True)
class Planned:
    """What a line says about a promise; None and "" where it says nothing that is understood."""

    owner: PersonId | None
    text: str
    due: date | None
    effort: int | None  # minutes
    repeats: str


def understand_size(text: str, words: SizeWords) -> int | None:
    """The minutes that a few words name, None if they are not understood or name none."""
    phrase = " ".join(text.casefold().split())
    if phrase in words.named:
        return words.named[phrase]
    for pattern, unit in ((words.minutes, 1), (words.hours, 60), (words.days, DAY_OF_WORK)):
        if match := pattern.fullmatch(phrase):
            return round(float(match[1].replace(",", ".")) * unit) or None
    return None


def understand_rhythm(
    text: str, today: date, due_words: DueWords, words: SizeWords
) -> tuple[str, date | None]:  # fmt: skip
    """How often, and the first day where the words name one: "every Friday"; "" if not understood."""
    phrase = " ".join(text.casefold().split())
    if phrase in words.rhythms:
        return str(words.rhythms[phrase]), None
    match = words.every.fullmatch(phrase)
    if match is None or match[1] not in due_words.weekdays:
        return "", None
    return str(Repeat.WEEK), understand_date(match[1], today, due_words)


def plan_of(
    line: str, names: Mapping[str, PersonId], today: date, due_words: DueWords, words: SizeWords
) -> Planned:  # fmt: skip
    """Split a line into who, what, and what its end says in any order: "Maya: draft it, 2 h, Fri"."""
    owner, rest = owner_of(line, names)
    due: date | None = None
    effort: int | None = None
    repeats = ""
    pieces, before = rest.split(" "), -1
    while before != len(pieces):
        before = len(pieces)
        for length in range(min(LONGEST, len(pieces) - 1), 0, -1):
            tail = " ".join(pieces[-length:]).strip(" .,;()")
            size = understand_size(tail, words) if effort is None else None
            rhythm, first = ("", None) if repeats else understand_rhythm(tail, today, due_words, words)
            day = understand_date(tail, today, due_words) if due is None else None
            if size is None and not rhythm and day is None:
                continue
            effort, repeats, due = size or effort, rhythm or repeats, due or first or day
            pieces = _without(pieces[:-length], words.about if size else due_words.by if day else frozenset())
            break
    return Planned(owner, " ".join(pieces).rstrip(" ,;("), due, effort, repeats)


def _without(pieces: list[str], little: frozenset[str]) -> list[str]:
    return pieces[:-1] if len(pieces) > 1 and pieces[-1].casefold().strip(",;(") in little else pieces
