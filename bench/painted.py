"""From a command to its painted window, on a display of its own.

The display keeps its picture in a file that is mapped into memory here, so looking costs the program
nothing. Painted = the picture holds at least four colours, and the window covers some of the screen.
Needs Xvfb and Linux.
"""

import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

SIZE = "1600x1000"


@dataclass(frozen=True)
class Shown:
    """What was seen of one start."""

    painted_ms: float
    pss_mb: float
    idle_percent: float


class Display:
    """An Xvfb whose picture can be read."""

    def __enter__(self) -> "Display":
        self._folder = tempfile.mkdtemp(prefix="painted-")
        read, write = os.pipe()
        self._xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE}x24", "-fbdir", self._folder,
             "-br", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        # The number and the end of its line are two writes, and the server ends where it cannot make both.
        with open(read, encoding="ascii") as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = f":{number}"
        with (Path(self._folder) / "Xvfb_screen0").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # The file is in the xwd format: big-endian words, the header's length first, the colours at word 19.
        words = struct.unpack(">25I", self._map[:100])
        self._begin, self._height, self._line = words[0] + words[19] * 12, words[5], words[12]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._map.close()
        self._xvfb.terminate()
        self._xvfb.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def is_painted(self) -> bool:
        """Whether a window with something in it can be seen."""
        colours: Counter[bytes] = Counter()
        for row in range(0, self._height, 4):
            at = self._begin + row * self._line
            line = self._map[at : at + self._line]
            colours.update(line[x : x + 4] for x in range(0, len(line), 64))
        covered = sum(colours.values()) - colours[b"\0\0\0\0"] - colours[b"\0\0\0\xff"]
        return len(colours) >= 4 and covered > 0.02 * sum(colours.values())

    def start(self, command: Sequence[str], home: Path, settle: float = 2.0, idle: float = 0.0) -> Shown:
        """Run a command until its window is painted, look at memory and idle processor time, and end it."""
        environment = dict(
            os.environ, DISPLAY=self.name, QT_QPA_PLATFORM="xcb", HOME=str(home),
            XDG_CONFIG_HOME=str(home / "c"), XDG_DATA_HOME=str(home / "d"), XDG_RUNTIME_DIR=str(home),
        )  # fmt: skip
        environment.pop("WAYLAND_DISPLAY", None)
        while self.is_painted():  # the window before this one is still going
            time.sleep(0.01)
        begin = time.perf_counter_ns()
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not self.is_painted():
                if process.poll() is not None or time.perf_counter_ns() - begin > 30e9:
                    raise RuntimeError(f"no painted window from {command[0]}")
                time.sleep(0.002)
            painted = (time.perf_counter_ns() - begin) / 1e6
            time.sleep(settle)
            pss = _pss_mb(process.pid)
            before, since = _cpu_seconds(process.pid), time.perf_counter()
            time.sleep(idle)
            spent = _cpu_seconds(process.pid) - before
            share = 100 * spent / (time.perf_counter() - since) if idle else 0.0
            return Shown(painted, pss, share)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _cpu_seconds(pid: int) -> float:
    total = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e9
