"""Days, hours and dues as the screens say them, always seen from now. Plain Python, no Qt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.words import _, clock, day, span, weekday

ChipKind = Literal["accent", "private", "warn", "neutral", "ok", "danger"]
SOON = 6  # days ahead that the name of the day alone says


def greeting(hour: int) -> str:
    """The words for the hour of the day, 0 to 23."""
    if 5 <= hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= hour < 18 else _("Good evening")


def near_day(when: date, today: date) -> str:
    """ "Today", "Tomorrow", "Yesterday", else "Wed 25 Nov", with the year where it is another one."""
    names = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    if (named := names.get((when - today).days)) is not None:
        return named
    return dated(when, today)


def dated(when: date, today: date) -> str:
    """ "Wed 25 Nov"; the year is added where it is not this one."""
    words = day(when, "weekday_short")
    return words if when.year == today.year else f"{words} {when.year}"


def short_day(when: date, today: date) -> str:
    """ "24 Nov", or "24 Nov 2025" for another year."""
    return day(when, "short" if when.year == today.year else "medium")


def when_words(when: datetime, today: date) -> str:
    """ "Today 15:00", "Wed 25 Nov 10:00"."""
    return f"{near_day(when.date(), today)} {clock(when)}"


def countdown(now: datetime, start: datetime, end: datetime) -> str:
    """How long until a session starts, or how far past its start the clock is."""
    left = (start - now) // timedelta(minutes=1)
    if left >= 24 * 60:
        days = (start.date() - now.date()).days
        return _("tomorrow") if days == 1 else _("in %(days)d days") % {"days": days}
    if left > 0:
        return _("in %(span)s") % {"span": span(left)}
    if now < end:
        return _("now") if left == 0 else _("since %(span)s") % {"span": span(-left)}
    return _("its time has passed")


def due_words(row: PromiseRow, today: date) -> tuple[str, ChipKind]:
    """What the chip of a promise says, and its kind; "" where no date was agreed."""
    due = row.stands.due
    if due is None:
        return "", "neutral"
    if row.stands.state is PromiseState.OVERDUE:
        return _("Overdue · %(day)s") % {"day": short_day(due, today)}, "warn"
    days = (due - today).days
    if days == 0:
        return _("Today"), "warn"
    if days == 1:
        return _("Tomorrow"), "neutral"
    return weekday(due) if 0 < days <= SOON else short_day(due, today), "neutral"
