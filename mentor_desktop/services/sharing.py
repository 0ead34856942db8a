"""The one door between what is private and what may leave.

Builds a `Shareable`, an explicit list of fields, for a named audience. What is not listed here does not
exist for exporters and previews.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from mentor_desktop.domain.ids import Millis, NoteId, PersonId, SessionId
from mentor_desktop.domain.notes import Note, NoteKind, shared_with_all
from mentor_desktop.domain.promises import Promise, PromiseState, owner_now, standing
from mentor_desktop.domain.sessions import Attendance, SessionState, held_minutes
from mentor_desktop.domain.shareable import LocalTime, Shareable, SharedNote, SharedPromise
from mentor_desktop.domain.when import date_at, instant, wall_at
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.words import _, clock, language, place


@dataclass(frozen=True, slots=True)
class Summary:
    """What would leave, and the counts of what stays."""

    shareable: Shareable
    audience: tuple[PersonId, ...]
    present: tuple[tuple[PersonId, str], ...]  # who it can be for
    notes: tuple[Note, ...]  # those that may go to this audience, held back or not
    held_back: frozenset[NoteId]
    private: int  # private notes, which stay
    for_others: int  # shared, but not with everyone in this audience


def summary(
    desk: Desk, session: SessionId, audience: Sequence[PersonId] | None = None,
    held_back: AbstractSet[NoteId] = frozenset()
) -> Summary:  # fmt: skip
    """A session's summary for an audience among those present (everyone, if not said)."""
    with desk.read() as c:
        about = session_store.load_session(c, session)
        everyone, zones = people.names(c), people.zones(c, desk, [about])
        mine = people_store.load_me(c)
        notes = note_store.load_notes(c, session=session)
        promises = promise_store.load_promises(c, session=session)
        planned = session_store.load_sessions(
            c, relationship=about.relationship, states=[SessionState.PLANNED]
        )
    others = tuple(p.person for p in about.participants if p.attendance is not Attendance.ABSENT)
    to = tuple(others if audience is None else dict.fromkeys(audience))
    if not to or not set(to) <= set(others):
        raise Refused(_("Choose who the summary is for, among those who were there."))
    may_go = tuple(note for note in notes if shared_with_all(note.audience, to))
    going = [note for note in may_go if note.id not in held_back]
    following = next((each for each in planned if instant(each.when) > instant(about.when)), None)
    start = about.started if about.started is not None else instant(about.when)
    called = short_names({person: everyone[person] for person in (mine.id, *others)})
    shareable = Shareable(
        number=about.number,
        held_on=date_at(start, zones[mine.id]),
        minutes=held_minutes(about),
        present=tuple(everyone[person] for person in (mine.id, *others)),
        audience=tuple(everyone[person] for person in to),
        language=language(),
        opening=about.opening,
        notes=tuple(_shared_note(note, zones[mine.id]) for note in going if not _became_a_promise(note)),
        promises=tuple(
            _shared_promise(promise, called, everyone, zones, desk.now())
            for promise in promises
            if shared_with_all(promise.audience, to)
            and not _dropped(promise)
            and (owner_now(promise) == promise.owner or owner_now(promise) in called)
        ),
        next_time=_next_time(instant(following.when), (mine.id, *to), zones) if following else (),
    )
    private = sum(note.audience is None for note in notes)
    return Summary(
        shareable=shareable,
        audience=to,
        present=tuple((person, everyone[person]) for person in others),
        notes=may_go,
        held_back=frozenset(held_back),
        private=private,
        for_others=len(notes) - private - len(may_go),
    )


def _became_a_promise(note: Note) -> bool:
    """Its words stand among the promises already."""
    return note.kind is NoteKind.PROMISE and note.checked


def _dropped(promise: Promise) -> bool:
    """It will not be done; the zone matters for "late" only."""
    return standing(promise.events, "UTC", promise.events[-1].at).state is PromiseState.DROPPED


def _shared_note(note: Note, zone: str) -> SharedNote:
    time = clock(wall_at(note.at, zone)) if note.timed else ""
    return SharedNote(text=note.text, time=time, moment=note.kind is NoteKind.MOMENT)


def _shared_promise(
    promise: Promise, called: Mapping[PersonId, str], everyone: Mapping[PersonId, str],
    zones: Mapping[PersonId, str], now: Millis
) -> SharedPromise:  # fmt: skip
    owner = owner_now(promise)
    due = standing(promise.events, zones.get(owner, "UTC"), now).due
    return SharedPromise(owner=called.get(owner) or everyone.get(owner, ""), text=promise.text, due=due)


def _next_time(
    at: Millis, persons: Sequence[PersonId], zones: Mapping[PersonId, str]
) -> tuple[LocalTime, ...]:
    different = dict.fromkeys(zones[person] for person in persons)
    return tuple(LocalTime(wall=wall_at(at, zone), place=place(zone)) for zone in different)


def short_names(named: Mapping[PersonId, str]) -> dict[PersonId, str]:
    """First names, where they tell these persons apart; whole names where they do not."""
    first = {person: name.split()[0] for person, name in named.items()}
    return {
        person: first[person] if list(first.values()).count(first[person]) == 1 else name
        for person, name in named.items()
    }
