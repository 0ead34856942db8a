"""What the mini window does: the same session as the Run page, from start to a short wrap-up. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import running, wrapping
from mentor_desktop.services.wrapping import Wrap
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.mini.state import Closing, MiniState, closing
from mentor_desktop.ui.run import live as what
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.run.notebook import DRAFT
from mentor_desktop.ui.run.shown import Offer, offers
from mentor_desktop.ui.run.state import ClockShown, clock_shown, proposed_end
from mentor_desktop.words import _


class MiniPort(Protocol):
    """What the presenter needs of its window."""

    def show_state(self, state: MiniState) -> None: ...
    def show_clock(self, shown: ClockShown) -> None: ...
    def show_draft(self, text: str) -> None: ...
    def show_offer(self, offer: Offer | None) -> None: ...
    def show_closing(self, shown: Closing, texts: bool) -> None: ...
    def say(self, words: str) -> None: ...
    def put_away(self) -> None: ...


class MiniPresenter:
    """See the module."""

    def __init__(self, view: MiniPort, context: Context, live: Live) -> None:
        self._view, self._context, self._live = view, context, live
        self._clock: ClockShown | None = None
        self._offered: Offer | None = None
        self._dismissed: set[str] = set()
        self._wrap: Wrap | None = None
        self._saver: AutoSaver | None = None
        self._said = False  # what mattered was typed here: an answer on its way knows less
        self._phase = ""
        self._end = live.listen(self._heard)

    def close(self) -> None:
        """The vault locks."""
        self.leave()
        self._end()

    def leave(self) -> None:
        """The window is put away: what is typed goes to disk."""
        if self._saver is not None:
            self._saver.left()
        self._live.leave()

    def opened(self) -> None:
        """The window is shown."""
        self._clock = None
        self._show()
        self._view.show_draft(self._live.shown_draft)
        if self._live.session is None:
            self._find()

    def _find(self) -> None:
        """Nothing was opened yet: what runs, or what comes next, is what is meant."""
        desk = self._context.desk

        def found(session: SessionId | None) -> None:
            if session is not None and self._live.session is None:
                self._live.open(session)

        self._context.ask.read(lambda: running.at_hand(desk), found, self._context.failed)

    def next_ms(self) -> int:
        """How long until the clock reads otherwise; 0 while it does not run."""
        return self._live.next_ms()

    def tick(self) -> None:
        """A second has passed."""
        self._live.tick()

    # What is shown

    def _heard(self, news: str) -> None:
        if news == what.TICK:
            self._show_clock()
        elif news == DRAFT:
            self._view.show_draft(self._live.shown_draft)
        elif news == what.RUN:
            self._show()

    def _state(self) -> MiniState:
        run = self._live.run
        if run is None:
            return MiniState("none", "", "", False, False, False, False)
        session, at = run.head.session, run.face(None)
        ids = [part.id for part in run.parts]
        place = ids.index(at.part) if at.part in ids else -1
        running = session.state is SessionState.RUNNING
        held = session.state is SessionState.HELD
        return MiniState(
            phase="running" if running else "done" if held else "ready",
            title="" if self._context.share_safe.on else run.head.title,
            times="" if self._context.share_safe.on else run.head.times(),
            paused=at.paused,
            has_next=0 <= place < len(ids) - 1,
            has_back=place > 0,
            may_have_begun=self._live.just_started,
        )

    def _show(self) -> None:
        state = self._state()
        if state.phase == "done" and self._phase == "none":
            self._view.put_away()
        self._view.show_state(state)
        if state.phase == "running":
            self._show_clock()
        else:
            self._offer(None)
        if state.phase == "done" and (self._phase != "done" or self._wrap is None):
            self._begin_closing()
        elif state.phase == "done":
            self._show_closing(False)
        if state.phase != "done":
            self._wrap, self._saver, self._said = None, None, False
        self._phase = state.phase

    def _show_clock(self) -> None:
        run, at = self._live.run, self._live.face()
        if run is None or at is None or not self._live.is_running:
            return
        shown = clock_shown(run, at, run.head.mine.zone)
        if shown == self._clock:
            return
        self._clock = shown
        self._view.show_clock(shown)
        standing = offers(run, at, self._live.sleep_to_ask, self._live.last_activity)
        self._offer(next((each for each in standing if each.key not in self._dismissed), None))

    def _offer(self, offer: Offer | None) -> None:
        if offer != self._offered:
            self._offered = offer
            self._view.show_offer(offer)

    # Running

    def start(self, minutes_ago: int = 0) -> None:
        """Start now, or some minutes ago."""
        self._live.start(minutes_ago)

    def answer(self, action: str) -> None:
        """A button of the question above the clock."""
        run, at = self._live.run, self._live.face()
        if self._offered is not None:
            self._dismissed.add(self._offered.key)
        if action == "shrink":
            self._live.shrink_rest()
        elif action == "count":
            self._live.sleep_counts()
        elif action == "end" and run is not None and at is not None:
            self._live.end(proposed_end(run, at, self._live.last_activity))
        self._clock = None
        self._show_clock()

    def typed(self, text: str) -> None:
        """The field says this."""
        self._live.typed(text)

    def send(self, text: str, shared: bool) -> None:
        """Keep it as a note."""
        if self._live.write_note(text, shared, self._live.audience):
            self._view.say(_("Noted"))

    def moment(self) -> None:
        """Mark this minute, or keep what is typed as a moment."""
        self._live.mark_moment()
        self._view.say(_("Moment marked"))

    # The short wrap-up

    def _begin_closing(self) -> None:
        session, desk = self._live.session, self._context.desk
        if session is None:
            return

        def save(text: str, left: bool) -> None:
            wrapping.say(desk, session, "mattered", text, burst_ends=left)

        self._saver = AutoSaver(
            self._context.ask, self._context.delay, save, lambda _saved: None, self._context.failed
        )
        self._load(True)

    def _load(self, texts: bool) -> None:
        session, desk = self._live.session, self._context.desk
        if session is None:
            return

        def loaded(wrap: Wrap) -> None:
            if session == self._live.session:
                self._wrap = wrap
                self._show_closing(texts and not self._said)

        self._context.ask.read(lambda: wrapping.load(desk, session), loaded, self._context.failed)

    def _show_closing(self, texts: bool) -> None:
        if self._wrap is not None:
            self._view.show_closing(closing(self._wrap, self._context.share_safe.on), texts)

    def mattered(self, text: str) -> None:
        """What mattered most."""
        if self._saver is not None and not self._context.share_safe.on:
            self._said = True
            self._saver.typed(text)

    def keep_promises(self) -> None:
        """Turn the promise notes that were understood into promises."""
        session, desk, wrap = self._live.session, self._context.desk, self._wrap
        if session is None or wrap is None:
            return

        def work() -> None:
            with desk.change():
                for each in wrap.suggestions:
                    if each.understood.owner is not None and each.understood.text:
                        wrapping.accept(desk, session, each.note.id, each.understood, each.understood.owner)

        self._write(work, lambda: self._load(False))

    def plan_next(self) -> None:
        """Plan the usual next time."""
        session, desk, wrap = self._live.session, self._context.desk, self._wrap
        if session is not None and wrap is not None and wrap.proposed is not None:
            when, minutes = wrap.proposed, wrap.proposed_minutes
            self._write(lambda: wrapping.plan_next(desk, session, when, minutes), lambda: self._load(False))

    def finish(self) -> None:
        """The wrap-up is done; nothing more is needed."""
        self.leave()
        session, desk = self._live.session, self._context.desk
        if session is not None:
            self._write(lambda: wrapping.finish(desk, session), self._view.put_away)

    def wrap_up(self) -> None:
        """The full wrap-up, in the main window."""
        self.leave()
        if self._live.session is not None:
            self._context.shell.go("wrap", session=self._live.session)
            self._view.put_away()

    def _write(self, work: Callable[[], object], then: Callable[[], None]) -> None:
        self._context.ask.write(work, lambda _result: then(), self._context.failed)
