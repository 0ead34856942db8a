"""Says what is due: looks at the clock every half minute, so that neither sleep nor another zone matters.

While the vault is locked only instants are held, without any word, and the notice says no more than that
something waits. No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mentor_desktop.domain.agreements import Span
from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.reminders import Reminder, due, is_quiet
from mentor_desktop.services import reminding
from mentor_desktop.services.desk import Clock
from mentor_desktop.services.reminding import Plan
from mentor_desktop.ui.context import Context, ShownBanner
from mentor_desktop.ui.reminding.words import act, sentence, while_locked
from mentor_desktop.ui.timing import Delay

LOOK = 30_000  # ms between two looks at the clock
READ_EVERY = 4  # looks after which the vault is asked again


class Notice(Protocol):
    """What can say a sentence outside of the window."""

    def send(self, text: str) -> None:
        """Show it, where that is possible; nothing happens where it is not."""
        ...


class _Locked:
    """What is held while the vault is locked: instants, and when they may not be said."""

    def __init__(self, clock: Clock, instants: list[tuple[Millis, Millis]], quiet: Span) -> None:
        self.clock, self.instants, self.quiet = clock, instants, quiet


class Reminders:
    """`begin` when a vault is opened, `lock` when it locks, `end` for good."""

    def __init__(self, delay: Delay, notice: Notice) -> None:
        self._delay, self._notice = delay, notice
        self._context: Context | None = None
        self._plan: Plan | None = None
        self._locked: _Locked | None = None
        self._said: set[str] = set()
        self._looks = 0
        self._cancel: Callable[[], None] | None = None

    def begin(self, context: Context) -> None:
        """A vault was opened."""
        self.end()
        self._context = context
        self._read()

    def lock(self) -> None:
        """The vault locks: every word is forgotten; instants stay where the system may say that they came."""
        context, plan, said = self._context, self._plan, self._said
        self.end()
        if context is None or plan is None or not plan.notify:
            return
        left = [(each.at, each.until) for each in plan.reminders if each.key not in said | plan.said]
        if left:
            self._locked = _Locked(context.desk.clock, left, plan.quiet)
            self._wait()

    def end(self) -> None:
        """Nothing is said any more, and nothing is held."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        self._context = self._plan = self._locked = None
        self._said, self._looks = set(), 0

    def look_again(self) -> None:
        """Something changed that may be reminded of."""
        if self._context is not None:
            self._read()

    # Inside

    def _read(self) -> None:
        context = self._context
        if context is None:
            return
        desk = context.desk
        context.ask.read(lambda: reminding.plan(desk), lambda plan: self._know(context, plan), self._failed)

    def _know(self, context: Context, plan: Plan) -> None:
        if context is self._context:
            self._plan = plan
            self._say()
            self._wait()

    def _failed(self, _error: BaseException) -> None:
        """Nobody asked: the next look tries again."""
        self._wait()

    def _wait(self) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel = self._delay.after(LOOK, self._look)

    def _look(self) -> None:
        self._cancel = None
        if self._locked is not None:
            self._look_locked(self._locked)
            return
        self._looks += 1
        if self._looks % READ_EVERY == 0:
            self._read()
        else:
            self._say()
            self._wait()

    def _look_locked(self, locked: _Locked) -> None:
        now = locked.clock.reading().utc
        if not is_quiet(now, locked.clock.zone(), locked.quiet):
            come = [each for each in locked.instants if each[0] <= now]
            locked.instants = [each for each in locked.instants if each[0] > now]
            if any(now < until for _at, until in come):
                self._notice.send(while_locked())
        if locked.instants:
            self._wait()
        else:
            self._locked = None

    def _say(self) -> None:
        context, plan = self._context, self._plan
        if context is None or plan is None:
            return
        now = context.desk.now()
        found = due(plan.reminders, plan.said | self._said, now, plan.zone, plan.quiet)
        if not found:
            return
        for each in found:
            self._show(context, plan, each, now)
        # What waited with it is said by it too.
        keys = [each.key for each in plan.reminders if each.at <= now and each.session in
                {one.session for one in found}]  # fmt: skip
        self._said.update(keys)
        desk = context.desk
        context.ask.write(lambda: reminding.note_said(desk, keys), _nothing, self._failed)

    def _show(self, context: Context, plan: Plan, each: Reminder, now: Millis) -> None:
        banner: list[ShownBanner] = []

        def go() -> None:
            for shown in banner:
                shown.close_banner()
            context.shell.go(reminding.page_of(each), session=each.session)

        named = not context.share_safe.on
        words = sentence(each, plan, now, named=named)
        banner.append(context.shell.add_banner(words, [(act(each), go)]))
        if plan.notify:
            self._notice.send(sentence(each, plan, now, named=plan.names and named))


def _nothing(_done: None) -> None:
    """Nobody waits for it."""
