"""How it feels to both sides: asked apart, shown together only when every side has answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain import pulse as rules
from mentor_desktop.domain.ids import PersonId, PulseId, RelationshipId
from mentor_desktop.domain.pulse import Pulse
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import people as people_store
from mentor_desktop.store import touch as store
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _


@dataclass(frozen=True, slots=True)
class Round:
    """One round: who has answered, and the answers once all sides have."""

    day: date
    answered: tuple[PersonId, ...]
    missing: tuple[PersonId, ...]
    answers: Mapping[PersonId, Pulse]  # empty until nobody is missing


def rounds(desk: Desk, relationship: RelationshipId) -> tuple[Round, ...]:
    """The rounds of a relationship, the newest first."""
    with desk.read() as c:
        sides = (people_store.my_id(c), *people_store.load_relationship(c, relationship).members)
        by_day: dict[date, list[Pulse]] = {}
        for each in store.load_pulses(c, relationship):
            by_day.setdefault(each.round, []).append(each)
    return tuple(
        Round(
            day=day,
            answered=tuple(each.by for each in some if each.complete),
            missing=tuple(side for side in sides if side not in {each.by for each in some if each.complete}),
            answers={each.by: each for each in some} if rules.both_in(some, sides) else {},
        )
        for day, some in sorted(by_day.items(), reverse=True)
    )


def answer(
    desk: Desk, relationship: RelationshipId, by: PersonId, items: Mapping[str, int], day: date | None = None
) -> None:  # fmt: skip
    """Keep what one side answered in the round of a day, the newest open one unless said otherwise."""
    if set(items) != set(rules.ITEMS):
        raise Refused(_("Answer all five first."))
    with desk.change() as c:
        relation = people_store.load_relationship(c, relationship)
        sides = (people_store.my_id(c), *relation.members)
        if by not in sides:
            raise Refused(_("Only someone of this relationship can say that."))
        known = store.load_pulses(c, relationship)
        today = desk.today(people.my_zone(c, desk))
        chosen = day or _open_round(known, sides, today)
        before = next((each for each in known if each.round == chosen and each.by == by), None)
        fresh = Pulse(
            id=before.id if before else PulseId(new_id()), version=before.version if before else 0,
            relationship=relationship, round=chosen, by=by, at=desk.now(), **items,
        )  # fmt: skip
        if not rules.sound(fresh):
            raise Refused(_("Choose a number between %(low)d and %(high)d.") % {"low": 1, "high": 5})
        store.save_pulse(c, fresh, desk.stamp())


def _open_round(known: tuple[Pulse, ...], sides: tuple[PersonId, ...], today: date) -> date:
    if known:
        newest = known[-1].round
        if not rules.both_in([each for each in known if each.round == newest], sides):
            return newest
    return today


def due(desk: Desk, relationship: RelationshipId) -> bool:
    """Whether a quarter has gone by since the last round, or since the start."""
    with desk.read() as c:
        known = store.load_pulses(c, relationship)
        relation = people_store.load_relationship(c, relationship)
        today = desk.today(people.my_zone(c, desk))
    return rules.due(known[-1].round if known else None, relation.started, today)
