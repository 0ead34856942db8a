"""One session as it goes on, shared by the Run page and the mini window so that both show and do the same.

Holds what was read, asks for every change, and tells who listens. No Qt here; time comes from the desk's
clock, and nothing is read from the vault while it only ticks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mentor_desktop.domain.history import Revision
from mentor_desktop.domain.ids import Millis, NoteId, PartId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience, Note, NoteKind
from mentor_desktop.domain.sessionclock import ClockFace, ClockKind, slept
from mentor_desktop.domain.sessions import Session, SessionState
from mentor_desktop.services import athand, drafts, notes, running
from mentor_desktop.services.athand import AtHand
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.running import Run
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context
from mentor_desktop.words import _

RUN, NOTES, DRAFT, HAND, TICK = "run", "notes", "draft", "hand", "tick"
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
    """See the module. Listeners hear what changed: RUN, NOTES, DRAFT, HAND or TICK."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.session: SessionId | None = None
        self.run: Run | None = None
        self.notes: tuple[Note, ...] = ()
        self.hand: AtHand | None = None
        self.draft = ""  # typed into the composer and not sent
        self._kept_back = ""  # the part of the draft that stays hidden while the screen is being shown
        self._listeners: list[Listener] = []
        self._telling_sleep = False
        self._saver: AutoSaver | None = None
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
        for listener in list(self._listeners):
            listener(what)

    # Opening

    def open(self, session: SessionId, then: Callable[[], None] | None = None) -> None:
        """Show a session, or read it anew."""
        if session != self.session:
            self.leave()
            self.session = session
            self.run, self.notes, self.hand, self.draft, self._kept_back = None, (), None, "", ""
            self._saver = AutoSaver(
                self.context.ask, self.context.delay, self._draft_saver(session), self._saved,
                self.context.failed,
            )  # fmt: skip
        desk = self.context.desk

        def loaded(found: Loaded) -> None:
            if session != self.session:
                return
            self.run, self.notes, self.hand = found.run, found.notes, found.hand
            if self._saver is not None and not self._saver.unsaved:
                self.draft = found.draft
                self._kept_back = found.draft if self.context.share_safe.on else ""
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
        if self._saver is not None:
            self._saver.left()

    def close(self) -> None:
        """Let go of everything: the vault locks."""
        self.leave()
        self._end_listening()
        self._listeners.clear()
        self.session, self.run, self.notes, self.hand, self.draft = None, None, (), None, ""
        self._saver = None

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
        """Time has passed: look whether the laptop slept, and let the clocks be drawn."""
        if self.is_running:
            self._look_for_sleep()
            self._tell(TICK)

    @property
    def sleep_to_ask(self) -> int:
        """Milliseconds of the sleep nobody has answered for yet, 0 if none."""
        events = self.run.events if self.run is not None and self.is_running else ()
        return events[-1].amount if events and events[-1].kind is ClockKind.SLEPT else 0

    @property
    def just_started(self) -> bool:
        """Whether nothing but the start has happened, so that the start can still be moved back."""
        return (
            self.is_running
            and self.run is not None
            and all(event.kind is ClockKind.START for event in self.run.events)
        )

    def _look_for_sleep(self) -> None:
        if not self.is_running or self.run is None or self.session is None or self._telling_sleep:
            return
        if not self.run.events or self.run.face(None).paused:
            return
        asleep = slept(self.run.events[-1].reading, self.context.desk.clock.reading())
        if not asleep:
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
        self._look_for_sleep()  # a sleep belongs to the part it fell into, so it is kept first
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
        self._look_for_sleep()
        desk, session = self.context.desk, self.session

        def work() -> Loaded:
            running.end(desk, session, at)
            return read(desk, session)

        def ended(found: Loaded) -> None:
            if session == self.session:
                self.run, self.notes = found.run, found.notes
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

    # Notes

    def typed(self, text: str) -> None:
        """The composer now says this."""
        self.draft = "\n".join(part for part in (self._kept_back, text) if part)
        if self._saver is not None:
            self._saver.typed(self.draft)
        self._tell(DRAFT)

    @property
    def shown_draft(self) -> str:
        """What the composer may show: all that is typed, less what was typed before the screen was shown."""
        return self.draft[len(self._kept_back) :].removeprefix("\n") if self._kept_back else self.draft

    def write_note(
        self, typed: str, shared: bool, audience: Audience = EVERYONE, kind: NoteKind | None = None
    ) -> bool:
        """Keep a note; False if it says nothing. A slash command at its beginning is obeyed."""
        said = notes.read_command(typed, shared)
        if self.session is None or not said.text:
            return False
        about, desk, session, kept_back = self.about, self.context.desk, self.session, self._kept_back
        timed = about is None or about.state is not SessionState.HELD
        to = audience if said.shared else None
        if self._saver is not None:
            self._saver.drop()
        self.draft = kept_back
        self._tell(DRAFT)

        def work() -> Note:
            with desk.change():
                note = notes.write(
                    desk, said.text, session=session, kind=kind or said.kind, audience=to, timed=timed
                )
                if kept_back:
                    drafts.keep(desk, drafts.key(notes.COMPOSER, session), kept_back)
                return note

        def failed(error: BaseException) -> None:
            if session == self.session:
                self.typed("\n".join(part for part in (typed, self.shown_draft) if part))
            self.context.failed(error)

        self.context.shell.set_state(_("Saving…"))
        self.context.ask.write(work, lambda note: self._put(session, note), failed)
        return True

    def mark_moment(self) -> None:
        """Keep what is typed as a moment, or mark this minute to come back to."""
        text = self.shown_draft.strip() or _("A moment to come back to")
        self.write_note(text, False, kind=NoteKind.MOMENT)

    def note(self, note: NoteId) -> Note | None:
        """One of the notes shown."""
        return next((each for each in self.notes if each.id == note), None)

    def editor_of(self, note: NoteId) -> AutoSaver:
        """What saves a note while it is being changed."""
        desk, session = self.context.desk, self.session

        def save(text: str, left: bool) -> Note | None:
            if not text.strip():
                return None  # an emptied note keeps its last words; Del is what throws it away
            latest = notes.get(desk, note)
            return notes.edit(desk, replace(latest, text=text), burst_ends=left)

        def told(saved: bool) -> None:
            self._saved(saved)
            if saved and session is not None:
                desk_ask = self.context.ask
                desk_ask.read(
                    lambda: notes.get(desk, note), lambda got: self._put(session, got), self.context.failed
                )

        return AutoSaver(self.context.ask, self.context.delay, save, told, self.context.failed)

    def restore_words(self, note: NoteId, text: str) -> None:
        """Take an earlier wording again."""
        self._change(note, lambda desk: notes.edit(desk, replace(notes.get(desk, note), text=text)))

    def share_note(self, note: NoteId, audience: Audience) -> None:
        """Share a note, or keep it private again."""
        self._change(note, lambda desk: notes.share(desk, note, audience))

    def check_note(self, note: NoteId, checked: bool) -> None:
        """It was asked about, or not yet."""
        self._change(note, lambda desk: notes.check(desk, note, checked))

    def trash_note(self, note: NoteId) -> None:
        """Put a note into the trash, with a way back."""
        desk, session = self.context.desk, self.session
        if session is None:
            return

        def gone(_nothing: object) -> None:
            if session == self.session:
                self.notes = tuple(each for each in self.notes if each.id != note)
                self._tell(NOTES)
            self.context.shell.offer_undo(
                _("The note is in the trash."),
                lambda: self._change(note, lambda desk: notes.restore(desk, note), session),
            )

        self.context.ask.write(lambda: notes.trash(desk, note), gone, self.context.failed)

    def history(self, note: NoteId, then: Callable[[tuple[Revision, ...]], None]) -> None:
        """Earlier wordings of a note."""
        desk = self.context.desk
        self.context.ask.read(lambda: notes.history(desk, note), then, self.context.failed)

    def _change(self, note: NoteId, verb: Callable[[Desk], Note], session: SessionId | None = None) -> None:
        desk, about = self.context.desk, session or self.session
        if about is not None:
            self.context.ask.write(
                lambda: verb(desk), lambda changed: self._put(about, changed), self.context.failed
            )

    def _put(self, session: SessionId, note: Note) -> None:
        self.context.shell.set_state(_("Saved"))
        if session != self.session:
            return
        others = [each for each in self.notes if each.id != note.id]
        self.notes = tuple(sorted([*others, note], key=lambda each: (each.at, each.id)))
        self._tell(NOTES)

    def _draft_saver(self, session: SessionId) -> Callable[[str, bool], object]:
        desk, key = self.context.desk, drafts.key(notes.COMPOSER, session)
        return lambda text, _left: drafts.keep(desk, key, text)

    def _saved(self, saved: bool) -> None:
        self.context.shell.set_state(_("Saved") if saved else _("Saving…"))

    def _share_safe_changed(self, on: bool) -> None:
        self._kept_back = self.draft if on else ""
        self._tell(DRAFT)
        self._tell(NOTES)
        self._tell(HAND)
        self._tell(RUN)
