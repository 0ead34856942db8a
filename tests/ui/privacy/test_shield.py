"""What the keys of shield and lock do, with and without a session that runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentor_desktop.ui.privacy.shield import Shield


class Window:
    def __init__(self) -> None:
        self.on = False

    def cover(self) -> None:
        self.on = True

    def uncover(self) -> None:
        self.on = False

    def covered(self) -> bool:
        return self.on


class World:
    def __init__(self) -> None:
        self.window = Window()
        self.answers: list[Callable[[bool], None]] = []
        self.locked = 0
        self.shield = Shield(self.window, self.answers.append, self._lock)

    def _lock(self) -> None:
        self.locked += 1


@pytest.fixture
def here() -> World:
    return World()


def test_the_shield_covers_and_comes_back_without_a_question(here: World) -> None:
    here.shield.cover()
    assert here.window.on
    here.shield.uncover()
    assert (here.window.on, here.answers, here.locked) == (False, [], 0)


def test_the_lock_covers_at_once_and_locks_when_nothing_runs(here: World) -> None:
    here.shield.lock()
    assert here.window.on
    assert here.locked == 0  # nobody knows yet whether a session runs
    here.answers[0](False)
    assert here.locked == 1


def test_in_a_session_the_first_press_covers_and_the_second_locks(here: World) -> None:
    here.shield.lock()
    here.answers[0](True)
    assert (here.window.on, here.locked) == (True, 0)
    here.shield.lock()
    assert here.locked == 1
    assert len(here.answers) == 1


def test_two_quick_presses_lock_whatever_runs(here: World) -> None:
    here.shield.lock()
    here.shield.lock()
    assert here.locked == 1


def test_who_came_back_before_the_answer_is_not_locked_out(here: World) -> None:
    here.shield.lock()
    here.shield.uncover()
    here.answers[0](False)
    assert (here.window.on, here.locked) == (False, 0)
