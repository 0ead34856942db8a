"""What helps to be in touch well: one fact worth knowing, and a draft in plain words to copy and change.

No pronoun and no grammar is made of data, and nothing is ever sent.
"""

import re
from dataclasses import dataclass

from mentor_desktop.domain.goals import GoalState
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.touch import CheckInKind, Reason
from mentor_desktop.services import promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.touch import Warm
from mentor_desktop.store import goals as goal_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import session_lists
from mentor_desktop.store import sessions as session_store
from mentor_desktop.words import _, day, language, ngettext, number

LAST = 20  # of a person's sessions among which the last one held is looked for


@dataclass(frozen=True, slots=True)
class Help:
    """What is laid beside a check-in."""

    channel: str  # how they are best reached, "" if nobody said
    fact: str  # "" for none
    draft: str
    kind: CheckInKind


def help_for(desk: Desk, warm: Warm) -> Help:
    """What helps with this one."""
    with desk.read() as c:
        who = people_store.load_person(c, warm.person)
        ids = session_lists.sessions_of(c, warm.person)
        held = session_store.load_sessions(
            c, ids=ids[:LAST], states=[SessionState.HELD], limit=1, newest=True
        )
        mattered = session_store.load_preparation(c, held[0].id).mattered if held else ""
        aims = [each.aim for each in goal_store.load_goals(c, states=[GoalState.ACTIVE])
                if warm.person in each.whose]  # fmt: skip
    fact = ""
    if mattered.strip():
        fact = _("What mattered last time: %(what)s") % {"what": _first_line(mattered)}
    elif aims:
        fact = _("Working on: %(aim)s") % {"aim": aims[0]}
    elif who.about.strip():
        fact = _first_line(who.about)
    channel = next((f"{each.kind}: {each.value}" if each.kind else each.value for each in who.channels), "")
    return Help(channel, fact, draft(warm), KINDS.get(warm.reason, CheckInKind.ENCOURAGE))


KINDS = {
    Reason.QUIET: CheckInKind.QUIET, Reason.ASK_HOW_IT_WENT: CheckInKind.EVENT,
    Reason.OCCASION: CheckInKind.EVENT, Reason.ANNIVERSARY: CheckInKind.EVENT,
}  # fmt: skip


def draft(warm: Warm) -> str:
    """A few words to begin with."""
    values = {"name": warm.name.split()[0] if warm.name else "", "what": warm.about}
    return {
        Reason.QUIET: _("Hello %(name)s, it has been a while. How are you, and what fills your days?"),
        Reason.ASK_HOW_IT_WENT: _("Hello %(name)s, how did it go: %(what)s? I thought of you."),
        Reason.OCCASION: _("Hello %(name)s, I am thinking of you today: %(what)s."),
        Reason.PROMISE: _("Hello %(name)s, I have not forgotten: %(what)s. You will have it soon."),
        Reason.GOAL_REACHED: _("Hello %(name)s, you got there: %(what)s. What made it possible?"),
        Reason.REVIEW: _(
            "Hello %(name)s, what we agreed is due for a look. Shall we take ten minutes for it next time?"
        ),
        Reason.ANNIVERSARY: _("Hello %(name)s, we began on this day. What has changed since, for you?"),
    }[warm.reason] % values


def reason_words(warm: Warm) -> str:
    """Why, in words: "16 days quiet · you agreed on 14"."""
    values = {"what": warm.about, "day": day(warm.on, "short")}
    if warm.reason is Reason.QUIET:
        quiet = ngettext("%(n)s day quiet", "%(n)s days quiet", warm.days) % {"n": number(warm.days)}
        return _("%(quiet)s · the rhythm is %(days)d") % {"quiet": quiet, "days": warm.ideal}
    if warm.reason is Reason.ANNIVERSARY:
        years = ngettext("%(n)d year since you began", "%(n)d years since you began", warm.days)
        return years % {"n": warm.days}
    return {
        Reason.ASK_HOW_IT_WENT: _("%(what)s: ask how it went"),
        Reason.OCCASION: _("%(what)s, %(day)s"),
        Reason.PROMISE: _("you promised: %(what)s"),
        Reason.GOAL_REACHED: _("reached: %(what)s"),
        Reason.REVIEW: _("the agreement is due for a look"),
    }[warm.reason] % values


def coming_words(warm: Warm) -> str:
    """Why later: "quiet by then"."""
    return _("quiet by then") if warm.reason is Reason.QUIET else reason_words(warm)


def kind_words(kind: CheckInKind) -> str:
    """What a check-in is for."""
    return {
        CheckInKind.ENCOURAGE: _("to encourage"), CheckInKind.EVENT: _("about an event"),
        CheckInKind.RESOURCE: _("something to read or to meet"),
        CheckInKind.QUIET: _("because it was quiet"), CheckInKind.MESSAGE: _("a message of theirs"),
    }[kind]  # fmt: skip


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0][:200]


def read_day(text: str) -> tuple[int, int, int | None] | None:
    """Month, day and perhaps a year that a few words name: "12 March", "12 March 2027"; None for others."""
    months = promises.due_words(language()).months
    match = re.fullmatch(r"(\d{1,2})\.? ([^\W\d]+)\.?(?: (\d{4}))?", " ".join(text.casefold().split()))
    if match is None or match[2] not in months:
        return None
    return months[match[2]], int(match[1]), int(match[3]) if match[3] else None
