"""Exports of four pages, the first one of a fresh process each time, in processor time.

Measured twice: with nothing loaded, as `mentor-desktop export` starts, and as in the program, where nothing
can be exported that the preview has not shown: its tree is made, and a worker has warmed the writers up.
"""

import subprocess
import sys

from bench.measure import Line, by_length, median

GOALS = {"pdf": 150.0, "html": 60.0, "docx": 200.0}
ROUNDS = 5
CODE = """
import sys, time
from datetime import date
from mentor_desktop.domain.shareable import Shareable, SharedNote, SharedPromise
note = "She wants to **chair** the December design review. First step: co-chair with Lena, then alone. " * 3
four_pages = Shareable(
    number=7, held_on=date(2026, 11, 24), minutes=49, present=("Maya Lind", "Amara Okafor"),
    audience=("Amara Okafor",), notes=tuple(SharedNote(text=f"{n}. {note}") for n in range(45)),
    promises=(SharedPromise(owner="Maya", text="Share two agendas", due=date(2026, 12, 1)),) * 12,
)
def spent(work):
    begin = time.process_time_ns()
    work()
    return (time.process_time_ns() - begin) / 1e6
def export():
    from mentor_desktop.exporters import formats
    formats.render(four_pages, sys.argv[1])
before = 0.0
if sys.argv[2] == "preview":
    from mentor_desktop.exporters.document import document_of
    from mentor_desktop.services import exporting
    document_of(four_pages)
    before = spent(exporting.warm)
print(spent(export), spent(export), before)
"""
BEFORE = {"nothing": "cold process", "preview": "as in the program: preview open"}


def run() -> list[Line]:
    """Each format, with and without the preview before it."""
    return [_line(fmt, before) for before in BEFORE for fmt in GOALS]


def _line(fmt: str, before: str) -> Line:
    command = [sys.executable, "-c", CODE, fmt, before]
    rounds = []
    for _turn in range(ROUNDS):
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rounds.append([float(word) for word in out.split()])
    first, again, warming = map(median, zip(*rounds, strict=True))
    what = f"summary {fmt} of four pages, first, {BEFORE[before]}"
    note = f"again {again:.0f} ms" + (f", warming up {warming:.0f} ms" if warming else "")
    return by_length(what, GOALS[fmt], first, note=note)
