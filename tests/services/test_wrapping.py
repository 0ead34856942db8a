"""Closing a session: what moves on, what is ticked by itself, and when the next time is proposed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from mentor_desktop.domain.followups import Anchor
from mentor_desktop.domain.ids import DAY, HOUR, PartId, PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.domain.when import When, instant
from mentor_desktop.services import (
    agenda,
    exporting,
    notes,
    people,
    persons,
    promises,
    running,
    sessions,
    settings,
    sharing,
    wrapping,
)
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.vaults import Opened
from tests.support import HOME, HandClock


@pytest.fixture
def desk(opened: Opened) -> Desk:
    return opened.desk


@pytest.fixture
def amara(desk: Desk) -> PersonId:
    return people.add(desk, "Amara Okafor", zone="Africa/Nairobi").id


def held(desk: Desk, clock: HandClock, person: PersonId, wall: datetime, zone: str = HOME) -> SessionId:
    """A session held as planned; the clock stands at its end afterwards."""
    when = When(wall, zone)
    session = sessions.plan(desk, [person], when).id
    clock.utc = instant(when)
    running.start(desk, session)
    clock.pass_minutes(50)
    running.end(desk, session)
    return session


def proposed(desk: Desk, session: SessionId) -> When | None:
    return wrapping.load(desk, session).proposed


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (datetime(2026, 10, 13, 15), datetime(2026, 11, 10, 15)),  # over the end of summer time
        (datetime(2027, 3, 2, 15), datetime(2027, 3, 30, 15)),  # over its beginning
        (datetime(2026, 12, 8, 15), datetime(2027, 1, 5, 15)),
    ],
)
def test_the_usual_hour_is_an_hour_on_the_wall(
    desk: Desk, clock: HandClock, amara: PersonId, first: datetime, expected: datetime
) -> None:
    held(desk, clock, amara, first)
    second = held(desk, clock, amara, first + timedelta(days=14))
    slot = proposed(desk, second)
    assert slot == When(expected, HOME)
    assert instant(slot) - instant(When(first, HOME)) in (28 * DAY, 28 * DAY + HOUR, 28 * DAY - HOUR)


def test_the_agreed_rhythm_wins_and_the_past_is_not_proposed(
    desk: Desk, clock: HandClock, amara: PersonId
) -> None:
    session = held(desk, clock, amara, datetime(2026, 12, 1, 9, 30))
    (relationship,) = persons.page(desk, amara).relationships
    people.edit_relationship(desk, replace(relationship, cadence_days=7))
    clock.pass_ms(30 * DAY)
    slot = proposed(desk, session)
    assert slot is not None
    assert (slot.wall - datetime(2026, 12, 1, 9, 30)).days % 7 == 0
    assert slot.wall > datetime(2026, 12, 31, 10, 20)
    assert (slot.wall.hour, slot.wall.minute) == (9, 30)


def test_nothing_is_proposed_where_something_is_planned(
    desk: Desk, clock: HandClock, amara: PersonId
) -> None:
    session = held(desk, clock, amara, datetime(2026, 12, 1, 15))
    wrapping.plan_next(desk, session, When(datetime(2026, 12, 20, 10), HOME))
    wrap = wrapping.load(desk, session)
    assert wrap.proposed is None
    assert wrap.next_session is not None
    assert wrap.next_session.session.minutes == 50
    assert [each.item.done is not None for each in wrap.checklist if each.item.default == "next-date"] in (
        [],
        [True],
    )


@pytest.fixture
def closing(desk: Desk, clock: HandClock, amara: PersonId) -> SessionId:
    """A session with three parts of its own, the last two not reached, and two promises."""
    session = sessions.plan(desk, [amara], When(datetime(2026, 11, 24, 11, 40), HOME)).id
    for title in ("one", "two", "three"):
        agenda.add_part(desk, session, title, 10)
    running.start(desk, session)
    clock.pass_minutes(30)
    running.end(desk, session)
    promises.make(desk, amara, "send slides", date(2026, 12, 1), session=session)
    done = promises.make(desk, amara, "done already", None, session=session)
    promises.kept(desk, done.id)
    return session


def titles(desk: Desk, session: SessionId) -> list[tuple[str, int]]:
    return [(part.title, part.moves) for part in agenda.parts(desk, session)]


def test_what_was_not_reached_moves_on_and_counts_how_often(
    desk: Desk, clock: HandClock, closing: SessionId
) -> None:
    second = wrapping.plan_next(desk, closing, When(datetime(2026, 12, 8, 15), HOME)).id
    agenda.add_part(desk, second, "new", 5)
    moved = wrapping.finish(desk, closing)
    assert (moved.parts, moved.promises) == (2, 1)
    assert titles(desk, closing) == [("one", 0)]
    assert titles(desk, second) == [("new", 0), ("two", 1), ("three", 1)]
    (promise,) = promises.open_rows(desk)
    assert promise.stands.moves == 1
    wrapping.finish(desk, closing)  # once more: nothing is carried twice
    (promise,) = promises.open_rows(desk)
    assert promise.stands.moves == 1
    running.start(desk, second)
    running.end(desk, second)
    third = wrapping.plan_next(desk, second, When(datetime(2026, 12, 22, 15), HOME)).id
    wrapping.finish(desk, second, [agenda.parts(desk, second)[2].id])
    assert titles(desk, third) == [("three", 2)]
    assert titles(desk, second) == [("new", 0), ("two", 1)]
    (promise,) = promises.open_rows(desk)
    assert promise.stands.moves == 2


def test_it_can_be_taken_back(desk: Desk, closing: SessionId) -> None:
    second = wrapping.plan_next(desk, closing, When(datetime(2026, 12, 8, 15), HOME)).id
    moved = wrapping.finish(desk, closing)
    agenda.remove_part(desk, agenda.parts(desk, second)[0].id)  # thrown away meanwhile: it stays so
    wrapping.take_back(desk, closing, moved)
    assert titles(desk, closing) == [("one", 0), ("three", 0)]
    assert titles(desk, second) == []
    assert sessions.get(desk, closing).wrapped is None
    assert promises.open_rows(desk)[0].stands.moves == 0


def test_without_a_next_session_everything_waits(desk: Desk, closing: SessionId) -> None:
    moved = wrapping.finish(desk, closing)
    assert (moved.parts, moved.promises) == (0, 0)
    assert len(titles(desk, closing)) == 3
    assert wrapping.waiting(desk) == ()


def test_a_session_that_runs_cannot_be_closed(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    session = sessions.plan(desk, [amara], When(datetime(2026, 11, 24, 11, 40), HOME)).id
    with pytest.raises(Refused):
        wrapping.finish(desk, session)
    running.start(desk, session)
    with pytest.raises(Refused):
        wrapping.finish(desk, session)


def test_a_promise_note_becomes_a_promise_and_back(desk: Desk, closing: SessionId, amara: PersonId) -> None:
    note = notes.write(
        desk, "Amara: book a room by Fri", session=closing, kind=NoteKind.PROMISE, audience=EVERYONE
    )
    (suggestion,) = wrapping.load(desk, closing).suggestions
    assert (suggestion.understood.owner, suggestion.understood.text) == (amara, "book a room")
    assert suggestion.understood.due == date(2026, 11, 27)
    promise = wrapping.accept(desk, closing, note.id, suggestion.understood, amara)
    wrap = wrapping.load(desk, closing)
    assert wrap.suggestions == ()
    assert promise.id in [row.id for row in wrap.promises]
    wrapping.unaccept(desk, promise.id, note.id)
    assert len(wrapping.load(desk, closing).suggestions) == 1
    assert promise.id not in [row.id for row in wrapping.load(desk, closing).promises]


def test_the_checklist_follows_the_next_session(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    settings.save(desk, "checklist_own", ["Thank them"])
    session = held(desk, clock, amara, datetime(2026, 12, 1, 15))
    before = {each.item.id: each for each in wrapping.load(desk, session).checklist}
    assert "Thank them" in [each.item.text for each in before.values()]
    hanging = [each for each in before.values() if each.item.anchor in (Anchor.NEXT, Anchor.MIDWAY)]
    assert all(each.due is None for each in hanging)
    following = wrapping.plan_next(desk, session, When(datetime(2026, 12, 15, 15), HOME)).id
    planned = {each.item.id: each.due for each in wrapping.load(desk, session).checklist}
    sessions.move(desk, following, When(datetime(2026, 12, 16, 15), HOME))
    later = {each.item.id: each.due for each in wrapping.load(desk, session).checklist}
    for each in hanging:
        first, second = planned[each.item.id], later[each.item.id]
        assert first is not None
        assert second is not None
        assert second - first == (DAY if each.item.anchor is Anchor.NEXT else DAY // 2)


def test_the_summary_that_went_out_ticks_its_item(desk: Desk, closing: SessionId) -> None:
    exporting.record(desk, closing, sharing.summary(desk, closing), "txt")
    ticked = [
        each.item.done for each in wrapping.load(desk, closing).checklist if each.item.default == "summary"
    ]
    assert all(done is not None for done in ticked)
    (sent,) = exporting.sent(desk, closing)
    assert (sent.format, sent.promises) == ("txt", 2)


def test_the_end_can_be_taken_back_and_corrected(desk: Desk, clock: HandClock, closing: SessionId) -> None:
    first = sessions.get(desk, closing)
    wrapping.finish(desk, closing)
    clock.pass_minutes(10)
    running.take_back_end(desk, closing)
    assert running.running(desk) == closing
    again = running.end(desk, closing)
    assert (again.number, again.wrapped) == (first.number, None)
    assert again.ended is not None
    assert first.ended is not None
    assert again.ended - first.ended == 10 * 60_000
    with pytest.raises(Refused):
        running.correct(desk, closing, again.ended, first.ended)
    assert running.correct(desk, closing, first.started or again.ended, first.ended).ended == first.ended
    part = agenda.parts(desk, closing)[0].id
    assert running.correct_part(desk, closing, part, 12).face(None).used[part] == 12 * 60_000
    with pytest.raises(Refused):
        running.correct_part(desk, closing, PartId(bytes(16)), 12)
