"""What can be done with the running session from anywhere in the program, for the Session menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentor_desktop.ui.run.live import Live
from mentor_desktop.words import _

NEXT, BACK, PAUSE, EXTEND = "Ctrl+Shift+.", "Ctrl+Shift+,", "F5; Ctrl+Shift+P", "Ctrl+Shift+E"
POP_OUT, QUESTION, END, MOMENT = "Ctrl+Shift+M", "F4", "Ctrl+Shift+End", "Ctrl+Shift+K"


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu; `shortcut` may name several keys divided by "; "."""

    text: str
    shortcut: str
    act: Callable[[], None]


def commands(
    live: Live, pop_out: Callable[[], None], another_question: Callable[[], None] | None = None
) -> tuple[Command, ...]:
    """The Session menu. Without a running session these do nothing."""
    shell = live.context.shell
    found = [
        Command(_("Ne&xt part"), NEXT, live.next_part),
        Command(_("&Back a part"), BACK, live.back),
        Command(_("&Pause or go on"), PAUSE, live.pause),
        Command(_("&Five minutes more here"), EXTEND, live.extend),
        Command(_("Mark a &moment"), MOMENT, live.mark_moment),
        Command(_("Mini &window"), POP_OUT, pop_out),
        Command(_("&End session"), END, lambda: live.end(then=lambda ended: shell.go("wrap", session=ended))),
    ]
    if another_question is not None:
        found.insert(5, Command(_("Another &question"), QUESTION, another_question))
    return tuple(found)
