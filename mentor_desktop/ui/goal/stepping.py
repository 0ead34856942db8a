"""Decides what happens to the steps of a goal. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from mentor_desktop.domain.goals import Step
from mentor_desktop.domain.ids import GoalId, SessionId, StepId
from mentor_desktop.services import goals, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.goal_pages import GoalPage
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.words import _

Work = Callable[[GoalId, SessionId | None], Callable[[], object]]


class Change(Protocol):
    """Does something to the goal, with a way back."""

    def __call__(self, work: Work, done: str, field: str = "") -> None: ...


class Refusing(Protocol):
    """What of the page is needed here."""

    def refuse(self, field: str, words: str) -> None: ...


def understood(desk: Desk, line: str) -> tuple[str, date | None]:
    """A step and its day, as far as the line names one."""
    found = promises.understand(desk, line)
    if found.due is None or found.owner is not None:
        return line, None
    return found.text, found.due


class Stepping:
    """The steps of the goal that is shown."""

    def __init__(self, context: Context, view: Refusing, change: Change) -> None:
        self._context, self._view, self._change = context, view, change
        self.goal: GoalId | None = None
        self.page: GoalPage | None = None

    def add(self, line: str) -> None:
        """Add a step at the end."""
        desk = self._context.desk

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            text, due = understood(desk, line)
            step = goals.add_step(desk, goal, text, due).steps[-1].id
            return lambda: goals.drop_step(desk, goal, step)

        self._change(work, _("Step added."), "step")

    def tick(self, key: str, done: bool) -> None:
        """Tick a step off, or take the tick back."""
        desk, step = self._context.desk, StepId(bytes.fromhex(key))

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            goals.tick(desk, goal, step, done)
            return lambda: goals.tick(desk, goal, step, not done)

        self._change(work, _("Step done.") if done else _("Step open again."))

    def edit(self, key: str, text: str, due: str, after: str) -> None:
        """Change its words, its day and what it waits for."""
        desk, before = self._context.desk, self._step(key)
        if before is None:
            return

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            day = before.due if due == self._due_words(before) else self._day(due)
            waits = StepId(bytes.fromhex(after)) if after else None
            now = goals.edit_step(desk, goal, replace(before, text=text, due=day, after=waits))
            fresh = next(each for each in now.steps if each.id == before.id)
            return lambda: goals.edit_step(desk, goal, replace(before, version=fresh.version))

        self._change(work, _("Step changed."), "step")

    def order(self, keys: Sequence[str]) -> None:
        """Let them stand in this order."""
        desk, page = self._context.desk, self.page
        before = [step.id for step in page.goal.steps] if page is not None else []
        wanted = [StepId(bytes.fromhex(key)) for key in keys]

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            goals.order_steps(desk, goal, wanted)
            return lambda: goals.order_steps(desk, goal, before)

        self._change(work, _("Step moved."))

    def drop(self, key: str) -> None:
        """Move a step to the trash."""
        desk, step = self._context.desk, StepId(bytes.fromhex(key))

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            goals.drop_step(desk, goal, step)
            return lambda: goals.restore_step(desk, goal, step)

        self._change(work, _("Step moved to the trash."))

    def _step(self, key: str) -> Step | None:
        steps = self.page.goal.steps if self.page is not None else ()
        return next((step for step in steps if step.id.hex() == key), None)

    def _due_words(self, step: Step) -> str:
        return short_day(step.due, self.page.today) if step.due is not None and self.page is not None else ""

    def _day(self, words: str) -> date | None:
        if not words.strip():
            return None
        day = promises.understand_date(self._context.desk, words)
        if day is None:
            raise Refused(_("This day is not understood. Try 8 Dec, or in 2 weeks."))
        return day
