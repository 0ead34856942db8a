"""A goal sheet and the goals of a summary, read back from every format by other means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mentor_desktop.domain.shareable import (
    Shareable,
    SharedEvidence,
    SharedGoal,
    SharedGoalNews,
    SharedGoalSheet,
    SharedPoint,
    SharedStep,
)
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.formats import FORMATS, render_tree
from mentor_desktop.exporters.goal_sheet import goal_sheet_of
from mentor_desktop.exporters.tree import all_texts, words_in
from tests.exporters.readback import Tagged, words_of_docx, words_of_html, words_of_markdown

READERS: dict[str, Callable[[bytes], list[str]]] = {
    "md": words_of_markdown,
    "html": words_of_html,
    "docx": words_of_docx,
    "pdf": lambda file: Tagged(file).words(),
}
DAY = date(2026, 11, 24)
GOAL = SharedGoal(
    aim="Lead one design review", whose=("Amara Okafor",), state="active", why="To be asked first.",
    baseline=2.0, value=5.0, target=7.0, target_date=date(2027, 1, 15), obstacle="I go quiet.",
    plan="If the director joins, then I ask.", options="Co-chair\nBegin small", strengths="Prepares well",
    steps=(SharedStep(text="Watch two", done_on=DAY), SharedStep(text="Co-chair", due=date(2026, 12, 8)),
           SharedStep(text="Chair")),
    evidence=(SharedEvidence(day=DAY, text="Said it out loud", value=5.0),),
    points=(SharedPoint(day=date(2026, 9, 1), value=2.0), SharedPoint(day=DAY, value=5.0)),
)  # fmt: skip
SHEET = SharedGoalSheet(written_on=DAY, audience=("Amara Okafor",), goals=(GOAL,))
HOSTILE = "<b>x</b> *y* | z ` [a](javascript:b) # 1. {n} %(n)s"


@pytest.mark.parametrize("fmt", sorted(READERS))
@pytest.mark.parametrize("goals", [(GOAL,), (GOAL, replace(GOAL, aim="Write more", steps=()))])
def test_each_file_gives_back_the_words_of_the_preview_in_order(
    fmt: str, goals: tuple[SharedGoal, ...]
) -> None:
    document = goal_sheet_of(replace(SHEET, goals=goals))
    assert READERS[fmt](render_tree(document, fmt)) == words_in(document)


def test_every_field_of_a_goal_is_told() -> None:
    said = "\n".join(all_texts(goal_sheet_of(SHEET)))
    for words in (
        GOAL.aim, "Amara Okafor", "under way", GOAL.why, "now 5", "from 2", "towards 7", "15 January 2027",
        GOAL.obstacle, GOAL.plan, "Co-chair", "Begin small", GOAL.strengths, "Watch two", "24 Nov 2026",
        "8 Dec 2026", "no date yet", "Said it out loud", "1 Sept 2026",
    ):  # fmt: skip
        assert words in said, words
    plain = SharedGoalSheet(written_on=DAY, goals=(SharedGoal(aim="Speak up"),))
    assert list(all_texts(goal_sheet_of(plain)))[0::2] == ["Speak up", "an idea so far"]


@pytest.mark.parametrize("measure", ["number", "steps"])
def test_each_measure_is_told_in_its_own_way(measure: str) -> None:
    goal = replace(GOAL, measure=measure, unit="talks" if measure == "number" else "")
    said = "\n".join(all_texts(goal_sheet_of(replace(SHEET, goals=(goal,)))))
    assert ("now 5 talks" if measure == "number" else "1 of 3 steps") in said
    assert "scale" not in said


@pytest.mark.parametrize("fmt", sorted(READERS))
def test_hostile_words_are_shown_as_they_stand(fmt: str) -> None:
    goal = replace(
        GOAL, aim=HOSTILE, why=HOSTILE, unit=HOSTILE, steps=(SharedStep(text=HOSTILE),),
        evidence=(SharedEvidence(day=DAY, text=HOSTILE),),
    )  # fmt: skip
    document = goal_sheet_of(replace(SHEET, goals=(goal,)))
    assert READERS[fmt](render_tree(document, fmt)) == words_in(document)
    assert b"<b>x</b>" not in render_tree(document, "html")


def test_a_summary_tells_what_a_session_did_for_its_goals() -> None:
    news = (
        SharedGoalNews(aim="Lead", what="progress", value=5.0), SharedGoalNews(aim="Rest", what="let_go"),
        SharedGoalNews(aim="Write", what="reached", value=4.0, unit="pages"),
        SharedGoalNews(aim="Speak", what="unheard of"),
    )  # fmt: skip
    document = document_of(Shareable(held_on=DAY, goals=news))
    said = list(all_texts(document))
    assert said[1:] == [
        "Goals", "Lead: now at 5", "Rest: let go", "Write: reached, now at 4 pages", "Speak",
    ]  # fmt: skip
    for fmt in sorted(FORMATS - {"txt"}):
        assert READERS[fmt](render_tree(document, fmt)) == words_in(document)
