"""The Goals page on a real vault: grouped, written down, thrown away, and hidden while sharing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.goals import GoalState, Measure
from mentor_desktop.domain.ids import DAY, GoalId
from mentor_desktop.services import goal_rows, goals, people
from mentor_desktop.ui.goals.page import page
from mentor_desktop.ui.goals.presenter import GoalsPresenter
from mentor_desktop.ui.goals.rows import GoalDelegate
from mentor_desktop.ui.goals.state import GoalCard, GoalLine, GoalsState
from mentor_desktop.ui.goals.view import GoalsView, NewGoal
from mentor_desktop.ui.people.state import Heading
from mentor_desktop.ui.shell.pages import Page
from tests.support import HandClock, empty_vault
from tests.ui.screen_support import World, world_on


class FakeView:
    def __init__(self) -> None:
        self.states: list[GoalsState] = []
        self.form: tuple[bool, str] = (False, "")
        self.refused = ""
        self.chosen = ""

    def show_state(self, state: GoalsState) -> None:
        self.states.append(state)

    def show_form(self, shown: bool, pair: str = "") -> None:
        self.form = (shown, pair)

    def refuse(self, words: str) -> None:
        self.refused = words

    def choose(self, key: str) -> None:
        self.chosen = key

    def said(self) -> list[str]:
        return [row.title if isinstance(row, Heading) else row.row.aim for row in self.states[-1].rows]

    def card(self, aim: str) -> GoalCard:
        rows = [row for row in self.states[-1].rows if isinstance(row, GoalCard)]
        return next(row for row in rows if row.row.aim == aim)


def add(world: World, name: str, aim: str, state: GoalState = GoalState.ACTIVE) -> GoalId:
    relationship = people.relationships_of(world.desk, world.person(name))[0].id
    goal = goals.add(world.desk, relationship, aim).id
    goals.to_state(world.desk, goal, state)
    return goal


def shown(world: World) -> tuple[GoalsPresenter, FakeView]:
    view = FakeView()
    presenter = GoalsPresenter(view, world.context)
    presenter.open()
    return presenter, view


def opened(world: World, qtbot: QtBot, **args: object) -> tuple[Page, GoalsView]:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, GoalsView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open(**args)
    return made, view


def close(made: Page) -> None:
    assert made.closed is not None
    made.closed()


def test_goals_by_next_step_by_state_by_person_and_the_quiet_ones(world: World) -> None:
    quiet = add(world, "Jonas", "Choose a road")
    goals.progressed(world.desk, quiet, 2)
    world.clock.pass_ms(31 * DAY)
    add(world, "Sofia", "Give a talk", GoalState.REACHED)
    add(world, "Amara", "Rest more", GoalState.PAUSED)
    due = add(world, "Amara", "Lead a review")
    goals.add_step(world.desk, due, "Co-chair with Lena")
    presenter, view = shown(world)
    assert view.states[-1].sub == "2 active, 1 paused and 1 reached this year"
    assert view.said() == ["Choose a road", "Lead a review", "Rest more", "Reached this year", "Give a talk"]
    assert view.card("Choose a road").chip == ("quiet for 31 days", "warn")
    assert view.card("Choose a road").next == "Worth a kind question next time"
    assert view.card("Lead a review").next == "Next: Co-chair with Lena"
    assert view.card("Rest more").chip == ("paused", "neutral")
    assert world.shell.badges["goals"] == "1"
    presenter.view("state")
    assert view.said() == [
        "Active", "Choose a road", "Lead a review", "Paused", "Rest more", "Reached", "Give a talk",
    ]  # fmt: skip
    presenter.view("person")
    assert view.said() == ["Amara Okafor", "Lead a review", "Rest more", "Jonas Berg", "Choose a road"]
    presenter.view("quiet")
    assert view.said() == ["Choose a road"]
    presenter.view("next")
    presenter.narrow("AMARA review")
    assert view.said() == ["Lead a review"]
    presenter.narrow("zebra")
    assert view.states[-1].empty == "No goal holds these words."


def test_a_chip_says_how_far_it_is_by_its_own_measure(world: World) -> None:
    desk = world.desk
    scale, number, steps = (add(world, "Amara", aim) for aim in ("A", "B", "C"))
    goals.say(desk, scale, baseline=2.0, target=7.0)
    goals.progressed(desk, scale, 5)
    goals.say(desk, number, measure=Measure.NUMBER, unit="talks", target=4.0)
    goals.progressed(desk, number, 3)
    goals.say(desk, steps, measure=Measure.STEPS)
    goal = goals.add_step(desk, steps, "One")
    goals.tick(desk, steps, goal.steps[0].id)
    _presenter, view = shown(world)
    chips = {aim: view.card(aim).chip for aim in "ABC"}
    assert chips == {
        "A": ("5 of 10", "neutral"),
        "B": ("3 of 4 talks", "neutral"),
        "C": ("1 of 1 step", "ok"),
    }


def test_a_goal_is_written_down_refused_and_undone(world: World) -> None:
    presenter, view = shown(world)
    presenter.begin()
    pair = next(each for each in view.states[-1].pairs if each.name == "Amara Okafor").relationship.hex()
    presenter.add(NewGoal(pair, "  ", "theirs", talk=False))
    assert view.refused == "Say what the goal is."
    presenter.add(NewGoal("", "Lead", "theirs", talk=False))
    assert view.refused == "Choose with whom it is."
    presenter.add(NewGoal(pair, "Lead a review", "ours", talk=False))
    (row,) = goal_rows.rows(world.desk)
    assert set(row.people) == {world.person("Amara"), people.me(world.desk).id}
    assert view.chosen == row.id.hex()
    world.shell.undo()
    assert view.said() == []
    presenter.add(NewGoal(pair, "Tell less", "mine", talk=True))
    (row,) = goal_rows.rows(world.desk)
    assert world.shell.went[-1] == ("goal-talk", {"goal": row.id, "relationship": row.relationship})
    assert view.card("Tell less").whose == "You, with Amara Okafor"


def test_nothing_is_seen_of_goals_while_the_screen_is_shared(world: World) -> None:
    add(world, "Amara", "Lead a review")
    _presenter, view = shown(world)
    world.context.share_safe.set(True)
    assert "Lead a review" not in repr(view.states[-1])
    assert "Amara" not in repr(view.states[-1])
    assert view.states[-1].safe


def test_cards_are_worked_by_keys(world: World, qtbot: QtBot) -> None:
    made_goals = [add(world, "Amara", f"Goal {number}") for number in range(5)]
    made, view = opened(world, qtbot)
    assert view.list.hasFocus()
    delegate = view.list.itemDelegate()
    assert isinstance(delegate, GoalDelegate)
    assert delegate.columns() == 3
    first = view.list.current_key()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    QTest.keyClick(view.list, Qt.Key.Key_Right)
    assert view.list.current_key() == made_goals[4].hex() != first
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    page_name, args = world.shell.went[-1]
    assert (page_name, args["goal"]) == ("goal", made_goals[4])
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert len(goal_rows.rows(world.desk)) == 4
    world.shell.undo()
    assert len(goal_rows.rows(world.desk)) == 5
    menu = view.open_menu(made_goals[0].hex(), QPoint(10, 10))
    next(each for each in menu.actions() if each.text().startswith("Read their goals")).trigger()
    menu.close()
    assert world.shell.went[-1][0] == "goal-review"
    close(made)


def test_a_goal_is_added_by_keyboard_alone(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    assert view.empty.button is not None
    assert view.empty.button.hasFocus()
    QTest.keyClick(view.empty.button, Qt.Key.Key_Return)
    assert view.form.aim.edit.hasFocus()
    QTest.keyClicks(view.form.aim.edit, "Speak up")
    QTest.keyClick(view.form.aim.edit, Qt.Key.Key_Return)
    assert not view.form.isVisible()
    assert [row.aim for row in goal_rows.rows(world.desk)] == ["Speak up"]
    assert view.list.hasFocus()
    assert made.new is not None
    made.new()
    QTest.keyClick(view.form.aim.edit, Qt.Key.Key_Escape)
    assert not view.form.isVisible()
    close(made)


def test_an_empty_vault_asks_for_a_person_first(tmp_path: Path, qtbot: QtBot) -> None:
    clock = HandClock()
    vault = empty_vault(tmp_path / "e.vault", clock)
    world = world_on(vault, clock)
    made, view = opened(world, qtbot)
    assert view.empty.button is not None
    assert view.empty.button.text() == "New person"
    view.empty.button.click()
    assert world.shell.went[-1] == ("people", {"add": True})
    close(made)
    vault.close()


def test_a_reached_goal_says_when_and_by_what(world: World) -> None:
    goal = add(world, "Sofia", "Give a talk")
    goals.progressed(world.desk, goal, 8, evidence="Forty people came")
    goals.to_state(world.desk, goal, GoalState.REACHED)
    _presenter, view = shown(world)
    line = next(row for row in view.states[-1].rows if isinstance(row, GoalLine))
    assert line.sub == "Sofia Rossi · 8 of 10 · 1 piece of evidence"
    assert line.chip == ("24 Nov", "ok")
    assert replace(line, today=line.today.replace(year=2027)).chip == ("24 Nov 2026", "ok")
