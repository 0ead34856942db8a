"""Notes: write, change, share or keep private, find again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentor_desktop.domain.history import Kind, Revision
from mentor_desktop.domain.ids import Millis, NoteId, PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience, Note, NoteKind
from mentor_desktop.services import drafts
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, some_text
from mentor_desktop.store import history as history_store
from mentor_desktop.store import notes as store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import search as search_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import N_, _

EVERY = 10_000_000  # more hits than any vault has
COMPOSER = "composer"  # the field in which a note is typed


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command at the beginning of a note."""

    name: str
    about: str  # a msgid
    kind: NoteKind = NoteKind.NOTE
    shared: bool | None = None  # None = as the key that sends it says


COMMANDS = (
    Command("promise", N_("a promise, for the wrap-up"), NoteKind.PROMISE),
    Command("moment", N_("a sentence worth keeping"), NoteKind.MOMENT),
    Command("fact", N_("what you saw or heard"), NoteKind.FACT),
    Command("read", N_("what you read into it, to check"), NoteKind.READING, False),
    Command("ask", N_("a question to come back to"), NoteKind.QUESTION),
    Command("private", N_("keep this note private"), shared=False),
    Command("shared", N_("share this note"), shared=True),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A note as typed, its command taken off."""

    text: str
    kind: NoteKind
    shared: bool


def read_command(typed: str, shared: bool) -> Typed:
    """Take a slash command off the beginning; any other slash is text. Its private wins over the key."""
    first, *rest = typed.split(maxsplit=1) or [""]
    for command in COMMANDS:
        if first.casefold() == f"/{command.name}":
            return Typed(
                "".join(rest).strip(), command.kind, shared if command.shared is None else command.shared
            )
    return Typed(typed.strip(), NoteKind.NOTE, shared)


def write(
    desk: Desk, text: str, *, session: SessionId | None = None, person: PersonId | None = None,
    kind: NoteKind = NoteKind.NOTE, audience: Audience = None, at: Millis | None = None, timed: bool = True
) -> Note:  # fmt: skip
    """Write a note of a session or about a person. It is on disk when this returns; its draft is gone."""
    if (session is None) == (person is None):
        raise Refused(_("A note belongs to a session or to a person."))
    kept = some_text(text)
    with desk.change() as c:
        relationship = None
        if session is not None:
            about = session_store.load_session(c, session)
            relationship = about.relationship
            _check_audience(c, session, audience)
        elif person is not None:
            people_store.load_person(c, person)
        note = Note(
            id=NoteId(new_id()), relationship=relationship, session=session, person=person, kind=kind,
            text=kept, at=desk.now() if at is None else at, timed=timed, audience=audience,
        )  # fmt: skip
        store.save_note(c, note, desk.stamp())
        owner = session if session is not None else person
        if owner is not None:
            history_store.save_draft(c, drafts.key(COMPOSER, owner), "", note.at)
    return replace(note, version=1)


def get(desk: Desk, note: NoteId) -> Note:
    """One note."""
    with desk.read() as c:
        return store.load_note(c, note)


def edit(desk: Desk, note: Note, *, burst_ends: bool = True) -> Note:
    """Change a note as edited; the old words stay in its history. Raises Stale if changed meanwhile."""
    with desk.change() as c:
        store.save_note(c, replace(note, text=some_text(note.text)), desk.stamp(), burst_ends=burst_ends)
        return store.load_note(c, note.id)


def share(desk: Desk, note: NoteId, audience: Audience = EVERYONE) -> Note:
    """Let a note be shared with an audience; None makes it private again."""
    with desk.change() as c:
        before = store.load_note(c, note)
        if before.session is not None:
            _check_audience(c, before.session, audience)
        store.save_note(c, replace(before, audience=audience), desk.stamp())
        return store.load_note(c, note)


def _check_audience(c: Connection, session: SessionId, audience: Audience) -> None:
    present = {p.person for p in session_store.load_session(c, session).participants}
    if audience and not set(audience) <= present:
        raise Refused(_("A note can be shared only with people of this session."))


def check(desk: Desk, note: NoteId, checked: bool = True) -> Note:
    """A reading was asked about, or a promise note was dealt with."""
    with desk.change() as c:
        store.save_note(c, replace(store.load_note(c, note), checked=checked), desk.stamp())
        return store.load_note(c, note)


def trash(desk: Desk, note: NoteId) -> None:
    """Put a note into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.NOTE, note, desk.stamp())


def restore(desk: Desk, note: NoteId) -> Note:
    """Bring a note back from the trash."""
    with desk.change() as c:
        trash_store.restore(c, Kind.NOTE, note, desk.stamp())
        return store.load_note(c, note)


def history(desk: Desk, note: NoteId) -> tuple[Revision, ...]:
    """Earlier wordings, newest first."""
    with desk.read() as c:
        return history_store.load_revisions(c, note, "text")


def of_session(desk: Desk, session: SessionId) -> tuple[Note, ...]:
    """The notes of a session, by time."""
    with desk.read() as c:
        return store.load_notes(c, session=session)


def every(desk: Desk) -> tuple[Note, ...]:
    """All notes, by time."""
    with desk.read() as c:
        return store.load_notes(c)


def search(desk: Desk, words: str, limit: int | None = None) -> tuple[Note, ...]:
    """Notes that match, best first; all of them if no limit is said."""
    with desk.read() as c:
        hits = search_store.search(c, words, desk.now(), EVERY if limit is None else limit)
        wanted = [NoteId(hit.id) for hit in hits if hit.kind is Kind.NOTE]
        found = {note.id: note for note in store.load_notes(c, ids=wanted)}
    return tuple(found[row] for row in wanted if row in found)


def counts(notes: Sequence[Note]) -> tuple[int, int]:
    """How many are shared, and how many private."""
    private = sum(note.audience is None for note in notes)
    return len(notes) - private, private


def about(desk: Desk, notes: Sequence[Note]) -> dict[NoteId, tuple[PersonId, ...]]:
    """Whom each note is about: its person, or those of its session."""
    held = list({note.session for note in notes if note.session is not None})
    with desk.read() as c:
        people = session_store.people_of(c, held)
    return {
        note.id: people.get(note.session, ()) if note.session else (note.person,) if note.person else ()
        for note in notes
    }
