"""A hybrid logical clock: orders changes of several laptops even when a wall clock is wrong.

After Kulkarni and others, "Logical Physical Clocks" (2014): the physical part never goes back, the
counter breaks ties. One integer: milliseconds * 65,536 + counter.
"""

from mentor_desktop.domain.ids import Millis


def tick(last: int, now: Millis) -> int:
    """The next reading after `last` when the wall clock shows `now`."""
    physical = now << 16
    return physical if physical > last else last + 1
