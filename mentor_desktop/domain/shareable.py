"""What may leave the vault: an explicit list of fields for a named audience, and nothing else.

Exporters and the preview are drawn from these classes alone. They are built only by
`services/sharing.py`; this module knows none of the records they are built from.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mentor_desktop.domain.marks import shareable


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNote:
    """One note as the audience reads it."""

    text: str = shareable()  # Markdown, as typed
    time: str = shareable(default="")  # "15:14" in the writer's zone, "" for a note typed in afterwards
    moment: bool = shareable(default=False)  # a quotation or turning point worth keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPromise:
    """Who does what by when."""

    owner: str = shareable()
    text: str = shareable()
    due: date | None = shareable(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTime:
    """One moment on one person's clock."""

    wall: datetime = shareable()  # naive: the time as the clock in `place` shows it
    place: str = shareable()  # "Nairobi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shareable:
    """A session's summary for a named audience."""

    number: int | None = shareable(default=None)  # of the session within its relationship
    held_on: date = shareable()
    minutes: int | None = shareable(default=None)  # length as held; None if unknown
    present: tuple[str, ...] = shareable(default=())  # display names, the mentor first
    audience: tuple[str, ...] = shareable(default=())  # who this summary is for
    language: str = shareable(default="en")  # BCP 47 tag
    opening: str = shareable(default="")  # the mentor's own first line, plain text
    notes: tuple[SharedNote, ...] = shareable(default=())
    promises: tuple[SharedPromise, ...] = shareable(default=())
    next_time: tuple[LocalTime, ...] = shareable(default=())  # the same moment on each clock
