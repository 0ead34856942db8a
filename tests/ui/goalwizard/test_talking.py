"""Talking a goal through, and re-reading all of them, on a real vault: steps, time, sharing, decisions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.goals import GoalState, state_of
from mentor_desktop.domain.ids import GoalId, RelationshipId
from mentor_desktop.services import goals, people, running, sessions, sharing
from mentor_desktop.ui.goalwizard.page import page, review_page
from mentor_desktop.ui.goalwizard.presenter import TalkPresenter
from mentor_desktop.ui.goalwizard.review_presenter import ReviewPresenter
from mentor_desktop.ui.goalwizard.review_view import ReviewView
from mentor_desktop.ui.goalwizard.state import ReviewShown, TalkShown, timer_words
from mentor_desktop.ui.goalwizard.view import TalkView
from mentor_desktop.ui.shell.pages import Page
from tests.ui.screen_support import World


class FakeTalk:
    def __init__(self) -> None:
        self.states: list[TalkShown] = []
        self.steps = False
        self.time = ("", False)
        self.refused: dict[str, str] = {}

    def show_state(self, state: TalkShown, *, steps: bool) -> None:
        self.states.append(state)
        self.steps = steps

    def show_time(self, words: str, over: bool) -> None:
        self.time = (words, over)

    def refuse(self, field: str, words: str) -> None:
        self.refused[field] = words

    def kept(self, field: str) -> None:
        self.refused.pop(field, None)


class FakeReview:
    def __init__(self) -> None:
        self.states: list[ReviewShown] = []
        self.words: str | None = None
        self.refused = ""

    def show_state(self, state: ReviewShown) -> None:
        self.states.append(state)

    def show_words(self, aim: str | None) -> None:
        self.words = aim

    def refuse(self, words: str) -> None:
        self.refused = words


@pytest.fixture
def amara(world: World) -> RelationshipId:
    return people.relationships_of(world.desk, world.person("Amara"))[0].id


@pytest.fixture
def goal(world: World, amara: RelationshipId) -> GoalId:
    return goals.add(world.desk, amara, "Lead one review").id


def talking(
    world: World, goal: GoalId, amara: RelationshipId, form: str = "woop"
) -> tuple[TalkPresenter, FakeTalk]:
    view = FakeTalk()
    presenter = TalkPresenter(view, world.context)
    presenter.open(goal, amara, form)
    return presenter, view


def test_a_talk_goes_step_by_step_and_keeps_what_is_said(
    world: World, goal: GoalId, amara: RelationshipId
) -> None:
    presenter, view = talking(world, goal, amara)
    assert view.states[-1].caption == "WOOP · Wish · step 1 of 4"
    assert view.states[-1].fields == ("aim",)
    presenter.forward()
    presenter.saver.typed("why", "They ask me first")
    presenter.forward()
    assert view.states[-1].fields == ("obstacle",)
    assert goals.get(world.desk, goal).why == "They ask me first"
    presenter.back()
    presenter.forward()
    presenter.forward()
    assert view.states[-1].last
    presenter.forward()
    assert world.shell.went[-1] == ("goal", {"goal": goal, "relationship": amara, "form": "woop"})


def test_a_talk_shares_the_screen_by_itself_and_gives_it_back(
    world: World, goal: GoalId, amara: RelationshipId
) -> None:
    presenter, _view = talking(world, goal, amara)
    assert world.context.share_safe.on
    presenter.leave()
    assert not world.context.share_safe.on
    world.context.share_safe.set(True)
    presenter.open(goal, amara)
    presenter.leave()
    assert world.context.share_safe.on


def test_the_time_of_a_step_is_told_quietly(world: World, goal: GoalId, amara: RelationshipId) -> None:
    presenter, view = talking(world, goal, amara)
    assert view.time == ("0:00 of 3:00", False)
    world.clock.pass_ms(95_000)
    world.delay.advance(1_000)
    assert view.time == ("1:35 of 3:00", False)
    presenter.length("10")
    assert view.time == ("1:35 of 2:00", False)
    world.clock.pass_ms(90_000)
    world.delay.advance(1_000)
    assert view.time == ("1 minute over", True)
    presenter.forward()
    assert view.time == ("0:00 of 2:00", False)
    presenter.leave()
    assert world.delay.waiting() == 0
    assert timer_words(185, 1) == ("2 minutes over", True)


def test_steps_are_said_in_the_talk_and_another_form_begins_anew(
    world: World, goal: GoalId, amara: RelationshipId
) -> None:
    presenter, view = talking(world, goal, amara, "grow")
    for _step in range(3):
        presenter.forward()
    assert view.steps
    presenter.add_step(" ")
    assert view.refused["step"] == "Say what the step is."
    presenter.add_step("Ask Lena by 8 Dec")
    assert view.states[-1].steps == ("Ask Lena",)
    world.shell.undo()
    assert not view.states[-1].steps
    presenter.form("oskar")
    assert view.states[-1].caption.startswith("OSKAR · Outcome · step 1")


def opened(made: Page, qtbot: QtBot, **args: object) -> None:
    qtbot.addWidget(made.widget)
    made.widget.resize(1060, 760)
    with qtbot.waitActive(made.widget):
        made.widget.show()
        made.widget.activateWindow()
    assert made.open is not None
    made.open(**args)


def close(made: Page) -> None:
    assert made.leave is not None
    assert made.closed is not None
    made.leave()
    made.closed()


def test_a_talk_by_keys_alone(world: World, goal: GoalId, amara: RelationshipId, qtbot: QtBot) -> None:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, TalkView)
    opened(made, qtbot, goal=goal, relationship=amara, form="woop")
    for answer in (" by January", "They ask me first", "I go quiet", "If X joins, then I ask"):
        field = view.focusWidget()
        assert field is not None
        QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, answer)
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    said = goals.get(world.desk, goal)
    assert (said.aim, said.why, said.obstacle, said.plan) == (
        "Lead one review by January", "They ask me first", "I go quiet", "If X joins, then I ask",
    )  # fmt: skip
    assert world.shell.went[-1][0] == "goal"
    close(made)


def test_alt_and_the_arrows_turn_the_pages(
    world: World, goal: GoalId, amara: RelationshipId, qtbot: QtBot
) -> None:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, TalkView)
    opened(made, qtbot, goal=goal, relationship=amara, form="woop")
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.fields is not None
    assert list(view.fields.fields) == ["why"]
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert list(view.fields.fields) == ["aim"]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert world.shell.went[-1][0] == "goal"
    close(made)


def reviewing(world: World, amara: RelationshipId) -> tuple[ReviewPresenter, FakeReview]:
    view = FakeReview()
    presenter = ReviewPresenter(view, world.context)
    presenter.open(amara)
    return presenter, view


def test_goals_are_kept_reworded_and_let_go(world: World, goal: GoalId, amara: RelationshipId) -> None:
    second = goals.add(world.desk, amara, "Write more").id
    third = goals.add(world.desk, amara, "Rest").id
    private = goals.add(world.desk, amara, "My own doubt").id
    goals.say(world.desk, private, audience=None)
    presenter, view = reviewing(world, amara)
    assert world.context.share_safe.on
    assert (view.states[-1].caption, view.states[-1].aim) == ("Goal 1 of 3", "Lead one review")
    presenter.keep()
    presenter.reword()
    assert view.words == "Write more"
    presenter.reworded(" ")
    assert view.refused == "Say what the goal is."
    presenter.reworded("Write one page a week")
    presenter.let_go()
    assert view.states[-1].results == (
        ("Lead one review", "kept"), ("Write one page a week", "put into new words"), ("Rest", "let go"),
    )  # fmt: skip
    assert view.states[-1].foot == "There is no session today, so no summary tells of it."
    assert state_of(goals.get(world.desk, third)) is GoalState.LET_GO
    world.shell.undo()
    assert state_of(goals.get(world.desk, third)) is GoalState.IDEA
    assert view.states[-1].aim == "Rest"
    presenter.back()
    assert goals.get(world.desk, second).aim == "Write one page a week"
    assert "My own doubt" not in repr(view.states)
    presenter.close()
    assert world.shell.backs == 1


def test_new_words_can_be_taken_back(world: World, goal: GoalId, amara: RelationshipId) -> None:
    presenter, view = reviewing(world, amara)
    presenter.reworded("Lead two")
    world.shell.undo()
    found = goals.get(world.desk, goal)
    assert (found.aim, len(found.events)) == ("Lead one review", 1)
    assert view.states[-1].aim == "Lead one review"


def test_a_review_in_a_session_stands_in_its_summary(
    world: World, goal: GoalId, amara: RelationshipId
) -> None:
    session = next(row.id for row in sessions.rows(world.desk) if row.here.hour == 15 and row.here.day == 24)
    running.start(world.desk, session)
    presenter, view = reviewing(world, amara)
    presenter.let_go()
    assert view.states[-1].foot == "It stands in the summary of today's session."
    (news,) = sharing.summary(world.desk, session).shareable.goals
    assert (news.aim, news.what) == ("Lead one review", "let_go")


def test_a_review_by_keys_alone(world: World, goal: GoalId, amara: RelationshipId, qtbot: QtBot) -> None:
    goals.add(world.desk, amara, "Rest")
    made = review_page(world.context)
    view = made.widget
    assert isinstance(view, ReviewView)
    opened(made, qtbot, relationship=amara)
    assert view.keep.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert view.words.edit.hasFocus()
    QTest.keyClick(view.words.edit, Qt.Key.Key_Escape)
    assert not view.words.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    view.drop.setFocus()
    QTest.keyClick(view.drop, Qt.Key.Key_Return)
    assert view.close_button.hasFocus()
    QTest.keyClick(view.close_button, Qt.Key.Key_Return)
    assert world.shell.backs == 1
    close(made)
    assert not world.context.share_safe.on


def test_without_a_shared_goal_nothing_is_read(world: World, amara: RelationshipId) -> None:
    _presenter, view = reviewing(world, amara)
    assert view.states[-1].nothing
