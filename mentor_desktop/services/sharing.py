"""The one door between what is private and what may leave.

Builds a `Shareable`, a `SharedAgreement` or a `SharedGoalSheet`, an explicit list of fields, for a named
audience. What is not listed here does not exist for exporters and previews.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain import goals as goal_rules
from mentor_desktop.domain.agreements import Agreement, Clause, State
from mentor_desktop.domain.goals import Evidence, Goal, GoalEvent, GoalEventKind, Measure, state_of
from mentor_desktop.domain.ids import EvidenceId, GoalId, Millis, NoteId, PersonId, SessionId
from mentor_desktop.domain.notes import Note, NoteKind, shared_with_all
from mentor_desktop.domain.promises import Promise, PromiseState, owner_now, standing
from mentor_desktop.domain.sessions import Attendance, Session, SessionState, held_minutes
from mentor_desktop.domain.shareable import (
    LocalTime,
    Shareable,
    SharedAgreement,
    SharedClause,
    SharedEvent,
    SharedEvidence,
    SharedGoal,
    SharedGoalNews,
    SharedGoalSheet,
    SharedInvitation,
    SharedNote,
    SharedParty,
    SharedPoint,
    SharedPromise,
    SharedStep,
    SharedVoice,
)
from mentor_desktop.domain.when import When, date_at, instant, wall_at
from mentor_desktop.services import agreed, clauses, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import goals as goal_store
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.rows import Gone
from mentor_desktop.words import _, clock, language, names, place


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
        touched = _touched(c, session, promises)
        agreed_on = agreed.every_in(c, about.relationship).get("audience")
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
        goals=tuple(
            _news(goal, session)
            for goal, by in touched
            if shared_with_all(goal.audience, to) and (by is None or shared_with_all(by.audience, to))
        ),
        next_time=_next_time(instant(following.when), (mine.id, *to), zones) if following else (),
        agreed=agreed.who_may_hear(agreed_on),
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


def agreement(
    version: Agreement, since: date | None, state: State, agreed_on: Mapping[PersonId, date | None],
    called: Mapping[PersonId, str], voices: tuple[str, str], audience: Sequence[PersonId]
) -> SharedAgreement:  # fmt: skip
    """A version for some of its parties: clauses with words, who agreed, and when it is looked at again.

    What was put off, my own thoughts and the data behind the words stay. Refused for anybody else.
    """
    if not audience or not set(audience) <= set(version.parties):
        raise Refused(_("An agreement goes to those who make it. Choose among them."))
    return SharedAgreement(
        number=version.number,
        holds_since=since if state is State.IN_FORCE else None,
        audience=tuple(called.get(each, "") for each in audience),
        language=version.language,
        second_language=version.second_language,
        clauses=tuple(
            _shared_clause(each, voices, second=bool(version.second_language))
            for each in version.clauses
            if each.settled
        ),
        parties=tuple(
            SharedParty(name=called.get(each, ""), agreed_on=agreed_on.get(each)) for each in version.parties
        ),
        review_on=version.review_on,
    )


def _shared_clause(clause: Clause, voices: tuple[str, str], *, second: bool) -> SharedClause:
    built_in = clauses.clause(clause.key)
    choice = built_in.choice(clause.choice) if built_in is not None else None
    said = (
        (voices[0], clause.mentor, clause.second_mentor if second else ""),
        (voices[1], clause.mentee, clause.second_mentee if second else ""),
    )
    return SharedClause(
        title=clauses.title_of(clause.key, clause.title),
        ask=built_in.ask if built_in is not None else "",
        answer=choice.label if choice is not None else "",
        voices=tuple(SharedVoice(name=name, words=words, second=other)
                     for name, words, other in said if words or other),
    )  # fmt: skip


def goal_sheet(desk: Desk, goals: Sequence[GoalId], audience: Sequence[PersonId]) -> SharedGoalSheet:
    """Goals for some of the people they are shared with. Refused for anybody else, and for a private goal.

    What one thinks of it, how sure one is, and the words why a state changed stay. Evidence goes along only
    while the note or promise it points to may go to the same people.
    """
    with desk.read() as c:
        found = [goal_store.load_goal(c, each) for each in goals]
        everyone, zone = people.names(c), people.my_zone(c, desk)
        shown = goal_store.load_evidence_of(c, goals)
        to = tuple(dict.fromkeys(audience))
        for goal in found:
            members = people_store.load_relationship(c, goal.relationship).members
            if not to or not set(to) <= set(members):
                raise Refused(_("A goal sheet goes to those whose goals these are. Choose among them."))
            if not shared_with_all(goal.audience, to):
                raise Refused(_("This goal is private. Share it first, then make its sheet."))
        going = [each for each in shown if _may_go(c, each, to)]
        said = {each.id: each.text or _pointed_at(c, each) for each in going}
    return SharedGoalSheet(
        written_on=desk.today(zone),
        audience=tuple(everyone[person] for person in to),
        language=language(),
        goals=tuple(_shared_goal(goal, [each for each in going if each.goal == goal.id], said, everyone, zone)
                    for goal in found),
    )  # fmt: skip


def _may_go(c: Connection, evidence: Evidence, to: tuple[PersonId, ...]) -> bool:
    """Whether it may leave, and what it points to with it."""
    if not shared_with_all(evidence.audience, to):
        return False
    try:
        sources = [note_store.load_note(c, evidence.note).audience] if evidence.note is not None else []
        if evidence.promise is not None:
            sources.append(promise_store.load_promise(c, evidence.promise).audience)
    except Gone:
        return False
    return all(shared_with_all(each, to) for each in sources)


def _pointed_at(c: Connection, evidence: Evidence) -> str:
    if evidence.note is not None:
        return note_store.load_note(c, evidence.note).text
    if evidence.promise is not None:
        return promise_store.load_promise(c, evidence.promise).text
    return ""


def _shared_goal(
    goal: Goal, shown: Sequence[Evidence], said: Mapping[EvidenceId, str], everyone: Mapping[PersonId, str],
    zone: str
) -> SharedGoal:  # fmt: skip
    stands = goal_rules.progress(goal, shown)
    return SharedGoal(
        aim=goal.aim, whose=tuple(everyone.get(each, "") for each in goal.whose), state=str(state_of(goal)),
        why=goal.why, measure=str(goal.measure), unit=goal.unit, baseline=goal.baseline, value=stands.value,
        target=goal.target, target_date=goal.target_date, obstacle=goal.obstacle, plan=goal.plan,
        options=goal.options, strengths=goal.strengths,
        steps=tuple(
            SharedStep(text=step.text, due=step.due,
                       done_on=date_at(step.done, zone) if step.done is not None else None)
            for step in goal.steps
        ),
        evidence=tuple(SharedEvidence(day=date_at(each.at, zone), text=said[each.id], value=each.value)
                       for each in shown if said[each.id].strip()),
        points=() if goal.measure is Measure.STEPS else tuple(
            SharedPoint(day=date_at(at, zone), value=value) for at, value in goal_rules.points(goal, shown)
        ),
    )  # fmt: skip


def _touched(
    c: Connection, session: SessionId, promises: Sequence[Promise]
) -> tuple[tuple[Goal, Promise | None], ...]:  # fmt: skip
    """Goals the session did something for, and the promise by which alone it did, if so."""
    found: dict[GoalId, Promise | None] = dict.fromkeys(goal_store.touched_in(c, session))
    made = {bytes(each.id): each for each in promises if each.session == session}
    for thing, goal in sorted(goal_store.goals_of(c, "promise", list(made)).items()):
        found.setdefault(goal, made[thing])
    loaded = []
    for goal, by in found.items():
        try:
            loaded.append((goal_store.load_goal(c, goal), by))
        except Gone:
            continue  # its promise stayed when it went to the trash
    return tuple(loaded)


_REVIEWED = {GoalEventKind.REVIEWED: "kept", GoalEventKind.REWORDED: "reworded"}


def _news(goal: Goal, session: SessionId) -> SharedGoalNews:
    """The strongest of what happened to a goal in a session."""
    there = [event for event in goal.events if event.session == session]
    values = [event.value for event in there if event.kind is GoalEventKind.PROGRESS]
    return SharedGoalNews(
        aim=goal.aim, what=_what(there), value=values[-1] if values else None,
        unit=goal.unit if goal.measure is Measure.NUMBER else "",
    )  # fmt: skip


def _what(there: Sequence[GoalEvent]) -> str:
    states = [event.state for event in there if event.kind is GoalEventKind.STATE and event.state is not None]
    if states:
        return str(states[-1])
    reviewed = [_REVIEWED[event.kind] for event in there if event.kind in _REVIEWED]
    if reviewed:
        return reviewed[-1]
    return "progress" if any(event.kind is GoalEventKind.PROGRESS for event in there) else "spoken"


def short_names(named: Mapping[PersonId, str]) -> dict[PersonId, str]:
    """First names, where they tell these persons apart; whole names where they do not."""
    first = {person: name.split()[0] for person, name in named.items()}
    return {
        person: first[person] if list(first.values()).count(first[person]) == 1 else name
        for person, name in named.items()
    }


def invitation(
    c: Connection, desk: Desk, sessions: Sequence[Session], plans: Sequence[When], weeks: int, *, uid: str,
    sequence: int, zones: Mapping[PersonId, str], minutes: int
) -> SharedInvitation:  # fmt: skip
    """A session, or a series as planned and as it stands now, for calendars: names and hours alone."""
    everyone, mine = people.names(c), people_store.my_id(c)
    first = sessions[0]
    others = [one.person for one in first.participants]
    called = short_names({person: everyone[person] for person in (mine, *others)})
    clocks = _next_time(instant(first.when), (mine, *others), zones)
    standing_now = {plan.wall: each for plan, each in zip(plans, sessions, strict=True)}
    gone = (SessionState.CANCELLED, SessionState.MISSED)
    return SharedInvitation(
        uid=uid,
        sequence=sequence,
        stamp=wall_at(desk.now(), "UTC").replace(microsecond=0),
        title=_("Mentoring: %(names)s")
        % {"names": names([called[mine], *(called[each] for each in others)])},
        description="\n".join(f"{clock(each.wall)} {each.place}" for each in clocks),
        event=SharedEvent(wall=plans[0].wall, zone=plans[0].zone, minutes=minutes)
        if weeks
        else SharedEvent(wall=first.when.wall, zone=first.when.zone, minutes=first.minutes),
        weeks=weeks,
        count=len(plans) if weeks else 1,
        cancelled=tuple(wall for wall, each in standing_now.items() if weeks and each.state in gone),
        moved=tuple(
            (wall, SharedEvent(wall=each.when.wall, zone=each.when.zone, minutes=each.minutes))
            for wall, each in standing_now.items()
            if weeks and each.state not in gone and (each.when.wall != wall or each.minutes != minutes)
        ),
    )
