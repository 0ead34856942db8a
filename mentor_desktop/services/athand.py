"""What lies at hand while a session runs: open promises, goals, and whether a question is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services import content, goal_rows, people, promises, settings
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.goal_rows import GoalRow
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import sessions as store


@dataclass(frozen=True, slots=True)
class AtHand:
    """Everything the third card of the Run page shows."""

    promises: tuple[PromiseRow, ...]  # open ones of this relationship, mine first
    goals: tuple[GoalRow, ...]  # that go on, the most urgent first
    ask_questions: bool
    today: date  # on my calendar
    zone: str  # mine


def load(desk: Desk, session: SessionId) -> AtHand:
    """Open promises and goals of the people of a session, and whether a question to try is wanted."""
    with desk.read() as c:
        about = store.load_session(c, session)
        owed = promises.rows(
            c, desk, promise_store.load_promises(c, relationship=about.relationship, open_only=True)
        )
        wanted = bool(settings.load(c)["ask_questions"])
        zone = people.my_zone(c, desk)
    going = goal_rows.rows(desk, relationship=about.relationship, open_only=True)
    ordered = sorted(owed, key=lambda row: (not row.mine, row.stands.due or date.max, row.id))
    return AtHand(tuple(ordered), going, wanted, desk.today(zone), zone)


def question(asked: Sequence[str], start: int) -> content.Question | None:
    """A light question not asked yet in this session, from a place in the list on; None when all were."""
    known = [each for each in content.questions() if each.depth <= 2 and each.id not in asked]
    return known[start % len(known)] if known else None
