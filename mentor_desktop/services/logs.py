"""The log: what happened when, in UTC, told by words of the program, counts and ids. No word of a person.

That holds by construction: a line is made of an event and words listed here and of whole numbers; an error,
of its kind and the places in this program it passed. May import the standard library and platformdirs.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType

FILE = "mentor-desktop.log"
LARGEST = 1_000_000  # bytes of one file
FILES = 3  # the newest and the two before it
PACKAGE = "mentor_desktop"
_FRAMES = 8  # of an error, the innermost
_LONGEST = 60  # characters of the kind of an error


class Event(StrEnum):
    """What happened."""

    STARTED = "started"
    ENDED = "ended"
    OPENED = "opened"
    LOCKED = "locked"
    NOT_OPENED = "not-opened"
    NOT_SAVED = "not-saved"
    ERROR = "error"
    TOOLKIT = "toolkit"


class Level(StrEnum):
    """How grave a message of the toolkit is."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"
    FATAL = "fatal"


Fact = int | Level
"""A count, an id as a number, yes or no, or one of the words above."""


def log_folder() -> Path:
    """Where the platform wants a program's logs."""
    from platformdirs import user_log_path

    return user_log_path("mentor-desktop", appauthor=False)


class Log:
    """May be written to from any thread. Without a folder, or while `wanted` says no, nothing is kept."""

    def __init__(self, folder: Path | None = None, wanted: Callable[[], bool] = lambda: True) -> None:
        self.folder = folder
        self._wanted = wanted
        self._lock = threading.Lock()

    def note(self, event: Event, **facts: Fact) -> None:
        """Write one line. TypeError for anything that could hold a person's words."""
        for fact in facts.values():
            if not (isinstance(fact, Level) or type(fact) in (int, bool)):
                raise TypeError("a log holds numbers and words of the program alone")
        told = (f"{name}={fact if isinstance(fact, Level) else int(fact)}" for name, fact in facts.items())
        self._write(" ".join([Event(event).value, *told]))

    def error(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """Write the kind and place of an error."""
        self._write(f"{Event.ERROR.value} {place(kind, trace)}")

    def text(self) -> str:
        """Everything that is kept, the oldest line first."""
        kept = []
        for path in reversed(self._files()):
            with contextlib.suppress(OSError):
                kept.append(path.read_text(encoding="ascii", errors="replace"))
        return "".join(kept)

    def _files(self) -> list[Path]:
        if self.folder is None:
            return []
        return [self.folder / FILE, *(self.folder / f"{FILE}.{number}" for number in range(1, FILES))]

    def _write(self, words: str) -> None:
        files = self._files()
        if not files or not self._wanted():
            return
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
        line = f"{now}Z {words}\n".encode("ascii", "replace")
        with self._lock, contextlib.suppress(OSError):  # a log that cannot be kept is no reason to stop
            self._make_room(files, len(line))
            handle = os.open(files[0], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)

    def _make_room(self, files: list[Path], length: int) -> None:
        try:
            full = files[0].stat().st_size + length > LARGEST
        except FileNotFoundError:
            files[0].parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return
        if full:
            for older, newer in zip(reversed(files), list(reversed(files))[1:], strict=False):
                with contextlib.suppress(FileNotFoundError):
                    os.replace(newer, older)


def place(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Kind and place of an error, as "ValueError ui.gate:12", without a value of it.

    Only frames of this program are told: the names of others may be made of anything.
    """
    frames = []
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.split(".")[0] == PACKAGE:
            frames.append(f"{module.removeprefix(PACKAGE).lstrip('.') or PACKAGE}:{trace.tb_lineno}")
        trace = trace.tb_next
    name = kind.__name__
    sound = name.isascii() and name.isidentifier() and len(name) <= _LONGEST
    return " ".join([name if sound else "Exception", *frames[-_FRAMES:]])
