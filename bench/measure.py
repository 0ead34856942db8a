"""Timing: interleaved rounds, medians, and the line that a measurement prints."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One row of the table. Lengths in milliseconds unless `unit` says otherwise."""

    what: str
    goal: str
    floor: float | None
    ours: float
    met: bool | None
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the floor."""
        return self.ours / self.floor if self.floor else None


def by_ratio(what: str, goal: float, floor: float, ours: float, unit: str = "ms", note: str = "") -> Line:
    """A line whose goal is a ratio to the floor."""
    return Line(what, f"≤ {goal:g} ×", floor, ours, ours <= goal * floor, unit, note)


def by_length(what: str, goal: float, ours: float, unit: str = "ms", note: str = "") -> Line:
    """A line whose goal is a length of its own."""
    return Line(what, f"≤ {goal:g} {unit}", None, ours, ours <= goal, unit, note)


def ms(work: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begin) / 1e6


def interleaved(
    first: Callable[[], float], second: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Two measurements taken in turns, the order flipping each round, so that both meet the same weather."""
    one: list[float] = []
    two: list[float] = []
    for turn in range(rounds):
        if turn % 2:
            two.append(second())
            one.append(first())
        else:
            one.append(first())
            two.append(second())
    return one, two


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Nineteen in twenty are no longer than this."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def table(lines: Sequence[Line]) -> str:
    """The lines as text."""
    rows = [("what", "goal", "floor", "ours", "ratio", "met")]
    for line in lines:
        rows.append(
            (
                line.what + (f" ({line.note})" if line.note else ""),
                line.goal,
                "–" if line.floor is None else f"{line.floor:.2f} {line.unit}",
                f"{line.ours:.2f} {line.unit}",
                "–" if line.ratio is None else f"{line.ratio:.2f}",
                "–" if line.met is None else ("yes" if line.met else "NO"),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
