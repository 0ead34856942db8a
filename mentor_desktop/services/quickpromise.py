"""A promise in one line from anywhere: who, what, for whom, by when, how large and how often.

What a line is understood as is shown before anything is kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mentor_desktop.domain import sizewords
from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.promises import Promise, Repeat
from mentor_desktop.domain.sizewords import SizeWords
from mentor_desktop.services import ledger, people, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import line_of
from mentor_desktop.store import people as people_store
from mentor_desktop.words import _, language, ngettext, span


@lru_cache(maxsize=4)
def size_words(tag: str) -> SizeWords:
    """The words for sizes and rhythms in the language of the window, from the catalogue."""
    named = {
        _("half an hour"): 30, _("an hour|one hour"): 60,
        _("half a day"): sizewords.DAY_OF_WORK // 2, _("a day|one day"): sizewords.DAY_OF_WORK,
    }  # fmt: skip
    rhythms = {
        _("every week|weekly|each week"): Repeat.WEEK,
        _("every second week|every two weeks|every 2 weeks"): Repeat.TWO_WEEKS,
        _("every month|monthly|each month"): Repeat.MONTH,
    }
    return SizeWords(
        minutes=re.compile(_(r"(\d{1,4}) ?(?:min|mins|minutes?)")),
        hours=re.compile(_(r"(\d{1,2}(?:[.,]\d)?) ?(?:h|hrs?|hours?)")),
        days=re.compile(_(r"(\d(?:[.,]5)?) ?(?:d|days?)")),
        named={word: size for words, size in named.items() for word in words.split("|")},
        about=frozenset(_("about|takes|for|in").split("|")),
        every=re.compile(_(r"(?:every|each) (\w+)")),
        rhythms={word: each for words, each in rhythms.items() for word in words.split("|")},
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it was understood; `receiver` is who is named in it, or who it is about."""

    owner: PersonId
    receiver: PersonId | None
    text: str
    due: date | None
    effort: int | None
    repeats: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Who can promise something to whom, and what day it is."""

    people: tuple[tuple[PersonId, str], ...]  # me first, then by name
    today: date


def setting(desk: Desk) -> Setting:
    """Everyone a promise can be made by or to."""
    with desk.read() as c:
        everyone = [each for each in people_store.load_people(c) if not each.archived]
        zone = people.my_zone(c, desk)
    ordered = sorted(everyone, key=lambda each: (not each.me, each.name.casefold()))
    return Setting(tuple((each.id, each.name) for each in ordered), desk.today(zone))


def understand(desk: Desk, line: str, about: PersonId | None = None) -> Said:
    """What a line says. Without a name it is mine, to whoever the page is about."""
    with desk.read() as c:
        everyone = people_store.load_people(c)
        mine = people_store.my_id(c)
        zone = people.my_zone(c, desk)
    today, tag = desk.today(zone), language()
    named = promises.by_names(everyone, mine, {mine} if about is None else {mine, about})
    planned = sizewords.plan_of(line_of(line, 2_000), named, today, promises.due_words(tag), size_words(tag))
    owner = planned.owner or mine
    receiver = mine if owner != mine else _named_in(planned.text, named, mine) or about
    return Said(owner, receiver, planned.text, planned.due, planned.effort, planned.repeats)


def _named_in(text: str, named: Mapping[str, PersonId], mine: PersonId) -> PersonId | None:
    """The first one whom the words name, where they name somebody else than me."""
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        found = named.get(word.casefold())
        if found is not None and found != mine and word[:1].casefold() != word[:1]:
            return found
    return None


def make(desk: Desk, said: Said, session: SessionId | None = None) -> Promise:
    """Keep it, with its size and its rhythm, all or nothing."""
    with desk.change():
        made = promises.make(desk, said.owner, said.text, said.due, receiver=said.receiver, session=session)
        if said.effort is not None or said.repeats:
            return ledger.plan(desk, made.id, effort=said.effort, repeats=said.repeats)
        return made


def size_said(minutes: int) -> str:
    """ "takes 2 h", "takes about a day"."""
    if minutes % sizewords.DAY_OF_WORK:
        return _("takes %(span)s") % {"span": span(minutes)}
    days = minutes // sizewords.DAY_OF_WORK
    return ngettext("takes a day", "takes %(n)d days", days) % {"n": days}


def rhythm_said(repeats: str) -> str:
    """ "every week"; "" for once."""
    said = {Repeat.WEEK: _("every week"), Repeat.TWO_WEEKS: _("every second week"),
            Repeat.MONTH: _("every month")}  # fmt: skip
    return said[Repeat(repeats)] if repeats else ""
