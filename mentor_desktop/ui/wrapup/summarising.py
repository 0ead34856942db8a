"""Decides what the summary card shows and what Copy, Export and Print do. No Qt here.

The preview is the exporters' own tree of the same `Shareable` that is written to a file, so what is seen is
all that leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mentor_desktop.domain.history import Exported
from mentor_desktop.domain.ids import Millis, NoteId, PersonId, SessionId
from mentor_desktop.domain.notes import NoteKind
from mentor_desktop.domain.sessions import Attendance
from mentor_desktop.domain.when import wall_at
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.tree import Document
from mentor_desktop.services import choices, exporting, people, sessions, sharing, wrapping
from mentor_desktop.services.sharing import Summary
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.wrapup.state import Question, SharedLine, SummaryState
from mentor_desktop.ui.wrapup.summary_words import chips, format_name, sent_words
from mentor_desktop.words import _, clock, names

COPIED_FOR = 10 * 60  # seconds that a copied summary stays on the clipboard
NAMED = 40  # letters that a question names at most
FORMATS = ("pdf", "docx", "html", "md", "txt")


class SummaryView(Protocol):
    """What the presenter needs of the card."""

    def show_summary(self, state: SummaryState) -> None:
        """Show all of it."""
        ...

    def show_note(self, note: bytes) -> None:
        """Bring a shared note into view."""
        ...

    def ask_about(self, question: Question | None) -> None:
        """Show a question within the card, or take it away."""
        ...


@dataclass(frozen=True)
class _Loaded:
    summary: Summary
    document: Document
    sent: tuple[Exported, ...]
    zone: str
    now: Millis


class SummaryPresenter:
    """One session's summary. `sent` is called after a summary went out."""

    def __init__(self, view: SummaryView, context: Context, sent: Callable[[], None]) -> None:
        self._view, self._context, self._sent = view, context, sent
        self._session: SessionId | None = None
        self._audience: tuple[PersonId, ...] | None = None
        self._loaded: _Loaded | None = None
        self._opening: str | None = None
        self._format = FORMATS[0]
        self._asked = 0
        self._sought: bytes | None = None
        self._saver: AutoSaver | None = None
        self._yes: Callable[[], None] | None = None

    def open(self, session: SessionId, note: bytes | None = None) -> None:
        """Another session, perhaps at a note."""
        self.leave()
        if session != self._session:
            self._audience = None
        self._session, self._loaded, self._opening = session, None, None
        self._sought = note
        context, desk = self._context, self._context.desk
        self._saver = AutoSaver(
            context.ask, context.delay,
            lambda text, left: wrapping.say(desk, session, "opening", text, burst_ends=left),
            self._told, context.failed,
        )  # fmt: skip
        self._question(None)
        self._view.show_summary(SummaryState(format=self._format))
        self.reload()
        context.ask.read(exporting.warm, lambda _none: None, context.failed)  # after the preview's own work

    def leave(self) -> None:
        """Nothing typed stays unsaved."""
        if self._saver is not None:
            self._saver.left()

    def closed(self) -> None:
        """The card is destroyed."""
        self.leave()
        self._asked += 1

    def reload(self) -> None:
        """Draw it anew from what is kept."""
        if self._session is None:
            return
        self._asked += 1
        number = self._asked
        self._context.ask.read(
            self._work(self._session),
            lambda loaded: self._show(number, loaded),
            lambda error: self._not_loaded(number, error),
        )

    def _work(self, session: SessionId) -> Callable[[], _Loaded]:
        desk, audience = self._context.desk, self._audience

        def work() -> _Loaded:
            about = sessions.get(desk, session)
            there = {p.person for p in about.participants if p.attendance is not Attendance.ABSENT}
            meant = None if audience is None else [each for each in audience if each in there] or None
            summary = sharing.summary(desk, session, meant, choices.held_back(desk, session))
            return _Loaded(
                summary, document_of(summary.shareable), exporting.sent(desk, session),
                people.current_zone(desk), desk.now(),
            )  # fmt: skip

        return work

    # What goes out

    def audience_chosen(self, person: PersonId, meant: bool) -> None:
        """One of those who were there is, or is not, in the audience. The last one cannot be taken out."""
        if self._loaded is None:
            return
        chosen = [each for each, _name in self._loaded.summary.present if
                  (meant if each == person else each in self._loaded.summary.audience)]  # fmt: skip
        if chosen:
            self._audience = tuple(chosen)
        self.reload()

    def opening_typed(self, text: str) -> None:
        """The mentor's own first line."""
        self._opening = text
        if self._saver is not None:
            self._saver.typed(text)

    def opening_left(self) -> None:
        """The line was left."""
        self.leave()

    def hold_back(self, note: NoteId) -> None:
        """Hold a shared note back from this session's summaries, or let it go after all."""
        session, desk = self._session, self._context.desk
        if session is None or self._loaded is None:
            return
        held = note not in self._loaded.summary.held_back
        self._context.ask.write(
            lambda: choices.hold_back(desk, session, note, held),
            lambda _kept: self._kept(session),
            self._context.failed,
        )

    def _kept(self, session: SessionId) -> None:
        self._context.shell.set_state(_("Saved"))
        if session == self._session:
            self.reload()

    def format_chosen(self, fmt: str) -> None:
        """Which format the file will have."""
        self._format = fmt
        self._question(None)

    # Ways out

    def copy(self) -> None:
        """Onto the clipboard, for a while."""

        def copied(summary: Summary, text: str) -> None:
            self._context.clipboard.copy(text, COPIED_FOR)
            self._record(summary, "copy")

        self._as_shown(
            lambda summary: self._context.ask.read(
                lambda: exporting.rendered(summary, "txt"),
                lambda text: copied(summary, text),
                self._context.failed,
            )
        )

    def print(self) -> None:
        """To the printer, from the same page that the HTML export is."""

        def ready(summary: Summary, page: str) -> None:
            self._context.asker.print_page(
                _("Print the summary"), page, lambda yes: self._record(summary, "print") if yes else None
            )

        self._as_shown(
            lambda summary: self._context.ask.read(
                lambda: exporting.rendered(summary, "html"),
                lambda page: ready(summary, page),
                self._context.failed,
            )
        )

    def export(self) -> None:
        """To a file. Letters that a PDF cannot show are named first."""
        self._question(None)
        fmt, desk = self._format, self._context.desk

        def look(summary: Summary) -> tuple[str, str]:
            missing = exporting.missing_letters(summary) if fmt == "pdf" else ""
            return exporting.file_name(desk, summary, fmt), missing

        self._as_shown(
            lambda summary: self._context.ask.read(
                lambda: look(summary),
                lambda found: self._named(summary, fmt, *found),
                self._context.failed,
            )
        )

    def _named(self, summary: Summary, fmt: str, name: str, missing: str) -> None:
        if not missing:
            self._where(summary, fmt, name)
            return
        asked = _("No font here has these letters, so the PDF would show a box for each: %(letters)s")
        self._question(
            Question(asked % {"letters": " ".join(missing[:NAMED])}, _("Make it anyway")),
            lambda: self._where(summary, fmt, name),
        )

    def answered(self, yes: bool) -> None:
        """The question in the card was answered."""
        act, self._yes = self._yes, None
        self._view.ask_about(None)
        if yes and act is not None:
            act()

    # Inside

    def _as_shown(self, then: Callable[[Summary], None]) -> None:
        """Go on with the summary that is shown; an opening line not on disk yet is saved and shown first."""
        if self._session is None or self._loaded is None:
            return
        if self._saver is None or not self._saver.unsaved:
            then(self._loaded.summary)
            return
        self.leave()
        self._asked += 1
        number = self._asked

        def shown(loaded: _Loaded) -> None:
            self._show(number, loaded)
            then(loaded.summary)

        # In the writer's queue, so that it comes after the line.
        self._context.ask.write(self._work(self._session), shown, self._context.failed)

    def _where(self, summary: Summary, fmt: str, name: str) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self._write(summary, fmt, path)

        self._context.asker.save_file(_("Export the summary"), name, [(format_name(fmt), fmt)], chosen)

    def _write(self, summary: Summary, fmt: str, path: Path, *, overwrite: bool = False) -> None:
        session, desk = self._session, self._context.desk
        if session is None:
            return

        def work() -> bool:
            if path.exists() and not overwrite:
                return False
            exporting.export(desk, session, summary, fmt, path, overwrite=overwrite)
            return True

        def written(done: bool) -> None:
            if done:
                self._went_out()
            else:
                self._question(
                    Question(
                        _("There is a file called %(name)s already.") % {"name": path.name}, _("Replace it")
                    ),
                    lambda: self._write(summary, fmt, path, overwrite=True),
                )

        self._context.ask.write(work, written, self._context.failed)

    def _record(self, summary: Summary, how: str) -> None:
        session, desk = self._session, self._context.desk
        if session is not None:
            self._context.ask.write(
                lambda: exporting.record(desk, session, summary, how),
                lambda _none: self._went_out(),
                self._context.failed,
            )

    def _went_out(self) -> None:
        self.reload()
        self._sent()

    def _question(self, question: Question | None, yes: Callable[[], None] | None = None) -> None:
        self._yes = yes
        self._view.ask_about(question)

    def _told(self, saved: bool) -> None:
        self._context.shell.set_state(_("Saved") if saved else _("Saving…"))
        if saved:
            self.reload()

    def _not_loaded(self, number: int, error: BaseException) -> None:
        """Nobody was there, or another reason for which there is no summary: said where it would be."""
        if number == self._asked:
            self._loaded = None
            self._view.show_summary(SummaryState(sent=sentence(error), format=self._format))

    def _show(self, number: int, loaded: _Loaded) -> None:
        if number != self._asked:
            return
        self._loaded = loaded
        if self._opening is None:
            self._opening = loaded.summary.shareable.opening
        summary = loaded.summary
        called = sharing.short_names(dict(summary.present))
        self._view.show_summary(
            SummaryState(
                title=_("Summary for %(names)s")
                % {"names": names([called[each] for each in summary.audience])},
                people=tuple(
                    (each, called[each], each in summary.audience) for each, _name in summary.present
                ),
                opening=self._opening,
                chips=chips(summary),
                notes=_lines(summary, loaded.zone),
                document=loaded.document,
                sent=sent_words(loaded.sent, called, loaded.now, loaded.zone),
                format=self._format,
            )
        )
        if self._sought is not None:
            note, self._sought = self._sought, None
            self._view.show_note(note)


def _lines(summary: Summary, zone: str) -> tuple[SharedLine, ...]:
    return tuple(
        SharedLine(
            note.id,
            note.text,
            clock(wall_at(note.at, zone)) if note.timed else "",
            note.id in summary.held_back,
        )
        for note in summary.notes
        if not (note.kind is NoteKind.PROMISE and note.checked)
    )
