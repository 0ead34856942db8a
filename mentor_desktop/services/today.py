"""Today: the next session, my promises due, sessions to wrap up, and the week."""

from dataclasses import dataclass
from datetime import date, datetime

from mentor_desktop.domain.ids import DAY, HOUR, MINUTE, Millis
from mentor_desktop.domain.promises import PromiseState, show_from
from mentor_desktop.domain.sessions import SessionState, planned_minutes
from mentor_desktop.domain.touch import Reason
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import agreed_hints, people, promises, sessions, settings, touch, wrapping
from mentor_desktop.services.agreed_hints import Review
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.promises import OnTime, PromiseRow
from mentor_desktop.services.sharing import short_names
from mentor_desktop.services.touch import Warm
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as store

NEAR = 1  # days ahead of which promises of others show
COMING = 4  # things to come that are listed


@dataclass(frozen=True, slots=True)
class NextSession:
    """The session that comes next, or runs."""

    head: sessions.Head
    running: bool
    parts: int
    minutes: int  # sum of the agenda
    my_open: int  # promises of mine to these people


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the Today page shows."""

    name: str  # what I am called
    now: datetime  # my wall clock
    sessions_today: int
    my_due: int  # promises of mine due today or overdue
    next: NextSession | None
    promises: tuple[PromiseRow, ...]
    on_time: OnTime
    waiting: tuple[wrapping.Waiting, ...]
    week: tuple[sessions.SessionRow, ...]  # the other sessions to come this week
    week_minutes: int
    capacity_minutes: int = 0  # a week, as I set it; 0 = no limit
    warm: tuple[Warm, ...] = ()  # whom to be in touch with
    coming: tuple[Warm, ...] = ()  # and whom later
    later: int = 0  # promises of mine that show on a later day
    later_from: date | None = None  # the first of these days
    reviews: tuple[Review, ...] = ()  # agreements to be looked back at

    @property
    def date(self) -> date:
        """Today's date on my calendar."""
        return self.now.date()


def today(desk: Desk) -> Today:
    """Everything the Today page shows."""
    now = desk.now()
    with desk.read() as c:
        mine = people_store.load_me(c)
        zone = people.my_zone(c, desk)
        running = store.load_sessions(c, states=[SessionState.RUNNING], limit=1)
        ahead = store.load_sessions(c, states=[SessionState.PLANNED], since=Millis(now - 2 * HOUR), limit=1)
        first = running[0] if running else (ahead[0] if ahead else None)
        head = sessions.head_of(c, desk, first) if first else None
        parts = store.load_parts(c, first.id) if first else ()
    owed = promises.open_rows(desk)
    warm, coming_up = touch.now_and_coming(desk, owed)
    capacity = settings.get(desk)["capacity_hours"]
    later = [shown for row in owed if row.mine and (shown := _from(row)) is not None
             and shown > wall_at(now, zone).date()]  # fmt: skip
    here = wall_at(now, zone)
    monday, next_monday = sessions.week_of(here.date())
    week = sessions.rows(desk, since=Millis(now - 7 * DAY), until=Millis(now + 7 * DAY))
    this_week = [row for row in week if monday <= row.here.date() < next_monday]
    counting = (SessionState.PLANNED, SessionState.RUNNING, SessionState.HELD)
    coming = None
    if first is not None and head is not None:
        there = {person for person, _name in head.people}
        mine_open = sum(row.mine and row.receiver in there for row in owed)
        coming = NextSession(
            head, first.state is SessionState.RUNNING, len(parts), planned_minutes(parts), mine_open
        )
    return Today(
        name=short_names({mine.id: mine.name})[mine.id],
        now=here,
        sessions_today=sum(
            row.here.date() == here.date() and row.state in counting for row in this_week
        ),
        my_due=sum(row.mine and _is_due(row, here.date()) for row in owed),
        next=coming,
        promises=tuple(row for row in owed if _shown(row, here.date())),
        on_time=promises.on_time(desk, mine.id, still_open=owed),
        waiting=wrapping.waiting(desk),
        week=tuple(
            row for row in this_week
            if row.state is SessionState.PLANNED and row.at >= now - MINUTE
            and (first is None or row.id != first.id)
        ),
        week_minutes=sum(row.minutes for row in this_week if row.state in counting),
        capacity_minutes=60 * capacity,
        # what I owe stands among the promises already
        warm=tuple(each for each in warm if each.reason is not Reason.PROMISE),
        coming=coming_up[:COMING],
        later=len(later),
        later_from=min(later, default=None),
        reviews=agreed_hints.reviews(desk),
    )  # fmt: skip


def _is_due(row: PromiseRow, day: date) -> bool:
    overdue = row.stands.state is PromiseState.OVERDUE
    return overdue or (row.stands.due is not None and row.stands.due <= day)


def _from(row: PromiseRow) -> date | None:
    return show_from(row.stands.due, row.effort)


def _shown(row: PromiseRow, day: date) -> bool:
    """Mine from the day its size asks for, and without a date always; those of others once they are due."""
    if row.mine:
        shown = _from(row)
        return shown is None or shown <= day
    return row.stands.due is not None and (row.stands.due - day).days <= NEAR
