"""Stand-ins for the three things a test must hold in its hand: the runner, the prompts and delayed calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from mentor_desktop.ui.ask import Failed

T = TypeVar("T")


class Now:
    """Runs work and gives the answer at once."""

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        self.read(work, then, failed)

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        try:
            value = work()
        except Exception as error:
            failed(error)
        else:
            then(value)


class Later:
    """Keeps what was asked; `step()` runs the oldest, so a test decides the order and what comes between."""

    def __init__(self) -> None:
        self.asked: list[tuple[bool, Callable[[], Any], Callable[[Any], None] | None, Failed | None]] = []

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        self.asked.append((True, work, then, failed))

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        self.asked.append((False, work, then, failed))

    def forget(self) -> None:
        """As on lock: reads are gone, writes still run but nobody hears of them."""
        self.asked = [(True, work, None, None) for write, work, _, _ in self.asked if write]

    def step(self) -> None:
        """Runs the oldest that was asked; IndexError where nothing was."""
        _, work, then, failed = self.asked.pop(0)
        try:
            value = work()
        except Exception as error:
            if failed is not None:
                failed(error)
        else:
            if then is not None:
                then(value)

    def run(self) -> None:
        """Runs everything, also what is asked meanwhile."""
        while self.asked:
            self.step()


class HandDelay:
    """Delayed calls that come when the test says how much time has passed."""

    def __init__(self) -> None:
        self.now = 0
        self._due: list[tuple[int, Callable[[], None]]] = []

    def after(self, ms: int, call: Callable[[], None]) -> Callable[[], None]:
        entry = (self.now + ms, call)
        self._due.append(entry)

        def cancel() -> None:
            self._due = [kept for kept in self._due if kept is not entry]

        return cancel

    def waiting(self) -> int:
        """How many calls are due some time."""
        return len(self._due)

    def advance(self, ms: int) -> None:
        """Lets time pass and calls what has come due, in order."""
        self.now += ms
        while due := sorted(
            (entry for entry in self._due if entry[0] <= self.now), key=lambda entry: entry[0]
        ):
            self._due = [kept for kept in self._due if kept is not due[0]]
            due[0][1]()


class FakePrompts:
    """Answers questions from lists filled beforehand, and keeps what was asked.

    An empty list leaves a question open: call the answer kept in `open_answers`.
    """

    def __init__(self, *, confirm: Sequence[bool] = (), paths: Sequence[Path | None] = ()) -> None:
        self.confirms = list(confirm)
        self.paths = list(paths)
        self.questions: list[tuple[str, ...]] = []
        self.open_answers: list[Callable[[Any], None]] = []

    def confirm(self, question: str, detail: str, yes: str, answer: Callable[[bool], None]) -> None:
        self.questions.append((question, detail, yes))
        self._answer(self.confirms, answer)

    def save_file(
        self, title: str, name: str, kinds: Sequence[tuple[str, str]], answer: Callable[[Path | None], None]
    ) -> None:
        self.questions.append((title, name))
        self._answer(self.paths, answer)

    def open_file(
        self, title: str, kinds: Sequence[tuple[str, str]], answer: Callable[[Path | None], None]
    ) -> None:
        self.questions.append((title,))
        self._answer(self.paths, answer)

    def open_folder(self, title: str, answer: Callable[[Path | None], None]) -> None:
        self.questions.append((title,))
        self._answer(self.paths, answer)

    def print_page(self, title: str, html: str, answer: Callable[[bool], None]) -> None:
        self.questions.append((title, html))
        self._answer(self.confirms, answer)

    def _answer(self, answers: list[Any], answer: Callable[[Any], None]) -> None:
        if answers:
            answer(answers.pop(0))
        else:
            self.open_answers.append(answer)


class FakePlaces:
    """Window places in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[int]] = {}

    def get(self, name: str) -> list[int] | None:
        return self.kept.get(name)

    def set(self, name: str, values: Sequence[int]) -> None:
        self.kept[name] = list(values)
