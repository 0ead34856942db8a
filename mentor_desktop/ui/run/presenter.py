"""What the Run page does: shows the shared session, or one of its own, and turns keys into verbs.

No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis, NoteId, PartId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience
from mentor_desktop.domain.sessionclock import ClockFace
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import athand, notes
from mentor_desktop.services.running import Run
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.goals.words import goals_shown
from mentor_desktop.ui.run import live as what
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.run.notebook import DRAFT, NOTES
from mentor_desktop.ui.run.shown import (
    HandShown,
    NotesShown,
    Offer,
    RunPort,
    earlier_words,
    offers,
    run_state,
)
from mentor_desktop.ui.run.state import (
    ClockShown,
    audience_options,
    clock_shown,
    notes_shown,
    promises_shown,
    proposed_end,
)
from mentor_desktop.words import _


class RunPresenter:
    """See the module. Every id that comes from the view is hex text."""

    def __init__(
        self, view: RunPort, context: Context, shared: Live, pop_out: Callable[[], None] | None,
        chance: Random | None = None
    ) -> None:  # fmt: skip
        self._view, self._context, self._shared, self._pop_out = view, context, shared, pop_out
        self._live = shared
        self._end = shared.listen(self._heard)
        self._chance = chance or Random()
        self._clock: ClockShown | None = None
        self._spoken = ""
        self._offered: Offer | None = None
        self._dismissed: set[str] = set()
        self._asked: list[str] = []
        self._question = ""
        self._phase = ""
        self._editing: tuple[NoteId, AutoSaver] | None = None

    # Coming and going

    def open(self, session: bytes, start: bool = False) -> None:
        """Show a session; the shared one goes on in the background if it is running."""
        wanted = SessionId(session)
        fresh = wanted != self._live.session
        if self._shared.session in (None, wanted) or not self._shared.is_running:
            self._use(self._shared)
        elif fresh:
            self._use(Live(self._context))
        if fresh:
            self._clock, self._offered, self._question, self._phase = None, None, "", ""
            self._asked = []
        self._view.show_share_safe(self._context.share_safe.on)
        self._live.open(wanted, self._live.start if start else self._opened)

    def _use(self, live: Live) -> None:
        if live is self._live:
            return
        self._let_go()
        self._live = live
        self._end = live.listen(self._heard)

    def _let_go(self) -> None:
        self._end()
        if self._live is not self._shared:
            self._live.close()

    def _opened(self) -> None:
        self._view.focus_first(self._phase)

    def leave(self) -> None:
        """Another page is shown: everything typed goes to disk."""
        self.end_edit()
        self._live.leave()

    def close(self) -> None:
        """The page is destroyed because the vault locks."""
        self.leave()
        self._let_go()

    def tick(self) -> None:
        """Called every second while the page is seen and the clock runs."""
        self._live.tick()

    def next_ms(self) -> int:
        """How long until the clock reads otherwise; 0 while it does not run."""
        return self._live.next_ms()

    # What is shown

    def _heard(self, news: str) -> None:
        run = self._live.run
        if run is None:
            return
        if news == what.TICK:
            self._show_clock(run)
        elif news == what.RUN:
            self._show_run(run)
        elif news == NOTES:
            self._show_notes(run)
        elif news == DRAFT:
            self._view.show_draft(self._live.shown_draft)
        elif news == what.HAND:
            self._show_hand(run)
        elif news == what.ASK:
            self.another_question()

    def _zone(self, run: Run) -> str:
        return run.head.mine.zone

    def _show_run(self, run: Run) -> None:
        at = self._live.face()
        if at is None:
            return
        state = run_state(run, at, self._live.just_started)
        sub = run.head.times()
        if state.phase == "running":
            sub = f"{sub} · " + _("notes save as you type")
        self._view.show_head(run.head, sub)
        self._view.show_state(state)
        self._view.show_share_safe(self._context.share_safe.on)
        if state.phase == "running":
            self._show_clock(run)
        else:
            self._offer(None)
        self._show_hand(run)
        if state.phase != self._phase:
            self._phase = state.phase
            self._show_notes(run)
            self._view.focus_first(state.phase)

    def _show_clock(self, run: Run) -> None:
        at = self._live.face()
        if at is None or not self._live.is_running:
            return
        shown = clock_shown(run, at, self._zone(run))
        if shown != self._clock:
            self._clock = shown
            self._view.show_clock(shown)
            self._offer(self._offer_now(run, at))
        if shown.spoken != self._spoken:
            self._spoken = shown.spoken
            self._view.announce(shown.spoken)

    def _offer_now(self, run: Run, at: ClockFace) -> Offer | None:
        for offer in offers(run, at, self._live.sleep_to_ask, self._live.last_activity):
            if offer.key not in self._dismissed:
                return offer
        return None

    def _offer(self, offer: Offer | None) -> None:
        if offer != self._offered:
            self._offered = offer
            self._view.show_offer(offer)

    def _show_notes(self, run: Run) -> None:
        share_safe = self._context.share_safe.on
        people = dict(run.head.people)
        rows = notes_shown(self._live.notes, people, self._zone(run), share_safe, run.head.session.paper)
        shared, private = notes.counts(self._live.notes)
        if share_safe:
            shared, private = len(rows), len(self._live.notes) - len(rows)
        known = audience_options(people)
        options = tuple((key, words) for key, words, _to in known)
        stands = next((key for key, _words, to in known if to == self._live.audience), "")
        self._view.show_notes(NotesShown(rows, shared, private, share_safe, options, stands))

    def _show_hand(self, run: Run) -> None:
        hand, share_safe = self._live.hand, self._context.share_safe.on
        if hand is None:
            return
        asks = hand.ask_questions and not share_safe and run.head.session.state is not SessionState.HELD
        if asks and not self._question:
            self._draw_question()
        self._view.show_hand(
            HandShown(
                intention="" if share_safe else run.preparation.intention,
                promises=promises_shown(hand.promises, dict(run.head.people), share_safe, hand.today),
                goals=goals_shown(hand.goals, self._context.desk.now(), hand.today, share_safe),
                question=self._question if asks else "",
                more_questions=asks,
            )
        )

    def _draw_question(self) -> None:
        found = athand.question(self._asked, self._chance.randrange(1_000_000))
        if found is None:
            self._asked = []
            found = athand.question(self._asked, self._chance.randrange(1_000_000))
        if found is not None:
            self._asked.append(found.id)
            self._question = found.text

    # The clock's verbs

    def start(self, minutes_ago: int) -> None:
        """Start now, or some minutes ago."""
        self._live.start(minutes_ago)

    def began(self, minutes_ago: int) -> None:
        """It had begun earlier."""
        self._live.began(minutes_ago)

    def next_part(self) -> None:
        """On to the next part."""
        self._live.next_part()

    def back(self) -> None:
        """Back to the part before."""
        self._live.back()

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        self._live.pause()

    def extend(self) -> None:
        """Five minutes more here."""
        self._live.extend()

    def go_to(self, part: str) -> None:
        """Make a part the current one."""
        if self._live.is_running:
            self._live.go_to(PartId(bytes.fromhex(part)))

    def end_session(self) -> None:
        """The session is over; the wrap-up follows."""
        self.end_edit()
        self._live.end(then=self._wrap_up)

    def _wrap_up(self, session: SessionId) -> None:
        self._context.shell.go("wrap", session=session)

    def pop_out(self) -> None:
        """Show the mini window."""
        if self._pop_out is not None:
            self._pop_out()

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
            self._live.end(proposed_end(run, at, self._live.last_activity), self._wrap_up)
        self._clock = None
        if self._live.run is not None:
            self._show_clock(self._live.run)

    def correct(self, started: Millis, ended: Millis) -> None:
        """Correct when a held session began and ended."""
        self._live.correct(started, ended)

    def correct_part(self, part: str, minutes: int) -> None:
        """Correct how long a part took."""
        self._live.correct_part(PartId(bytes.fromhex(part)), minutes)

    def another_question(self) -> None:
        """Another question to try."""
        run = self._live.run
        if run is not None:
            self._draw_question()
            self._show_hand(run)

    def share_safe(self, on: bool) -> None:
        """Show only what this mentee may see, or everything again."""
        self._context.share_safe.set(on)

    # Notes

    def typed(self, text: str) -> None:
        """The composer says this."""
        self._live.typed(text)

    def send(self, text: str, shared: bool) -> None:
        """Keep what is in the composer as a note."""
        self._live.write_note(text, shared, self._live.audience)

    def choose_audience(self, key: str) -> None:
        """Whom shared notes are for from now on, those of the mini window too."""
        self._live.audience = self._audience_of(key)

    def edit(self, note: str) -> None:
        """Begin to change a note."""
        self.end_edit()
        run, book = self._live.run, self._live.book
        found = book.note(NoteId(bytes.fromhex(note))) if book is not None else None
        if found is None or run is None or book is None:
            return
        self._editing = (found.id, book.editor_of(found.id))
        zone = self._zone(run)

        def earlier(revisions: Sequence[object]) -> None:
            if self._editing is not None and self._editing[0] == found.id:
                self._view.show_editor(note, found.text, earlier_words(revisions, zone))

        book.history(found.id, earlier)

    def edited(self, text: str) -> None:
        """The note being changed says this now."""
        if self._editing is not None:
            self._editing[1].typed(text)

    def end_edit(self) -> None:
        """Done with changing."""
        if self._editing is not None:
            self._editing[1].left()
            self._editing = None

    def restore(self, note: str, text: str) -> None:
        """Take an earlier wording again."""
        if self._editing is not None:
            self._editing[1].drop()
            self._editing = None
        if self._live.book is not None:
            self._live.book.restore_words(NoteId(bytes.fromhex(note)), text)

    def trash(self, note: str) -> None:
        """Throw a note away."""
        if self._live.book is not None:
            self._live.book.trash(NoteId(bytes.fromhex(note)))

    def show_history(self, note: str) -> None:
        """The page of a note's earlier wordings."""
        self.end_edit()
        self._context.shell.go("history", kind=str(Kind.NOTE), row=bytes.fromhex(note))

    def share(self, note: str, key: str | None) -> None:
        """Share a note with everyone ("") or one person; None keeps it private."""
        if self._live.book is not None:
            audience = None if key is None else self._audience_of(key)
            self._live.book.share(NoteId(bytes.fromhex(note)), audience)

    def _audience_of(self, key: str) -> Audience:
        people = dict(self._live.run.head.people) if self._live.run is not None else {}
        return next((to for k, _w, to in audience_options(people) if k == key), EVERYONE)

    def check(self, note: str, checked: bool) -> None:
        """It was asked about."""
        if self._live.book is not None:
            self._live.book.check(NoteId(bytes.fromhex(note)), checked)

    def go(self, key: str) -> None:
        """Prepare or Wrap up of the same session."""
        if self._live.session is not None:
            self._context.shell.go(key, session=self._live.session)
