"""What belongs to the session at hand while a vault is open: one shared session, its page, its mini window.

Made by the composition when a vault opens and ended when it locks.
"""

from __future__ import annotations

from collections.abc import Callable

from mentor_desktop.domain.ids import MINUTE
from mentor_desktop.services import running
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.mini.page import Mini, mini
from mentor_desktop.ui.mini.window import Places
from mentor_desktop.ui.run import page as run_page
from mentor_desktop.ui.run.commands import Command, commands
from mentor_desktop.ui.run.live import HAND, RUN, Live
from mentor_desktop.ui.shell.pages import Page


def _nothing() -> None:
    """Nothing has to be done."""


def _ignored(_answer: object) -> None:
    """Nobody waits for a look at the clocks; the next one comes in a minute."""


class SessionTools:
    """See the module. `shield` covers every window of the program; `changed` is called when there may be
    something else to do than before.
    """

    def __init__(
        self, context: Context, places: Places, shield: Callable[[], None],
        changed: Callable[[], None] = _nothing,
    ) -> None:  # fmt: skip
        self._context, self._places, self._shield, self._changed = context, places, shield, changed
        self.live = Live(context)
        self._mini: Mini | None = None
        self._looking: Callable[[], None] = _nothing  # takes the next look at the clocks back
        self._looks = False
        self.live.listen(self._heard)

    def _heard(self, news: str) -> None:
        if news in (RUN, HAND):
            self._changed()
            if self.live.is_running and not self._looks:
                self._look()

    def _look(self) -> None:
        """Once a minute the clocks of a running session are looked at, whatever page is shown: all that is
        known of that minute after a restart of the computer with its wall clock set back.
        """
        session, desk = self.live.session, self._context.desk
        self._looks = session is not None and self.live.is_running
        if session is not None and self._looks:
            self._context.ask.write(lambda: running.look(desk, session), _ignored, _ignored)
            self._looking = self._context.delay.after(MINUTE, self._look)

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
        self._looking()
        self.live.close()


def session_commands(
    tools: Callable[[], SessionTools | None], shown: Callable[[], bool] = lambda: True
) -> tuple[Command, ...]:
    """The Session menu, made once; `tools` gives those of the vault that is open, if any, and `shown` tells
    whether the Run page of its session is on the screen.
    """

    def live() -> Live | None:
        found = tools()
        return found.live if found is not None else None

    def pop_out() -> None:
        found = tools()
        if found is not None:
            found.pop_out()

    return commands(live, pop_out, shown)
