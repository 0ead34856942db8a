"""Two cards of a person: what they need to take part, and how meetings fit their life.

Hours are kept, never the reason for them: no field asks why.
"""

from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.agreements import Span, Weekday, Window
from mentor_desktop.domain.marks import private


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessCard:
    """What makes it easier for a person to hear, read, speak and think."""

    captions: bool = private(default=False)
    slower: bool = private(default=False)
    text_first: bool = private(default=False)  # would rather read than hear
    screen_reader: bool = private(default=False)
    languages: tuple[str, ...] = private(default=())  # as typed, the best one first
    more: str = private(default="")


@dataclass(frozen=True, slots=True)
class DatedWindow:
    """Days that are kept free, both included."""

    since: date = private()
    until: date = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCard:
    """How meetings fit a person's days, on the person's own clock."""

    working_days: tuple[Weekday, ...] = private(default=(0, 1, 2, 3, 4))
    working_hours: Span | None = private(default=None)  # None = not said
    kept_free: tuple[Window, ...] = private(default=())  # every week
    away: tuple[DatedWindow, ...] = private(default=())
    camera: str = private(default="")  # "on", "off", "either", "" = not said
    grace_minutes: int | None = private(default=None)  # how late is not late
    free_cancels: int | None = private(default=None)  # sessions called off without a reason, a quarter
    holidays: str = private(default="")  # "DE" or "DE-BY": whose public holidays are kept
