"""Finding anything by its words: people, notes, promises, goals, agreements, sessions; and what matched.

The index says what matches; the excerpt and its matches are cut here, so that a list needs no second look
at the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentor_desktop.domain.goals import GoalState, state_of
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import (
    AgreementId,
    GoalId,
    Millis,
    NoteId,
    PersonId,
    PromiseId,
    RelationshipId,
    SessionId,
)
from mentor_desktop.domain.notes import Note
from mentor_desktop.domain.promises import Promise, Standing, owner_now, standing
from mentor_desktop.domain.sessions import Session, SessionState
from mentor_desktop.domain.when import instant
from mentor_desktop.services import people, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import agreements as agreement_store
from mentor_desktop.store import goals as goal_store
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import search as search_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.rows import Gone

LOOKED_AT = 200  # hits of all kinds that are sorted into groups
SCANNED = 20_000  # letters of a text in which matches are marked
BEFORE, LENGTH = 32, 160  # letters of an excerpt before its first match, and altogether
EVERYTHING = frozenset({Kind.PERSON, Kind.NOTE, Kind.PROMISE, Kind.SESSION, Kind.GOAL, Kind.AGREEMENT})

_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"\*\*|__|`|^\s{0,3}(?:#{1,6} |> |[-*+] |\d{1,3}[.)] )", re.MULTILINE)
_ODD = str.maketrans(
    {"ł": "l", "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The piece of a text around its first match; `marks` are (start, end) of what matched."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person whose name or page matches."""

    id: PersonId
    name: Excerpt
    headline: str


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note of a session or about a person."""

    id: NoteId
    excerpt: Excerpt
    at: Millis
    timed: bool
    private: bool
    session: SessionId | None
    state: SessionState | None
    person: PersonId | None  # whom it is about, where it belongs to no session
    title: str  # "Amara Okafor · session 7"


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A promise."""

    id: PromiseId
    excerpt: Excerpt
    owner_name: str
    stands: Standing
    session: SessionId | None
    state: SessionState | None
    person: PersonId  # the other one, not me


@dataclass(frozen=True, slots=True)
class FoundSession:
    """A session whose agenda or texts match, or that someone found takes part in."""

    id: SessionId
    excerpt: Excerpt
    title: str
    state: SessionState
    at: Millis


@dataclass(frozen=True, slots=True)
class FoundGoal:
    """A goal whose aim, reasons or steps match."""

    id: GoalId
    excerpt: Excerpt
    whose: str
    state: GoalState
    relationship: RelationshipId


@dataclass(frozen=True, slots=True)
class FoundAgreement:
    """The newest version of an agreement in whose words something matches."""

    relationship: RelationshipId
    person: PersonId  # the first of the others
    excerpt: Excerpt
    who: str
    number: int


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found, best first in each group; `zone` is mine, for the times."""

    people: tuple[FoundPerson, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    promises: tuple[FoundPromise, ...] = ()
    sessions: tuple[FoundSession, ...] = ()
    goals: tuple[FoundGoal, ...] = ()
    agreements: tuple[FoundAgreement, ...] = ()
    zone: str = "UTC"


def find(desk: Desk, words: str, kinds: frozenset[Kind] = EVERYTHING, limit: int = 5) -> Found:
    """What matches, at most `limit` of each kind. Names match from the first letter, all else from two."""
    with desk.read() as c:
        hits = search_store.search(c, words, desk.now(), LOOKED_AT)
        by_kind: dict[Kind, list[bytes]] = {}
        for hit in hits:
            if hit.kind in kinds:
                by_kind.setdefault(hit.kind, []).append(hit.id)
        everyone = people.names(c)
        mine = people_store.my_id(c)
        return Found(
            people=_people(c, words, by_kind.get(Kind.PERSON, []), limit) if Kind.PERSON in kinds else (),
            notes=_notes(c, words, by_kind.get(Kind.NOTE, [])[:limit], everyone),
            promises=_promises(c, desk, words, by_kind.get(Kind.PROMISE, [])[:limit], everyone, mine),
            sessions=_sessions(c, words, by_kind.get(Kind.SESSION, [])[:limit], everyone),
            goals=_goals(c, words, by_kind.get(Kind.GOAL, [])[:limit], everyone),
            agreements=_agreements(c, words, by_kind.get(Kind.AGREEMENT, []), everyone)[:limit],
            zone=people.my_zone(c, desk),
        )


def _people(c: Connection, words: str, hits: Sequence[bytes], limit: int) -> tuple[FoundPerson, ...]:
    """By name first, then those on whose page the words stand."""
    every = {each.id: each for each in people_store.load_people(c) if not each.me}
    named = [each for each in every.values() if matches(each.name, words)]
    named.sort(
        key=lambda each: (each.archived, not folded(each.name)[0].startswith(folded(words)[0].strip()))
    )
    others = [every[PersonId(row)] for row in hits if PersonId(row) in every]
    found = dict.fromkeys([*named, *others])
    return tuple(
        FoundPerson(each.id, Excerpt(each.name, marked(each.name, words)), each.headline)
        for each in list(found)[:limit]
    )


def _goals(
    c: Connection, words: str, hits: Sequence[bytes], everyone: dict[PersonId, str]
) -> tuple[FoundGoal, ...]:  # fmt: skip
    found = []
    for hit in hits:
        try:
            goal = goal_store.load_goal(c, GoalId(hit))
        except Gone:
            continue
        whose = ", ".join(everyone.get(each, "") for each in goal.whose)
        found.append(FoundGoal(goal.id, excerpt(goal.aim, words), whose, state_of(goal), goal.relationship))
    return tuple(found)


def _agreements(
    c: Connection, words: str, hits: Sequence[bytes], everyone: dict[PersonId, str]
) -> tuple[FoundAgreement, ...]:  # fmt: skip
    """One line for each relationship: versions repeat each other."""
    newest: dict[RelationshipId, FoundAgreement] = {}
    for hit in hits:
        try:
            each = agreement_store.load_agreement(c, AgreementId(hit))
        except Gone:
            continue
        others = each.parties[1:]
        known = newest.get(each.relationship)
        if not others or (known is not None and known.number > each.number):
            continue
        texts = [text for clause in each.clauses for text in (clause.title, clause.mentor, clause.mentee)]
        line = next((text for text in texts if matches(text, words)), "")
        who = ", ".join(everyone.get(other, "") for other in others)
        newest[each.relationship] = FoundAgreement(
            each.relationship, others[0], excerpt(line or who, words), who, each.number
        )
    return tuple(newest.values())


def _notes(
    c: Connection, words: str, hits: Sequence[bytes], everyone: dict[PersonId, str]
) -> tuple[FoundNote, ...]:
    found = {bytes(note.id): note for note in note_store.load_notes(c, ids=hits)}
    there = _of_notes(c, found.values())

    def row(note: Note) -> FoundNote:
        session = there.get(note.session) if note.session else None
        return FoundNote(
            note.id, excerpt(note.text, words), note.at, note.timed, note.audience is None, note.session,
            session.state if session else None, note.person,
            _title(session, everyone) if session else everyone.get(note.person or PersonId(b""), ""),
        )  # fmt: skip

    return tuple(row(found[hit]) for hit in hits if hit in found)


def _of_notes(c: Connection, notes: Iterable[Note]) -> dict[SessionId, Session]:
    wanted = list(dict.fromkeys(note.session for note in notes if note.session))
    return {each.id: each for each in session_store.load_sessions(c, ids=wanted)} if wanted else {}


def _title(session: Session, everyone: dict[PersonId, str]) -> str:
    others = [(p.person, everyone[p.person]) for p in session.participants]
    return sessions.title_of(others, session.number)


def _promises(
    c: Connection, desk: Desk, words: str, hits: Sequence[bytes], everyone: dict[PersonId, str],
    mine: PersonId
) -> tuple[FoundPromise, ...]:  # fmt: skip
    zones = people.zones(c, desk)
    found: list[FoundPromise] = []
    for hit in hits:
        try:
            promise = promise_store.load_promise(c, PromiseId(hit))
        except Gone:
            continue
        found.append(_promise(c, desk, promise, words, everyone, mine, zones))
    return tuple(found)


def _promise(
    c: Connection, desk: Desk, promise: Promise, words: str, everyone: dict[PersonId, str], mine: PersonId,
    zones: dict[PersonId, str]
) -> FoundPromise:  # fmt: skip
    owner = owner_now(promise)
    other = owner if owner != mine else (promise.receiver or owner)
    state = session_store.load_session(c, promise.session).state if promise.session else None
    return FoundPromise(
        promise.id, excerpt(promise.text, words), everyone.get(owner, ""),
        standing(promise.events, zones.get(owner, "UTC"), desk.now()), promise.session, state, other,
    )  # fmt: skip


def _sessions(
    c: Connection, words: str, hits: Sequence[bytes], everyone: dict[PersonId, str]
) -> tuple[FoundSession, ...]:
    wanted = [SessionId(hit) for hit in hits]
    found = {each.id: each for each in session_store.load_sessions(c, ids=wanted)} if wanted else {}

    def row(session: Session) -> FoundSession:
        texts = session_store.load_preparation(c, session.id)
        titles = [part.title for part in session_store.load_parts(c, session.id)]
        lines = [*titles, texts.intention, texts.mattered, texts.notes, session.opening]
        line = next((each for each in lines if matches(each, words)), "")
        return FoundSession(
            session.id, excerpt(line, words), _title(session, everyone), session.state, instant(session.when)
        )

    return tuple(row(found[each]) for each in wanted if each in found)


# Matches


def folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its letters the place in the text it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = unicodedata.normalize("NFD", letter.casefold()).translate(_ODD)
        for each in plain:
            if unicodedata.category(each) != "Mn":
                letters.append(each)
                places.append(place)
    return "".join(letters), places


def _patterns(words: str) -> list[re.Pattern[str]]:
    tokens = _WORD.findall(folded(words)[0])
    whole = [rf"(?<![^\W_]){re.escape(token)}(?![^\W_])" for token in tokens[:-1]]
    last = [rf"(?<![^\W_]){re.escape(token)}" for token in tokens[-1:]]
    return [re.compile(each) for each in (*whole, *last)]


def matches(text: str, words: str) -> bool:
    """Whether every word stands in the text, the last one as a beginning."""
    patterns = _patterns(words)
    plain = folded(text[:SCANNED])[0]
    return bool(patterns) and all(pattern.search(plain) for pattern in patterns)


def marked(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of everything that matches, in order; matches with only a blank between are one."""
    plain, places = folded(text)
    spans = sorted(
        (places[hit.start()], places[hit.end() - 1] + 1)
        for pattern in _patterns(words)
        for hit in pattern.finditer(plain)
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and text[merged[-1][1] : start].strip() == "" and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def excerpt(text: str, words: str) -> Excerpt:
    """One line of a note around its first match, without Markdown's signs."""
    line = " ".join(_MARKUP.sub("", text[:SCANNED]).split())
    spans = marked(line, words)
    start = spans[0][0] if spans else 0
    if start <= BEFORE + 12:
        return Excerpt(line[:LENGTH], tuple(span for span in spans if span[1] <= LENGTH))
    cut = line.rfind(" ", 0, start - BEFORE) + 1
    shown = "…" + line[cut : cut + LENGTH]
    moved = tuple((a - cut + 1, b - cut + 1) for a, b in spans if a >= cut)
    return Excerpt(shown, tuple(span for span in moved if span[1] <= len(shown)))
