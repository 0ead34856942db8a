"""What pages of goals read, what may leave of a goal, and what a session's summary says of it."""

import dataclasses
from dataclasses import replace
from datetime import date, datetime

import pytest

from mentor_desktop.domain.goals import GoalState, Measure
from mentor_desktop.domain.ids import GoalId, PersonId, RelationshipId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Note, NoteKind
from mentor_desktop.domain.shareable import SharedGoal
from mentor_desktop.domain.when import When
from mentor_desktop.exporters.tree import all_texts
from mentor_desktop.services import (
    agenda,
    goal_document,
    goal_pages,
    goals,
    notes,
    people,
    promises,
    running,
    sessions,
    sharing,
)
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from tests.support import HandClock


class Talk:
    """A session with Amara that runs, and a goal of hers."""

    def __init__(self, desk: Desk, clock: HandClock) -> None:
        self.desk, self.clock = desk, clock
        self.amara: PersonId = people.add(desk, "Amara Okafor", zone="Africa/Nairobi").id
        when = When(datetime(2026, 11, 24, 11, 40), "Europe/Stockholm")
        self.session: SessionId = sessions.plan(desk, [self.amara], when).id
        running.start(desk, self.session)
        self.relationship: RelationshipId = sessions.get(desk, self.session).relationship
        self.goal: GoalId = goals.add(desk, self.relationship, "Lead one design review").id

    def note(self, text: str, *, shared: bool = True, kind: NoteKind = NoteKind.NOTE) -> Note:
        audience = EVERYONE if shared else None
        return notes.write(self.desk, text, session=self.session, kind=kind, audience=audience)

    def sheet(self) -> SharedGoal:
        (shared,) = sharing.goal_sheet(self.desk, [self.goal], [self.amara]).goals
        return shared

    def news(self) -> list[tuple[str, str]]:
        summary = sharing.summary(self.desk, self.session)
        return [(each.aim, each.what) for each in summary.shareable.goals]


@pytest.fixture
def talk(desk: Desk, clock: HandClock) -> Talk:
    return Talk(desk, clock)


def test_the_page_holds_the_goal_and_its_surroundings(talk: Talk) -> None:
    desk = talk.desk
    moment = talk.note("I want them to ask me first", kind=NoteKind.MOMENT)
    talk.note("A private hunch", shared=False)
    made = promises.make(desk, talk.amara, "Invite the reviewers", date(2026, 12, 1), session=talk.session)
    free = promises.make(desk, talk.amara, "Read the paper", None)
    part = agenda.add_part(desk, talk.session, "The review").id
    other = goals.add(desk, talk.relationship, "Write more").id
    page = goal_pages.page(desk, talk.goal)
    assert {(each.text, each.private) for each in page.sources} == {
        ("I want them to ask me first", False), ("A private hunch", True),
        ("Invite the reviewers", False), ("Read the paper", False),
    }  # fmt: skip
    assert {each.id for each in page.promise_offers} == {made.id, free.id}
    assert part in [each.id for each in page.part_offers]
    assert page.others == ((other, "Write more"),)
    assert page.session == talk.session
    goals.show(desk, talk.goal, note=moment.id)
    goals.belongs(desk, talk.goal, promise=made.id)
    goals.belongs(desk, talk.goal, part=part)
    page = goal_pages.page(desk, talk.goal)
    assert [(each.text, each.kind, each.session) for each in page.evidence] == [
        ("I want them to ask me first", "moment", talk.session)
    ]
    assert [each.id for each in page.promises] == [made.id]
    assert [each.id for each in page.parts] == [part]
    assert "I want them to ask me first" not in {each.text for each in page.sources}


def test_what_is_said_now_belongs_to_the_session_of_today(talk: Talk) -> None:
    talk.clock.pass_minutes(50)
    running.end(talk.desk, talk.session)
    assert goal_pages.session_now(talk.desk, talk.relationship) == talk.session
    talk.clock.pass_minutes(25 * 60)
    assert goal_pages.session_now(talk.desk, talk.relationship) is None


def test_private_fields_never_stand_on_a_sheet(talk: Talk) -> None:
    goals.say(talk.desk, talk.goal, thoughts="zebra", confidence=3, weight=5, why="To be heard")
    goals.to_state(talk.desk, talk.goal, GoalState.PAUSED, "giraffe")
    said = repr(talk.sheet())
    assert "To be heard" in said
    assert "zebra" not in said
    assert "giraffe" not in said
    names = {field.name for field in dataclasses.fields(SharedGoal)}
    assert not names & {"thoughts", "confidence", "weight", "events"}


def test_evidence_goes_only_while_its_note_may_go(talk: Talk) -> None:
    note = talk.note("She chaired the first half")
    shown = goals.show(talk.desk, talk.goal, note=note.id, value=5)
    goals.show(talk.desk, talk.goal, "kept to myself", value=9)
    assert [each.text for each in talk.sheet().evidence] == ["She chaired the first half"]
    assert [each.value for each in talk.sheet().points] == [5]
    private = notes.edit(talk.desk, replace(notes.get(talk.desk, note.id), audience=None))
    goals.share_evidence(talk.desk, shown.id)
    assert talk.sheet().evidence == ()
    assert talk.sheet().points == ()
    notes.edit(talk.desk, replace(private, audience=EVERYONE))
    assert len(talk.sheet().evidence) == 1
    notes.trash(talk.desk, note.id)
    assert talk.sheet().evidence == ()


def test_evidence_goes_only_while_its_promise_may_go(talk: Talk) -> None:
    made = promises.make(talk.desk, talk.amara, "Invite the reviewers", None, session=talk.session)
    goals.show(talk.desk, talk.goal, promise=made.id)
    assert [each.text for each in talk.sheet().evidence] == ["Invite the reviewers"]
    promises.edit(talk.desk, replace(promises.get(talk.desk, made.id), audience=None))
    assert talk.sheet().evidence == ()


def test_a_sheet_goes_to_nobody_else(talk: Talk) -> None:
    outsider = people.add(talk.desk, "Sofia Rossi").id
    for audience in ([outsider], [talk.amara, outsider], []):
        with pytest.raises(Refused, match="whose goals"):
            sharing.goal_sheet(talk.desk, [talk.goal], audience)
    goals.say(talk.desk, talk.goal, audience=None)
    with pytest.raises(Refused, match="private"):
        talk.sheet()


def test_the_sheet_says_it_in_words(talk: Talk) -> None:
    desk = talk.desk
    goals.say(
        desk, talk.goal, why="To be asked first", baseline=2.0, target=7.0, plan="If X joins, then I ask",
        target_date=date(2027, 1, 15),
    )  # fmt: skip
    goals.progressed(desk, talk.goal, 4)
    goals.progressed(desk, talk.goal, 5)
    goals.add_step(desk, talk.goal, "Co-chair once", date(2026, 12, 8))
    document = goal_document.document(goal_document.sheet(desk, [talk.goal]))
    said = "\n".join(all_texts(document))
    for words in (
        "Lead one design review", "For Amara Okafor · 24 November 2026", "To be asked first",
        "now 5, from 2, towards 7, on a scale from 0 to 10", "by 15 January 2027", "Co-chair once",
        "8 Dec 2026", "If X joins, then I ask",
    ):  # fmt: skip
        assert words in said


@pytest.mark.parametrize("measure", list(Measure))
def test_several_goals_share_a_sheet(talk: Talk, measure: Measure) -> None:
    second = goals.say(talk.desk, goals.add(talk.desk, talk.relationship, "Write").id, measure=measure).id
    document = goal_document.document(goal_document.sheet(talk.desk, [talk.goal, second]))
    assert document.title == "Goals"
    assert {"Write", "Lead one design review"} <= set(all_texts(document))


def test_a_summary_names_what_happened_to_shared_goals(talk: Talk) -> None:
    desk = talk.desk
    assert talk.news() == []
    goals.progressed(desk, talk.goal, 4, session=talk.session)
    assert talk.news() == [("Lead one design review", "progress")]
    goals.reviewed(desk, talk.goal, talk.session)
    assert talk.news() == [("Lead one design review", "kept")]
    goals.reworded(desk, talk.goal, "Lead two reviews", talk.session)
    assert talk.news() == [("Lead two reviews", "reworded")]
    goals.to_state(desk, talk.goal, GoalState.LET_GO, "giraffe", talk.session)
    assert talk.news() == [("Lead two reviews", "let_go")]
    assert "giraffe" not in repr(sharing.summary(desk, talk.session).shareable)
    goals.say(desk, talk.goal, audience=None)
    assert talk.news() == []


def test_a_goal_is_spoken_of_where_a_shared_promise_belongs_to_it(talk: Talk) -> None:
    made = promises.make(talk.desk, talk.amara, "Invite the reviewers", None, session=talk.session)
    goals.belongs(talk.desk, talk.goal, promise=made.id)
    assert talk.news() == [("Lead one design review", "spoken")]
    promises.edit(talk.desk, replace(promises.get(talk.desk, made.id), audience=None))
    assert talk.news() == []
    promises.edit(talk.desk, replace(promises.get(talk.desk, made.id), audience=EVERYONE))
    goals.trash(talk.desk, talk.goal)
    assert talk.news() == []
