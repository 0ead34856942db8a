"""Goals on a real vault: said, stepped, shown, split, merged, thrown away and brought back."""

from dataclasses import replace
from datetime import date

import pytest

from mentor_desktop.domain.goals import GoalEventKind, GoalState, Measure
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.services import goal_moves, goal_rows, goals, notes, people, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Gone, Refused, Stale
from mentor_desktop.store import search
from tests.support import HandClock


@pytest.fixture
def amara(desk: Desk) -> PersonId:
    return people.add(desk, "Amara").id


@pytest.fixture
def relationship(desk: Desk, amara: PersonId) -> RelationshipId:
    return people.begin(desk, amara).id


def found(desk: Desk, words: str) -> set[tuple[Kind, bytes]]:
    with desk.read() as c:
        return {(hit.kind, hit.id) for hit in search.search(c, words, desk.now())}


def test_from_wish_to_reached(desk: Desk, clock: HandClock, relationship: RelationshipId) -> None:
    goal = goals.add(desk, relationship, "  Lead the\non-call rota ")
    assert goal.aim == "Lead the on-call rota"
    goal = goals.edit(
        desk,
        replace(goal, why="To sleep well", plan="If paged, then I breathe first", baseline=3.0, target=8.0),
    )
    goal = goals.progressed(desk, goal.id, 5, evidence="Took the pager for a week")
    clock.pass_minutes(60)
    goal = goals.progressed(desk, goal.id, 8)
    goal = goals.to_state(desk, goal.id, GoalState.REACHED, "Held two weeks alone")
    row = goal_rows.rows(desk)[0]
    assert (row.state, row.progress.share, row.evidence) == (GoalState.REACHED, 1.0, 1)
    assert [shown.text for shown in goal_rows.evidence_of(desk, goal.id)] == ["Took the pager for a week"]
    assert goals.undo_last(desk, goal.id).events[-1].value == 8
    assert (Kind.GOAL, goal.id) in found(desk, ["pager", "breathe", "paged"][1])


def test_an_idea_becomes_active_when_it_moves(desk: Desk, relationship: RelationshipId) -> None:
    goal = goals.add(desk, relationship, "Speak up")
    assert goal_rows.rows(desk)[0].state is GoalState.IDEA
    goals.progressed(desk, goal.id, 2)
    assert goal_rows.rows(desk)[0].state is GoalState.ACTIVE


@pytest.mark.parametrize("change", [
    {"aim": " "}, {"baseline": 4.0, "target": 4.0}, {"target": 11.0}, {"confidence": 11}, {"weight": 0},
    {"aim": "x" * 501}, {"whose": ()}, {"whose": (PersonId(b"stranger" * 2),)}, {"why": "\0"},
])  # fmt: skip
def test_an_impossible_goal_changes_nothing(
    desk: Desk, relationship: RelationshipId, change: dict[str, object]
) -> None:
    goal = goals.add(desk, relationship, "Speak up")
    with pytest.raises(Refused):
        goals.edit(desk, replace(goal, **change))  # type: ignore[arg-type]
    assert goals.get(desk, goal.id) == goal


def test_two_editors_do_not_overwrite_each_other(desk: Desk, relationship: RelationshipId) -> None:
    goal = goals.add(desk, relationship, "Speak up")
    goals.edit(desk, replace(goal, why="first"))
    with pytest.raises(Stale):
        goals.edit(desk, replace(goal, why="second"))
    assert goals.get(desk, goal.id).why == "first"


def test_steps(desk: Desk, relationship: RelationshipId) -> None:
    goal = goals.add(desk, relationship, "Give a talk")
    goal = goals.edit(desk, replace(goal, measure=Measure.STEPS))
    for text in ("Write", "Rehearse", "Speak"):
        goal = goals.add_step(desk, goal.id, text, date(2026, 12, 24) if text == "Speak" else None)
    first, second, third = goal.steps
    goal = goals.edit_step(desk, goal.id, replace(second, after=first.id))
    with pytest.raises(Refused, match="wait for each other"):
        goals.edit_step(desk, goal.id, replace(goal.steps[0], after=second.id))
    goal = goals.tick(desk, goal.id, first.id)
    assert goal_rows.rows(desk)[0].next_step == "Rehearse"
    assert goal_rows.rows(desk)[0].progress.share == pytest.approx(1 / 3)
    goal = goals.order_steps(desk, goal.id, [third.id, first.id])
    assert [step.text for step in goal.steps] == ["Speak", "Write", "Rehearse"]
    assert len(goals.drop_step(desk, goal.id, second.id).steps) == 2
    assert [step.text for step in goals.restore_step(desk, goal.id, second.id).steps][-1] == "Rehearse"
    with pytest.raises(Refused, match="steps"):
        goals.progressed(desk, goal.id, 3)


def test_evidence_is_as_private_as_its_note(
    desk: Desk, relationship: RelationshipId, amara: PersonId
) -> None:
    goal = goals.add(desk, relationship, "Speak up")
    private = notes.write(desk, "She hesitated", person=amara)
    shown = goals.show(desk, goal.id, note=private.id)
    assert shown.audience is None
    made = promises.make(desk, amara, "Speak in the review", None)
    by_promise = goals.show(desk, goal.id, promise=made.id)
    assert by_promise.audience == ()
    assert {each.text for each in goal_rows.evidence_of(desk, goal.id)} == {
        "She hesitated",
        "Speak in the review",
    }
    notes.trash(desk, private.id)
    assert {each.text for each in goal_rows.evidence_of(desk, goal.id)} == {"", "Speak in the review"}
    goals.trash_evidence(desk, shown.id)
    assert len(goal_rows.evidence_of(desk, goal.id)) == 1
    goals.restore_evidence(desk, shown.id)
    with pytest.raises(Refused):
        goals.show(desk, goal.id, " ")


def test_splitting_and_merging(desk: Desk, relationship: RelationshipId, amara: PersonId) -> None:
    goal = goals.add(desk, relationship, "Give a talk")
    goal = goals.add_step(desk, goal.id, "Write")
    goal = goals.add_step(desk, goal.id, "Find a stage")
    made = promises.make(desk, amara, "Ask the meetup", None)
    goals.belongs(desk, goal.id, promise=made.id)
    parted = goal_moves.split(desk, goal.id, "Find a stage", [goal.steps[1].id])
    goal_moves.unsplit(desk, parted)
    assert [step.text for step in goals.get(desk, goal.id).steps] == ["Write", "Find a stage"]
    assert [row.id for row in goal_rows.rows(desk)] == [goal.id]
    part = goal_moves.split(desk, goal.id, "Find a stage", [goal.steps[1].id]).fresh
    assert [step.text for step in part.steps] == ["Find a stage"]
    assert [step.text for step in goals.get(desk, goal.id).steps] == ["Write"]
    goals.show(desk, goal.id, "First draft")
    joined = goal_moves.merge(desk, goal.id, part.id)
    goal_moves.unmerge(desk, joined)
    assert goal_rows.promises_of(desk, goal.id) == (made.id,)
    assert goal_rows.evidence_of(desk, part.id) == ()
    assert {row.state for row in goal_rows.rows(desk)} == {GoalState.IDEA}
    whole = goal_moves.merge(desk, goal.id, part.id).into
    assert goal_rows.promises_of(desk, whole.id) == (made.id,)
    assert [each.text for each in goal_rows.evidence_of(desk, whole.id)] == ["First draft"]
    states = {row.aim: row.state for row in goal_rows.rows(desk)}
    assert states == {"Find a stage": GoalState.IDEA, "Give a talk": GoalState.LET_GO}
    with pytest.raises(Refused):
        goal_moves.merge(desk, whole.id, whole.id)
    with pytest.raises(Refused):
        goal_moves.split(desk, whole.id, " ")


def test_the_trash_takes_all_of_a_goal_and_gives_it_back(
    desk: Desk, relationship: RelationshipId, amara: PersonId
) -> None:
    goal = goals.add(desk, relationship, "Speak up zebra")
    goals.show(desk, goal.id, "giraffe")
    goals.trash(desk, goal.id)
    assert not goal_rows.rows(desk)
    assert not found(desk, "zebra") | found(desk, "giraffe")
    with pytest.raises(Gone):
        goals.get(desk, goal.id)
    goals.restore(desk, goal.id)
    assert found(desk, "giraffe")
    people.trash(desk, amara)
    assert not goal_rows.rows(desk)
    people.restore(desk, amara)
    assert goal_rows.rows(desk)[0].evidence == 1


def test_hostile_words_are_kept_as_typed(desk: Desk, relationship: RelationshipId) -> None:
    hostile = "<img src=x>\u202e {aim} %(n)d =cmd|' ../../etc 🦓"
    goal = goals.add(desk, relationship, hostile)
    goal = goals.edit(desk, replace(goal, why=hostile * 1000, thoughts=hostile))
    assert (goal.aim, goal.thoughts) == (hostile, hostile)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(1, 1, 1), date(2040, 1, 1)])
def test_an_impossible_day_is_refused(desk: Desk, relationship: RelationshipId, day: date) -> None:
    goal = goals.add_step(desk, goals.add(desk, relationship, "Speak up").id, "Once")
    with pytest.raises(Refused):
        goals.say(desk, goal.id, target_date=day)
    with pytest.raises(Refused):
        goals.add_step(desk, goal.id, "Twice", day)
    with pytest.raises(Refused):
        goals.edit_step(desk, goal.id, replace(goal.steps[0], due=day))
    assert goals.get(desk, goal.id) == goal


def test_no_day_lies_before_the_people_began(desk: Desk, relationship: RelationshipId) -> None:
    goal = goals.add(desk, relationship, "Speak up")
    known = people.relationship(desk, relationship)
    people.edit_relationship(desk, replace(known, started=date(2027, 1, 10)))
    with pytest.raises(Refused, match="begun"):
        goals.say(desk, goal.id, target_date=date(2027, 1, 9))
    assert goals.say(desk, goal.id, target_date=date(2027, 1, 10)).target_date == date(2027, 1, 10)


def test_a_day_that_was_once_right_does_not_stand_in_the_way(
    desk: Desk, clock: HandClock, relationship: RelationshipId
) -> None:
    goal = goals.say(desk, goals.add(desk, relationship, "Speak up").id, target_date=date(2026, 11, 25))
    clock.pass_minutes(7 * 24 * 60)
    assert goals.say(desk, goal.id, why="It matters").why == "It matters"


def test_fields_said_one_by_one_do_not_undo_each_other(desk: Desk, relationship: RelationshipId) -> None:
    goal = goals.add(desk, relationship, "Speak up")
    goals.say(desk, goal.id, why="first")
    said = goals.say(desk, goal.id, plan="second")
    assert (said.why, said.plan) == ("first", "second")


def test_a_reread_goal_is_kept_or_reworded(desk: Desk, relationship: RelationshipId) -> None:
    goal = goals.add(desk, relationship, "Speak up")
    same = goals.reworded(desk, goal.id, "Speak up")
    other = goals.reworded(desk, goal.id, "Speak up in the review")
    assert [each.kind for each in (same.events[-1], other.events[-1])] == [
        GoalEventKind.REVIEWED, GoalEventKind.REWORDED,
    ]  # fmt: skip
    assert other.aim == "Speak up in the review"
