"""Goals on paper: the neutral tree of a goal sheet, and how goals are spoken of in a summary.

May import `domain.shareable`, `words` and this package.
"""

from collections.abc import Iterator

from mentor_desktop import words
from mentor_desktop.domain.shareable import SharedEvidence, SharedGoal, SharedGoalNews, SharedGoalSheet
from mentor_desktop.exporters.cleaning import one_line
from mentor_desktop.exporters.spans import literal, literal_line, tidy
from mentor_desktop.exporters.tree import (
    Block,
    Bold,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
)
from mentor_desktop.words import _, number

_SECTION = 2


def goal_sheet_of(sheet: SharedGoalSheet) -> Document:
    """The sheet as a tree; what a goal does not say is left out."""
    blocks: list[Block] = []
    alone = len(sheet.goals) == 1
    for goal in sheet.goals:
        if not alone:
            blocks.append(_heading(goal.aim, _SECTION))
        blocks += _goal(goal, _SECTION if alone else _SECTION + 1)
    title = one_line(sheet.goals[0].aim) if alone else _("Goals")
    day = words.day(sheet.written_on, "long")
    named = words.names([one_line(name) for name in sheet.audience])
    byline = _("For %(names)s · %(day)s") % {"names": named, "day": day}
    return Document(sheet.language, title, byline, tuple(blocks))


def news_of(news: SharedGoalNews) -> tuple[Span, ...]:
    """What a session did for a goal, in one line."""
    said = {
        "kept": _("kept as it is"), "reworded": _("put into new words"), "idea": _("an idea"),
        "active": _("begun"), "paused": _("resting for now"), "reached": _("reached"),
        "let_go": _("let go"), "progress": _("moved"), "spoken": _("spoken of"),
    }  # fmt: skip
    what = said.get(news.what, "")
    if news.value is not None:
        stands = _("now at %(value)s") % {"value": _amount(news.value, news.unit)}
        what = stands if news.what == "progress" else _(", ").join(filter(None, (what, stands)))
    return tidy((Bold(literal_line(one_line(news.aim))), Text(f": {what}" if what else "")))


def _goal(goal: SharedGoal, level: int) -> Iterator[Block]:
    yield Paragraph((Text(_stands(goal)),))
    texts = (
        (_("Why it matters"), goal.why), (_("What gets in the way"), goal.obstacle),
        (_("If that happens, then"), goal.plan), (_("Ways considered"), goal.options),
        (_("Strengths to use"), goal.strengths),
    )  # fmt: skip
    for caption, text in texts:
        if text.strip():
            yield _heading(caption, level)
            yield from literal(text)
    if goal.steps:
        yield _heading(_("Steps"), level)
        yield _steps(goal)
    if len(goal.points) > 1:
        yield _heading(_("How it went"), level)
        yield BulletList(tuple(
            (Paragraph((Text(f"{words.day(each.day, 'medium')}: {_amount(each.value, goal.unit)}"),)),)
            for each in goal.points
        ))  # fmt: skip
    if goal.evidence:
        yield _heading(_("What shows it"), level)
        yield BulletList(tuple((_shown(each),) for each in goal.evidence))


def _shown(evidence: SharedEvidence) -> Paragraph:
    day = Text(f"{words.day(evidence.day, 'medium')}: ")
    return Paragraph(tidy((day, *literal_line(one_line(evidence.text)))))


def _heading(text: str, level: int) -> Heading:
    return Heading(level, literal_line(one_line(text)))


def _stands(goal: SharedGoal) -> str:
    """Whose it is, its state, where it stands and by when: one line."""
    state = {
        "idea": _("an idea so far"), "active": _("under way"), "paused": _("resting for now"),
        "reached": _("reached"), "let_go": _("let go"),
    }.get(goal.state, "")  # fmt: skip
    parts = [words.names([one_line(name) for name in goal.whose if name]), state, _measured(goal)]
    if goal.target_date is not None:
        parts.append(_("by %(day)s") % {"day": words.day(goal.target_date, "long")})
    return " · ".join(filter(None, parts))


def _measured(goal: SharedGoal) -> str:
    if goal.measure == "steps":
        done = sum(step.done_on is not None for step in goal.steps)
        return _("%(done)d of %(of)d steps") % {"done": done, "of": len(goal.steps)} if goal.steps else ""
    said = []
    if goal.value is not None:
        said.append(_("now %(value)s") % {"value": _amount(goal.value, goal.unit)})
    if goal.baseline is not None and goal.baseline != goal.value:
        said.append(_("from %(value)s") % {"value": _amount(goal.baseline, goal.unit)})
    if goal.target is not None:
        said.append(_("towards %(value)s") % {"value": _amount(goal.target, goal.unit)})
    if said and goal.measure == "scale":
        said.append(_("on a scale from 0 to 10"))
    return _(", ").join(said)


def _amount(value: float, unit: str) -> str:
    return f"{number(value)} {one_line(unit)}".strip()


def _steps(goal: SharedGoal) -> Table:
    rows = []
    for step in goal.steps:
        due = words.day(step.due, "medium") if step.due is not None else _("no date yet")
        done = words.day(step.done_on, "medium") if step.done_on is not None else _("open")
        rows.append(((Text(due),), literal_line(one_line(step.text)), (Text(done),)))
    header = (_("By when"), _("Step"), _("Done"))
    return Table(tuple((Text(name),) for name in header), tuple(rows))
