"""What the mini window shows. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentor_desktop.services.wrapping import Wrap
from mentor_desktop.words import _, clock, day, names, ngettext

Phase = Literal["none", "ready", "running", "done"]


@dataclass(frozen=True, slots=True)
class MiniState:
    """Everything but what the clock reads."""

    phase: Phase
    title: str  # "" while the screen is shown to someone
    times: str
    paused: bool
    has_next: bool
    has_back: bool
    may_have_begun: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """The short wrap-up after the end."""

    counts: str  # "3 shared notes and 2 private are kept."
    mattered: str
    promises: tuple[str, ...]  # understood ones, ready to be kept
    unclear: int  # promise notes that need the full wrap-up
    next_time: str  # words of the button that plans the next session, "" where one is planned
    planned: str  # when the next session is
    hidden: bool  # nothing private while the screen is shown


def closing(wrap: Wrap, share_safe: bool) -> Closing:
    """The short wrap-up as it stands."""
    shared = sum(note.audience is not None for note in wrap.notes)
    private = len(wrap.notes) - shared
    ready = [each for each in wrap.suggestions if each.understood.owner is not None and each.understood.text]
    named = {clock_.person: clock_.name for clock_ in wrap.head.clocks}
    lines = []
    for each in ready:
        owner = each.understood.owner
        line = _("%(who)s: %(what)s") % {
            "who": named.get(owner, "") if owner else "", "what": each.understood.text,
        }  # fmt: skip
        lines.append(f"{line} · {day(each.understood.due, 'weekday_short')}" if each.understood.due else line)
    at, planned = wrap.proposed, ""
    if wrap.next_session is not None:
        start = wrap.next_session.mine.start
        planned = _("Next session: %(day)s, %(time)s") % {
            "day": day(start.date(), "weekday_short"), "time": clock(start),
        }  # fmt: skip
    next_time = ""
    if at is not None:
        next_time = _("Plan %(day)s, %(time)s") % {
            "day": day(at.wall.date(), "weekday_short"), "time": clock(at.wall),
        }  # fmt: skip
    return Closing(
        counts=counts_words(shared, private),
        mattered="" if share_safe else wrap.preparation.mattered,
        promises=() if share_safe else tuple(lines),
        unclear=len(wrap.suggestions) - len(ready),
        next_time=next_time,
        planned=planned,
        hidden=share_safe,
    )


def counts_words(shared: int, private: int) -> str:
    """How many notes are kept."""
    parts = []
    if shared:
        parts.append(ngettext("%(count)d shared note", "%(count)d shared notes", shared) % {"count": shared})
    if private:
        parts.append(ngettext("%(count)d private", "%(count)d private", private) % {"count": private})
    if not parts:
        return _("No notes this time.")
    return _("Kept: %(what)s") % {"what": names(parts)}
