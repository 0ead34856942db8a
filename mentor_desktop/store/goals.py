"""Goals, their steps, events and evidence in the tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from mentor_desktop.domain.goals import (
    Evidence,
    Goal,
    GoalEvent,
    GoalEventKind,
    GoalState,
    Measure,
    Step,
    state_of,
)
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import (
    EvidenceId,
    GoalId,
    Millis,
    NoteId,
    PartId,
    PersonId,
    PromiseId,
    RelationshipId,
    SessionId,
    StepId,
)
from mentor_desktop.store.goal_tables import evidence, goal, goal_event, goal_link, goal_step
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import (
    MANY,
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

WORDS = ("aim", "why", "unit", "obstacle", "plan", "options", "strengths", "thoughts")
"""The texts of a goal, each with a history."""


def _step(row: Any) -> Step:
    return Step(
        id=StepId(row.id),
        version=row.row_version,
        text=row.text,
        after=StepId(row.after) if row.after else None,
        due=date_of(row.due),
        done=Millis(row.done) if row.done is not None else None,
    )


def _event(row: Any) -> GoalEvent:
    return GoalEvent(
        kind=GoalEventKind(row.kind),
        at=Millis(row.at),
        state=GoalState(row.state) if row.state else None,
        value=row.value,
        why=row.why,
        other=GoalId(row.other) if row.other else None,
        session=SessionId(row.session) if row.session else None,
    )


def _evidence(row: Any) -> Evidence:
    return Evidence(
        id=EvidenceId(row.id),
        version=row.row_version,
        goal=GoalId(row.goal),
        at=Millis(row.at),
        text=row.text,
        note=NoteId(row.note) if row.note else None,
        promise=PromiseId(row.promise) if row.promise else None,
        value=row.value,
        audience=audience_of(row.audience),
    )


def _goal(row: Any, steps: Iterable[Step], events: Iterable[GoalEvent]) -> Goal:
    return Goal(
        id=GoalId(row.id), version=row.row_version, relationship=RelationshipId(row.relationship),
        whose=audience_of(row.whose) or (), audience=audience_of(row.audience), measure=Measure(row.measure),
        baseline=row.baseline, target=row.target, target_date=date_of(row.target_date),
        confidence=row.confidence, weight=row.weight, steps=tuple(steps), events=tuple(events),
        **{name: getattr(row, name) for name in WORDS},
    )  # fmt: skip


def _whole(c: Connection, rows: Sequence[Any]) -> tuple[Goal, ...]:
    steps: dict[bytes, list[Step]] = {row.id: [] for row in rows}
    events: dict[bytes, list[GoalEvent]] = {row.id: [] for row in rows}
    ids = list(steps)
    for start in range(0, len(ids), MANY):
        some = ids[start : start + MANY]
        for row in c.execute(
            select(goal_step)
            .where(goal_step.c.goal.in_(some), goal_step.c.deleted.is_(None))
            .order_by(goal_step.c.position)
        ):
            steps[row.goal].append(_step(row))
        for row in c.execute(
            select(goal_event).where(goal_event.c.goal.in_(some)).order_by(goal_event.c.seq)
        ):
            events[row.goal].append(_event(row))
    return tuple(_goal(row, steps[row.id], events[row.id]) for row in rows)


def load_goal(c: Connection, row: GoalId) -> Goal:
    """One goal. Raises Gone."""
    return _whole(c, [one(c, goal, row)])[0]


def load_goals(
    c: Connection, *, relationship: RelationshipId | None = None, states: Iterable[GoalState] | None = None
) -> tuple[Goal, ...]:
    """Goals in the order they were made, of one relationship or of all, in some states or in any."""
    statement = select(goal).where(goal.c.deleted.is_(None))
    if relationship is not None:
        statement = statement.where(goal.c.relationship == relationship)
    if states is not None:
        statement = statement.where(goal.c.state.in_([str(state) for state in states]))
    return _whole(c, c.execute(statement.order_by(goal.c.id)).all())


def insert_goal(c: Connection, each: Goal, stamp: Stamp) -> None:
    """Write a new goal with its steps and events."""
    insert_row(
        c, goal, stamp,
        {"id": each.id, "relationship": each.relationship, "state": str(state_of(each)),
         **_plain(each), **{name: getattr(each, name) for name in WORDS}},
    )  # fmt: skip
    for position, step in enumerate(each.steps):
        insert_step(c, each.id, step, position, stamp)
    for event in each.events:
        add_event(c, each.id, event, stamp)
    find_goal(c, each.id, stamp)


def update_goal(c: Connection, each: Goal, stamp: Stamp) -> None:
    """Change what a goal says, keeping every earlier wording. Raises Stale or Gone."""
    update_row(c, goal, stamp, each.id, _plain(each), each.version)
    for name in WORDS:
        save_text(c, goal, Kind.GOAL, each.id, name, getattr(each, name), stamp)
    find_goal(c, each.id, stamp)


def _plain(each: Goal) -> dict[str, Any]:
    return {
        "whose": audience_text(each.whose), "audience": audience_text(each.audience),
        "measure": str(each.measure), "baseline": each.baseline, "target": each.target,
        "target_date": date_text(each.target_date), "confidence": each.confidence, "weight": each.weight,
    }  # fmt: skip


def insert_step(c: Connection, of: GoalId, step: Step, position: int, stamp: Stamp) -> None:
    """Write a new step at a place among the others."""
    insert_row(
        c, goal_step, stamp,
        {"id": step.id, "goal": of, "position": position, "text": step.text, "after": step.after,
         "due": date_text(step.due), "done": step.done},
    )  # fmt: skip
    find_goal(c, of, stamp)


def update_step(c: Connection, of: GoalId, step: Step, stamp: Stamp) -> None:
    """Change a step, keeping its earlier wording. Raises Stale or Gone."""
    also = {"after": step.after, "due": date_text(step.due), "done": step.done}
    save_text(c, goal_step, Kind.STEP, step.id, "text", step.text, stamp, version=step.version, also=also)
    find_goal(c, of, stamp)


def order_steps(c: Connection, order: Sequence[StepId]) -> None:
    """Let the steps stand in this order."""
    for position, step in enumerate(order):
        c.execute(goal_step.update().where(goal_step.c.id == step).values(position=position))


def add_event(c: Connection, of: GoalId, event: GoalEvent, stamp: Stamp) -> None:
    """Add what happened to a goal, and bring the column that lists are filtered by up to date."""
    c.execute(
        insert(goal_event),
        {"goal": of, "kind": str(event.kind), "at": event.at, "value": event.value, "why": event.why,
         "state": str(event.state) if event.state else None, "other": event.other, "session": event.session},
    )  # fmt: skip
    _bring_up(c, of, stamp)


def drop_last_event(c: Connection, of: GoalId, stamp: Stamp) -> None:
    """Undo what happened last, if anything did."""
    last = c.execute(select(func.max(goal_event.c.seq)).where(goal_event.c.goal == of)).scalar()
    if last is not None:
        c.execute(delete(goal_event).where(goal_event.c.seq == last))
        _bring_up(c, of, stamp)


def _bring_up(c: Connection, of: GoalId, stamp: Stamp) -> None:
    update_row(c, goal, stamp, of, {"state": str(state_of(load_goal(c, of)))})


def touched_in(c: Connection, session: SessionId) -> tuple[GoalId, ...]:
    """The goals to which something happened in a session."""
    happened = select(goal_event.c.goal).where(goal_event.c.session == session)
    found = c.execute(
        select(goal.c.id).where(goal.c.deleted.is_(None), goal.c.id.in_(happened)).order_by(goal.c.id)
    )
    return tuple(GoalId(row.id) for row in found)


def load_evidence(c: Connection, row: EvidenceId) -> Evidence:
    """One piece of evidence. Raises Gone."""
    return _evidence(one(c, evidence, row))


def load_evidence_of(c: Connection, goals: Sequence[GoalId]) -> tuple[Evidence, ...]:
    """The evidence of some goals, by time."""
    found: list[Evidence] = []
    for start in range(0, len(goals), MANY):
        rows = c.execute(
            select(evidence).where(
                evidence.c.goal.in_(list(goals[start : start + MANY])), evidence.c.deleted.is_(None)
            )
        )
        found += [_evidence(row) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.at, each.id)))


def insert_evidence(c: Connection, each: Evidence, stamp: Stamp) -> None:
    """Write a new piece of evidence."""
    insert_row(
        c, evidence, stamp,
        {"id": each.id, "goal": each.goal, "at": each.at, "text": each.text, "note": each.note,
         "promise": each.promise, "value": each.value, "audience": audience_text(each.audience)},
    )  # fmt: skip
    find_evidence(c, each)


def update_evidence(c: Connection, each: Evidence, stamp: Stamp) -> None:
    """Change a piece of evidence, keeping its earlier wording. Raises Stale or Gone."""
    also = {"at": each.at, "value": each.value, "audience": audience_text(each.audience)}
    save_text(c, evidence, Kind.EVIDENCE, each.id, "text", each.text, stamp, version=each.version, also=also)
    find_evidence(c, each)


def link(c: Connection, of: GoalId | None, kind: str, thing: PromiseId | PartId) -> None:
    """Let a promise or a part of an agenda belong to a goal, or to none."""
    if of is None:
        c.execute(delete(goal_link).where(goal_link.c.kind == kind, goal_link.c.thing == thing))
        return
    statement = upsert(goal_link).values(goal=of, kind=kind, thing=thing)
    c.execute(statement.on_conflict_do_update(index_elements=["kind", "thing"], set_={"goal": of}))


def linked(c: Connection, of: GoalId, kind: str) -> tuple[bytes, ...]:
    """The promises or parts that belong to a goal."""
    rows = c.execute(select(goal_link.c.thing).where(goal_link.c.goal == of, goal_link.c.kind == kind))
    return tuple(rows.scalars())


def goals_of(c: Connection, kind: str, things: Sequence[bytes]) -> dict[bytes, GoalId]:
    """To which goal each of some promises or parts belongs."""
    rows = c.execute(select(goal_link.c.thing, goal_link.c.goal).where(goal_link.c.kind == kind))
    wanted = set(things)
    return {row.thing: GoalId(row.goal) for row in rows if row.thing in wanted}


def find_goal(c: Connection, row: GoalId, stamp: Stamp) -> None:
    """Bring the search row up to date."""
    each = load_goal(c, row)
    words = [getattr(each, name) for name in WORDS[1:]] + [step.text for step in each.steps]
    put_found(
        c, Kind.GOAL, row, person=each.whose[0] if each.whose else None, at=stamp.at,
        private=each.audience is None, title=each.aim, body="\n".join(word for word in words if word),
    )  # fmt: skip


def find_evidence(c: Connection, each: Evidence) -> None:
    """Bring the search row of a piece of evidence up to date."""
    whose = load_goal(c, each.goal).whose
    put_found(
        c, Kind.EVIDENCE, each.id, person=whose[0] if whose else None, at=each.at,
        private=each.audience is None, body=each.text,
    )  # fmt: skip


def people_of(c: Connection, rows: Sequence[GoalId]) -> dict[GoalId, tuple[PersonId, ...]]:
    """Whose goals these are."""
    found = c.execute(select(goal.c.id, goal.c.whose).where(goal.c.id.in_(list(rows))))
    return {GoalId(row.id): audience_of(row.whose) or () for row in found}
