"""Decides what the line for a new promise does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.promises import Promise
from mentor_desktop.services import promises, quickpromise
from mentor_desktop.services.quickpromise import Said, Setting
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.followups.quickstate import NOBODY, QuickState, understood
from mentor_desktop.words import _


class View(Protocol):
    """What the sheet can show."""

    def show_state(self, state: QuickState) -> None:
        """Show the line and what it was understood as."""
        ...

    def dismiss(self) -> None:
        """Go away."""
        ...


class QuickPresenter:
    """One promise at a time. `changed` is called after each change that is on disk."""

    def __init__(self, view: View, context: Context, changed: Callable[[], None]) -> None:
        self._view, self._context, self._changed = view, context, changed
        self._state = QuickState()
        self._setting: Setting | None = None
        self._said: Said | None = None  # of exactly the line that stands there
        self._owner: PersonId | None = None  # chosen by hand
        self._receiver: PersonId | None = None
        self._chose_receiver = False
        self._about: PersonId | None = None
        self._session: SessionId | None = None
        self._asked = 0
        self._enter_waits = False

    def open(self, about: PersonId | None = None, session: SessionId | None = None) -> None:
        """The sheet is shown; `about` is whom the page is about, `session` the one that is open."""
        desk = self._context.desk
        self._about, self._session = about, session
        self._begin()
        self._context.ask.read(lambda: quickpromise.setting(desk), self._know, self._context.failed)

    def closed(self) -> None:
        """The sheet has gone: nothing of it stays."""
        self._asked += 1
        self._said, self._setting, self._state = None, None, QuickState()
        self._enter_waits = False

    def typed(self, line: str) -> None:
        """The line says this now."""
        self._enter_waits = False
        self._said = None
        self._asked += 1
        self._show(replace(self._state, line=line, error="", asks=False))
        if not line.strip():
            self._show(QuickState(people=self._state.people, session=self._state.session))
            return
        desk, about, number = self._context.desk, self._about, self._asked
        self._context.ask.read(
            lambda: quickpromise.understand(desk, line, about),
            lambda said: self._understood(number, said),
            lambda error: self._refused(number, error),
        )

    def choose_owner(self, key: str) -> None:
        """Who promises was picked by hand."""
        self._owner = PersonId(bytes.fromhex(key))
        self._take()

    def choose_receiver(self, key: str) -> None:
        """For whom was picked by hand."""
        self._receiver = PersonId(bytes.fromhex(key)) if key else None
        self._chose_receiver = True
        self._take()

    def entered(self) -> None:
        """Keep it; without a day one is asked for first, and a second Enter keeps it without."""
        if not self._state.line.strip():
            self._view.dismiss()
        elif self._said is None:
            self._enter_waits = True
        elif not self._said.text.strip():
            self._show(replace(self._state, error=_("Say what is promised.")))
        elif self._said.due is None and not self._state.asks:
            self._show(replace(self._state, asks=True))
        else:
            self._keep(self._said)

    # Inside

    def _begin(self) -> None:
        self._asked += 1
        self._said = self._owner = self._receiver = None
        self._chose_receiver = self._enter_waits = False
        self._show(QuickState(people=self._state.people, session=self._session is not None))

    def _know(self, setting: Setting) -> None:
        self._setting = setting
        shown = setting.people
        if self._context.share_safe.on:  # only those who are there may be named
            shown = tuple(each for at, each in enumerate(shown) if at == 0 or each[0] == self._about)
        self._show(replace(self._state, people=tuple((each.hex(), name) for each, name in shown)))

    def _understood(self, number: int, said: Said) -> None:
        if number != self._asked:
            return
        self._said = said
        self._take()
        if self._enter_waits:
            self._enter_waits = False
            self.entered()

    def _take(self) -> None:
        """Lay what was chosen by hand over what was understood."""
        if self._said is None or self._setting is None:
            return
        said = self._said
        mine = self._setting.people[0][0]
        if self._owner is not None and self._owner != said.owner:
            said = replace(said, owner=self._owner, receiver=said.receiver if self._owner == mine else mine)
        if self._chose_receiver:
            said = replace(said, receiver=self._receiver)
        if said.receiver == said.owner:
            said = replace(said, receiver=None)
        self._said = said
        fresh = understood(self._state, said, self._setting.today)
        known = {key for key, _name in self._state.people}
        if fresh.receiver not in known:
            fresh = replace(fresh, receiver=NOBODY)
        self._show(fresh)

    def _keep(self, said: Said) -> None:
        desk, session, context = self._context.desk, self._session, self._context

        def kept(made: Promise) -> None:
            def undo() -> None:
                context.ask.write(
                    lambda: promises.trash(desk, made.id), lambda _n: self._changed(), context.failed
                )

            self._view.dismiss()
            context.shell.offer_undo(_("The promise was added."), undo)
            context.shell.set_state(_("Saved"))
            self._changed()

        def refused(error: BaseException) -> None:
            self._show(replace(self._state, error=sentence(error)))

        context.ask.write(lambda: quickpromise.make(desk, said, session), kept, refused)

    def _refused(self, number: int, error: BaseException) -> None:
        if number == self._asked:
            self._show(replace(self._state, error=sentence(error)))

    def _show(self, state: QuickState) -> None:
        self._state = state
        self._view.show_state(state)
