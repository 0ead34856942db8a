"""The habit of a pair: when they meet next if all goes on as before, how long, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.sessions import Session, SessionState, usual_slot
from mentor_desktop.domain.when import When, wall_at
from mentor_desktop.services import agreed
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
    weeks = agreed.number(agreed.every_in(c, about.relationship).get("cadence"), "every")
    rhythm = 7 * weeks if weeks is not None else relationship.cadence_days
    slot = usual_slot(same_clock, rhythm, about.when.wall)
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
    """What was agreed, and else the last session with the same people, suggests for a new one."""

    when: When | None
    minutes: int | None  # None where nothing suggests a length
    link: str
    because: str = ""  # the clause that rules rhythm or length


def usual(desk: Desk, with_people: Sequence[PersonId]) -> Usual | None:
    """The usual slot, length and link with these people; None where they neither met nor agreed on any."""
    wanted = set(with_people)
    with desk.read() as c:
        known = [each for each in people_store.load_relationships(c) if set(each.members) == wanted]
        latest = [
            each
            for relationship in reversed(known)
            for each in store.load_sessions(c, relationship=relationship.id, newest=True, limit=1)
        ]
        rules = agreed.every_in(c, known[-1].id) if known else {}
        ruling = next((rules[name] for name in ("cadence", "length") if name in rules), None)
        because = agreed.because(ruling) if ruling is not None else ""
        length = agreed.number(rules.get("length"), "length")
        if not latest:
            return Usual(None, length, "", because) if length is not None else None
        minutes = length if length is not None else latest[0].minutes
        return Usual(propose(c, desk, latest[0]), minutes, latest[0].link, because)
