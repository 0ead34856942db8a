"""The worker beside the vault's own: it tells how far it is, it stops, and it is waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.backing.aside import AtOnce, Progress, Stopped
from mentor_desktop.ui.backing.worker import Beside


class Heard:
    """What came back."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.errors: list[BaseException] = []
        self.percents: list[int] = []

    def ears(self) -> tuple[Callable[[object], None], Callable[[BaseException], None], Callable[[int], None]]:
        return self.values.append, self.errors.append, self.percents.append


@pytest.fixture
def beside(qtbot: QtBot) -> Iterator[Beside]:
    made = Beside()
    yield made
    made.end()


def until_stopped(begun: threading.Event) -> Callable[[Progress], None]:
    def work(progress: Progress) -> None:
        while True:
            progress(0.25)
            begun.set()
            begun.wait()

    return work


def test_it_answers_in_the_window_and_says_each_percent_once(beside: Beside, qtbot: QtBot) -> None:
    heard = Heard()

    def work(progress: Progress) -> str:
        for step in range(1_001):
            progress(step / 1_000)
        return "done"

    beside.begin(work, *heard.ears())
    qtbot.waitUntil(lambda: bool(heard.values))
    assert heard.values == ["done"]
    assert heard.percents == list(range(101))


def test_what_goes_wrong_is_told(beside: Beside, qtbot: QtBot) -> None:
    heard = Heard()
    beside.begin(lambda _progress: 1 // 0, *heard.ears())
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert isinstance(heard.errors[0], ZeroDivisionError)
    assert heard.errors[0].__traceback__ is None


def test_what_is_taken_back_stops_at_its_next_step(beside: Beside, qtbot: QtBot) -> None:
    first, second, begun = Heard(), Heard(), threading.Event()
    stop = beside.begin(until_stopped(begun), *first.ears())
    never = beside.begin(lambda _progress: second.percents.append(-1), *second.ears())
    never()
    assert begun.wait(20)
    stop()
    qtbot.waitUntil(lambda: bool(first.errors and second.errors), timeout=20_000)
    assert isinstance(first.errors[0], Stopped)
    assert isinstance(second.errors[0], Stopped)
    assert second.percents == []


def test_on_a_lock_nobody_hears_of_it_and_it_is_waited_for(beside: Beside, qtbot: QtBot) -> None:
    heard, after, begun = Heard(), Heard(), threading.Event()
    beside.begin(until_stopped(begun), *heard.ears())
    assert begun.wait(20)
    beside.stop()
    beside.join()
    beside.begin(lambda _progress: "next", *after.ears())
    qtbot.waitUntil(lambda: bool(after.values))
    assert (heard.values, heard.errors) == ([], [])


def test_without_a_window_it_is_done_at_once() -> None:
    heard = Heard()

    def work(progress: Progress) -> int:
        progress(0.5)
        return 3

    AtOnce().begin(work, *heard.ears())()
    AtOnce().begin(lambda _progress: 1 // 0, *heard.ears())
    assert heard.values == [3]
    assert heard.percents == [50]
    assert isinstance(heard.errors[0], ZeroDivisionError)
