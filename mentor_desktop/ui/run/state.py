"""What the Run page and the mini window show, worked out from a session and its clock. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentor_desktop.domain.ids import MINUTE, Millis, PersonId
from mentor_desktop.domain.notes import Audience, Note, NoteKind
from mentor_desktop.domain.sessionclock import ClockFace, to_come
from mentor_desktop.domain.sessions import Leads, Part
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.services.running import Run
from mentor_desktop.services.sharing import short_names
from mentor_desktop.words import _, clock, names, ngettext

Tone = Literal["text", "accent", "warn", "dim"]
Chips = tuple[tuple[str, str, str], ...]
THRESHOLDS = (5, 10)  # minutes left at which words and colour change
LONG_OVER = 30 * MINUTE  # past the planned end by this much, with nothing happening: perhaps it is over
IDLE = 15 * MINUTE


@dataclass(frozen=True, slots=True)
class ClockShown:
    """Everything that may change with a second; equal values need no drawing."""

    left: str  # "10:41" left in this part, or over
    caption: str  # "left in this part", "5 min left in this part", "2 min over"
    tone: Tone
    title: str  # of the part
    whole: str  # "23:41 of 50 · ends 15:49"
    whole_words: str  # "5 min left in all", or nothing
    whole_tone: Tone
    done: int  # s used of this part
    of: int  # s planned for it
    current: str  # "9:19 of 20", beside the part in the agenda
    pace: str  # one sentence on when it will end
    paused: bool
    place: str  # "Part 3 of 5"
    ends: str  # "ends 15:49"
    spoken: str  # said aloud when it changes: at part changes and at 10, 5 and 0 minutes


@dataclass(frozen=True, slots=True)
class AgendaShown:
    """One part in the agenda card."""

    id: str
    title: str
    state: Literal["done", "now", "to come"]
    time: str  # "5:20 of 5" or "10"
    lead: str  # "Amara leads", for the current part
    minutes: int  # used, for corrections afterwards
    spoken: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One note."""

    id: str
    text: str
    time: str
    private: bool
    chips: Chips
    kind: str
    checked: bool


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """One open promise at hand."""

    words: str
    due: str
    late: bool  # today or before


@dataclass(frozen=True, slots=True)
class RunState:
    """Everything of the Run page that changes only when something is done."""

    phase: Literal["ready", "running", "held"]
    agenda: tuple[AgendaShown, ...]
    paused: bool
    may_have_begun: bool  # the start can still be moved back
    has_next: bool
    has_back: bool
    times: str  # for the start card: both clocks; for a held session: when it was held
    note: str  # one more sentence there
    started: Millis | None
    ended: Millis | None
    zone: str


def mm_ss(ms: int) -> str:
    """Minutes and seconds of a length, rounded down: "10:41"."""
    seconds = max(0, ms) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def _left_ms(ms: int) -> int:
    """Time left rounded up to the second, so that a part of 5 minutes begins at 5:00."""
    return -(-ms // 1000) * 1000


def threshold_words(left: int, plan: int, part: bool) -> tuple[str, Tone]:
    """Words and colour for 10, 5 and 0 minutes left; nothing before, or where the whole plan is shorter."""
    if left <= 0:
        over = -left // MINUTE
        if over == 0:
            return (_("Time for this part is up") if part else _("Time is up")), "warn"
        sentence = ngettext("%(count)d min over", "%(count)d min over", over)
        return sentence % {"count": over}, "warn"
    for minutes in THRESHOLDS:
        if left <= minutes * MINUTE < plan:
            if part:
                words = ngettext(
                    "%(count)d min left in this part", "%(count)d min left in this part", minutes
                )
            else:
                words = ngettext("%(count)d min left in all", "%(count)d min left in all", minutes)
            return words % {"count": minutes}, "warn" if minutes == THRESHOLDS[0] else "accent"
    return "", "text"


def clock_shown(run: Run, at: ClockFace, zone: str) -> ClockShown:
    """The clock of a running session as it reads now."""
    ids = [part.id for part in run.parts]
    current = next((part for part in run.parts if part.id == at.part), None)
    left = _left_ms(at.left(at.part)) if at.part is not None else 0
    plan = at.plan.get(at.part, 0) if at.part is not None else 0
    words, tone = threshold_words(left, plan, True)
    expected = run.expected_end(at)
    planned = run.planned_end()
    whole_left = _left_ms(planned - at.now)
    whole_words, whole_tone = threshold_words(whole_left, run.head.session.minutes * MINUTE, False)
    ends = clock(wall_at(expected, zone))
    used = at.used.get(at.part, 0) if at.part is not None else 0
    # Both counts turn over together, so that there is something to draw once a second and not twice.
    elapsed = at.elapsed - used % 1000 if at.part is not None else at.elapsed
    values = {"used": mm_ss(elapsed), "minutes": run.head.session.minutes, "time": ends}
    number = ids.index(at.part) + 1 if at.part in ids else 0
    title = current.title if current else ""
    return ClockShown(
        left=mm_ss(left) if left >= 0 else "−" + mm_ss(-left),
        caption=words or _("left in this part"),
        tone=tone,
        title=title,
        whole=(
            _("%(used)s of %(minutes)d · paused")
            if at.paused
            else _("%(used)s of %(minutes)d · ends %(time)s")
        )
        % values,
        whole_words=whole_words,
        whole_tone=whole_tone,
        done=used // 1000,
        of=max(1, plan // 1000),
        current=used_of(used, plan),
        pace=_pace(expected, planned, ends),
        paused=at.paused,
        place=_("Part %(number)d of %(count)d") % {"number": number, "count": len(ids)},
        ends=_("paused") if at.paused else _("ends %(time)s") % {"time": ends},
        spoken=". ".join(part for part in (title, words, whole_words) if part),
    )


def used_of(used: int, plan: int) -> str:
    """ "9:19 of 20": used time of planned minutes."""
    return _("%(used)s of %(minutes)d") % {"used": mm_ss(used), "minutes": round(plan / MINUTE)}


def _pace(expected: Millis, planned: Millis, ends: str) -> str:
    over = (expected - planned) // MINUTE
    if over >= 1:
        sentence = ngettext(
            "At this pace you end at %(time)s, %(count)d min over.",
            "At this pace you end at %(time)s, %(count)d min over.", over,
        )  # fmt: skip
        return sentence % {"time": ends, "count": over}
    return _("At this pace you end at %(time)s, on time.") % {"time": ends}


def shrink_words(run: Run, at: ClockFace) -> tuple[str, str]:
    """The sentence and the button of the offer to shorten the rest, "" where there is nothing to offer."""
    over = (run.expected_end(at) - run.planned_end()) // MINUTE
    offer = run.shrink_offer(at) if over >= 1 else ()
    if not offer:
        return "", ""
    sentence = ngettext("This would end %(count)d min late.", "This would end %(count)d min late.", over) % {
        "count": over
    }
    rest = " + ".join(str(minutes) for _part, minutes in offer)
    return sentence, _("Shorten the rest: %(rest)s min") % {"rest": rest}


def proposed_end(run: Run, at: ClockFace, last: Millis) -> Millis | None:
    """When it probably ended, if it is far past its end and nothing has happened for a while."""
    long_over = at.now - run.planned_end() > LONG_OVER
    idle = at.now - last > IDLE
    if not (long_over and idle) or at.started is None:
        return None
    return max(last, at.started)


def leader_words(part: Part, others: Mapping[PersonId, str], mentee_side: bool) -> str:
    """Who leads a part, by first name where there is one person only."""
    short = list(short_names(others).values())
    if part.leads is Leads.BOTH:
        return _("both lead")
    if (part.leads is Leads.MENTEE) == mentee_side:
        return _("you lead")
    return _("%(name)s leads") % {"name": short[0]} if len(short) == 1 else _("they lead")


def agenda_shown(run: Run, at: ClockFace, running: bool, held: bool) -> tuple[AgendaShown, ...]:
    """The agenda with what each part used of its plan."""
    others = dict(run.head.people)
    mentee_side = run.head.my_role.value == "mentee"
    coming = {part.id for part in to_come(run.parts, at)}
    shown = []
    for part in run.parts:
        used, plan = at.used.get(part.id, 0), at.plan.get(part.id, part.minutes * MINUTE)
        now = running and part.id == at.part
        gone = (
            part.done or used >= 1000
            if held
            else running and (part.done or (used > 0 and part.id not in coming))
        )
        state: Literal["done", "now", "to come"] = "now" if now else "done" if gone else "to come"
        time = used_of(used, plan) if now or gone or used >= 1000 else str(round(plan / MINUTE))
        words = {"now": _("now"), "done": _("done"), "to come": _("to come")}[state]
        spoken = _("%(title)s, %(minutes)d min, %(state)s") % {
            "title": part.title, "minutes": round(plan / MINUTE), "state": words,
        }  # fmt: skip
        lead = leader_words(part, others, mentee_side)
        shown.append(AgendaShown(part.id.hex(), part.title, state, time, lead, round(used / MINUTE), spoken))
    return tuple(shown)


def _chips(note: Note, named: Mapping[PersonId, str]) -> Chips:
    chips: list[tuple[str, str, str]] = []
    if note.audience is None:
        chips.append((_("Private"), "private", "lock"))
    elif note.audience:
        who = names([named.get(person, "") for person in note.audience])
        chips.append((_("for %(names)s") % {"names": who}, "neutral", "user"))
    if note.kind is NoteKind.MOMENT:
        chips.append((_("Moment"), "accent", "flag"))
    elif note.kind is NoteKind.PROMISE:
        chips.append((_("Promise noted"), "ok", "handshake"))
    elif note.kind is NoteKind.FACT:
        chips.append((_("Seen or heard"), "neutral", "eye"))
    elif note.kind in (NoteKind.READING, NoteKind.QUESTION):
        waiting = _("to check") if note.kind is NoteKind.READING else _("to come back to")
        chips.append((_("asked"), "ok", "check") if note.checked else (waiting, "warn", "help-circle"))
    return tuple(chips)


def notes_shown(
    notes: tuple[Note, ...], people: Mapping[PersonId, str], zone: str, share_safe: bool, paper: bool
) -> tuple[NoteShown, ...]:
    """Notes in order; while the screen is shown to someone, only those everyone present may read."""
    named = short_names(people)
    return tuple(
        NoteShown(
            id=note.id.hex(),
            text=note.text,
            time="" if paper or not note.timed else clock(wall_at(note.at, zone)),
            private=note.audience is None,
            chips=_chips(note, named),
            kind=str(note.kind),
            checked=note.checked,
        )
        for note in notes
        if not share_safe or note.audience == ()
    )


def promise_shown(row: PromiseRow, today: date) -> PromiseShown:
    """ "You: introduce Amara to Lena", and when it is due."""
    who = _("You") if row.mine else row.owner_name
    words = _("%(who)s: %(what)s") % {"who": who, "what": row.text}
    due = _("due %(day)s") % {"day": row.due_words} if row.due_words else ""
    if row.stands.due == today:
        due = _("due today")
    elif row.stands.due is not None and row.stands.due < today:
        due = _("was due %(day)s") % {"day": row.due_words}
    return PromiseShown(words, due, row.stands.due is not None and row.stands.due <= today)


def promises_shown(
    rows: tuple[PromiseRow, ...], people: Mapping[PersonId, str], share_safe: bool, today: date
) -> tuple[PromiseShown, ...]:
    """Open promises of both; private ones and those with others stay hidden while the screen is shown."""

    def may_show(row: PromiseRow) -> bool:
        theirs = row.mine or row.owner in people
        with_them = row.receiver is None or row.receiver in people or not row.mine
        return not share_safe or (not row.private and theirs and with_them)

    return tuple(promise_shown(row, today) for row in rows if may_show(row))


def audience_options(people: Mapping[PersonId, str]) -> tuple[tuple[str, str, Audience], ...]:
    """Who a shared note can be for: (key, words, audience). Empty where there is one person only."""
    if len(people) < 2:
        return ()
    each = tuple(
        (person.hex(), _("%(name)s only") % {"name": name}, (person,))
        for person, name in short_names(people).items()
    )
    everyone: tuple[str, str, Audience] = ("", _("everyone"), ())
    return (everyone, *each)
