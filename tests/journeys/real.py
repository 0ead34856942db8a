"""The installed program in a process of its own, typed into through `driver`."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE = 90  # s that an answer may take on a busy machine
ROOT = Path(__file__).resolve().parents[2]


class Real:
    """One run of the program on a vault. What it writes to standard error is kept in `errors`."""

    def __init__(self, vault: Path, folder: Path, *, before: Sequence[str] = (), name: str = "run") -> None:
        self.vault, self.folder = vault, folder
        self.data, self.temp = folder / "data", folder / "temp"
        self.temp.mkdir(exist_ok=True)
        self.errors = folder / f"{name}.stderr"
        self._log = self.errors.open("wb")
        self.environment = {**os.environ, "TMPDIR": str(self.temp), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "tests.journeys.driver", "--vault", str(vault), "--data-dir",
             str(self.data)],
            cwd=folder, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log,
            start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> Real:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        self._log.close()

    def do(self, act: str, *words: str) -> Any:
        """One act; AssertionError where what was waited for is never seen."""
        self._send(act, *words)
        answer = self._answer()
        assert answer is True or act in ("titles", "pid"), f"{act} {words}: {answer}"
        return answer

    def steps(self, *steps: Sequence[str]) -> None:
        """Acts one after the other."""
        for act, *words in steps:
            self.do(act, *words)

    def ended(self) -> int:
        """Wait for the end; the exit status."""
        return self.process.wait(PATIENCE)

    def complaints(self) -> list[str]:
        """What it wrote to standard error, less what Qt says of a display that is not there."""
        lines = self.errors.read_text().splitlines()
        return [line for line in lines if not line.startswith("This plugin does not support")]

    def _send(self, *act: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(act).encode() + b"\n")
        self.process.stdin.flush()

    def _answer(self) -> Any:
        stream = self.process.stdout
        assert stream is not None
        ready, _, _ = select.select([stream], [], [], PATIENCE)
        line = stream.readline() if ready else b""
        assert line, f"no answer; {self.errors.read_text()}"
        return json.loads(line)
