"""What the Run page's cards show beyond the clock, and what the presenter needs of its view. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mentor_desktop.domain.ids import MINUTE, Millis
from mentor_desktop.domain.sessionclock import ClockFace
from mentor_desktop.domain.sessions import SessionState, held_minutes
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services.running import Run
from mentor_desktop.services.sessions import Head
from mentor_desktop.ui.run.state import (
    ClockShown,
    NoteShown,
    PromiseShown,
    RunState,
    agenda_shown,
    proposed_end,
    shrink_words,
)
from mentor_desktop.words import _, clock, day, ngettext, span


@dataclass(frozen=True, slots=True)
class Offer:
    """A question above the clock: nothing happens until a button is pressed."""

    key: str
    text: str
    buttons: tuple[tuple[str, str], ...]  # what it does, and its words
    warn: bool = True


@dataclass(frozen=True, slots=True)
class NotesShown:
    """The notes card."""

    rows: tuple[NoteShown, ...]
    shared: int
    private: int
    folded: bool  # private ones are hidden while the screen is shown
    audiences: tuple[tuple[str, str], ...]
    audience: str = ""  # the one that stands


@dataclass(frozen=True, slots=True)
class HandShown:
    """The card of what lies at hand."""

    intention: str
    promises: tuple[PromiseShown, ...]
    goals: tuple[tuple[str, str], ...]  # aim, and what stands out or comes next
    question: str
    more_questions: bool


class RunPort(Protocol):
    """What the presenter needs of its view."""

    def show_head(self, head: Head, sub: str) -> None: ...
    def show_state(self, state: RunState) -> None: ...
    def show_clock(self, shown: ClockShown) -> None: ...
    def show_notes(self, shown: NotesShown) -> None: ...
    def show_hand(self, shown: HandShown) -> None: ...
    def show_draft(self, text: str) -> None: ...
    def show_offer(self, offer: Offer | None) -> None: ...
    def show_share_safe(self, on: bool) -> None: ...
    def show_editor(self, note: str, text: str, earlier: Sequence[tuple[str, str]]) -> None: ...
    def announce(self, words: str) -> None: ...
    def focus_first(self, phase: str) -> None: ...


def earlier_words(revisions: Sequence[object], zone: str) -> list[tuple[str, str]]:
    """When and how a note read before, newest first."""
    found = []
    for revision in revisions:
        at, value = getattr(revision, "at", Millis(0)), getattr(revision, "value", "")
        wall = wall_at(at, zone)
        found.append((f"{day(wall.date(), 'short')} {clock(wall)}", str(value)))
    return found


def run_state(run: Run, at: ClockFace, just_started: bool) -> RunState:
    """What changes only when something is done."""
    session = run.head.session
    running = session.state is SessionState.RUNNING
    held = session.state is SessionState.HELD
    ids = [part.id for part in run.parts]
    place = ids.index(at.part) if at.part in ids else -1
    times, note = run.head.times(), ""
    if held and session.started is not None and session.ended is not None:
        zone = run.head.mine.zone
        begun, over = wall_at(session.started, zone), wall_at(session.ended, zone)
        times = _("Held %(day)s, %(start)s–%(end)s") % {
            "day": day(begun.date(), "weekday"), "start": clock(begun), "end": clock(over),
        }  # fmt: skip
        note = _("%(length)s in all. Times and notes can still be corrected.") % {
            "length": span(held_minutes(session) or 0)
        }
    elif session.state in (SessionState.CANCELLED, SessionState.MISSED):
        note = _("This session was called off. Starting it takes that back.")
    elif not run.parts:
        note = _("There is no agenda. The whole time is one conversation.")
    return RunState(
        phase="running" if running else "held" if held else "ready",
        agenda=agenda_shown(run, at, running, held),
        paused=at.paused,
        may_have_begun=just_started and at.elapsed < 10 * MINUTE,
        has_next=0 <= place < len(ids) - 1,
        has_back=place > 0,
        times=times,
        note=note,
        started=session.started,
        ended=session.ended,
        zone=run.head.mine.zone,
    )


def offers(run: Run, at: ClockFace, slept: int, last: Millis) -> list[Offer]:
    """The questions that stand now, the most pressing first. `last`: when anything was last done."""
    zone, found = run.head.mine.zone, []
    if slept:
        minutes = max(1, round(slept / MINUTE))
        sentence = ngettext(
            "The laptop slept for %(count)d min. Count it?", "The laptop slept for %(count)d min. Count it?",
            minutes,
        )  # fmt: skip
        buttons = (("count", _("Count it")), ("leave out", _("Leave it out")))
        found.append(Offer(f"slept {run.events[-1].reading.utc}", sentence % {"count": minutes}, buttons))
    ended = proposed_end(run, at, last)
    if ended is not None:
        time = clock(wall_at(ended, zone))
        found.append(
            Offer(
                f"ended {ended}",
                _("Nothing has happened since %(time)s. Did the session end then?") % {"time": time},
                (("end", _("End it at %(time)s") % {"time": time}), ("go on", _("It goes on"))),
            )
        )
    sentence, button = shrink_words(run, at)
    if sentence and at.part is not None:
        found.append(Offer(f"shrink {at.part.hex()}", sentence, (("shrink", button),)))
    return found
