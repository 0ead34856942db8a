"""Ways to the pages of goals, with goals of everyone in the sample as the reference pictures have them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from mentor_desktop.domain.goals import GoalState, Measure
from mentor_desktop.domain.ids import GoalId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.services import goals, notes, people, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.ui.goal.view import GoalView
from mentor_desktop.ui.goals.view import GoalsView
from mentor_desktop.ui.goalwizard.review_view import ReviewView
from mentor_desktop.ui.goalwizard.view import TalkView
from tests.shots.common import held, known, of
from tests.shots.stage import Stage

DAY_MS = 86_400_000
WHISPERS = "She wants my old job. Keep out of the way."


def _back(stage: Stage, days: int) -> None:
    stage.clock.pass_ms(-days * DAY_MS)


def _goal(desk: Desk, stage: Stage, name: str, aim: str, *, mine: bool = False) -> GoalId:
    relationship = people.relationships_of(desk, known(stage, name))[0].id
    whose = [people.me(desk).id] if mine else None
    goal = goals.add(desk, relationship, aim, whose=whose).id
    goals.to_state(desk, goal, GoalState.ACTIVE)
    return goal


def lead_review(stage: Stage) -> GoalId:
    """The goal of the reference picture: begun in September, at five of ten, four of nine steps done."""
    desk = stage.desk
    _back(stage, 84)
    goal = _goal(desk, stage, "Amara", "Lead one cross-team review")
    goals.say(
        desk, goal, why="I want them to ask me first.", baseline=2.0, target=7.0, measure=Measure.SCALE,
        obstacle="I go quiet when the director joins.",
        plan="If the director joins, then I ask the first question.",
        options="Co-chair first\nBegin with a small team", strengths="She prepares better than anyone.",
        confidence=7, thoughts=WHISPERS,
    )  # fmt: skip
    for days, value in ((0, 2), (14, 2.6), (14, 3), (14, 4), (21, 4)):
        stage.clock.pass_ms(days * DAY_MS)
        goals.progressed(desk, goal, value)
        if value == 4 and days == 14:
            goals.say(desk, goal, aim="Lead one cross-team design review by January")
    stage.clock.pass_ms(21 * DAY_MS)
    for number, text in enumerate(
        ("Watch two reviews", "Draft the outline", "Ask Lena for her notes", "Read the last three designs",
         "Co-chair with Lena", "Invite the reviewers", "Chair the December review",
         "Ask for feedback", "Write down what to keep")
    ):  # fmt: skip
        due = {4: date(2026, 12, 8), 5: date(2026, 12, 1)}.get(number)
        step = goals.add_step(desk, goal, text, due).steps[-1]
        if number < 4:
            goals.tick(desk, goal, step.id)
    steps = goals.get(desk, goal).steps
    goals.edit_step(desk, goal, replace(steps[6], after=steps[4].id))
    goals.say(desk, goal, target_date=date(2027, 1, 15))
    moment = notes.write(
        desk, "“I want them to ask me first.”", session=held(stage), kind=NoteKind.MOMENT, audience=EVERYONE
    )
    goals.show(desk, goal, note=moment.id)
    goals.show(desk, goal, "Outline sent, three days early")
    goals.show(desk, goal, "Said out loud what leading would look like", value=5)
    made = promises.make(desk, known(stage, "Amara"), "Invite the reviewers", date(2026, 12, 1))
    goals.belongs(desk, goal, promise=made.id)
    return goal


def fill(stage: Stage) -> GoalId:
    """Goals of everyone; returns the one of the reference picture."""
    desk = stage.desk
    _back(stage, 32)
    craft = _goal(desk, stage, "Jonas", "Choose between craft and lead by March")
    goals.say(desk, craft, baseline=0.0, target=10.0)
    goals.progressed(desk, craft, 2)
    stage.clock.pass_ms(32 * DAY_MS)
    first = lead_review(stage)
    said = _goal(desk, stage, "Amara", "Say what I need from my manager, monthly")
    goals.say(desk, said, baseline=0.0, target=10.0, target_date=date(2026, 11, 30))
    goals.progressed(desk, said, 7)
    goals.add_step(desk, said, "November talk", date(2026, 11, 30))
    weekly = _goal(desk, stage, "Jonas", "Show unfinished work every week")
    goals.say(desk, weekly, measure=Measure.NUMBER, unit="weeks", baseline=0.0, target=5.0)
    goals.progressed(desk, weekly, 3)
    goals.add_step(desk, weekly, "Thursday demo")
    team = _goal(desk, stage, "Sofia", "Hand over the team well")
    goals.say(desk, team, measure=Measure.STEPS)
    for number in range(9):
        step = goals.add_step(desk, team, "Last one-to-one" if number == 8 else f"Step {number + 1}").steps[
            -1
        ]
        if number < 8:
            goals.tick(desk, team, step.id)
    own = _goal(desk, stage, "Sofia", "Tell less, ask more", mine=True)
    goals.add_step(desk, own, "Silence after every question")
    for name, aim in (("Sofia", "Give a talk at a conference"), ("Amara", "First code review in the open")):
        goals.to_state(desk, _goal(desk, stage, name, aim), GoalState.REACHED, "It went well")
    return first


def all_goals(view: str) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        fill(stage)
        stage.window.go("goals")
        of(stage, GoalsView).view_chosen.emit(view)
        return stage.window

    return draw


def new_goal(stage: Stage) -> QWidget:
    fill(stage)
    stage.window.go("goals", add=True)
    return stage.window


def goal(form: str) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        first = fill(stage)
        relationship = goals.get(stage.desk, first).relationship
        stage.window.go("goal", goal=first, relationship=relationship, form=form)
        return stage.window

    return draw


def goal_writing(stage: Stage) -> QWidget:
    goal("smart")(stage)
    of(stage, GoalView).form.turn()
    return stage.window


def goal_adding(stage: Stage) -> QWidget:
    goal("woop")(stage)
    of(stage, GoalView).open_adding()
    return stage.window


def goal_asking(stage: Stage) -> QWidget:
    goal("grow")(stage)
    of(stage, GoalView).act_asked.emit("split")
    return stage.window


def goal_fresh(stage: Stage) -> QWidget:
    relationship = people.relationships_of(stage.desk, known(stage, "Amara"))[0].id
    fresh = goals.add(stage.desk, relationship, "Rest without guilt").id
    stage.window.go("goal", goal=fresh, relationship=relationship)
    return stage.window


def talk(form: str, step: int) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        first = fill(stage)
        relationship = goals.get(stage.desk, first).relationship
        stage.window.go("goal-talk", goal=first, relationship=relationship, form=form)
        for _step in range(step):
            of(stage, TalkView).forward_asked.emit()
        stage.clock.pass_ms(95_000)
        stage.delay.advance(1_000)
        return stage.window

    return draw


def review(decided: int) -> Callable[[Stage], QWidget]:
    def draw(stage: Stage) -> QWidget:
        first = fill(stage)
        stage.window.go("goal-review", relationship=goals.get(stage.desk, first).relationship)
        for number in range(decided):
            (of(stage, ReviewView).let_go if number else of(stage, ReviewView).kept).emit()
        return stage.window

    return draw


def review_words(stage: Stage) -> QWidget:
    review(0)(stage)
    of(stage, ReviewView).words_asked.emit()
    return stage.window


def person_goals(stage: Stage) -> QWidget:
    fill(stage)
    stage.window.go("person", person=known(stage, "Amara"), tab="goals")
    return stage.window
