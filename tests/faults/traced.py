"""A piece of work in a process of its own, watched or disturbed call by call. Linux, with strace.

The process is a fork of this one, so nothing has to load again, and is watched only once its preparations are
over: every call that is counted belongs to the work itself.
"""

from __future__ import annotations

import ctypes
import os
import re
import select
import subprocess
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.case import NotRun, needs

CALLS = (
    "write",
    "pwrite64",
    "fdatasync",
    "fsync",
    "rename",
    "ftruncate",
    "unlink",
    "mkdir",
    "rmdir",
    "openat",
)
PATIENCE = 60.0  # s for one piece of work on a busy machine
_ANY_TRACER = 0x59616D61  # PR_SET_PTRACER of Linux's prctl.h

Say = Callable[[str], None]
Prepared = Callable[[Say], None]
"""The work that is watched. It says what it acknowledges, a line each."""


@dataclass(frozen=True)
class Ended:
    """What came of it: what it said, how it ended, and the calls that were seen, as strace writes them."""

    said: tuple[str, ...]
    status: int
    calls: tuple[str, ...]

    @property
    def killed(self) -> bool:
        return os.WIFSIGNALED(self.status)

    @property
    def hit(self) -> bool:
        """Whether a call was disturbed."""
        return self.killed or any("(INJECTED)" in call for call in self.calls)


def run(
    prepare: Callable[[], Prepared], log: Path, *, inject: str = "", calls: tuple[str, ...] = CALLS,
    shown: int = 0
) -> Ended:  # fmt: skip
    """Fork, prepare, watch, work. `inject` is strace's word for what happens to which call; `shown` is how
    many bytes of what is written the log holds. Raises NotRun."""
    needs("strace")
    tell, told = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.close(tell[1])
        os.close(told[0])
        _work(prepare, tell[0], told[1])
    os.close(tell[0])
    os.close(told[1])
    tracer: subprocess.Popen[bytes] | None = None
    try:
        if _line(told[0]) != b"ready\n":
            os.kill(child, 9)
            raise AssertionError("the preparations failed")
        tracer = _watch(child, log, inject, calls, shown)
        os.write(tell[1], b"go\n")
        said = _rest(told[0])
    finally:
        os.close(tell[1])
        os.close(told[0])
        _, status = os.waitpid(child, 0)
        if tracer is not None:
            tracer.wait(PATIENCE)
            if tracer.stderr is not None:
                tracer.stderr.close()
    seen = tuple(log.read_text("utf-8", "replace").splitlines())
    return Ended(tuple(said.decode().splitlines()), status, seen)


def counted(ended: Ended) -> dict[str, int]:
    """How many of each call the busiest thread made: strace counts for each thread by itself."""
    by_thread: dict[str, Counter[str]] = {}
    for line in ended.calls:
        found = re.match(r"(\d+) +(\w+)\(", line)
        if found:
            by_thread.setdefault(found[2], Counter())[found[1]] += 1
    return {call: max(threads.values()) for call, threads in by_thread.items()}


def _work(prepare: Callable[[], Prepared], go: int, tell: int) -> None:
    """In the child, which never returns."""
    status = 1
    try:
        ctypes.CDLL(None).prctl(_ANY_TRACER, ctypes.c_ulong(2**64 - 1), 0, 0, 0)
        work = prepare()
        os.write(tell, b"ready\n")
        if os.read(go, 8) == b"go\n":
            work(lambda line: _say(tell, line))
        status = 0
    except BaseException as error:  # whatever it is, its kind is what the case judges
        if os.environ.get("MENTOR_FAULTS_SHOW"):
            traceback.print_exc()
        try:
            os.write(tell, f"error {type(error).__name__}\n".encode())
        except OSError:
            status = 2
    finally:
        os._exit(status)


def _say(tell: int, line: str) -> None:
    os.write(tell, line.encode() + b"\n")


def _watch(child: int, log: Path, inject: str, calls: tuple[str, ...], shown: int) -> subprocess.Popen[bytes]:
    trace = ["-e", f"trace={','.join(calls)}"]
    bytes_too = ["-xx", "-y", "-s", str(shown)] if shown else ["-s", "0"]
    disturb = ["-e", f"inject={inject}"] if inject else []
    tracer = subprocess.Popen(
        ["strace", "-f", *trace, *bytes_too, *disturb, "-o", str(log), "-p", str(child)],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert tracer.stderr is not None
    line = _line(tracer.stderr.fileno())
    if b"attached" not in line:
        os.kill(child, 9)
        tracer.wait()
        raise NotRun("strace may not watch a process")
    return tracer


def _line(stream: int) -> bytes:
    line = b""
    while not line.endswith(b"\n") and select.select([stream], [], [], PATIENCE)[0]:
        piece = os.read(stream, 1)
        if not piece:
            break
        line += piece
    return line


def _rest(stream: int) -> bytes:
    held = b""
    while True:
        ready, _, _ = select.select([stream], [], [], PATIENCE)
        assert ready, "no end"
        piece = os.read(stream, 1 << 16)
        if not piece:
            return held
        held += piece
