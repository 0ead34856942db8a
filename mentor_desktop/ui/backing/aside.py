"""What is asked of a worker beside the two of a vault: long work that tells how far it is and can be stopped.

No Qt here, so presenters and their tests need no window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from mentor_desktop.ui.ask import Failed

T = TypeVar("T")
Progress = Callable[[float], None]  # told a share, 0 to 1; what it raises stops the work
Percent = Callable[[int], None]


class Stopped(Exception):
    """The work was taken back."""


class Aside(Protocol):
    """Runs one long piece of work after the other, away from the window and from whoever saves."""

    def begin(
        self, work: Callable[[Progress], T], then: Callable[[T], None], failed: Failed, told: Percent
    ) -> Callable[[], None]:
        """`told` hears whole percents. The returned function stops the work, and `failed` hears `Stopped`."""
        ...


class AtOnce:
    """Without a window: the work is done before `begin` returns."""

    def begin(
        self, work: Callable[[Progress], T], then: Callable[[T], None], failed: Failed, told: Percent
    ) -> Callable[[], None]:
        """See `Aside.begin`."""
        try:
            value = work(lambda share: told(round(share * 100)))
        except Exception as error:
            failed(error)
        else:
            then(value)
        return _nothing


def _nothing() -> None:
    """It is done already."""


def _nowhere(_folder: Path) -> None:
    """Without a window there is no other vault to turn to."""


@dataclass(frozen=True)
class Backing:
    """What Settings needs for backups: the worker, who tells when one was made, and the way to a vault that
    was brought back."""

    aside: Aside = field(default_factory=AtOnce)
    look_again: Callable[[], None] = _nothing
    turn_to: Callable[[Path], None] = _nowhere
