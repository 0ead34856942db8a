"""One goal on a real vault: its four forms, values, steps, evidence, states, and what sharing hides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.goals import GoalState, Measure, state_of
from mentor_desktop.domain.ids import GoalId, RelationshipId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.services import goal_rows, goals, notes, people, promises, sessions
from mentor_desktop.ui.goal.asking import Answer, Question
from mentor_desktop.ui.goal.page import page
from mentor_desktop.ui.goal.presenter import GoalPresenter
from mentor_desktop.ui.goal.state import GoalShown
from mentor_desktop.ui.goal.view import GoalView
from mentor_desktop.ui.shell.pages import Page
from tests.ui.fakes import FakePrompts
from tests.ui.screen_support import World


class FakeView:
    def __init__(self) -> None:
        self.states: list[GoalShown | None] = []
        self.sources: Sequence[str] = ()
        self.offers: tuple[tuple[str, str], ...] = ()
        self.question: Question | None = None
        self.refused: dict[str, str] = {}

    def show_state(
        self, state: GoalShown | None, sources: Sequence[str], offers: tuple[tuple[str, str], ...]
    ) -> None:
        self.states.append(state)
        self.sources, self.offers = sources, offers

    def ask(self, question: Question | None) -> None:
        self.question = question

    def refuse(self, field: str, words: str) -> None:
        self.refused[field] = words

    def kept(self, field: str) -> None:
        self.refused.pop(field, None)

    @property
    def now(self) -> GoalShown:
        state = self.states[-1]
        assert state is not None
        return state


class Case:
    """A goal of Amara, on the screen of a presenter."""

    def __init__(self, world: World) -> None:
        self.world, self.desk = world, world.desk
        self.relationship: RelationshipId = people.relationships_of(self.desk, world.person("Amara"))[0].id
        self.goal: GoalId = goals.add(self.desk, self.relationship, "Lead one review").id
        self.view = FakeView()
        self.presenter = GoalPresenter(self.view, world.context)
        self.presenter.open(self.goal, self.relationship, "woop")

    def step(self, text: str) -> str:
        self.presenter.steps.add(text)
        return self.view.now.steps[-1].id


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


def opened(case: Case, qtbot: QtBot, form: str = "woop") -> tuple[Page, GoalView]:
    made = page(case.world.context)
    view = made.widget
    assert isinstance(view, GoalView)
    qtbot.addWidget(view)
    view.resize(1060, 900)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open(goal=case.goal, relationship=case.relationship, form=form)
    return made, view


def close(made: Page) -> None:
    assert made.closed is not None
    made.closed()


def test_one_goal_is_read_in_four_forms(case: Case) -> None:
    goals.say(case.desk, case.goal, why="To be asked first", obstacle="I go quiet", plan="If X, then I ask")
    case.presenter.reload()
    cells = {cell.title: cell.said for cell in case.view.now.cells}
    assert cells == {
        "Wish": ("Lead one review",), "Outcome": ("To be asked first",), "Obstacle": ("I go quiet",),
        "Plan": ("If X, then I ask",),
    }  # fmt: skip
    case.presenter.form("grow")
    cells = {cell.title: cell.said for cell in case.view.now.cells}
    assert cells["Goal"] == ("Lead one review", "To be asked first")
    assert cells["Reality"] == ("I go quiet",)
    for form in ("smart", "oskar"):
        case.presenter.form(form)
        assert case.view.now.form == form
        assert all(cell.ask for cell in case.view.now.cells)


def test_where_it_stands_is_said_drawn_and_undone(case: Case) -> None:
    goals.say(case.desk, case.goal, baseline=2.0, target=7.0)
    case.presenter.say("x", "")
    assert case.view.refused["value"] == "Type a number, such as 6 or 6.5."
    case.presenter.say("11", "")
    assert "between 0 and 10" in case.view.refused["value"]
    case.presenter.say("4,5", "Took the floor")
    assert case.view.now.chip == "4.5 of 10 · from 2"
    assert str(case.view.now.state) == "active"
    assert [line.text for line in case.view.now.evidence] == ["Took the floor"]
    case.presenter.say("6", "")
    chart = case.view.now.chart
    assert chart is not None
    assert [point.value for point in chart.points] == [4.5, 6.0]
    assert (chart.low, chart.high, chart.target, chart.target_words) == (0, 10, 7, "target 7")
    assert case.view.now.table == (("24 Nov", "6"), ("24 Nov", "4.5"))
    assert case.view.now.told == "By your judgement together, 2 times."
    case.world.shell.undo()
    case.world.shell.undo()
    assert case.view.now.chart is None
    assert not case.view.now.evidence
    assert str(case.view.now.state) == "idea"


def test_steps_wait_for_each_other_and_never_in_a_circle(case: Case) -> None:
    first, second = case.step("Watch a review"), case.step("Co-chair by 8 Dec")
    assert [(line.text, line.due) for line in case.view.now.steps] == [
        ("Watch a review", ""), ("Co-chair", "8 Dec"),
    ]  # fmt: skip
    steps = case.presenter.steps
    steps.edit(second, "Co-chair with Lena", "8 Dec", first)
    assert case.view.now.steps[1].sub == "after: Watch a review"
    steps.edit(first, "Watch a review", "", second)
    assert case.view.refused["step"] == "These steps would wait for each other."
    steps.edit(first, "Watch a review", "one day", "")
    assert case.view.refused["step"].startswith("This day is not understood")
    steps.edit(first, " ", "", "")
    assert case.view.refused["step"] == "Say what the step is."
    steps.tick(first, True)
    assert case.view.now.steps[0].done
    assert case.view.now.steps[1].sub == ""
    steps.order([second, first])
    assert [line.id for line in case.view.now.steps] == [second, first]
    case.world.shell.undo()
    assert [line.id for line in case.view.now.steps] == [first, second]
    steps.drop(second)
    assert len(case.view.now.steps) == 1
    case.world.shell.undo()
    assert len(case.view.now.steps) == 2


def test_evidence_from_a_moment_a_promise_and_a_line(case: Case) -> None:
    desk = case.desk
    held = next(row for row in sessions.rows(desk) if row.number and case.world.person("Amara") in
                [person for person, _name in row.people])  # fmt: skip
    notes.write(desk, "Ask me first", session=held.id, kind=NoteKind.MOMENT, audience=EVERYONE)
    made = promises.make(desk, case.world.person("Amara"), "Invite them", date(2026, 12, 1))
    case.presenter.reload()
    for words in ("Ask me first", "Invite them"):
        case.presenter.take(list(case.view.sources).index(words))
    case.presenter.show("She chaired half of it", "5")
    lines = {line.text: line for line in case.view.now.evidence}
    assert {text: line.chip for text, line in lines.items()} == {
        "Ask me first": "Moment", "Invite them": "Promise", "She chaired half of it": "",
    }  # fmt: skip
    assert lines["She chaired half of it"].private
    assert not lines["Ask me first"].private
    case.presenter.open_evidence(lines["Ask me first"].id)
    assert case.world.shell.went[-1][0] == "wrap"
    case.presenter.share_evidence(lines["She chaired half of it"].id)
    assert not any(line.private for line in case.view.now.evidence)
    case.world.shell.undo()
    assert any(line.private for line in case.view.now.evidence)
    case.presenter.trash_evidence(lines["Invite them"].id)
    assert "Invite them" not in {line.text for line in case.view.now.evidence}
    case.presenter.belongs(next(key for key, words in case.view.offers if words == "Promise: Invite them"))
    promises.kept(desk, made.id)
    case.presenter.reload()
    assert [(line.caption, line.text) for line in case.view.now.chain] == [
        ("Aim", "Lead one review"), ("Last kept, by Amara", "Invite them"),
    ]  # fmt: skip


def test_states_ask_why_and_can_be_taken_back(case: Case) -> None:
    assert [act for act, _words in case.view.now.offers] == ["active", "reached", "let_go"]
    case.presenter.offer("active")
    assert case.view.question is not None
    case.presenter.answer(Answer("active", "", "", ()))
    case.presenter.answer(Answer("let_go", "not hers after all", "", ()))
    goal = goals.get(case.desk, case.goal)
    assert (state_of(goal), goal.events[-1].why) == (GoalState.LET_GO, "not hers after all")
    assert "not hers" not in repr(case.view.now)
    case.world.shell.undo()
    assert str(case.view.now.state) == "active"


def test_splitting_and_merging_can_be_taken_back(case: Case) -> None:
    step = case.step("Find a stage")
    case.presenter.offer("split")
    assert case.view.question is not None
    assert case.view.question.checks == ((step, "Find a stage"),)
    case.presenter.answer(Answer("split", " ", "", ()))
    assert case.view.refused["question"] == "Say what the goal is."
    case.presenter.answer(Answer("split", "Find a stage", "", (step,)))
    assert not case.view.now.steps
    case.world.shell.undo()
    assert [line.id for line in case.view.now.steps] == [step]
    other = goals.add(case.desk, case.relationship, "Write more").id
    case.presenter.reload()
    case.presenter.offer("merge")
    assert case.view.question is not None
    case.presenter.answer(Answer("merge", "", other.hex(), ()))
    assert str(case.view.now.state) == "let_go"
    case.world.shell.undo()
    assert str(case.view.now.state) == "idea"


def test_fields_are_kept_as_typed_and_refused_beside_the_field(case: Case) -> None:
    saver = case.presenter.saver
    saver.typed("why", "To be asked")
    case.world.delay.advance(1_000)
    assert goals.get(case.desk, case.goal).why == "To be asked"
    saver.typed("aim", "")
    saver.left("aim")
    assert case.view.refused["aim"] == "Say what the goal is."
    saver.said("baseline", "3")
    saver.said("target", "3")
    assert "differs from where it starts" in case.view.refused["target"]
    saver.said("target", "many")
    assert case.view.refused["target"] == "Type a number, such as 6 or 6.5."
    saver.said("target_date", "1 March 2020")
    assert case.view.refused["target_date"]
    saver.said("target_date", "15 January 2027")
    saver.chosen("confidence", "8")
    saver.chosen("measure", "number")
    goal = goals.get(case.desk, case.goal)
    assert (goal.target_date, goal.confidence, goal.measure) == (date(2027, 1, 15), 8, Measure.NUMBER)
    case.world.shell.undo()
    assert goals.get(case.desk, case.goal).measure is Measure.SCALE


def test_earlier_wordings_are_shown_with_what_changed(case: Case) -> None:
    case.world.clock.pass_minutes(60)
    goals.say(case.desk, case.goal, aim="Lead two reviews")
    case.presenter.reload()
    assert "wording changed once, on 24 Nov" in case.view.now.sub
    assert len(case.view.now.wordings) == 1
    pieces = case.view.now.wordings[0].pieces
    assert [str(piece.change) for piece in pieces if str(piece.change) != "same"]


def test_private_things_are_hidden_while_the_screen_is_shared(case: Case) -> None:
    goals.say(case.desk, case.goal, thoughts="zebra", confidence=3, weight=2)
    goals.show(case.desk, case.goal, "giraffe", value=9)
    case.presenter.form("grow")
    case.presenter.reload()
    assert "zebra" in repr(case.view.now)
    case.world.context.share_safe.set(True)
    said = repr(case.view.now)
    assert "zebra" not in said
    assert "giraffe" not in said
    assert "3 of 10 sure" not in said
    assert "9 of 10" not in said
    assert case.view.sources == ()
    goals.say(case.desk, case.goal, audience=None)
    case.presenter.reload()
    assert case.view.states[-1] is None


def test_a_goal_sheet_is_written_and_never_over_a_file_unasked(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    prompts = case.world.context.asker
    assert isinstance(prompts, FakePrompts)
    prompts.paths = [path, path]
    case.presenter.offer("sheet:html")
    assert "Lead one review" in path.read_text("utf-8")
    path.write_text("mine", "utf-8")
    case.presenter.offer("sheet:html")
    assert path.read_text("utf-8") == "mine"
    case.world.shell.offers[-2][1]()
    assert "Lead one review" in path.read_text("utf-8")


def test_a_goal_moved_to_the_trash_leads_back_to_the_list(case: Case) -> None:
    case.presenter.offer("trash")
    assert case.world.shell.went[-1][0] == "goals"
    assert goal_rows.rows(case.desk) == ()
    case.world.shell.undo()
    assert case.world.shell.went[-1] == ("goal", {"goal": case.goal, "relationship": case.relationship})


def test_steps_and_fields_by_keys_in_a_window(case: Case, qtbot: QtBot) -> None:
    made, view = opened(case, qtbot)
    line = view.steps.line.edit
    for text in ("First", "Second"):
        line.setFocus()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    rows = list(view.steps.rows.values())
    rows[1].setFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.text for step in goals.get(case.desk, case.goal).steps] == ["Second", "First"]
    focused = view.focusWidget()
    assert focused is next(iter(view.steps.rows.values()))
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert goals.get(case.desk, case.goal).steps[0].done is not None
    row = list(view.steps.rows.values())[1]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert view.steps.editor is not None
    QTest.keyClicks(view.steps.editor.text.edit, "Really first")
    QTest.keyClick(view.steps.editor.text.edit, Qt.Key.Key_Return)
    assert goals.get(case.desk, case.goal).steps[1].text == "Really first"
    row = list(view.steps.rows.values())[1]
    assert row.hasFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert len(goals.get(case.desk, case.goal).steps) == 1
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert view.form.fields is not None
    QTest.keyClicks(view.form.fields.fields["why"].field_widget, "To lead")
    QTest.keyClick(view.form, Qt.Key.Key_Escape)
    assert view.form.fields is None
    case.world.delay.advance(1_000)
    assert goals.get(case.desk, case.goal).why == "To lead"
    close(made)


def test_the_chart_goes_from_point_to_point_and_turns_into_a_table(case: Case, qtbot: QtBot) -> None:
    for value in (2, 4, 6):
        goals.progressed(case.desk, case.goal, value)
        case.world.clock.pass_minutes(60 * 24)
    made, view = opened(case, qtbot)
    chart = view.stands.chart
    assert chart.accessibleDescription() == "24 Nov: 2; 25 Nov: 4; 26 Nov: 6"
    spots = chart.spots()
    assert spots[0].x() < spots[1].x() < spots[2].x()
    assert spots[0].y() > spots[1].y() > spots[2].y()
    copied: list[str] = []
    view.stands.copied.connect(copied.append)
    view.stands.as_table.click()
    assert not view.stands.chart.isVisible()
    assert view.stands.table.isVisible()
    view.stands.copy.click()
    assert copied == ["26 Nov\t6\n25 Nov\t4\n24 Nov\t2"]
    close(made)


def test_a_point_of_evidence_opens_where_it_came_from(case: Case, qtbot: QtBot) -> None:
    note = notes.write(case.desk, "She led", person=case.world.person("Amara"))
    goals.show(case.desk, case.goal, note=note.id, value=4)
    made, view = opened(case, qtbot)
    view.stands.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.stands.chart, Qt.Key.Key_Return)
    assert case.world.shell.went[-1] == ("person", {"person": case.world.person("Amara"), "note": note.id})
    close(made)
