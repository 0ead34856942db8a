"""Staying in touch, the ledger and the pulse on a real vault."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from mentor_desktop.domain.agreements import Span
from mentor_desktop.domain.goals import GoalState
from mentor_desktop.domain.ids import DAY, PersonId
from mentor_desktop.domain.pulse import ITEMS
from mentor_desktop.domain.touch import CheckInKind, Reason
from mentor_desktop.domain.when import When
from mentor_desktop.services import agreements, goals, ledger, people, promises, pulse, sessions, touch
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from tests.support import HOME, HandClock

TODAY = date(2026, 11, 24)


@pytest.fixture
def amara(desk: Desk) -> PersonId:
    return people.add(desk, "Amara", zone="Africa/Nairobi", cadence_days=14).id


@pytest.fixture
def me(desk: Desk) -> PersonId:
    return people.me(desk).id


def test_a_logged_call_moves_the_next_prompt_on(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    clock.pass_ms(15 * DAY)
    queue = touch.keep_warm(desk)
    assert [(each.person, each.reason, each.days) for each in queue] == [(amara, Reason.QUIET, 15)]
    touch.check_in(desk, amara, CheckInKind.MESSAGE, "She wrote", "mail")
    assert not touch.keep_warm(desk)
    coming = touch.coming(desk)
    assert [each.on for each in coming] == [TODAY + timedelta(days=15 + 14)]
    clock.pass_ms(14 * DAY)
    assert [each.reason for each in touch.keep_warm(desk)] == [Reason.QUIET]


def test_a_prompt_can_be_put_off_and_woken(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    clock.pass_ms(20 * DAY)
    day = desk.today(HOME) + timedelta(days=3)
    touch.snooze(desk, amara, Reason.QUIET, day, "on leave")
    assert not touch.keep_warm(desk)
    touch.wake(desk, amara, Reason.QUIET)
    assert touch.keep_warm(desk)
    touch.snooze(desk, amara, Reason.QUIET, day)
    clock.pass_ms(3 * DAY)
    assert touch.keep_warm(desk)
    with pytest.raises(Refused):
        touch.snooze(desk, amara, Reason.QUIET, desk.today(HOME))


def test_a_clock_set_back_prompts_nobody_twice(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    clock.pass_ms(20 * DAY)
    touch.check_in(desk, amara)
    clock.set_wall(-DAY)
    assert not touch.keep_warm(desk)


def test_one_reason_a_person_the_most_pressing(desk: Desk, me: PersonId, amara: PersonId) -> None:
    touch.add_occasion(desk, amara, "Her talk", 11, 23, 2026, ask_after=True)
    touch.add_occasion(desk, amara, "Name day", 11, 24)
    promises.make(desk, me, "Send the slides", TODAY, receiver=amara)
    goal = goals.add(desk, people.relationships_of(desk, amara)[-1].id, "Speak up")
    goals.to_state(desk, goal.id, GoalState.REACHED)
    queue = touch.keep_warm(desk)
    assert [(each.reason, each.about) for each in queue] == [(Reason.ASK_HOW_IT_WENT, "Her talk")]
    assert queue[0].my_open == 1
    touch.snooze(desk, amara, Reason.ASK_HOW_IT_WENT, TODAY + timedelta(days=1))
    assert touch.keep_warm(desk)[0].about == "Name day"
    touch.snooze(desk, amara, Reason.OCCASION, TODAY + timedelta(days=1))
    assert touch.keep_warm(desk)[0].about == "Send the slides"


def test_the_resting_are_left_in_peace(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    clock.pass_ms(40 * DAY)
    people.archive(desk, amara)
    assert not touch.keep_warm(desk)


@pytest.mark.parametrize(("month", "day", "year", "title"), [
    (2, 30, None, "x"), (2, 29, 2027, "x"), (1, 1, None, " "),
])  # fmt: skip
def test_impossible_days(
    desk: Desk, amara: PersonId, month: int, day: int, year: int | None, title: str
) -> None:
    with pytest.raises(Refused):
        touch.add_occasion(desk, amara, title, month, day, year)
    assert not touch.occasions(desk, amara)


def test_a_contact_is_logged_after_it_was_made(desk: Desk, me: PersonId, amara: PersonId) -> None:
    with pytest.raises(Refused, match="to come"):
        touch.check_in(desk, amara, at=desk.now() + 1)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="yourself"):
        touch.check_in(desk, me)


def agree_quiet(desk: Desk, amara: PersonId) -> None:
    draft = agreements.draft(desk, people.relationships_of(desk, amara)[-1].id)
    agreements.choose(desk, draft.id, "channels", "quiet-days", {
        "channel": "mail", "answer": 2, "quiet": Span(time(20), time(8)), "quiet_days": (4,),
    })  # fmt: skip
    agreements.propose(desk, draft.id)
    for each in draft.parties:
        agreements.agree(desk, draft.id, each)


def test_quiet_hours_and_days_by_the_clock_there(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    assert touch.better_later(desk, amara) == ""
    agree_quiet(desk, amara)
    assert touch.better_later(desk, amara) == ""  # 13:40 in Nairobi
    clock.pass_minutes(8 * 60)
    assert touch.better_later(desk, amara) == "Send after 08:00 there (Agreement v1, Between the sessions)"
    clock.pass_ms(2 * DAY + 14 * 60 * 60_000)
    assert touch.better_later(desk, amara).startswith("Not on a Friday")


def test_everything_owed_in_its_group(desk: Desk, me: PersonId, amara: PersonId, clock: HandClock) -> None:
    for text, days in (("late", 0), ("today", 1), ("week", 3), ("later", 30)):
        promises.make(desk, me, text, TODAY + timedelta(days=days), receiver=amara)
    promises.make(desk, me, "some day", None, receiver=amara)
    promises.make(desk, amara, "hers", TODAY + timedelta(days=2), receiver=me)
    clock.pass_ms(DAY)
    lines = ledger.lines(desk)
    assert [(str(each.group), each.text) for each in lines] == [
        ("overdue", "late"), ("today", "today"), ("week", "week"), ("later", "later"), ("later", "some day"),
        ("waiting", "hers"),
    ]  # fmt: skip
    assert lines[-1].since == TODAY
    assert lines[-1].name == "Amara"
    jonas = people.add(desk, "Jonas").id
    assert not ledger.lines(desk, person=jonas)
    goal = goals.add(desk, people.relationships_of(desk, amara)[-1].id, "Speak up")
    assert lines[0].promise is not None
    goals.belongs(desk, goal.id, promise=lines[0].promise.id)
    assert [each.text for each in ledger.lines(desk, goal=goal.id)] == ["late"]


def test_a_repeated_promise_is_made_again(desk: Desk, me: PersonId, amara: PersonId) -> None:
    made = promises.make(desk, me, "Read her draft", TODAY + timedelta(days=3), receiver=amara)
    ledger.plan(desk, made.id, effort=120, repeats="week")
    assert ledger.show_from(desk, made.id) == TODAY + timedelta(days=1)
    again = ledger.kept(desk, made.id)
    assert again is not None
    rows = promises.open_rows(desk)
    assert [(row.text, row.stands.due) for row in rows] == [("Read her draft", TODAY + timedelta(days=10))]
    assert promises.get(desk, again).effort == 120
    with pytest.raises(Refused):
        ledger.plan(desk, made.id, effort=0)
    with pytest.raises(Refused):
        ledger.plan(desk, made.id, repeats="hourly")


def test_reliability_with_the_records_behind_it(
    desk: Desk, me: PersonId, amara: PersonId, clock: HandClock
) -> None:
    kept, late, moved, silent, dropped = (
        promises.make(desk, me, text, TODAY + timedelta(days=1), receiver=amara).id
        for text in ("kept", "late", "moved", "silent", "dropped")
    )
    promises.kept(desk, kept)
    promises.drop(desk, dropped, "not needed any more")
    promises.move_due(desk, moved, TODAY + timedelta(days=9))
    clock.pass_ms(5 * DAY)
    promises.kept(desk, late)
    promises.kept(desk, moved)
    told = ledger.reliability(desk, me)
    assert (told.in_time, told.of, told.few) == (2, 4, True)
    assert {each.text: each.in_time for each in told.records} == {
        "kept": True, "moved": True, "late": False, "silent": False,
    }  # fmt: skip
    assert {each.text for each in told.records if each.moved} == {"moved"}
    assert (told.quarters[0].in_time, told.quarters[0].of) == (2, 4)
    assert ledger.reliability(desk, amara).of == 0
    assert silent in {each.promise for each in told.records}


def test_a_pulse_is_blind_until_both_are_in(
    desk: Desk, me: PersonId, amara: PersonId, clock: HandClock
) -> None:
    relation = people.relationships_of(desk, amara)[-1].id
    assert not pulse.due(desk, relation)
    pulse.answer(desk, relation, me, dict.fromkeys(ITEMS, 4))
    first = pulse.rounds(desk, relation)[0]
    assert (first.answered, first.missing, first.answers) == ((me,), (amara,), {})
    clock.pass_ms(DAY)
    pulse.answer(desk, relation, amara, dict.fromkeys(ITEMS, 2))
    both = pulse.rounds(desk, relation)[0]
    assert {who: each.safe for who, each in both.answers.items()} == {me: 4, amara: 2}
    clock.pass_ms(91 * DAY)
    assert pulse.due(desk, relation)
    pulse.answer(desk, relation, amara, dict.fromkeys(ITEMS, 3))
    assert len(pulse.rounds(desk, relation)) == 2
    for wrong in ({}, dict.fromkeys(ITEMS, 6), {**dict.fromkeys(ITEMS, 3), "liked": 3}):
        with pytest.raises(Refused):
            pulse.answer(desk, relation, me, wrong)


def test_a_session_held_is_a_contact(desk: Desk, clock: HandClock, amara: PersonId) -> None:
    sessions.log_past(desk, [amara], When(datetime(2026, 11, 20, 10), HOME))
    clock.pass_ms(9 * DAY)
    assert not touch.keep_warm(desk)
    clock.pass_ms(DAY)
    assert touch.keep_warm(desk)[0].last_contact == date(2026, 11, 20)


def test_an_edited_check_in_keeps_its_history(desk: Desk, amara: PersonId) -> None:
    made = touch.check_in(desk, amara, text="first")
    touch.edit_check_in(desk, replace(made, text="second"))
    assert touch.check_ins(desk, amara)[0].text == "second"
    touch.trash_check_in(desk, made.id)
    assert not touch.check_ins(desk, amara)
    touch.restore_check_in(desk, made.id)
    assert touch.check_ins(desk, amara)[0].text == "second"
