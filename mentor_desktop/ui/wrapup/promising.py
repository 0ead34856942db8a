"""The promises of the Wrap up page: suggestions, the line to type one, and what was made. No Qt here.

Nothing is guessed: a date that is not understood is asked for, and an owner that is not named is shown
before the promise is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from mentor_desktop.domain.duewords import Understood
from mentor_desktop.domain.ids import NoteId, PersonId, PromiseId, SessionId
from mentor_desktop.domain.notes import EVERYONE
from mentor_desktop.domain.promises import Promise, owner_now
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import notes, promises, wrapping
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.wrapup.state import Entry, Spot
from mentor_desktop.words import _, day


class EntryView(Protocol):
    """What is needed of the page."""

    def show_entry(self, entry: Entry) -> None:
        """Show the entry line and what it is understood as."""
        ...

    def focus_on(self, spot: Spot) -> None:
        """Move the focus along the chain."""
        ...


class PromiseDesk:
    """Holds the entry line's state. `changed` is called after each change that is on disk."""

    def __init__(self, view: EntryView, context: Context, changed: Callable[[], None]) -> None:
        self._view, self._context, self._changed = view, context, changed
        self._session: SessionId | None = None
        self._wrap: wrapping.Wrap | None = None
        self._entry = Entry()
        self._said: Understood | None = None  # of exactly the line in the entry
        self._chosen_owner: PersonId | None = None
        self._asked = 0
        self._enter_waits = False

    def open(self, session: SessionId) -> None:
        """Another session."""
        self._session, self._wrap = session, None
        self._clear()

    def know(self, wrap: wrapping.Wrap) -> None:
        """What was loaded last."""
        self._wrap = wrap

    @property
    def entry(self) -> Entry:
        """What the line holds now."""
        return self._entry

    # The line

    def typed(self, line: str) -> None:
        """The line says this now; who and when are worked out before anything is saved."""
        self._enter_waits = False
        if self._entry.structured:
            self._entry = replace(self._entry, line=line, text=line, error="")
            return
        self._entry = replace(self._entry, line=line, error="", asks_date=False)
        self._said = None
        self._asked += 1
        if not line.strip():
            if self._entry.note is None:
                self._clear()
            return
        self._understand(line)

    def entered(self) -> None:
        """Enter in the line: add, or go on where it is empty."""
        entry = self._entry
        if entry.structured:
            self._save()
        elif not entry.line.strip():
            self.cancel()
            self._view.focus_on("next")
        elif self._said is None:
            self._enter_waits = True
        else:
            self._save()

    def owner_chosen(self, owner: PersonId) -> None:
        """The owner was picked by hand."""
        self._chosen_owner = owner
        self._show(replace(self._entry, owner=owner))

    def date_picked(self, due: date) -> None:
        """The date field shows another date; nothing is saved yet."""
        self._show(self._with_due(self._entry, due))

    def date_chosen(self, due: date) -> None:
        """Enter in the date field."""
        self._show(self._with_due(self._entry, due))
        self._save()

    def undecided(self) -> None:
        """Enter in a date field that nobody touched."""
        self._show(replace(self._entry, error=_("Choose the date, or add it without one.")))

    def without_date(self) -> None:
        """The promise has no date yet."""
        self._show(self._with_due(self._entry, None))
        self._save(dateless=True)

    def cancel(self) -> None:
        """Leave the line without saving."""
        self._clear()

    # Suggestions

    def accept(self, note: NoteId) -> None:
        """Take a suggestion as it was understood; without a date, ask for one."""
        suggestion = self._suggestion(note)
        if suggestion is None:
            return
        if suggestion.understood.due is None or not suggestion.understood.text:
            self._take_up(suggestion)
            self._show(replace(self._entry, asks_date=bool(suggestion.understood.text)))
            self._view.focus_on("date" if suggestion.understood.text else "line")
            return
        owner = suggestion.understood.owner or self._me()
        self._make(suggestion.note.id, suggestion.understood, owner)

    def change_suggestion(self, note: NoteId) -> None:
        """Put a suggestion into the line to change it."""
        suggestion = self._suggestion(note)
        if suggestion is not None:
            self._take_up(suggestion)
            self._view.focus_on("line")

    def dismiss(self, note: NoteId) -> None:
        """It was no promise; the note stays."""
        desk = self._context.desk
        self._do(
            lambda: notes.check(desk, note),
            lambda _note: self._undo(
                _("The suggestion was put aside."), lambda: notes.check(desk, note, False)
            ),
        )

    # What was made

    def toggle(self, promise: PromiseId, kept: bool) -> None:
        """Kept, or not after all."""
        desk = self._context.desk
        self._do(lambda: promises.kept(desk, promise) if kept else promises.reopen(desk, promise))

    def drop(self, promise: PromiseId) -> None:
        """It will not be done; a dropped one is taken up again."""
        desk = self._context.desk
        row = self._row(promise)
        if row is not None and not row.stands.is_open:
            self._do(lambda: promises.reopen(desk, promise))
            return
        self._do(
            lambda: promises.drop(desk, promise),
            lambda _p: self._undo(_("The promise was dropped."), lambda: promises.undo_last(desk, promise)),
        )

    def share(self, promise: PromiseId, private: bool) -> None:
        """Keep a promise out of the summary, or let it in again."""
        desk = self._context.desk

        def work() -> Promise:
            before = promises.get(desk, promise)
            return promises.edit(desk, replace(before, audience=None if private else EVERYONE))

        self._do(work)

    def change(self, promise: PromiseId) -> None:
        """Put a promise into the line: words, owner and date each in a field."""
        row = self._row(promise)
        if row is None:
            return
        self._chosen_owner, self._said = row.owner, None
        entry = Entry(promise=promise, line=row.text, text=row.text, owner=row.owner, asks_date=True)
        self._show(self._with_due(entry, row.stands.due))
        self._view.focus_on("line")

    # Inside

    def _me(self) -> PersonId:
        assert self._wrap is not None  # nothing of the page is shown before it is loaded
        return self._wrap.head.mine.person

    def _suggestion(self, note: NoteId) -> wrapping.Suggestion | None:
        every = self._wrap.suggestions if self._wrap is not None else ()
        return next((each for each in every if each.note.id == note), None)

    def _row(self, promise: PromiseId) -> PromiseRow | None:
        every = (*self._wrap.promises, *self._wrap.still_open) if self._wrap is not None else ()
        return next((each for each in every if each.id == promise), None)

    def _take_up(self, suggestion: wrapping.Suggestion) -> None:
        self._chosen_owner = None
        self._entry = Entry(note=suggestion.note.id, line=suggestion.note.text)
        self._take(suggestion.understood)

    def _understand(self, line: str) -> None:
        session, desk, number = self._session, self._context.desk, self._asked
        self._context.ask.read(
            lambda: promises.understand(desk, line, session),
            lambda said: self._understood(number, said),
            lambda error: self._not_understood(number, error),
        )

    def _understood(self, number: int, said: Understood) -> None:
        if number != self._asked or self._wrap is None:
            return
        self._take(said)
        if self._enter_waits:
            self._enter_waits = False
            self._save()

    def _not_understood(self, number: int, error: BaseException) -> None:
        if number == self._asked:
            self._enter_waits = False
            self._show(replace(self._entry, error=sentence(error)))

    def _take(self, said: Understood) -> None:
        self._said = said
        owner = said.owner or self._chosen_owner or self._me()
        self._show(self._with_due(replace(self._entry, text=said.text, owner=owner), said.due))

    def _with_due(self, entry: Entry, due: date | None) -> Entry:
        if due is None or self._wrap is None:
            return replace(entry, due=due, due_words="")
        today = wall_at(self._context.desk.now(), self._wrap.head.mine.zone).date()
        words = day(due, "weekday_short")
        return replace(entry, due=due, due_words=words if due.year == today.year else f"{words} {due.year}")

    def _save(self, *, dateless: bool = False) -> None:
        entry = self._entry
        if not entry.text.strip():
            self._show(replace(entry, error=_("Say what is promised.")))
            self._view.focus_on("line")
            return
        if entry.due is None and not dateless and not entry.structured:
            self._show(replace(entry, asks_date=True))
            self._view.focus_on("date")
            return
        if entry.promise is not None:
            self._save_change(entry.promise, entry)
        else:
            self._make(entry.note, Understood(entry.owner, entry.text, entry.due), entry.owner or self._me())

    def _make(self, note: NoteId | None, said: Understood, owner: PersonId) -> None:
        session, desk = self._session, self._context.desk
        if session is None:
            return

        def work() -> Promise:
            if note is not None:
                return wrapping.accept(desk, session, note, said, owner)
            return promises.make(desk, owner, said.text, said.due, session=session)

        def made(promise: Promise) -> None:
            if note is None or note == self._entry.note:
                self._clear()
                self._view.focus_on("line")
            self._undo(_("The promise was added."), lambda: wrapping.unaccept(desk, promise.id, note))

        self._do(work, made)

    def _save_change(self, promise: PromiseId, entry: Entry) -> None:
        desk = self._context.desk
        row = self._row(promise)
        before_due = row.stands.due if row is not None else None

        def work() -> None:
            with desk.change():
                before = promises.get(desk, promise)
                if before.text != entry.text:
                    promises.edit(desk, replace(before, text=entry.text))
                if entry.due != before_due:
                    promises.move_due(desk, promise, entry.due)
                if entry.owner is not None and entry.owner != owner_now(before):
                    promises.hand_over(desk, promise, entry.owner)

        def changed(_result: None) -> None:
            self._clear()
            self._view.focus_on("line")

        self._do(work, changed)

    def _do(self, work: Callable[[], object], then: Callable[..., None] | None = None) -> None:
        def done(result: object) -> None:
            if then is not None:
                then(result)
            self._context.shell.set_state(_("Saved"))
            self._changed()

        self._context.ask.write(work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        if self._entry.line:
            self._show(replace(self._entry, error=sentence(error)))
        else:
            self._context.failed(error)

    def _undo(self, text: str, work: Callable[[], object]) -> None:
        self._context.shell.offer_undo(text, lambda: self._do(work))

    def _clear(self) -> None:
        self._asked += 1
        self._said, self._chosen_owner, self._enter_waits = None, None, False
        self._show(Entry())

    def _show(self, entry: Entry) -> None:
        self._entry = entry
        self._view.show_entry(entry)
