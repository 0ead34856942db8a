"""Everything the pages of goals show, each read in one go: one goal with its surroundings, and a review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.goals import Evidence, Goal, GoalState, state_of
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import (
    DAY,
    GoalId,
    Millis,
    NoteId,
    PartId,
    PersonId,
    PromiseId,
    RelationshipId,
    SessionId,
)
from mentor_desktop.domain.notes import Note, NoteKind
from mentor_desktop.domain.promises import Promise
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import date_at, instant
from mentor_desktop.services import goal_rows, histories, people, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.goal_rows import GoalRow
from mentor_desktop.services.goals import PART, PROMISE
from mentor_desktop.services.histories import Version
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.store import goals as store
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.engine import Connection

MOST_SOURCES = 40  # notes and promises offered as evidence, the newest first
RECENT = 10  # sessions whose notes are offered
_MARKED = (NoteKind.MOMENT, NoteKind.FACT)


@dataclass(frozen=True, slots=True)
class Source:
    """Something of the records that may show how a goal comes on."""

    text: str
    on: date
    note: NoteId | None = None
    promise: PromiseId | None = None
    moment: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence with what it points to."""

    evidence: Evidence
    text: str
    on: date
    kind: str  # "line", "note", "moment" or "promise"
    private: bool  # itself, or what it points to
    session: SessionId | None  # that opens where it came from
    person: PersonId | None


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of an agenda that belongs to a goal, or may."""

    id: PartId
    title: str
    on: date
    session: SessionId


@dataclass(frozen=True, slots=True)
class GoalPage:
    """Everything the page of one goal shows."""

    goal: Goal
    row: GoalRow
    me: PersonId
    names: Mapping[PersonId, str]  # of those whose goal it can be, me among them
    person: PersonId  # the other one, whose page stands behind it
    evidence: tuple[Shown, ...]  # newest first
    promises: tuple[PromiseRow, ...]  # that belong to it
    promise_offers: tuple[PromiseRow, ...]  # open ones that belong to no goal
    parts: tuple[PartLine, ...]
    part_offers: tuple[PartLine, ...]  # of the next session
    sources: tuple[Source, ...]
    others: tuple[tuple[GoalId, str], ...]  # goals it can go on within
    wordings: tuple[Version, ...]  # of the aim, the present one first
    session: SessionId | None  # that runs with these people, or ended today
    zone: str
    now: Millis

    @property
    def today(self) -> date:
        """On my calendar."""
        return date_at(self.now, self.zone)


def page(desk: Desk, goal: GoalId) -> GoalPage:
    """Everything the page of one goal shows. Raises Gone."""
    with desk.read() as c:
        found = store.load_goal(c, goal)
        evidence = store.load_evidence_of(c, [goal])
        everyone, zone, mine = people.names(c), people.my_zone(c, desk), people_store.my_id(c)
        members = people_store.load_relationship(c, found.relationship).members
        owed = _owed(c, found.relationship, members)
        notes, pointed = _notes(c, found.relationship, evidence)
        belongs = store.goals_of(c, PROMISE, [each.id for each in owed])
        rows = {row.id: row for row in promises.rows(c, desk, owed)}
        parts, part_offers = _parts(c, goal, found.relationship, zone)
        others = tuple((each.id, each.aim) for each in store.load_goals(c, relationship=found.relationship)
                       if each.id != goal and state_of(each) is not GoalState.LET_GO)  # fmt: skip
        now = desk.now()
        row = goal_rows.row_of(found, evidence, everyone, now, members, mine)
        session = _session_now(c, found.relationship, now)
    known = {each.id: each for each in owed}
    used = {each.note for each in evidence} | {each.promise for each in evidence}
    return GoalPage(
        goal=found, row=row, me=mine, names={each: everyone.get(each, "") for each in (*members, mine)},
        person=members[0],
        evidence=tuple(_shown(each, pointed, known, zone) for each in reversed(evidence)),
        promises=tuple(rows[PromiseId(each)] for each, of in belongs.items() if of == goal),
        promise_offers=tuple(
            each for each in rows.values() if each.stands.is_open and each.id not in belongs
        ),
        parts=parts, part_offers=part_offers,
        sources=_sources(notes, owed, used, zone), others=others,
        wordings=histories.versions(desk, Kind.GOAL, goal, "aim"), session=session, zone=zone, now=now,
    )  # fmt: skip


def _owed(c: Connection, relationship: RelationshipId, members: Iterable[PersonId]) -> tuple[Promise, ...]:
    """Promises made in their sessions, and those of the people made outside of one."""
    found = {each.id: each for each in promise_store.load_promises(c, relationship=relationship)}
    for member in members:
        for each in promise_store.load_promises(c, person=member):
            if each.relationship is None:
                found[each.id] = each
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """People with whom goals can be had."""

    relationship: RelationshipId
    person: PersonId
    name: str


def pairs(desk: Desk) -> tuple[Pair, ...]:
    """Everyone whose relationship goes on, by name."""
    with desk.read() as c:
        away = {each.id for each in people_store.load_people(c) if each.archived}
        names = people.names(c)
        found = [
            Pair(each.id, each.members[0], ", ".join(names.get(member, "") for member in each.members))
            for each in people_store.load_relationships(c)
            if each.ended is None and each.members and not away & set(each.members)
        ]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.relationship)))


def session_now(desk: Desk, relationship: RelationshipId) -> SessionId | None:
    """The session with these people that runs, or ended within a day: what is said now belongs to it."""
    with desk.read() as c:
        return _session_now(c, relationship, desk.now())


def _session_now(c: Connection, relationship: RelationshipId, now: Millis) -> SessionId | None:
    found = session_store.load_sessions(
        c, relationship=relationship, states=[SessionState.RUNNING, SessionState.HELD],
        since=Millis(now - 2 * DAY), newest=True,
    )  # fmt: skip
    near = [each for each in found if each.state is SessionState.RUNNING
            or now - (each.ended or instant(each.when)) < DAY]  # fmt: skip
    near.sort(key=lambda each: each.state is not SessionState.RUNNING)
    return near[0].id if near else None


def _notes(
    c: Connection, relationship: RelationshipId, evidence: Iterable[Evidence]
) -> tuple[list[Note], dict[NoteId, Note]]:  # fmt: skip
    marked = note_store.notes_of_relationship(c, relationship, _MARKED)
    held = session_store.load_sessions(
        c, relationship=relationship, states=[SessionState.HELD, SessionState.RUNNING], newest=True,
        limit=RECENT,
    )  # fmt: skip
    found = {note.id: note for note in marked}
    for session in held:
        for note in note_store.load_notes(c, session=session.id):
            if note.kind in (NoteKind.NOTE, *_MARKED):
                found[note.id] = note
    pointed = note_store.load_notes(c, ids=[each.note for each in evidence if each.note is not None])
    return sorted(found.values(), key=lambda note: -note.at), {note.id: note for note in pointed}


def _shown(
    each: Evidence, notes: Mapping[NoteId, Note], owed: Mapping[PromiseId, Promise], zone: str
) -> Shown:  # fmt: skip
    note = notes.get(each.note) if each.note is not None else None
    promise = owed.get(each.promise) if each.promise is not None else None
    kind = "line"
    if note is not None:
        kind = "moment" if note.kind is NoteKind.MOMENT else "note"
    elif promise is not None:
        kind = "promise"
    source = note or promise
    return Shown(
        evidence=each,
        text=each.text or (source.text if source is not None else ""),
        on=date_at(each.at, zone),
        kind=kind,
        private=each.audience is None or (source is not None and source.audience is None),
        session=source.session if source is not None else None,
        person=note.person if note is not None else None,
    )


def _sources(
    notes: Iterable[Note], owed: Iterable[Promise], used: set[NoteId | PromiseId | None], zone: str
) -> tuple[Source, ...]:  # fmt: skip
    found = [
        (note.at, Source(note.text, date_at(note.at, zone), note=note.id,
                         moment=note.kind is NoteKind.MOMENT, private=note.audience is None))
        for note in notes
        if note.id not in used and note.text.strip()
    ]  # fmt: skip
    for promise in owed:
        if promise.id not in used:
            at = promise.events[-1].at
            source = Source(promise.text, date_at(at, zone), promise=promise.id,
                            private=promise.audience is None)  # fmt: skip
            found.append((at, source))
    found.sort(key=lambda pair: -pair[0])
    return tuple(source for _at, source in found[:MOST_SOURCES])


def _parts(
    c: Connection, goal: GoalId, relationship: RelationshipId, zone: str
) -> tuple[tuple[PartLine, ...], tuple[PartLine, ...]]:  # fmt: skip
    """Parts that belong to a goal, and those of planned or running sessions that may."""
    wanted = set(store.linked(c, goal, PART))
    mine, offers = [], []
    states = [SessionState.PLANNED, SessionState.RUNNING, SessionState.HELD]
    for session in session_store.load_sessions(
        c, relationship=relationship, states=states, newest=True, limit=RECENT
    ):
        on = date_at(instant(session.when), zone)
        for part in session_store.load_parts(c, session.id):
            line = PartLine(part.id, part.title, on, session.id)
            if part.id in wanted:
                mine.append(line)
            elif session.state is not SessionState.HELD:
                offers.append(line)
    taken = store.goals_of(c, PART, [each.id for each in offers])
    return tuple(mine), tuple(each for each in offers if each.id not in taken)
