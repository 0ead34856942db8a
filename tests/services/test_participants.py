"""Who is met, changed while a session is planned; and who was there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.people import Role
from mentor_desktop.domain.sessions import Attendance, Leads, Participant, PartKind, Session
from mentor_desktop.domain.when import When
from mentor_desktop.services import agenda, finding, notes, participants, people, promises, running, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Gone, Refused
from mentor_desktop.services.vaults import Opened
from tests.support import HOME, HandClock

SOON = When(datetime(2026, 11, 24, 15), HOME)


@pytest.fixture
def desk(opened: Opened) -> Desk:
    return opened.desk


@pytest.fixture
def three(desk: Desk) -> list[PersonId]:
    return [people.add(desk, name).id for name in ("Amara Okafor", "Jonas Berg", "Wei Chen")]


def meeting(about: Session, who: Sequence[PersonId]) -> Session:
    known = {each.person: each for each in about.participants}
    return replace(about, participants=tuple(known.get(each, Participant(person=each)) for each in who))


def test_it_goes_over_whole_to_the_relationship_with_exactly_these_people(
    desk: Desk, three: list[PersonId]
) -> None:
    amara, jonas, _wei = three
    alone = sessions.plan(desk, [jonas], SOON).relationship
    about = sessions.plan(desk, [amara], SOON, 50)
    note = notes.write(desk, "Ask about the deck.", session=about.id)
    promise = promises.make(desk, amara, "bring the deck", None, session=about.id)
    part = agenda.add_part(desk, about.id, "Her deck", kind=PartKind.TASK, topic_of=amara)
    after = sessions.edit(desk, replace(meeting(about, [jonas]), follows=amara, minutes=40))
    assert [each.person for each in after.participants] == [jonas]
    assert after.relationship == alone
    assert after.minutes == 40
    assert after.follows is None
    assert notes.get(desk, note.id).relationship == alone
    assert promises.get(desk, promise.id).relationship == alone
    assert [(each.id, each.topic_of) for each in agenda.parts(desk, about.id)] == [(part.id, None)]
    assert [row.id for row in finding.find(desk, "deck").notes] == [note.id]


def test_a_pair_that_never_met_gets_a_relationship_of_its_own(desk: Desk, three: list[PersonId]) -> None:
    amara, jonas, _wei = three
    about = sessions.plan(desk, [amara], SOON)
    after = sessions.edit(desk, meeting(about, [amara, jonas]))
    assert set(people.relationship(desk, after.relationship).members) == {amara, jonas}
    assert after.relationship != about.relationship
    again = sessions.plan(desk, [jonas, amara], SOON)
    assert again.relationship == after.relationship
    assert people.relationship(desk, about.relationship).my_role is Role.MENTOR


@pytest.mark.parametrize("wrong", ["me", "nobody", "none"])
def test_what_is_refused_changes_nothing(desk: Desk, three: list[PersonId], wrong: str) -> None:
    about = sessions.plan(desk, three[:1], SOON)
    part = agenda.add_part(desk, about.id, "Her deck", leads=Leads.MENTEE, topic_of=three[0])
    who = {"me": [people.me(desk).id], "nobody": [PersonId(b"x" * 16)], "none": []}[wrong]
    with pytest.raises(Refused if wrong != "nobody" else Gone):
        sessions.edit(desk, replace(meeting(about, who), minutes=20))
    assert sessions.get(desk, about.id) == about
    assert agenda.parts(desk, about.id)[0].topic_of == part.topic_of


def test_once_begun_its_people_stay_but_not_their_attendance(
    desk: Desk, clock: HandClock, three: list[PersonId]
) -> None:
    session = sessions.plan(desk, three[:2], SOON).id
    with pytest.raises(Refused):
        participants.attended(desk, session, three[0], True, 5)
    running.start(desk, session)
    about = sessions.get(desk, session)
    with pytest.raises(Refused):
        sessions.edit(desk, meeting(about, three[:1]))
    participants.attended(desk, session, three[0], True, 5)
    clock.pass_minutes(30)
    running.end(desk, session)
    participants.attended(desk, session, three[1], False, 5)
    with pytest.raises(Refused):
        participants.attended(desk, session, three[1], True, 481)
    assert said(desk, session) == [(Attendance.PRESENT, 5), (Attendance.ABSENT, 0)]
    held = sessions.get(desk, session)
    assert held.started is not None
    sessions.edit(desk, replace(held, minutes=60))
    assert said(desk, session) == [(Attendance.PRESENT, 5), (Attendance.ABSENT, 0)]


def said(desk: Desk, session: SessionId) -> list[tuple[Attendance, int]]:
    return [(each.attendance, each.late_minutes) for each in sessions.get(desk, session).participants]


def test_a_past_session_can_say_who_was_there_too(desk: Desk, three: list[PersonId]) -> None:
    before = When(SOON.wall - timedelta(days=3), HOME)
    session = sessions.log_past(desk, three[:2], before, 50).id
    assert said(desk, session) == [(Attendance.PRESENT, 0)] * 2
    participants.attended(desk, session, three[0], False)
    assert said(desk, session) == [(Attendance.ABSENT, 0), (Attendance.PRESENT, 0)]
