"""Series of sessions: planned in one go on one side's clock, telling at once what other clocks will show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from mentor_desktop.domain import series as rules
from mentor_desktop.domain.ids import PersonId, SeriesId
from mentor_desktop.domain.series import Changed, Series
from mentor_desktop.domain.sessions import DEFAULT_MINUTES, Session
from mentor_desktop.domain.when import instant
from mentor_desktop.services import people, planning, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import series as store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _


@dataclass(frozen=True, slots=True)
class Planned:
    """A series and its sessions as they stand now."""

    series: Series
    sessions: tuple[Session, ...]
    zones: tuple[str, ...]  # of everybody, mine first
    changed: tuple[Changed, ...]  # by the plan


def plan(
    desk: Desk, with_people: Sequence[PersonId], first: date, at: time, *, zone: str | None = None,
    weeks: int = 2, count: int = 6, minutes: int = DEFAULT_MINUTES, follows: PersonId | None = None
) -> Planned:  # fmt: skip
    """Plan a row of sessions, all of them or none."""
    if not 1 <= weeks <= rules.LONGEST_GAP:
        raise Refused(
            _("Choose a number between %(low)d and %(high)d.") % {"low": 1, "high": rules.LONGEST_GAP}
        )
    if not 1 <= count <= rules.MOST:
        raise Refused(_("Choose a number between %(low)d and %(high)d.") % {"low": 1, "high": rules.MOST})
    chosen = people.checked_zone(zone) if zone is not None else people.current_zone(desk)
    try:
        plans = rules.planned(first, at, chosen, weeks, count)
    except OverflowError:
        raise Refused(_("Choose a date between 1900 and 2199.")) from None
    with desk.change() as c:
        made = [sessions.plan(desk, with_people, each, minutes, follows=follows) for each in plans]
        series = Series(
            id=SeriesId(new_id()), relationship=made[0].relationship, weeks=weeks, first=first, at=at,
            zone=chosen, follows=follows, count=count, minutes=minutes,
            sessions=tuple(each.id for each in made),
        )  # fmt: skip
        store.insert_series(c, series, desk.stamp())
    return load(desk, series.id)


def load(desk: Desk, series: SeriesId) -> Planned:
    """A series and its sessions; those thrown away are left out."""
    with desk.read() as c:
        found = store.load_series(c, series)
        some = session_store.load_sessions(c, ids=list(found.sessions))
        by_id = {each.id: each for each in some}
        known = people.zones(c, desk)
        home = people.my_zone(c, desk)
    kept = tuple(by_id[each] for each in found.sessions if each in by_id)
    there = [known[one.person] for each in kept[:1] for one in each.participants]
    zones = tuple(dict.fromkeys((home, *there)))
    plans = rules.planned(found.first, found.at, found.zone, found.weeks, found.count)
    return Planned(found, kept, zones, rules.changed_hours(plans, zones))


def hour_warnings(planned: Planned) -> tuple[str, ...]:
    """A sentence for each session whose time the clocks skip or double."""
    said = (planning.hour_warning(each.when) for each in planned.sessions)
    return tuple(dict.fromkeys(each for each in said if each))


def overlaps(desk: Desk, planned: Planned) -> tuple[sessions.SessionRow, ...]:
    """Sessions that overlap one of the series and are not part of it."""
    mine = {each.id for each in planned.sessions}
    found = [
        row for each in sorted(planned.sessions, key=lambda one: instant(one.when))
        for row in sessions.overlaps(desk, each.when, each.minutes) if row.id not in mine
    ]  # fmt: skip
    return tuple({row.id: row for row in found}.values())
