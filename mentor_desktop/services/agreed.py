"""What was agreed about a thing, by which clause of which version: the one place that others ask.

Whoever acts on an answer names the clause, with `because`.
"""

from collections.abc import Mapping
from datetime import date

from mentor_desktop.domain.agreements import Agreement, Rule, rules
from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.services import agreements, clauses
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import people as people_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _

MISSING_FROM = 3
"""From this session on it is said that there is no agreement yet."""


def about(desk: Desk, relationship: RelationshipId, key: str) -> Rule | None:
    """What the version in force says about one thing: "cadence", "recording" …; None if nothing."""
    return every(desk, relationship).get(key)


def every(desk: Desk, relationship: RelationshipId) -> Mapping[str, Rule]:
    """Everything the version in force rules."""
    with desk.read() as c:
        return every_in(c, relationship)


def every_in(c: Connection, relationship: RelationshipId) -> Mapping[str, Rule]:
    """The same, within a read that is going on."""
    return rules(agreements.versions_of(c, relationship).holding, clauses.rules_by_clause())


def of_person(desk: Desk, person: PersonId, key: str) -> Rule | None:
    """What the present relationship with a person says about one thing."""
    with desk.read() as c:
        for each in reversed(people_store.load_relationships(c, person)):
            found = every_in(c, each.id).get(key)
            if found is not None:
                return found
    return None


def because(rule: Rule) -> str:
    """Where a rule is written: "Agreement v2, Recording"."""
    return _("Agreement v%(number)d, %(clause)s") % {
        "number": rule.number, "clause": clauses.title_of(rule.clause)
    }  # fmt: skip


def who_may_hear(rule: Rule | None) -> str:
    """What was agreed about telling others, in one sentence that names the clause; "" where nothing was."""
    if rule is None:
        return ""
    text = clauses.clause(rule.clause)
    choice = text.choice(rule.choice) if text is not None else None
    if choice is None:
        words = _("You agreed in your own words who may hear of this (%(clause)s).")
        return words % {"clause": because(rule)}
    return _("%(agreed)s (%(clause)s).") % {"agreed": choice.label, "clause": because(rule)}


def number(rule: Rule | None, name: str) -> int | None:
    """A datum of a rule that is a whole number."""
    value = rule.data.get(name) if rule is not None else None
    return value if isinstance(value, int) else None


def review_due(holding: Agreement | None, today: date) -> bool:
    """Whether the version in force is to be looked at again."""
    return holding is not None and holding.review_on is not None and holding.review_on <= today


def is_missing(known: agreements.Versions, sessions_held: int) -> bool:
    """Whether it is time to say that nothing has been agreed yet: in the brief of the third session on."""
    return known.holding is None and sessions_held + 1 >= MISSING_FROM
