"""Agreements: what may be changed when, who has to say yes, and what an agreed clause then rules."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_desktop.domain.agreements import (
    Agreement,
    AgreementEvent,
    Change,
    Clause,
    EventKind,
    How,
    NotNow,
    Span,
    State,
    Window,
    differences,
    in_force,
    may_happen,
    status,
)
from mentor_desktop.domain.ids import AgreementId, ClauseId, Millis, PersonId, RelationshipId
from mentor_desktop.services import agreed, agreements, clauses, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused

GOOD = {"every": 2, "length": 50}


@pytest.fixture
def relationship(desk: Desk) -> RelationshipId:
    amara = people.add(desk, "Amara")
    return people.begin(desk, amara.id).id


def parties(desk: Desk, of: RelationshipId) -> tuple[PersonId, ...]:
    return (people.me(desk).id, *people.relationship(desk, of).members)


def agreed_version(desk: Desk, of: RelationshipId, **data: int) -> Agreement:
    draft = agreements.draft(desk, of)
    agreements.choose(desk, draft.id, "cadence", "steady", {**GOOD, **data})
    agreements.choose(desk, draft.id, "recording", "never")
    agreements.propose(desk, draft.id)
    for each in parties(desk, of):
        agreements.agree(desk, draft.id, each)
    return agreements.get(desk, draft.id)


def test_the_content_holds_together() -> None:
    every = clauses.clauses()
    assert len(every) == 22
    sentences = [
        words for each in every for choice in each.choices for words in (choice.mentor, choice.mentee)
    ]
    assert len(set(sentences)) == len(sentences)
    assert all(each.ask.endswith("?") and each.why.endswith(".") and each.choices for each in every)
    longest = max((s for words in sentences for s in words.split(". ")), key=lambda s: len(s.split()))
    assert len(longest.split()) <= 20, longest


def test_the_careful_side_comes_first_and_nothing_is_chosen(desk: Desk, relationship: RelationshipId) -> None:
    assert agreements.draft(desk, relationship).clauses == ()
    recording, ai = clauses.clause("recording"), clauses.clause("ai-tools")
    assert recording is not None
    assert recording.choices[0].id == "never"
    assert ai is not None
    assert ai.choices[0].id == "none"


def test_from_draft_to_force_to_replaced(desk: Desk, relationship: RelationshipId) -> None:
    first = agreed_version(desk, relationship)
    known = agreements.versions(desk, relationship)
    assert known.holding is not None
    assert known.holding.id == first.id
    assert known.open is None
    assert "50 minutes" in known.holding.clauses[0].mentor
    assert "2 weeks" in known.holding.clauses[0].mentee

    second = agreements.draft(desk, relationship)
    assert (second.number, len(second.clauses)) == (2, 2)
    agreements.choose(desk, second.id, "recording", "each-time", {"keep": 30})
    agreements.propose(desk, second.id)
    me, amara = parties(desk, relationship)
    agreements.agree(desk, second.id, me)
    assert agreements.versions(desk, relationship).holding == first  # one yes is not enough
    agreements.agree(desk, second.id, amara, How.SIGNED)
    known = agreements.versions(desk, relationship)
    assert known.holding is not None
    assert known.holding.number == 2
    assert [str(known.status(each).state) for each in known.every] == ["replaced", "in_force"]
    changes = {each.key: each.change for each in differences(known.every[0], known.every[1])}
    assert changes == {"cadence": Change.SAME, "recording": Change.CHANGED}

    agreements.undo_last(desk, second.id)  # the last yes was a slip
    known = agreements.versions(desk, relationship)
    assert known.holding is not None
    assert known.holding.number == 1
    assert known.open is not None
    assert known.status(known.open).waits_for(known.open.parties) == (amara,)


def test_what_was_agreed_is_not_edited(desk: Desk, relationship: RelationshipId) -> None:
    version = agreed_version(desk, relationship)
    for attempt in (
        lambda: agreements.choose(desk, version.id, "recording", "never"),
        lambda: agreements.say(desk, version.id, replace(version.clauses[0], mentor="mine")),
        lambda: agreements.leave_out(desk, version.id, "recording"),
        lambda: agreements.describe(desk, version.id, language="de"),
        lambda: agreements.trash(desk, version.id),
    ):
        with pytest.raises(Refused):
            attempt()
    assert agreements.get(desk, version.id) == version
    agreements.describe(desk, version.id, note="they hesitated at the notes clause")  # my own thoughts may


def test_there_is_one_draft(desk: Desk, relationship: RelationshipId) -> None:
    draft = agreements.draft(desk, relationship)
    assert agreements.draft(desk, relationship) == draft
    agreements.choose(desk, draft.id, "camera", "free")
    agreements.propose(desk, draft.id)
    with pytest.raises(Refused, match="waits for a yes"):
        agreements.draft(desk, relationship)
    agreements.take_back(desk, draft.id)
    assert agreements.draft(desk, relationship).id == draft.id


def test_a_draft_comes_back_from_the_trash(desk: Desk, relationship: RelationshipId) -> None:
    draft = agreements.draft(desk, relationship)
    agreements.trash(desk, draft.id)
    assert agreements.versions(desk, relationship).open is None
    other = agreements.draft(desk, relationship)
    assert other.number == 2  # a number is never given twice
    with pytest.raises(Refused, match="Another draft"):
        agreements.restore(desk, draft.id)
    agreements.trash(desk, other.id)
    assert agreements.restore(desk, draft.id).id == draft.id


def test_either_side_ends_it_without_a_reason(desk: Desk, relationship: RelationshipId) -> None:
    version = agreed_version(desk, relationship)
    amara = parties(desk, relationship)[1]
    agreements.end(desk, version.id, by=amara)
    known = agreements.versions(desk, relationship)
    assert known.holding is None
    assert agreed.about(desk, relationship, "cadence") is None
    with pytest.raises(Refused):
        agreements.end(desk, version.id)
    assert agreements.draft(desk, relationship).clauses  # begins with the words that held last


def test_live_rules_name_their_clause(desk: Desk, relationship: RelationshipId) -> None:
    assert agreed.about(desk, relationship, "cadence") is None
    agreed_version(desk, relationship)
    rule = agreed.about(desk, relationship, "length")
    assert rule is not None
    assert agreed.number(rule, "length") == 50
    assert agreed.because(rule) == "Agreement v1, How often and how long"
    recording = agreed.of_person(desk, parties(desk, relationship)[1], "recording")
    assert recording is not None
    assert recording.choice == "never"


def test_a_clause_put_off_rules_nothing(desk: Desk, relationship: RelationshipId) -> None:
    draft = agreements.draft(desk, relationship)
    agreements.choose(desk, draft.id, "cadence", "steady", GOOD)
    agreements.later(desk, draft.id, "cadence")
    with pytest.raises(Refused, match="nothing to propose"):
        agreements.propose(desk, draft.id)
    agreements.choose(desk, draft.id, "camera", "free")
    agreements.propose(desk, draft.id)
    for each in parties(desk, relationship):
        agreements.agree(desk, draft.id, each)
    assert set(agreed.every(desk, relationship)) == {"camera"}


@pytest.mark.parametrize(
    ("key", "choice", "data"),
    [
        ("cadence", "steady", {}),
        ("cadence", "steady", {"every": 0, "length": 50}),
        ("cadence", "steady", {"every": 2, "length": 100_000}),
        ("cadence", "steady", {"every": "two", "length": 50}),
        ("cadence", "steady", {"every": True, "length": 50}),
        ("channels", "quiet-hours", {"channel": "  ", "answer": 2, "quiet": Span(time(20), time(8))}),
        ("channels", "quiet-hours", {"channel": "mail", "answer": 2, "quiet": Span(time(8), time(8))}),
        ("channels", "quiet-days",
         {"channel": "mail", "answer": 2, "quiet": Span(time(20), time(8)), "quiet_days": (7,)}),
        ("times", "kept-free", {"windows": (), "grace": 10, "notice": 24, "quota": 2}),
        ("term", "to-a-date", {"until": "2027-01-01", "review_months": 3}),
        ("recording", "of-course", {}),
        ("no-such-clause", "x", {}),
    ],
)  # fmt: skip
def test_impossible_data_change_nothing(
    desk: Desk, relationship: RelationshipId, key: str, choice: str, data: dict[str, object]
) -> None:
    draft = agreements.draft(desk, relationship)
    with pytest.raises(Refused):
        agreements.choose(desk, draft.id, key, choice, data)  # type: ignore[arg-type]
    assert agreements.get(desk, draft.id) == draft


def test_every_choice_of_every_clause_can_be_made(desk: Desk, relationship: RelationshipId) -> None:
    amara = parties(desk, relationship)[1]
    window = Window((0, 1, 2, 3, 4), Span(time(16), time(18)), amara)
    sample = {
        "minutes": 10, "hours": 24, "days": 2, "weeks": 2, "months": 3, "count": 2,
        "date": desk.today("UTC") + timedelta(days=300), "weekdays": (4, 6), "span": Span(time(20), time(8)),
        "windows": (window,), "line": "mail {grace}",
    }  # fmt: skip
    draft = agreements.draft(desk, relationship)
    for text in clauses.clauses():
        for choice in text.choices:
            data = {datum.name: sample[datum.kind] for datum in choice.data}
            after = agreements.choose(desk, draft.id, text.id, choice.id, data)  # type: ignore[arg-type]
            clause = next(each for each in after.clauses if each.key == text.id)
            assert clause.choice == choice.id
            assert dict(clause.data) == data
            # What was typed stays as typed, also where it looks like a name of ours.
            assert "{" not in (clause.mentor + clause.mentee).replace("mail {grace}", "")
    keys = [each.key for each in agreements.get(desk, draft.id).clauses]
    assert keys == [each.id for each in clauses.clauses()]
    times = agreements.choose(
        desk, draft.id, "times", "kept-free", {"windows": (window,), "grace": 1, "notice": 1, "quota": 0}
    )
    said = next(each for each in times.clauses if each.key == "times").mentor
    assert "Friday, 16:00 to 18:00, by the clock of Amara" in said
    assert "1 minute" in said


def test_own_clauses_and_own_words(desk: Desk, relationship: RelationshipId) -> None:
    draft = agreements.add_own(desk, agreements.draft(desk, relationship).id, "Tea")
    own = draft.clauses[0]
    hostile = "<img src=x> {length} %(n)d\u202e"
    draft = agreements.say(desk, draft.id, replace(own, mentor=hostile, mentee="I bring biscuits."))
    assert (draft.clauses[0].title, draft.clauses[0].mentor) == ("Tea", hostile)
    draft = agreements.choose(desk, draft.id, "purpose", "craft")
    assert [each.key for each in draft.clauses] == ["purpose", "own-1"]
    assert agreements.leave_out(desk, draft.id, "own-1").clauses[-1].key == "purpose"
    with pytest.raises(Refused):
        agreements.add_own(desk, draft.id, " ")


def test_one_who_left_is_not_waited_for(desk: Desk) -> None:
    amara, jonas = people.add(desk, "Amara"), people.add(desk, "Jonas")
    with desk.change() as c:
        pair = people.open_relationship(c, desk, (amara.id, jonas.id)).id
    draft = agreements.draft(desk, pair)
    agreements.choose(desk, draft.id, "camera", "free")
    agreements.propose(desk, draft.id)
    agreements.agree(desk, draft.id, people.me(desk).id)
    agreements.agree(desk, draft.id, amara.id)
    assert agreements.versions(desk, pair).holding is None
    people.edit_relationship(desk, replace(people.relationship(desk, pair), members=(amara.id,)))
    assert agreements.versions(desk, pair).holding is not None


def test_a_yes_is_not_noted_before_it_is_given(desk: Desk, relationship: RelationshipId) -> None:
    draft = agreements.draft(desk, relationship)
    agreements.choose(desk, draft.id, "camera", "free")
    agreements.propose(desk, draft.id)
    with pytest.raises(Refused, match="still to come"):
        agreements.agree(desk, draft.id, people.me(desk).id, on=date(2199, 1, 1))


def test_when_it_is_said_that_none_is_there(desk: Desk, relationship: RelationshipId) -> None:
    known = agreements.versions(desk, relationship)
    assert [agreed.is_missing(known, held) for held in (0, 1, 2, 9)] == [False, False, True, True]
    version = agreed_version(desk, relationship)
    assert not agreed.is_missing(agreements.versions(desk, relationship), 9)
    assert not agreed.review_due(version, date(2199, 1, 1))
    assert agreed.review_due(replace(version, review_on=date(2027, 1, 1)), date(2027, 1, 1))


ME, YOU = PersonId(b"m" * 16), PersonId(b"y" * 16)
WORDS = Clause(id=ClauseId(b"c" * 16), key="camera", mentor="seen")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(EventKind), st.sampled_from((ME, YOU))), max_size=12))
def test_no_path_of_events_agrees_without_every_yes(steps: list[tuple[EventKind, PersonId]]) -> None:
    """A version holds only with a yes of each, given after it was last proposed."""
    version = Agreement(id=AgreementId(b"a" * 16), relationship=RelationshipId(b"r" * 16), number=1,
                        parties=(ME, YOU), clauses=(WORDS,))  # fmt: skip
    yes: set[PersonId] = set()
    for kind, by in steps:
        event = AgreementEvent(kind=kind, at=Millis(0), by=by, on=date(2026, 1, 1))
        try:
            may_happen(version, event)
        except NotNow:
            continue
        version = replace(version, events=(*version.events, event))
        if kind in (EventKind.PROPOSED, EventKind.TAKEN_BACK):
            yes.clear()
        elif kind is EventKind.AGREED:
            yes.add(by)
        holds = status(version).state is State.IN_FORCE
        over = any(each.kind in (EventKind.ENDED, EventKind.REPLACED) for each in version.events)
        assert holds == (yes == {ME, YOU} and not over)
        assert (in_force([version]) is not None) == holds


def test_a_yes_lies_neither_ahead_nor_before_the_beginning(desk: Desk, relationship: RelationshipId) -> None:
    draft = agreements.draft(desk, relationship)
    agreements.choose(desk, draft.id, "recording", "never")
    agreements.propose(desk, draft.id)
    me = parties(desk, relationship)[0]
    began = people.relationship(desk, relationship).started
    assert began is not None
    for day in (began - timedelta(days=1), began + timedelta(days=400)):
        with pytest.raises(Refused):
            agreements.agree(desk, draft.id, me, on=day)
    assert agreements.get(desk, draft.id).events == agreements.get(desk, draft.id).events[:1]


def test_a_look_back_moves_the_day_and_no_word(desk: Desk, relationship: RelationshipId) -> None:
    version = agreed_version(desk, relationship)
    moved = agreements.looked_back(desk, version.id, date(2099, 1, 1))
    assert moved.review_on == date(2099, 1, 1)
    assert moved.clauses == version.clauses
    with pytest.raises(Refused):
        agreements.looked_back(desk, version.id, date(2000, 1, 1))
    agreements.end(desk, version.id)
    with pytest.raises(Refused):
        agreements.looked_back(desk, version.id, date(2099, 1, 1))
