"""Exports of four pages, the first one included, in a fresh process each time."""

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
begin = time.perf_counter_ns()
from mentor_desktop.exporters import formats
formats.render(four_pages, sys.argv[1])
first = time.perf_counter_ns()
formats.render(four_pages, sys.argv[1])
print((first - begin) / 1e6, (time.perf_counter_ns() - first) / 1e6)
"""


def run() -> list[Line]:
    """Each format."""
    lines = []
    for fmt, goal in GOALS.items():
        seen = []
        for _turn in range(ROUNDS):
            out = subprocess.run(
                [sys.executable, "-c", CODE, fmt], capture_output=True, text=True, check=True
            )
            seen.append([float(word) for word in out.stdout.split()])
        again = median([each[1] for each in seen])
        lines.append(
            by_length(f"summary {fmt} of four pages, first", goal, median([each[0] for each in seen]),
                      note=f"again {again:.0f} ms")
        )  # fmt: skip
    return lines
