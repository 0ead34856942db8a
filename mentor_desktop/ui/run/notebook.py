"""The notes of one session and the half-typed one: written, changed, shared, thrown away.

No Qt here. What is typed goes to disk as a draft; a note is told as kept only when it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mentor_desktop.domain.history import Revision
from mentor_desktop.domain.ids import NoteId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience, Note, NoteKind
from mentor_desktop.services import drafts, notes
from mentor_desktop.services.desk import Desk
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context
from mentor_desktop.words import _

NOTES, DRAFT = "notes", "draft"


class Notebook:
    """See the module. `told(NOTES)` and `told(DRAFT)` say what changed."""

    def __init__(self, context: Context, session: SessionId, told: Callable[[str], None]) -> None:
        self._context, self._session, self._told = context, session, told
        self.notes: tuple[Note, ...] = ()
        self.draft = ""  # typed into the composer and not sent
        self.held = False  # notes are typed in afterwards: their times say nothing
        self._kept_back = ""  # the part of the draft that stays hidden while the screen is being shown
        key = drafts.key(notes.COMPOSER, session)
        desk = context.desk
        self._saver = AutoSaver(
            context.ask, context.delay, lambda text, _left: drafts.keep(desk, key, text), self._saved,
            context.failed,
        )  # fmt: skip

    def loaded(self, found: tuple[Note, ...], draft: str, held: bool) -> None:
        """What was read; a draft that is being typed stays as it is."""
        self.notes, self.held = found, held
        if not self._saver.unsaved:
            self.draft = draft
            self._kept_back = draft if self._context.share_safe.on else ""

    def leave(self) -> None:
        """What is typed goes to disk now."""
        self._saver.left()

    def share_safe_changed(self, on: bool) -> None:
        """What was typed before stays hidden while the screen is shown to someone."""
        self._kept_back = self.draft if on else ""

    def typed(self, text: str) -> None:
        """The composer now says this."""
        self.draft = "\n".join(part for part in (self._kept_back, text) if part)
        self._saver.typed(self.draft)
        self._told(DRAFT)

    @property
    def shown_draft(self) -> str:
        """What the composer may show: all that is typed, less what was typed before the screen was shown."""
        return self.draft[len(self._kept_back) :].removeprefix("\n") if self._kept_back else self.draft

    def write(
        self, typed: str, shared: bool, audience: Audience = EVERYONE, kind: NoteKind | None = None
    ) -> bool:
        """Keep a note; False if it says nothing. A slash command at its beginning is obeyed."""
        said = notes.read_command(typed, shared)
        if not said.text:
            return False
        desk, session, kept_back, timed = self._context.desk, self._session, self._kept_back, not self.held
        to = audience if said.shared else None
        self._saver.drop()
        self.draft = kept_back
        self._told(DRAFT)

        def work() -> Note:
            with desk.change():
                note = notes.write(
                    desk, said.text, session=session, kind=kind or said.kind, audience=to, timed=timed
                )
                if kept_back:
                    drafts.keep(desk, drafts.key(notes.COMPOSER, session), kept_back)
                return note

        def failed(error: BaseException) -> None:
            self.typed("\n".join(part for part in (typed, self.shown_draft) if part))
            self._context.failed(error)

        self._context.shell.set_state(_("Saving…"))
        self._context.ask.write(work, self._put, failed)
        return True

    def mark_moment(self) -> None:
        """Keep what is typed as a moment, or mark this minute to come back to."""
        text = self.shown_draft.strip() or _("A moment to come back to")
        self.write(text, False, kind=NoteKind.MOMENT)

    def note(self, note: NoteId) -> Note | None:
        """One of the notes shown."""
        return next((each for each in self.notes if each.id == note), None)

    def editor_of(self, note: NoteId) -> AutoSaver:
        """What saves a note while it is being changed."""
        desk = self._context.desk

        def save(text: str, left: bool) -> Note | None:
            if not text.strip():
                return None  # an emptied note keeps its last words; Del is what throws it away
            latest = notes.get(desk, note)
            return notes.edit(desk, replace(latest, text=text), burst_ends=left)

        def told(saved: bool) -> None:
            self._saved(saved)
            if saved:
                self._context.ask.read(lambda: notes.get(desk, note), self._put, self._context.failed)

        return AutoSaver(self._context.ask, self._context.delay, save, told, self._context.failed)

    def restore_words(self, note: NoteId, text: str) -> None:
        """Take an earlier wording again."""
        self._change(lambda desk: notes.edit(desk, replace(notes.get(desk, note), text=text)))

    def share(self, note: NoteId, audience: Audience) -> None:
        """Share a note, or keep it private again."""
        self._change(lambda desk: notes.share(desk, note, audience))

    def check(self, note: NoteId, checked: bool) -> None:
        """It was asked about, or not yet."""
        self._change(lambda desk: notes.check(desk, note, checked))

    def trash(self, note: NoteId) -> None:
        """Put a note into the trash, with a way back."""
        desk = self._context.desk

        def gone(_nothing: object) -> None:
            self.notes = tuple(each for each in self.notes if each.id != note)
            self._told(NOTES)
            self._context.shell.offer_undo(
                _("The note is in the trash."),
                lambda: self._change(lambda desk: notes.restore(desk, note)),
            )

        self._context.ask.write(lambda: notes.trash(desk, note), gone, self._context.failed)

    def history(self, note: NoteId, then: Callable[[tuple[Revision, ...]], None]) -> None:
        """Earlier wordings of a note."""
        desk = self._context.desk
        self._context.ask.read(lambda: notes.history(desk, note), then, self._context.failed)

    def _change(self, verb: Callable[[Desk], Note]) -> None:
        desk = self._context.desk
        self._context.ask.write(lambda: verb(desk), self._put, self._context.failed)

    def _put(self, note: Note) -> None:
        self._context.shell.set_state(_("Saved"))
        others = [each for each in self.notes if each.id != note.id]
        self.notes = tuple(sorted([*others, note], key=lambda each: (each.at, each.id)))
        self._told(NOTES)

    def _saved(self, saved: bool) -> None:
        self._context.shell.set_state(_("Saved") if saved else _("Saving…"))
