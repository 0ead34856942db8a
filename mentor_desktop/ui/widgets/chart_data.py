"""What a chart shows, as frozen values. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One value at one time."""

    key: str  # what it opens, "" for nothing
    at: float  # any unit of time
    value: float
    when: str  # in words
    amount: str  # in words

    @property
    def spoken(self) -> str:
        """Both in words."""
        return f"{self.when}: {self.amount}"


@dataclass(frozen=True)
class ChartData:
    """What a chart shows. `low` and `high` are the ends of its scale, with their words."""

    name: str
    points: tuple[Point, ...]
    low: float
    high: float
    low_words: str
    high_words: str
    target: float | None = None
    target_words: str = ""
