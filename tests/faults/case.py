"""What a case of the release gate is, and what it works with. Standard library only."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261124


class NotRun(Exception):
    """The computer has not what the case needs; the text says what."""


@dataclass(frozen=True)
class Rig:
    """A folder of the case's own, how thorough it is, and its dice, which fall the same way each time."""

    folder: Path
    full: bool = True

    def size(self, full: int, quick: int) -> int:
        """How often something is done: as the release asks, or as few times as show that it works."""
        return full if self.full else quick

    def dice(self) -> random.Random:
        """Fresh dice."""
        return random.Random(SEED)

    def place(self, name: str) -> Path:
        """A new folder."""
        folder = self.folder / name
        folder.mkdir()
        return folder


Work = Callable[[Rig], str]


@dataclass(frozen=True)
class Case:
    """One numbered case. `run` returns its figures, raises AssertionError or NotRun."""

    number: str
    name: str
    run: Work
    quick: bool = False
    """Whether `dev.py test` runs it too, with small numbers; the tests it calls are run there anyway."""
    minutes: float = 0.5
    """About how long it takes: the longest begin first."""

    def answers_to(self, word: str) -> bool:
        """Whether it is meant: by its number, the letter of its group, or a part of its name."""
        return word.upper() in (self.number, self.number[0]) or (
            len(word) > 2 and word.casefold() in self.name.casefold()
        )


def needs(*programs: str) -> None:
    """Raise NotRun where a program is missing."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise NotRun("there is no " + ", no ".join(missing))


def alone(*options: str) -> list[str]:
    """What runs a program in namespaces of its own: `--net` has no network, `--mount` may mount. Raises
    NotRun."""
    needs("unshare")
    command = ["unshare", "--map-root-user", *options]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        raise NotRun("the system grants no namespaces")
    return command


def by_pytest(*targets: str, programs: Sequence[str] = (), env: Mapping[str, str] | None = None) -> Work:
    """A case made of tests that stand elsewhere; its figure is how many passed."""

    def run(rig: Rig) -> str:
        needs(*programs)
        return pytest_figures(rig, targets, env=env or {})

    return run


def pytest_figures(
    rig: Rig, targets: Sequence[str], *, before: Sequence[str] = (), env: Mapping[str, str] | None = None
) -> str:
    """Run tests in a process of their own; raises AssertionError unless all pass."""
    told = rig.folder / "told.xml"
    command = [
        *before, sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider",
        f"--basetemp={rig.folder / 'tests'}", f"--junitxml={told}", *targets,
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
    )
    assert told.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    suite = next(xml.etree.ElementTree.parse(told).iter("testsuite")).attrib
    bad = int(suite["failures"]) + int(suite["errors"])
    names = ", ".join(re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE))
    assert done.returncode == 0, f"{bad} of {suite['tests']} tests failed: {names}\n{done.stdout[-3000:]}"
    return f"{int(suite['tests']) - int(suite['skipped'])} tests"
