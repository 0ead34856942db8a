"""What the fields of a goal are called, and what they say in words. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mentor_desktop.domain.goals import Goal, Measure
from mentor_desktop.ui.daywords import dated
from mentor_desktop.ui.goals.words import amount
from mentor_desktop.words import _, number

TEXTS = ("aim", "why", "obstacle", "plan", "options", "strengths")
NUMBERS = ("baseline", "target")
PRIVATE = ("confidence", "weight")
"""Fields that stay with the mentor: hidden while the screen is shared, but for a talk through a form."""


def label(field: str) -> str:
    """What a field is called."""
    return _LABELS[field]()


_LABELS = {
    "aim": lambda: _("The goal, in a sentence"),
    "why": lambda: _("Why it matters"),
    "measure": lambda: _("Told by"),
    "unit": lambda: _("Of what"),
    "baseline": lambda: _("Where it starts"),
    "target": lambda: _("Where it should get to"),
    "target_date": lambda: _("By when"),
    "obstacle": lambda: _("What gets in the way"),
    "plan": lambda: _("If that happens, then"),
    "options": lambda: _("Ways considered, one a line"),
    "strengths": lambda: _("Strengths to use"),
    "confidence": lambda: _("How sure, from 0 to 10"),
    "weight": lambda: _("Weight among the goals, 1 to 5"),
    "steps": lambda: _("Steps"),
    "thoughts": lambda: _("My own thoughts"),
}


def measure_options() -> list[tuple[str, str]]:
    """By what progress can be told."""
    return [
        (str(Measure.SCALE), _("Your judgement, 0 to 10")),
        (str(Measure.NUMBER), _("A number that is counted")),
        (str(Measure.STEPS), _("Steps that are ticked off")),
    ]


def typed_of(goal: Goal, field: str, today: date) -> str:
    """What a field for typing holds."""
    if field in NUMBERS:
        value = getattr(goal, field)
        return number(value) if value is not None else ""
    if field == "target_date":
        return dated(goal.target_date, today) if goal.target_date is not None else ""
    if field in ("measure", *PRIVATE):
        value = getattr(goal, field)
        return str(value) if value is not None else ""
    return str(getattr(goal, field))


def read_of(goal: Goal, field: str, today: date) -> str:
    """What a field says where it is read; "" where it says nothing."""
    if field == "steps":
        return "\n".join(step.text for step in goal.steps if step.done is None)
    if field == "measure":
        return dict(measure_options())[str(goal.measure)]
    if field in NUMBERS:
        value = getattr(goal, field)
        if value is None or goal.measure is Measure.STEPS:
            return ""
        said = amount(value, goal.unit if goal.measure is Measure.NUMBER else "")
        return (_("From %(value)s") if field == "baseline" else _("To %(value)s")) % {"value": said}
    if field == "target_date":
        return _("By %(day)s") % {"day": dated(goal.target_date, today)} if goal.target_date else ""
    if field == "confidence":
        return _("%(value)s of 10 sure") % {"value": goal.confidence} if goal.confidence is not None else ""
    if field == "weight":
        return _("Weight %(value)s of 5") % {"value": goal.weight} if goal.weight is not None else ""
    return str(getattr(goal, field)).strip()


def number_of(text: str) -> float | None:
    """A number as people type it; raises ValueError."""
    plain = text.strip().replace("\u202f", "").replace("\u00a0", "")
    if not plain:
        return None
    if plain.count(",") == 1 and "." not in plain and len(plain.partition(",")[2]) != 3:
        plain = plain.replace(",", ".")
    return float(plain.replace(",", ""))


def values_of(goal: Goal, today: date) -> Mapping[str, str]:
    """Every field that can be typed or chosen."""
    fields = (*TEXTS, *NUMBERS, *PRIVATE, "measure", "unit", "target_date", "thoughts")
    return {field: typed_of(goal, field, today) for field in fields}
