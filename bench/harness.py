"""Opens the whole program inside this process and measures one thing; run as a process of its own.

    python -m bench.harness unlock|screens|memory|idle FOLDER

FOLDER holds `large.vault`. Prints one JSON object; lengths in milliseconds, memory in megabytes. Qt draws
into memory, as it does for a window.
"""

# ruff: noqa: E402 - how Qt is loaded must be settled before anything of it is

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from mentor_desktop.ui import binding

binding.load()  # as the program does, before anything else of Qt

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from bench.generate import PASSPHRASE
from mentor_desktop import app
from mentor_desktop.services.device import Device
from mentor_desktop.ui.instance import OneInstance
from mentor_desktop.ui.lock.presenter import Try
from mentor_desktop.ui.options import Options
from mentor_desktop.ui.tasks import Tasks

LIMIT_NS = 60_000_000_000


class Painted(QObject):
    """Counts the frames of the one window it is set on: looking at every widget's events would be dear."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:  # answered by painting all that is due, at once
            self.count += 1
        return False


class Harness:
    """The program, opened, and what a measurement does with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.qt = QApplication(["mentor-desktop"])
        self.qt.setQuitOnLastWindowClosed(False)
        settings = folder / "settings"
        self.program = app.compose(
            self.qt, Options(folder / "large.vault", settings), Device(settings), OneInstance(settings)
        )
        self.window = self.program.window
        self.window.resize(1280, 800)
        self.painted = Painted()
        self.window.installEventFilter(self.painted)
        self._beat = QTimer(self.qt)  # wakes what waits for events, twice a millisecond would be a load
        self._beat.start(2)
        self.until(lambda: self.tasks() is not None)

    def tasks(self) -> Tasks | None:
        """The workers, where there are any."""
        return self.program.gate._workers._tasks

    def until(self, seen: Callable[[], bool]) -> None:
        """Let events happen until something is so; between them the workers have the processor."""
        begin = time.perf_counter_ns()
        while not seen():
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter_ns() - begin > LIMIT_NS:
                raise RuntimeError("waited in vain")

    def settled(self) -> None:
        """Until every question has its answer and is on the screen."""
        tasks = self.tasks()
        assert tasks is not None
        self.until(lambda: not tasks._waiting.keys() - tasks._kept)
        QCoreApplication.sendPostedEvents()
        self.qt.processEvents()
        self.window.repaint()
        self.qt.processEvents()

    def unlock(self) -> float:
        """From the passphrase being entered to Today on the screen."""
        self.settled()
        begin = time.perf_counter_ns()
        self.program.gate.open(Try(self.folder / "large.vault", passphrase=PASSPHRASE), _failed)
        self.until(lambda: self.program.gate._open)
        self.settled()
        return (time.perf_counter_ns() - begin) / 1e6

    def screen(self, key: str, **args: object) -> tuple[float, float]:
        """First response (the call and the first painted frame), and the whole page painted."""
        begin = time.perf_counter_ns()
        before = self.painted.count
        self.window.go(key, **args)
        self.until(lambda: self.painted.count > before)
        first = time.perf_counter_ns()
        self.settled()
        return (first - begin) / 1e6, (time.perf_counter_ns() - begin) / 1e6


def _failed(error: BaseException) -> None:
    raise RuntimeError(type(error).__name__)


def pss_mb() -> float:
    """This process's share of memory."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def bare_memory() -> dict[str, Any]:
    """A bare window with a label."""
    qt = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("A bare window with a label"))
    window.resize(1280, 800)
    window.show()
    for _turn in range(50):
        qt.processEvents()
    return {"bare": pss_mb()}


def unlock(harness: Harness) -> dict[str, Any]:
    """Unlocking, with the derivation of the key told apart."""
    from mentor_desktop.services import vaults
    from mentor_desktop.vault import open_vault

    harness.unlock()
    harness.program.gate.lock()
    harness.until(lambda: not harness.program.gate._open)
    harness.until(lambda: harness.tasks() is not None)
    whole = harness.unlock()
    harness.program.gate.lock()
    harness.until(lambda: not harness.program.gate._open)
    harness.until(lambda: harness.tasks() is not None)
    begin = time.perf_counter_ns()
    open_vault(harness.folder / "large.vault", passphrase=PASSPHRASE).close()
    del vaults
    return {"whole": whole, "key": (time.perf_counter_ns() - begin) / 1e6}


def screens(harness: Harness) -> dict[str, Any]:
    """Each screen, opened for the third time, in the large vault."""
    from mentor_desktop.services import people, today

    harness.unlock()
    desk = harness.program.gate._held.opened().desk
    shown = today.today(desk)
    assert shown.next is not None
    coming, held = shown.next.head.session.id, shown.waiting[0].id
    busy = max(people.rows(desk), key=lambda row: row.held).id
    visits: list[tuple[str, dict[str, object]]] = [
        ("people", {}), ("person", {"person": busy}), ("sessions", {}), ("new-session", {}),
        ("prepare", {"session": coming}), ("run", {"session": held}), ("wrap", {"session": held}),
        ("settings", {}), ("help", {}), ("today", {}),
    ]  # fmt: skip
    seen: dict[str, list[tuple[float, float]]] = {}
    for _turn in range(4):
        for key, args in visits:
            seen.setdefault(key, []).append(harness.screen(key, **args))
    return {key: {"first": sorted(t[0] for t in times[1:])[1], "whole": sorted(t[1] for t in times[1:])[1],
                  "new": times[0][1]} for key, times in seen.items()}  # fmt: skip


def memory(harness: Harness) -> dict[str, Any]:
    """Unlocked with the large vault, after 1,000 searches."""
    from mentor_desktop.services import notes

    harness.unlock()
    desk = harness.program.gate._held.opened().desk
    for n in range(1_000):
        notes.search(desk, ("review", "design ques", "dir", "pro", "week")[n % 5], 50)
    harness.settled()
    return {"unlocked": pss_mb()}


def idle(harness: Harness) -> dict[str, Any]:
    """Processor time in percent with the session timer running and nobody typing."""
    from mentor_desktop.services import running, today

    harness.unlock()
    desk = harness.program.gate._held.opened().desk
    shown = today.today(desk)
    assert shown.next is not None
    running.start(desk, shown.next.head.session.id)
    harness.screen("run", session=shown.next.head.session.id)
    harness._beat.stop()
    spent: list[float] = []

    def begin() -> None:
        spent.append(time.process_time())

    def end() -> None:
        spent.append(time.process_time())
        harness.qt.quit()

    QTimer.singleShot(2_000, begin)
    QTimer.singleShot(12_000, end)
    harness.qt.exec()
    return {"percent": 100 * (spent[1] - spent[0]) / 10}


def main() -> None:
    """Measure what the command line names."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "bare":
        print(json.dumps(bare_memory()))
    else:
        print(
            json.dumps(
                {"unlock": unlock, "screens": screens, "memory": memory, "idle": idle}[what](Harness(folder))
            )
        )
    sys.stdout.flush()
    os._exit(0)  # nothing of the program has to be saved


if __name__ == "__main__":
    main()
