"""Promises: understand a typed line, make, keep, move, drop, hand over."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from mentor_desktop.domain import duewords
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import DAY, Millis, PersonId, PromiseId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience
from mentor_desktop.domain.people import Person
from mentor_desktop.domain.promises import (
    Promise,
    PromiseEvent,
    PromiseEventKind,
    PromiseState,
    Standing,
    owner_now,
    standing,
)
from mentor_desktop.domain.when import end_of_day
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as store
from mentor_desktop.store import session_lists
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _, day, language

FARTHEST = 10 * 366  # days ahead that a promise may be due


@lru_cache(maxsize=4)
def due_words(tag: str) -> duewords.DueWords:
    """The words for days and months in the language of the window, from the catalogue and babel."""
    from babel import Locale

    locale = Locale.parse(tag.replace("-", "_")) if tag not in ("qps", "") else Locale.parse("en")
    weekdays: dict[str, int] = {}
    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in locale.days["format"][width].items():
            weekdays[str(name).casefold().rstrip(".")] = int(number)
        for number, name in locale.months["format"][width].items():
            months[str(name).casefold().rstrip(".")] = int(number)
    return duewords.DueWords(
        today=frozenset(_("today|tonight").split("|")),
        tomorrow=frozenset(_("tomorrow").split("|")),
        weekdays=weekdays,
        months=months,
        in_days=re.compile(_(r"in (\d{1,4}) days?")),
        in_weeks=re.compile(_(r"in (\d{1,3}) weeks?")),
        end_of_month=frozenset(_("end of month|end of the month").split("|")),
        by=frozenset(_("by|on|until|till").split("|")),
    )


def understand(desk: Desk, line: str, session: SessionId | None = None) -> duewords.Understood:
    """Who, what and by when a line says. What it does not say stays None; nothing is guessed."""
    with desk.read() as c:
        everyone = people_store.load_people(c)
        mine = next(each for each in everyone if each.me)
        present = {mine.id}
        if session is not None:
            present |= {p.person for p in session_store.load_session(c, session).participants}
        zone = people.my_zone(c, desk)
    known = by_names(everyone, mine.id, present)
    return duewords.understand(line_of(line, 2_000), known, desk.today(zone), due_words(language()))


def by_names(
    everyone: Iterable[Person], mine: PersonId, present: Collection[PersonId]
) -> dict[str, PersonId]:
    """Who is meant by a name or a first name, in lower case; of two alike, one who is present."""
    named: dict[str, PersonId] = {}
    for each in sorted(everyone, key=lambda person: person.id not in present):
        named.setdefault(each.name.casefold(), each.id)
        named.setdefault(each.name.split()[0].casefold(), each.id)
    named[_("me")] = named[_("i")] = mine
    return named


def read_date(text: str, today: date) -> date | None:
    """The date that a few words name, seen from a day; None if they are not understood."""
    return duewords.understand_date(text, today, due_words(language()))


def understand_date(desk: Desk, text: str) -> date | None:
    """The date that a few words name, None if they are not understood."""
    with desk.read() as c:
        zone = people.my_zone(c, desk)
    return duewords.understand_date(text, desk.today(zone), due_words(language()))


def _checked_due(due: date | None, today: date) -> date | None:
    if due is not None and due < today:
        raise Refused(_("This date has passed. Choose today or later."))
    if due is not None and (due - today).days > FARTHEST:
        raise Refused(_("This date is too far away. Choose one within ten years."))
    return due


def make(
    desk: Desk, owner: PersonId, text: str, due: date | None, *, receiver: PersonId | None = None,
    session: SessionId | None = None, audience: Audience = EVERYONE
) -> Promise:  # fmt: skip
    """Make a promise. Without a receiver it is to the others of the session (one of them, if me)."""
    words = line_of(text, 2_000)
    if not words:
        raise Refused(_("Say what is promised."))
    with desk.change() as c:
        mine = people_store.load_me(c)
        relationship = None
        if session is not None:
            about = session_store.load_session(c, session)
            relationship = about.relationship
            others = [p.person for p in about.participants if p.person != owner]
            receiver = receiver or (others[0] if owner == mine.id and others else mine.id)
        people_store.load_person(c, owner)
        if receiver == owner:
            receiver = None
        event = PromiseEvent(
            kind=PromiseEventKind.MADE,
            at=desk.now(),
            due=_checked_due(due, desk.today(people.my_zone(c, desk))),
        )
        promise = Promise(
            id=PromiseId(new_id()), relationship=relationship, session=session, owner=owner,
            receiver=receiver, text=words, audience=audience, events=(event,),
        )  # fmt: skip
        store.insert_promise(c, promise, desk.stamp())
        return store.load_promise(c, promise.id)


def get(desk: Desk, promise: PromiseId) -> Promise:
    """One promise with its events."""
    with desk.read() as c:
        return store.load_promise(c, promise)


def _happened(desk: Desk, promise: PromiseId, event: PromiseEvent) -> Promise:
    with desk.change() as c:
        store.add_promise_event(c, promise, event, desk.stamp())
        return store.load_promise(c, promise)


def kept(desk: Desk, promise: PromiseId) -> Promise:
    """It was kept, now."""
    return _happened(desk, promise, PromiseEvent(kind=PromiseEventKind.KEPT, at=desk.now()))


def reopen(desk: Desk, promise: PromiseId) -> Promise:
    """It is not done after all."""
    return _happened(desk, promise, PromiseEvent(kind=PromiseEventKind.REOPENED, at=desk.now()))


def drop(desk: Desk, promise: PromiseId, why: str = "") -> Promise:
    """It will not be done, perhaps with a word why."""
    event = PromiseEvent(kind=PromiseEventKind.DROPPED, at=desk.now(), why=line_of(why))
    return _happened(desk, promise, event)


def move_due(desk: Desk, promise: PromiseId, due: date | None) -> Promise:
    """Agree on another date."""
    with desk.read() as c:
        zone = people.my_zone(c, desk)
    event = PromiseEvent(
        kind=PromiseEventKind.DUE_MOVED, at=desk.now(), due=_checked_due(due, desk.today(zone))
    )
    return _happened(desk, promise, event)


def hand_over(desk: Desk, promise: PromiseId, to: PersonId) -> Promise:
    """Someone else owes it from now on."""
    return _happened(desk, promise, PromiseEvent(kind=PromiseEventKind.HANDED_OVER, at=desk.now(), to=to))


def undo_last(desk: Desk, promise: PromiseId) -> Promise:
    """Take back the latest event."""
    with desk.change() as c:
        store.drop_last_event(c, promise, desk.stamp())
        return store.load_promise(c, promise)


def trash(desk: Desk, promise: PromiseId) -> None:
    """Put a promise that was never made into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.PROMISE, promise, desk.stamp())


def edit(desk: Desk, promise: Promise) -> Promise:
    """Change words, people or audience."""
    words = line_of(promise.text, 2_000)
    if not words:
        raise Refused(_("Say what is promised."))
    with desk.change() as c:
        store.update_promise(c, replace(promise, text=words), desk.stamp())
        return store.load_promise(c, promise.id)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise as lists show it."""

    id: PromiseId
    text: str
    owner: PersonId
    owner_name: str
    mine: bool  # I owe it
    receiver: PersonId | None
    receiver_name: str
    session: SessionId | None
    session_number: int | None
    stands: Standing
    private: bool
    effort: int | None = None  # minutes it will take, if said
    repeats: str = ""
    made: Millis | None = None

    @property
    def due_words(self) -> str:
        """ "Today", "Fri" within a week, else "1 Dec"; "" without a date."""
        return day(self.stands.due, "short") if self.stands.due else ""


def row_of(
    promise: Promise, mine: PersonId, everyone: Mapping[PersonId, str], zones: Mapping[PersonId, str],
    numbers: Mapping[SessionId, int | None], now: Millis
) -> PromiseRow:  # fmt: skip
    """A promise as lists show it."""
    owner = owner_now(promise)
    return PromiseRow(
        id=promise.id,
        text=promise.text,
        owner=owner,
        owner_name=everyone.get(owner, ""),
        mine=owner == mine,
        receiver=promise.receiver,
        receiver_name=everyone.get(promise.receiver, "") if promise.receiver else "",
        session=promise.session,
        session_number=numbers.get(promise.session) if promise.session else None,
        stands=standing(promise.events, zones.get(owner, "UTC"), now),
        private=promise.audience is None,
        effort=promise.effort,
        repeats=promise.repeats,
        made=promise.events[0].at if promise.events else None,
    )


def rows(c: Connection, desk: Desk, promises: tuple[Promise, ...]) -> tuple[PromiseRow, ...]:
    """Promises as lists show them, within a read that is going on."""
    everyone, zones = people.names(c), people.zones(c, desk)
    mine = people_store.load_me(c).id
    numbers = session_lists.numbers(c, [p.session for p in promises if p.session])
    now = desk.now()
    return tuple(row_of(each, mine, everyone, zones, numbers, now) for each in promises)


def open_rows(desk: Desk) -> tuple[PromiseRow, ...]:
    """Everything still owed, mine first, by due date; promises without a date last."""
    with desk.read() as c:
        every = rows(c, desk, store.load_promises(c, open_only=True))
    return tuple(sorted(every, key=lambda r: (not r.mine, r.stands.due or date.max, r.id)))


@dataclass(frozen=True, slots=True)
class OnTime:
    """ "22 of 24 on time": promises that were kept or dropped, and those kept in time."""

    kept: int
    of: int


def on_time(
    desk: Desk,
    person: PersonId,
    since: Millis | None = None,
    *,
    still_open: Sequence[PromiseRow] | None = None,
) -> OnTime:
    """How reliably a person kept promises, in the last year if not said otherwise.

    Of those kept, and those overdue; what was dropped or is not due yet says nothing. `still_open` is what
    `open_rows` told, if it was asked already.
    """
    now = desk.now()
    with desk.read() as c:
        zone = people.zones(c, desk, ids=[person])[person]
        kept = store.load_kept(c, person, since if since is not None else Millis(now - 365 * DAY))
        if still_open is None:
            still_open = rows(c, desk, store.load_promises(c, person=person, open_only=True))
    in_time = sum(each.due is None or each.at < end_of_day(each.due, zone) for each in kept)
    overdue = sum(row.owner == person and row.stands.state is PromiseState.OVERDUE for row in still_open)
    return OnTime(in_time, len(kept) + overdue)
