"""What the pages about agreements show: every relationship at a glance, and one with all its versions.

May import the other services, the store and domain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.agreements import Agreement, State, Status, in_force, status
from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.domain.people import Phase, Relationship, Role
from mentor_desktop.services import agreements, people, sharing
from mentor_desktop.services.agreements import Versions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import agreements as store
from mentor_desktop.store import people as people_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _, names


@dataclass(frozen=True, slots=True)
class Row:
    """Where one relationship stands."""

    relationship: RelationshipId
    person: PersonId  # the first of the others
    name: str  # of all the others
    holding: int | None  # number of the version in force
    since: date | None
    review_on: date | None
    open: int | None  # number of a draft or a proposal
    open_state: State | None
    waits_for: tuple[str, ...]  # who has not agreed to the proposal
    ended: date | None  # the last version ended then, and none holds
    due: bool  # to be looked back at


def rows(desk: Desk) -> tuple[Row, ...]:
    """Every relationship that goes on, and those that ended with an agreement; by name."""
    with desk.read() as c:
        by_relationship: dict[RelationshipId, list[Agreement]] = {}
        for version in store.load_agreements(c, clauses=False):
            by_relationship.setdefault(version.relationship, []).append(version)
        relationships = people_store.load_relationships(c)
        called = people.names(c)
        mine = people_store.my_id(c)
        today = desk.today(people.my_zone(c, desk))
        there = people_store.load_people(c)
    away, visible = {each.id for each in there if each.archived}, {each.id for each in there}
    found = []
    for each in relationships:
        versions = by_relationship.get(each.id, [])
        others = [member for member in each.members if member in visible]
        if not others or (not versions and (each.phase is Phase.ENDED or set(others) <= away)):
            continue
        found.append(_row(each, versions, called, mine, today))
    return tuple(sorted(found, key=lambda row: row.name.casefold()))


def _row(
    each: Relationship, versions: list[Agreement], called: Mapping[PersonId, str], mine: PersonId, today: date
) -> Row:  # fmt: skip
    here = {*each.members, mine}
    gone = [party for version in versions for party in version.parties if party not in here]
    holding = in_force(versions, gone)
    stands = [(version, status(version, gone)) for version in versions]
    open_ = next((one for one in reversed(stands) if one[1].state in (State.DRAFT, State.PROPOSED)), None)
    over = [one for _version, one in stands if one.state is State.ENDED]
    waits = open_[1].waits_for([p for p in open_[0].parties if p in here]) if open_ else ()
    return Row(
        relationship=each.id,
        person=each.members[0],
        name=names([called.get(member, "") for member in each.members]),
        holding=holding.number if holding else None,
        since=status(holding, gone).since if holding else None,
        review_on=holding.review_on if holding else None,
        open=open_[0].number if open_ else None,
        open_state=open_[1].state if open_ else None,
        waits_for=tuple(called.get(who, "") for who in waits) if _is_proposed(open_) else (),
        ended=over[-1].until if over and holding is None else None,
        due=holding is not None and holding.review_on is not None and holding.review_on <= today,
    )


def _is_proposed(open_: tuple[Agreement, Status] | None) -> bool:
    return open_ is not None and open_[1].state is State.PROPOSED


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says what: the two voices of every clause, by name."""

    mentor: str
    mentee: str


@dataclass(frozen=True, slots=True)
class Whole:
    """One relationship with all its versions."""

    relationship: RelationshipId
    me: PersonId
    others: tuple[PersonId, ...]
    called: Mapping[PersonId, str]  # whole names, also of those who left
    short: Mapping[PersonId, str]
    voices: Voices
    versions: Versions
    today: date

    @property
    def name(self) -> str:
        """The others, by their short names."""
        return names([self.short[each] for each in self.others])

    def version(self, number: int | None) -> Agreement | None:
        """A version by its number; else the open one, the one in force, the newest."""
        if number is not None:
            return next((each for each in self.versions.every if each.number == number), None)
        newest = self.versions.every[-1] if self.versions.every else None
        return self.versions.open or self.versions.holding or newest


def whole(desk: Desk, relationship: RelationshipId) -> Whole:
    """Everything the page of a relationship's agreement shows."""
    with desk.read() as c:
        return whole_of(c, desk, relationship)


def whole_of(c: Connection, desk: Desk, relationship: RelationshipId) -> Whole:
    """The same, within a read that is going on."""
    about = people_store.load_relationship(c, relationship)
    mine = people_store.my_id(c)
    known = agreements.versions_of(c, relationship)
    everyone = dict.fromkeys((mine, *about.members, *(p for each in known.every for p in each.parties)))
    called = people.names(c, list(everyone))
    short = sharing.short_names({each: called[each] for each in everyone if called.get(each)})
    return Whole(
        relationship=relationship,
        me=mine,
        others=about.members,
        called=called,
        short=short,
        voices=_voices(about.my_role, short.get(mine, ""), [short.get(each, "") for each in about.members]),
        versions=known,
        today=desk.today(people.my_zone(c, desk)),
    )


def _voices(role: Role, mine: str, others: list[str]) -> Voices:
    theirs = names(others)
    return Voices(theirs, mine) if role is Role.MENTEE else Voices(mine, theirs)


def present_with(desk: Desk, person: PersonId) -> RelationshipId:
    """The present relationship with a person. Refused where there is none."""
    found = people.relationships_of(desk, person)
    if not found:
        raise Refused(_("There is no relationship with this person."))
    return found[-1].id
