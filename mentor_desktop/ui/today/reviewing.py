"""The lines of agreements that are to be looked back at. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentor_desktop.services.agreed_hints import Review
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.words import _

MOST = 4  # that are listed


@dataclass(frozen=True)
class ReviewLine:
    """One agreement whose day has come."""

    relationship: bytes
    person: bytes
    name: str
    sub: str


def review_lines(reviews: Sequence[Review], today: date) -> tuple[ReviewLine, ...]:
    """The oldest ones."""
    return tuple(
        ReviewLine(
            each.relationship,
            each.person,
            each.name,
            _("version %(number)d, was due %(day)s")
            % {"number": each.number, "day": short_day(each.on, today)},
        )
        for each in reviews[:MOST]
    )
