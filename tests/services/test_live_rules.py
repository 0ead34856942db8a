"""What was agreed acts by itself: a new session, the brief, Today, a summary; each names its clause."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from mentor_desktop.domain.agreements import Span, Value, Window
from mentor_desktop.domain.cards import AccessCard, DatedWindow, LifeCard
from mentor_desktop.domain.ids import MINUTE, Millis, PersonId, RelationshipId
from mentor_desktop.domain.people import Role
from mentor_desktop.domain.when import When
from mentor_desktop.services import (
    agreed_hints,
    agreement_readers,
    agreements,
    cards,
    clauses,
    people,
    preparing,
    protected,
    running,
    sessions,
    sharing,
    today,
    usual,
)
from mentor_desktop.services.desk import Desk

NOON = Window((0, 1, 2, 3, 4), Span(time(12), time(13)))
TIMES: dict[str, Value] = {"windows": (NOON,), "grace": 10, "notice": 24, "quota": 1}


@pytest.fixture
def amara(desk: Desk) -> PersonId:
    return people.add(desk, "Amara Okafor", zone="Africa/Nairobi", role=Role.MENTOR, cadence_days=7).id


def agree(
    desk: Desk, person: PersonId, review_on: date | None = None, **settled: tuple[str, dict[str, Value]]
) -> RelationshipId:  # fmt: skip
    between = people.relationships_of(desk, person)[-1].id
    draft = agreements.draft(desk, between)
    for key, (choice, data) in settled.items():
        agreements.choose(desk, draft.id, key, choice, data)
    if review_on is not None:
        agreements.describe(desk, draft.id, review_on=review_on)
    agreements.propose(desk, draft.id)
    for who in draft.parties:
        agreements.agree(desk, draft.id, who)
    return between


def hold(desk: Desk, person: PersonId, day: int) -> None:
    session = sessions.plan(desk, [person], When(datetime(2026, 11, day, 15), "Europe/Stockholm"), 50)
    running.start(desk, session.id)
    running.end(desk, session.id)


def test_every_rule_has_a_reader_or_stands_among_those_that_wait() -> None:
    ruled = {name for names in clauses.rules_by_clause().values() for name in names}
    assert ruled == set(agreement_readers.READERS) | set(agreement_readers.WAITING)
    assert not set(agreement_readers.READERS) & set(agreement_readers.WAITING)
    asked = {datum.name for each in clauses.clauses() for choice in each.choices for datum in choice.data}
    with_data = {each.id for each in clauses.clauses() if any(choice.data for choice in each.choices)}
    assert asked
    assert all(clauses.rules_by_clause().get(key) for key in with_data), "data nobody could read"


def test_length_is_proposed_before_the_first_session_and_rhythm_after_it(desk: Desk, amara: PersonId) -> None:
    assert usual.usual(desk, [amara]) is None
    agree(desk, amara, cadence=("steady", {"every": 3, "length": 40}))
    first = usual.usual(desk, [amara])
    assert first is not None
    assert (first.when, first.minutes) == (None, 40)
    assert first.because == "Agreement v1, How often and how long"
    hold(desk, amara, 24)
    later = usual.usual(desk, [amara])
    assert later is not None
    assert later.when is not None
    assert later.minutes == 40
    assert later.when.wall.date() == date(2026, 12, 15), (
        "three weeks as agreed, not one as kept on the person"
    )


def test_protected_hours_are_named_with_their_clause_on_each_clock(desk: Desk, amara: PersonId) -> None:
    agree(desk, amara, times=("kept-free", TIMES))
    at_ten = When(datetime(2026, 11, 25, 10), "Europe/Stockholm")  # noon in Nairobi
    found = protected.warnings(desk, [amara], at_ten, 50)
    assert [each.sentence for each in found] == [
        "Amara keeps 12:00–13:00 free (Agreement v1, Good hours, and moving them)."
    ]
    assert not found[0].private
    at_noon = When(datetime(2026, 11, 25, 12, 30), "Europe/Stockholm")
    assert protected.warnings(desk, [amara], at_noon, 50)[0].sentence.startswith("You keep 12:00–13:00 free")
    assert protected.warnings(desk, [amara], When(datetime(2026, 11, 28, 10), "Europe/Stockholm"), 50) == ()


def test_a_life_fit_card_warns_too_and_is_private(desk: Desk, amara: PersonId) -> None:
    cards.save_life(
        desk, amara,
        LifeCard(
            kept_free=(Window((2,), Span(time(16), time(18))),),
            away=(DatedWindow(date(2026, 12, 20), date(2027, 1, 3)),),
        ),
    )  # fmt: skip
    found = protected.warnings(desk, [amara], When(datetime(2026, 11, 25, 15, 30), "Europe/Stockholm"), 50)
    assert [(each.sentence, each.private) for each in found] == [
        ("Amara keeps 16:00–18:00 free (life-fit card).", True)
    ]
    away = protected.warnings(desk, [amara], When(datetime(2026, 12, 22, 15), "Europe/Stockholm"), 50)
    assert [each.sentence for each in away] == ["Amara is away until 3 Jan."]


@pytest.mark.parametrize(
    ("since", "minutes", "hit"),
    [
        (datetime(2026, 11, 27, 21, 0), 60, False),  # Friday, ends as the window begins
        (datetime(2026, 11, 27, 21, 30), 60, True),
        (datetime(2026, 11, 28, 5, 30), 60, True),  # Saturday morning belongs to Friday night
        (datetime(2026, 11, 28, 6, 0), 60, False),
        (datetime(2026, 11, 28, 22, 0), 60, False),
    ],
)
def test_a_window_over_midnight_belongs_to_the_day_it_begins_on(
    since: datetime, minutes: int, hit: bool
) -> None:
    night = Window((4,), Span(time(22), time(6)))
    until = datetime.fromtimestamp(since.timestamp() + minutes * 60)
    assert protected.overlaps(night, since, until) is hit


def test_prepare_says_from_the_third_session_on_that_nothing_is_agreed(desk: Desk, amara: PersonId) -> None:
    def hinted() -> str:
        planned = sessions.plan(desk, [amara], When(datetime(2026, 12, 1, 15), "Europe/Stockholm"), 50)
        found = preparing.brief(desk, planned.id).agreement
        sessions.cancel(desk, planned.id, people.me(desk).id)
        return found.sentence if found is not None else ""

    hold(desk, amara, 24)
    assert hinted() == ""
    hold(desk, amara, 25)
    assert hinted() == "There is no agreement with Amara yet."
    agree(desk, amara, recording=("never", {}))
    assert hinted() == ""


def test_a_review_that_is_due_shows_in_prepare_and_on_today(desk: Desk, amara: PersonId) -> None:
    between = agree(desk, amara, date(2026, 11, 25), recording=("never", {}))
    assert agreed_hints.reviews(desk) == ()
    planned = sessions.plan(desk, [amara], When(datetime(2026, 12, 1, 15), "Europe/Stockholm"), 50)
    desk.clock.pass_ms(Millis(24 * 60 * MINUTE))  # type: ignore[attr-defined]
    assert [(each.name, each.number) for each in today.today(desk).reviews] == [("Amara Okafor", 1)]
    hint = preparing.brief(desk, planned.id).agreement
    assert hint is not None
    assert hint.begun
    assert hint.sentence == "Version 1 of your agreement was to be looked at again on 25 Nov."
    version = agreements.versions(desk, between).holding
    assert version is not None
    agreements.looked_back(desk, version.id, date(2027, 5, 1))
    assert today.today(desk).reviews == ()


def test_a_review_of_someone_in_the_trash_is_not_asked_for(desk: Desk, amara: PersonId) -> None:
    agree(desk, amara, date(2026, 11, 25), recording=("never", {}))
    desk.clock.pass_ms(Millis(24 * 60 * MINUTE))  # type: ignore[attr-defined]
    people.trash(desk, amara)
    assert today.today(desk).reviews == ()


def test_the_access_card_becomes_checks_before_joining(desk: Desk, amara: PersonId) -> None:
    cards.save_access(desk, amara, AccessCard(captions=True, more="Large letters"))
    planned = sessions.plan(desk, [amara], When(datetime(2026, 12, 1, 15), "Europe/Stockholm"), 50)
    checks = [(each.text, each.hint) for each in preparing.brief(desk, planned.id).checks]
    assert checks[-2:] == [("Captions on", "Amara asked for it"), ("Large letters", "Amara asked for it")]


def test_a_summary_says_who_may_hear_of_it(desk: Desk, amara: PersonId) -> None:
    planned = sessions.plan(desk, [amara], When(datetime(2026, 12, 1, 15), "Europe/Stockholm"), 50)
    assert sharing.summary(desk, planned.id).shareable.agreed == ""
    agree(desk, amara, confidentiality=("all-stays", {}))
    assert sharing.summary(desk, planned.id).shareable.agreed == (
        "All of it stays here (Agreement v1, What stays between us)."
    )
