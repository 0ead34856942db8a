"""Where an agreement shows itself: New session, Prepare, Today and the wrap-up, each in its own widgets."""

from __future__ import annotations

from datetime import date, datetime, time

from pytestqt.qtbot import QtBot

from mentor_desktop.domain.agreements import Span, Value, Window
from mentor_desktop.domain.cards import AccessCard
from mentor_desktop.domain.ids import RelationshipId, SessionId
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import agreement_pages, agreements, cards, sessions
from mentor_desktop.ui.newsession.page import page as new_session_page
from mentor_desktop.ui.newsession.view import NewSessionView
from mentor_desktop.ui.prepare.page import page as prepare_page
from mentor_desktop.ui.prepare.view import PrepareView
from mentor_desktop.ui.today.page import page as today_page
from mentor_desktop.ui.today.view import TodayView
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.wrapup.page import page as wrap_page
from mentor_desktop.ui.wrapup.view import WrapUpView
from tests.ui.screen_support import World

NOON = Window((0, 1, 2, 3, 4), Span(time(12), time(13)))
TIMES: dict[str, Value] = {"windows": (NOON,), "grace": 10, "notice": 24, "quota": 1}


def between(world: World) -> RelationshipId:
    return agreement_pages.present_with(world.desk, world.person("Amara"))


def agree(world: World, review_on: date | None = None) -> None:
    draft = agreements.draft(world.desk, between(world))
    agreements.choose(world.desk, draft.id, "cadence", "steady", {"every": 3, "length": 45})
    agreements.choose(world.desk, draft.id, "times", "kept-free", TIMES)
    agreements.choose(world.desk, draft.id, "confidentiality", "all-stays")
    if review_on is not None:
        agreements.describe(world.desk, draft.id, review_on=review_on)
    agreements.propose(world.desk, draft.id)
    for who in draft.parties:
        agreements.agree(world.desk, draft.id, who)


def todays(world: World) -> SessionId:
    return next(row.id for row in sessions.rows(world.desk) if row.here == datetime(2026, 11, 24, 15))


def test_new_session_takes_the_length_and_warns_inside_hours_kept_free(world: World, qtbot: QtBot) -> None:
    agree(world)
    made = new_session_page(world.context)
    view = made.widget
    assert isinstance(view, NewSessionView)
    qtbot.addWidget(view)
    view.show()
    assert made.open is not None
    made.open(person=world.person("Amara"))
    assert view.minutes.minutes() == 45
    assert view._minutes_field.below.text() == (
        "Rhythm and length as agreed: Agreement v1, How often and how long."
    )
    view.when_changed.emit(datetime(2026, 11, 26, 12, 30))
    assert "You keep 12:00–13:00 free (Agreement v1, Good hours, and moving them)." in view._warnings.text()
    view.when_changed.emit(datetime(2026, 11, 26, 16, 0))
    assert "free" not in view._warnings.text()
    assert made.closed is not None
    made.closed()


def test_prepare_says_that_nothing_is_agreed_and_leads_there(world: World, qtbot: QtBot) -> None:
    cards.save_access(world.desk, world.person("Amara"), AccessCard(captions=True))
    made = prepare_page(world.context)
    view = made.widget
    assert isinstance(view, PrepareView)
    qtbot.addWidget(view)
    view.show()
    assert made.open is not None
    made.open(session=todays(world))
    assert view.last.agreement._words.text() == "There is no agreement with Amara yet."
    assert any(row.text() == "Captions on" for row in view.join._rows.values())
    view.last.agreement.button.click()
    assert world.shell.went[-1] == (
        "agreement-builder",
        {"person": world.person("Amara"), "relationship": between(world)},
    )
    world.context.share_safe.set(True)
    assert not any(row.text() == "Captions on" for row in view.join._rows.values())
    agree(world)
    made.open(session=todays(world))
    assert view.last.agreement.isHidden()
    assert made.closed is not None
    made.closed()


def test_today_shows_a_look_back_that_is_due(world: World, qtbot: QtBot) -> None:
    agree(world, date(2026, 11, 25))
    made = today_page(world.context, lambda _address: None)
    view = made.widget
    assert isinstance(view, TodayView)
    qtbot.addWidget(view)
    view.show()
    assert made.open is not None
    made.open()
    assert view.reviews.isHidden()
    world.clock.pass_minutes(24 * 60)
    made.open()
    assert view.reviews.isVisible()
    view.reviews.buttons[0].click()
    assert world.shell.went[-1][0] == "agreement"
    assert made.closed is not None
    made.closed()


def test_the_summary_says_who_may_hear_of_it(world: World, qtbot: QtBot) -> None:
    agree(world)
    held = next(row for row in sessions.rows(world.desk)
                if row.state is SessionState.HELD and row.here == datetime(2026, 11, 10, 15))  # fmt: skip
    made = wrap_page(world.context)
    view = made.widget
    assert isinstance(view, WrapUpView)
    qtbot.addWidget(view)
    view.show()
    assert made.open is not None
    made.open(session=held.id)
    assert "Says who may hear of it" in [chip.text() for chip in view.summary.findChildren(Chip)]
    assert "All of it stays here (Agreement v1, What stays between us)." in view.summary.preview.text()
    assert made.closed is not None
    made.closed()
