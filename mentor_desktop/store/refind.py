"""Writes the search row of any one thing anew, after it came back from the trash or the index was lost."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import (
    AgreementId,
    CheckInId,
    EvidenceId,
    FollowUpId,
    GoalId,
    NoteId,
    OccasionId,
    PersonId,
    PromiseId,
    RelationshipId,
    SessionId,
)
from mentor_desktop.store import agreements, followups, goal_tables, goals, people, promises, tables, touch
from mentor_desktop.store.notes import find_note, load_note
from mentor_desktop.store.rows import Stamp
from mentor_desktop.store.sessions import find_session


def refind(c: Connection, kind: Kind, row: bytes, stamp: Stamp) -> None:
    """Write the search row of a thing anew; what is not searched for has none. Raises Gone."""
    if kind in _AGAIN:
        _AGAIN[kind](c, row, stamp)


def _part(c: Connection, row: bytes, _stamp: Stamp) -> None:
    session = c.execute(select(tables.part.c.session).where(tables.part.c.id == row)).scalar()
    if session is not None:
        find_session(c, SessionId(session))


def _step(c: Connection, row: bytes, stamp: Stamp) -> None:
    step = goal_tables.goal_step
    goal = c.execute(select(step.c.goal).where(step.c.id == row)).scalar()
    if goal is not None:
        goals.find_goal(c, GoalId(goal), stamp)


_AGAIN: Mapping[Kind, Callable[[Connection, bytes, Stamp], None]] = {
    Kind.NOTE: lambda c, row, _: find_note(c, load_note(c, NoteId(row))),
    Kind.SESSION: lambda c, row, _: find_session(c, SessionId(row)),
    Kind.PART: _part,
    Kind.PERSON: lambda c, row, s: people.find_person(c, people.load_person(c, PersonId(row)), s),
    Kind.PROMISE: lambda c, row, _: promises.find_promise(c, promises.load_promise(c, PromiseId(row))),
    Kind.RELATIONSHIP: lambda c, row, s: people.find_relationship(
        c, people.load_relationship(c, RelationshipId(row)), s
    ),
    Kind.FOLLOW_UP: lambda c, row, s: followups.find_follow_up(
        c, followups.load_follow_up(c, FollowUpId(row)), s
    ),
    Kind.AGREEMENT: lambda c, row, s: agreements.find_agreement(c, AgreementId(row), s),
    Kind.GOAL: lambda c, row, s: goals.find_goal(c, GoalId(row), s),
    Kind.STEP: _step,
    Kind.CHECK_IN: lambda c, row, _: touch.find_check_in(c, touch.load_check_in(c, CheckInId(row))),
    Kind.OCCASION: lambda c, row, s: touch.find_occasion(c, touch.load_occasion(c, OccasionId(row)), s),
    Kind.EVIDENCE: lambda c, row, _: goals.find_evidence(c, goals.load_evidence(c, EvidenceId(row))),
}
