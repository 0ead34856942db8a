"""What can be done with the running session from anywhere in the program, for the Session menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentor_desktop.ui.run.live import Live
from mentor_desktop.words import _

NEXT, BACK, PAUSE, EXTEND = "Ctrl+Shift+.", "Ctrl+Shift+,", "F5; Ctrl+Shift+P", "Ctrl+Shift+E"
POP_OUT, QUESTION, END, MOMENT = "Ctrl+Shift+M", "F4; Ctrl+Shift+Q", "Ctrl+Shift+W", "Ctrl+Shift+K"


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu; `shortcut` may name several keys divided by "; ". `may` tells whether there is
    anything to do."""

    text: str
    shortcut: str
    act: Callable[[], None]
    may: Callable[[], bool]


def _always() -> bool:
    return True


def commands(
    live: Callable[[], Live | None], pop_out: Callable[[], None] | None, shown: Callable[[], bool] = _always
) -> tuple[Command, ...]:
    """The Session menu. `live` gives the session at hand as it is then; without one, nothing happens.
    `shown` tells whether its Run page, and so its question, is on the screen.
    """

    def on(verb: Callable[[Live], None]) -> Callable[[], None]:
        def act() -> None:
            session = live()
            if session is not None:
                verb(session)

        return act

    def may(what: Callable[[Live], bool]) -> Callable[[], bool]:
        def asked() -> bool:
            session = live()
            return session is not None and what(session)

        return asked

    runs = may(lambda session: session.is_running)
    found = [
        Command(_("Ne&xt part"), NEXT, on(Live.next_part), may(lambda session: session.neighbours[1])),
        Command(_("&Back a part"), BACK, on(Live.back), may(lambda session: session.neighbours[0])),
        Command(_("&Pause or go on"), PAUSE, on(Live.pause), runs),
        Command(_("&Five minutes more here"), EXTEND, on(Live.extend), runs),
        Command(_("Mark a &moment"), MOMENT, on(Live.mark_moment), runs),
        Command(
            _("Another &question"), QUESTION, on(Live.ask_another),
            may(lambda session: session.asks and shown()),
        ),
        Command(_("&End session"), END, on(_end), runs),
    ]  # fmt: skip
    if pop_out is not None:
        found.insert(6, Command(_("Mini &window"), POP_OUT, pop_out, may(lambda _session: True)))
    return tuple(found)


def _end(live: Live) -> None:
    live.end(then=lambda ended: live.context.shell.go("wrap", session=ended))
