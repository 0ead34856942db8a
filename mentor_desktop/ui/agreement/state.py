"""What the page of one agreement shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.agreements import (
    Agreement,
    Change,
    Clause,
    Difference,
    How,
    State,
    Status,
    differences,
)
from mentor_desktop.domain.difference import Piece, readable
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.services import agreement_readers, clauses, plainwords
from mentor_desktop.services.agreement_pages import Voices, Whole
from mentor_desktop.ui.daywords import ChipKind, short_day
from mentor_desktop.words import _, language_name, names, ngettext, number

SHOWN_LEFT = 5  # titles of clauses not settled that are named


@dataclass(frozen=True)
class VoiceLine:
    """What one of the two says; `pieces` where it is compared."""

    name: str
    text: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class ClauseLine:
    """One clause of the version."""

    key: str
    title: str
    chip: str
    kind: ChipKind
    lines: tuple[VoiceLine, ...]
    long: str  # what is said of a sentence that is too long, "" for none


@dataclass(frozen=True)
class PartyLine:
    """One who has to agree."""

    person: PersonId
    name: str
    agreed: bool
    may: bool  # can be ticked
    words: str  # day and version, or how
    waiting: bool


@dataclass(frozen=True)
class VersionLine:
    """One version of the list."""

    number: int
    words: str
    chip: str
    kind: ChipKind
    shown: bool


@dataclass(frozen=True)
class AgreementState:
    """The page."""

    title: str
    sub: str
    name: str
    key: str  # for the avatar's colour
    number: int | None
    state: State | None
    compares_with: int | None
    comparing: bool
    clauses: tuple[ClauseLine, ...]
    left: str  # what could still be settled
    grade: str
    parties: tuple[PartyLine, ...]
    parties_words: str
    versions: tuple[VersionLine, ...]
    review: str
    review_on: date | None
    review_due: bool
    works: tuple[str, ...]
    language: str
    second_language: str
    note: str
    may_begin: bool  # nothing is open: a new version can be begun
    next_number: int
    today: date
    safe: bool = False
    copies: tuple[tuple[bytes, str], ...] = ()  # signed ones: id and name of the file


def how_words(how: How | None) -> str:
    """By what a party agreed."""
    if how is None:
        return ""
    return {
        How.IN_CALL: _("in the call"), How.SIGNED: _("by a signed file"), How.MAIL: _("by mail"),
    }[how]  # fmt: skip


def state_of(whole: Whole, wanted: int | None, *, comparing: bool) -> AgreementState:
    """The page at a version; None is the one that matters most now."""
    shown = whole.version(wanted)
    title = _("Agreement with %(names)s") % {"names": whole.name}
    key = whole.others[0].hex() if whole.others else ""
    whole_name = names([whole.called.get(each, "") for each in whole.others])
    if shown is None:
        return AgreementState(
            title, _("Nothing is agreed yet."), whole_name, key, None, None, None, False, (),
            _("Talk it through together, one clause at a time. You can stop after any of them."), "", (), "",
            (), "", None, False, (), "", "", "", True, 1, whole.today,
        )  # fmt: skip
    known = whole.versions
    stands = known.status(shown)
    before = known.before(shown)
    changes = differences(before, shown)
    return AgreementState(
        title=title,
        sub=_sub(whole, shown, stands),
        name=whole_name,
        key=key,
        number=shown.number,
        state=stands.state,
        compares_with=before.number if before else None,
        comparing=comparing and before is not None,
        clauses=tuple(
            _clause(each, before, whole.voices, comparing=comparing and before is not None)
            for each in changes
            if each.change is not Change.GONE or (comparing and before is not None)
        ),
        left=_left(shown),
        grade=_grade(shown),
        parties=tuple(_party(whole, shown, stands, each) for each in shown.parties
                      if each not in known.gone or each in stands.agreed),
        parties_words=_parties_words(stands.state),
        versions=tuple(_version(whole, each, shown) for each in reversed(known.every)),
        review=_review(shown, stands.state, whole.today),
        review_on=shown.review_on,
        review_due=stands.state is State.IN_FORCE and _is_due(shown, whole.today),
        works=agreement_readers.works_for_you(shown if stands.state is State.IN_FORCE else known.holding),
        language=shown.language,
        second_language=shown.second_language,
        note=shown.note,
        may_begin=known.open is None,
        next_number=known.every[-1].number + 1,
        today=whole.today,
    )  # fmt: skip


def _is_due(shown: Agreement, today: date) -> bool:
    return shown.review_on is not None and shown.review_on <= today


def _sub(whole: Whole, shown: Agreement, stands: Status) -> str:
    states = {
        State.DRAFT: _("Version %(number)d, a draft"),
        State.PROPOSED: _("Version %(number)d, proposed"),
        State.IN_FORCE: _("Version %(number)d, in force"),
        State.REPLACED: _("Version %(number)d, replaced"),
        State.ENDED: _("Version %(number)d, ended"),
    }
    pieces = [states[stands.state] % {"number": shown.number}]
    holding = whole.versions.holding
    if holding is not None and holding.number != shown.number:
        since = whole.versions.status(holding).since
        if since is not None:
            pieces.append(
                _("version %(number)d was agreed by all on %(day)s")
                % {"number": holding.number, "day": short_day(since, whole.today)}
            )
    elif stands.since is not None:
        pieces.append(_("agreed by all on %(day)s") % {"day": short_day(stands.since, whole.today)})
    return " · ".join(pieces)


def _clause(each: Difference, before: Agreement | None, voices: Voices, *, comparing: bool) -> ClauseLine:
    clause = each.after or each.before
    assert clause is not None  # a difference has at least one side
    chip, kind = _chip(each.change, before)
    return ClauseLine(
        key=each.key,
        title=clauses.title_of(each.key, clause.title),
        chip=chip,
        kind=kind,
        lines=_voice_lines(each, voices, comparing=comparing and each.change is not Change.SAME),
        long=_long(clause) if each.after is not None else "",
    )


def _chip(change: Change, before: Agreement | None) -> tuple[str, ChipKind]:
    if before is None:
        return "", "neutral"
    return {
        Change.SAME: (_("as in v%(number)d") % {"number": before.number}, "neutral"),
        Change.CHANGED: (_("changed"), "warn"),
        Change.NEW: (_("new"), "accent"),
        Change.GONE: (_("left out"), "danger"),
    }[change]  # type: ignore[return-value]


def _voice_lines(each: Difference, voices: Voices, *, comparing: bool) -> tuple[VoiceLine, ...]:
    found = []
    for name, field in (
        (voices.mentor, "mentor"), (voices.mentee, "mentee"),
        (voices.mentor, "second_mentor"), (voices.mentee, "second_mentee"),
    ):  # fmt: skip
        old = getattr(each.before, field) if each.before is not None else ""
        new = getattr(each.after, field) if each.after is not None else ""
        if new or (comparing and old):
            pieces = readable(old, new) if comparing else ()
            found.append(VoiceLine(name, new or old, pieces))
    return tuple(found)


def _long(clause: Clause) -> str:
    long = [each for words in (clause.mentor, clause.mentee) for each in plainwords.long_sentences(words)]
    if not long:
        return ""
    longest = max(one.words for one in long)
    return _("A sentence of %(n)d words. Two shorter ones read better.") % {"n": longest}


def _grade(shown: Agreement) -> str:
    text = "\n".join(words for each in shown.clauses if each.settled for words in (each.mentor, each.mentee))
    if not shown.language.lower().startswith("en"):
        return ""
    grade = plainwords.grade(text)
    if grade is None:
        return ""
    return _("Reads at school year %(grade)s (Flesch-Kincaid).") % {"grade": number(max(round(grade), 1))}


def _left(shown: Agreement) -> str:
    settled = {each.key for each in shown.clauses if each.settled}
    later = [clauses.title_of(each.key, each.title) for each in shown.clauses if each.later]
    rest = [each.title for each in clauses.clauses() if each.id not in settled]
    rest = [*later, *(title for title in rest if title not in later)]
    if not rest:
        return ""
    named = " · ".join(rest[:SHOWN_LEFT]) + (" …" if len(rest) > SHOWN_LEFT else "")
    return ngettext(
        "%(n)d more clause to choose from: %(titles)s", "%(n)d more clauses to choose from: %(titles)s",
        len(rest),
    ) % {"n": len(rest), "titles": named}  # fmt: skip


def _party(whole: Whole, shown: Agreement, stands: Status, person: PersonId) -> PartyLine:
    event = stands.agreed.get(person)
    words = ""
    if event is not None:
        day = short_day(event.on, whole.today) if event.on else ""
        words = " · ".join(filter(None, (day, how_words(event.how))))
    return PartyLine(
        person=person,
        name=whole.called.get(person, ""),
        agreed=event is not None,
        may=stands.state is State.PROPOSED and event is None,
        words=words,
        waiting=stands.state is State.PROPOSED and event is None,
    )


def _parties_words(state: State) -> str:
    if state is State.DRAFT:
        return _("Propose this version first. Then note each yes, the day it is said.")
    if state is State.PROPOSED:
        return _("It holds as soon as everybody has agreed. Its words stand still until then.")
    return ""


def _version(whole: Whole, each: Agreement, shown: Agreement) -> VersionLine:
    stands = whole.versions.status(each)
    chips: Mapping[State, tuple[str, ChipKind]] = {
        State.DRAFT: (_("draft"), "accent"),
        State.PROPOSED: (_("waiting"), "warn"),
        State.IN_FORCE: (_("in force"), "ok"),
        State.REPLACED: (_("replaced"), "neutral"),
        State.ENDED: (_("ended"), "neutral"),
    }
    if stands.since is not None:
        words = _("%(day)s · agreed by all") % {"day": short_day(stands.since, whole.today)}
    else:
        words = _differ(whole, each)
    chip, kind = chips[stands.state]
    return VersionLine(each.number, words, chip, kind, each.number == shown.number)


def _differ(whole: Whole, each: Agreement) -> str:
    before = whole.versions.before(each)
    settled = sum(clause.settled for clause in each.clauses)
    if before is None:
        return ngettext("%(n)d clause", "%(n)d clauses", settled) % {"n": settled}
    count = sum(one.change is not Change.SAME for one in differences(before, each))
    return ngettext(
        "%(n)d clause differs from v%(number)d", "%(n)d clauses differ from v%(number)d", count
    ) % {"n": count, "number": before.number}  # fmt: skip


def _review(shown: Agreement, state: State, today: date) -> str:
    if shown.review_on is None or state in (State.REPLACED, State.ENDED):
        return ""
    day = {"day": short_day(shown.review_on, today)}
    if state is State.IN_FORCE and shown.review_on <= today:
        return _("It was to be looked at again on %(day)s.") % day
    return _("Next review %(day)s") % day


LANGUAGES: Sequence[str] = (
    "en", "ar", "bn", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja",
    "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Languages that a document may be said to be in; another tag that is kept is offered too."""


def language_options(chosen: str, *, none: bool) -> list[tuple[str, str]]:
    """Tags and names by name, with the one that is chosen; with `none` no language comes first."""
    tags = dict.fromkeys([*LANGUAGES, *([chosen] if chosen else [])])
    options = sorted(((tag, language_name(tag)) for tag in tags), key=lambda pair: pair[1].casefold())
    return [("", _("none")), *options] if none else options
