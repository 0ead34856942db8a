"""The card that checks the vault: on a sound one, on a damaged one, stopped, and left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.history import Kind
from mentor_desktop.services import damage, notes, trashed, vaults
from mentor_desktop.ui.backing.aside import Backing, Stopped
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.settings.page import page
from mentor_desktop.ui.settings.state import kind_words
from mentor_desktop.ui.settings.view import SettingsView
from mentor_desktop.ui.shell.pages import Page
from tests.ui.damage_support import files_of, flip
from tests.ui.fakes import FakePrompts, HandDelay, Now
from tests.ui.screen_support import FakeShell, World


class HeldAside:
    """One piece of work at a time, begun and finished by hand."""

    def __init__(self) -> None:
        self.stopped = False
        self._asked: list[tuple[Callable[..., Any], Callable[[Any], None], Any, Callable[[int], None]]] = []

    def begin(
        self, work: Callable[..., Any], then: Callable[[Any], None], failed: Any, told: Callable[[int], None]
    ) -> Callable[[], None]:
        self._asked.append((work, then, failed, told))
        return self._stop

    def begun(self) -> int:
        return len(self._asked)

    def tell(self, percent: int) -> None:
        self._asked[0][3](percent)

    def run(self) -> None:
        work, then, failed, told = self._asked.pop(0)

        def progress(share: float) -> None:
            if self.stopped:
                raise Stopped
            told(round(share * 100))

        try:
            value = work(progress)
        except Exception as error:
            failed(error)
        else:
            then(value)

    def _stop(self) -> None:
        self.stopped = True


class Stage:
    """The Data section of Settings."""

    def __init__(self, world: World, qtbot: QtBot) -> None:
        self.opened, self.shell, self.aside = world.opened, FakeShell(), HeldAside()
        context = Context(
            world.desk, Now(), FakePrompts(), self.shell, HandDelay(), opened=world.opened,
            backing=Backing(self.aside),
        )  # fmt: skip
        self.page: Page = page(context)
        assert isinstance(self.page.widget, SettingsView)
        self.card = self.page.widget.check
        self.page.widget.resize(1000, 700)
        qtbot.addWidget(self.page.widget)
        self.page.widget.show()
        assert self.page.open is not None
        self.page.open(topic="data")

    def lines(self) -> list[str]:
        return [line.text() for line in self.card.report.lines]


@pytest.fixture
def stage(world: World, qtbot: QtBot) -> Stage:
    return Stage(world, qtbot)


def test_a_sound_vault_is_said_to_be_sound_and_the_day_is_kept(stage: Stage) -> None:
    assert stage.card.last.text() == "Not checked yet."
    stage.card.check.click()
    assert not stage.card.check.isEnabled()
    assert stage.card.stop.isVisible()
    stage.aside.tell(40)
    assert stage.card.progress.value() == 40
    stage.aside.run()
    assert stage.lines()[0] == "The vault is sound."
    assert "pages of notes.db" in stage.lines()[1]
    assert stage.card.report.accessibleName().startswith("The vault is sound.")
    assert stage.card.check.isEnabled()
    assert not stage.card.stop.isVisible()
    assert not stage.card.help.isVisible()
    assert stage.card.last.text() == "Last found sound: Today 11:40."


def test_a_check_that_is_stopped_says_so_and_is_not_kept(stage: Stage) -> None:
    stage.card.check.click()
    stage.card.check.click()
    assert stage.aside.begun() == 1
    stage.card.stop.click()
    stage.aside.run()
    assert stage.card.said.text() == "Stopped. Nothing was found until then."
    assert stage.lines() == []
    assert damage.last_checked(stage.opened) is None


def test_damage_is_told_with_what_to_do_and_nothing_is_written(stage: Stage) -> None:
    folder = vaults.place(stage.opened)
    flip(folder / "keys.json", 40)
    before = files_of(folder)
    stage.card.check.click()
    stage.aside.run()
    said = stage.lines()
    assert said[0] == "WHAT IS WRONG"
    assert "keys.json" in said[1]
    assert "Do not close the vault before you have made a backup of it." in said
    assert damage.last_checked(stage.opened) is None
    assert files_of(folder) == before
    stage.card.help.click()
    assert stage.shell.went == [("damage", {})]


def test_a_page_that_is_destroyed_stops_its_check(stage: Stage) -> None:
    stage.card.check.click()
    assert stage.page.closed is not None
    stage.page.closed()
    assert stage.aside.stopped
    stage.aside.run()
    assert stage.lines() == []


def test_everything_that_can_lie_in_the_trash_has_a_name() -> None:
    assert all(kind_words(kind) for kind in Kind)


def test_the_trash_says_when_things_go_for_good(stage: Stage) -> None:
    desk = stage.opened.desk
    notes.trash(desk, notes.every(desk)[0].id)
    assert stage.page.open is not None
    stage.page.open(topic="data")
    assert isinstance(stage.page.widget, SettingsView)
    assert stage.page.widget.trash.line.text() == trashed.erasing_sentence()
    assert "30 days" in trashed.erasing_sentence()
    assert "kept until" in stage.page.widget.trash.list.rows.rows()[0].spoken
