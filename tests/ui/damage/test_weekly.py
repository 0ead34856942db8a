"""The check that is made by itself: when, how quietly, and that it ends with the vault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mentor_desktop.domain.ids import DAY
from mentor_desktop.services import damage, notes, vaults
from mentor_desktop.services.logs import Log
from mentor_desktop.ui.ask import Ask
from mentor_desktop.ui.backing.aside import AtOnce, Stopped
from mentor_desktop.ui.damage.weekly import AGAIN_MS, QUIET_MS, START_MS, Weekly
from tests.ui.damage_support import files_of, flip
from tests.ui.fakes import HandDelay, Now
from tests.ui.screen_support import FakeShell, World


class Counted(AtOnce):
    """Counts what was begun."""

    def __init__(self) -> None:
        self.begun = 0

    def begin(
        self, work: Callable[..., Any], then: Callable[[Any], None], failed: Any, told: Callable[[int], None]
    ) -> Callable[[], None]:
        self.begun += 1
        return super().begin(work, then, failed, told)


class Stage:
    """A vault looked after, and the hands on the clock."""

    def __init__(self, world: World) -> None:
        self.world, self.shell, self.delay, self.aside = world, FakeShell(), HandDelay(), Counted()
        self.weekly = Weekly(self.shell, self.delay, Log())
        self.ask: Ask = self.weekly.begin(world.opened, Now(), self.aside)

    def change(self) -> None:
        desk = self.world.desk
        person = self.world.person("Amara")
        self.ask.write(lambda: notes.write(desk, "Something.", person=person), _ignored, _ignored)


@pytest.fixture
def stage(world: World) -> Stage:
    return Stage(world)


def test_the_first_one_is_made_a_while_after_the_opening_and_says_nothing(stage: Stage) -> None:
    stage.delay.advance(START_MS - 1)
    assert stage.aside.begun == 0
    stage.delay.advance(1)
    assert stage.aside.begun == 1
    assert stage.shell.banners == []
    assert damage.last_checked(stage.world.opened) == stage.world.clock.reading().utc


def test_it_is_made_once_a_week(stage: Stage) -> None:
    stage.delay.advance(START_MS)
    stage.delay.advance(AGAIN_MS)
    assert stage.aside.begun == 1
    stage.world.clock.pass_ms(7 * DAY)
    stage.delay.advance(AGAIN_MS)
    assert stage.aside.begun == 2


def test_it_waits_while_someone_is_at_work(stage: Stage) -> None:
    stage.change()
    stage.delay.advance(START_MS)
    assert stage.aside.begun == 0
    stage.change()
    stage.delay.advance(QUIET_MS)
    assert stage.aside.begun == 0
    stage.delay.advance(QUIET_MS)
    assert stage.aside.begun == 1


def test_damage_is_said_with_a_way_to_what_can_be_done(stage: Stage) -> None:
    folder = vaults.place(stage.world.opened)
    flip(folder / "keys.json", 40)
    before = files_of(folder)
    stage.delay.advance(START_MS)
    assert stage.shell.banners == [
        "The weekly check found damage in this vault. Write nothing more in it for now."
    ]
    stage.shell.offers[0][1]()
    assert stage.shell.went == [("damage", {})]
    assert files_of(folder) == before
    assert damage.due(stage.world.opened)
    assert stage.delay.waiting() == 0  # said once; the next opening looks again


def test_nothing_goes_on_once_the_vault_is_about_to_be_closed(stage: Stage) -> None:
    stage.weekly.end()
    stage.delay.advance(START_MS)
    assert stage.aside.begun == 0
    assert stage.delay.waiting() == 0


def test_a_check_under_way_is_stopped_and_says_nothing(world: World) -> None:
    shell, delay = FakeShell(), HandDelay()
    asked: list[tuple[Callable[[Any], None], Callable[[BaseException], None]]] = []
    stopped: list[bool] = []

    class Held:
        def begin(
            self, work: Callable[..., Any], then: Callable[[Any], None],
            failed: Callable[[BaseException], None], told: Callable[[int], None],
        ) -> Callable[[], None]:  # fmt: skip
            asked.append((then, failed))
            return lambda: stopped.append(True)

    weekly = Weekly(shell, delay, Log())
    weekly.begin(world.opened, Now(), Held())
    delay.advance(START_MS)
    weekly.end()
    assert stopped == [True]
    asked[0][1](Stopped())
    asked[0][0](damage.Report((), (), 0, 0))
    assert shell.banners == []
    assert damage.last_checked(world.opened) is None


def _ignored(_answer: object) -> None:
    """Nobody waits for it."""
