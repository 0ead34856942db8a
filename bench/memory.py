"""Memory with a large vault open after 1,000 searches, and processor time while the session timer runs."""

from bench.inside import measured
from bench.measure import Line, by_length, by_ratio


def run() -> list[Line]:
    """Against a bare window in the same run."""
    bare, ours = measured("bare")["bare"], measured("memory")["unlocked"]
    return [
        by_ratio("memory unlocked, after 1,000 searches", 2.5, bare, ours, "MB"),
        by_length("processor time with the timer running", 0.3, measured("idle")["percent"], "%"),
    ]
