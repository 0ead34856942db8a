"""The person page: the whole relationship on one page, its story searchable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentor_desktop.domain.ids import Millis, PersonId, SessionId
from mentor_desktop.domain.notes import Note, NoteKind
from mentor_desktop.domain.people import Person, Relationship, zone_on
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.touch import CheckIn
from mentor_desktop.domain.when import wall_at
from mentor_desktop.services import people, promises, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.promises import OnTime, PromiseRow
from mentor_desktop.services.sessions import SessionRow
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import session_lists
from mentor_desktop.store import touch as touch_store
from mentor_desktop.words import _

ENOUGH = 3  # sessions held before anything is said about how it is going


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened, newest first on the page."""

    at: Millis
    here: datetime  # on my clock
    text: str
    chip: str = ""  # "kept", "renegotiated", … or nothing
    chip_kind: str = "neutral"  # accent, private, warn, neutral, ok
    session: SessionId | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the Person page shows."""

    person: Person
    relationships: tuple[Relationship, ...]  # oldest first
    place_zone: str
    local: datetime
    sessions: tuple[SessionRow, ...]  # newest first
    promises: tuple[PromiseRow, ...]  # open first
    notes: tuple[Note, ...]  # about the person
    story: tuple[StoryLine, ...]
    mine_on_time: OnTime  # my promises to them
    theirs_on_time: OnTime
    held: int
    moved: int  # sessions that did not come about

    @property
    def enough(self) -> bool:
        """Whether enough was held to say how it is going."""
        return self.held >= ENOUGH


def page(desk: Desk, person: PersonId) -> PersonPage:
    """Everything the Person page shows."""
    with desk.read() as c:
        who = store.load_person(c, person)
        mine = store.load_me(c)
        relationships = store.load_relationships(c, person)
        day = desk.today("UTC")
        home = zone_on(mine, day, desk.clock.zone())
        zone = zone_on(who, day, home)
        about = note_store.load_notes(c, person=person, newest=True)
        found = promises.rows(c, desk, promise_store.load_promises(c, person=person))
        moments = tuple(
            note
            for each in relationships
            for note in note_store.notes_of_relationship(c, each.id, [NoteKind.MOMENT])
        )
        ids = session_lists.sessions_of(c, person)
        contacts = touch_store.load_check_ins(c, person)
    rows = tuple(row for row in sessions.rows(desk, newest=True, ids=ids))
    owed = tuple(row for row in found if person in (row.owner, row.receiver))
    held = sum(row.state is SessionState.HELD for row in rows)
    story = [*(_session_line(row) for row in rows), *_promise_lines(owed, home), *_note_lines(about, home),
             *_contact_lines(contacts, home)]  # fmt: skip
    return PersonPage(
        person=who,
        relationships=relationships,
        place_zone=zone,
        local=wall_at(desk.now(), zone),
        sessions=rows,
        promises=tuple(sorted(owed, key=lambda row: (not row.stands.is_open, not row.mine, row.id))),
        notes=about,
        story=tuple(sorted((*story, *_note_lines(moments, home)), key=lambda line: -line.at)),
        mine_on_time=_on_time([row for row in owed if row.mine]),
        theirs_on_time=_on_time([row for row in owed if row.owner == person]),
        held=held,
        moved=sum(row.state in (SessionState.CANCELLED, SessionState.MISSED) for row in rows),
    )


def _on_time(rows: Sequence[PromiseRow]) -> OnTime:
    states = [row.stands.state for row in rows]
    kept = states.count(PromiseState.KEPT)
    return OnTime(kept, kept + states.count(PromiseState.KEPT_LATE) + states.count(PromiseState.OVERDUE))


_SESSION_WORDS = {
    SessionState.PLANNED: lambda: _("Session planned"),
    SessionState.RUNNING: lambda: _("Session running"),
    SessionState.HELD: lambda: _("Session"),
    SessionState.CANCELLED: lambda: _("Session cancelled"),
    SessionState.MISSED: lambda: _("Session missed"),
}


def _session_line(row: SessionRow) -> StoryLine:
    if row.state is SessionState.HELD and row.number is not None:
        text = _("Session %(number)d · %(minutes)d min") % {"number": row.number, "minutes": row.minutes}
    else:
        text = _SESSION_WORDS[row.state]()
    chip = _("prepared") if row.state is SessionState.PLANNED and row.parts else ""
    return StoryLine(row.at, row.here, text, chip, "accent", row.id)


def _promise_lines(rows: Sequence[PromiseRow], zone: str) -> list[StoryLine]:
    lines = []
    for row in rows:
        at = row.stands.done_at
        if at is None:
            continue
        chip, kind = {
            PromiseState.KEPT: (_("kept"), "ok"),
            PromiseState.KEPT_LATE: (_("kept late"), "warn"),
            PromiseState.DROPPED: (_("dropped"), "neutral"),
        }.get(row.stands.state, ("", "neutral"))
        if row.stands.state is PromiseState.KEPT and row.stands.renegotiated:
            chip, kind = _("renegotiated"), "neutral"
        text = _("%(what)s (%(who)s)") % {"what": row.text, "who": row.owner_name}
        lines.append(StoryLine(at, wall_at(at, zone), text, chip, kind, row.session, row.private))
    return lines


def _note_lines(notes: Sequence[Note], zone: str) -> list[StoryLine]:
    lines = []
    for note in notes:
        chip = _("moment") if note.kind is NoteKind.MOMENT else _("note")
        kind = "private" if note.audience is None else "accent"
        first = note.text.strip().splitlines()[0][:200] if note.text.strip() else ""
        lines.append(
            StoryLine(note.at, wall_at(note.at, zone), first, chip, kind, note.session, note.audience is None)
        )
    return lines


def _contact_lines(contacts: Sequence[CheckIn], zone: str) -> list[StoryLine]:
    lines = []
    for each in contacts:
        words = each.text.strip().partition("\n")[0][:200] or _("A check-in")
        lines.append(StoryLine(each.at, wall_at(each.at, zone), words, _("check-in"), "accent", private=True))
    return lines


def find(page: PersonPage, words: str) -> tuple[StoryLine, ...]:
    """The lines of a story that hold every one of some words."""
    wanted = words.casefold().split()
    return tuple(
        line for line in page.story if all(word in f"{line.text} {line.chip}".casefold() for word in wanted)
    )


def search(desk: Desk, words: str) -> tuple[people.PersonRow, ...]:
    """People whose name or headline holds these words."""
    wanted = words.casefold().split()
    return tuple(
        row for row in people.rows(desk)
        if all(word in f"{row.name} {row.headline}".casefold() for word in wanted)
    )  # fmt: skip
