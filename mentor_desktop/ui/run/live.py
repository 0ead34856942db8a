"""One session as it goes on, shared by the Run page and the mini window so that both show and do the same.

Holds what was read, asks for every change, and tells who listens. No Qt here; time comes from the desk's
clock, and nothing is read from the vault while it only ticks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentor_desktop.domain.ids import MINUTE, Millis, PartId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience, Note
from mentor_desktop.domain.sessionclock import ClockFace, ClockKind, Reading, between, last_act, slept
from mentor_desktop.domain.sessions import Session, SessionState
from mentor_desktop.services import athand, drafts, notes, running
from mentor_desktop.services.athand import AtHand
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.running import Run
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.run.notebook import DRAFT, NOTES, Notebook
from mentor_desktop.words import _

RUN, HAND, TICK, ASK = "run", "hand", "tick", "ask"
Listener = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What opening a session reads, in one go."""

    run: Run
    notes: tuple[Note, ...]
    hand: AtHand
    draft: str


def read(desk: Desk, session: SessionId) -> Loaded:
    """Everything about one session that is shown while it runs."""
    with desk.read():
        return Loaded(
            running.snapshot(desk, session),
            notes.of_session(desk, session),
            athand.load(desk, session),
            drafts.load(desk, drafts.key(notes.COMPOSER, session)),
        )


class Live:
    """See the module. Listeners hear what changed: RUN, NOTES, DRAFT, HAND, TICK or ASK."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.session: SessionId | None = None
        self.run: Run | None = None
        self.book: Notebook | None = None
        self.hand: AtHand | None = None
        self.audience: Audience = EVERYONE  # whom shared notes are for, from both windows
        self._listeners: list[Listener] = []
        self._telling_sleep = False
        self._base: ClockFace | None = None  # the clock at its last event, so that a tick replays nothing
        self._second: int | None = None  # the one drawn last
        self._end_listening = context.share_safe.listen(self._share_safe_changed)

    # Listening

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of each change; returns what ends that."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def _tell(self, what: str) -> None:
        if what == RUN:
            self._base = self.run.face(None) if self.run is not None else None
            self._second = None
        for listener in list(self._listeners):
            listener(what)

    def _told_by(self, session: SessionId) -> Callable[[str], None]:
        return lambda news: self._tell(news) if session == self.session else None

    # Opening

    def open(self, session: SessionId, then: Callable[[], None] | None = None) -> None:
        """Show a session, or read it anew."""
        if session != self.session:
            self.leave()
            self.session = session
            self.run, self.hand, self.audience = None, None, EVERYONE
            self.book = Notebook(self.context, session, self._told_by(session))
        desk = self.context.desk

        def loaded(found: Loaded) -> None:
            if session != self.session:
                return
            self.run, self.hand = found.run, found.hand
            if self.book is not None:
                held = found.run.head.session.state is SessionState.HELD
                self.book.loaded(found.notes, found.draft, held)
            for what in (RUN, NOTES, HAND, DRAFT):
                self._tell(what)
            self.tick()
            if then is not None:
                then()

        self.context.ask.read(lambda: read(desk, session), loaded, self.context.failed)

    def find_running(self, found: Callable[[SessionId], None] | None = None) -> None:
        """Open the session that was running when the program ended, if any, and say which."""
        desk = self.context.desk

        def answer(session: SessionId | None) -> None:
            if session is not None:
                self.open(session, None if found is None else lambda: found(session))

        self.context.ask.read(lambda: running.running(desk), answer, self.context.failed)

    def leave(self) -> None:
        """Another page, another session, or the vault is about to lock: what is typed goes to disk now."""
        if self.book is not None:
            self.book.leave()

    def close(self) -> None:
        """Let go of everything: the vault locks."""
        self.leave()
        self._end_listening()
        self._listeners.clear()
        self.session = self.run = self.hand = self.book = None

    # The clock

    @property
    def about(self) -> Session | None:
        """The session as stored."""
        return self.run.head.session if self.run is not None else None

    @property
    def is_running(self) -> bool:
        """Whether its clock is going, or paused."""
        return self.about is not None and self.about.state is SessionState.RUNNING

    def face(self) -> ClockFace | None:
        """The clock now; None while nothing is open."""
        if self.run is None:
            return None
        return self.run.face(self.context.desk.clock.reading() if self.is_running else None)

    def tick(self) -> None:
        """Time has passed: look whether the laptop slept, and once a second let the clocks be drawn."""
        if self.run is None or not self.is_running or not self.run.events:
            return
        reading = self.context.desk.clock.reading()
        self._look_for_sleep(reading)
        second = self._second_at(reading)[0]
        if second != self._second:
            self._second = second
            self._tell(TICK)

    def next_ms(self) -> int:
        """Milliseconds until something else is to be shown, 0 while nothing runs."""
        if self.run is None or not self.is_running or not self.run.events:
            return 0
        return self._second_at(self.context.desk.clock.reading())[1]

    def _second_at(self, reading: Reading) -> tuple[int, int]:
        """A number that changes with what is shown, and the time until it does: a second, or a minute while
        paused, when only the expected end moves.
        """
        assert self.run is not None  # both callers have looked
        base = self._base or self.run.face(None)
        passed = between(self.run.events[-1].reading, reading)
        if base.paused:
            return -passed // MINUTE - 1, 1000
        used = passed + (base.used.get(base.part, 0) if base.part is not None else 0)
        return used // 1000, 1000 - used % 1000

    @property
    def sleep_to_ask(self) -> int:
        """Milliseconds of the sleep nobody has answered for yet, 0 if none."""
        last = last_act(self.run.events) if self.run is not None and self.is_running else None
        return last.amount if last is not None and last.kind is ClockKind.SLEPT else 0

    @property
    def last_activity(self) -> Millis:
        """When something was last done: an event of the clock, or a note."""
        latest = [note.at for note in self.notes if note.timed]
        return max([self.run.last_activity if self.run is not None else Millis(0), *latest])

    @property
    def just_started(self) -> bool:
        """Whether nothing but the start has happened, so that the start can still be moved back."""
        return (
            self.is_running
            and self.run is not None
            and all(event.kind in (ClockKind.START, ClockKind.SEEN) for event in self.run.events)
        )

    @property
    def neighbours(self) -> tuple[bool, bool]:
        """Whether the running session has a part before the current one, and one after it."""
        base = self._base if self.is_running else None
        ids = [part.id for part in self.run.parts] if self.run is not None else []
        if base is None or base.part not in ids:
            return False, False
        place = ids.index(base.part)
        return place > 0, place < len(ids) - 1

    @property
    def asks(self) -> bool:
        """Whether a question to try is shown for this session."""
        if self.hand is None or self.about is None or self.context.share_safe.on:
            return False
        return self.hand.ask_questions and self.about.state is not SessionState.HELD

    def _look_for_sleep(self, now: Reading) -> None:
        if not self.is_running or self.run is None or self.session is None or self._telling_sleep:
            return
        asleep = slept(self.run.events[-1].reading, now) if self.run.events else 0
        if not asleep or self.run.face(None).paused:
            return
        self._telling_sleep = True
        desk, session = self.context.desk, self.session

        def told(run: Run) -> None:
            self._telling_sleep = False
            self._got(run)

        def failed(error: BaseException) -> None:
            self._telling_sleep = False
            self.context.failed(error)

        self.context.ask.write(lambda: running.slept(desk, session, asleep), told, failed)

    def _do(self, verb: Callable[[Desk, SessionId], Run], only_running: bool = True) -> None:
        if self.session is None or (only_running and not self.is_running):
            return
        self._look_for_sleep(
            self.context.desk.clock.reading()
        )  # a sleep belongs to the part it fell into, so it is kept first
        desk, session = self.context.desk, self.session
        self.context.ask.write(lambda: verb(desk, session), self._got, self.context.failed)

    def _got(self, run: Run) -> None:
        if run.head.session.id == self.session:
            self.run = run
            self._tell(RUN)

    # What can be done with a running session

    def start(self, minutes_ago: int = 0, then: Callable[[], None] | None = None) -> None:
        """Start now, or as if some minutes ago."""
        if self.session is None:
            return
        desk, session = self.context.desk, self.session

        def started(run: Run) -> None:
            self._got(run)
            if then is not None:
                then()

        self.context.ask.write(
            lambda: running.start(desk, session, minutes_ago), started, self.context.failed
        )

    def began(self, minutes_ago: int) -> None:
        """The session just started had begun earlier."""
        self._do(lambda desk, session: running.began(desk, session, minutes_ago))

    def next_part(self) -> None:
        """On to the next part."""
        self._do(lambda desk, session: running.step(desk, session, 1))

    def back(self) -> None:
        """Back to the part before."""
        self._do(lambda desk, session: running.step(desk, session, -1))

    def go_to(self, part: PartId) -> None:
        """Make a part the current one."""
        self._do(lambda desk, session: running.go_to(desk, session, part))

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self.run is not None:
            paused = not self.run.face(None).paused
            self._do(lambda desk, session: running.pause(desk, session, paused))

    def extend(self, minutes: int = 5) -> None:
        """More minutes for this part."""
        self._do(lambda desk, session: running.extend(desk, session, minutes))

    def shrink_rest(self) -> None:
        """Accept the offer to shorten the parts to come."""
        at = self.face()
        offer = self.run.shrink_offer(at) if self.run is not None and at is not None else ()
        if offer:
            self._do(lambda desk, session: running.replan(desk, session, offer))

    def sleep_counts(self) -> None:
        """The conversation went on while the laptop slept."""
        self._do(running.sleep_counts)

    def end(self, at: Millis | None = None, then: Callable[[SessionId], None] | None = None) -> None:
        """End it now, or when it really ended. There is a way back for a while."""
        if self.session is None or not self.is_running:
            return
        self.leave()
        self._look_for_sleep(self.context.desk.clock.reading())
        desk, session = self.context.desk, self.session

        def work() -> Loaded:
            running.end(desk, session, at)
            return read(desk, session)

        def ended(found: Loaded) -> None:
            if session == self.session:
                self.run = found.run
                if self.book is not None:
                    self.book.held = True
                self._tell(RUN)
            if then is not None:
                then(session)
            self.context.shell.offer_undo(_("The session has ended."), lambda: self._go_on(session))

        self.context.ask.write(work, ended, self.context.failed)

    def _go_on(self, session: SessionId) -> None:
        desk = self.context.desk

        def going_on(_run: Run) -> None:
            self.open(session, lambda: self.context.shell.go("run", session=session))

        self.context.ask.write(lambda: running.take_back_end(desk, session), going_on, self.context.failed)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of this session, by time."""
        return self.book.notes if self.book is not None else ()

    @property
    def shown_draft(self) -> str:
        """What the composer may show."""
        return self.book.shown_draft if self.book is not None else ""

    def typed(self, text: str) -> None:
        """The composer, wherever it is, now says this."""
        if self.book is not None and text != self.book.shown_draft:
            self.book.typed(text)

    def write_note(self, typed: str, shared: bool, audience: Audience = EVERYONE) -> bool:
        """Keep a note; False if it says nothing."""
        return self.book is not None and self.book.write(typed, shared, audience)

    def mark_moment(self) -> None:
        """Keep what is typed as a moment, or mark this minute to come back to."""
        if self.is_running and self.book is not None:
            self.book.mark_moment()

    def ask_another(self) -> None:
        """Another question to try."""
        self._tell(ASK)

    # After it was held

    def correct(self, started: Millis, ended: Millis) -> None:
        """Correct when it was held."""

        def work(desk: Desk, session: SessionId) -> Run:
            running.correct(desk, session, started, ended)
            return running.snapshot(desk, session)

        self._do(work, only_running=False)

    def correct_part(self, part: PartId, minutes: int) -> None:
        """Correct how long a part took."""
        self._do(lambda desk, s: running.correct_part(desk, s, part, minutes), only_running=False)

    def _share_safe_changed(self, on: bool) -> None:
        if self.book is not None:
            self.book.share_safe_changed(on)
        for news in (DRAFT, NOTES, HAND, RUN):
            self._tell(news)
