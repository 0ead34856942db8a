"""Wrapping up: what mattered, promises, the next date, three ratings, the checklist, and done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mentor_desktop.domain.duewords import Understood
from mentor_desktop.domain.followups import FollowUp, Group, due_at
from mentor_desktop.domain.history import Exported, Kind
from mentor_desktop.domain.ids import FollowUpId, Millis, NoteId, PartId, PersonId, PromiseId, SessionId
from mentor_desktop.domain.notes import Note, NoteKind
from mentor_desktop.domain.private import Preparation, Ratings
from mentor_desktop.domain.promises import Promise, PromiseEvent, PromiseEventKind
from mentor_desktop.domain.sessions import Part, Session, SessionState
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services import choices, people, promises, sessions
from mentor_desktop.services.checklists import make_checklist as make_checklist
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.refusal import Gone, Refused, name_of, text_of
from mentor_desktop.services.usual import Usual as Usual  # re-exported: part of planning the next time
from mentor_desktop.services.usual import propose
from mentor_desktop.services.usual import usual as usual
from mentor_desktop.store import followups as followup_store
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import sessions as store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _

SUMMARY_ITEM = "summary"
"""Id of the default checklist item that is ticked by itself when a summary goes out."""
NEXT_DATE_ITEM = "next-date"
"""Id of the one that is ticked when the next session is planned from here."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of the checklist, with its due time as things stand."""

    item: FollowUp
    due: Millis | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A `/promise` note and what it was understood as; the owner or date may be open."""

    note: Note
    understood: Understood


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A part that was not reached, and whether it is proposed to move on."""

    part: Part
    proposed: bool


@dataclass(frozen=True, slots=True)
class Wrap:
    """Everything the Wrap up page shows."""

    head: sessions.Head
    preparation: Preparation
    ratings: Ratings
    suggestions: tuple[Suggestion, ...]
    promises: tuple[PromiseRow, ...]  # made in this session
    still_open: tuple[PromiseRow, ...]  # of earlier ones, still open
    next_session: sessions.Head | None
    proposed: When | None  # the usual slot, where nothing is planned yet
    proposed_minutes: int
    checklist: tuple[CheckItem, ...]
    unfinished: tuple[Unfinished, ...]
    notes: tuple[Note, ...]
    sent: tuple[Exported, ...]
    everyone: Mapping[PersonId, str]  # names, for owners who were not there

    @property
    def done_count(self) -> int:
        """How many checklist items are ticked."""
        return sum(each.item.done is not None for each in self.checklist)


def load(desk: Desk, session: SessionId) -> Wrap:
    """Everything the Wrap up page shows."""
    with desk.read() as c:
        about = store.load_session(c, session)
        head = sessions.head_of(c, desk, about)
        mine = people_store.load_me(c)
        notes = note_store.load_notes(c, session=session)
        made = promise_store.load_promises(c, session=session)
        every = promise_store.load_promises(c, relationship=about.relationship, open_only=True)
        earlier = tuple(each for each in every if each.id not in {p.id for p in made})
        lines = promises.rows(c, desk, (*made, *earlier))
        following = _next(c, about)
        wrap = Wrap(
            head=head,
            preparation=store.load_preparation(c, session),
            ratings=store.load_ratings(c, session, mine.id),
            suggestions=(),
            promises=lines[: len(made)],
            still_open=lines[len(made) :],
            next_session=sessions.head_of(c, desk, following) if following else None,
            proposed=None if following else propose(c, desk, about),
            proposed_minutes=about.minutes,
            checklist=_checklist(c, about, _next(c, about, begun=True)),
            unfinished=_unfinished(c, desk, session),
            notes=notes,
            sent=followup_store.load_exported(c, [session]),
            everyone=people.names(c),
        )
    open_notes = [note for note in notes if note.kind is NoteKind.PROMISE and not note.checked]
    return replace(
        wrap,
        suggestions=tuple(Suggestion(n, promises.understand(desk, n.text, session)) for n in open_notes),
    )


def _next(c: Connection, about: Session, *, begun: bool = False) -> Session | None:
    """The session after this one that is planned; with `begun`, one that runs or was held counts too."""
    states = [SessionState.PLANNED, *((SessionState.RUNNING, SessionState.HELD) if begun else ())]
    found = store.load_sessions(c, relationship=about.relationship, states=states)
    later = [each for each in found if instant(each.when) > instant(about.when)]
    return later[0] if later else None


def _checklist(c: Connection, about: Session, following: Session | None) -> tuple[CheckItem, ...]:
    ended = about.ended if about.ended is not None else instant(about.when)
    next_start = instant(following.when) if following else None
    items = followup_store.load_follow_ups(c, [about.id])
    order = {Group.NOW: 0, Group.TODAY: 1, Group.LATER: 2}
    items = tuple(sorted(items, key=lambda item: (order[item.group], item.position, item.id)))
    return tuple(CheckItem(item, due_at(item, ended, next_start)) for item in items)


def _unfinished(c: Connection, desk: Desk, session: SessionId) -> tuple[Unfinished, ...]:
    """A part with words of one's own is proposed to move on, a template's own closing part is not; unless
    the mentor has said otherwise.
    """
    said = choices.parts_chosen(desk, session)
    return tuple(
        Unfinished(part, proposed=said.get(part.id, not part.template or part.topic_of is not None))
        for part in store.load_parts(c, session)
        if not part.done
    )


def plan_next(desk: Desk, session: SessionId, when: When, minutes: int | None = None) -> Session:
    """Plan the next session with the same people, length and link, and tick that its date is agreed."""
    return plan_next_with(desk, session, when, minutes).session


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next session as planned from here, and the checklist items that were ticked by it."""

    session: Session
    ticked: tuple[FollowUpId, ...]


def plan_next_with(desk: Desk, session: SessionId, when: When, minutes: int | None = None) -> NextDate:
    """The same, with what it takes to take it back."""
    about = sessions.get(desk, session)
    with desk.change() as c:
        planned = sessions.plan(
            desk, [p.person for p in about.participants], when, minutes or about.minutes, link=about.link,
            follows=about.follows,
        )  # fmt: skip
        ticked = tick_default(c, desk, session, NEXT_DATE_ITEM)
    return NextDate(planned, ticked)


def take_back_next(desk: Desk, planned: NextDate) -> None:
    """Undo `plan_next_with`: the session goes to the trash, and what it ticked is open again."""
    with desk.change():
        sessions.trash(desk, planned.session.id)
        for item in planned.ticked:
            try:
                tick(desk, item, False)
            except Gone:
                continue  # taken off the checklist meanwhile


def tick(desk: Desk, item: FollowUpId, done: bool = True) -> FollowUp:
    """Tick a checklist item, or untick it."""
    with desk.change() as c:
        before = followup_store.load_follow_up(c, item)
        followup_store.save_follow_up(c, replace(before, done=desk.now() if done else None), desk.stamp())
        return followup_store.load_follow_up(c, item)


def tick_default(c: Connection, desk: Desk, session: SessionId, default: str) -> tuple[FollowUpId, ...]:
    """Tick a default item when the program itself saw it done; which items were open until now."""
    ticked = []
    for item in followup_store.load_follow_ups(c, [session]):
        if item.default == default and item.done is None:
            followup_store.save_follow_up(c, replace(item, done=desk.now()), desk.stamp())
            ticked.append(item.id)
    return tuple(ticked)


def add_item(
    desk: Desk, session: SessionId, text: str, group: Group = Group.TODAY, offset_minutes: int = 24 * 60
) -> FollowUp:
    """Add an item of one's own to a checklist."""
    with desk.change() as c:
        there = followup_store.load_follow_ups(c, [session])
        item = FollowUp(
            id=FollowUpId(new_id()), session=session, text=name_of(text), group=group,
            offset_minutes=offset_minutes, position=1 + max((each.position for each in there), default=-1),
        )  # fmt: skip
        followup_store.save_follow_up(c, item, desk.stamp())
        return followup_store.load_follow_up(c, item.id)


def remove_item(desk: Desk, item: FollowUpId) -> None:
    """Put a checklist item into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.FOLLOW_UP, item, desk.stamp())


def restore_item(desk: Desk, item: FollowUpId) -> None:
    """Bring a checklist item back."""
    with desk.change() as c:
        trash_store.restore(c, Kind.FOLLOW_UP, item, desk.stamp())


def say(desk: Desk, session: SessionId, field: str, words: str, *, burst_ends: bool = True) -> None:
    """Keep one of the session's texts: intention, preparation, mattered (private) or opening (shareable)."""
    with desk.change() as c:
        store.save_session_text(c, session, field, text_of(words), desk.stamp(), burst_ends=burst_ends)


def rate(desk: Desk, session: SessionId, what: str, value: int | None) -> Ratings:
    """Say how trust, listening or progress felt, 1 to 5, or take it back with None."""
    if value is not None and not 1 <= value <= 5:
        raise Refused(_("A rating is between 1 and 5."))
    with desk.change() as c:
        mine = people_store.load_me(c)
        before = store.load_ratings(c, session, mine.id)
        after = replace(
            before,
            trust=value if what == "trust" else before.trust,
            listening=value if what == "listening" else before.listening,
            progress=value if what == "progress" else before.progress,
        )
        store.save_ratings(c, after)
    return after


def accept(desk: Desk, session: SessionId, note: NoteId, understood: Understood, owner: PersonId) -> Promise:
    """Turn a `/promise` note into a promise; the note counts as dealt with.

    It is heard by those the note was for: a private note becomes a private promise until it is let out.
    """
    with desk.change() as c:
        before = note_store.load_note(c, note)
        promise = promises.make(
            desk, owner, understood.text, understood.due, session=session,
            audience=before.audience,
        )  # fmt: skip
        note_store.save_note(c, replace(before, checked=True), desk.stamp())
    return promise


def unaccept(desk: Desk, promise: PromiseId, note: NoteId | None) -> None:
    """Undo `accept`, or a promise typed by mistake: it was never made."""
    with desk.change() as c:
        promises.trash(desk, promise)
        if note is not None:
            before = note_store.load_note(c, note)
            note_store.save_note(c, replace(before, checked=False), desk.stamp())


@dataclass(frozen=True, slots=True)
class Moved:
    """What went on to the next session, and what it takes to take that back."""

    parts: int
    promises: int
    before: tuple[Part, ...] = ()  # the moved parts as they were
    carried: tuple[PromiseId, ...] = ()  # promises that got an event
    to: SessionId | None = None


def finish(desk: Desk, session: SessionId, moving: Sequence[PartId] | None = None) -> Moved:
    """Close the wrap-up. Unfinished parts (those named, else the proposed ones) and open promises move,
    not copy, to the next planned session; without one they wait here.
    """
    with desk.change() as c:
        about = store.load_session(c, session)
        if about.state is not SessionState.HELD:
            raise Refused(_("End the session first."))
        stamp = desk.stamp()
        following = _next(c, about)
        moved = Moved(0, 0)
        if following is not None:
            moved = _move_on(c, desk, about, following, moving)
        store.save_session(c, replace(about, wrapped=stamp.at), stamp)
    return moved


def _move_on(
    c: Connection, desk: Desk, about: Session, following: Session, moving: Sequence[PartId] | None
) -> Moved:
    stamp = desk.stamp()
    waiting = _unfinished(c, desk, about.id)
    chosen = [each.part for each in waiting if (each.proposed if moving is None else each.part.id in moving)]
    position = 1 + max((part.position for part in store.load_parts(c, following.id)), default=-1)
    for offset, part in enumerate(chosen):
        on = replace(
            part, session=following.id, position=position + offset, moves=part.moves + 1, template=""
        )
        store.save_part(c, on, stamp)
    if chosen:
        store.find_session(c, about.id)
        store.find_session(c, following.id)
    owed = promise_store.load_promises(c, relationship=about.relationship, open_only=True)
    carried: list[PromiseId] = []
    for promise in owed:
        if any(event.session == following.id for event in promise.events):
            continue
        event = PromiseEvent(kind=PromiseEventKind.CARRIED, at=stamp.at, session=following.id)
        promise_store.add_promise_event(c, promise.id, event, stamp)
        carried.append(promise.id)
    return Moved(len(chosen), len(owed), tuple(chosen), tuple(carried), following.id)


def take_back(desk: Desk, session: SessionId, moved: Moved) -> None:
    """Undo `finish`: what moved on comes back, unless it was changed since."""
    with desk.change() as c:
        stamp = desk.stamp()
        there = {} if moved.to is None else {part.id: part for part in store.load_parts(c, moved.to)}
        for before in moved.before:
            if before.id in there:
                store.save_part(c, replace(before, version=there[before.id].version), stamp)
        if moved.before and moved.to is not None:
            store.find_session(c, moved.to)
            store.find_session(c, session)
        for promise in moved.carried:
            last = promise_store.load_promise(c, promise).events[-1]
            if last.kind is PromiseEventKind.CARRIED and last.session == moved.to:
                promise_store.drop_last_event(c, promise, stamp)
        store.save_session(c, replace(store.load_session(c, session), wrapped=None), stamp)


def reopen(desk: Desk, session: SessionId) -> Session:
    """Take a finished wrap-up up again."""
    with desk.change() as c:
        store.save_session(c, replace(store.load_session(c, session), wrapped=None), desk.stamp())
    return sessions.get(desk, session)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held session whose wrap-up is not finished."""

    id: SessionId
    title: str
    people: tuple[tuple[PersonId, str], ...]
    done: int
    of: int
    sent: bool
    here: datetime


def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """Held sessions that are not wrapped up yet, newest first."""
    with desk.read() as c:
        found = store.unwrapped(c)
        everyone = people.names(c)
        zone = people.my_zone(c, desk)
        items = followup_store.load_follow_ups(c, [each.id for each in found])
        sent = {each.session for each in followup_store.load_exported(c, [each.id for each in found])}
    lines = []
    for each in found:
        own = [item for item in items if item.session == each.id]
        others = tuple((p.person, everyone[p.person]) for p in each.participants)
        title = sessions.title_of(others, each.number)
        done = sum(item.done is not None for item in own)
        lines.append(
            Waiting(
                each.id, title, others, done, len(own), each.id in sent, wall_at(instant(each.when), zone)
            )
        )
    return tuple(lines)
