"""The built-in clauses of an agreement: what to ask, what one may choose, and the words for it.

Data of a clause enter its words by plain replacement of known names; what a person typed is never searched
for anything. May import domain, words and the content folder.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from mentor_desktop import words
from mentor_desktop.domain.agreements import NUMBERS, DataKind, Span, Value, Window
from mentor_desktop.services.content import CONTENT, ContentError
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.words import _, ngettext

_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing a choice may ask for."""

    name: str
    kind: DataKind
    label: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a clause; the words hold `{name}` where data come in."""

    id: str
    label: str
    mentor: str
    mentee: str
    data: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One built-in clause."""

    id: str
    title: str
    ask: str
    why: str
    rules: tuple[str, ...]
    choices: tuple[Choice, ...]

    def choice(self, id_: str) -> Choice | None:
        """A choice by its id."""
        return next((each for each in self.choices if each.id == id_), None)


def clauses() -> tuple[ClauseText, ...]:
    """Every built-in clause in the language spoken, in the order of the talk."""
    return _clauses(words.language())


def clause(key: str) -> ClauseText | None:
    """One built-in clause, None for one's own."""
    return next((each for each in clauses() if each.id == key), None)


def title_of(key: str, own_title: str = "") -> str:
    """What a clause is called, built in or one's own."""
    built_in = clause(key)
    return built_in.title if built_in is not None else own_title


def rules_by_clause() -> Mapping[str, tuple[str, ...]]:
    """What each clause rules, as `domain.agreements.rules` wants it."""
    return {each.id: each.rules for each in clauses() if each.rules}


def checked_data(choice: Choice, data: Mapping[str, Value]) -> dict[str, Value]:
    """The data a choice asks for, each sound; refuses a missing or impossible one with a sentence."""
    return {datum.name: _checked(datum, data.get(datum.name)) for datum in choice.data}


def _checked(datum: Datum, value: Value | None) -> Value:
    fits: Mapping[DataKind, Callable[[], bool]] = {
        DataKind.DATE: lambda: isinstance(value, date),
        DataKind.SPAN: lambda: isinstance(value, Span) and value.since != value.until,
        DataKind.WEEKDAYS: lambda: isinstance(value, tuple) and bool(value) and set(value) <= set(range(7)),
        DataKind.WINDOWS: lambda: _are_windows(value),
        DataKind.LINE: lambda: isinstance(value, str),
    }
    if datum.kind in NUMBERS:
        if isinstance(value, int) and not isinstance(value, bool) and datum.low <= value <= datum.high:
            return value
        raise Refused(
            _("%(label)s: choose a number between %(low)d and %(high)d.")
            % {"label": datum.label, "low": datum.low, "high": datum.high}
        )
    if value is None or not fits[datum.kind]():
        raise Refused(_("%(label)s: fill this in first.") % {"label": datum.label})
    if isinstance(value, str):
        value = line_of(value)
        if not value:
            raise Refused(_("%(label)s: fill this in first.") % {"label": datum.label})
    return value


def _are_windows(value: Value | None) -> bool:
    return (
        isinstance(value, tuple)
        and bool(value)
        and all(
            isinstance(each, Window) and each.days and each.span.since != each.span.until for each in value
        )
    )


def said(
    words_: str, choice: Choice, data: Mapping[str, Value], lang: str, people: Mapping[bytes, str]
) -> str:
    """The words of a choice with its data in them, dates and zones in the language of the document.

    `people` gives the name for a window that is on one person's clock.
    """
    known = {datum.name: in_words(datum.kind, data[datum.name], lang, people)
             for datum in choice.data if datum.name in data}  # fmt: skip
    return _NAME.sub(lambda match: known.get(match.group(1), match.group(0)), words_)


def in_words(kind: DataKind, value: Value, lang: str, people: Mapping[bytes, str]) -> str:
    """One datum as people read it."""
    if isinstance(value, int):
        return _NUMBERS[kind](value)
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return words.day(value, "long", lang)
    if isinstance(value, Span):
        return _span(value, lang)
    windows = [each for each in value if isinstance(each, Window)]
    if windows:
        return "; ".join(_window(each, lang, people) for each in windows)
    return _days([each for each in value if isinstance(each, int)], lang)


def _days(days: Sequence[int], lang: str) -> str:
    """ "Monday to Friday" for three or more in a row, else each by its name."""
    if len(days) > 2 and list(days) == list(range(days[0], days[0] + len(days))):
        first, last = _weekday(days[0], lang), _weekday(days[-1], lang)
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return words.names([_weekday(each, lang) for each in days], lang)


def _span(span: Span, lang: str) -> str:
    return _("%(since)s to %(until)s") % {
        "since": words.clock(span.since, lang), "until": words.clock(span.until, lang)
    }  # fmt: skip


def _window(window: Window, lang: str, people: Mapping[bytes, str]) -> str:
    parts = {"days": _days(window.days, lang),
             "hours": _span(window.span, lang), "name": people.get(window.person or b"", "")}  # fmt: skip
    if parts["name"]:
        return _("%(days)s, %(hours)s, by the clock of %(name)s") % parts
    return _("%(days)s, %(hours)s") % parts


def _weekday(day: int, lang: str) -> str:
    return words.weekday_name(day, lang)


_NUMBERS: Mapping[DataKind, Callable[[int], str]] = {
    DataKind.MINUTES: words.minutes,
    DataKind.HOURS: lambda n: ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n},
    DataKind.DAYS: lambda n: ngettext("%(n)d day", "%(n)d days", n) % {"n": n},
    DataKind.WEEKS: lambda n: _("week") if n == 1 else ngettext("%(n)d week", "%(n)d weeks", n) % {"n": n},
    DataKind.MONTHS: lambda n: ngettext("%(n)d month", "%(n)d months", n) % {"n": n},
    DataKind.COUNT: lambda n: ngettext("%(n)d session", "%(n)d sessions", n) % {"n": n},
}


@lru_cache(maxsize=4)
def _clauses(language: str) -> tuple[ClauseText, ...]:
    folder = CONTENT / language.split("_")[0].split("-")[0]
    path = (folder if (folder / "clauses.toml").is_file() else CONTENT / "en") / "clauses.toml"
    with path.open("rb") as stream:
        rows = tomllib.load(stream)["clauses"]
    try:
        found = tuple(_clause(row) for row in rows)
    except (KeyError, ValueError) as error:
        raise ContentError(f"clauses.toml: {error}") from None
    if len({each.id for each in found}) != len(found):
        raise ContentError("clauses.toml: an id twice")
    return found


def _clause(row: Mapping[str, Any]) -> ClauseText:
    data = {each["name"]: Datum(each["name"], DataKind(each["kind"]), each["label"], each.get("low", 0),
                                each.get("high", 0)) for each in row.get("data", ())}  # fmt: skip
    choices = tuple(
        Choice(each["id"], each["label"], each["mentor"], each["mentee"],
               tuple(data[name] for name in each.get("data", ())))
        for each in row["choices"]
    )  # fmt: skip
    for each in choices:
        named = set(_NAME.findall(each.mentor + each.mentee))
        if not named <= {datum.name for datum in each.data}:
            raise ContentError(f"clauses.toml: {row['id']}/{each.id} names data it does not ask for")
    return ClauseText(row["id"], row["title"], row["ask"], row["why"], tuple(row.get("rules", ())), choices)
