"""What the page of one goal shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentor_desktop.domain.difference import Piece
from mentor_desktop.domain.goals import OPEN_STATES, Goal, GoalState, Measure, points, progress, state_since
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.when import date_at
from mentor_desktop.services.goal_forms import GoalForm
from mentor_desktop.services.goal_pages import GoalPage, Shown
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.ui.daywords import ChipKind, due_words, short_day
from mentor_desktop.ui.goal.fieldwords import PRIVATE, read_of, values_of
from mentor_desktop.ui.goals.words import amount, stands_words, state_words
from mentor_desktop.ui.widgets.chart_data import ChartData, Point
from mentor_desktop.words import _, names, ngettext, number

MOST_EVIDENCE = 60
_NEUTRAL: ChipKind = "neutral"


@dataclass(frozen=True)
class FormCell:
    """One step of a form: its name, what it asks, and what was said."""

    title: str
    ask: str
    said: tuple[str, ...]
    fields: tuple[str, ...]
    private: bool


@dataclass(frozen=True)
class StepLine:
    """One step of the goal."""

    id: str
    text: str
    sub: str
    chip: str
    kind: ChipKind
    done: bool
    due: str  # as typed
    after: str  # id, "" for none
    spoken: str


@dataclass(frozen=True)
class EvidenceLine:
    """One thing that shows how it comes on."""

    id: str
    day: str
    text: str
    chip: str  # "" for a line of its own
    kind: ChipKind
    private: bool
    leads: bool  # to the note or session it came from
    spoken: str


@dataclass(frozen=True)
class ChainLine:
    """One link from the aim to the last promise kept."""

    caption: str
    text: str
    chip: str
    kind: ChipKind


@dataclass(frozen=True)
class WordingLine:
    """An earlier wording of the aim, with what changed since."""

    until: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class GoalShown:
    """The page."""

    id: str
    title: str
    sub: str
    person: str  # id in hex, for the colour
    name: str
    form: str
    cells: tuple[FormCell, ...]
    about: str
    values: Mapping[str, str]
    measure: Measure
    chip: str
    chart: ChartData | None
    table: tuple[tuple[str, str], ...]
    share: int  # of steps done, of `whole`
    whole: int
    told: str
    can_say: bool  # a value can be said
    steps: tuple[StepLine, ...]
    steps_count: str
    evidence: tuple[EvidenceLine, ...]
    more_evidence: int
    chain: tuple[ChainLine, ...]
    wordings: tuple[WordingLine, ...]
    state: GoalState
    offers: tuple[tuple[str, str], ...]  # states it can go to, with the words of the act
    private: bool
    hidden: int  # private things that share-safe folds
    safe: bool


def state_of(page: GoalPage, form: GoalForm, safe: bool) -> GoalShown | None:
    """The page; None for a private goal while the screen is shared."""
    goal, today = page.goal, page.today
    if safe and page.row.private:
        return None
    shown = [each for each in page.evidence if not (safe and each.private)]
    stands = progress(goal, [each.evidence for each in shown])
    page = replace(page, row=replace(page.row, progress=stands))
    values = dict(values_of(goal, today))
    if safe:
        values.update(dict.fromkeys(("thoughts", *PRIVATE), ""))
    owed = [row for row in page.promises if not (safe and row.private)]
    return GoalShown(
        id=goal.id.hex(), title=goal.aim, sub=_sub(page), person=page.person.hex(), name=page.row.name,
        form=form.id, cells=_cells(goal, form, today, safe), about=form.about, values=values,
        measure=goal.measure, chip=_chip(page), chart=_chart(page, shown), table=_table(page, shown),
        share=page.row.progress.done, whole=page.row.progress.of, told=_told(page, shown),
        can_say=goal.measure is not Measure.STEPS and page.row.state in OPEN_STATES,
        steps=_steps(page), steps_count=_steps_count(page),
        evidence=tuple(_evidence(each, today) for each in shown[:MOST_EVIDENCE]),
        more_evidence=max(len(shown) - MOST_EVIDENCE, 0),
        chain=_chain(page, owed), wordings=_wordings(page), state=page.row.state,
        offers=_offers(page.row.state), private=page.row.private,
        hidden=len(page.evidence) - len(shown) + bool(goal.thoughts) if safe else 0, safe=safe,
    )  # fmt: skip


def _sub(page: GoalPage) -> str:
    goal, today = page.goal, page.today
    owners = [_("you") if each == page.me else page.names.get(each, "").split()[0]
              for each in goal.whose if each == page.me or page.names.get(each, "").strip()]  # fmt: skip
    pieces = [_("Goal of %(names)s") % {"names": names(owners)}]
    day = short_day(date_at(state_since(goal), page.zone), today)
    pieces.append(_("%(state)s since %(day)s") % {"state": state_words(page.row.state), "day": day})
    if goal.target_date is not None:
        pieces.append(_("by %(day)s") % {"day": short_day(goal.target_date, today)})
    changes = len(page.wordings) - 1
    if changes:
        last = page.wordings[1].until
        when = short_day(date_at(last, page.zone), today) if last is not None else ""
        words = ngettext(
            "wording changed once, on %(day)s", "wording changed %(n)d times, last on %(day)s", changes
        )
        pieces.append(words % {"n": changes, "day": when})
    if page.row.private:
        pieces.append(_("private"))
    return " · ".join(pieces)


def _cells(goal: Goal, form: GoalForm, today: date, safe: bool) -> tuple[FormCell, ...]:
    cells = []
    for step in form.steps:
        fields = tuple(each for each in step.fields if not (safe and each in PRIVATE))
        said = tuple(filter(None, (read_of(goal, each, today) for each in fields if each != "measure")))
        cells.append(FormCell(step.title, step.ask, said, fields, any(each in PRIVATE for each in fields)))
    return tuple(cells)


def _chip(page: GoalPage) -> str:
    stands = stands_words(page.row)
    base, value = page.goal.baseline, page.row.progress.value
    if (
        stands
        and base is not None
        and value is not None
        and value != base
        and page.goal.measure is not Measure.STEPS
    ):
        return _("%(stands)s · from %(value)s") % {"stands": stands, "value": number(base)}
    return stands


def _chart(page: GoalPage, shown: list[Shown]) -> ChartData | None:
    goal = page.goal
    if goal.measure is Measure.STEPS:
        return None
    unit = goal.unit if goal.measure is Measure.NUMBER else ""
    sources = {each.evidence.at: each for each in shown if each.evidence.value is not None}
    found = [(at, value) for at, value in points(goal, [each.evidence for each in shown])]
    if not found:
        return None
    made = []
    for at, value in found:
        source = sources.get(at)
        key = source.evidence.id.hex() if source is not None and _leads(source) else ""
        when = short_day(date_at(at, page.zone), page.today)
        made.append(Point(key, float(at), value, when, amount(value, unit)))
    ends = [value for _at, value in found] + [
        each for each in (goal.baseline, goal.target) if each is not None
    ]
    low, high = (0.0, 10.0) if goal.measure is Measure.SCALE else (min(ends), max(ends))
    if low == high:
        low, high = low - 1, high + 1
    words = ""
    if goal.target is not None:
        words = _("target %(value)s") % {"value": amount(goal.target, unit)}
        if goal.target_date is not None:
            words = _("%(target)s, %(day)s") % {
                "target": words, "day": short_day(goal.target_date, page.today)
            }  # fmt: skip
    return ChartData(
        _("Where it stood over time"), tuple(made), low, high, number(low), number(high), goal.target, words
    )


def _table(page: GoalPage, shown: list[Shown]) -> tuple[tuple[str, str], ...]:
    data = _chart(page, shown)
    return tuple((point.when, point.amount) for point in reversed(data.points)) if data is not None else ()


def _told(page: GoalPage, shown: list[Shown]) -> str:
    """By what progress is told, and how often it was."""
    goal = page.goal
    if goal.measure is Measure.STEPS:
        return _("Told by the steps that are ticked off.")
    count = len(points(goal, [each.evidence for each in shown]))
    if not count:
        return _("Nobody has said yet where it stands.")
    if goal.measure is Measure.SCALE:
        words = ngettext(
            "By your judgement together, once.", "By your judgement together, %(n)d times.", count
        )
    else:
        words = ngettext("Counted, once.", "Counted, %(n)d times.", count)
    words %= {"n": count}
    if any(each.evidence.value is not None and _leads(each) for each in shown):
        also = _("Points with a source open the note they came from.")
        words = f"{words} {also}"
    return words


def _steps_count(page: GoalPage) -> str:
    done = sum(step.done is not None for step in page.goal.steps)
    return _("%(done)d of %(of)d") % {"done": done, "of": len(page.goal.steps)} if page.goal.steps else ""


def _steps(page: GoalPage) -> tuple[StepLine, ...]:
    today = page.today
    known = {step.id: step for step in page.goal.steps}
    lines = []
    for step in page.goal.steps:
        before = known.get(step.after) if step.after is not None else None
        waits = before is not None and before.done is None and step.done is None
        sub = _("after: %(step)s") % {"step": before.text} if waits and before is not None else ""
        chip, kind = "", _NEUTRAL
        if step.done is not None:
            chip, kind = short_day(date_at(step.done, page.zone), today), "ok"
        elif step.due is not None:
            chip = short_day(step.due, today)
            kind = "warn" if step.due <= today else "neutral"
        state = _("done") if step.done is not None else _("open")
        spoken = ", ".join(filter(None, (step.text, state, chip, sub)))
        due = short_day(step.due, today) if step.due is not None else ""
        lines.append(
            StepLine(step.id.hex(), step.text, sub, chip, kind, step.done is not None, due,
                     before.id.hex() if before is not None else "", spoken)
        )  # fmt: skip
    return tuple(lines)


def _leads(each: Shown) -> bool:
    return each.session is not None or each.person is not None


def _evidence(each: Shown, today: date) -> EvidenceLine:
    chip = {"moment": _("Moment"), "note": _("Note"), "promise": _("Promise")}.get(each.kind, "")
    text = each.text or _("What it pointed to is gone.")
    day = short_day(each.on, today)
    private = _("private") if each.private else ""
    return EvidenceLine(
        id=each.evidence.id.hex(), day=day, text=text, chip=chip,
        kind="accent" if each.kind == "moment" else "neutral", private=each.private, leads=_leads(each),
        spoken=", ".join(filter(None, (day, chip, text, private))),
    )  # fmt: skip


def _chain(page: GoalPage, owed: list[PromiseRow]) -> tuple[ChainLine, ...]:
    """From the aim over the next step to the last promise kept."""
    goal, today = page.goal, page.today
    lines = []
    if page.row.next_step:
        chip = short_day(page.row.next_due, today) if page.row.next_due is not None else ""
        lines.append(ChainLine(_("Next step"), page.row.next_step, chip, "neutral"))
    for part in page.parts:
        lines.append(ChainLine(_("On the agenda"), part.title, short_day(part.on, today), "neutral"))
    for row in owed:
        if row.stands.is_open:
            chip, kind = due_words(row, today)
            lines.append(ChainLine(_("Promised by %(name)s") % {"name": _called(row)}, row.text, chip, kind))
    kept = [row for row in owed if row.stands.state in (PromiseState.KEPT, PromiseState.KEPT_LATE)]
    kept.sort(key=lambda row: row.stands.done_at or 0)
    if kept:
        row = kept[-1]
        chip = short_day(date_at(row.stands.done_at, page.zone), today) if row.stands.done_at else ""
        lines.append(ChainLine(_("Last kept, by %(name)s") % {"name": _called(row)}, row.text, chip, "ok"))
    if not lines:
        return ()
    return (ChainLine(_("Aim"), goal.aim, "", "neutral"), *lines)


def _called(row: PromiseRow) -> str:
    return _("you") if row.mine else row.owner_name.split()[0]


def _wordings(page: GoalPage) -> tuple[WordingLine, ...]:
    lines = []
    for each in page.wordings[1:]:
        day = short_day(date_at(each.until, page.zone), page.today) if each.until is not None else ""
        lines.append(WordingLine(_("until %(day)s") % {"day": day}, each.changed))
    return tuple(lines)


def _offers(state: GoalState) -> tuple[tuple[str, str], ...]:
    acts = {
        GoalState.ACTIVE: _("Begin") if state is GoalState.IDEA else _("Take up again"),
        GoalState.PAUSED: _("Let it rest"),
        GoalState.REACHED: _("Reached"),
        GoalState.LET_GO: _("Let it go"),
    }
    open_ = state in OPEN_STATES
    return tuple((str(to), words) for to, words in acts.items()
                 if to is not state and (open_ or to is GoalState.ACTIVE)
                 and not (to is GoalState.PAUSED and state is GoalState.IDEA))  # fmt: skip
