"""Changing to each screen in a large vault."""

from bench.inside import measured
from bench.measure import Line, by_length


def run() -> list[Line]:
    """First response and the whole page, once it has been opened before."""
    lines = []
    for key, times in measured("screens").items():
        note = f"first frame {times['first']:.0f} ms, at the first opening {times['new']:.0f} ms"
        lines.append(by_length(f"change to {key}", 100, times["whole"], note=note))
    return lines
