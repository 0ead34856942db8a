"""Parting a goal into two and letting two become one, each with a way back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mentor_desktop.domain.goals import Goal, GoalEvent, GoalEventKind, GoalState, state_of
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import EvidenceId, GoalId, PartId, PromiseId, StepId
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.goals import AIM_LIMIT, PART, PROMISE
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.store import goals as store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _


@dataclass(frozen=True, slots=True)
class Split:
    """What parting a goal did."""

    of: GoalId
    fresh: Goal
    steps: tuple[StepId, ...]  # of the first one, that went along


@dataclass(frozen=True, slots=True)
class Merged:
    """What letting a goal go on within another one did."""

    of: GoalId
    into: Goal
    copies: tuple[EvidenceId, ...]
    promises: tuple[PromiseId, ...]
    parts: tuple[PartId, ...]


def split(desk: Desk, goal: GoalId, aim: str, steps: Iterable[StepId] = ()) -> Split:
    """Let part of a goal go on as a goal of its own, with some of the steps; both remember it."""
    said = line_of(aim, AIM_LIMIT)
    if not said:
        raise Refused(_("Say what the goal is."))
    wanted = set(steps)
    with desk.change() as c:
        found = store.load_goal(c, goal)
        moved = [each for each in found.steps if each.id in wanted]
        now, stamp = desk.now(), desk.stamp()
        fresh = Goal(
            id=GoalId(new_id()), relationship=found.relationship, whose=found.whose,
            audience=found.audience, aim=said, why=found.why, measure=found.measure,
            unit=found.unit,
            steps=tuple(replace(each, id=StepId(new_id()), version=0, after=None) for each in moved),
            events=(GoalEvent(kind=GoalEventKind.STATE, at=now, state=state_of(found)),
                    GoalEvent(kind=GoalEventKind.SPLIT, at=now, other=goal)),
        )  # fmt: skip
        store.insert_goal(c, fresh, stamp)
        for step in moved:
            trash_store.trash(c, Kind.STEP, step.id, stamp)
        store.add_event(c, goal, GoalEvent(kind=GoalEventKind.SPLIT, at=now, other=fresh.id), desk.stamp())
        store.find_goal(c, goal, desk.stamp())
        return Split(goal, store.load_goal(c, fresh.id), tuple(each.id for each in moved))


def unsplit(desk: Desk, done: Split) -> None:
    """Undo it: the new goal goes to the trash, its steps come back."""
    with desk.change() as c:
        trash_store.trash(c, Kind.GOAL, done.fresh.id, desk.stamp())
        for step in done.steps:
            trash_store.restore(c, Kind.STEP, step, desk.stamp())
        last = store.load_goal(c, done.of).events[-1]
        if last.kind is GoalEventKind.SPLIT and last.other == done.fresh.id:
            store.drop_last_event(c, done.of, desk.stamp())
        store.find_goal(c, done.of, desk.stamp())


def merge(desk: Desk, goal: GoalId, into: GoalId) -> Merged:
    """Let a goal go on within another one of the same people; evidence, promises and parts go along."""
    with desk.change() as c:
        found, other = store.load_goal(c, goal), store.load_goal(c, into)
        if goal == into or found.relationship != other.relationship or state_of(other) is GoalState.LET_GO:
            raise Refused(_("Choose another goal of the same people."))
        copies = []
        for each in store.load_evidence_of(c, [goal]):
            copied = replace(each, id=EvidenceId(new_id()), version=0, goal=into)
            store.insert_evidence(c, copied, desk.stamp())
            copies.append(copied.id)
        promises = tuple(PromiseId(each) for each in store.linked(c, goal, PROMISE))
        parts = tuple(PartId(each) for each in store.linked(c, goal, PART))
        for promise in promises:
            store.link(c, into, PROMISE, promise)
        for part in parts:
            store.link(c, into, PART, part)
        event = GoalEvent(kind=GoalEventKind.MERGED, at=desk.now(), other=into)
        store.add_event(c, goal, event, desk.stamp())
        return Merged(goal, store.load_goal(c, into), tuple(copies), promises, parts)


def unmerge(desk: Desk, done: Merged) -> None:
    """Undo it: what went along goes back."""
    with desk.change() as c:
        for copy in done.copies:
            trash_store.trash(c, Kind.EVIDENCE, copy, desk.stamp())
        for promise in done.promises:
            store.link(c, done.of, PROMISE, promise)
        for part in done.parts:
            store.link(c, done.of, PART, part)
        last = store.load_goal(c, done.of).events[-1]
        if last.kind is GoalEventKind.MERGED and last.other == done.into.id:
            store.drop_last_event(c, done.of, desk.stamp())
