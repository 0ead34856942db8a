"""Persons and the relationships between them.

The user is a person marked `me`; mentees, mentors, peers and mere contacts are persons too. What they
do together hangs on a relationship, so that a second round, or a mentee who becomes a mentor, fits.
There is no field for gender, birth year, money or origin.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.domain.marks import private, shareable, structural

NAME_LIMIT = 200  # characters; longer text is a paste into the wrong field
LINE_LIMIT = 500
TEXT_LIMIT = 20_000_000  # characters of one long text; far above any note, below what exhausts memory


class Role(StrEnum):
    """What I am in a relationship."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"


class Phase(StrEnum):
    """Where a relationship stands; ends are planned, not drifted into (after Kram's phases)."""

    GETTING_TO_KNOW = "getting_to_know"
    WORKING = "working"
    WINDING_UP = "winding_up"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFrom:
    """From which date a person's clock follows which zone; None means always so far."""

    zone: str = private()
    since: date | None = private(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to reach a person, as typed: kind "mail", value "a@example.org"."""

    kind: str = private()
    value: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person the mentor knows, or the mentor (`me`)."""

    id: PersonId = structural()
    version: int = structural(default=0)
    name: str = shareable()
    say_it: str = private(default="")  # how to say the name
    pronouns: str = private(default="")
    headline: str = private(default="")  # "Senior engineer, Payments"
    about: str = private(default="")  # good to know, Markdown
    channels: tuple[Channel, ...] = private(default=())
    languages: tuple[str, ...] = private(default=())
    zones: tuple[ZoneFrom, ...] = private(default=())  # by date, the undated first
    me: bool = structural(default=False)
    archived: bool = structural(default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A stretch of mentoring between me and one or more others."""

    id: RelationshipId = structural()
    version: int = structural(default=0)
    my_role: Role = structural(default=Role.MENTOR)
    members: tuple[PersonId, ...] = structural(default=())  # the others, not me
    programme: str = private(default="")
    cadence_days: int | None = private(default=None)  # agreed rhythm; None = none agreed
    phase: Phase = private(default=Phase.GETTING_TO_KNOW)
    started: date | None = private(default=None)
    ended: date | None = private(default=None)
    until: date | None = private(default=None)  # the last day that was agreed
    midpoint: date | None = private(default=None)  # when to look back half-way


def zone_of(zones: Iterable[ZoneFrom], day: date, otherwise: str) -> str:
    """The zone that holds on a day; `otherwise` where none does."""
    zone = otherwise
    for entry in sorted(zones, key=lambda entry: entry.since or date.min):
        if entry.since is None or entry.since <= day:
            zone = entry.zone
    return zone


def zone_on(person: Person, day: date, otherwise: str) -> str:
    """The zone a person's clock follows on a day; `otherwise` for a person without one."""
    return zone_of(person.zones, day, otherwise)


def initials(name: str) -> str:
    """One or two letters for an avatar: the first of the first and the last word."""
    words = [word for word in name.split() if any(char.isalnum() for char in word)]
    letters = [next(char for char in word if char.isalnum()) for word in words]
    return (letters[0] + letters[-1]).upper() if len(letters) > 1 else "".join(letters).upper() or "?"
