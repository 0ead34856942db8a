"""Decides what the talk through a form does: one step at a time, kept as it is typed. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mentor_desktop.domain.ids import GoalId, Millis
from mentor_desktop.services import goal_pages, goals
from mentor_desktop.services.goal_forms import LENGTHS, GoalForm, goal_form, goal_forms
from mentor_desktop.services.goal_pages import GoalPage
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.goal.saving import GoalSaver
from mentor_desktop.ui.goal.stepping import understood
from mentor_desktop.ui.goalwizard.state import TalkShown, asks_steps, minutes_of, talk_of, timer_words
from mentor_desktop.words import _

SECOND = 1_000  # ms
USUAL = "woop"  # made for doing in the call


class View(Protocol):
    """What the talk can show."""

    def show_state(self, state: TalkShown, *, steps: bool) -> None:
        """Show one step."""
        ...

    def show_time(self, words: str, over: bool) -> None:
        """How long this step has gone on."""
        ...

    def refuse(self, field: str, words: str) -> None:
        """Say beside a field what is wrong."""
        ...

    def kept(self, field: str) -> None:
        """What was typed there is kept: empty it."""
        ...


class Sharing:
    """The share-safe view, switched on by a page that is made for a shared screen, and off again by it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._mine = False

    def begin(self) -> None:
        """The screen is shared from now on."""
        if not self._context.share_safe.on:
            self._mine = True
            self._context.share_safe.set(True)

    def end(self) -> None:
        """As it was before."""
        if self._mine:
            self._mine = False
            self._context.share_safe.set(False)


class TalkPresenter:
    """One talk about one goal."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._goal: GoalId | None = None
        self._page: GoalPage | None = None
        self._form: GoalForm = goal_form(USUAL) or goal_forms()[0]
        self._at, self._length = 0, LENGTHS[1]
        self._since = Millis(0)
        self._cancel: Callable[[], None] | None = None
        self._sharing = Sharing(context)
        self.saver = GoalSaver(context, view.refuse, self.reload)

    def open(self, goal: bytes, relationship: bytes | None = None, form: str = "") -> None:
        """Begin, or go on where it was left."""
        if goal != self._goal:
            self._page, self._at = None, 0
        wanted = goal_form(form) if form else None
        if wanted is not None and wanted.id != self._form.id:
            self._form, self._at = wanted, 0
        self._goal = GoalId(goal)
        self.saver.begin(self._goal)
        self._sharing.begin()
        self._begin_step()
        self.reload()

    def leave(self) -> None:
        """Another page is shown."""
        self.saver.flush()
        self._stop()
        self._sharing.end()

    def closed(self) -> None:
        """The page is destroyed."""
        self.saver.flush()
        self._stop()
        self._page = None

    def reload(self) -> None:
        """Ask for the goal again."""
        if (goal := self._goal) is not None:
            desk = self._context.desk
            self._context.ask.read(
                lambda: goal_pages.page(desk, goal), self._loaded, self._context.failed
            )  # fmt: skip

    def forward(self) -> None:
        """The next step; after the last one, the goal's own page."""
        self.saver.flush()
        if self._at + 1 == len(self._form.steps):
            self.close()
            return
        self._turn(self._at + 1)

    def back(self) -> None:
        """The step before."""
        self.saver.flush()
        if self._at:
            self._turn(self._at - 1)

    def close(self) -> None:
        """To the goal's own page."""
        page = self._page
        if page is not None:
            self.saver.flush()
            self._context.shell.go(
                "goal", goal=page.goal.id, relationship=page.goal.relationship, form=self._form.id
            )

    def form(self, key: str) -> None:
        """Go through another form, from its start."""
        self.saver.flush()
        self._form = goal_form(key) or self._form
        self._turn(0)

    def length(self, minutes: str) -> None:
        """Ten, twenty or thirty minutes."""
        self._length = int(minutes)
        self._tell()
        self._show()

    def add_step(self, line: str) -> None:
        """A step of the goal was said."""
        desk, goal, ask = self._context.desk, self._goal, self._context.ask
        if goal is None:
            return
        whose = goal

        def work() -> Callable[[], object]:
            text, due = understood(desk, line)
            step = goals.add_step(desk, whose, text, due).steps[-1].id
            return lambda: goals.drop_step(desk, whose, step)

        def added(undo: Callable[[], object]) -> None:
            self._view.kept("step")
            self._context.shell.set_state(_("Saved"))
            self._context.shell.offer_undo(
                _("Step added."), lambda: ask.write(undo, lambda _n: self.reload(), self._context.failed)
            )
            self.reload()

        def refused(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._view.refuse("step", sentence(error))
            else:
                self._context.failed(error)

        ask.write(work, added, refused)

    def _turn(self, at: int) -> None:
        self._at = at
        self._begin_step()
        self._show()

    def _begin_step(self) -> None:
        self._since = self._context.desk.now()
        self._stop()
        self._tell()
        self._tick()

    def _tick(self) -> None:
        def again() -> None:
            self._tell()
            self._tick()

        self._cancel = self._context.delay.after(SECOND, again)

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _tell(self) -> None:
        seconds = max((self._context.desk.now() - self._since) // SECOND, 0)
        minutes = minutes_of(self._form, self._at, self._length)
        self._view.show_time(*timer_words(seconds, minutes))

    def _loaded(self, page: GoalPage) -> None:
        if page.goal.id == self._goal:
            self._page = page
            self._show()

    def _show(self) -> None:
        if self._page is not None:
            shown = talk_of(self._page, self._form, self._at, self._length)
            self._view.show_state(shown, steps=asks_steps(self._form, self._at))
