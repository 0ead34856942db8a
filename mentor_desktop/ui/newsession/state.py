"""What the New session page shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.people import Person
from mentor_desktop.domain.sessions import Session
from mentor_desktop.domain.when import When
from mentor_desktop.services.agenda import Template

Mode = Literal["new", "past", "move", "held"]


@dataclass(frozen=True)
class Known:
    """What was read from the vault."""

    me: Person
    people: tuple[Person, ...]  # not me, not archived, by name
    home: str  # the zone of my day
    minutes: int  # the usual length
    templates: tuple[Template, ...]
    session: Session | None  # the one that is moved or edited


@dataclass(frozen=True)
class Draft:
    """The form as filled in so far."""

    mode: Mode
    chosen: tuple[PersonId, ...]
    when: When
    follows: PersonId | None  # whose clock; None = mine
    minutes: int
    link: str = ""
    template: str = ""
    by: PersonId | None = None  # who asked for the move


@dataclass(frozen=True)
class FormState:
    """The page."""

    mode: Mode
    title: str
    sub: str
    people: tuple[tuple[str, str, str], ...]  # to pick from: key, name, second line
    chosen: tuple[tuple[str, str], ...]
    may_choose: bool
    when: datetime
    clocks: tuple[tuple[str, str], ...]  # whose clock the plan may follow: key and words
    follows: str
    minutes: int
    link: str
    templates: tuple[tuple[str, str], ...]
    template: str
    movers: tuple[tuple[str, str], ...]  # who may have asked for the move
    save: str  # words of the main button


@dataclass(frozen=True)
class Told:
    """What is said about the time as typed."""

    warnings: tuple[str, ...] = ()
    moved: str = ""  # "From Tue 24 Nov 15:00 to …"
    doubled: bool = False  # the hour comes twice: first or second must be chosen
    because: str = ""  # the clause that the proposal follows
