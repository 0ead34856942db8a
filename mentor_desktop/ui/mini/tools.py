"""What belongs to the session at hand while a vault is open: one shared session, its page, its mini window.

Made by the composition when a vault opens and ended when it locks.
"""

from __future__ import annotations

from collections.abc import Callable

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.mini.page import Mini, mini
from mentor_desktop.ui.mini.window import Places
from mentor_desktop.ui.run import page as run_page
from mentor_desktop.ui.run.commands import Command, commands
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.shell.pages import Page


class SessionTools:
    """See the module. `shield` covers every window of the program."""

    def __init__(self, context: Context, places: Places, shield: Callable[[], None]) -> None:
        self._context, self._places, self._shield = context, places, shield
        self.live = Live(context)
        self._mini: Mini | None = None

    def page(self) -> Page:
        """The Run page."""
        return run_page.page(self._context, self.live, self.pop_out)

    def pop_out(self) -> None:
        """Show the mini window, or put it away."""
        self.mini().offer()

    def mini(self) -> Mini:
        """The mini window, made when first wanted."""
        if self._mini is None:
            self._mini = mini(self._context, self.live, self._places, self._shield)
        return self._mini

    def end(self) -> None:
        """The vault locks: half-typed text goes to disk, and nothing of the session stays."""
        if self._mini is not None:
            self._mini.end()
            self._mini = None
        self.live.close()


def session_commands(tools: Callable[[], SessionTools | None]) -> tuple[Command, ...]:
    """The Session menu, made once; `tools` gives those of the vault that is open, if any."""

    def live() -> Live | None:
        found = tools()
        return found.live if found is not None else None

    def pop_out() -> None:
        found = tools()
        if found is not None:
            found.pop_out()

    return commands(live, pop_out)
