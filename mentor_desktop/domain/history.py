"""Earlier wordings of a text a person wrote, and half-typed drafts."""

from dataclasses import dataclass
from enum import StrEnum

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.marks import private, structural

BURST = 10 * 60_000  # ms; longer typing without leaving the field starts a new revision


class Kind(StrEnum):
    """Kinds of things that have texts with a history and can be found by search."""

    PERSON = "person"
    RELATIONSHIP = "relationship"
    SESSION = "session"
    PART = "part"
    NOTE = "note"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    ATTACHMENT = "attachment"
    AGREEMENT = "agreement"
    CLAUSE = "clause"
    GOAL = "goal"
    STEP = "step"
    EVIDENCE = "evidence"
    RECORDING = "recording"
    CHECK_IN = "check_in"
    OCCASION = "occasion"
    PULSE = "pulse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a field said before a burst of typing changed it."""

    kind: Kind = structural()
    row: bytes = structural()
    field: str = structural()
    value: str = private()
    at: Millis = structural()
    device: bytes = structural(default=b"")
    clock: int = structural(default=0)  # hybrid logical clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Text typed and not yet made into anything, kept through lock and crash."""

    key: str = structural()  # which field of which thing
    text: str = private()
    at: Millis = structural()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A record that something left: what, when, to whom, in which format. Never the words themselves."""

    session: bytes = structural()
    at: Millis = private()
    audience: tuple[bytes, ...] = private()
    format: str = private()
    notes: int = private(default=0)
    promises: int = private(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """An agenda the mentor saved for use again."""

    id: bytes = structural()
    name: str = private()
    # Title, minutes, kind, who leads, whose topic.
    parts: tuple[tuple[str, int, str, str, str], ...] = private()
