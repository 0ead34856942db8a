"""What the coming two days will remind of, and what was said already, so that nothing is said twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from mentor_desktop.domain.agreements import Span
from mentor_desktop.domain.ids import DAY, HOUR, Millis, SessionId
from mentor_desktop.domain.reminders import Cue, Reminder, of_held, of_planned
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import instant
from mentor_desktop.services import people, sessions, settings
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store import settings as store

SAID = "reminded"  # under which the store keeps what was said
MOST = 200  # of these that are kept
AHEAD = 2 * DAY


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that may have to be said within two days, read at one moment."""

    reminders: tuple[Reminder, ...]
    titles: dict[SessionId, str]  # who and which number
    starts: dict[SessionId, Millis]
    said: frozenset[str]
    quiet: Span
    zone: str
    notify: bool  # let the system say it too
    names: bool  # and name people there


def plan(desk: Desk) -> Plan:
    """What the coming two days will remind of."""
    now = desk.now()
    with desk.read() as c:
        zone = people.my_zone(c, desk)
        planned = session_store.load_sessions(
            c, states=[SessionState.PLANNED], since=Millis(now - HOUR), until=Millis(now + AHEAD)
        )
        held = [each for each in session_store.unwrapped(c)
                if each.ended is not None and now - each.ended < AHEAD]  # fmt: skip
        every = (*planned, *held)
        numbers = {each.id: each.number or session_store.expected_number(c, each) for each in every}
        kept = store.load_settings(c)
        values = settings.load(c)
        names = people.names(c)
    found = [one for each in planned for one in of_planned(each.id, instant(each.when), zone)]
    found += [one for each in held if each.ended is not None for one in of_held(each.id, each.ended)]
    titles = {
        each.id: sessions.title_of(
            tuple((p.person, names[p.person]) for p in each.participants), numbers[each.id]
        )
        for each in every
    }
    return Plan(
        tuple(found), titles, {each.id: instant(each.when) for each in every},
        frozenset(str(each) for each in kept.get(SAID, ())),
        Span(time.fromisoformat(values["quiet_from"]), time.fromisoformat(values["quiet_until"])), zone,
        values["notify"], values["notify_names"],
    )  # fmt: skip


def note_said(desk: Desk, keys: Sequence[str]) -> None:
    """Remember that these were said: a clock set back or a restart says none of them again."""
    with desk.change() as c:
        before = [str(each) for each in store.load_settings(c).get(SAID, ())]
        fresh = [each for each in keys if each not in before]
        store.save_setting(c, SAID, [*before, *fresh][-MOST:])


def page_of(reminder: Reminder) -> str:
    """The page on which it is done."""
    return "wrap" if reminder.cue is Cue.WRAP else "prepare"
