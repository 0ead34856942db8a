"""Decides what a review does: each goal re-read, and kept, put into new words, reached or let go. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mentor_desktop.domain.goals import Goal, GoalState, state_of
from mentor_desktop.domain.ids import GoalId, RelationshipId, SessionId
from mentor_desktop.services import goal_pages, goal_rows, goals
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.goal_pages import GoalPage
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.goalwizard.presenter import Sharing
from mentor_desktop.ui.goalwizard.state import (
    ReviewShown,
    open_to_review,
    review_of,
    review_over,
    reviewed_words,
)
from mentor_desktop.words import _


class View(Protocol):
    """What the review can show."""

    def show_state(self, state: ReviewShown) -> None:
        """Show one goal, or what became of all."""
        ...

    def show_words(self, aim: str | None) -> None:
        """Open the line for new words, or take it away."""
        ...

    def refuse(self, words: str) -> None:
        """Say at the line what is wrong."""
        ...


@dataclass(frozen=True)
class _Found:
    goals: tuple[tuple[GoalId, int], ...]  # and how many events each had before
    session: SessionId | None


def _load(desk: Desk, relationship: RelationshipId) -> _Found:
    wanted = []
    for row in goal_rows.rows(desk, relationship=relationship, open_only=True):
        goal = goals.get(desk, row.id)
        if open_to_review(goal, state_of(goal)):
            wanted.append((goal.id, len(goal.events)))
    return _Found(tuple(wanted), goal_pages.session_now(desk, relationship))


class ReviewPresenter:
    """One review of the goals of two people."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._relationship: RelationshipId | None = None
        self._found: _Found | None = None
        self._page: GoalPage | None = None
        self._at = 0
        self._sharing = Sharing(context)

    def open(self, relationship: bytes) -> None:
        """Begin with the first goal."""
        self._relationship = RelationshipId(relationship)
        self._found, self._page, self._at = None, None, 0
        self._sharing.begin()
        desk, whose = self._context.desk, self._relationship
        self._context.ask.read(lambda: _load(desk, whose), self._begun, self._context.failed)

    def leave(self) -> None:
        """Another page is shown."""
        self._sharing.end()

    def closed(self) -> None:
        """The page is destroyed."""
        self._found = self._page = None

    def keep(self) -> None:
        """It stays as it is."""
        self._decide(lambda goal, session: goals.reviewed(self._context.desk, goal, session), _("Goal kept."))

    def reach(self) -> None:
        """It is reached."""
        self._to(GoalState.REACHED, _("Goal reached."))

    def let_go(self) -> None:
        """It is let go."""
        self._to(GoalState.LET_GO, _("Goal let go."))

    def reword(self) -> None:
        """Other words are wanted."""
        if self._page is not None:
            self._view.show_words(self._page.goal.aim)

    def reworded(self, aim: str) -> None:
        """These are the new words."""
        desk = self._context.desk
        self._decide(lambda goal, session: goals.reworded(desk, goal, aim, session), _("Goal in new words."))

    def leave_words(self) -> None:
        """The words stay."""
        self._view.show_words(None)

    def forward(self) -> None:
        """The next goal; nothing is said of this one."""
        if self._found is not None and self._at < len(self._found.goals):
            self._turn(self._at + 1)

    def back(self) -> None:
        """The goal before."""
        if self._at:
            self._turn(self._at - 1)

    def close(self) -> None:
        """Back to where one came from."""
        self._context.shell.back()

    def _to(self, state: GoalState, done: str) -> None:
        desk = self._context.desk
        self._decide(lambda goal, session: goals.to_state(desk, goal, state, "", session), done)

    def _decide(self, work: Callable[[GoalId, SessionId | None], Goal], done: str) -> None:
        found, page, ask, desk = self._found, self._page, self._context.ask, self._context.desk
        if found is None or page is None:
            return
        at, before = self._at, page.goal

        def undo() -> None:
            def work_back() -> None:
                if goals.get(desk, before.id).aim != before.aim:
                    goals.say(desk, before.id, aim=before.aim)
                while len(goals.get(desk, before.id).events) > len(before.events):
                    goals.undo_last(desk, before.id)

            ask.write(work_back, lambda _n: self._turn(at), self._context.failed)

        def decided(_goal: Goal) -> None:
            self._context.shell.set_state(_("Saved"))
            self._context.shell.offer_undo(done, undo)
            self._turn(at + 1)

        def refused(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._view.refuse(sentence(error))
            else:
                self._context.failed(error)

        ask.write(lambda: work(before.id, found.session), decided, refused)

    def _begun(self, found: _Found) -> None:
        self._found = found
        self._turn(0)

    def _turn(self, at: int) -> None:
        found, desk = self._found, self._context.desk
        if found is None:
            return
        self._at = at
        if at < len(found.goals):
            goal = found.goals[at][0]
            self._context.ask.read(lambda: goal_pages.page(desk, goal), self._loaded, self._context.failed)
            return
        self._page = None

        def results() -> tuple[tuple[str, str], ...]:
            read = [(goals.get(desk, goal), since) for goal, since in found.goals]
            return tuple((goal.aim, reviewed_words(goal, since)) for goal, since in read)

        self._context.ask.read(
            results, lambda lines: self._view.show_state(review_over(lines, found.session)),
            self._context.failed,
        )  # fmt: skip

    def _loaded(self, page: GoalPage) -> None:
        found = self._found
        if found is not None and self._at < len(found.goals) and page.goal.id == found.goals[self._at][0]:
            self._page = page
            self._view.show_words(None)
            self._view.show_state(review_of(page, self._at, len(found.goals)))
