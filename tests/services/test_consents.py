"""Nothing is recorded by default: every party says yes, each time, and takes it back at once."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from mentor_desktop.domain.agreements import Span, Window
from mentor_desktop.domain.cards import AccessCard, DatedWindow, LifeCard
from mentor_desktop.domain.consents import Answer, ConsentKind, Recording
from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.when import When
from mentor_desktop.services import agreements, cards, consents, people, promises, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from tests.support import HOME

LINK = "https://example.org/recording"


@pytest.fixture
def amara(desk: Desk) -> PersonId:
    return people.add(desk, "Amara").id


@pytest.fixture
def session(desk: Desk, amara: PersonId) -> SessionId:
    return sessions.plan(desk, [amara], When(datetime(2026, 12, 8, 15), HOME)).id


@pytest.fixture
def me(desk: Desk) -> PersonId:
    return people.me(desk).id


def agree(desk: Desk, session: SessionId, choice: str, **data: int) -> None:
    of = sessions.get(desk, session).relationship
    draft = agreements.draft(desk, of)
    agreements.choose(desk, draft.id, "recording", choice, data)
    agreements.propose(desk, draft.id)
    for each in draft.parties:
        agreements.agree(desk, draft.id, each)


def asked(desk: Desk, session: SessionId) -> Recording:
    return consents.ask(desk, session, scope="sound alone", purpose="to hear myself")


def test_one_missing_yes_keeps_the_link_out(desk: Desk, session: SessionId, me: PersonId) -> None:
    recording = asked(desk, session)
    with pytest.raises(Refused, match="Amara"):
        consents.keep(desk, recording.id, link=LINK)
    consents.answer(desk, recording.id, me, ConsentKind.GIVEN)
    with pytest.raises(Refused, match="Amara has to say yes"):
        consents.keep(desk, recording.id, link=LINK)
    assert consents.of_session(desk, session)[0].recording.link == ""


def test_withdrawing_hides_it_and_makes_a_promise(
    desk: Desk, session: SessionId, me: PersonId, amara: PersonId
) -> None:
    recording = asked(desk, session)
    for each in (me, amara):
        consents.answer(desk, recording.id, each, ConsentKind.GIVEN)
    consents.keep(desk, recording.id, link=LINK)
    assert consents.of_session(desk, session)[0].link == LINK
    known = consents.answer(desk, recording.id, amara, ConsentKind.WITHDRAWN)
    assert (known.link, known.withdrawn, known.may_keep) == ("", True, False)
    due = promises.open_rows(desk)[0]
    assert (due.mine, due.receiver) == (True, amara)
    assert due.stands.due is not None
    assert due.stands.due <= desk.today(HOME) + timedelta(days=1)
    consents.forget(desk, recording.id)
    assert consents.of_session(desk, session)[0].recording.link == ""


def test_a_yes_that_was_never_given_is_not_taken_back(
    desk: Desk, session: SessionId, amara: PersonId
) -> None:
    recording = asked(desk, session)
    known = consents.answer(desk, recording.id, amara, ConsentKind.WITHDRAWN)
    assert known.answers[amara] is Answer.REFUSED
    assert not promises.open_rows(desk)
    assert consents.undo_last(desk, recording.id).answers[amara] is Answer.NOT_ASKED


def test_what_the_agreement_says_holds(desk: Desk, session: SessionId, me: PersonId, amara: PersonId) -> None:
    agree(desk, session, "never")
    with pytest.raises(Refused, match=r"Agreement v1, Recording"):
        asked(desk, session)
    agree(desk, session, "each-time", keep=30)
    recording = asked(desk, session)
    today = desk.today(HOME)
    assert recording.delete_by == today + timedelta(days=30)
    with pytest.raises(Refused, match="sooner"):
        consents.ask(desk, session, delete_by=today + timedelta(days=31))
    with pytest.raises(Refused, match="to come"):
        consents.ask(desk, session, delete_by=today - timedelta(days=1))
    for each in (me, amara):
        consents.answer(desk, recording.id, each, ConsentKind.GIVEN)
    assert consents.of_session(desk, session)[0].may_keep
    agree(desk, session, "each-time", keep=7)  # the clause changed: both are asked again
    known = consents.of_session(desk, session)[0]
    assert set(known.answers.values()) == {Answer.ASK_AGAIN}
    assert not known.may_keep
    agree(desk, session, "each-time", keep=7)  # said once more in the same words
    consents.answer(desk, recording.id, me, ConsentKind.GIVEN)
    agree(desk, session, "each-time", keep=7)
    known = consents.of_session(desk, session)[0]
    assert known.answers == {me: Answer.GIVEN, amara: Answer.ASK_AGAIN}


def test_a_stranger_does_not_answer(desk: Desk, session: SessionId) -> None:
    jonas = people.add(desk, "Jonas").id
    with pytest.raises(Refused):
        consents.answer(desk, asked(desk, session).id, jonas, ConsentKind.GIVEN)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "no link"])
def test_a_link_that_is_none_is_refused(
    desk: Desk, session: SessionId, me: PersonId, amara: PersonId, link: str
) -> None:
    recording = asked(desk, session)
    for each in (me, amara):
        consents.answer(desk, recording.id, each, ConsentKind.GIVEN)
    with pytest.raises(Refused):
        consents.keep(desk, recording.id, link=link)


def test_cards_come_back_as_they_were_kept(desk: Desk, amara: PersonId) -> None:
    assert cards.life(desk, amara) == LifeCard()
    life = LifeCard(
        working_days=(0, 1, 2), working_hours=Span(time(9), time(17, 30)), camera="off", grace_minutes=10,
        kept_free=(Window((4,), Span(time(22), time(2))),), free_cancels=2, holidays="de-by",
        away=(DatedWindow(date(2026, 12, 24), date(2027, 1, 2)),),
    )  # fmt: skip
    kept = cards.save_life(desk, amara, life)
    assert cards.life(desk, amara) == kept == replace(life, holidays="DE-BY")
    access = AccessCard(captions=True, languages=("Swahili", "English"), more="Please spell new words")
    cards.save_access(desk, amara, access)
    assert cards.access(desk, amara) == access


@pytest.mark.parametrize("change", [
    {"grace_minutes": -1}, {"free_cancels": 51}, {"camera": "always"},
    {"working_hours": Span(time(9), time(9))}, {"kept_free": (Window((), Span(time(9), time(10))),)},
    {"away": (DatedWindow(date(2026, 12, 24), date(2026, 12, 23)),)},
])  # fmt: skip
def test_an_impossible_card_changes_nothing(desk: Desk, amara: PersonId, change: dict[str, object]) -> None:
    with pytest.raises(Refused):
        cards.save_life(desk, amara, replace(LifeCard(), **change))  # type: ignore[arg-type]
    assert cards.life(desk, amara) == LifeCard()
