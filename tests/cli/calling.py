"""How the tests call the command line and read its answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.support import dump, reopened


class Answer(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def only(self) -> str:
        """The one line it printed."""
        (line,) = self.out.splitlines()
        return line


Run = Callable[..., Answer]


class Known(NamedTuple):
    """A vault with one person, one session and one note, and what it held then."""

    folder: Path
    person: str
    session: str
    before: dict[str, list[tuple[object, ...]]]


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The whole vault, but for the days on which it was opened."""
    opened = reopened(folder)
    try:
        return {name: rows for name, rows in dump(opened).items() if name != "use_day"}
    finally:
        opened.close()


def one_line(answer: Answer) -> str:
    """What was said on standard error: one sentence, no traceback, no usage block."""
    (line,) = answer.err.splitlines()
    assert line.startswith("mentor-desktop: ")
    assert "Traceback" not in line
    assert "usage:" not in line
    assert answer.out == ""
    return line.removeprefix("mentor-desktop: ")


def listed(answer: Answer) -> list[dict[str, Any]]:
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert isinstance(found, list)
    assert all(isinstance(each, dict) for each in found)
    return found


def planned(run: Run, folder: Path, *more: str) -> tuple[str, str]:
    """Ids of a new person and of a session with them."""
    person = run("person-add", folder, "Amara Okafor", "--zone", "Africa/Nairobi").only
    at = () if "--at" in more else ("--at", "2026-12-08T15:00")
    return person, run("plan", folder, "--with", person, *at, *more).only
