"""The four forms hold together, ask for real fields of a goal, and fill 10, 20 or 30 minutes."""

from dataclasses import fields
from typing import Any

import pytest

from mentor_desktop import words
from mentor_desktop.domain.goals import Goal
from mentor_desktop.services.content import ContentError
from mentor_desktop.services.goal_forms import FIELDS, LENGTHS, goal_form, goal_forms, read


def test_the_four_forms() -> None:
    assert [form.id for form in goal_forms()] == ["grow", "smart", "woop", "oskar"]
    assert {field for form in goal_forms() for step in form.steps for field in step.fields} == FIELDS
    assert {field.name for field in fields(Goal)} >= FIELDS
    asked = [step.ask for form in goal_forms() for step in form.steps]
    hints = [step.hint for form in goal_forms() for step in form.steps if step.hint]
    assert len(set(asked)) == len(asked)
    assert len(set(hints)) == len(hints)
    woop = goal_form("woop")
    assert woop is not None
    assert [sum(step.minutes[at] for step in woop.steps) for at in range(3)] == list(LENGTHS)
    assert goal_form("none") is None


def test_another_language_asks_in_its_own_words() -> None:
    plain = goal_forms()[0].steps[0]
    words.use(words.PSEUDO)
    try:
        marked = goal_forms()[0].steps[0]
        assert marked.ask != plain.ask
        assert (marked.id, marked.fields) == (plain.id, plain.fields)
    finally:
        words.use(words.SOURCE)


def table(**changed: Any) -> dict[str, Any]:
    step = {"id": "a", "title": "A", "minutes": [10, 20, 30], "fields": ["aim"], "ask": "?", "hint": ""}
    form = {"id": "f", "name": "F", "about": "-", "source": "-", "steps": [{**step, **changed}]}
    return {"forms": [form]}


@pytest.mark.parametrize("changed", [
    {"minutes": [10, 20, 29]}, {"minutes": [10, 20]}, {"fields": ["why"]}, {"fields": ["aim", "aim"]},
    {"fields": ["aim", "events"]}, {"minutes": ["x", 1, 2]}, {"ask": None, "fields": None},
])  # fmt: skip
def test_a_form_that_does_not_hold_together_is_refused(changed: dict[str, Any]) -> None:
    assert read(table())
    with pytest.raises(ContentError):
        read(table(**changed))
