"""The four ways to look at a goal and to talk it through: what each asks, in which order and for how long.

Data in `resources/content/<language>/goal_forms.toml`; a form only chooses which fields of a goal it asks
for. May import domain, words and the content folder.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mentor_desktop import words
from mentor_desktop.services.content import CONTENT, ContentError

LENGTHS = (10, 20, 30)
"""Minutes that a talk can take."""
FIELDS = frozenset(
    ["aim", "why", "measure", "baseline", "target", "target_date", "obstacle", "plan", "options",
     "strengths", "confidence", "weight", "steps"]
)  # fmt: skip
_FILE = "goal_forms.toml"


@dataclass(frozen=True, slots=True)
class FormStep:
    """One step of a form."""

    id: str
    title: str
    minutes: tuple[int, ...]  # for each of LENGTHS
    fields: tuple[str, ...]  # of a goal
    ask: str
    hint: str  # for the mentor; "" for none


@dataclass(frozen=True, slots=True)
class GoalForm:
    """One way to look at a goal."""

    id: str
    name: str
    about: str
    source: str
    steps: tuple[FormStep, ...]


def goal_forms() -> tuple[GoalForm, ...]:
    """Every form in the language spoken."""
    return _forms(words.language())


def goal_form(id_: str) -> GoalForm | None:
    """A form by its id, None for an id nobody knows."""
    return next((form for form in goal_forms() if form.id == id_), None)


@lru_cache(maxsize=4)
def _forms(language: str) -> tuple[GoalForm, ...]:
    own = CONTENT / language / _FILE
    path = own if own.is_file() else CONTENT / words.SOURCE / _FILE
    return read(tomllib.loads(path.read_text(encoding="utf-8")), language == words.PSEUDO)


def read(tables: Mapping[str, Any], pseudo: bool = False) -> tuple[GoalForm, ...]:
    """The forms of a content file; raises ContentError for one that does not hold together."""
    try:
        found = tuple(_form(row, pseudo) for row in tables["forms"])
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{_FILE}: {error}") from None
    if not found or len({form.id for form in found}) != len(found):
        raise ContentError(f"{_FILE}: no form, or an id twice")
    return found


def _form(row: Mapping[str, Any], pseudo: bool) -> GoalForm:
    def say(key: str, table: Mapping[str, Any] = row) -> str:
        text = str(table[key])
        return words._(text) if pseudo else text

    steps = tuple(
        FormStep(
            id=str(step["id"]), title=say("title", step), minutes=tuple(map(int, step["minutes"])),
            fields=tuple(map(str, step["fields"])), ask=say("ask", step), hint=say("hint", step),
        )
        for step in row["steps"]
    )  # fmt: skip
    _checked(str(row["id"]), steps)
    return GoalForm(str(row["id"]), say("name"), say("about"), say("source"), steps)


def _checked(form: str, steps: tuple[FormStep, ...]) -> None:
    asked = [field for step in steps for field in step.fields]
    if "aim" not in asked or len(set(asked)) != len(asked) or not set(asked) <= FIELDS:
        raise ValueError(f"{form}: a field that is missing, unknown or asked for twice")
    if len({step.id for step in steps}) != len(steps) or not all(step.fields for step in steps):
        raise ValueError(f"{form}: a step twice, or one that asks for nothing")
    if any(len(step.minutes) != len(LENGTHS) or min(step.minutes) < 1 for step in steps):
        raise ValueError(f"{form}: minutes for each length, and at least one")
    sums = tuple(sum(step.minutes[at] for step in steps) for at in range(len(LENGTHS)))
    if sums != LENGTHS:
        raise ValueError(f"{form}: the steps add up to {sums}")
