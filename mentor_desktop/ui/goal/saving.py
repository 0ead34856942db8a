"""Keeps what is said in the fields of a goal: texts as they are typed, the rest at once. No Qt here.

Shared by the page of a goal and by the talk through a form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mentor_desktop.domain.goals import Goal, Measure
from mentor_desktop.domain.ids import GoalId
from mentor_desktop.services import goals, promises
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.goal.fieldwords import NUMBERS, number_of
from mentor_desktop.words import _


@dataclass(frozen=True)
class Done:
    """One change of a field, and the way back."""

    goal: Goal
    words: str
    undo: Callable[[], object]


class GoalSaver:
    """The fields of one goal. `refuse(field, words)` says what cannot be kept; `kept(goal)` that all is."""

    def __init__(
        self, context: Context, refuse: Callable[[str, str], None], kept: Callable[[], None]
    ) -> None:  # fmt: skip
        self._context, self._refuse, self._kept = context, refuse, kept
        self._goal: GoalId | None = None
        self._savers: dict[str, AutoSaver] = {}

    def begin(self, goal: GoalId) -> None:
        """Another goal: what was typed for the one before is saved."""
        self.flush()
        if goal != self._goal:
            self._goal = goal
            self._savers = {}

    def flush(self) -> None:
        """Nothing typed stays unsaved."""
        for saver in self._savers.values():
            saver.left()

    @property
    def unsaved(self) -> bool:
        """Whether anything typed is not on disk yet."""
        return any(saver.unsaved for saver in self._savers.values())

    def typed(self, field: str, text: str) -> None:
        """A text is being typed."""
        goal, desk = self._goal, self._context.desk
        if goal is None:
            return
        saver = self._savers.get(field)
        if saver is None:

            def save(typed: str, _left: bool) -> Goal:
                return goals.say(desk, goal, **{field: typed})

            saver = self._savers[field] = AutoSaver(
                self._context.ask, self._context.delay, save, self._told,
                lambda error: self._not_kept(field, error),
            )  # fmt: skip
        saver.typed(text)

    def left(self, field: str) -> None:
        """A text was left."""
        if (saver := self._savers.get(field)) is not None and saver.unsaved:
            saver.left()

    def said(self, field: str, text: str) -> None:
        """A number or a day was typed."""
        desk = self._context.desk

        def value() -> Any:
            if field in NUMBERS:
                try:
                    return number_of(text)
                except ValueError:
                    raise Refused(_("Type a number, such as 6 or 6.5.")) from None
            if not text.strip():
                return None
            day = promises.understand_date(desk, text)
            if day is None:
                raise Refused(_("This day is not understood. Try 15 Jan, or in 6 weeks."))
            return day

        self._change(field, value)

    def chosen(self, field: str, key: str) -> None:
        """Something was chosen from a list."""
        if field == "measure":
            self._change(field, lambda: Measure(key))
        else:
            self._change(field, lambda: int(key) if key else None)

    def _change(self, field: str, value: Callable[[], Any]) -> None:
        goal, desk = self._goal, self._context.desk
        if goal is None:
            return

        def work() -> Done:
            before = getattr(goals.get(desk, goal), field)
            changed = goals.say(desk, goal, **{field: value()})
            return Done(changed, _("Changed."), lambda: goals.say(desk, goal, **{field: before}))

        def done(made: Done) -> None:
            self._refuse(field, "")
            self._context.shell.set_state(_("Saved"))
            self._context.shell.offer_undo(made.words, lambda: self._undo(made))
            self._kept()

        self._context.ask.write(work, done, lambda error: self._not_kept(field, error))

    def _undo(self, made: Done) -> None:
        self._context.ask.write(made.undo, lambda _n: self._kept(), self._context.failed)

    def _told(self, saved: bool) -> None:
        self._context.shell.set_state(_("Saved") if saved else "")
        if saved:
            self._kept()

    def _not_kept(self, field: str, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._refuse(field, sentence(error))
        else:
            self._context.failed(error)
