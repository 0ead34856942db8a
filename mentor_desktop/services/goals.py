"""Goals: write one down, say where it stands, show by what, let it rest or go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mentor_desktop.domain import goals as rules
from mentor_desktop.domain.goals import (
    BadMeasure,
    CircularSteps,
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
    NoteId,
    PartId,
    PersonId,
    PromiseId,
    RelationshipId,
    SessionId,
    StepId,
)
from mentor_desktop.domain.notes import Audience
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of, text_of
from mentor_desktop.store import goals as store
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _

MOST_STEPS = 50
AIM_LIMIT = 500  # characters
FARTHEST = 10 * 366  # days ahead that a goal may be meant for
PROMISE, PART = "promise", "part"  # what may belong to a goal


def add(
    desk: Desk, relationship: RelationshipId, aim: str, *, whose: Sequence[PersonId] | None = None,
    audience: Audience = ()
) -> Goal:  # fmt: skip
    """Write a goal down, as an idea. It is the mentee's, where nothing else is said."""
    with desk.change() as c:
        members = people_store.load_relationship(c, relationship).members
        goal = Goal(
            id=GoalId(new_id()), relationship=relationship, aim=_aim(aim), audience=audience,
            whose=tuple(members[:1] if whose is None else whose),
            events=(GoalEvent(kind=GoalEventKind.STATE, at=desk.now(), state=GoalState.IDEA),),
        )  # fmt: skip
        _checked_people(c, goal)
        store.insert_goal(c, goal, desk.stamp())
        return store.load_goal(c, goal.id)


def get(desk: Desk, goal: GoalId) -> Goal:
    """One goal."""
    with desk.read() as c:
        return store.load_goal(c, goal)


def edit(desk: Desk, goal: Goal) -> Goal:
    """Change what a goal says; earlier wordings stay in its history. Raises Stale if changed meanwhile.

    A day to reach it by that is new lies neither in the past nor before the people began.
    """
    kept = replace(
        goal, aim=_aim(goal.aim), unit=line_of(goal.unit, 40), why=text_of(goal.why),
        obstacle=text_of(goal.obstacle), plan=text_of(goal.plan), options=text_of(goal.options),
        strengths=text_of(goal.strengths), thoughts=text_of(goal.thoughts),
    )  # fmt: skip
    try:
        rules.checked_measure(kept.measure, kept.baseline, kept.target)
    except BadMeasure:
        raise Refused(
            _("Choose a target that differs from where it starts, on a scale between 0 and 10.")
            if kept.measure is Measure.SCALE
            else _("Choose a target that differs from where it starts.")
        ) from None
    if kept.confidence is not None and not rules.LOWEST <= kept.confidence <= rules.HIGHEST:
        raise Refused(_("Choose a number between %(low)d and %(high)d.") % {"low": 0, "high": 10})
    if kept.weight is not None and not 1 <= kept.weight <= 5:
        raise Refused(_("Choose a number between %(low)d and %(high)d.") % {"low": 1, "high": 5})
    with desk.change() as c:
        _checked_people(c, kept)
        if kept.target_date != store.load_goal(c, goal.id).target_date:
            _checked_day(c, desk, kept, kept.target_date)
        store.update_goal(c, kept, desk.stamp())
        return store.load_goal(c, goal.id)


def say(desk: Desk, goal: GoalId, **changed: Any) -> Goal:
    """Change some of the fields of a goal, whatever became of the others meanwhile."""
    with desk.change() as c:
        return edit(desk, replace(store.load_goal(c, goal), **changed))


def _checked_day(c: Connection, desk: Desk, goal: Goal, day: date | None) -> None:
    if day is None:
        return
    today = desk.today(people.my_zone(c, desk))
    if day < today:
        raise Refused(_("This date has passed. Choose today or later."))
    began = people_store.load_relationship(c, goal.relationship).started
    if began is not None and day < began:
        raise Refused(_("You have not begun by then. Choose a later day."))
    if (day - today).days > FARTHEST:
        raise Refused(_("This date is too far away. Choose one within ten years."))


def _aim(aim: str) -> str:
    kept = line_of(aim, AIM_LIMIT)
    if not kept:
        raise Refused(_("Say what the goal is."))
    return kept


def _checked_people(c: Connection, goal: Goal) -> None:
    members = people_store.load_relationship(c, goal.relationship).members
    if not goal.whose or not set(goal.whose) <= {*members, people_store.my_id(c)}:
        raise Refused(_("A goal belongs to somebody of this relationship."))


def _happened(c: Connection, desk: Desk, goal: GoalId, event: GoalEvent) -> Goal:
    store.add_event(c, goal, event, desk.stamp())
    return store.load_goal(c, goal)


def to_state(
    desk: Desk, goal: GoalId, state: GoalState, why: str = "", session: SessionId | None = None
) -> Goal:  # fmt: skip
    """Begin, pause, reach or let go of a goal, with a word why if one was said."""
    event = GoalEvent(
        kind=GoalEventKind.STATE, at=desk.now(), state=state, why=line_of(why), session=session
    )  # fmt: skip
    with desk.change() as c:
        found = store.load_goal(c, goal)
        return found if state_of(found) is state else _happened(c, desk, goal, event)


def progressed(
    desk: Desk, goal: GoalId, value: float, *, evidence: str = "", session: SessionId | None = None
) -> Goal:  # fmt: skip
    """Say where a goal stands on its measure, and by what one sees that. An idea becomes active by it."""
    with desk.change() as c:
        found = store.load_goal(c, goal)
        if found.measure is Measure.STEPS:
            raise Refused(_("This goal is told by its steps. Tick off a step instead."))
        try:
            rules.checked_measure(found.measure, value, None)
        except BadMeasure:
            raise Refused(
                _("Choose a number between %(low)d and %(high)d.") % {"low": 0, "high": 10}
            ) from None
        if state_of(found) is GoalState.IDEA:
            store.add_event(
                c,
                goal,
                GoalEvent(kind=GoalEventKind.STATE, at=desk.now(), state=GoalState.ACTIVE),
                desk.stamp(),
            )
        event = GoalEvent(kind=GoalEventKind.PROGRESS, at=desk.now(), value=value, session=session)
        said = text_of(evidence).strip()
        if said:
            shown = Evidence(id=EvidenceId(new_id()), goal=goal, at=desk.now(), text=said)
            store.insert_evidence(c, shown, desk.stamp())
        return _happened(c, desk, goal, event)


def reviewed(desk: Desk, goal: GoalId, session: SessionId | None = None) -> Goal:
    """It was re-read and stays as it is."""
    event = GoalEvent(kind=GoalEventKind.REVIEWED, at=desk.now(), session=session)
    with desk.change() as c:
        return _happened(c, desk, goal, event)


def reworded(desk: Desk, goal: GoalId, aim: str, session: SessionId | None = None) -> Goal:
    """It was re-read and put into other words. The same words as before are a goal that is kept."""
    with desk.change() as c:
        if store.load_goal(c, goal).aim == _aim(aim):
            return reviewed(desk, goal, session)
        say(desk, goal, aim=aim)
        event = GoalEvent(kind=GoalEventKind.REWORDED, at=desk.now(), session=session)
        return _happened(c, desk, goal, event)


def undo_last(desk: Desk, goal: GoalId) -> Goal:
    """Undo what happened last; a goal keeps at least the event that made it."""
    with desk.change() as c:
        if len(store.load_goal(c, goal).events) > 1:
            store.drop_last_event(c, goal, desk.stamp())
        return store.load_goal(c, goal)


def add_step(desk: Desk, goal: GoalId, text: str, due: date | None = None) -> Goal:
    """Add a step at the end."""
    said = line_of(text, AIM_LIMIT)
    if not said:
        raise Refused(_("Say what the step is."))
    with desk.change() as c:
        found = store.load_goal(c, goal)
        if len(found.steps) >= MOST_STEPS:
            raise Refused(_("A goal holds at most %(n)d steps. Split it.") % {"n": MOST_STEPS})
        step = Step(id=StepId(new_id()), text=said, due=due)
        _checked_day(c, desk, found, due)
        store.insert_step(c, goal, step, len(found.steps), desk.stamp())
        return store.load_goal(c, goal)


def edit_step(desk: Desk, goal: GoalId, step: Step) -> Goal:
    """Change a step: its words, its day, what it waits for, whether it is done."""
    said = line_of(step.text, AIM_LIMIT)
    if not said:
        raise Refused(_("Say what the step is."))
    with desk.change() as c:
        found = store.load_goal(c, goal)
        before = next(each for each in found.steps if each.id == step.id)
        if step.due != before.due:
            _checked_day(c, desk, found, step.due)
        changed = replace(step, text=said)
        try:
            rules.checked_steps(changed if each.id == step.id else each for each in found.steps)
        except CircularSteps:
            raise Refused(_("These steps would wait for each other.")) from None
        store.update_step(c, goal, changed, desk.stamp())
        return store.load_goal(c, goal)


def tick(desk: Desk, goal: GoalId, step: StepId, done: bool = True) -> Goal:
    """Tick a step off, or take the tick back."""
    with desk.change() as c:
        found = next(each for each in store.load_goal(c, goal).steps if each.id == step)
        store.update_step(c, goal, replace(found, done=desk.now() if done else None), desk.stamp())
        return store.load_goal(c, goal)


def order_steps(desk: Desk, goal: GoalId, order: Sequence[StepId]) -> Goal:
    """Let the steps stand in this order; steps that are not named follow."""
    with desk.change() as c:
        known = [step.id for step in store.load_goal(c, goal).steps]
        wanted = [each for each in order if each in known]
        store.order_steps(c, [*wanted, *(each for each in known if each not in wanted)])
        return store.load_goal(c, goal)


def drop_step(desk: Desk, goal: GoalId, step: StepId) -> Goal:
    """Put a step into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.STEP, step, desk.stamp())
        store.find_goal(c, goal, desk.stamp())
        return store.load_goal(c, goal)


def restore_step(desk: Desk, goal: GoalId, step: StepId) -> Goal:
    """Bring a step back."""
    with desk.change() as c:
        trash_store.restore(c, Kind.STEP, step, desk.stamp())
        return store.load_goal(c, goal)


def show(
    desk: Desk, goal: GoalId, text: str = "", *, note: NoteId | None = None, promise: PromiseId | None = None,
    value: float | None = None
) -> Evidence:  # fmt: skip
    """Add what shows how a goal comes on: a line, a note or a promise. It is as private as that note is."""
    said = text_of(text).strip()
    if not said and note is None and promise is None:
        raise Refused(_("Say what shows it."))
    with desk.change() as c:
        found = store.load_goal(c, goal)
        if value is not None:
            try:
                rules.checked_measure(found.measure, value, None)
            except BadMeasure:
                raise Refused(_("This value lies off the goal's scale.")) from None
        audience, at = None, desk.now()
        if note is not None:
            source = note_store.load_note(c, note)
            audience, at = source.audience, source.at
        elif promise is not None:
            audience = promise_store.load_promise(c, promise).audience
        fresh = Evidence(
            id=EvidenceId(new_id()), goal=goal, at=at, text=said, note=note, promise=promise, value=value,
            audience=audience,
        )  # fmt: skip
        store.insert_evidence(c, fresh, desk.stamp())
        return store.load_evidence(c, fresh.id)


def share_evidence(desk: Desk, evidence: EvidenceId, audience: Audience = ()) -> Evidence:
    """Let it stand on the goal sheet; None keeps it private again."""
    with desk.change() as c:
        found = store.load_evidence(c, evidence)
        store.update_evidence(c, replace(found, audience=audience), desk.stamp())
        return store.load_evidence(c, evidence)


def trash_evidence(desk: Desk, evidence: EvidenceId) -> None:
    """Put a piece of evidence into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.EVIDENCE, evidence, desk.stamp())


def restore_evidence(desk: Desk, evidence: EvidenceId) -> None:
    """Bring a piece of evidence back."""
    with desk.change() as c:
        trash_store.restore(c, Kind.EVIDENCE, evidence, desk.stamp())


def belongs(
    desk: Desk, goal: GoalId | None, *, promise: PromiseId | None = None, part: PartId | None = None
) -> None:
    """Let a promise or a part of an agenda belong to a goal, or to none."""
    with desk.change() as c:
        if goal is not None:
            store.load_goal(c, goal)
        if promise is not None:
            store.link(c, goal, PROMISE, promise)
        if part is not None:
            store.link(c, goal, PART, part)


def trash(desk: Desk, goal: GoalId) -> None:
    """Put a goal into the trash."""
    with desk.change() as c:
        trash_store.trash(c, Kind.GOAL, goal, desk.stamp())


def restore(desk: Desk, goal: GoalId) -> Goal:
    """Bring a goal back from the trash."""
    with desk.change() as c:
        trash_store.restore(c, Kind.GOAL, goal, desk.stamp())
        return store.load_goal(c, goal)
