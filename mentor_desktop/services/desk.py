"""What every verb needs: the opened store, the clocks, and which device this is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.sessionclock import Reading
from mentor_desktop.domain.when import date_at
from mentor_desktop.store.engine import Connection, Store
from mentor_desktop.store.rows import Stamp


class Clock(Protocol):
    """The computer's clocks."""

    def reading(self) -> Reading:
        """One look at all of them."""
        ...

    def zone(self) -> str:
        """The IANA zone the computer is set to."""
        ...


def _nothing() -> None:
    """Nothing stands against a change."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to every verb. `before_change` raises where nothing may be written."""

    store: Store
    clock: Clock
    device: bytes
    before_change: Callable[[], None] = _nothing

    def now(self) -> Millis:
        """The present instant."""
        return self.clock.reading().utc

    def stamp(self) -> Stamp:
        """Who changes something, and when."""
        return Stamp(self.now(), self.device)

    def today(self, zone: str) -> date:
        """The date on the calendar in a zone."""
        return date_at(self.now(), zone)

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """One transaction; on disk when it returns, and not at all when it raises."""
        self.before_change()
        with self.store.change() as c:
            yield c

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot that sees everything committed so far."""
        with self.store.read() as c:
            yield c
