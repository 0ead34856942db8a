"""An hour that suits everybody: reads working hours, protected windows, quiet hours, holidays and what is
planned already, and ranks what is left with reasons in words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mentor_desktop.domain import findtime as rules
from mentor_desktop.domain.agreements import Rule, Span, Weekday, Window
from mentor_desktop.domain.findtime import Busy, Day, Fault, Grid, Merit
from mentor_desktop.domain.ids import DAY, MINUTE, Millis, PersonId
from mentor_desktop.domain.sessions import LONGEST, Session, SessionState
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services import agreed, people, planning
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import cards as card_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _, clock, day, place, weekday_name

MOST_WEEKS = 26
LATELY = 180 * DAY  # how far back awkward hours are counted, in milliseconds
HABIT = 8  # sessions that tell what is usual


@dataclass(frozen=True, slots=True)
class Offer:
    """One start that suits all, as each clock shows it, with what speaks for it in words."""

    at: Millis
    walls: tuple[tuple[PersonId, datetime, str], ...]  # person, wall time, zone; mine first
    reasons: tuple[str, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked at: the days of each, the half-hours, and the best of them."""

    people: tuple[Day, ...]
    grid: Grid
    minutes: int
    home: str
    offers: tuple[Offer, ...]


def search(
    desk: Desk, with_people: Sequence[PersonId], minutes: int, first: date | None = None, weeks: int = 4,
    *, busy: Iterable[Busy] = ()
) -> Search:  # fmt: skip
    """The best hours within some weeks. `busy` is what else is taken on my side, from a calendar."""
    others = tuple(dict.fromkeys(with_people))
    if not others:
        raise Refused(_("Choose who you meet first."))
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused(_("Choose a number between %(low)d and %(high)d.") % {"low": 1, "high": MOST_WEEKS})
    planning.checked_minutes(minutes)
    with desk.read() as c:
        mine, home = people_store.my_id(c), people.my_zone(c, desk)
        begin = first or desk.today(home)
        until = begin + timedelta(weeks=weeks)
        zones = people.zones(c, desk, ids=others)
        taken = _taken(c, begin, until)
        held = store.load_sessions(c, states=[SessionState.HELD], since=Millis(desk.now() - LATELY))
        found = [_day(c, mine, zones.get(mine, home), [*taken.get(mine, []), *busy], begin, until, {})]
        for each in others:
            people_store.load_person(c, each)
            relation = people_store.load_relationships(c, each)
            rule: Mapping[str, Rule] = agreed.every_in(c, relation[-1].id) if relation else {}
            found.append(_day(c, each, zones[each], taken.get(each, []), begin, until, rule))
        days = tuple(_with_turns(found, held, mine))
        habit = _usual(held, set(others), home)
    grid = rules.grid_of(days, begin, weeks * 7, home)
    best = rules.best(days, grid, minutes, desk.now(), usual=habit, home=home)
    return Search(days, grid, minutes, home, tuple(_offer(days, each) for each in best))


def _taken(c: Connection, begin: date, until: date) -> dict[PersonId, list[Busy]]:
    """Planned sessions by person; all of them are mine."""
    since = Millis(instant(When(datetime.combine(begin, time()), "UTC")) - 2 * DAY)
    ends = Millis(instant(When(datetime.combine(until, time()), "UTC")) + 2 * DAY)
    states = [SessionState.PLANNED, SessionState.RUNNING]
    mine = people_store.my_id(c)
    found: dict[PersonId, list[Busy]] = {}
    for each in store.load_sessions(c, states=states, since=since, until=ends):
        at = instant(each.when)
        busy = Busy(at, Millis(at + min(each.minutes, LONGEST) * MINUTE))
        for person in (mine, *(one.person for one in each.participants)):
            found.setdefault(person, []).append(busy)
    return found


def _day(
    c: Connection, person: PersonId, zone: str, busy: Sequence[Busy], begin: date, until: date,
    rule: Mapping[str, Rule]
) -> Day:  # fmt: skip
    card = card_store.load_life(c, person)
    kept = list(card.kept_free)
    quiet: Span | None = None
    quiet_days: tuple[Weekday, ...] = ()
    if "windows" in rule and isinstance(windows := rule["windows"].data.get("windows"), tuple):
        kept += [each for each in windows if isinstance(each, Window) and each.person in (None, person)]
    if "quiet" in rule:
        span, off = rule["quiet"].data.get("quiet"), rule["quiet"].data.get("quiet_days")
        quiet = span if isinstance(span, Span) else None
        quiet_days = tuple(each for each in off if isinstance(each, int)) if isinstance(off, tuple) else ()
    return Day(
        person=person, zone=zone, working_days=card.working_days, working_hours=card.working_hours,
        kept_free=tuple(kept), quiet=quiet, quiet_days=quiet_days,
        away=tuple((each.since, each.until) for each in card.away),
        holidays=_holidays(card.holidays, begin, until), busy=tuple(busy),
    )  # fmt: skip


def _holidays(where: str, begin: date, until: date) -> frozenset[date]:
    """The public holidays of a country ("DE") or a part of it ("DE-BY"); none for one nobody knows."""
    if not knows_holidays(where):
        return frozenset()
    import holidays

    country, _dash, part = where.partition("-")
    years = list(range(begin.year - 1, until.year + 1))
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=years))


def knows_holidays(where: str) -> bool:
    """Whether the public holidays of this country and part are known."""
    if not where:
        return False
    import holidays

    country, _dash, part = where.partition("-")
    parts = holidays.list_supported_countries().get(country)
    return parts is not None and (not part or part in parts)


def _with_turns(days: Sequence[Day], held: Sequence[Session], mine: PersonId) -> Iterable[Day]:
    """Who took the awkward hour lately, counted over the sessions these people had."""
    there = {each.person for each in days}
    turns: Counter[PersonId] = Counter()
    for session in held:
        if {one.person for one in session.participants} <= there:
            for each in days:
                if rules.awkward(wall_at(instant(session.when), each.zone).time(), each):
                    turns[each.person] += 1
    return [replace(each, awkward_lately=turns[each.person]) for each in days]


def _usual(held: Sequence[Session], others: set[PersonId], home: str) -> tuple[int, time] | None:
    with_them = [each for each in held if {one.person for one in each.participants} == others][-HABIT:]
    counted = Counter(
        (wall.weekday(), wall.time()) for wall in (wall_at(instant(each.when), home) for each in with_them)
    )
    return counted.most_common(1)[0][0] if len(with_them) >= 2 and counted else None


def _offer(days: Sequence[Day], slot: rules.Slot) -> Offer:
    walls = tuple((each.person, wall_at(slot.at, each.zone), each.zone) for each in days)
    return Offer(slot.at, walls, tuple(_MERITS[each]() for each in slot.merits), slot.score)


_MERITS = {
    Merit.USUAL: lambda: _("your usual slot"),
    Merit.MORNING_FOR_ALL: lambda: _("morning for all"),
    Merit.LEAVES_A_BREAK: lambda: _("leaves an hour clear around it"),
    Merit.AFTER_HOLIDAY: lambda: _("first day after a holiday"),
    Merit.SPARES: lambda: _("spares whoever took the awkward hour lately"),
}
_FAULTS = {
    Fault.BUSY: lambda: _("another session"),
    Fault.AWAY: lambda: _("a day away"),
    Fault.KEPT_FREE: lambda: _("protected hours"),
    Fault.QUIET: lambda: _("quiet hours"),
    Fault.HOLIDAY: lambda: _("a public holiday"),
    Fault.DAY_OFF: lambda: _("a day off"),
    Fault.OFF_HOURS: lambda: _("outside working hours"),
}


def breaks(found: Search, at: Millis) -> tuple[tuple[PersonId, str], ...]:
    """What a time that is forced breaks, person by person, in words."""
    return tuple((person, _FAULTS[fault]()) for person, fault in rules.broken(found.grid, at, found.minutes))


def said(at: Millis, zone: str, here: str, lang: str | None = None) -> str:
    """A time in words that cannot be misread: "Tuesday 8 December, 17:00 in Nairobi (15:00 in Stockholm)"."""
    there, mine = wall_at(at, zone), wall_at(at, here)
    parts = {
        "day": day(there.date(), "weekday", lang), "time": clock(there, lang), "place": place(zone, lang),
        "my_time": clock(mine, lang), "my_place": place(here, lang),
    }  # fmt: skip
    if there == mine:
        return _("%(day)s, %(time)s in %(place)s") % parts
    if there.date() != mine.date():
        parts["my_time"] = _("%(weekday)s %(time)s") % {
            "weekday": weekday_name(mine.weekday(), lang), "time": clock(mine, lang)
        }  # fmt: skip
    return _("%(day)s, %(time)s in %(place)s (%(my_time)s in %(my_place)s)") % parts
