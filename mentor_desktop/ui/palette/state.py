"""What the palette shows, as frozen values. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a heading where `key` is "", else something that Enter opens."""

    key: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()  # what matched, drawn bold
    sub: str = ""
    cap: str = ""  # the shortcut of an action

    @property
    def spoken(self) -> str:
        """The whole meaning in words."""
        return ", ".join(filter(None, (self.text, self.sub, self.cap)))


@dataclass(frozen=True, slots=True)
class PaletteState:
    """Rows in their groups, or one sentence where there are none."""

    lines: tuple[Line, ...] = ()
    sentence: str = ""


@dataclass(frozen=True)
class Command:
    """An action or page of the window, as the menus name it."""

    words: str
    cap: str
    run: Callable[[], None]
