"""What Today shows, as words: worked out from the service's answer, so that it can be tested without a
window. No Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.services.promises import OnTime, PromiseRow
from mentor_desktop.services.quickpromise import rhythm_said, size_said
from mentor_desktop.services.sessions import SessionRow
from mentor_desktop.services.sharing import short_names
from mentor_desktop.services.today import NextSession, Today
from mentor_desktop.services.wrapping import Waiting
from mentor_desktop.ui.daywords import ChipKind, countdown, due_words, greeting, near_day, short_day
from mentor_desktop.ui.today.reviewing import ReviewLine, review_lines
from mentor_desktop.ui.today.touchstate import TouchState, touch_state
from mentor_desktop.words import _, clock, day, ngettext, span, weekday

ENOUGH = 3  # promises before a word is said about how many were kept on time
FEW = 8  # promises shown before "show all"
MOST = 50  # promises shown at all; the rest is counted


@dataclass(frozen=True)
class NextCard:
    """The session that comes next, or runs."""

    session: bytes
    person: str  # key of the avatar
    name: str
    title: str
    line: str
    chips: tuple[tuple[str, ChipKind], ...]
    link: str
    running: bool

    @property
    def spoken(self) -> str:
        """The card in one breath."""
        begin = _("Running session") if self.running else _("Next session")
        return ", ".join((begin, self.title, self.line, *(words for words, _kind in self.chips)))


@dataclass(frozen=True)
class PromiseLine:
    """One promise with its chip."""

    id: bytes
    text: str
    sub: str
    chip: str
    kind: ChipKind

    @property
    def spoken(self) -> str:
        """The promise in one breath."""
        words = _("Promise: %(text)s") % {"text": self.text}
        return ", ".join(
            each for each in (words, self.chip and _("due: %(day)s") % {"day": self.chip}) if each
        )


@dataclass(frozen=True)
class WaitingLine:
    """A held session that is not wrapped up."""

    session: bytes
    person: str
    name: str
    title: str
    done: int
    of: int
    sub: str


@dataclass(frozen=True)
class WeekLine:
    """Another session this week."""

    session: bytes
    when: str
    title: str
    state: str


@dataclass(frozen=True)
class TodayState:
    """The whole page."""

    title: str
    sub: str
    next: NextCard | None
    promises: tuple[PromiseLine, ...]
    more: int  # promises that are not listed
    hidden: int  # promises that share-safe hides
    on_time: str
    waiting: tuple[WaitingLine, ...]
    week: tuple[WeekLine, ...]
    week_line: str
    safe: bool
    anyone: bool  # whether there is a person yet
    touch: TouchState = field(default_factory=TouchState)
    later: str = ""  # what I promised that shows on a later day
    reviews: tuple[ReviewLine, ...] = ()  # agreements to look at again
    calm: str = ""  # nothing is left for today: what comes next, and when


def state_of(found: Today, anyone: bool, safe: bool) -> TodayState:
    """The page for what the vault holds; with `safe`, only what the person in the call may see."""
    shown = found.promises
    if safe:
        there: set[PersonId | None] = {p for p, _name in found.next.head.people} if found.next else set()
        shown = tuple(
            row for row in shown
            if not row.private and ({row.owner, row.receiver} & there) and not _other(row, there)
        )  # fmt: skip
    names = _short(found)
    touch = TouchState() if safe else touch_state(found.warm, found.coming, found.date)
    return TodayState(
        title=_("%(greeting)s, %(name)s") % {"greeting": greeting(found.now.hour), "name": found.name},
        sub=_sub(found, safe),
        next=_next(found.next, found.now, safe) if found.next else None,
        promises=tuple(_promise(row, found.now, names) for row in shown[:MOST]),
        more=max(len(shown) - MOST, 0),
        hidden=len(found.promises) - len(shown),
        on_time="" if safe else _on_time(found.on_time),
        waiting=() if safe else tuple(_waiting(each) for each in found.waiting[:5]),
        week=tuple(_week(row, safe) for row in found.week[:12]),
        week_line="" if safe else _week_line(found),
        safe=safe,
        anyone=anyone,
        touch=touch,
        reviews=() if safe else review_lines(found.reviews, found.date),
        later="" if safe else _later(found),
        calm="" if safe or found.promises or touch.lines or found.waiting else _calm(found),
    )


def _week_line(found: Today) -> str:
    if found.capacity_minutes:
        values = {"span": span(found.week_minutes) if found.week_minutes else _("nothing"),
                  "limit": span(found.capacity_minutes)}  # fmt: skip
        if found.week_minutes > found.capacity_minutes:
            return _("%(span)s of mentoring this week, over your limit of %(limit)s") % values
        return _("%(span)s of mentoring this week · you set a limit of %(limit)s") % values
    if not found.week_minutes:
        return ""
    return _("%(span)s of mentoring this week") % {"span": span(found.week_minutes)}


def _later(found: Today) -> str:
    if not found.later or found.later_from is None:
        return ""
    words = ngettext(
        "%(n)d more of yours shows from %(day)s.", "%(n)d more of yours, the first from %(day)s.", found.later
    )
    return words % {"n": found.later, "day": short_day(found.later_from, found.date)}


def _calm(found: Today) -> str:
    """What comes next, and when; said once nothing is left."""
    coming: list[str] = []
    if found.next is not None and not found.next.running:
        when = near_day(found.next.head.mine.start.date(), found.date)
        at = clock(found.next.head.mine.start)
        coming.append(
            _("%(when)s %(time)s %(who)s") % {"who": found.next.head.title, "when": when, "time": at}
        )
    if found.coming:
        first = found.coming[0]
        coming.append(
            _("%(when)s a word to %(name)s") % {"name": first.name, "when": near_day(first.on, found.date)}
        )
    if not coming:
        return _("Nothing is left for today.")
    return _("Nothing is left for today. Next: %(what)s.") % {"what": "; ".join(coming)}


def _other(row: PromiseRow, there: AbstractSet[PersonId | None]) -> bool:
    """Whether a promise names someone who is neither me nor in the session."""
    return (row.receiver if row.mine else row.owner) not in there


def _sub(found: Today, safe: bool) -> str:
    pieces = [day(found.date, "weekday")]
    if found.sessions_today:
        pieces.append(
            ngettext("%(n)d session today", "%(n)d sessions today", found.sessions_today)
            % {"n": found.sessions_today}
        )
    if found.my_due and not safe:
        pieces.append(
            ngettext("%(n)d promise of yours is due", "%(n)d promises of yours are due", found.my_due)
            % {"n": found.my_due}
        )
    return " · ".join(pieces)


def _on_time(on_time: OnTime) -> str:
    if on_time.of < ENOUGH:
        return ""
    return _("You kept %(kept)d of %(of)d on time in the past year.") % {
        "kept": on_time.kept, "of": on_time.of
    }  # fmt: skip


def _short(found: Today) -> dict[PersonId, str]:
    named: dict[PersonId, str] = {}
    for row in found.promises:
        named[row.owner] = row.owner_name
        if row.receiver:
            named[row.receiver] = row.receiver_name
    return short_names({person: name for person, name in named.items() if name})


def next_line(about: NextSession, now: datetime) -> str:
    """ "Today 15:00–15:50 here · 17:00–17:50 in Nairobi · in 3 h 20 min"."""
    mine = about.head.mine
    when = near_day(mine.start.date(), now.date())
    left = _("running") if about.running else countdown(now, mine.start, mine.end)
    return f"{when} {about.head.times()} · {left}"


def _next(about: NextSession, now: datetime, safe: bool) -> NextCard:
    person, name = about.head.people[0] if about.head.people else (b"", "")
    chips: list[tuple[str, ChipKind]] = []
    if about.running:
        chips.append((_("Running"), "ok"))
    if about.parts:
        parts = ngettext("%(n)d part", "%(n)d parts", about.parts) % {"n": about.parts}
        ready = _("Agenda ready · %(parts)s · %(span)s") % {"parts": parts, "span": span(about.minutes)}
        chips.append((ready, "accent"))
    else:
        chips.append((_("No agenda yet"), "neutral"))
    if about.my_open and not safe:
        open_words = ngettext(
            "%(n)d promise of yours is open", "%(n)d promises of yours are open", about.my_open
        )
        chips.append((open_words % {"n": about.my_open}, "warn"))
    return NextCard(
        session=about.head.session.id,
        person=person.hex(),
        name=name,
        title=about.head.title,
        line=next_line(about, now),
        chips=tuple(chips),
        link="" if safe else about.head.session.link,
        running=about.running,
    )


def _promise(row: PromiseRow, now: datetime, names: Mapping[PersonId, str]) -> PromiseLine:
    owner = names.get(row.owner, row.owner_name)
    receiver = names.get(row.receiver, row.receiver_name) if row.receiver else ""
    if row.mine:
        who = _("You, to %(name)s") % {"name": receiver} if receiver else _("You promised")
    elif receiver:
        who = _("%(name)s, to you") % {"name": owner}
    else:
        who = owner
    number = _("session %(number)d") % {"number": row.session_number} if row.session_number else ""
    size = size_said(row.effort) if row.effort else ""
    pieces = (who, number, size, rhythm_said(row.repeats), _moved(row.stands.moves))
    chip, kind = due_words(row, now.date())
    return PromiseLine(row.id, row.text, " · ".join(filter(None, pieces)), chip, kind)


def _moved(times: int) -> str:
    if not times:
        return ""
    return ngettext("moved on once", "moved on %(n)d times", times) % {"n": times}


def _waiting(each: Waiting) -> WaitingLine:
    person, name = each.people[0] if each.people else (b"", "")
    done = _("%(done)d of %(of)d follow-ups done") % {"done": each.done, "of": each.of}
    sent = _("summary sent") if each.sent else _("summary not sent")
    return WaitingLine(each.id, person.hex(), name, each.title, each.done, each.of, f"{done} · {sent}")


def _week(row: SessionRow, safe: bool) -> WeekLine:
    title = _("A session") if safe else row.title
    state = "" if safe else _("agenda ready") if row.parts else _("not prepared")
    return WeekLine(row.id, f"{weekday(row.here)} {clock(row.here)}", title, state)
