"""Staying in touch: check-ins, the days that matter to a person, and who deserves a word today."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentor_desktop.domain import touch as rules
from mentor_desktop.domain.agreements import Rule, Span
from mentor_desktop.domain.goals import GoalEventKind, GoalState
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import DAY, CheckInId, Millis, OccasionId, PersonId
from mentor_desktop.domain.people import Phase, Relationship
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.touch import CheckIn, CheckInKind, Occasion, Prompt, Reason, Rhythm, Snooze
from mentor_desktop.domain.when import date_at, wall_at
from mentor_desktop.services import agreed, agreements, people, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.refusal import Refused, line_of, text_of
from mentor_desktop.store import goals as goal_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import session_lists
from mentor_desktop.store import touch as store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _, clock, ngettext, weekday_name

REACHED_LATELY = 14 * DAY  # a goal reached in this time is worth a word, in milliseconds
AHEAD = 21  # days that the list of what is coming looks ahead
FURTHEST_SNOOZE = 366  # days
FIRST = 6  # people to be in touch with of whom it is said whether to wait: nobody writes to more at once


def check_in(
    desk: Desk, person: PersonId, kind: CheckInKind = CheckInKind.ENCOURAGE, text: str = "",
    channel: str = "", at: Millis | None = None
) -> CheckIn:  # fmt: skip
    """Log a contact, now unless said otherwise. A note of mine about it is private like everything here."""
    moment = desk.now() if at is None else at
    if moment > desk.now():
        raise Refused(_("This time is still to come. Log a contact once it was made."))
    with desk.change() as c:
        if people_store.load_person(c, person).me:
            raise Refused(_("Choose somebody else than yourself."))
        known = people_store.load_relationships(c, person)
        fresh = CheckIn(
            id=CheckInId(new_id()), relationship=known[-1].id if known else None, person=person, kind=kind,
            channel=line_of(channel), text=text_of(text).strip(), at=moment,
        )  # fmt: skip
        store.insert_check_in(c, fresh, desk.stamp())
        return store.load_check_in(c, fresh.id)


def edit_check_in(desk: Desk, check_in_: CheckIn) -> CheckIn:
    """Change a check-in. Raises Stale if changed meanwhile."""
    kept = replace(check_in_, text=text_of(check_in_.text).strip(), channel=line_of(check_in_.channel))
    with desk.change() as c:
        store.update_check_in(c, kept, desk.stamp())
        return store.load_check_in(c, kept.id)


def check_ins(desk: Desk, person: PersonId) -> tuple[CheckIn, ...]:
    """A person's check-ins, the newest first."""
    with desk.read() as c:
        return store.load_check_ins(c, person)


def trash_check_in(desk: Desk, row: CheckInId) -> None:
    """Put a check-in into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.CHECK_IN, row, desk.stamp())


def restore_check_in(desk: Desk, row: CheckInId) -> None:
    """Bring a check-in back."""
    with desk.change() as c:
        trash_store.restore(c, Kind.CHECK_IN, row, desk.stamp())


def occasions(desk: Desk, person: PersonId) -> tuple[Occasion, ...]:
    """The days that matter to a person."""
    with desk.read() as c:
        return store.load_occasions(c, person)


def add_occasion(
    desk: Desk, person: PersonId, title: str, month: int, day: int, year: int | None = None, *,
    ask_after: bool = False
) -> Occasion:  # fmt: skip
    """Keep a day that matters: each year, or once where a year is said."""
    return save_occasion(
        desk,
        Occasion(id=OccasionId(new_id()), person=person, title=title, month=month, day=day, year=year,
                 ask_after=ask_after),
    )  # fmt: skip


def save_occasion(desk: Desk, occasion: Occasion) -> Occasion:
    """Keep a day as edited. Raises Stale if changed meanwhile."""
    title = line_of(occasion.title)
    if not title:
        raise Refused(_("Say what the day is."))
    try:
        rules.checked_day(occasion.month, occasion.day, occasion.year)
    except rules.NoSuchDay:
        raise Refused(_("There is no such day. Choose another.")) from None
    with desk.change() as c:
        people_store.load_person(c, occasion.person)
        store.save_occasion(c, replace(occasion, title=title), desk.stamp())
        return store.load_occasion(c, occasion.id)


def trash_occasion(desk: Desk, row: OccasionId) -> None:
    """Put a day into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.OCCASION, row, desk.stamp())


def restore_occasion(desk: Desk, row: OccasionId) -> None:
    """Bring a day back."""
    with desk.change() as c:
        trash_store.restore(c, Kind.OCCASION, row, desk.stamp())


def snooze(desk: Desk, person: PersonId, reason: Reason, until: date, why: str = "") -> None:
    """Put a prompt off to a day, with a word why."""
    today = desk.today(desk.clock.zone())
    if not today < until <= today + timedelta(days=FURTHEST_SNOOZE):
        raise Refused(_("Choose a day within the coming year."))
    with desk.change() as c:
        people_store.load_person(c, person)
        store.save_snooze(
            c, Snooze(person=person, reason=reason, until=until, why=line_of(why), at=desk.now())
        )


def wake(desk: Desk, person: PersonId, reason: Reason) -> None:
    """Take a putting off back."""
    with desk.change() as c:
        store.drop_snooze(c, person, reason)


@dataclass(frozen=True, slots=True)
class Warm:
    """One person to be in touch with, why, and what helps to do it well."""

    person: PersonId
    name: str
    reason: Reason
    on: date
    about: str  # the occasion, promise or goal in words; "" for none
    days: int  # of quiet, or years of an anniversary
    last_contact: date | None
    my_open: int  # promises of mine to them
    wait: str  # when it is better to send it; "" for now
    ideal: int = 0  # days that it may be quiet between the two


@dataclass(frozen=True, slots=True)
class _World:
    """Everything the queue is worked out from, read at one moment."""

    today: date
    zone: str
    relationships: Mapping[PersonId, Relationship]
    contacts: Mapping[PersonId, date]
    names: Mapping[PersonId, str]
    prompts: tuple[Prompt, ...]
    words: Mapping[bytes, str]
    snoozes: tuple[Snooze, ...]
    owed: Mapping[PersonId, int]


def keep_warm(desk: Desk) -> tuple[Warm, ...]:
    """Whom to be in touch with today: at most one reason a person."""
    return now_and_coming(desk)[0]


def coming(desk: Desk) -> tuple[Warm, ...]:
    """What the coming three weeks will ask for, by day."""
    return now_and_coming(desk)[1]


def now_and_coming(
    desk: Desk, owed: Sequence[PromiseRow] | None = None
) -> tuple[tuple[Warm, ...], tuple[Warm, ...]]:  # fmt: skip
    """Both, read at one moment; `owed` is what `promises.open_rows` told, if it was asked already."""
    world = _world(desk, owed)
    today = _queue(world, world.today)
    now = {each.person for each in today}
    later = [each for each in _queue(world, world.today + timedelta(days=AHEAD)) if each.person not in now]
    ahead = sorted((_not_before(world, each) for each in later), key=lambda each: each.on)
    first = [_warm(desk, world, each, wait=at < FIRST) for at, each in enumerate(today)]
    return tuple(first), tuple(_warm(desk, world, each, wait=False) for each in ahead)


def _not_before(world: _World, prompt: Prompt) -> Prompt:
    """A prompt on the day on which it will come, which is later than its own where it was put off."""
    off = [each.until for each in world.snoozes
           if (each.person, each.reason) == (prompt.person, prompt.reason)]  # fmt: skip
    return replace(prompt, on=max([prompt.on, world.today + timedelta(days=1), *off]))


def _queue(world: _World, day: date) -> tuple[Prompt, ...]:
    interval = {who: rules.rhythm_of(each.cadence_days).ideal for who, each in world.relationships.items()}
    return rules.one_each(world.prompts, world.snoozes, dict(world.contacts), day, interval)


def last_contacts(c: Connection, zone: str) -> dict[PersonId, date]:
    """The day of the last real contact with each person: a session held, a check-in, a message logged."""
    found = {
        who: met.last for who, met in session_lists.meetings(c, Millis(0)).items() if met.last is not None
    }
    for who, at in store.last_check_ins(c).items():
        found[who] = max(at, found.get(who, at))
    return {who: date_at(at, zone) for who, at in found.items()}


def _world(desk: Desk, owed: Sequence[PromiseRow] | None = None) -> _World:
    owed = promises.open_rows(desk) if owed is None else owed
    with desk.read() as c:
        zone = people.my_zone(c, desk)
        today = desk.today(zone)
        resting = {each.id for each in people_store.load_people(c) if each.archived or each.me}
        known = {
            who: each for each in people_store.load_relationships(c) if each.phase is not Phase.ENDED
            for who in each.members if who not in resting
        }  # fmt: skip
        contacts = last_contacts(c, zone)
        words: dict[bytes, str] = {}
        prompts = [
            *_quiet(known, contacts, today),
            *_occasions(c, known, today, words),
            *_goals(c, desk, known, words),
            *_reviews(c, known, today),
        ]
        for row in owed:
            soon = row.stands.due is not None and row.stands.due <= today + timedelta(days=1)
            if row.mine and row.receiver in known and (soon or row.stands.state is PromiseState.OVERDUE):
                words[row.id] = row.text
                prompts.append(Prompt(row.receiver, Reason.PROMISE, row.stands.due or today, row.id))
        mine = Counter(row.receiver for row in owed if row.mine and row.receiver is not None)
        return _World(
            today, zone, known, contacts, people.names(c), tuple(prompts), words, store.load_snoozes(c), mine
        )


def _quiet(
    known: Mapping[PersonId, Relationship], contacts: Mapping[PersonId, date], today: date
) -> list[Prompt]:  # fmt: skip
    found = []
    for who, each in known.items():
        last = contacts.get(who)
        start = last or each.started
        if start is not None:
            rhythm: Rhythm = rules.rhythm_of(each.cadence_days)
            since = rules.due_on(last, rhythm, start)
            found.append(Prompt(who, Reason.QUIET, since, days=max(0, (today - start).days)))
    return found


def _occasions(
    c: Connection, known: Mapping[PersonId, Relationship], today: date, words: dict[bytes, str]
) -> list[Prompt]:  # fmt: skip
    found = []
    for each in store.load_occasions(c):
        if each.person not in known:
            continue
        words[each.id] = each.title
        last, following = rules.last_on(each, today), rules.next_on(each, today)
        if each.ask_after and last is not None and (today - last).days <= 2:
            found.append(Prompt(each.person, Reason.ASK_HOW_IT_WENT, last + timedelta(days=1), each.id))
        if following is not None:
            found.append(Prompt(each.person, Reason.OCCASION, following, each.id))
    for who, relation in known.items():
        began = relation.started
        if began is not None and (began.month, began.day) == (today.month, today.day) and today > began:
            found.append(Prompt(who, Reason.ANNIVERSARY, today, days=today.year - began.year))
    return found


def _goals(
    c: Connection, desk: Desk, known: Mapping[PersonId, Relationship], words: dict[bytes, str]
) -> list[Prompt]:  # fmt: skip
    found = []
    for goal in goal_store.load_goals(c, states=[GoalState.REACHED]):
        event = next(each for each in reversed(goal.events)
                     if each.kind is GoalEventKind.STATE and each.state is GoalState.REACHED)  # fmt: skip
        if desk.now() - event.at <= REACHED_LATELY:
            words[goal.id] = goal.aim
            day = date_at(event.at, people.my_zone(c, desk))
            found += [Prompt(who, Reason.GOAL_REACHED, day, goal.id) for who in goal.whose if who in known]
    return found


def _reviews(c: Connection, known: Mapping[PersonId, Relationship], today: date) -> list[Prompt]:
    found = []
    every = agreements.holding_all(c)
    for who, each in known.items():
        holding = every.get(each.id)
        if holding is not None and agreed.review_due(holding, today):
            found.append(Prompt(who, Reason.REVIEW, holding.review_on or today, holding.id))
    return found


def _warm(desk: Desk, world: _World, prompt: Prompt, *, wait: bool = True) -> Warm:
    relation = world.relationships.get(prompt.person)
    return Warm(
        person=prompt.person,
        name=world.names.get(prompt.person, ""),
        reason=prompt.reason,
        on=prompt.on,
        about=world.words.get(prompt.about, ""),
        days=prompt.days,
        last_contact=world.contacts.get(prompt.person),
        my_open=world.owed.get(prompt.person, 0),
        wait=_later_by(desk, prompt.person, agreed.about(desk, relation.id, "quiet"))
        if wait and relation is not None
        else "",
        ideal=rules.rhythm_of(relation.cadence_days if relation is not None else None).ideal,
    )


def better_later(desk: Desk, person: PersonId) -> str:
    """When it is better to send a message, by what was agreed and by the clock there; "" for now."""
    return _later_by(desk, person, agreed.of_person(desk, person, "quiet"))


def _later_by(desk: Desk, person: PersonId, rule: Rule | None) -> str:
    if rule is None:
        return ""
    with desk.read() as c:
        zone = people.zones(c, desk, ids=[person])[person]
    there = wall_at(desk.now(), zone)
    days = rule.data.get("quiet_days", ())
    quiet = rule.data.get("quiet")
    because = {"clause": agreed.because(rule)}
    if isinstance(days, Sequence) and there.weekday() in days:
        return _("Not on a %(day)s (%(clause)s)") % {"day": weekday_name(there.weekday()), **because}
    if isinstance(quiet, Span) and quiet.holds(there.time()):
        return _("Send after %(time)s there (%(clause)s)") % {"time": clock(quiet.until), **because}
    return ""


def quiet_words(days: int) -> str:
    """ "quiet for 19 days"."""
    return ngettext("quiet for %(n)d day", "quiet for %(n)d days", days) % {"n": days}
