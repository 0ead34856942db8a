"""Decides what the Goals page does. Plain Python, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mentor_desktop.domain.goals import Goal
from mentor_desktop.domain.ids import GoalId, Millis, PersonId, RelationshipId
from mentor_desktop.services import goal_pages, goal_rows, goals, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.goal_pages import Pair
from mentor_desktop.services.goal_rows import GoalRow
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.goals.state import GoalsState, state_of
from mentor_desktop.words import _


class Asked(Protocol):
    """The form as filled in."""

    @property
    def pair(self) -> str: ...
    @property
    def aim(self) -> str: ...
    @property
    def whose(self) -> str: ...
    @property
    def talk(self) -> bool: ...


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: GoalsState) -> None:
        """Show the goals."""
        ...

    def show_form(self, shown: bool, pair: str = "") -> None:
        """Show the form for a new goal, empty and with the focus, or take it away."""
        ...

    def refuse(self, words: str) -> None:
        """Say at the form's aim what is wrong."""
        ...

    def choose(self, key: str) -> None:
        """Choose a goal in the list."""
        ...


@dataclass(frozen=True)
class _Found:
    rows: tuple[GoalRow, ...]
    pairs: tuple[Pair, ...]
    me: PersonId
    now: Millis
    zone: str


def _load(desk: Desk) -> _Found:
    return _Found(
        goal_rows.rows(desk), goal_pages.pairs(desk), people.me(desk).id, desk.now(),
        people.current_zone(desk),
    )  # fmt: skip


class GoalsPresenter:
    """Loads the goals and hands acts to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._found: _Found | None = None
        self._words, self._shown = "", "next"
        self._choose = ""
        self._adding, self._with = False, ""
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, add: bool = False, relationship: bytes | None = None) -> None:
        """The page is shown; with `add` the form for a new goal is open, perhaps with somebody chosen."""
        self._adding, self._with = add, relationship.hex() if relationship is not None else ""
        self.reload()

    def closed(self) -> None:
        """The page is destroyed."""
        self._end_listening()
        self._found = None

    def reload(self) -> None:
        """Ask for the goals again."""
        desk = self._context.desk
        self._context.ask.read(lambda: _load(desk), self._loaded, self._context.failed)

    def narrow(self, words: str) -> None:
        """Show only those that hold these words."""
        self._words = words
        self._show()

    def view(self, key: str) -> None:
        """By person, by state, by next step, or the quiet ones."""
        self._shown = key
        self._show()

    def open_goal(self, key: str) -> None:
        """Open a goal's page."""
        self._go("goal", key)

    def talk(self, key: str) -> None:
        """Talk a goal through."""
        self._go("goal-talk", key)

    def review(self, key: str) -> None:
        """Read all goals of the same people again together."""
        if (row := self._row(key)) is not None:
            self._context.shell.go("goal-review", relationship=row.relationship)

    def open_person(self, key: str) -> None:
        """Open the page of the person."""
        if (row := self._row(key)) is not None:
            self._context.shell.go("person", person=row.person)

    def begin(self) -> None:
        """Open the form for a new goal, once it is known with whom one can be had."""
        if self._found is None:
            self._adding = True
        else:
            self._view.show_form(True)

    def leave_form(self) -> None:
        """No goal is added."""
        self._view.show_form(False)

    def add_person(self) -> None:
        """Nobody is there to have goals with."""
        self._context.shell.go("people", add=True)

    def add(self, form: Asked) -> None:
        """Write a goal down."""
        found = self._found
        pair = (
            next((each for each in found.pairs if each.relationship.hex() == form.pair), None)
            if found
            else None
        )
        if found is None or pair is None:
            self._view.refuse(_("Choose with whom it is."))
            return
        desk, me = self._context.desk, found.me
        relationship: RelationshipId = pair.relationship

        def work() -> Goal:
            members = people.relationship(desk, relationship).members
            whose = {"mine": (me,), "ours": (*members, me)}.get(form.whose, members)
            return goals.add(desk, relationship, form.aim, whose=whose)

        self._context.ask.write(work, lambda goal: self._added(goal, talk=form.talk), self._not_added)

    def trash(self, key: str) -> None:
        """Move a goal to the trash."""
        desk, goal, ask = self._context.desk, GoalId(bytes.fromhex(key)), self._context.ask

        def undo() -> None:
            ask.write(lambda: goals.restore(desk, goal), lambda _g: self.reload(), self._context.failed)

        def done(_none: None) -> None:
            self._context.shell.offer_undo(_("Goal moved to the trash."), undo)
            self.reload()

        ask.write(lambda: goals.trash(desk, goal), done, self._context.failed)

    def _added(self, goal: Goal, *, talk: bool) -> None:
        desk = self._context.desk
        self._view.show_form(False)
        self._choose = goal.id.hex()
        self._context.shell.offer_undo(
            _("Goal added."),
            lambda: self._context.ask.write(
                lambda: goals.trash(desk, goal.id), lambda _n: self.reload(), self._context.failed
            ),
        )
        if talk:
            self._context.shell.go("goal-talk", goal=goal.id, relationship=goal.relationship)
        self.reload()

    def _not_added(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._view.refuse(sentence(error))
        else:
            self._context.failed(error)

    def _go(self, page: str, key: str) -> None:
        if (row := self._row(key)) is not None:
            self._context.shell.go(page, goal=row.id, relationship=row.relationship)

    def _row(self, key: str) -> GoalRow | None:
        rows = self._found.rows if self._found is not None else ()
        return next((row for row in rows if row.id.hex() == key), None)

    def _loaded(self, found: _Found) -> None:
        self._found = found
        quiet = sum(row.quiet for row in found.rows)
        self._context.shell.set_badge("goals", str(quiet) if quiet else "")
        self._show()
        if self._adding:
            self._adding = False
            self._view.show_form(True, self._with)
        if self._choose:
            self._view.choose(self._choose)
            self._choose = ""

    def _show(self) -> None:
        if (found := self._found) is not None:
            self._view.show_state(
                state_of(found.rows, found.pairs, found.now, found.zone, view=self._shown, words=self._words,
                         safe=self._context.share_safe.on)
            )  # fmt: skip
