"""The habit of a pair: when they meet next if all goes on as before, how long, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.sessions import Session, SessionState, usual_slot
from mentor_desktop.domain.when import When, wall_at
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as store
from mentor_desktop.store.engine import Connection


def propose(c: Connection, desk: Desk, about: Session) -> When | None:
    """The usual slot after a session: the pair's rhythm and hour, at least a day from now."""
    history = store.load_sessions(
        c, relationship=about.relationship, states=[SessionState.HELD], newest=True, limit=8
    )
    same_clock = [each.when for each in history if each.when.zone == about.when.zone] or [about.when]
    relationship = people_store.load_relationship(c, about.relationship)
    slot = usual_slot(same_clock, relationship.cadence_days, about.when.wall)
    if slot is None:
        return None
    days, hour, minute = slot
    wall = about.when.wall.replace(hour=hour, minute=minute) + timedelta(days=days)
    earliest = wall_at(desk.now(), about.when.zone) + timedelta(days=1)
    while wall < earliest:
        wall += timedelta(days=days)
    return When(wall, about.when.zone)


@dataclass(frozen=True, slots=True)
class Usual:
    """What the last session with the same people suggests for a new one."""

    when: When | None
    minutes: int
    link: str


def usual(desk: Desk, with_people: Sequence[PersonId]) -> Usual | None:
    """The usual slot, length and link with these people; None before their first session."""
    wanted = set(with_people)
    with desk.read() as c:
        known = [each for each in people_store.load_relationships(c) if set(each.members) == wanted]
        latest = [
            each
            for relationship in reversed(known)
            for each in store.load_sessions(c, relationship=relationship.id, newest=True, limit=1)
        ]
        if not latest:
            return None
        return Usual(propose(c, desk, latest[0]), latest[0].minutes, latest[0].link)
