"""What a plan must be like, and what is said about its hour: years, zones, lengths, links, skipped hours."""

from datetime import date, datetime, timedelta

from mentor_desktop.domain.sessions import LONGEST, SHORTEST
from mentor_desktop.domain.when import (
    HourKind,
    OutOfRange,
    UnknownZone,
    When,
    checked,
    hour_kind,
    instant,
    wall_at,
)
from mentor_desktop.services import people
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.words import _, clock, place

SAFE_SCHEMES = (
    "https",
    "zoommtg",
    "msteams",
    "facetime",
    "facetime-audio",
    "tel",
    "webex",
    "sip",
    "slack",
    "skype",
)
"""What a join link may begin with: the web over TLS and the call programs' own schemes."""


def checked_when(when: When) -> When:
    """A plan whose zone and year are sound, else refused with a sentence."""
    try:
        return checked(when)
    except UnknownZone:
        people.checked_zone(when.zone)
        raise
    except OutOfRange:
        raise Refused(_("Choose a date between 1900 and 2199.")) from None


def checked_minutes(minutes: int) -> int:
    """A sound length."""
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(
            _("A session takes between %(shortest)d and %(longest)d minutes.")
            % {"shortest": SHORTEST, "longest": LONGEST}
        )
    return minutes


def checked_link(link: str) -> str:
    """A join link as kept: https or a call program's scheme, or nothing."""
    kept = line_of(link, 2_000).strip()
    if kept and (":" not in kept or kept.split(":", 1)[0].casefold() not in SAFE_SCHEMES):
        raise Refused(_("A join link begins with https:// or the scheme of a call program."))
    return kept


def hour_warning(when: When) -> str:
    """A sentence if the zone's clocks skip or double this time, else nothing."""
    kind = hour_kind(when)
    if kind is HourKind.SKIPPED:
        later = wall_at(instant(when), when.zone)
        return _("The clocks in %(place)s jump over this time; it is read as %(time)s.") % {
            "place": place(when.zone), "time": clock(later),
        }  # fmt: skip
    if kind is HourKind.DOUBLED:
        return _("The clocks in %(place)s show this time twice; the %(which)s is meant.") % {
            "place": place(when.zone), "which": _("second") if when.fold else _("first"),
        }  # fmt: skip
    return ""


def day_shift(here: datetime, there: datetime) -> str:
    """ " (the day after)" where the other's date differs, else nothing."""
    days = (there.date() - here.date()).days
    if days == 0:
        return ""
    return " " + (_("(the day after)") if days > 0 else _("(the day before)"))


def week_of(day: date) -> tuple[date, date]:
    """Monday of the week, and Monday of the next."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7)
