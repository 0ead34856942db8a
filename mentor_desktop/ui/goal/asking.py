"""What the page of a goal asks within itself, and what it offers to let belong to the goal. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from mentor_desktop.services.goal_pages import GoalPage
from mentor_desktop.words import _

LONGEST_SOURCE = 70  # letters of a note or promise where it is offered


@dataclass(frozen=True)
class Question:
    """What is asked. Without `field` no line is typed; without `options` nothing is chosen."""

    key: str
    title: str
    yes: str
    field: str = ""
    placeholder: str = ""
    options: tuple[tuple[str, str], ...] = ()
    checks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was said."""

    key: str
    text: str
    option: str
    checked: tuple[str, ...]


def short(text: str) -> str:
    """One line of a note or promise where it is offered."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SOURCE else f"{line[: LONGEST_SOURCE - 1]}…"


def belongings(page: GoalPage) -> tuple[tuple[str, str], ...]:
    """What may belong to a goal, and what may no longer: a key and words each."""
    found = [(f"promise:on:{row.id.hex()}", _("Promise: %(text)s") % {"text": short(row.text)})
             for row in page.promise_offers]  # fmt: skip
    found += [(f"part:on:{part.id.hex()}", _("On the agenda: %(text)s") % {"text": short(part.title)})
              for part in page.part_offers]  # fmt: skip
    there: list[tuple[str, bytes, str]] = [("promise", row.id, row.text) for row in page.promises]
    there += [("part", part.id, part.title) for part in page.parts]
    found += [(f"{kind}:off:{thing.hex()}", _("No longer: %(text)s") % {"text": short(text)})
              for kind, thing, text in there]  # fmt: skip
    return tuple(found)


def question(act: str, page: GoalPage) -> Question:
    """What an act asks before it is done."""
    if act == "split":
        checks = tuple((step.id.hex(), step.text) for step in page.goal.steps)
        return Question(act, _("What goes on as a goal of its own?"), _("Split it off"),
                        field=_("The new goal, in a sentence"), checks=checks)  # fmt: skip
    if act == "merge":
        options = tuple((goal.hex(), aim) for goal, aim in page.others)
        return Question(act, _("Within which goal does it go on?"), _("Merge them"), options=options)
    titles = {
        "active": (_("Begin it now?"), _("Begin")), "paused": (_("Let it rest for now?"), _("Let it rest")),
        "reached": (_("Reached. How do you both know?"), _("Reached")),
        "let_go": (_("Let it go?"), _("Let it go")),
    }  # fmt: skip
    title, yes = titles[act]
    return Question(act, title, yes, field=_("A word why, for you alone"), placeholder=_("It may stay empty"))
