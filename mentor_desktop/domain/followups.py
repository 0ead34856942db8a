"""The checklist after a session: what is due now, today and later, hung on an anchor that may move."""

from dataclasses import dataclass
from enum import StrEnum

from mentor_desktop.domain.ids import DAY, MINUTE, FollowUpId, Millis, SessionId
from mentor_desktop.domain.marks import private, structural

QUARTER = 91 * DAY


class Anchor(StrEnum):
    """What a due time is counted from."""

    END = "end"  # end of the session
    NEXT = "next"  # start of the next session
    MIDWAY = "midway"  # halfway between the two
    QUARTER = "quarter"  # three months after the end


class Group(StrEnum):
    """Which of the three groups of the checklist an item stands in."""

    NOW = "now"
    TODAY = "today"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One item of a session's checklist."""

    id: FollowUpId = structural()
    version: int = structural(default=0)
    session: SessionId = structural()
    text: str = private()
    anchor: Anchor = structural(default=Anchor.END)
    offset_minutes: int = structural(default=0)  # after the anchor; negative = before
    group: Group = structural(default=Group.TODAY)
    position: int = structural(default=0)
    default: str = structural(default="")  # id of the default item it came from, "" for an own one
    done: Millis | None = private(default=None)


def due_at(item: FollowUp, ended: Millis, next_start: Millis | None) -> Millis | None:
    """When an item is due; None while the next session it hangs on is not planned."""
    offset = item.offset_minutes * MINUTE
    if item.anchor is Anchor.END:
        return Millis(ended + offset)
    if item.anchor is Anchor.QUARTER:
        return Millis(ended + QUARTER + offset)
    if next_start is None:
        return None
    if item.anchor is Anchor.MIDWAY:
        return Millis((ended + next_start) // 2 + offset)
    return Millis(next_start + offset)
