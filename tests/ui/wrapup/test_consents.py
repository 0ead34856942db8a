"""The recording card on a real vault: asked of each, refused, given, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import agreements, consents, people, promises, sessions
from mentor_desktop.ui.wrapup.consenting import ConsentPresenter
from mentor_desktop.ui.wrapup.consents import ConsentCard
from tests.ui.screen_support import World


@pytest.fixture
def card(world: World, qtbot: QtBot) -> Iterator[tuple[ConsentCard, SessionId]]:
    made = ConsentCard()
    qtbot.addWidget(made)
    presenter = ConsentPresenter(made, world.context)
    made.asked.connect(presenter.ask)
    made.answered.connect(presenter.answer)
    made.kept.connect(presenter.keep)
    made.forgotten.connect(presenter.forget)
    session = next(row.id for row in sessions.rows(world.desk) if row.state is SessionState.HELD)
    presenter.open(session)
    made.show()
    yield made, session
    presenter.closed()


def say(world: World, card: ConsentCard, session: SessionId, *, yes: bool, mine: bool) -> None:
    me = people.me(world.desk).id
    other = next(each for each, _name in sessions.head(world.desk, session).people)
    card.recordings[0].buttons[(me if mine else other, yes)].click()


def keep(card: ConsentCard, link: str = "https://example.org/r") -> None:
    card.recordings[0].link.set(link)
    card.recordings[0].keep.click()


def test_a_link_is_kept_only_with_every_yes(world: World, card: tuple[ConsentCard, SessionId]) -> None:
    shown, session = card
    shown.ask.click()
    shown.purpose.set("to hear it again")
    shown.ask.click()
    keep(shown)
    assert "has to say yes first" in shown.error.text()
    say(world, shown, session, yes=True, mine=True)
    say(world, shown, session, yes=False, mine=False)
    keep(shown)
    assert "has to say yes first" in shown.error.text()
    assert consents.of_session(world.desk, session)[0].link == ""
    say(world, shown, session, yes=True, mine=False)
    assert shown.error.text() == ""
    keep(shown)
    assert consents.of_session(world.desk, session)[0].link == "https://example.org/r"
    assert shown.recordings[0].gone.isVisible()


def test_taking_a_yes_back_hides_the_link_and_promises_to_delete(
    world: World, card: tuple[ConsentCard, SessionId]
) -> None:
    shown, session = card
    shown.ask.click()
    shown.ask.click()
    for mine in (True, False):
        say(world, shown, session, yes=True, mine=mine)
    keep(shown)
    before = {row.id for row in promises.open_rows(world.desk)}
    say(world, shown, session, yes=False, mine=False)
    assert shown.recordings[0].link.text() == ""
    made = [row for row in promises.open_rows(world.desk) if row.id not in before]
    assert [row.text for row in made] == ["Delete the recording, everywhere"]
    world.shell.undo()
    assert shown.recordings[0].link.text() == "https://example.org/r"


def test_where_it_was_agreed_that_nothing_is_recorded_it_is_refused_with_the_clause(
    world: World, card: tuple[ConsentCard, SessionId]
) -> None:
    shown, session = card
    between = sessions.get(world.desk, session).relationship
    draft = agreements.draft(world.desk, between)
    agreements.choose(world.desk, draft.id, "recording", "never")
    agreements.propose(world.desk, draft.id)
    for who in draft.parties:
        agreements.agree(world.desk, draft.id, who)
    shown.ask.click()
    shown.ask.click()
    assert shown.error.text() == "You agreed that nothing is recorded (Agreement v1, Recording)."
    assert shown.recordings == []


def test_it_is_out_of_sight_while_sharing(world: World, card: tuple[ConsentCard, SessionId]) -> None:
    shown, _session = card
    world.context.share_safe.set(True)
    assert not shown.isVisible()
