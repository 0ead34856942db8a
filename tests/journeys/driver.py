"""The real program with two hands on its keyboard: `python -m tests.journeys.driver`, arguments as for the
program itself.

Each line on standard input is an act as JSON, `["write", "words"]`; each line on standard output is its
answer: `true`, or what was seen instead. Everything else is the program as it is installed. Whoever holds the
other end of standard input keeps it alive: when they end, however that comes, so does the driver.
"""

from __future__ import annotations

import json
import os
import select
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mentor_desktop import app
from mentor_desktop.__main__ import harden
from tests.journeys.hands import Hands

LOOK_MS, PATIENCE_MS, MANY = 20, 60_000, 60


class Driver(QObject):
    """Does one act after the other, and answers each."""

    def __init__(self, program: app.Program, parent: QObject) -> None:
        super().__init__(parent)
        self._hands = Hands()
        self._hands.window = program.window
        self._half = b""
        self._left = 0
        self._wanted: Callable[[], object] = bool
        self._other = QWidget()
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._lines.activated.connect(self._read)
        program.window.activateWindow()

    def _read(self) -> None:
        self._half += os.read(sys.stdin.fileno(), 1 << 16)
        if self._half.endswith(b"\n"):
            line, self._half = self._half, b""
            act, *words = json.loads(line)
            self._do(act, words)

    def _do(self, act: str, words: list[str]) -> None:
        hands = self._hands
        looks: dict[str, Callable[[], object]] = {
            "until_page": lambda: hands.page() == words[0],
            "until_focused": lambda: hands.focused().startswith(words[0]),
            "until_said": lambda: hands.says(words[0]),
            "until_saved": hands.saved,
            "until_behind": lambda: hands.window.isMinimized() and not hands.window.isActiveWindow(),
            "until_forward": lambda: hands.window.isActiveWindow() and not hands.window.isMinimized(),
        }
        if act in looks:
            self._left, self._wanted = PATIENCE_MS // LOOK_MS, looks[act]
            self._looking.start(LOOK_MS)
        elif act == "tab_to":
            for _stop in range(MANY):
                if hands.focused().startswith(words[0]):
                    break
                hands.press("Tab")
            self._answer(hands.focused().startswith(words[0]) or hands.situation())
        elif act == "pid":
            self._answer(os.getpid())
        elif act == "minimise":
            self._other.show()  # the window of some other program
            self._other.activateWindow()
            hands.window.showMinimized()
            self._answer(True)
        elif act == "titles":
            self._answer(sorted(hands.titles))
        else:
            getattr(hands, act)(*words)
            self._answer(True)

    def _look(self) -> None:
        self._left -= 1
        self._hands.note_titles()
        if self._wanted() or not self._left:
            self._looking.stop()
            self._answer(bool(self._wanted()) or self._hands.situation())

    def _answer(self, what: Any) -> None:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


def end_with_the_parent() -> None:
    """End at once when nobody can write to standard input any more, in whatever state the window is."""

    def watch() -> None:
        line = select.poll()
        line.register(sys.stdin.fileno(), 0)  # a broken line is told unasked
        line.poll()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main() -> int:
    """Run the program."""
    harden()
    end_with_the_parent()
    compose = app.compose

    def composed(qapp: QApplication, *rest: Any, **more: Any) -> app.Program:
        program = compose(qapp, *rest, **more)
        Driver(program, qapp)
        return program

    app.compose = composed  # type: ignore[assignment]
    return app.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
