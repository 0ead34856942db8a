"""The two workers: order, errors, forgetting, closing, and that nothing of it touches the window's thread."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mentor_desktop.services.logs import Log
from mentor_desktop.ui import faults
from mentor_desktop.ui.ask import Ask, TasksClosed
from mentor_desktop.ui.collector import Collector
from mentor_desktop.ui.tasks import Tasks
from tests.ui.fakes import Later, Now


def _never(value: object) -> None:
    raise AssertionError(f"heard {type(value).__name__}")


def _drain(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[bool] = []
    tasks.close(lambda: None, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))


def test_answers_come_in_order_in_the_windows_thread(qtbot: QtBot) -> None:
    tasks = Tasks(_never)
    answers: list[int] = []
    threads: set[int] = set()
    workers: set[str] = set()

    def work(number: int) -> int:
        workers.add(threading.current_thread().name)
        return number

    def then(number: int) -> None:
        threads.add(threading.get_ident())
        answers.append(number)

    for number in range(2_000):
        tasks.write(lambda number=number: work(number), then, _never)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 2_000)
    assert answers == list(range(2_000))
    assert threads == {threading.get_ident()}
    assert len(workers) == 1
    _drain(tasks, qtbot)


def test_a_long_write_does_not_hold_up_a_read(qtbot: QtBot) -> None:
    tasks = Tasks(_never)
    go_on = threading.Event()
    seen: list[str] = []
    tasks.write(lambda: go_on.wait(30), lambda _value: seen.append("write"), _never)
    tasks.read(lambda: "read", seen.append, _never)
    qtbot.waitUntil(lambda: seen == ["read"])
    go_on.set()
    qtbot.waitUntil(lambda: seen == ["read", "write"])
    _drain(tasks, qtbot)


def test_an_error_reaches_the_one_who_asked_without_its_frames(qtbot: QtBot) -> None:
    tasks = Tasks(_never)
    errors: list[BaseException] = []

    def work() -> None:
        raise LookupError

    tasks.read(work, _never, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], LookupError)
    assert errors[0].__traceback__ is None
    _drain(tasks, qtbot)


def test_after_forget_reads_are_not_run_and_writes_are_but_nobody_hears(qtbot: QtBot) -> None:
    tasks = Tasks(_never)
    go_on = threading.Event()
    ran: list[str] = []
    heard: list[str] = []
    tasks.read(lambda: go_on.wait(30), lambda _value: heard.append("first read"), _never)
    tasks.read(lambda: ran.append("read"), lambda _value: heard.append("read"), _never)
    tasks.write(lambda: go_on.wait(30), lambda _value: heard.append("first write"), _never)
    tasks.write(lambda: ran.append("write"), lambda _value: heard.append("write"), _never)
    tasks.forget()
    go_on.set()
    _drain(tasks, qtbot)
    assert ran == ["write"]
    assert heard == []


def test_a_forgotten_write_that_fails_is_told_as_lost(qtbot: QtBot) -> None:
    lost: list[BaseException] = []
    tasks = Tasks(lost.append)
    go_on = threading.Event()

    def work() -> None:
        go_on.wait(30)
        raise OSError

    tasks.write(work, _never, _never)
    tasks.forget()
    go_on.set()
    _drain(tasks, qtbot)
    assert [type(error) for error in lost] == [OSError]


def test_close_runs_queued_writes_then_the_last_work_then_answers(qtbot: QtBot) -> None:
    tasks = Tasks(_never)
    order: list[str] = []
    go_on = threading.Event()

    def slow() -> None:
        go_on.wait(30)
        order.append("read")

    tasks.read(slow, _never, _never)
    tasks.write(lambda: order.append("write"), _never, _never)
    tasks.close(lambda: order.append("last"), lambda: order.append("then"))
    go_on.set()
    qtbot.waitUntil(lambda: "then" in order)
    assert order[-2:] == ["last", "then"]
    assert {"read", "write"} <= set(order)


def test_closing_goes_on_though_the_last_work_fails(qtbot: QtBot) -> None:
    lost: list[BaseException] = []
    tasks = Tasks(lost.append)
    done: list[bool] = []

    def last() -> None:
        raise OSError

    tasks.close(last, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert [type(error) for error in lost] == [OSError]


@pytest.mark.parametrize("kind", ["read", "write"])
def test_work_after_close_is_refused_and_leaves_nothing_behind(qtbot: QtBot, kind: str) -> None:
    tasks = Tasks(_never)
    _drain(tasks, qtbot)
    errors: list[BaseException] = []
    ran: list[bool] = []
    ask: Callable[..., None] = getattr(tasks, kind)
    ask(lambda: ran.append(True), _never, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], TasksClosed)
    assert not ran


def test_the_worker_does_not_keep_what_the_answer_holds(qtbot: QtBot) -> None:
    class Screen:
        def show(self, value: int) -> None:
            self.value = value

    tasks = Tasks(_never)
    screen = Screen()
    gone = weakref.ref(screen)
    seen: list[int] = []
    tasks.read(lambda: 1, screen.show, _never)
    tasks.read(lambda: 2, seen.append, _never)
    qtbot.waitUntil(lambda: seen == [2])
    del screen
    gc.collect()
    assert gone() is None
    _drain(tasks, qtbot)


def test_the_stand_ins_keep_the_same_promises() -> None:
    asks: list[Ask] = [Now(), Later()]
    for ask in asks:
        seen: list[object] = []
        ask.read(lambda: 1, seen.append, seen.append)
        ask.write(lambda: 1 // 0, seen.append, seen.append)
        if isinstance(ask, Later):
            assert seen == []
            ask.run()
        assert seen[0] == 1
        assert isinstance(seen[1], ZeroDivisionError)


def test_the_later_stand_in_drops_reads_on_forget_and_runs_writes() -> None:
    later = Later()
    ran: list[str] = []
    heard: list[object] = []
    later.read(lambda: ran.append("read"), heard.append, heard.append)
    later.write(lambda: ran.append("write"), heard.append, heard.append)
    later.forget()
    later.run()
    assert (ran, heard) == (["write"], [])


def test_garbage_is_collected_only_when_the_collector_says_so(qapp: object) -> None:
    parent = QObject()
    collector = Collector(parent)
    try:
        assert not gc.isenabled()
        kept = [[] for _ in range(gc.get_threshold()[0] + 100)]  # type: ignore[var-annotated]
        loop: list[object] = []
        loop.append(loop)
        assert kept
        assert collector.collect() >= 0
        assert gc.get_count()[0] <= gc.get_threshold()[0]
    finally:
        collector.stop()
    assert gc.isenabled()


def test_an_uncaught_error_is_told_by_kind_and_place_and_never_by_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[str] = []
    faults.install(told.append, Log())
    try:
        raise ValueError("Amara said something private")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    def fail() -> None:
        raise KeyError("Amara")

    worker = threading.Thread(target=fail)
    worker.start()
    worker.join()
    assert told == ["ValueError", "KeyError"]  # no frame of the program itself
    assert "Amara" not in "".join(told)
