"""Decides what the Wrap up page shows and what each act does; the summary has a presenter of its own.

Plain Python: no Qt, no widgets. Everything that touches the vault goes through `context.ask`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mentor_desktop.domain.followups import FollowUp
from mentor_desktop.domain.ids import FollowUpId, PartId, PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services import choices, drafts, notes, participants, sessions, wrapping
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.wrapup import build, wording
from mentor_desktop.ui.wrapup.promising import PromiseDesk
from mentor_desktop.ui.wrapup.state import Entry, Spot, WrapState
from mentor_desktop.words import _

RATED = ("trust", "listening", "progress")


class WrapView(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: WrapState) -> None:
        """Show everything but the entry line."""
        ...

    def show_entry(self, entry: Entry) -> None:
        """Show the entry line and what it is understood as."""
        ...

    def show_promise(self, promise: bytes) -> None:
        """Put the focus on a promise."""
        ...

    def show_draft(self, text: str) -> None:
        """Put a half-typed note back into the editor."""
        ...

    def focus_on(self, spot: Spot) -> None:
        """Move the focus along the chain."""
        ...


@dataclass(frozen=True)
class _Loaded:
    wrap: wrapping.Wrap
    clashes: str
    draft: str


class WrapPresenter:
    """One session at a time. `summary_changed` is called after each change the summary may show."""

    def __init__(self, view: WrapView, context: Context, summary_changed: Callable[[], None]) -> None:
        self._view, self._context = view, context
        self._summary_changed = summary_changed
        self._session: SessionId | None = None
        self._wrap: wrapping.Wrap | None = None
        self._clashes = ""
        self._chosen: set[PartId] | None = None
        self._mattered: str | None = None
        self._unfolded = False
        self._asked = 0
        self._arriving = False
        self._sought: bytes | None = None
        self._savers: dict[str, AutoSaver] = {}
        self.promises = PromiseDesk(view, context, self._changed)
        self._end_listening = context.share_safe.listen(self._safe_changed)

    # The page

    def open(self, session: SessionId, promise: bytes | None = None) -> None:
        """Show a session, perhaps at a promise; typed text of the one before is saved first."""
        self.leave()
        self._session, self._wrap = session, None
        self._chosen, self._mattered = None, None
        self._unfolded, self._arriving, self._sought = False, True, promise
        self._savers = {
            "mattered": self._saver(lambda text, left: self._say(session, text, left)),
            "draft": self._saver(lambda text, _left: self._keep_draft(session, text)),
        }
        self.promises.open(session)
        self._view.show_state(WrapState())
        self._load()

    def reload(self) -> None:
        """Show what is kept now, for instance after a summary went out."""
        self._load()

    def leave(self) -> None:
        """Another page comes: nothing typed stays unsaved."""
        for saver in self._savers.values():
            saver.left()

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._asked += 1
        self._end_listening()

    def unfold(self) -> None:
        """Show it although the screen may be shared."""
        self._unfolded = True
        self._show()

    def end_first(self) -> None:
        """Go to the page on which the session is ended."""
        if self._session is not None:
            self._context.shell.go("run", session=self._session)

    def go_to(self, key: str) -> None:
        """One of the session's other pages."""
        if self._session is not None:
            self._context.shell.go(key, session=self._session)

    # What mattered, and notes from paper

    def mattered_typed(self, text: str) -> None:
        """The line says this now."""
        self._mattered = text
        self._savers["mattered"].typed(text)

    def mattered_left(self) -> None:
        """The line was left."""
        self._savers["mattered"].left()

    def draft_typed(self, text: str) -> None:
        """The note being typed from paper says this now."""
        self._savers["draft"].typed(text)

    def note_entered(self, text: str, shared: bool) -> None:
        """A note from paper is finished; its time says nothing."""
        session = self._session
        if session is None or not text.strip():
            return
        self._savers["draft"].drop()
        typed = notes.read_command(text, shared)
        desk = self._context.desk
        self._context.ask.write(
            lambda: notes.write(
                desk, typed.text, session=session, kind=typed.kind,
                audience=EVERYONE if typed.shared else None, timed=False,
            ),
            lambda _note: self._note_kept(),
            lambda error: self._note_not_kept(text, error),
        )  # fmt: skip

    def _note_kept(self) -> None:
        self._context.shell.set_state(_("Saved"))
        self._changed()

    def _note_not_kept(self, text: str, error: BaseException) -> None:
        self._view.show_draft(text)
        self._context.failed(error)

    # The next date

    def take_slot(self) -> None:
        """Plan the usual slot."""
        if self._wrap is not None and self._wrap.proposed is not None and self._wrap.next_session is None:
            self._plan(self._wrap.proposed)

    def take_other(self, wall: datetime) -> None:
        """Plan, or move, to a time on my clock."""
        if self._wrap is None:
            return
        head = self._wrap.head
        zone = head.session.when.zone
        at = instant(When(wall, head.mine.zone))
        when = When(wall_at(at, zone).replace(fold=0), zone, wall_at(at, zone).fold)
        if self._wrap.next_session is None:
            self._plan(when)
            return
        desk, planned = self._context.desk, self._wrap.next_session.session
        before = planned.when
        self._change(
            lambda: sessions.move(desk, planned.id, when),
            lambda _moved: self._context.shell.offer_undo(
                _("The next session was moved."),
                lambda: self._change(lambda: sessions.move(desk, planned.id, before)),
            ),
        )

    def other_clock(self, wall: datetime) -> str:
        """What the others' clocks say at a time on mine, for the date field."""
        return wording.as_typed(self._wrap.head, wall) if self._wrap is not None else ""

    def _plan(self, when: When) -> None:
        session, desk = self._session, self._context.desk
        if session is None:
            return
        self._change(
            lambda: wrapping.plan_next_with(desk, session, when),
            lambda planned: self._context.shell.offer_undo(
                _("The next session is planned."),
                lambda: self._change(lambda: wrapping.take_back_next(desk, planned)),
            ),
        )

    # Ratings, parts, checklist

    def rate(self, what: int, value: int | None) -> None:
        """Trust, listening or progress (0 to 2), 1 to 5 or taken back."""
        session, desk = self._session, self._context.desk
        if session is not None:
            name = RATED[what]
            self._change(lambda: wrapping.rate(desk, session, name, value))

    def attended(self, person: bytes, present: bool, late: int) -> None:
        """Whether someone was there, and how many minutes late."""
        session, desk = self._session, self._context.desk
        if session is not None:
            who = PersonId(person)
            self._change(lambda: participants.attended(desk, session, who, present, late))

    def choose_part(self, part: PartId, moves: bool) -> None:
        """Whether an unfinished part moves on."""
        session, desk = self._session, self._context.desk
        if session is None or self._chosen is None:
            return
        (self._chosen.add if moves else self._chosen.discard)(part)
        self._show()
        self._context.ask.write(
            lambda: choices.choose_part(desk, session, part, moves),
            lambda _kept: self._context.shell.set_state(_("Saved")),
            self._failed,
        )

    def tick(self, item: FollowUpId, done: bool) -> None:
        """A line of the checklist."""
        desk = self._context.desk
        self._change(lambda: wrapping.tick(desk, item, done))

    def add_item(self, text: str) -> None:
        """An item of one's own, with a way back."""
        session, desk = self._session, self._context.desk
        if session is None or not text.strip():
            return

        def added(item: FollowUp) -> None:
            self._context.shell.offer_undo(
                _("The item was added."), lambda: self._change(lambda: wrapping.remove_item(desk, item.id))
            )

        self._change(lambda: wrapping.add_item(desk, session, text), added)

    def remove_item(self, item: FollowUpId) -> None:
        """Take an item off, with a way back."""
        desk = self._context.desk
        self._change(
            lambda: wrapping.remove_item(desk, item),
            lambda _gone: self._context.shell.offer_undo(
                _("The item was removed."), lambda: self._change(lambda: wrapping.restore_item(desk, item))
            ),
        )

    # The end

    def finish(self) -> None:
        """Close the wrap-up, say what moved, and go back to Today."""
        session, desk = self._session, self._context.desk
        if session is None or self._chosen is None:
            return
        self.leave()
        chosen = tuple(self._chosen)

        def work() -> tuple[wrapping.Moved, wrapping.Wrap]:
            # Read again with it: a next date planned a moment ago may not be shown yet.
            return wrapping.finish(desk, session, chosen), wrapping.load(desk, session)

        self._context.ask.write(work, lambda done: self._finished(*done), self._context.failed)

    def _finished(self, moved: wrapping.Moved, wrap: wrapping.Wrap) -> None:
        session, desk, shell = self._session, self._context.desk, self._context.shell
        if session is None:
            return
        to = ""
        if wrap.next_session is not None:
            today = wall_at(desk.now(), wrap.head.mine.zone).date()
            to = wording.start_words(wrap.next_session.mine.start, today)

        def reopened(_result: object) -> None:
            shell.go("wrap", session=session)

        def take_back() -> None:
            self._context.ask.write(
                lambda: wrapping.take_back(desk, session, moved), reopened, self._context.failed
            )

        shell.go("today")
        shell.offer_undo(build.moved_words(moved, to), take_back)

    def reopen(self) -> None:
        """Take a finished wrap-up up again."""
        session, desk = self._session, self._context.desk
        if session is not None:
            self._change(lambda: wrapping.reopen(desk, session))

    # Inside

    def _saver(self, save: Callable[[str, bool], object]) -> AutoSaver:
        context = self._context
        return AutoSaver(context.ask, context.delay, save, self._told, context.failed)

    def _told(self, saved: bool) -> None:
        self._context.shell.set_state(_("Saved") if saved else _("Saving…"))

    def _say(self, session: SessionId, text: str, left: bool) -> None:
        wrapping.say(self._context.desk, session, "mattered", text, burst_ends=left)

    def _keep_draft(self, session: SessionId, text: str) -> None:
        drafts.keep(self._context.desk, drafts.key(notes.COMPOSER, session), text)

    def _change(self, work: Callable[[], object], then: Callable[..., None] | None = None) -> None:
        def done(result: object) -> None:
            if then is not None:
                then(result)
            self._context.shell.set_state(_("Saved"))
            self._changed()

        self._context.ask.write(work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._context.failed(error)
        self._load()  # what is shown goes back to what is kept

    def _changed(self) -> None:
        self._load()
        self._summary_changed()

    def _load(self) -> None:
        session, desk = self._session, self._context.desk
        if session is None:
            return
        self._asked += 1
        number = self._asked

        def work() -> _Loaded:
            wrap = wrapping.load(desk, session)
            draft = drafts.load(desk, drafts.key(notes.COMPOSER, session))
            if wrap.head.session.state is not SessionState.HELD:
                return _Loaded(wrap, "", draft)
            planned = wrap.next_session.session if wrap.next_session else None
            when = planned.when if planned else wrap.proposed
            if when is None:
                return _Loaded(wrap, "", draft)
            there = sessions.overlaps(desk, when, wrap.proposed_minutes, planned.id if planned else None)
            return _Loaded(wrap, build.clash_words(tuple(row.title for row in there)), draft)

        self._context.ask.read(
            work, lambda loaded: self._loaded(number, loaded), lambda error: self._not_loaded(number, error)
        )

    def _loaded(self, number: int, loaded: _Loaded) -> None:
        if number != self._asked:
            return
        self._wrap, self._clashes = loaded.wrap, loaded.clashes
        waiting = {each.part.id for each in loaded.wrap.unfinished}
        if self._chosen is None:
            self._chosen = {each.part.id for each in loaded.wrap.unfinished if each.proposed}
        self._chosen &= waiting
        if self._mattered is None:
            self._mattered = loaded.wrap.preparation.mattered
            self._view.show_draft(loaded.draft)
        self.promises.know(loaded.wrap)
        self._show()
        if self._arriving:
            self._arriving = False
            if self._sought is not None:
                self._view.show_promise(self._sought)
            else:
                self._view.focus_on("first")

    def _not_loaded(self, number: int, error: BaseException) -> None:
        if number == self._asked:
            self._context.failed(error)

    def _safe_changed(self, _on: bool) -> None:
        self._show()

    def _show(self) -> None:
        if self._wrap is None:
            return
        safe, now = self._context.share_safe.on, self._context.desk.now()
        if build.folded(self._wrap, now, safe) and not self._unfolded:
            self._view.show_state(WrapState("folded"))
            return
        state = build.built(
            self._wrap, frozenset(self._chosen or ()), self._mattered or "", self._clashes, now, safe
        )
        self._view.show_state(state)
