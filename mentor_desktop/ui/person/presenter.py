"""Decides what the Person page does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import NoteId, PersonId, PromiseId, SessionId
from mentor_desktop.domain.notes import Note
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import drafts, goal_rows, notes, people, persons, promises, pulse, running
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.person.details import DetailsPresenter, DetailsState
from mentor_desktop.ui.person.state import Found, PersonState, latest, state_of
from mentor_desktop.ui.sessions.words import SessionLine
from mentor_desktop.words import _


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: PersonState) -> None:
        """Show everything."""
        ...

    def show_tab(self, key: str) -> None:
        """Show one of the tabs."""
        ...

    def fill_composer(self, text: str, changing: bool) -> None:
        """Put a text into the field for a note; `changing` says that it is one kept before."""
        ...

    def refuse_note(self, words: str) -> None:
        """Say beside that field why it cannot be kept."""
        ...

    def show_details(self, state: DetailsState) -> None:
        """Fill the form of the details."""
        ...

    def refuse(self, field: str, words: str) -> None:
        """Say beside a field of the details what is wrong."""
        ...


def load(desk: Desk, person: PersonId) -> Found:
    """Everything the page shows."""
    zone, now = people.current_zone(desk), desk.now()
    draft = drafts.load(desk, drafts.key(notes.COMPOSER, person))
    page = persons.page(desk, person)
    relation = latest(page)
    rounds = pulse.rounds(desk, relation.id) if relation is not None else ()
    goals = tuple(
        row for each in page.relationships for row in goal_rows.rows(desk, relationship=each.id)
    )  # fmt: skip
    return Found(page, people.me(desk).id, zone, wall_at(now, zone), now, draft, goals, rounds)


class PersonPresenter:
    """Loads the page and hands acts to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view = view
        self._context = context
        self._person: PersonId | None = None
        self._found: Found | None = None
        self._words = ""
        self._changing: Note | None = None
        self._draft: AutoSaver | None = None
        self._fresh = True
        self.details = DetailsPresenter(view, context, self.reload)
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, person: bytes, tab: str = "overview") -> None:
        """The page is shown for a person."""
        if self._person != person:
            self.leave()
            self._words = ""
            self._found = None
            self._changing = None
            self._draft = None
        self._person = PersonId(person)
        self._fresh = True
        self._view.show_tab(tab)
        self.reload()

    def leave(self) -> None:
        """Another page is shown: everything typed is saved."""
        self.details.leave()
        if self._draft is not None:
            self._draft.left()

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._end_listening()
        self._found = None

    def reload(self) -> None:
        """Ask for everything again."""
        if self._person is None:
            return
        desk, person = self._context.desk, self._person
        self._context.ask.read(lambda: load(desk, person), self._loaded, self._context.failed)

    def find(self, words: str) -> None:
        """Narrow the story."""
        self._words = words
        self._show()

    def new_session(self) -> None:
        """Plan a session with this person."""
        if self._person is not None:
            self._context.shell.go("new-session", person=self._person)

    def open_session(self, key: str) -> None:
        """Open the page that fits a session's state."""
        if (line := self._session(key)) is not None:
            self._context.shell.go(line.opens, session=line.row.id)

    def session_button(self, act: str, key: str) -> None:
        """A button in a session's row was pressed."""
        line = self._session(key)
        if line is None:
            return
        session = SessionId(line.row.id)
        if act != "start":
            self._context.shell.go(act, session=session)
            return
        desk = self._context.desk
        self._context.ask.write(
            lambda: running.start(desk, session),
            lambda _run: self._context.shell.go("run", session=session),
            self._context.failed,
        )

    def open_goal(self, key: str) -> None:
        """Open the page of a goal."""
        rows = self._found.goals if self._found is not None else ()
        row = next((each for each in rows if each.id.hex() == key), None)
        if row is not None:
            self._context.shell.go("goal", goal=row.id, relationship=row.relationship)

    def new_goal(self) -> None:
        """Write a goal down with this person."""
        if self._found is not None and (known := latest(self._found.page)) is not None:
            self._context.shell.go("goals", add=True, relationship=known.id)

    def review_goals(self) -> None:
        """Read the goals again together."""
        if self._found is not None and (known := latest(self._found.page)) is not None:
            self._context.shell.go("goal-review", relationship=known.id)

    def open_story(self, key: str) -> None:
        """Open the session a line of the story belongs to."""
        if session := key.partition("/")[2]:
            self.open_session(session)

    def tick(self, promise: bytes, done: bool) -> None:
        """A promise was kept, or is not done after all."""
        desk, chosen = self._context.desk, PromiseId(promise)
        words = _("Promise kept.") if done else _("Promise open again.")
        self._change(
            lambda: promises.kept(desk, chosen) if done else promises.reopen(desk, chosen), words,
            lambda: promises.undo_last(desk, chosen),
        )  # fmt: skip

    def typing_note(self, text: str) -> None:
        """A note is being typed; it is a draft until it is kept."""
        self._view.refuse_note("")
        if self._person is None or self._changing is not None:
            return
        if self._draft is None:
            desk, key = self._context.desk, drafts.key(notes.COMPOSER, self._person)
            self._draft = AutoSaver(
                self._context.ask, self._context.delay, lambda typed, _left: drafts.keep(desk, key, typed),
                lambda saved: self._context.shell.set_state(_("Saved") if saved else ""),
                self._context.failed,
            )  # fmt: skip
        self._draft.typed(text)

    def keep_note(self, text: str) -> None:
        """Keep a note, private unless it was shared before."""
        if self._person is None:
            return
        desk, person, changing = self._context.desk, self._person, self._changing

        def work() -> Note:
            if changing is not None:
                fresh = notes.get(desk, changing.id)
                return notes.edit(desk, replace(fresh, text=text))
            typed = notes.read_command(text, False)
            return notes.write(desk, typed.text, person=person, kind=typed.kind)

        self._context.ask.write(work, self._note_kept, self._note_refused)

    def change_note(self, key: str) -> None:
        """Bring a note back into the field."""
        note = self._note(key)
        if note is not None:
            if self._draft is not None:
                self._draft.left()
            self._changing = note
            self._view.fill_composer(note.text, True)

    def leave_note(self) -> None:
        """The note stays as it was."""
        if self._changing is not None:
            self._changing = None
            self._view.fill_composer(self._found.draft if self._found is not None else "", False)

    def note_history(self, key: str) -> None:
        """The page of a note's earlier wordings."""
        self._context.shell.go("history", kind=str(Kind.NOTE), row=bytes.fromhex(key))

    def trash_note(self, key: str) -> None:
        """Move a note to the trash."""
        desk, note = self._context.desk, NoteId(bytes.fromhex(key))
        self._change(
            lambda: notes.trash(desk, note), _("Note moved to the trash."), lambda: notes.restore(desk, note)
        )

    def archive(self) -> None:
        """Put the person away, or bring them back."""
        if self._person is None or self._found is None:
            return
        desk, person, archived = self._context.desk, self._person, not self._found.page.person.archived
        self._change(
            lambda: people.archive(desk, person, archived),
            _("Person archived.") if archived else _("Person brought back."),
            lambda: people.archive(desk, person, not archived),
        )

    def trash(self) -> None:
        """Move the person to the trash and go back to the list."""
        if self._person is None:
            return
        desk, person, context = self._context.desk, self._person, self._context

        def undo() -> None:
            context.ask.write(
                lambda: people.restore(desk, person),
                lambda _n: context.shell.go("person", person=person), context.failed,
            )  # fmt: skip

        def done(_n: None) -> None:
            self._person = None
            context.shell.go("people")
            context.shell.offer_undo(_("Person moved to the trash."), undo)

        context.ask.write(lambda: people.trash(desk, person), done, context.failed)

    def _change(self, work: Callable[[], object], done: str, undo: Callable[[], object]) -> None:
        ask, failed = self._context.ask, self._context.failed

        def take_back() -> None:
            ask.write(undo, lambda _n: self.reload(), failed)

        def changed(_n: object) -> None:
            self._context.shell.offer_undo(done, take_back)
            self.reload()

        def not_changed(error: BaseException) -> None:
            failed(error)
            self.reload()

        ask.write(work, changed, not_changed)

    def _note_kept(self, _note: Note) -> None:
        self._changing = None
        if self._draft is not None:
            self._draft.drop()
        self._view.fill_composer("", False)
        self._context.shell.set_state(_("Saved"))
        self.reload()

    def _note_refused(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._view.refuse_note(sentence(error))
        else:
            self._context.failed(error)

    def _note(self, key: str) -> Note | None:
        every = self._found.page.notes if self._found is not None else ()
        return next((note for note in every if note.id.hex() == key), None)

    def _session(self, key: str) -> SessionLine | None:
        if self._found is None:
            return None
        row = next((each for each in self._found.page.sessions if each.id.hex() == key), None)
        if row is None:
            return None
        found = self._found
        return SessionLine(row, found.me, found.zone, found.now, found.here.date())

    def _loaded(self, found: Found) -> None:
        if found.page.person.id != self._person:
            return
        self._found = found
        if self._fresh:
            self._fresh = False
            if self._changing is None and not (self._draft is not None and self._draft.unsaved):
                self._view.fill_composer(found.draft, False)
        self._show()

    def _show(self) -> None:
        if self._found is None:
            return
        page = self._found.page
        self._view.show_state(state_of(self._found, self._words, self._context.share_safe.on))
        self.details.show(page.person, latest(page), page.place_zone, self._found.here.date())
