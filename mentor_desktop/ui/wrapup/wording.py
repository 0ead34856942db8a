"""Words of the Wrap up page made from dates and counts. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from mentor_desktop.domain.ids import MINUTE, Millis
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.sessionclock import planned_end
from mentor_desktop.domain.sessions import held_minutes
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.sessions import Head, day_shift, hour_warning
from mentor_desktop.ui.wrapup.state import AttendanceLine, Tone
from mentor_desktop.words import _, clock, day, names, ngettext, span, weekday

ON_TIME = 2  # minutes by which an end may differ and still be on time


def day_words(what: date, today: date) -> str:
    """ "today", "tomorrow", "Fri" within a week, "1 Dec" within the year, else with its year."""
    ahead = (what - today).days
    if ahead == 0:
        return _("today")
    if ahead == 1:
        return _("tomorrow")
    if 1 < ahead < 7:
        return weekday(what)
    return day(what, "short" if what.year == today.year or 0 < ahead < 180 else "medium")


def due_tone(row: PromiseRow, today: date) -> Tone:
    """Amber for what is due, quiet for the rest."""
    if not row.stands.is_open:
        return "ok" if row.stands.state is not PromiseState.DROPPED else "neutral"
    due = row.stands.due
    return "warn" if due is not None and due <= today else "neutral"


def standing_words(row: PromiseRow, today: date) -> str:
    """What the chip of a promise says."""
    if row.stands.state is PromiseState.DROPPED:
        return _("dropped")
    if not row.stands.is_open:
        return _("kept")
    if row.stands.due is None:
        return _("no date")
    return day_words(row.stands.due, today)


def times_moved(moves: int) -> str:
    """ "moved twice"; nothing for what never moved on."""
    if moves == 0:
        return ""
    if moves == 1:
        return _("moved once")
    if moves == 2:
        return _("moved twice")
    return ngettext("moved %(n)d time", "moved %(n)d times", moves) % {"n": moves}


def due_by(due: Millis | None, now: Millis, zone: str) -> tuple[str, Tone]:
    """When an item of the checklist is due, and its tone."""
    if due is None:
        return _("needs a next date"), "neutral"
    at, here = wall_at(due, zone), wall_at(now, zone)
    ahead = (at.date() - here.date()).days
    if due < now:
        return (_("was due %(time)s") % {"time": clock(at)} if ahead == 0 else
                _("was due %(day)s") % {"day": day_words(at.date(), here.date())}), "warn"  # fmt: skip
    if ahead == 0:
        return _("by %(time)s") % {"time": clock(at)}, "warn"
    words = day_words(at.date(), here.date())
    if ahead == 1:
        return _("by %(day)s %(time)s") % {"day": words, "time": clock(at)}, "neutral"
    return words, "neutral"


def head_line(head: Head) -> str:
    """ "49 min · ended 15:49 · on time"."""
    about = head.session
    length = held_minutes(about)
    if length is None or about.started is None or about.ended is None:
        return head.times()
    scheduled = instant(about.when)
    over = round((about.ended - planned_end(scheduled, about.minutes, about.started)) / MINUTE)
    if abs(over) <= ON_TIME:
        judged = _("on time")
    elif over > 0:
        judged = _("%(span)s over") % {"span": span(over)}
    else:
        judged = _("%(span)s early") % {"span": span(-over)}
    ended = wall_at(about.ended, head.mine.zone)
    return _("%(length)s · ended %(time)s · %(judged)s") % {
        "length": span(length), "time": clock(ended), "judged": judged,
    }  # fmt: skip


def start_words(wall: datetime, today: date) -> str:
    """ "Tue 8 Dec 15:00", with the year where it is another one."""
    shown = day(wall, "weekday_short")
    if wall.year != today.year:
        shown = f"{shown} {wall.year}"
    return _("%(day)s %(time)s") % {"day": shown, "time": clock(wall)}


def other_clocks(head: Head, at: Millis) -> str:
    """ "17:00 in Nairobi": the others' clocks at an instant, where they read otherwise than mine."""
    mine = wall_at(at, head.mine.zone)
    seen: dict[str, str] = {}
    for each in head.clocks[1:]:
        there = wall_at(at, each.zone)
        if there != mine and each.zone not in seen:
            seen[each.zone] = _("%(time)s in %(place)s") % {
                "time": clock(there), "place": each.place,
            } + day_shift(mine, there)  # fmt: skip
    return names(list(seen.values())) if seen else ""


def as_typed(head: Head, wall: datetime) -> str:
    """The other clocks for a time that is being typed on my clock, and a warning where clocks change."""
    when = When(wall, head.mine.zone)
    return " ".join(filter(None, (other_clocks(head, instant(when)), hour_warning(when))))


def moment_words(at: Millis, now: Millis, zone: str) -> str:
    """ "today 15:58", "20 Nov 15:58"."""
    then, here = wall_at(at, zone), wall_at(now, zone)
    if then.date() == here.date():
        shown = _("today")
    else:
        shown = day(then, "short" if then.year == here.year else "medium")
    return _("%(day)s %(time)s") % {"day": shown, "time": clock(then)}


def attendance_words(lines: Sequence[AttendanceLine]) -> str:
    """ "Amara was there", or who was not or came late."""
    if len(lines) == 1:
        return _of_one(lines[0])
    absent = [line.name for line in lines if not line.present]
    late = [line.name for line in lines if line.present and line.late]
    if lines and not absent and not late:
        return _("Everyone was there")
    said = []
    if absent:
        said.append(_("Absent: %(names)s") % {"names": names(absent)})
    if late:
        said.append(_("Late: %(names)s") % {"names": names(late)})
    return " · ".join(said)


def _of_one(line: AttendanceLine) -> str:
    if not line.present:
        return _("%(name)s was absent") % {"name": line.name}
    if line.late:
        words = ngettext("%(name)s came %(n)d min late", "%(name)s came %(n)d min late", line.late)
        return words % {"name": line.name, "n": line.late}
    return _("%(name)s was there") % {"name": line.name}
