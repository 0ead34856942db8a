"""When nobody touches the program: after how long, by which clock, and what a running session changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentor_desktop.services.locking import IdlePolicy
from mentor_desktop.ui.watching.idle import MINUTE, IdleLock
from tests.support import HandClock
from tests.ui.fakes import HandDelay

Tell = Callable[[IdlePolicy], None]


class Room:
    """The lock, its clocks, and a screen that remembers."""

    def __init__(self, minutes: int = 10, *, running: bool = False, answers: bool = True) -> None:
        self.clock, self.delay = HandClock(), HandDelay()
        self.policy, self.answers = IdlePolicy(minutes, running), answers
        self.open_questions: list[Tell] = []
        self.shown = False
        self.hidden = False
        self.did: list[str] = []
        self.idle = IdleLock(
            lambda: self.clock.reading().boot, self.delay, self._ask, self, lambda: self.shown, self._lock
        )
        self.idle.begin()

    def cover(self) -> None:
        if not self.hidden:
            self.did.append("cover")
        self.hidden = True

    def uncover(self) -> None:
        self.did.append("uncover")
        self.hidden = False

    def covered(self) -> bool:
        return self.hidden

    def pass_seconds(self, seconds: int) -> None:
        for _second in range(seconds):
            self.clock.pass_ms(1_000)
            self.delay.advance(1_000)

    def _ask(self, tell: Tell, _failed: Callable[[], None]) -> None:
        if self.answers:
            tell(self.policy)
        else:
            self.open_questions.append(tell)

    def _lock(self) -> None:
        self.did.append("lock")
        self.idle.end()


@pytest.mark.parametrize("minutes", [1, 3, 10, 60])
def test_it_locks_within_five_seconds_of_its_minutes(minutes: int) -> None:
    room = Room(minutes)
    room.pass_seconds(minutes * 60 - 5)
    assert "lock" not in room.did
    room.pass_seconds(10)
    assert room.did[-1] == "lock"


def test_a_touch_begins_anew() -> None:
    room = Room()
    room.pass_seconds(595)
    assert not room.idle.touched()
    room.pass_seconds(595)
    assert room.did == []
    room.pass_seconds(10)
    assert room.did[-1] == "lock"


def test_it_never_locks_when_that_is_off() -> None:
    room = Room(0)
    room.pass_seconds(7_200)
    assert room.did == []
    assert not room.idle.touched()


def test_the_wall_clock_is_not_asked() -> None:
    room = Room()
    room.clock.set_wall(-3 * 60 * MINUTE)
    room.pass_seconds(300)
    room.clock.set_wall(9 * 60 * MINUTE)
    room.pass_seconds(295)
    assert room.did == []
    room.pass_seconds(10)
    assert room.did[-1] == "lock"


def test_sleep_counts_and_the_first_touch_after_it_reaches_nothing() -> None:
    room = Room()
    room.clock.fall_asleep(11)
    assert room.idle.touched() is False or room.did[-1] == "lock"
    assert room.did == ["cover", "lock"]


def test_after_sleep_it_is_covered_until_the_vault_says_what_holds() -> None:
    room = Room()
    room.answers = False
    room.clock.fall_asleep(11)
    room.idle.look()
    assert room.did == ["cover"]
    assert room.idle.touched()  # swallowed
    room.open_questions.pop()(IdlePolicy(10, running=True))
    assert room.did == ["cover", "uncover"]
    assert not room.idle.touched()


def test_a_running_session_is_neither_locked_nor_covered() -> None:
    room = Room(running=True)
    room.pass_seconds(3_600)
    assert room.did == []
    assert not room.idle.touched()


def test_a_session_that_ended_meanwhile_no_longer_keeps_it_open() -> None:
    room = Room(running=True)
    room.pass_seconds(900)
    room.policy = IdlePolicy(10, running=False)
    room.pass_seconds(65)
    assert room.did == ["lock"]


def test_a_screen_that_is_shown_is_covered_after_three_minutes_even_in_a_session() -> None:
    room = Room(running=True)
    room.shown = True
    room.pass_seconds(175)
    assert room.did == []
    room.pass_seconds(10)
    assert room.did == ["cover"]
    room.pass_seconds(1_200)
    assert room.did == ["cover"]


def test_a_vault_that_cannot_say_locks() -> None:
    room = Room(running=True)
    room.idle.end()
    room.idle = IdleLock(
        lambda: room.clock.reading().boot, room.delay, lambda _tell, failed: failed(), room,
        lambda: False, room._lock,
    )  # fmt: skip
    room.idle.begin()
    room.pass_seconds(605)
    assert room.did[-1] == "lock"


def test_an_answer_of_an_earlier_opening_is_not_heard() -> None:
    room = Room(answers=False)
    room.idle.end()
    room.idle.begin()
    room.clock.pass_minutes(11)
    room.open_questions[0](IdlePolicy(1, running=False))
    assert room.did == []


def test_nothing_is_left_waiting_after_the_end() -> None:
    room = Room()
    room.idle.end()
    assert room.delay.waiting() == 0
    room.clock.pass_minutes(60)
    assert not room.idle.touched()
    room.idle.look()
    assert room.did == []
