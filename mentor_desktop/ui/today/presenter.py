"""Decides what Today does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from mentor_desktop.domain.ids import MINUTE, PromiseId, SessionId
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import ledger, owed, people, running, today
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.today import Today
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.today.state import TodayState, next_line, state_of
from mentor_desktop.ui.today.touching import TouchDesk
from mentor_desktop.ui.today.touchstate import TouchPanel
from mentor_desktop.words import _, ngettext


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: TodayState) -> None:
        """Show everything."""
        ...

    def set_next_line(self, line: str) -> None:
        """Change the countdown alone."""
        ...

    def focus_first(self) -> None:
        """Put the focus where the day begins."""
        ...

    def show_panel(self, panel: TouchPanel) -> None:
        """Show what is open below a line of "Stay in touch"."""
        ...


def _load(desk: Desk) -> tuple[Today, bool]:
    return today.today(desk), people.anyone(desk)


class TodayPresenter:
    """Loads, counts down once a minute, and hands acts to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view = view
        self._context = context
        self._found: Today | None = None
        self._anyone = False
        self._zone = "UTC"
        self._fresh = True
        self._cancel: Callable[[], None] | None = None
        self.touch = TouchDesk(view, context, self.reload)
        self._end_listening = context.share_safe.listen(self._safe_changed)

    def open(self) -> None:
        """The page is shown."""
        self._fresh = True
        self.reload()

    def reload(self) -> None:
        """Ask again for everything the page shows."""
        desk = self._context.desk
        self._context.ask.read(
            lambda: (*_load(desk), people.current_zone(desk)), self._loaded, self._context.failed
        )

    def leave(self) -> None:
        """Another page is shown: nothing counts down any more, and what comes late takes no focus there."""
        self._fresh = False
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._end_listening()
        self._found = None

    def prepare(self, session: bytes = b"") -> None:
        """Prepare the next session, or the one named."""
        if (chosen := session or self._next_id()) is not None:
            self._context.shell.go("prepare", session=chosen)

    def start(self) -> None:
        """Start the next session, or go on with the one that runs."""
        if self._found is None or self._found.next is None:
            return
        session = SessionId(self._found.next.head.session.id)
        if self._found.next.running:
            self._context.shell.go("run", session=session)
            return
        desk = self._context.desk
        self._context.ask.write(
            lambda: running.start(desk, session),
            lambda _run: self._context.shell.go("run", session=session),
            self._context.failed,
        )

    def finish(self, session: bytes) -> None:
        """Wrap up a session that was held."""
        self._context.shell.go("wrap", session=session)

    def new_session(self) -> None:
        """Plan a session."""
        self._context.shell.go("new-session")

    def add_person(self) -> None:
        """Add the first person."""
        self._context.shell.go("people", add=True)

    def keep(self, promise: bytes) -> None:
        """A promise was kept."""
        desk, kept = self._context.desk, PromiseId(promise)
        self._context.ask.write(
            lambda: ledger.kept(desk, kept), lambda again: self._kept(kept, again), self._failed
        )

    def _kept(self, promise: PromiseId, again: PromiseId | None) -> None:
        desk = self._context.desk

        def undo() -> None:
            self._context.ask.write(
                lambda: ledger.unkept(desk, promise, again), lambda _p: self.reload(), self._context.failed
            )

        self._context.shell.offer_undo(_("Promise kept."), undo)
        self.reload()

    def _failed(self, error: BaseException) -> None:
        self._context.failed(error)
        self.reload()

    def _next_id(self) -> bytes | None:
        return self._found.next.head.session.id if self._found is not None and self._found.next else None

    def _loaded(self, found: tuple[Today, bool, str]) -> None:
        self._found, self._anyone, self._zone = found
        fresh = self._fresh
        self.touch.know(self._found.warm, self._found.date)
        self._show()
        desk = self._context.desk
        self._context.ask.read(lambda: owed.due_count(desk), self._counted, self._context.failed)
        if fresh:
            self._view.focus_first()
        self._wait()

    def _show(self) -> None:
        if self._found is None:
            return
        safe = self._context.share_safe.on
        self._view.show_state(state_of(self._found, self._anyone, safe))
        coming = self._found.sessions_today
        badge = ngettext("%(n)d today", "%(n)d today", coming) % {"n": coming} if coming else ""
        self._context.shell.set_badge("sessions", badge)

    def _counted(self, count: int) -> None:
        self._context.shell.set_badge("follow-ups", str(count) if count else "")

    def _wait(self) -> None:
        self.leave()
        past_minute = self._context.desk.now() % MINUTE
        self._cancel = self._context.delay.after(MINUTE - past_minute, self._minute)

    def _minute(self) -> None:
        self._cancel = None
        if self._found is None:
            return
        now = wall_at(self._context.desk.now(), self._zone)
        if now.date() != self._found.date or now.hour != self._found.now.hour:
            self.reload()
            return
        self._found = replace(self._found, now=now)
        if self._found.next is not None:
            self._view.set_next_line(next_line(self._found.next, now))
        self._wait()

    def _safe_changed(self, on: bool) -> None:
        if on:
            self.touch.close()
        self._show()
