"""Goals as lists and the goal page show them: one frozen row a goal, and what shows how it comes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain import goals as rules
from mentor_desktop.domain.goals import OPEN_STATES, Evidence, Goal, GoalState, Progress, state_of
from mentor_desktop.domain.ids import GoalId, Millis, NoteId, PersonId, PromiseId, RelationshipId
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import goals as store
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.rows import Gone

_ORDER = (GoalState.ACTIVE, GoalState.IDEA, GoalState.PAUSED, GoalState.REACHED, GoalState.LET_GO)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal as lists show it."""

    id: GoalId
    relationship: RelationshipId
    aim: str
    whose: str  # names
    people: tuple[PersonId, ...]
    person: PersonId  # the other one, not me
    name: str  # theirs; of a group, everyone's
    mine: bool  # my own alone
    state: GoalState
    progress: Progress
    target_date: date | None
    next_step: str  # "" for none
    next_due: date | None
    since: Millis  # of its state
    weight: int
    baseline: float | None
    target: float | None
    unit: str
    touched: Millis | None
    quiet: bool  # deserves a kind question
    evidence: int
    private: bool


def rows(
    desk: Desk, *, relationship: RelationshipId | None = None, open_only: bool = False
) -> tuple[GoalRow, ...]:  # fmt: skip
    """Goals as lists show them: what is under way first, then by the day they are wanted for."""
    with desk.read() as c:
        found = store.load_goals(c, relationship=relationship, states=OPEN_STATES if open_only else None)
        shown = store.load_evidence_of(c, [each.id for each in found])
        names, now, me = people.names(c), desk.now(), people_store.my_id(c)
        members = {each.id: each.members for each in people_store.load_relationships(c)}
    by_goal: dict[GoalId, list[Evidence]] = {}
    for each in shown:
        by_goal.setdefault(each.goal, []).append(each)
    made = [
        row_of(each, by_goal.get(each.id, []), names, now, members.get(each.relationship, each.whose), me)
        for each in found
    ]
    return tuple(sorted(made, key=lambda row: (_ORDER.index(row.state), row.target_date or date.max, row.id)))


def row_of(
    goal: Goal, shown: Sequence[Evidence], names: Mapping[PersonId, str], now: Millis,
    members: Sequence[PersonId], me: PersonId
) -> GoalRow:  # fmt: skip
    """One goal as lists show it."""
    step = rules.next_step(goal)
    return GoalRow(
        id=goal.id,
        relationship=goal.relationship,
        aim=goal.aim,
        whose=", ".join(names.get(each, "") for each in goal.whose),
        people=goal.whose,
        person=members[0],
        name=", ".join(names.get(each, "") for each in members),
        mine=goal.whose == (me,),
        state=state_of(goal),
        progress=rules.progress(goal, shown),
        target_date=goal.target_date,
        next_step=step.text if step else "",
        next_due=step.due if step else None,
        since=rules.state_since(goal),
        weight=goal.weight or 0,
        baseline=goal.baseline,
        target=goal.target,
        unit=goal.unit,
        touched=rules.last_touched(goal, shown),
        quiet=rules.is_quiet(goal, now, shown),
        evidence=len(shown),
        private=goal.audience is None,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence in words: its own, or those of the note or promise it points to."""

    evidence: Evidence
    text: str


def evidence_of(desk: Desk, goal: GoalId) -> tuple[Shown, ...]:
    """What shows how a goal comes on, by time; of a note or promise that is gone its own words stay."""
    with desk.read() as c:
        found = store.load_evidence_of(c, [goal])
        notes = {each.id: each.text
                 for each in note_store.load_notes(c, ids=[e.note for e in found if e.note])}  # fmt: skip
        promises = {each.promise: _promise_text(c, each.promise) for each in found if each.promise}
    return tuple(
        Shown(
            each,
            each.text
            or notes.get(each.note or NoteId(b""), "")
            or promises.get(each.promise or PromiseId(b""), ""),
        )
        for each in found
    )


def _promise_text(c: Connection, promise: PromiseId) -> str:
    try:
        return promise_store.load_promise(c, promise).text
    except Gone:
        return ""


def promises_of(desk: Desk, goal: GoalId) -> tuple[PromiseId, ...]:
    """The promises that belong to a goal."""
    with desk.read() as c:
        return tuple(PromiseId(each) for each in store.linked(c, goal, "promise"))
