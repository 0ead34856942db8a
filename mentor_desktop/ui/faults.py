"""What happens to an error nobody caught.

Its kind and place are said, never its words, which may hold private text.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType


def place(error_type: type[BaseException], trace: TracebackType | None) -> str:
    """Kind and place of an error, as "ValueError in view.py:12", without a value of it."""
    where = ""
    while trace is not None:
        where = f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{error_type.__name__}{where}"


def install(tell: Callable[[str], None]) -> None:
    """Hands every uncaught error of any thread to `tell` as kind and place.

    `tell` must be safe in any thread.
    """

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            tell(place(kind, trace))

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        tell(place(args.exc_type, args.exc_traceback))

    def caught_unraisable(args: sys.UnraisableHookArgs) -> None:
        tell(place(args.exc_type, args.exc_traceback))

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
    sys.unraisablehook = caught_unraisable
