"""Running a session: the clock's events, saved as they happen, and its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentor_desktop.domain.ids import HOUR, MINUTE, Millis, PartId, SessionId
from mentor_desktop.domain.private import Preparation
from mentor_desktop.domain.sessionclock import (
    ClockEvent,
    ClockFace,
    ClockKind,
    Reading,
    bridge,
    earlier_by,
    expected_end,
    face,
    last_act,
    planned_end,
    shrunk,
    to_come,
)
from mentor_desktop.domain.sessions import Attendance, Leads, Part, PartKind, Session, SessionState
from mentor_desktop.domain.when import instant
from mentor_desktop.services import drafts, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import sessions as store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _

SEEN = "clock"  # draft key: how the clocks read when they were last looked at
LONG_AGO = 12 * 60  # minutes; a start earlier than this is a past session to be logged


@dataclass(frozen=True, slots=True)
class Run:
    """A running (or ended) session's parts and clock events; the face is worked out from them."""

    head: sessions.Head
    parts: tuple[Part, ...]
    events: tuple[ClockEvent, ...]
    preparation: Preparation
    last_activity: Millis

    def face(self, now: Reading | None) -> ClockFace:
        """The clock at a moment. None: at the last event."""
        return face(self.parts, self.events, now)

    def planned_end(self) -> Millis:
        """When it was meant to end."""
        session = self.head.session
        start = session.started  # as the first event says, without replaying them all
        scheduled = instant(session.when)
        return planned_end(scheduled, session.minutes, scheduled if start is None else start)

    def expected_end(self, at: ClockFace) -> Millis:
        """When it ends if the rest goes as planned."""
        return expected_end(self.parts, at)

    def shrink_offer(self, at: ClockFace) -> tuple[tuple[PartId, int], ...]:
        """New whole-minute plans for the parts to come that would end it in time; empty if none help."""
        rest = to_come(self.parts, at)
        if not rest or at.part is None:
            return ()
        left = max(0, at.left(at.part))
        available = (self.planned_end() - at.now - left) // MINUTE
        minutes = [max(0, round(at.plan[part.id] / MINUTE)) for part in rest]
        fitted = shrunk(minutes, available)
        if fitted is None:
            return ()
        return tuple((part.id, new) for part, new in zip(rest, fitted, strict=True))


def snapshot(desk: Desk, session: SessionId) -> Run:
    """Everything the Run page and the mini window show."""
    with desk.read() as c:
        return _run(c, desk, session)


def _run(c: Connection, desk: Desk, session: SessionId) -> Run:
    about = store.load_session(c, session)
    events = store.load_clock_events(c, session)
    notes = note_store.load_notes(c, session=session, newest=True, limit=1)
    acts = [event.reading.utc for event in events if event.kind is not ClockKind.SEEN]
    latest = max(acts, default=Millis(0))
    if notes:
        latest = max(latest, notes[0].at)
    return Run(
        sessions.head_of(c, desk, about), store.load_parts(c, session), events,
        store.load_preparation(c, session), latest,
    )  # fmt: skip


def running(desk: Desk) -> SessionId | None:
    """The session that is running, if any."""
    with desk.read() as c:
        found = store.load_sessions(c, states=[SessionState.RUNNING], limit=1)
    return found[0].id if found else None


def at_hand(desk: Desk) -> SessionId | None:
    """The session that runs, else the next one that is planned for about now, if any."""
    now = desk.now()
    with desk.read() as c:
        found = store.load_sessions(c, states=[SessionState.RUNNING], limit=1) or store.load_sessions(
            c,
            states=[SessionState.PLANNED],
            since=Millis(now - 2 * HOUR),
            until=Millis(now + 12 * HOUR),
            limit=1,
        )
    return found[0].id if found else None


def start(desk: Desk, session: SessionId, minutes_ago: int = 0) -> Run:
    """Start a session now, or some minutes ago. Only one runs at a time."""
    if not 0 <= minutes_ago <= LONG_AGO:
        raise Refused(_("A start that long ago is a past session. Log it in Sessions."))
    with desk.change() as c:
        about = store.load_session(c, session)
        going_on = store.load_sessions(c, states=[SessionState.RUNNING], limit=1)
        if going_on and going_on[0].id != session:
            raise Refused(_("Another session is running. End it first."))
        if about.state is SessionState.RUNNING:
            return _run(c, desk, session)
        if about.state is SessionState.HELD:
            raise Refused(_("This session has been held. Plan a new one."))
        stamp = desk.stamp()
        parts = store.load_parts(c, session)
        if not parts:
            conversation = Part(
                id=PartId(new_id()), session=session, title=_("Conversation"), minutes=about.minutes,
                kind=PartKind.DEVELOPMENT, leads=Leads.BOTH,
            )  # fmt: skip
            store.save_part(c, conversation, stamp)
            parts = (conversation,)
        reading = earlier_by(desk.clock.reading(), minutes_ago * MINUTE)
        present = tuple(
            replace(p, attendance=Attendance.PRESENT) if p.attendance is Attendance.EXPECTED else p
            for p in about.participants
        )
        begun = replace(
            about, state=SessionState.RUNNING, started=reading.utc, participants=present, off_by=None,
            off_told=None,
        )  # fmt: skip
        store.save_session(c, begun, stamp)
        first = ClockEvent(kind=ClockKind.START, reading=reading, part=parts[0].id)
        store.insert_clock_event(c, session, first)
    return snapshot(desk, session)


def began(desk: Desk, session: SessionId, minutes_ago: int) -> Run:
    """Say afterwards that a session had begun some minutes ago; only before anything else happened in it."""
    if not 0 <= minutes_ago <= LONG_AGO:
        raise Refused(_("A start that long ago is a past session. Log it in Sessions."))
    with desk.change() as c:
        about = store.load_session(c, session)
        events = store.load_clock_events(c, session)
        begun = last_act(events)
        bare = all(event.kind in (ClockKind.START, ClockKind.SEEN) for event in events)
        if about.state is not SessionState.RUNNING or begun is None or not bare:
            raise Refused(_("The session has gone on since. Correct its start after its end."))
        reading = earlier_by(desk.clock.reading(), minutes_ago * MINUTE)
        again = ClockEvent(kind=ClockKind.START, reading=reading, part=begun.part)
        store.insert_clock_event(c, session, again)
        store.save_session(c, replace(about, started=reading.utc), desk.stamp())
    return snapshot(desk, session)


def _add(c: Connection, session: SessionId, *events: ClockEvent) -> None:
    if store.load_session(c, session).state is not SessionState.RUNNING:
        raise Refused(_("This session is not running."))
    for event in events:
        store.insert_clock_event(c, session, event)


def _tell(desk: Desk, session: SessionId, *events: ClockEvent) -> Run:
    with desk.change() as c:
        _add(c, session, *events)
    return snapshot(desk, session)


def go_to(desk: Desk, session: SessionId, part: PartId) -> Run:
    """Make a part the current one; the one left counts as dealt with."""
    enter(desk, session, part)
    return snapshot(desk, session)


def enter(desk: Desk, session: SessionId, part: PartId) -> None:
    """The same, without looking at the clock afterwards."""
    with desk.change() as c:
        parts = store.load_parts(c, session)
        at = face(parts, store.load_clock_events(c, session))
        if part not in [each.id for each in parts]:
            raise Refused(_("This part is not on the agenda any more."))
        if part == at.part:
            return
        leaving = next((each for each in parts if each.id == at.part), None)
        if leaving is not None and not leaving.done:
            store.save_part(c, replace(leaving, done=True), desk.stamp())
        _add(c, session, ClockEvent(kind=ClockKind.PART, reading=desk.clock.reading(), part=part))


def step(desk: Desk, session: SessionId, by: int) -> Run:
    """Go to the next part (`by` = 1) or back (-1); at either end nothing happens."""
    with desk.change() as c:
        ids = [part.id for part in store.load_parts(c, session)]
        current = face((), store.load_clock_events(c, session)).part
    place = ids.index(current) + by if current in ids else 0
    if not 0 <= place < len(ids):
        return snapshot(desk, session)
    return go_to(desk, session, ids[place])


def pause(desk: Desk, session: SessionId, paused: bool) -> Run:
    """Stop the clock, or let it go on."""
    kind = ClockKind.PAUSE if paused else ClockKind.RESUME
    return _tell(desk, session, ClockEvent(kind=kind, reading=desk.clock.reading()))


def extend(desk: Desk, session: SessionId, minutes: int = 5) -> Run:
    """Give the current part more minutes."""
    with desk.change() as c:
        at = face(store.load_parts(c, session), store.load_clock_events(c, session))
    if at.part is None:
        return snapshot(desk, session)
    amount = max(MINUTE, at.plan.get(at.part, 0) + minutes * MINUTE)
    event = ClockEvent(kind=ClockKind.PLAN, reading=desk.clock.reading(), part=at.part, amount=amount)
    return _tell(desk, session, event)


def replan(desk: Desk, session: SessionId, plans: Sequence[tuple[PartId, int]]) -> Run:
    """Accept the offer to shrink the rest: new minutes for the parts to come."""
    reading = desk.clock.reading()
    events = [
        ClockEvent(kind=ClockKind.PLAN, reading=reading, part=part, amount=minutes * MINUTE)
        for part, minutes in plans
    ]
    return _tell(desk, session, *events)


def slept(desk: Desk, session: SessionId, amount: int) -> Run:
    """The laptop slept for `amount` ms; that does not count unless `sleep_counts` says so."""
    return _tell(desk, session, ClockEvent(kind=ClockKind.SLEPT, reading=desk.clock.reading(), amount=amount))


def sleep_counts(desk: Desk, session: SessionId) -> Run:
    """The conversation went on while the laptop slept: count it after all."""
    return _tell(desk, session, ClockEvent(kind=ClockKind.SLEEP_COUNTS, reading=desk.clock.reading()))


def end(desk: Desk, session: SessionId, at: Millis | None = None) -> Session:
    """End a session now, or when it really ended. It gets its number and its checklist."""
    from mentor_desktop.services import wrapping

    with desk.change() as c:
        about = store.load_session(c, session)
        if about.state is not SessionState.RUNNING:
            raise Refused(_("This session is not running."))
        stamp = desk.stamp()
        now = desk.clock.reading()
        events, parts = store.load_clock_events(c, session), store.load_parts(c, session)
        # By the steady clock, so that a changed wall clock makes no session longer or shorter.
        present = face(parts, events, now)
        started = present.started if present.started is not None else now.utc
        ended = Millis(min(max(present.now if at is None else at, started), present.now))
        store.drop_last_seen(c, session)  # the end may lie before a restart of the computer
        reading = _end_reading(parts, events, ended, now)
        store.insert_clock_event(c, session, ClockEvent(kind=ClockKind.END, reading=reading))
        current = face((), events).part
        for part in parts:
            if part.id == current and not part.done:
                store.save_part(c, replace(part, done=True), stamp)
        held = replace(
            about, state=SessionState.HELD, started=started, ended=ended,
            number=about.number or store.give_number(c, about.relationship),
        )  # fmt: skip
        store.save_session(c, held, stamp)
        wrapping.make_checklist(c, desk, session)
    return sessions.get(desk, session)


def _end_reading(parts: Sequence[Part], events: Sequence[ClockEvent], ended: Millis, now: Reading) -> Reading:
    """How the clocks of the last act would have read at the end; never before that act."""
    last = last_act(events)
    if last is None:
        return now
    before = face(parts, events[: events.index(last) + 1])
    return earlier_by(last.reading, -max(0, ended - before.now))


def take_back_end(desk: Desk, session: SessionId) -> Run:
    """The session goes on after all: its clock runs as if it had not been ended. Its number stays."""
    with desk.change() as c:
        about = store.load_session(c, session)
        going_on = store.load_sessions(c, states=[SessionState.RUNNING], limit=1)
        if about.state is not SessionState.HELD or going_on:
            raise Refused(_("This session cannot go on any more."))
        store.drop_end_event(c, session)
        _bridge(c, desk, session)
        stamp = desk.stamp()
        current = face((), store.load_clock_events(c, session)).part
        for part in store.load_parts(c, session):
            if part.id == current and part.done:
                store.save_part(c, replace(part, done=False), stamp)
        store.save_session(c, replace(about, state=SessionState.RUNNING, ended=None, wrapped=None), stamp)
    return snapshot(desk, session)


def look(desk: Desk, session: SessionId) -> None:
    """Remember how the clocks read now. Wanted now and then while a session runs: after a restart of the
    computer with its wall clock set back, this is the last that is known of the time that went by.
    """
    at = desk.clock.reading()
    drafts.keep(desk, drafts.key(SEEN, session), f"{at.utc} {at.boot} {at.awake} {at.boot_id}")


def take_up(desk: Desk) -> None:
    """Let the clock of a session that runs go on steadily after a restart of the computer."""
    session = running(desk)
    if session is not None:
        with desk.change() as c:
            _bridge(c, desk, session)


def _bridge(c: Connection, desk: Desk, session: SessionId) -> None:
    said = drafts.load(desk, drafts.key(SEEN, session)).split(" ", 3)
    seen = None
    if len(said) == 4:
        utc, boot, awake, boot_id = said
        seen = Reading(Millis(int(utc)), int(boot), int(awake), boot_id)
    for event in bridge(store.load_clock_events(c, session), seen, desk.clock.reading()):
        store.insert_clock_event(c, session, event)


def correct(desk: Desk, session: SessionId, started: Millis, ended: Millis) -> Session:
    """Correct the times of a held session afterwards."""
    about = sessions.get(desk, session)
    if about.state is not SessionState.HELD:
        raise Refused(_("Only a held session has times to correct."))
    return sessions.edit(desk, replace(about, started=started, ended=ended))


def correct_part(desk: Desk, session: SessionId, part: PartId, minutes: int) -> Run:
    """Correct afterwards how long a part took."""
    if not 0 <= minutes <= LONG_AGO:
        raise Refused(_("A part takes between 0 and %(longest)d minutes.") % {"longest": LONG_AGO})
    event = ClockEvent(kind=ClockKind.USED, reading=desk.clock.reading(), part=part, amount=minutes * MINUTE)
    with desk.change() as c:
        if part not in [each.id for each in store.load_parts(c, session)]:
            raise Refused(_("This part is not on the agenda any more."))
        store.insert_clock_event(c, session, event)
    return snapshot(desk, session)
