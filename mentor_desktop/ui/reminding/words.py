"""What a reminder says, in the window and outside of it. No Qt."""

from __future__ import annotations

from mentor_desktop.domain.ids import MINUTE, Millis
from mentor_desktop.domain.reminders import Cue, Reminder
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services.reminding import Plan
from mentor_desktop.ui.daywords import near_day
from mentor_desktop.words import _, clock, ngettext


def sentence(reminder: Reminder, plan: Plan, now: Millis, *, named: bool) -> str:
    """One sentence; without a name where anyone might read it."""
    title = plan.titles.get(reminder.session, "")
    if reminder.cue is Cue.WRAP:
        if named:
            return _("%(who)s is not wrapped up yet.") % {"who": title}
        return _("A session is not wrapped up yet.")
    start = plan.starts[reminder.session]
    if reminder.cue is Cue.JOIN:
        left = max(0, -(-(start - now) // MINUTE))
        if left == 0:
            return _("%(who)s begins now.") % {"who": title} if named else _("A session begins now.")
        if named:
            words = ngettext("%(who)s begins in %(n)d minute.", "%(who)s begins in %(n)d minutes.", left)
        else:
            words = ngettext("A session begins in %(n)d minute.", "A session begins in %(n)d minutes.", left)
        return words % {"who": title, "n": left}
    here = wall_at(start, plan.zone)
    when = f"{near_day(here.date(), wall_at(now, plan.zone).date())} {clock(here)}"
    if named:
        return _("%(when)s: %(who)s. The brief is ready.") % {"when": when, "who": title}
    return _("%(when)s: a session. The brief is ready.") % {"when": when}


def act(reminder: Reminder) -> str:
    """The button beside it."""
    return {Cue.WRAP: _("Wrap up"), Cue.JOIN: _("Open"), Cue.PREPARE: _("Prepare")}[reminder.cue]


def while_locked() -> str:
    """All that is said while the vault is locked."""
    return _("Something waits for you in Mentor Desktop.")
