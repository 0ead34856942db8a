"""What a presenter may ask of the world around it: work off the window's thread, and questions to the person.

No Qt here, so presenters and their tests need no window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")
Failed = Callable[[BaseException], None]


class TasksClosed(Exception):
    """Work was asked for after the vault had been closed."""


class Ask(Protocol):
    """Runs a function in a worker and brings the result back to the window's thread.

    `work` captures services and values, never widgets. Exactly one of `then` and `failed` is called, later,
    unless `forget` came between.
    """

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """A change: runs always, in the order asked, one at a time. After `forget` its answer is dropped."""
        ...

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """A question: not even run where `forget` came first."""
        ...


class Asker(Protocol):
    """Asks the person. Every call returns at once; the answer comes to `answer`."""

    def confirm(self, question: str, detail: str, yes: str, answer: Callable[[bool], None]) -> None:
        """A yes or no to something that cannot be undone.

        `yes` names the act; the safe answer is the default.
        """
        ...

    def save_file(
        self, title: str, name: str, kinds: Sequence[tuple[str, str]], answer: Callable[[Path | None], None]
    ) -> None:
        """Where to save.

        `kinds` are pairs of words and suffix ("PDF", "pdf"); None where nothing was chosen.
        """
        ...

    def open_file(
        self, title: str, kinds: Sequence[tuple[str, str]], answer: Callable[[Path | None], None]
    ) -> None:
        """Which file to read. No kinds means any file."""
        ...

    def open_folder(self, title: str, answer: Callable[[Path | None], None]) -> None:
        """Which folder to use."""
        ...

    def print_page(self, title: str, html: str, answer: Callable[[bool], None]) -> None:
        """Prints a page of our own HTML, without loading anything it names."""
        ...
