"""Nothing private of a goal leaves: a marker in every private place, and none in any file of a goal sheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from mentor_desktop.domain.goals import Evidence, Goal, GoalEvent, GoalState, Step
from mentor_desktop.domain.ids import GoalId
from mentor_desktop.domain.marks import Mark, marks_of
from mentor_desktop.domain.notes import EVERYONE
from mentor_desktop.domain.when import When
from mentor_desktop.exporters.formats import FORMATS
from mentor_desktop.services import goal_document, goals, notes, people, promises, sessions
from mentor_desktop.services.desk import Desk
from tests.services.leak_around import Markers
from tests.services.test_leaks import leaked

PLANTED = {"Goal.thoughts", "Goal.confidence", "Goal.weight", "GoalEvent.why"}


def test_every_private_field_of_a_goal_is_planted() -> None:
    private = {
        f"{record.__name__}.{field}"
        for record in (Goal, GoalEvent, Evidence, Step)
        for field, mark in marks_of(record).items()
        if mark is Mark.PRIVATE
    }
    assert private == PLANTED


@pytest.fixture
def marked(desk: Desk) -> tuple[GoalId, list[str]]:
    mark = Markers(7)
    amara = people.add(desk, "Amara Okafor").id
    jonas = people.add(desk, "Jonas Weber").id
    when = When(datetime(2026, 11, 24, 11, 40), "Europe/Stockholm")
    session = sessions.plan(desk, [amara, jonas], when)
    goal = goals.add(desk, session.relationship, mark("an earlier wording")).id
    goals.say(desk, goal, aim="Lead one review", thoughts=mark("Goal.thoughts, before"))
    goals.say(desk, goal, thoughts=mark("Goal.thoughts"), confidence=3, weight=5, why="To be heard")
    goals.to_state(desk, goal, GoalState.ACTIVE, mark("GoalEvent.why"), session.id)
    goals.show(desk, goal, mark("evidence kept private"), value=9)
    for audience in (None, (jonas,)):
        note = notes.write(desk, mark("a note for others"), session=session.id, audience=audience)
        shown = goals.show(desk, goal, note=note.id)
        goals.share_evidence(desk, shown.id)
        words = goals.show(desk, goal, mark("words beside a private note"), note=note.id)
        goals.share_evidence(desk, words.id)
    owed = promises.make(desk, amara, mark("a private promise"), None, session=session.id, audience=None)
    goals.share_evidence(desk, goals.show(desk, goal, promise=owed.id).id)
    dropped = goals.add_step(desk, goal, mark("a step in the trash")).steps[-1].id
    goals.drop_step(desk, goal, dropped)
    gone = goals.show(desk, goal, mark("evidence in the trash"))
    goals.share_evidence(desk, gone.id)
    goals.trash_evidence(desk, gone.id)
    seen = notes.write(desk, "She chaired half of it", session=session.id, audience=EVERYONE)
    goals.show(desk, goal, note=seen.id)
    return goal, list(mark.where)


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_no_marker_stands_in_any_file(
    desk: Desk, marked: tuple[GoalId, list[str]], fmt: str, tmp_path: Path
) -> None:
    goal, words = marked
    path = tmp_path / f"sheet.{fmt}"
    goal_document.export(goal_document.sheet(desk, [goal]), fmt, path)
    data = path.read_bytes()
    assert leaked(data, words) == []
    assert leaked(data, ["chaired"]) == ["chaired"]
