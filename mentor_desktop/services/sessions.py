"""Sessions: plan, move, cancel, miss, log a past one, and the list of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import MINUTE, Millis, PersonId, SessionId
from mentor_desktop.domain.people import Role
from mentor_desktop.domain.sessions import (
    DEFAULT_MINUTES,
    LONGEST,
    Attendance,
    Move,
    Participant,
    Session,
    SessionState,
    held_minutes,
)
from mentor_desktop.domain.when import (
    When,
    instant,
    wall_at,
)
from mentor_desktop.services import people
from mentor_desktop.services.checklists import make_checklist
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.participants import (
    check_people,
    go_over,
    people_of,
    relationship_for,
    with_new_people,
)
from mentor_desktop.services.planning import checked_link as checked_link  # re-exported: part of planning one
from mentor_desktop.services.planning import checked_minutes as checked_minutes
from mentor_desktop.services.planning import checked_when as checked_when
from mentor_desktop.services.planning import day_shift as day_shift
from mentor_desktop.services.planning import hour_warning as hour_warning
from mentor_desktop.services.planning import week_of as week_of
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.store import people as people_store
from mentor_desktop.store import session_lists
from mentor_desktop.store import sessions as store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _, clock, names, place


def plan(
    desk: Desk, with_people: Sequence[PersonId], when: When, minutes: int = DEFAULT_MINUTES, *,
    link: str = "", follows: PersonId | None = None, state: SessionState = SessionState.PLANNED
) -> Session:  # fmt: skip
    """Plan a session with one or more persons. Overlaps are allowed; `overlaps` tells of them."""
    others = tuple(dict.fromkeys(with_people))
    if not others:
        raise Refused(_("Choose who you meet first."))
    with desk.change() as c:
        check_people(c, others)
        session = Session(
            id=SessionId(new_id()),
            relationship=relationship_for(c, desk, others),
            participants=tuple(Participant(person=each) for each in others),
            when=checked_when(when),
            follows=follows,
            minutes=checked_minutes(minutes),
            link=checked_link(link),
        )
        store.save_session(c, replace(session, state=state), desk.stamp())
    return get(desk, session.id)


def log_past(
    desk: Desk, with_people: Sequence[PersonId], when: When, minutes: int = DEFAULT_MINUTES, *,
    paper: bool = True
) -> Session:  # fmt: skip
    """Log a session that was held without the program; it gets its number and its checklist, and its notes
    can be typed in afterwards.
    """

    if instant(checked_when(when)) > desk.now():
        raise Refused(_("This time has not come yet. Plan it as a new session."))
    with desk.change() as c:
        session = plan(desk, with_people, when, minutes, state=SessionState.HELD)
        session = store.load_session(c, session.id)
        start = instant(session.when)
        held = replace(
            session,
            number=store.give_number(c, session.relationship),
            started=start,
            ended=Millis(start + minutes * MINUTE),
            paper=paper,
            participants=tuple(replace(p, attendance=Attendance.PRESENT) for p in session.participants),
        )
        store.save_session(c, held, desk.stamp())
        make_checklist(c, desk, session.id)
    return get(desk, session.id)


def get(desk: Desk, session: SessionId) -> Session:
    """One session, also within a change that is going on."""
    with desk.read() as c:
        return store.load_session(c, session)


def edit(desk: Desk, session: Session) -> Session:
    """Change length, link, people or whose clock is followed. Raises Stale if changed meanwhile.

    Other people than before only while it has not begun: the session then goes over, whole, to the
    relationship with exactly these people.
    """
    if not session.participants:
        raise Refused(_("Choose who you meet first."))
    sound = replace(
        session,
        minutes=checked_minutes(session.minutes),
        link=checked_link(session.link),
        when=checked_when(session.when),
        opening=line_of(session.opening, 2_000),
    )
    if sound.started is not None and sound.ended is not None and sound.ended < sound.started:
        raise Refused(_("The end lies before the start. Choose a later end."))
    with desk.change() as c:
        before = store.load_session(c, session.id)
        if people_of(before) != people_of(sound):
            sound = with_new_people(c, desk, before, sound)
        store.save_session(c, sound, desk.stamp())
        if sound.relationship != before.relationship:
            go_over(c, sound.id, sound.relationship)
    return get(desk, session.id)


def move(desk: Desk, session: SessionId, when: When, by: PersonId | None = None) -> Session:
    """Move a planned session; where it was is kept."""
    with desk.change() as c:
        before = store.load_session(c, session)
        if before.state not in (SessionState.PLANNED, SessionState.CANCELLED, SessionState.MISSED):
            raise Refused(_("This session has been held. Change its times instead."))
        stamp = desk.stamp()
        store.insert_move(c, session, Move(at=stamp.at, from_when=before.when, by=by))
        after = replace(
            before, when=checked_when(when), state=SessionState.PLANNED, off_by=None, off_told=None
        )
        store.save_session(c, after, stamp)
    return get(desk, session)


def _off(
    desk: Desk, session: SessionId, state: SessionState, by: PersonId | None, told: Millis | None
) -> Session:
    with desk.change() as c:
        before = store.load_session(c, session)
        if before.state is SessionState.RUNNING or before.state is SessionState.HELD:
            raise Refused(_("This session has begun, so it cannot be called off any more."))
        store.save_session(c, replace(before, state=state, off_by=by, off_told=told), desk.stamp())
    return get(desk, session)


def cancel(desk: Desk, session: SessionId, by: PersonId | None, told: Millis | None = None) -> Session:
    """Call a planned session off: by whom, and when that was told (now if not said)."""
    return _off(desk, session, SessionState.CANCELLED, by, told if told is not None else desk.now())


def missed(desk: Desk, session: SessionId, by: PersonId | None, told: Millis | None = None) -> Session:
    """A session did not come about: who did not come, and when that was told, if at all."""
    return _off(desk, session, SessionState.MISSED, by, told)


def reinstate(desk: Desk, session: SessionId) -> Session:
    """Take back a cancellation or a miss."""
    with desk.change() as c:
        before = store.load_session(c, session)
        if before.state not in (SessionState.CANCELLED, SessionState.MISSED):
            raise Refused(_("This session is not called off."))
        after = replace(before, state=SessionState.PLANNED, off_by=None, off_told=None)
        store.save_session(c, after, desk.stamp())
    return get(desk, session)


def trash(desk: Desk, session: SessionId) -> None:
    """Put a session with its notes into the trash."""
    with desk.change() as c:
        if store.load_session(c, session).state is SessionState.RUNNING:
            raise Refused(_("This session is running. End it first."))
        trash_store.trash(c, Kind.SESSION, session, desk.stamp())


def restore(desk: Desk, session: SessionId) -> None:
    """Bring a session back from the trash."""
    with desk.change() as c:
        trash_store.restore(c, Kind.SESSION, session, desk.stamp())


def moves(desk: Desk, session: SessionId) -> tuple[Move, ...]:
    """Where the session was planned before."""
    with desk.read() as c:
        return store.load_moves(c, session)


@dataclass(frozen=True, slots=True)
class LocalClock:
    """A session's start and end on one person's clock."""

    person: PersonId
    name: str
    me: bool
    place: str
    zone: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above Prepare, Run and Wrap up."""

    session: Session
    title: str  # "Amara Okafor · session 7"
    people: tuple[tuple[PersonId, str], ...]  # the others
    clocks: tuple[LocalClock, ...]  # mine first
    my_role: Role
    number: int | None  # given, or the one it will get

    @property
    def mine(self) -> LocalClock:
        """My own clock."""
        return self.clocks[0]

    def times(self) -> str:
        """ "15:00–15:50 here · 17:00–17:50 in Nairobi"; other dates are named where they differ."""
        mine = self.clocks[0]
        parts = [_("%(start)s–%(end)s here") % {"start": clock(mine.start), "end": clock(mine.end)}]
        seen = {mine.zone}
        for each in self.clocks[1:]:
            if each.zone in seen or each.start == mine.start:
                continue
            seen.add(each.zone)
            parts.append(
                _("%(start)s–%(end)s in %(place)s")
                % {"start": clock(each.start), "end": clock(each.end), "place": each.place}
                + day_shift(mine.start, each.start)
            )
        return " · ".join(parts)


def head(desk: Desk, session: SessionId) -> Head:
    """What stands above the three pages of a session."""
    with desk.read() as c:
        return head_of(c, desk, store.load_session(c, session))


def head_of(c: Connection, desk: Desk, session: Session) -> Head:
    """The same within a read that is going on."""
    mine = people_store.my_id(c)
    ids = [mine, *(p.person for p in session.participants)]
    everyone, zones = people.names(c, ids), people.zones(c, desk, [session], ids=ids)
    start = instant(session.when)
    end = Millis(start + session.minutes * MINUTE)
    clocks = tuple(
        LocalClock(
            person, everyone[person], person == mine, place(zones[person]), zones[person],
            wall_at(start, zones[person]), wall_at(end, zones[person]),
        )
        for person in ids
    )  # fmt: skip
    number = session.number
    if number is None and session.state in (SessionState.PLANNED, SessionState.RUNNING):
        number = store.expected_number(c, session)
    others = tuple((p.person, everyone[p.person]) for p in session.participants)
    relationship = people_store.load_relationship(c, session.relationship)
    return Head(session, title_of(others, number), others, clocks, relationship.my_role, number)


def title_of(others: Sequence[tuple[PersonId, str]], number: int | None) -> str:
    """ "Amara Okafor · session 7"."""
    return _numbered(names([name for _id, name in others]), number)


def _numbered(who: str, number: int | None) -> str:
    return _("%(who)s · session %(number)d") % {"who": who, "number": number} if number else who


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the Sessions page."""

    id: SessionId
    title: str
    people: tuple[tuple[PersonId, str], ...]
    state: SessionState
    at: Millis
    here: datetime  # start on my clock
    there: tuple[tuple[str, datetime], ...]  # place and start, where it reads otherwise
    minutes: int  # planned, or as held
    number: int | None
    parts: int
    wrapped: bool
    shared: int
    private: int
    off_by: PersonId | None
    off_told: Millis | None
    link: str


def rows(
    desk: Desk, *, since: Millis | None = None, until: Millis | None = None,
    ids: Sequence[SessionId] | None = None, limit: int | None = None, newest: bool = False
) -> tuple[SessionRow, ...]:  # fmt: skip
    """Sessions in order of their planned time (or newest first); with `ids`, only those."""
    with desk.read() as c:
        sessions = store.load_sessions(c, since=since, until=until, ids=ids, limit=limit, newest=newest)
        counts = session_lists.session_counts(c, [s.id for s in sessions])
        everyone, zones = people.names(c), people.zones(c, desk)
        home = zones[people_store.my_id(c)]
    known = {s.participants for s in sessions}
    groups = {each: _group(each, everyone, zones, home) for each in known}
    return tuple(_session_row(s, groups[s.participants], home, counts[s.id]) for s in sessions)


@dataclass(frozen=True, slots=True)
class _Group:
    """People who meet, worked out once for all their sessions."""

    people: tuple[tuple[PersonId, str], ...]
    who: str
    zones: tuple[tuple[str, str], ...]  # those that differ from mine, with their places


def _group(
    participants: Sequence[Participant], everyone: dict[PersonId, str], zones: dict[PersonId, str], home: str
) -> _Group:
    others = tuple((p.person, everyone[p.person]) for p in participants)
    there = dict.fromkeys(zones[person] for person, _name in others if zones[person] != home)
    return _Group(others, title_of(others, None), tuple((zone, place(zone)) for zone in there))


def _session_row(session: Session, group: _Group, home: str, counts: tuple[int, int, int]) -> SessionRow:
    at = instant(session.when)
    here = wall_at(at, home)
    there = ((named, wall_at(at, zone)) for zone, named in group.zones)
    return SessionRow(
        id=session.id,
        title=_numbered(group.who, session.number),
        people=group.people,
        state=session.state,
        at=at,
        here=here,
        there=tuple((named, wall) for named, wall in there if wall != here),
        minutes=held_minutes(session) or session.minutes,
        number=session.number,
        parts=counts[0],
        wrapped=session.wrapped is not None,
        shared=counts[1],
        private=counts[2],
        off_by=session.off_by,
        off_told=session.off_told,
        link=session.link,
    )


def overlaps(desk: Desk, when: When, minutes: int, but: SessionId | None = None) -> tuple[SessionRow, ...]:
    """Planned sessions that overlap a time."""
    start = instant(checked_when(when))
    end = start + minutes * MINUTE
    near = rows(desk, since=Millis(start - LONGEST * MINUTE), until=Millis(end))
    return tuple(
        row for row in near
        if row.id != but and row.state is SessionState.PLANNED and row.at + row.minutes * MINUTE > start
    )  # fmt: skip
