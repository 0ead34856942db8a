"""The ledger of promises: everything owed by anyone, in groups that are worked through from the top, and how
reliably promises were kept, with the records behind each number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from mentor_desktop.domain import promises as rules
from mentor_desktop.domain.followups import FollowUp, due_at
from mentor_desktop.domain.ids import DAY, FollowUpId, GoalId, Millis, PersonId, PromiseId, SessionId
from mentor_desktop.domain.promises import (
    Promise,
    PromiseEventKind,
    PromiseState,
    Repeat,
    owner_now,
    standing,
)
from mentor_desktop.domain.sessions import Session, SessionState
from mentor_desktop.domain.when import date_at, instant
from mentor_desktop.services import people, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import followups as followup_store
from mentor_desktop.store import goals as goal_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _

LONGEST_EFFORT = 60 * 24 * 7  # minutes
SMALL = 5  # fewer closed promises than this are called few
QUARTERS = 8  # how many the trend looks back


class Group(StrEnum):
    """Where a line stands, in the order in which it is worked through."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    WAITING = "waiting"  # others owe it to me


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the Follow-ups page: a promise, or an item of a session's checklist."""

    group: Group
    text: str
    due: date | None
    person: PersonId | None  # the other one
    name: str
    promise: PromiseRow | None = None
    item: FollowUpId | None = None
    session: SessionId | None = None
    goal: GoalId | None = None
    since: date | None = None  # when it was promised, for those waited for


def lines(
    desk: Desk, *, person: PersonId | None = None, goal: GoalId | None = None
) -> tuple[Line, ...]:  # fmt: skip
    """Everything owed by anyone, by group and day; of one person or one goal, if said."""
    with desk.read() as c:
        zone = people.my_zone(c, desk)
        today = desk.today(zone)
        open_ones = store.load_promises(c, open_only=True)
        rows = {row.id: row for row in promises.rows(c, desk, open_ones)}
        goals = goal_store.goals_of(c, "promise", list(rows))
        made = {each.id: date_at(each.events[0].at, zone) for each in open_ones}
        items = _items(c, desk, zone) if goal is None else []
    found = [_promise_line(row, today, goals.get(row.id), made[row.id]) for row in rows.values()]
    kept = [each for each in (*found, *items)
            if (person is None or each.person == person) and (goal is None or each.goal == goal)]  # fmt: skip
    order = list(Group)
    return tuple(sorted(kept, key=lambda each: (order.index(each.group), each.due or date.max, each.text)))


def _promise_line(row: PromiseRow, today: date, goal: GoalId | None, made: date) -> Line:
    other = row.receiver if row.mine else row.owner
    name = row.receiver_name if row.mine else row.owner_name
    group = Group.WAITING if not row.mine else _group(row.stands.due, row.stands.state, today)
    return Line(group, row.text, row.stands.due, other, name, row, session=row.session, goal=goal, since=made)


def _group(due: date | None, state: PromiseState, today: date) -> Group:
    if state is PromiseState.OVERDUE:
        return Group.OVERDUE
    if due is None:
        return Group.LATER
    if due <= today:
        return Group.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    return Group.WEEK if due <= sunday else Group.LATER


def _items(c: Connection, desk: Desk, zone: str) -> list[Line]:
    """What is open on the checklists of sessions that were held in the last quarter."""
    now, names = desk.now(), people.names(c)
    held = session_store.load_sessions(c, states=[SessionState.HELD], since=Millis(now - 92 * DAY))
    ahead = session_store.load_sessions(c, states=[SessionState.PLANNED], since=now)
    by_id = {each.id: each for each in held}
    open_items = [each for each in followup_store.load_follow_ups(c, list(by_id)) if each.done is None]
    found = []
    for item in open_items:
        session = by_id[item.session]
        due = _due_day(item, session, ahead, zone)
        other = session.participants[0].person if session.participants else None
        late = due is not None and due < date_at(now, zone)
        group = Group.OVERDUE if late else _group(due, PromiseState.OPEN, date_at(now, zone))
        found.append(
            Line(group, item.text, due, other, names.get(other, "") if other else "", item=item.id,
                 session=session.id)
        )  # fmt: skip
    return found


def _due_day(item: FollowUp, session: Session, ahead: Sequence[Session], zone: str) -> date | None:
    following = next(
        (each for each in ahead if each.relationship == session.relationship
         and instant(each.when) > instant(session.when)), None
    )  # fmt: skip
    ended = session.ended if session.ended is not None else instant(session.when)
    at = due_at(item, ended, instant(following.when) if following else None)
    return None if at is None else date_at(at, zone)


def show_from(desk: Desk, promise: PromiseId) -> date | None:
    """From which day a promise is shown on Today."""
    with desk.read() as c:
        each = store.load_promise(c, promise)
        stands = standing(each.events, people.zones(c, desk)[owner_now(each)], desk.now())
    return rules.show_from(stands.due, each.effort)


def plan(desk: Desk, promise: PromiseId, *, effort: int | None = None, repeats: str = "") -> Promise:
    """Say how large a promise is, in minutes, and whether it is made again once it is kept."""
    if effort is not None and not 1 <= effort <= LONGEST_EFFORT:
        raise Refused(_("Say how long it takes: between 1 minute and 7 days."))
    if repeats and repeats not in list(Repeat):
        raise Refused(_("This value does not fit the setting."))
    with desk.change() as c:
        each = store.load_promise(c, promise)
        store.update_promise(c, replace(each, effort=effort, repeats=repeats), desk.stamp())
        return store.load_promise(c, promise)


def kept(desk: Desk, promise: PromiseId) -> PromiseId | None:
    """A promise was kept. One that repeats is made again for its next day; the new one's id is returned."""
    with desk.change() as c:
        promises.kept(desk, promise)
        each = store.load_promise(c, promise)
        if not each.repeats:
            return None
        stands = standing(each.events, "UTC", desk.now())
        today = desk.today(people.my_zone(c, desk))
        due = rules.next_due(stands.due or today, Repeat(each.repeats), today)
        again = promises.make(
            desk, owner_now(each), each.text, due, receiver=each.receiver, audience=each.audience
        )
        plan(desk, again.id, effort=each.effort, repeats=each.repeats)
        return again.id


def unkept(desk: Desk, promise: PromiseId, again: PromiseId | None) -> None:
    """Take the keeping back, and what was made again with it."""
    with desk.change():
        promises.undo_last(desk, promise)
        if again is not None:
            promises.trash(desk, again)


@dataclass(frozen=True, slots=True)
class Record:
    """One promise behind a number."""

    promise: PromiseId
    text: str
    due: date | None
    closed: date | None
    in_time: bool
    moved: bool  # its date was moved before it had passed


@dataclass(frozen=True, slots=True)
class Quarter:
    """How it went in one quarter of a year."""

    year: int
    number: int  # 1 to 4
    in_time: int
    of: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """ "11 of 12 on time", with the records behind it; what was dropped or is not due yet says nothing."""

    in_time: int
    of: int
    records: tuple[Record, ...]
    quarters: tuple[Quarter, ...]

    @property
    def few(self) -> bool:
        """Whether the numbers are too small to say much."""
        return self.of < SMALL


def reliability(desk: Desk, owner: PersonId, other: PersonId | None = None) -> Reliability:
    """How reliably a person kept promises, to one other if said. A date moved in time counts as kept word."""
    with desk.read() as c:
        zone = people.zones(c, desk)[owner]
        every = [each for each in store.load_promises(c, person=owner) if owner_now(each) == owner]
        if other is not None:
            mine = people_store.my_id(c)
            every = [
                each for each in every if other in (each.receiver, mine if each.receiver is None else None)
            ]
    records = [each for each in (_record(one, zone, desk.now()) for one in every) if each is not None]
    judged = sorted(records, key=lambda each: each.closed or each.due or date.max, reverse=True)
    return Reliability(
        sum(each.in_time for each in judged), len(judged), tuple(judged),
        tuple(_quarters(judged, date_at(desk.now(), zone))),
    )  # fmt: skip


def _record(promise: Promise, zone: str, now: Millis) -> Record | None:
    stands = standing(promise.events, zone, now)
    if stands.state in (PromiseState.OPEN, PromiseState.DROPPED):
        return None
    moved = any(each.kind is PromiseEventKind.DUE_MOVED for each in promise.events) and stands.renegotiated
    closed = date_at(stands.done_at, zone) if stands.done_at is not None else None
    in_time = stands.state is PromiseState.KEPT
    return Record(promise.id, promise.text, stands.due, closed, in_time, moved)


def _quarters(records: Sequence[Record], today: date) -> Iterable[Quarter]:
    year, number = today.year, (today.month - 1) // 3 + 1
    for _step in range(QUARTERS):
        some = [each for each in records if _in_quarter(each.closed or each.due, year, number)]
        yield Quarter(year, number, sum(each.in_time for each in some), len(some))
        year, number = (year, number - 1) if number > 1 else (year - 1, 4)


def _in_quarter(day: date | None, year: int, number: int) -> bool:
    return day is not None and day.year == year and (day.month - 1) // 3 + 1 == number


def draft_reminder(name: str, text: str) -> str:
    """A kind line to copy, never sent by the program."""
    said = _(
        "Hello %(name)s, how is “%(text)s” going? Tell me if I can help, or if another day suits better."
    )
    return said % {"name": name, "text": text}
