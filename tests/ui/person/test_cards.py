"""The tab of agreement and cards on a real vault: saved as they are filled in, refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QTime
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.agreements import Span, Window
from mentor_desktop.domain.cards import AccessCard, DatedWindow, LifeCard
from mentor_desktop.services import agreement_pages, agreements, cards
from mentor_desktop.ui.autosave import AFTER_LAST_KEY
from mentor_desktop.ui.person.cards import CardsTab
from mentor_desktop.ui.person.page import page
from mentor_desktop.ui.person.view import PersonView
from mentor_desktop.ui.shell.pages import Page
from tests.ui.screen_support import World


@pytest.fixture
def tab(world: World, qtbot: QtBot) -> Iterator[tuple[Page, CardsTab]]:
    made = page(world.context)
    view = made.widget
    assert isinstance(view, PersonView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open(person=world.person("Amara"), tab="agreement")
    yield made, view.cards
    assert made.closed is not None
    made.closed()


def later(world: World) -> None:
    world.delay.advance(AFTER_LAST_KEY)


def test_the_access_card_is_kept_as_it_is_filled_in(world: World, tab: tuple[Page, CardsTab]) -> None:
    access = tab[1].access
    access.rows["captions"].click()
    QTest.keyClicks(access.languages.edit, "Swahili, English,")
    QTest.keyClicks(access.more.edit, "Large letters")
    later(world)
    assert cards.access(world.desk, world.person("Amara")) == AccessCard(
        captions=True, languages=("Swahili", "English"), more="Large letters"
    )


def test_the_life_fit_card_keeps_hours_and_asks_for_no_reason(
    world: World, tab: tuple[Page, CardsTab]
) -> None:
    life = tab[1].life
    life.days.buttons[4].click()
    life.hours_known.click()
    life.hours.until.setTime(QTime(16, 0))
    life.free.add_button.click()
    life.away.add_button.click()
    life.camera.choose("either")
    life.camera.chosen.emit("either")
    later(world)
    assert cards.life(world.desk, world.person("Amara")) == LifeCard(
        working_days=(0, 1, 2, 3),
        working_hours=Span(time(9), time(16)),
        kept_free=(Window((0, 1, 2, 3, 4), Span(time(12), time(13))),),
        away=(DatedWindow(date(2026, 11, 24), date(2026, 12, 1)),),
        camera="either",
    )


def test_days_in_the_wrong_order_are_refused_beside_the_card(
    world: World, tab: tuple[Page, CardsTab]
) -> None:
    life = tab[1].life
    life.away.add_button.click()
    life.away.rows[0].until.set(date(2026, 1, 1))
    life.away.changed.emit()
    later(world)
    assert life.error.text() == "The last day lies before the first one."
    assert cards.life(world.desk, world.person("Amara")).away == ()
    life.away.rows[0].drop.click()
    later(world)
    assert life.error.isHidden()


def test_leaving_the_page_saves_what_was_just_typed(world: World, tab: tuple[Page, CardsTab]) -> None:
    made, shown = tab
    shown.access.rows["slower"].click()
    assert made.leave is not None
    made.leave()
    assert cards.access(world.desk, world.person("Amara")).slower


def test_where_the_agreement_stands_and_the_way_there(world: World, tab: tuple[Page, CardsTab]) -> None:
    made, shown = tab
    assert shown.agreement.button.text() == "Talk it through"
    shown.agreement.button.click()
    assert world.shell.went[-1][0] == "agreement-builder"
    agreements.draft(world.desk, agreement_pages.present_with(world.desk, world.person("Amara")))
    assert made.open is not None
    made.open(person=world.person("Amara"), tab="agreement")
    assert shown.agreement.words.text() == "Version 1 is being talked about."
    shown.agreement.button.click()
    assert world.shell.went[-1][0] == "agreement"


def test_both_cards_are_hidden_while_sharing(world: World, tab: tuple[Page, CardsTab]) -> None:
    shown = tab[1]
    world.context.share_safe.set(True)
    assert not shown.access.isVisible()
    assert not shown.life.isVisible()
    assert shown.agreement.isVisible()
