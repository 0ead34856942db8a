"""Reminders on a real vault, with the clock and the delays held in the hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from mentor_desktop.domain.ids import DAY, HOUR
from mentor_desktop.domain.when import When
from mentor_desktop.services import sessions, settings
from mentor_desktop.ui.reminding.reminders import LOOK, Reminders
from tests.support import HOME
from tests.ui.screen_support import World

HALF = LOOK // 1000 / 60  # minutes


class Caught:
    def __init__(self) -> None:
        self.said: list[str] = []

    def send(self, text: str) -> None:
        self.said.append(text)


def begun(world: World) -> tuple[Reminders, Caught]:
    caught = Caught()
    made = Reminders(world.delay, caught)
    made.begin(world.context)
    return made, caught


def pass_to(world: World, hour: int, minute: int, day: int = 24) -> None:
    """Half minute by half minute, as the program lives it."""
    from mentor_desktop.domain.when import wall_at

    while wall_at(world.desk.now(), HOME) < datetime(2026, 11, day, hour, minute):
        world.clock.pass_minutes(HALF)
        world.delay.advance(LOOK)


def test_ten_minutes_before_a_banner_says_so_once_and_leads_there(world: World) -> None:
    begun(world)
    assert world.shell.banners == []
    pass_to(world, 15, 3)
    assert world.shell.banners == ["Amara Okafor · session 7 begins in 10 minutes."]
    world.shell.offers[-1][1]()
    assert world.shell.went[-1][0] == "prepare"


def test_it_is_said_once_though_the_clock_is_set_back_and_the_program_starts_again(world: World) -> None:
    made, _caught = begun(world)
    pass_to(world, 14, 52)
    assert len(world.shell.banners) == 1
    made.end()
    world.clock.set_wall(-20 * 60_000)
    begun(world)
    pass_to(world, 15, 2)
    assert len(world.shell.banners) == 1
    world.clock.set_wall(-DAY)
    world.delay.advance(LOOK)
    assert len(world.shell.banners) == 1


def test_after_sleep_only_what_still_helps_is_said(world: World) -> None:
    begun(world)
    world.clock.fall_asleep(3 * 60 + 30)  # 15:10: too late to join
    world.delay.advance(LOOK)
    assert world.shell.banners == []
    world.clock.fall_asleep(3 * 60)  # 18:10: the evening before Jonas
    world.delay.advance(LOOK)
    assert world.shell.banners == ["Tomorrow 10:00: Jonas Berg · session 4. The brief is ready."]


def test_nothing_in_quiet_hours(world: World) -> None:
    settings.save(world.desk, "quiet_from", "17:00")
    begun(world)
    pass_to(world, 23, 30)
    assert world.shell.banners == ["Amara Okafor · session 7 begins in 10 minutes."]


def test_two_hours_after_one_that_is_not_wrapped_up(world: World) -> None:
    from mentor_desktop.services import running

    made, _caught = begun(world)
    session = next(row.id for row in sessions.rows(world.desk) if row.here == datetime(2026, 11, 24, 15))
    pass_to(world, 15, 0)
    running.start(world.desk, session)
    pass_to(world, 15, 50)
    running.end(world.desk, session)
    made.look_again()
    pass_to(world, 17, 53)
    assert world.shell.banners[-1] == "Amara Okafor · session 7 is not wrapped up yet."


@pytest.mark.parametrize("names", [False, True])
def test_the_system_says_it_only_when_asked_to_and_names_nobody_unless_allowed(
    world: World, names: bool
) -> None:
    _made, caught = begun(world)
    pass_to(world, 14, 52)
    assert caught.said == []
    settings.save(world.desk, "notify", True)
    settings.save(world.desk, "notify_names", names)
    _made.look_again()
    pass_to(world, 18, 1)
    jonas = "Tomorrow 10:00: Jonas Berg · session 4. The brief is ready."
    assert caught.said == [jonas if names else "Tomorrow 10:00: a session. The brief is ready."]


def test_while_the_screen_is_shared_nobody_is_named(world: World) -> None:
    begun(world)
    world.context.share_safe.set(True)
    pass_to(world, 14, 52)
    assert world.shell.banners == ["A session begins in 10 minutes."]


def test_while_locked_it_says_only_that_something_waits(world: World) -> None:
    settings.save(world.desk, "notify", True)
    made, caught = begun(world)
    made.lock()
    held = repr(vars(made)) + repr([vars(each) for each in vars(made).values() if hasattr(each, "instants")])
    assert "Amara" not in held
    assert "Jonas" not in held
    pass_to(world, 15, 3)
    assert caught.said == ["Something waits for you in Mentor Desktop."]
    assert world.shell.banners == []
    pass_to(world, 18, 1)
    assert len(caught.said) == 2


def test_nothing_is_held_when_it_locks_unless_the_system_may_speak(world: World) -> None:
    made, caught = begun(world)
    made.lock()
    assert world.delay.waiting() == 0
    world.clock.pass_ms(4 * HOUR)
    world.delay.advance(LOOK)
    assert caught.said == []


def test_one_word_for_two_sessions_at_once_is_one_each(world: World) -> None:
    when = When(datetime(2026, 11, 24, 15), HOME)
    sessions.plan(world.desk, [world.person("Jonas")], replace(when), 50)
    begun(world)
    pass_to(world, 14, 52)
    assert sorted(world.shell.banners) == [
        "Amara Okafor · session 7 begins in 10 minutes.", "Jonas Berg · session 4 begins in 10 minutes.",
    ]  # fmt: skip
