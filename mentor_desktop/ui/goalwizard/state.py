"""What the talk through a form and the review show, as words. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mentor_desktop.domain.goals import OPEN_STATES, Goal, GoalEventKind, GoalState, progress
from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services.goal_forms import LENGTHS, GoalForm
from mentor_desktop.services.goal_pages import GoalPage
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.ui.goal.fieldwords import values_of
from mentor_desktop.ui.goals.words import stands_words, state_words
from mentor_desktop.words import _, ngettext

LATEST = 3  # pieces of evidence that a review reads out


@dataclass(frozen=True)
class TalkShown:
    """One step of the talk."""

    key: str  # goal, form and step: another key means other fields
    caption: str
    ask: str
    hint: str
    fields: tuple[str, ...]
    values: Mapping[str, str]
    steps: tuple[str, ...]  # of the goal, where they are asked for
    at: int  # from 1
    of: int
    form: str
    length: int
    last: bool


def talk_of(page: GoalPage, form: GoalForm, at: int, length: int) -> TalkShown:
    """The step of a form at a place."""
    step = form.steps[at]
    still = tuple(each.text for each in page.goal.steps if each.done is None)
    values = {"form": form.name, "step": step.title, "n": at + 1, "of": len(form.steps)}
    return TalkShown(
        key=f"{page.goal.id.hex()}/{form.id}/{at}",
        caption=_("%(form)s · %(step)s · step %(n)d of %(of)d") % values,
        ask=step.ask, hint=step.hint, fields=tuple(each for each in step.fields if each != "steps"),
        values=values_of(page.goal, page.today),
        steps=still if "steps" in step.fields else (),
        at=at + 1, of=len(form.steps), form=form.id, length=length, last=at + 1 == len(form.steps),
    )  # fmt: skip


def asks_steps(form: GoalForm, at: int) -> bool:
    """Whether the step asks for steps of the goal."""
    return "steps" in form.steps[at].fields


def minutes_of(form: GoalForm, at: int, length: int) -> int:
    """Minutes that a step has in a talk of this length."""
    return form.steps[at].minutes[LENGTHS.index(length)]


def timer_words(seconds: int, minutes: int) -> tuple[str, bool]:
    """How long this step has gone on, and whether that is longer than meant."""
    gone = f"{seconds // 60}:{seconds % 60:02d}"
    over = seconds >= minutes * 60
    if over and seconds >= (minutes + 1) * 60:
        late = seconds // 60 - minutes
        return ngettext("%(n)d minute over", "%(n)d minutes over", late) % {"n": late}, True
    return _("%(gone)s of %(minutes)d:00") % {"gone": gone, "minutes": minutes}, over


@dataclass(frozen=True)
class ReviewShown:
    """One goal that is re-read, or at the end what became of all."""

    caption: str
    at: int
    of: int
    aim: str
    why: str
    stands: str
    shown: tuple[str, ...]
    results: tuple[tuple[str, str], ...]  # aim and what became of it, at the end
    foot: str
    over: bool
    nothing: bool


def reviewed_words(goal: Goal, since: int) -> str:
    """What became of a goal in this review; `since` events it had before."""
    fresh = goal.events[since:]
    for event in reversed(fresh):
        if event.kind is GoalEventKind.STATE and event.state is not None:
            return state_words(event.state)
        if event.kind is GoalEventKind.REWORDED:
            return _("put into new words")
        if event.kind is GoalEventKind.REVIEWED:
            return _("kept")
    return _("not spoken of")


def review_of(page: GoalPage, at: int, of: int) -> ReviewShown:
    """One goal that is re-read: shared things alone."""
    shared = [each for each in page.evidence if not each.private and each.text]
    row = replace(page.row, progress=progress(page.goal, [each.evidence for each in shared]))
    lines = tuple(f"{short_day(each.on, page.today)}: {each.text}" for each in shared[:LATEST])
    stands = " · ".join(filter(None, (state_words(row.state), stands_words(row))))
    return ReviewShown(
        caption=_("Goal %(n)d of %(of)d") % {"n": at + 1, "of": of}, at=at, of=of, aim=page.goal.aim,
        why=page.goal.why, stands=stands, shown=lines, results=(), foot="", over=False, nothing=False,
    )  # fmt: skip


def review_over(results: tuple[tuple[str, str], ...], session: SessionId | None) -> ReviewShown:
    """What became of all of them."""
    foot = ""
    if results:
        foot = (_("It stands in the summary of today's session.") if session is not None
                else _("There is no session today, so no summary tells of it."))  # fmt: skip
    return ReviewShown(
        caption=_("Read again together"), at=len(results), of=len(results), aim="", why="", stands="",
        shown=(), results=results, foot=foot, over=True, nothing=not results,
    )  # fmt: skip


def open_to_review(goal: Goal, state: GoalState) -> bool:
    """Whether it is re-read: it goes on, and is no private matter."""
    return state in OPEN_STATES and goal.audience is not None
