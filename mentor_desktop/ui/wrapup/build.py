"""Turns what the services found into what the page shows. Plain functions, no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, timedelta

from mentor_desktop.domain.followups import Group
from mentor_desktop.domain.ids import MINUTE, Millis, PartId, PersonId
from mentor_desktop.domain.sessions import Attendance, SessionState
from mentor_desktop.domain.when import instant, wall_at
from mentor_desktop.services import wrapping
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.sharing import short_names
from mentor_desktop.ui.wrapup import wording
from mentor_desktop.ui.wrapup.state import (
    AttendanceLine,
    CheckGroup,
    CheckLine,
    NextTime,
    PartLine,
    PromiseLine,
    SuggestionLine,
    TypedNote,
    WrapState,
)
from mentor_desktop.words import _, day, names, ngettext

FOLDED_FOR = 5 * MINUTE  # after the end, while the screen may still be shared


def folded(wrap: wrapping.Wrap, now: Millis, safe: bool) -> bool:
    """Whether the page opens folded: the screen is shown and the session ended a moment ago."""
    ended = wrap.head.session.ended
    return safe and ended is not None and now - ended < FOLDED_FOR


def called(wrap: wrapping.Wrap) -> dict[PersonId, str]:
    """What those present are called, me first; first names where these tell them apart."""
    return short_names({each.person: each.name for each in wrap.head.clocks})


def built(
    wrap: wrapping.Wrap, chosen: Set[PartId], mattered: str, clashes: str, now: Millis, safe: bool
) -> WrapState:
    """The page for a session that was held; anything else asks to end it first."""
    head = wrap.head
    if head.session.state is not SessionState.HELD:
        return WrapState("not_ended", head)
    zone = head.mine.zone
    today = wall_at(now, zone).date()
    known = called(wrap)
    attended = () if safe else _attended(wrap, known)
    wrapped = head.session.wrapped
    return WrapState(
        phase="ready",
        head=head,
        sub=wording.head_line(head),
        today=today,
        safe=safe,
        attendance=wording.attendance_words(attended),
        attended=attended,
        mattered=mattered,
        suggestions=() if safe else tuple(_suggestion(each, wrap, known) for each in wrap.suggestions),
        promises=_promises(wrap.promises, known, wrap.everyone, today, safe),
        earlier=_promises(wrap.still_open, known, wrap.everyone, today, safe),
        owners=tuple(known.items()),
        next=_next(wrap, clashes, now),
        ratings=(wrap.ratings.trust, wrap.ratings.listening, wrap.ratings.progress),
        parts=tuple(
            PartLine(part.id, part.title, wording.times_moved(part.moves), part.id in chosen)
            for part in (each.part for each in wrap.unfinished)
        ),
        waits=_waits(wrap),
        groups=() if safe else _groups(wrap, now),
        done=wrap.done_count,
        of=len(wrap.checklist),
        wrapped=""
        if wrapped is None
        else _("Wrapped up %(when)s") % {"when": wording.moment_words(wrapped, now, zone)},
        paper=head.session.paper,
        typed=tuple(
            TypedNote(note.id, note.text, note.audience is None)
            for note in wrap.notes
            if not (safe and note.audience is None)
        ),
    )  # fmt: skip


def _attended(wrap: wrapping.Wrap, known: Mapping[PersonId, str]) -> tuple[AttendanceLine, ...]:
    return tuple(
        AttendanceLine(
            each.person, known[each.person], each.attendance is not Attendance.ABSENT, each.late_minutes
        )
        for each in wrap.head.session.participants
    )


def _suggestion(
    each: wrapping.Suggestion, wrap: wrapping.Wrap, known: Mapping[PersonId, str]
) -> SuggestionLine:
    owner = each.understood.owner or wrap.head.mine.person
    due = each.understood.due
    return SuggestionLine(
        note=each.note.id,
        owner_name=known.get(owner) or wrap.everyone.get(owner, ""),
        text=each.understood.text,
        due=day(due, "weekday_short") if due else "",
        private=each.note.audience is None,
    )


def _promises(
    rows: tuple[PromiseRow, ...], known: Mapping[PersonId, str], everyone: Mapping[PersonId, str],
    today: date, safe: bool
) -> tuple[PromiseLine, ...]:  # fmt: skip
    shown = [row for row in rows if not safe or (not row.private and row.owner in known)]
    return tuple(
        PromiseLine(
            id=row.id,
            owner_name=known.get(row.owner) or everyone.get(row.owner, ""),
            text=row.text,
            due=wording.standing_words(row, today),
            tone=wording.due_tone(row, today),
            sub=wording.times_moved(row.stands.moves),
            kept=not row.stands.is_open and row.stands.state.value.startswith("kept"),
            dropped=row.stands.state.value == "dropped",
            private=row.private,
        )
        for row in shown
    )


def _next(wrap: wrapping.Wrap, clashes: str, now: Millis) -> NextTime:
    head, zone = wrap.head, wrap.head.mine.zone
    when = wrap.next_session.session.when if wrap.next_session else wrap.proposed
    today = wall_at(now, zone).date()
    if when is None:
        later = head.mine.start + timedelta(days=7)
        return NextTime(None, "", "", later, known=False)
    at = instant(when)
    start = wall_at(at, zone)
    planned = wrap.next_session.session.id if wrap.next_session else None
    return NextTime(
        planned, wording.start_words(start, today), wording.other_clocks(head, at), start, True, clashes
    )


def _waits(wrap: wrapping.Wrap) -> str:
    if wrap.next_session is None and (wrap.unfinished or wrap.promises or wrap.still_open):
        return _("Without a next date, what is open waits here.")
    return ""


def _groups(wrap: wrapping.Wrap, now: Millis) -> tuple[CheckGroup, ...]:
    titles = {Group.NOW: _("Now"), Group.TODAY: _("Today"), Group.LATER: _("Later")}
    groups = []
    for group, title in titles.items():
        lines = [
            _check(each, now, wrap.head.mine.zone) for each in wrap.checklist if each.item.group is group
        ]
        if lines:
            groups.append(CheckGroup(title, tuple(lines)))
    return tuple(groups)


def _check(each: wrapping.CheckItem, now: Millis, zone: str) -> CheckLine:
    item = each.item
    if item.done is not None:
        return CheckLine(item.id, item.text, _("done"), "ok", True)
    words, tone = wording.due_by(each.due, now, zone)
    return CheckLine(item.id, item.text, words, tone, False)


def clash_words(titles: tuple[str, ...]) -> str:
    """A warning where other sessions lie at that time."""
    if not titles:
        return ""
    return _("At the same time: %(titles)s") % {"titles": names(titles)}


def moved_words(moved: wrapping.Moved, to: str) -> str:
    """What "Done" says: what moved on, and where to."""
    if moved.to is None:
        return _("Wrapped up. What is open waits until a next session is planned.")
    said = [_("Wrapped up.")]
    if moved.parts:
        said.append(
            ngettext("%(n)d part moved on to %(day)s.", "%(n)d parts moved on to %(day)s.", moved.parts)
            % {"n": moved.parts, "day": to}
        )
    if moved.promises:
        said.append(
            ngettext(
                "%(n)d open promise goes along to %(day)s.", "%(n)d open promises go along to %(day)s.",
                moved.promises,
            ) % {"n": moved.promises, "day": to}
        )  # fmt: skip
    return " ".join(said) if len(said) > 1 else _("Wrapped up. Nothing had to move on.")
