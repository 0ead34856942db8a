"""Versions of agreements, their clauses and what happened to them, in the tables."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from mentor_desktop.domain.agreements import Agreement, AgreementEvent, Clause, EventKind, How
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import AgreementId, ClauseId, Millis, PersonId, RelationshipId
from mentor_desktop.store.agreement_tables import agreement, agreement_clause, agreement_event
from mentor_desktop.store.clause_data import data_of, data_text
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import (
    Stamp,
    audience_of,
    audience_text,
    date_of,
    date_text,
    insert_row,
    one,
    update_row,
)
from mentor_desktop.store.search import put_found

WORDS = ("title", "mentor", "mentee", "second_mentor", "second_mentee")
"""The texts of a clause, each with a history."""


def _clause(row: Any) -> Clause:
    return Clause(
        id=ClauseId(row.id), version=row.row_version, key=row.key, title=row.title, choice=row.choice,
        mentor=row.mentor, mentee=row.mentee, second_mentor=row.second_mentor,
        second_mentee=row.second_mentee, data=data_of(row.data), later=bool(row.later),
    )  # fmt: skip


def _event(row: Any) -> AgreementEvent:
    return AgreementEvent(
        kind=EventKind(row.kind),
        at=Millis(row.at),
        by=PersonId(row.by) if row.by else None,
        on=date_of(row.on),
        how=How(row.how) if row.how else None,
    )


def _agreement(row: Any, clauses: Iterable[Clause], events: Iterable[AgreementEvent]) -> Agreement:
    return Agreement(
        id=AgreementId(row.id), version=row.row_version, relationship=RelationshipId(row.relationship),
        number=row.number, language=row.language, second_language=row.second_language,
        review_on=date_of(row.review_on), parties=audience_of(row.parties) or (), clauses=tuple(clauses),
        events=tuple(events), note=row.note,
    )  # fmt: skip


def _whole(c: Connection, rows: Sequence[Any], *, clauses_too: bool = True) -> tuple[Agreement, ...]:
    clauses: dict[bytes, list[Clause]] = {row.id: [] for row in rows}
    events: dict[bytes, list[AgreementEvent]] = {row.id: [] for row in rows}
    ids = list(clauses)
    wanted = (
        select(agreement_clause)
        .where(agreement_clause.c.agreement.in_(ids), agreement_clause.c.deleted.is_(None))
        .order_by(agreement_clause.c.position)
    )
    for row in c.execute(wanted) if clauses_too else ():
        clauses[row.agreement].append(_clause(row))
    for row in c.execute(
        select(agreement_event).where(agreement_event.c.agreement.in_(ids)).order_by(agreement_event.c.seq)
    ):
        events[row.agreement].append(_event(row))
    return tuple(_agreement(row, clauses[row.id], events[row.id]) for row in rows)


def load_agreement(c: Connection, row: AgreementId) -> Agreement:
    """One version. Raises Gone."""
    return _whole(c, [one(c, agreement, row)])[0]


def load_agreements(
    c: Connection, relationship: RelationshipId | None = None, *, clauses: bool = True
) -> tuple[Agreement, ...]:  # fmt: skip
    """The versions of a relationship, or of all, the first one first; without their clauses if not wanted."""
    statement = select(agreement).where(agreement.c.deleted.is_(None))
    if relationship is not None:
        statement = statement.where(agreement.c.relationship == relationship)
    return _whole(c, c.execute(statement.order_by(agreement.c.number)).all(), clauses_too=clauses)


def to_review(c: Connection, today: date) -> tuple[RelationshipId, ...]:
    """The relationships with a version whose day of review has come, whatever became of that version."""
    statement = (
        select(agreement.c.relationship)
        .where(agreement.c.deleted.is_(None), agreement.c.review_on <= date_text(today))
        .distinct()
    )
    return tuple(RelationshipId(row.relationship) for row in c.execute(statement))


def next_number(c: Connection, relationship: RelationshipId) -> int:
    """The number of the next version; one in the trash keeps its own."""
    last = c.execute(
        select(func.max(agreement.c.number)).where(agreement.c.relationship == relationship)
    ).scalar()
    return (last or 0) + 1


def insert_agreement(c: Connection, each: Agreement, stamp: Stamp) -> None:
    """Write a new version with its clauses; it has no events yet."""
    insert_row(
        c, agreement, stamp,
        {"id": each.id, "relationship": each.relationship, "number": each.number, "language": each.language,
         "second_language": each.second_language, "review_on": date_text(each.review_on),
         "parties": audience_text(each.parties), "note": each.note},
    )  # fmt: skip
    for position, clause in enumerate(each.clauses):
        insert_clause(c, each.id, clause, position, stamp)
    find_agreement(c, each.id, stamp)


def update_agreement(c: Connection, each: Agreement, stamp: Stamp) -> None:
    """Change languages, review date, parties or my thoughts. Raises Stale or Gone."""
    also = {"language": each.language, "second_language": each.second_language,
            "review_on": date_text(each.review_on), "parties": audience_text(each.parties)}  # fmt: skip
    save_text(
        c, agreement, Kind.AGREEMENT, each.id, "note", each.note, stamp, version=each.version, also=also
    )
    find_agreement(c, each.id, stamp)


def insert_clause(c: Connection, of: AgreementId, clause: Clause, position: int, stamp: Stamp) -> None:
    """Write a new clause at a place among the others."""
    insert_row(
        c, agreement_clause, stamp,
        {"id": clause.id, "agreement": of, "position": position, "key": clause.key, "choice": clause.choice,
         "data": data_text(clause.data), "later": int(clause.later),
         **{name: getattr(clause, name) for name in WORDS}},
    )  # fmt: skip


def update_clause(c: Connection, of: AgreementId, clause: Clause, stamp: Stamp) -> None:
    """Change a clause, keeping every earlier wording. Raises Stale or Gone."""
    also = {"choice": clause.choice, "data": data_text(clause.data), "later": int(clause.later)}
    update_row(c, agreement_clause, stamp, clause.id, also, clause.version)
    for name in WORDS:
        save_text(c, agreement_clause, Kind.CLAUSE, clause.id, name, getattr(clause, name), stamp)
    find_agreement(c, of, stamp)


def drop_clause(c: Connection, of: AgreementId, clause: ClauseId, stamp: Stamp) -> None:
    """Take a clause out of a draft."""
    c.execute(delete(agreement_clause).where(agreement_clause.c.id == clause))
    find_agreement(c, of, stamp)


def order_clauses(c: Connection, order: Sequence[ClauseId]) -> None:
    """Let the clauses stand in this order."""
    for position, clause in enumerate(order):
        c.execute(agreement_clause.update().where(agreement_clause.c.id == clause).values(position=position))


def add_event(c: Connection, of: AgreementId, event: AgreementEvent, stamp: Stamp) -> None:
    """Add what happened to a version."""
    c.execute(
        insert(agreement_event),
        {"agreement": of, "kind": str(event.kind), "at": event.at, "by": event.by, "on": date_text(event.on),
         "how": str(event.how) if event.how else None},
    )  # fmt: skip
    update_row(c, agreement, stamp, of, {})


def drop_last_event(c: Connection, of: AgreementId, stamp: Stamp) -> None:
    """Undo what happened last, if anything did."""
    last = c.execute(
        select(func.max(agreement_event.c.seq)).where(agreement_event.c.agreement == of)
    ).scalar()
    if last is not None:
        c.execute(delete(agreement_event).where(agreement_event.c.seq == last))
        update_row(c, agreement, stamp, of, {})


def find_agreement(c: Connection, row: AgreementId, stamp: Stamp) -> None:
    """Bring the search row up to date."""
    each = load_agreement(c, row)
    others = each.parties[1:] or each.parties
    words = [getattr(clause, name) for clause in each.clauses for name in WORDS]
    put_found(
        c, Kind.AGREEMENT, row, person=others[0] if others else None, at=stamp.at, private=True,
        body="\n".join([*(word for word in words if word), each.note]),
    )  # fmt: skip
