"""The backup that makes itself: after a quiet moment, once a day, and a failure said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY, HOUR
from mentor_desktop.services import backups, people
from mentor_desktop.services.logs import Log
from mentor_desktop.ui.ask import Ask
from mentor_desktop.ui.backing.aside import AtOnce, Stopped
from mentor_desktop.ui.backing.daily import QUIET_MS, START_MS, Daily, what_to_do
from tests.ui.fakes import FakePrompts, Now
from tests.ui.screen_support import World


class Around:
    """A daily backup with all that is around it."""

    def __init__(self, world: World) -> None:
        self.world, self.prompts, self.foot = world, FakePrompts(), ""
        self.daily = Daily(world.shell, world.delay, self.prompts, Log(None), self._show)
        self.ask: Ask = self.daily.begin(world.opened, Now(), AtOnce())

    def _show(self, words: str) -> None:
        self.foot = words

    def change(self) -> None:
        """Someone types."""
        desk = self.world.desk
        self.ask.write(lambda: people.add(desk, "Noor Haddad", zone="Europe/Paris"), _ignored, _ignored)

    def made(self) -> int:
        return len(backups.every(self.world.opened))


def _ignored(_value: object) -> None:
    """Nobody waits for it."""


@pytest.fixture
def around(world: World) -> Around:
    return Around(world)


def test_it_is_made_once_it_is_quiet_and_the_foot_says_when(around: Around) -> None:
    assert around.foot == "no backup yet"
    around.change()
    around.world.delay.advance(QUIET_MS - 1)
    around.change()
    around.world.delay.advance(QUIET_MS - 1)
    assert around.made() == 0
    around.world.delay.advance(1)
    assert around.made() == 1
    assert around.foot == "backed up 11:40"
    around.change()
    around.world.delay.advance(QUIET_MS)
    assert around.made() == 1


def test_the_next_day_has_its_own(around: Around) -> None:
    around.change()
    around.world.delay.advance(QUIET_MS)
    around.world.clock.pass_ms(DAY)
    around.daily.look_again()
    assert around.foot == "backed up 24 Nov"
    around.change()
    around.world.delay.advance(QUIET_MS)
    assert around.made() == 2


def test_what_was_cut_off_is_made_up_for_after_the_opening(around: Around) -> None:
    around.world.delay.advance(START_MS)
    assert around.made() == 1


def test_after_the_lock_nothing_is_made(around: Around) -> None:
    around.change()
    around.daily.end()
    around.world.delay.advance(START_MS)
    assert around.made() == 0
    assert around.foot == ""


def test_reading_is_no_change(around: Around) -> None:
    waiting = around.world.delay.waiting()
    around.ask.read(lambda: 1, _ignored, _ignored)
    assert around.world.delay.waiting() == waiting


def test_a_failure_is_said_once_a_day_with_what_to_do(
    around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> Path:
        raise vaults_below.BackupNotWritten("OSError")

    monkeypatch.setattr("mentor_desktop.services.backups.store.write_backup", full)
    shell, clock = around.world.shell, around.world.clock
    for _try in range(3):
        around.change()
        around.world.delay.advance(QUIET_MS)
        clock.pass_ms(2 * HOUR)
    assert len(shell.banners) == 1
    assert "Make room at its place" in shell.banners[0]
    shell.offers[0][1]()
    assert shell.went == [("settings", {"topic": "backups"})]
    assert around.foot == "no backup yet"
    clock.pass_ms(DAY)
    around.change()
    around.world.delay.advance(QUIET_MS)
    assert len(shell.banners) == 2


def test_one_that_was_stopped_is_no_failure(around: Around, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_args: object, **_named: object) -> Path:
        raise Stopped

    monkeypatch.setattr("mentor_desktop.services.backups.store.write_backup", stopped)
    around.change()
    around.world.delay.advance(QUIET_MS)
    assert around.world.shell.banners == []


def test_a_second_place_is_asked_for_and_chosen(world: World, tmp_path: Path) -> None:
    in_use(world)
    disk = tmp_path / "disk"
    disk.mkdir()
    around = Around(world)
    around.prompts.paths = [disk]
    assert "on this laptop only" in world.shell.banners[0]
    world.shell.offers[0][1]()
    assert backups.places(world.opened).second is not None
    assert not backups.ask_for_second_place(world.opened)
    assert "in turn" in world.shell.banners[1]


def test_a_second_place_inside_the_vault_is_refused_in_words(world: World) -> None:
    in_use(world)
    around = Around(world)
    around.prompts.paths = [world.opened.vault.folder]
    world.shell.offers[0][1]()
    assert "lost with it" in world.shell.banners[1]
    assert backups.places(world.opened).second is None


def test_not_now_is_an_answer(world: World) -> None:
    in_use(world)
    Around(world)
    world.shell.offers[1][1]()
    assert not backups.ask_for_second_place(world.opened)
    world.shell.banners.clear()
    Around(world)
    assert world.shell.banners == []


def test_what_has_no_words_of_its_own_is_said_in_general() -> None:
    assert what_to_do(RuntimeError("inner")) == "It did not work this time. Try again in a moment."


def in_use(world: World) -> None:
    """Two days of use, with a backup."""
    world.opened.day_work()
    world.clock.pass_ms(DAY)
    world.opened.day_work()
    backups.make(world.opened)
