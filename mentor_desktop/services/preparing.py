"""Preparing: the brief from earlier sessions, and what to check before joining."""

from dataclasses import dataclass

from mentor_desktop.domain.goals import OPEN_STATES
from mentor_desktop.domain.ids import DAY, Millis, SessionId
from mentor_desktop.domain.notes import Note, NoteKind
from mentor_desktop.domain.private import Preparation, Ratings
from mentor_desktop.domain.sessions import Part, Session, SessionState
from mentor_desktop.domain.when import date_at, instant
from mentor_desktop.services import agreed_hints, content, drafts, goal_rows, people, promises, sessions
from mentor_desktop.services.agreed_hints import Hint
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.goal_rows import GoalRow
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import sessions as store

JOIN_TICKS = "join"  # draft key: which of the checks are ticked


@dataclass(frozen=True, slots=True)
class LastTime:
    """The session before this one."""

    session: Session
    days_ago: int
    preparation: Preparation
    ratings: Ratings
    moments: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything the Prepare page shows."""

    head: sessions.Head
    parts: tuple[Part, ...]
    preparation: Preparation
    last: LastTime | None
    promises: tuple[PromiseRow, ...]  # open ones, and those done since last time
    goals: tuple[GoalRow, ...]  # that go on, and those that ended since last time
    now: Millis
    to_check: tuple[Note, ...]  # readings not asked about yet
    questions: tuple[Note, ...]  # to come back to
    checks: tuple[content.JoinCheck, ...]  # the usual ones, and what the others asked for
    ticked: frozenset[str]
    agreement: Hint | None = None  # what there is to say about the agreement


def brief(desk: Desk, session: SessionId) -> Brief:
    """Everything the Prepare page shows."""
    ticked = frozenset(drafts.load(desk, drafts.key(JOIN_TICKS, session)).split())
    with desk.read() as c:
        about = store.load_session(c, session)
        mine = people_store.load_me(c)
        zone = people.my_zone(c, desk)
        held = store.load_sessions(
            c, relationship=about.relationship, states=[SessionState.HELD], newest=True,
            until=instant(about.when), limit=1,
        )  # fmt: skip
        last = None
        if held:
            notes = note_store.load_notes(c, session=held[0].id)
            last = LastTime(
                session=held[0],
                days_ago=(date_at(desk.now(), zone) - date_at(instant(held[0].when), zone)).days,
                preparation=store.load_preparation(c, held[0].id),
                ratings=store.load_ratings(c, held[0].id, mine.id),
                moments=tuple(note for note in notes if note.kind is NoteKind.MOMENT),
            )
        since = instant(held[0].when) if held else desk.now() - 60 * DAY
        every = promises.rows(c, desk, promise_store.load_promises(c, relationship=about.relationship))
        open_notes = note_store.notes_of_relationship(
            c, about.relationship, [NoteKind.READING, NoteKind.QUESTION]
        )
        head, parts = sessions.head_of(c, desk, about), store.load_parts(c, session)
        preparation = store.load_preparation(c, session)
        needs = agreed_hints.needs(c, [each.person for each in about.participants])
        agreement = agreed_hints.hint(c, desk, about)
    goals = goal_rows.rows(desk, relationship=about.relationship)
    asked = [note for note in open_notes if not note.checked and note.session != session]
    shown = [row for row in every if row.stands.is_open or (row.stands.done_at or 0) >= since]
    return Brief(
        head=head,
        parts=parts,
        preparation=preparation,
        last=last,
        promises=tuple(sorted(shown, key=lambda row: (row.stands.is_open, not row.mine, row.id))),
        goals=tuple(row for row in goals if row.state in OPEN_STATES or row.since >= since),
        now=desk.now(),
        to_check=tuple(note for note in asked if note.kind is NoteKind.READING),
        questions=tuple(note for note in asked if note.kind is NoteKind.QUESTION),
        checks=(*content.join_checks(), *needs),
        ticked=ticked,
        agreement=agreement,
    )


def tick_check(desk: Desk, session: SessionId, check: str, ticked: bool) -> frozenset[str]:
    """Tick one of the checks before joining."""
    key = drafts.key(JOIN_TICKS, session)
    now = set(drafts.load(desk, key).split())
    now = now | {check} if ticked else now - {check}
    drafts.keep(desk, key, " ".join(sorted(now)))
    return frozenset(now)
