"""What the builder shows of one clause, as words; and the values that a choice begins with. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from mentor_desktop.domain.agreements import NUMBERS, Agreement, Clause, DataKind, Span, Value
from mentor_desktop.services import clauses
from mentor_desktop.services.agreement_pages import Whole
from mentor_desktop.services.clauses import Choice, ClauseText, Datum
from mentor_desktop.words import _, language_name, ngettext

MORE = "more"  # the step after the last clause

_BEGIN: Mapping[str, int] = {
    "every": 2, "length": 50, "review_months": 6, "grace": 10, "notice": 24, "quota": 1, "answer": 2,
    "ahead": 2, "keep": 30, "kept": 3,
}  # fmt: skip
"""Numbers that a choice begins with; whatever else begins at its lowest."""


@dataclass(frozen=True)
class ChoiceLine:
    """One way to settle the clause."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class DataLine:
    """One thing that the choice asks for."""

    datum: Datum
    value: Value | None


@dataclass(frozen=True)
class Spoken:
    """The words of both, and of both in the second language."""

    mentor: str = ""
    mentee: str = ""
    second_mentor: str = ""
    second_mentee: str = ""


@dataclass(frozen=True)
class BuilderState:
    """One step."""

    caption: str
    at: int
    of: int
    key: str
    ask: str
    why: str
    title: str  # of a clause of one's own, which may be changed; "" for built-in ones
    choices: tuple[ChoiceLine, ...]
    data: tuple[DataLine, ...]
    whose: tuple[tuple[str, str], ...]  # clocks that hours may follow: id in hex and words
    mentor: str  # names
    mentee: str
    second: str  # the second language, "" for none
    words: Spoken
    settled: bool
    later: bool
    known: bool  # something of this clause is kept
    settled_count: str
    first: bool
    today: date


def steps(version: Agreement | None) -> tuple[str, ...]:
    """The keys of all clauses in the order of the talk, one's own after the built-in ones, then `MORE`."""
    built_in = [each.id for each in clauses.clauses()]
    own = [each.key for each in version.clauses if each.key not in built_in] if version is not None else []
    return (*built_in, *own, MORE)


def clause_of(version: Agreement | None, key: str) -> Clause | None:
    """A clause of the version that is talked about."""
    found = version.clauses if version is not None else ()
    return next((each for each in found if each.key == key), None)


def begin_value(datum: Datum, today: date) -> Value | None:
    """What a field begins with; None where only the two can say it."""
    if datum.kind in NUMBERS:
        return min(max(_BEGIN.get(datum.name, datum.low), datum.low), datum.high)
    if datum.kind is DataKind.DATE:
        month = today.month + 6
        return date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, min(today.day, 28))
    if datum.kind is DataKind.SPAN:
        return Span(time(19), time(8))
    return None


def begin_data(choice: Choice, known: Mapping[str, Value], today: date) -> dict[str, Value]:
    """The data a choice begins with: what was said before, else what is usual."""
    found = {each.name: known.get(each.name, begin_value(each, today)) for each in choice.data}
    return {name: value for name, value in found.items() if value is not None}


def suggested(
    choice: Choice, data: Mapping[str, Value], whole: Whole, language: str
) -> Spoken:  # fmt: skip
    """The suggested words; an ellipsis stands where something is still to be said."""
    named = {bytes(person): name for person, name in whole.called.items()}

    def said(words: str) -> str:
        return re.sub(r"\{[a-z_]+\}", "…", clauses.said(words, choice, data, language, named))

    return Spoken(said(choice.mentor), said(choice.mentee))


def state_of(
    whole: Whole, version: Agreement | None, key: str, choice: str, data: Mapping[str, Value], words: Spoken
) -> BuilderState:  # fmt: skip
    """The step with this key; choice, data and words are as they stand on the screen."""
    every = steps(version)
    at = every.index(key)
    count = len(every) - 1
    text, kept = clauses.clause(key), clause_of(version, key)
    chosen = text.choice(choice) if text is not None else None
    caption = [_("Agreement with %(names)s") % {"names": whole.name}]
    if key != MORE:
        caption.append(_("%(n)d of %(all)d") % {"n": at + 1, "all": count})
    caption.append(_("safe to share"))
    language = version.second_language if version is not None else ""
    return BuilderState(
        caption=" · ".join(caption).upper(),
        at=min(at + 1, count),
        of=count,
        key=key,
        ask=_ask(text, key),
        why=_why(text, key),
        title=kept.title if kept is not None and text is None else "",
        choices=tuple(ChoiceLine(each.id, each.label, each.id == choice) for each in text.choices)
        if text is not None
        else (),
        data=tuple(DataLine(each, data.get(each.name)) for each in chosen.data) if chosen is not None else (),
        whose=_whose(whole),
        mentor=whole.voices.mentor,
        mentee=whole.voices.mentee,
        second=language_name(language) if language else "",
        words=words,
        settled=kept is not None and kept.settled,
        later=kept is not None and kept.later,
        known=kept is not None,
        settled_count=_counted(version),
        first=at == 0,
        today=whole.today,
    )


def _ask(text: ClauseText | None, key: str) -> str:
    if text is not None:
        return text.ask
    return _("Is there anything else to agree on?") if key == MORE else _("In our own words")


def _why(text: ClauseText | None, key: str) -> str:
    if text is not None:
        return text.why
    if key == MORE:
        return _("A clause of your own, if something that matters to you was not asked.")
    return _("Nobody else has this clause, so both of you write it.")


def _whose(whole: Whole) -> tuple[tuple[str, str], ...]:
    people = (whole.me, *whole.others)
    own = _("by everybody’s own clock")
    return (("", own), *((each.hex(), _("by the clock of %(name)s") % {"name": whole.short[each]})
                         for each in people if each in whole.short))  # fmt: skip


def _counted(version: Agreement | None) -> str:
    every: Sequence[Clause] = version.clauses if version is not None else ()
    settled, later = sum(each.settled for each in every), sum(each.later for each in every)
    words = ngettext("%(n)d clause settled", "%(n)d clauses settled", settled) % {"n": settled}
    if later:
        words = _("%(settled)s · %(later)d for another talk") % {"settled": words, "later": later}
    return words
