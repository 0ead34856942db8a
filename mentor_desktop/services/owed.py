"""The Follow-ups page: everything owed by anyone, how reliably both sides kept it, what was kept lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.ids import DAY, GoalId, Millis, PersonId
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.when import date_at, end_of_day
from mentor_desktop.services import ledger, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.ledger import Group, Line
from mentor_desktop.services.promises import OnTime
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as store

LATELY = 4  # promises of mine kept last that are shown
YEAR = 365 * DAY


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One promise that was kept."""

    day: date
    text: str
    name: str  # whom it was for


@dataclass(frozen=True, slots=True)
class Owed:
    """Everything the page shows."""

    today: date
    lines: tuple[Line, ...]
    mine: OnTime  # in the past year
    theirs: OnTime
    moved: int  # open promises whose day was moved in time
    lately: tuple[KeptLine, ...]
    people: tuple[tuple[PersonId, str], ...]  # who can be filtered by, by name
    hands: tuple[tuple[PersonId, str], ...]  # who it can be handed over to: me too

    @property
    def due(self) -> int:
        """How many of mine are overdue or due today."""
        return due_of(self.lines)


def owed(desk: Desk, person: PersonId | None = None, goal: GoalId | None = None) -> Owed:
    """Everything owed, of one person or one goal if said."""
    lines = ledger.lines(desk, person=person, goal=goal)
    now = desk.now()
    with desk.read() as c:
        mine = people_store.my_id(c)
        zone = people.my_zone(c, desk)
        zones, names = people.zones(c, desk), people.names(c)
        kept = [each for each in store.kept_since(c, Millis(now - YEAR))
                if person is None or person in (each.owner, each.receiver)]  # fmt: skip
        there = sorted(
            (each for each in people_store.load_people(c) if not each.archived),
            key=lambda each: each.name.casefold(),
        )
    in_time = [each.due is None or each.at < end_of_day(each.due, zones[each.owner]) for each in kept]
    ours = [each.owner == mine for each in kept]
    late = [each.promise.mine for each in lines if each.promise is not None
            and each.promise.stands.state is PromiseState.OVERDUE]  # fmt: skip
    return Owed(
        today=desk.today(zone),
        lines=lines,
        mine=_counted(ours, in_time, late, True),
        theirs=_counted(ours, in_time, late, False),
        moved=sum(each.promise is not None and each.promise.stands.renegotiated for each in lines),
        lately=_lately([each for each, my in zip(kept, ours, strict=True) if my], names, zone),
        people=tuple((each.id, each.name) for each in there if not each.me),
        hands=tuple((each.id, each.name) for each in there),
    )


def _counted(ours: Sequence[bool], in_time: Sequence[bool], late: Sequence[bool], mine: bool) -> OnTime:
    kept = [good for my, good in zip(ours, in_time, strict=True) if my is mine]
    return OnTime(sum(kept), len(kept) + sum(my is mine for my in late))


def _lately(
    kept: Sequence[store.Kept], names: Mapping[PersonId, str], zone: str
) -> tuple[KeptLine, ...]:  # fmt: skip
    return tuple(
        KeptLine(date_at(each.at, zone), each.text, names.get(each.receiver, "") if each.receiver else "")
        for each in kept[:LATELY]
    )


def due_of(lines: Sequence[Line]) -> int:
    """How many lines of mine are overdue or due today."""
    return sum(each.group in (Group.OVERDUE, Group.TODAY) for each in lines)


def due_count(desk: Desk) -> int:
    """How many things of mine are overdue or due today."""
    return due_of(ledger.lines(desk))
