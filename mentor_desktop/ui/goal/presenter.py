"""Decides what the page of one goal does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from mentor_desktop.domain.goals import Goal, GoalState
from mentor_desktop.domain.ids import EvidenceId, GoalId, PartId, PromiseId, SessionId
from mentor_desktop.services import goal_moves, goal_pages, goals, sessions
from mentor_desktop.services.goal_forms import goal_form, goal_forms
from mentor_desktop.services.goal_pages import GoalPage
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.goal.asking import Answer, Question, belongings, question, short
from mentor_desktop.ui.goal.fieldwords import number_of
from mentor_desktop.ui.goal.saving import GoalSaver
from mentor_desktop.ui.goal.sheets import Sheets
from mentor_desktop.ui.goal.state import GoalShown, state_of
from mentor_desktop.ui.goal.stepping import Stepping
from mentor_desktop.words import _

COPIED_FOR = 10 * 60  # seconds that a copied table stays on the clipboard


class View(Protocol):
    """What the page can show."""

    def show_state(
        self, state: GoalShown | None, sources: Sequence[str], offers: tuple[tuple[str, str], ...]
    ) -> None:
        """Show everything; None for a goal that stays hidden while the screen is shared."""
        ...

    def ask(self, question: Question | None) -> None:
        """Ask something within the page, or take the question away."""
        ...

    def refuse(self, field: str, words: str) -> None:
        """Say beside a field what is wrong."""
        ...

    def kept(self, field: str) -> None:
        """What was typed there is kept: empty it."""
        ...


class GoalPresenter:
    """Loads the page and hands acts to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._goal: GoalId | None = None
        self._page: GoalPage | None = None
        self._form = goal_forms()[0].id
        self.saver = GoalSaver(context, view.refuse, self.reload)
        self.steps = Stepping(context, view, self.change)
        self._sheets = Sheets(context)
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, goal: bytes, relationship: bytes | None = None, form: str = "") -> None:
        """The page is shown for a goal. `relationship` is for those who guard what is shown."""
        self.saver.begin(GoalId(goal))
        if goal != self._goal:
            self._page = None
        self._goal = self.steps.goal = GoalId(goal)
        self._form = form or self._form
        self._view.ask(None)
        self.reload()

    def leave(self) -> None:
        """Another page is shown: everything typed is saved."""
        self.saver.flush()

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._end_listening()
        self._page = None

    def reload(self) -> None:
        """Ask for everything again."""
        if (goal := self._goal) is not None:
            desk = self._context.desk
            self._context.ask.read(
                lambda: goal_pages.page(desk, goal), self._loaded, self._context.failed
            )  # fmt: skip

    def form(self, key: str) -> None:
        """Look at it in another form."""
        self.saver.flush()
        self._form = key
        self._show()

    # Going elsewhere

    def talk(self) -> None:
        """Talk it through in this form."""
        self._go("goal-talk", form=self._form)

    def _go(self, page: str, **more: object) -> None:
        if (found := self._page) is not None:
            self.leave()
            goal = found.goal
            self._context.shell.go(page, goal=goal.id, relationship=goal.relationship, **more)

    def open_person(self) -> None:
        """The page of the person."""
        if self._page is not None:
            self._context.shell.go("person", person=self._page.person)

    def open_evidence(self, key: str) -> None:
        """Where a piece of evidence came from."""
        page = self._page
        shown = (
            next((each for each in page.evidence if each.evidence.id.hex() == key), None) if page else None
        )
        if shown is None:
            return
        if shown.session is not None:
            desk, session = self._context.desk, shown.session
            note = shown.evidence.note
            self._context.ask.read(
                lambda: sessions.get(desk, session),
                lambda found: self._context.shell.go(
                    "wrap" if found.ended is not None else "run", session=found.id,
                    **({"note": note} if note is not None and found.ended is not None else {}),
                ),
                self._context.failed,
            )  # fmt: skip
        elif shown.person is not None:
            self._context.shell.go("person", person=shown.person, note=shown.evidence.note)

    # Where it stands, and by what one sees it

    def say(self, value: str, evidence: str) -> None:
        """It stands here now."""
        try:
            number = number_of(value)
        except ValueError:
            number = None
        if number is None:
            self._view.refuse("value", _("Type a number, such as 6 or 6.5."))
            return
        said, desk = number, self._context.desk

        def work(goal: GoalId, session: SessionId | None) -> Callable[[], object]:
            before = {each.evidence.id for each in goal_pages.page(desk, goal).evidence}
            was = len(goals.get(desk, goal).events)
            now = goals.progressed(desk, goal, said, evidence=evidence, session=session)

            def undo() -> None:
                for _event in range(len(now.events) - was):
                    goals.undo_last(desk, goal)
                for each in goal_pages.page(desk, goal).evidence:
                    if each.evidence.id not in before:
                        goals.trash_evidence(desk, each.evidence.id)

            return undo

        self.change(work, _("Kept."), "value")

    def show(self, text: str, value: str) -> None:
        """A line of its own shows it."""
        try:
            number = number_of(value)
        except ValueError:
            self._view.refuse("evidence", _("Type a number, such as 6 or 6.5."))
            return
        desk = self._context.desk

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            made = goals.show(desk, goal, text, value=number)
            return lambda: goals.trash_evidence(desk, made.id)

        self.change(work, _("Evidence added."), "evidence")

    def take(self, place: int) -> None:
        """A note or promise shows it."""
        if self._page is None or place >= len(self._page.sources):
            return
        source, desk = self._page.sources[place], self._context.desk

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            made = goals.show(desk, goal, note=source.note, promise=source.promise)
            return lambda: goals.trash_evidence(desk, made.id)

        self.change(work, _("Evidence added."))

    def share_evidence(self, key: str) -> None:
        """Let it stand on the sheet, or keep it private."""
        desk, evidence = self._context.desk, EvidenceId(bytes.fromhex(key))
        page = self._page
        shown = next((each for each in page.evidence if each.evidence.id == evidence), None) if page else None
        if shown is None:
            return
        before = shown.evidence.audience
        if shown.private and before is not None:
            self._context.shell.add_banner(
                _("It points to something private. Share that first, then this."), (), "info"
            )
            return

        def work(_goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            goals.share_evidence(desk, evidence, () if before is None else None)
            return lambda: goals.share_evidence(desk, evidence, before)

        self.change(work, _("It may stand on the goal sheet.") if before is None else _("It stays private."))

    def trash_evidence(self, key: str) -> None:
        """Move a piece of evidence to the trash."""
        desk, evidence = self._context.desk, EvidenceId(bytes.fromhex(key))

        def work(_goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            goals.trash_evidence(desk, evidence)
            return lambda: goals.restore_evidence(desk, evidence)

        self.change(work, _("Evidence moved to the trash."))

    def copy(self, text: str) -> None:
        """The table of the chart goes to the clipboard for a while."""
        self._context.clipboard.copy(text, COPIED_FOR)
        self._context.shell.set_state(_("Copied for ten minutes"))

    def belongs(self, key: str) -> None:
        """A promise or a part of an agenda belongs to this goal, or no longer."""
        kind, _colon, rest = key.partition(":")
        on, _colon, thing = rest.partition(":")
        desk, id_ = self._context.desk, bytes.fromhex(thing)

        def link(goal: GoalId | None) -> None:
            if kind == "promise":
                goals.belongs(desk, goal, promise=PromiseId(id_))
            else:
                goals.belongs(desk, goal, part=PartId(id_))

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            link(goal if on == "on" else None)
            return lambda: link(None if on == "on" else goal)

        self.change(work, _("Belongs to this goal.") if on == "on" else _("No longer belongs to it."))

    # What becomes of it

    def offer(self, act: str) -> None:
        """An act from the menu: some ask first, within the page."""
        page = self._page
        if page is None:
            return
        if act == "trash":
            self._trash(page)
        elif act == "private":
            self._turn_private(page)
        elif act.startswith("sheet:"):
            self.saver.flush()
            self._sheets.export([page.goal.id], act.partition(":")[2])
        else:
            self._view.ask(question(act, page))

    def answer(self, answer: Answer) -> None:
        """What was said to a question."""
        desk = self._context.desk

        def work(goal: GoalId, session: SessionId | None) -> Callable[[], object]:
            if answer.key == "split":
                chosen = [step.id for step in goals.get(desk, goal).steps if step.id.hex() in answer.checked]
                parted = goal_moves.split(desk, goal, answer.text, chosen)
                return lambda: goal_moves.unsplit(desk, parted)
            if answer.key == "merge":
                joined = goal_moves.merge(desk, goal, GoalId(bytes.fromhex(answer.option)))
                return lambda: goal_moves.unmerge(desk, joined)
            goals.to_state(desk, goal, GoalState(answer.key), answer.text, session)
            return lambda: goals.undo_last(desk, goal)

        done = {"split": _("Goal split."), "merge": _("Goals merged.")}.get(answer.key, _("Goal changed."))
        self.change(work, done, "question")

    def leave_question(self) -> None:
        """Nothing changes."""
        self._view.ask(None)

    def _trash(self, page: GoalPage) -> None:
        desk, goal, shell = self._context.desk, page.goal, self._context.shell

        def restored(_goal: Goal) -> None:
            shell.go("goal", goal=goal.id, relationship=goal.relationship)

        def undo() -> None:
            self._context.ask.write(lambda: goals.restore(desk, goal.id), restored, self._context.failed)

        def done(_none: None) -> None:
            self._goal = self._page = None
            shell.go("goals")
            shell.offer_undo(_("Goal moved to the trash."), undo)

        self._context.ask.write(lambda: goals.trash(desk, goal.id), done, self._context.failed)

    def _turn_private(self, page: GoalPage) -> None:
        desk, before = self._context.desk, page.goal.audience

        def work(goal: GoalId, _session: SessionId | None) -> Callable[[], object]:
            goals.say(desk, goal, audience=None if before is not None else ())
            return lambda: goals.say(desk, goal, audience=before)

        self.change(work, _("The goal is shared.") if before is None else _("The goal is private."))

    # Changes

    def change(
        self, work: Callable[[GoalId, SessionId | None], Callable[[], object]], done: str, field: str = ""
    ) -> None:  # fmt: skip
        """Do something to the goal, say so with a way back; a refusal is said at the field."""
        goal, page, ask = self._goal, self._page, self._context.ask
        if goal is None:
            return
        session = page.session if page is not None else None

        def changed(undo: Callable[[], object]) -> None:
            self._context.shell.offer_undo(
                done, lambda: ask.write(undo, lambda _n: self.reload(), self._context.failed)
            )
            self._context.shell.set_state(_("Saved"))
            if field:
                self._view.kept(field)
            self.reload()

        def refused(error: BaseException) -> None:
            if isinstance(error, Refused) and field:
                self._view.refuse(field, sentence(error))
            else:
                self._context.failed(error)

        ask.write(lambda: work(goal, session), changed, refused)

    def _loaded(self, page: GoalPage) -> None:
        if page.goal.id == self._goal:
            self._page = self.steps.page = page
            self._show()

    def _show(self) -> None:
        page, form = self._page, goal_form(self._form)
        if page is None or form is None:
            return
        safe = self._context.share_safe.on
        sources = () if safe else tuple(short(each.text) for each in page.sources)
        self._view.show_state(state_of(page, form, safe), sources, () if safe else belongings(page))
