"""Goals by keys alone: from a wish to reached, with evidence of a session; a review that lets one go."""

from __future__ import annotations

from mentor_desktop.domain.goals import GoalState, state_of
from mentor_desktop.domain.ids import GoalId
from mentor_desktop.domain.notes import EVERYONE, NoteKind
from mentor_desktop.services import goal_pages, goal_rows, goals, notes, sharing
from mentor_desktop.ui.goal.view import GoalView
from tests.journeys.desk import Desk
from tests.journeys.steps import note, ready_vault, start_session, unlock

STOPS = 80  # more than any of these pages has
ANSWERS = (
    "Lead one design review", "They ask me first.", "I go quiet when the director joins.",
    "If the director joins, then I ask the first question.",
)  # fmt: skip


def _add_goal(desk: Desk, aim: str) -> GoalId:
    """From anywhere to a goal of Amara's, as an idea."""
    desk.press("Ctrl+4")
    desk.until_page("goals")
    desk.until(desk.focused, "the focus")
    desk.press("Ctrl+N")
    desk.until_focused("What is to be reached?")
    desk.write(aim)
    desk.press("Return")

    def known() -> list[GoalId]:
        return [row.id for row in goal_rows.rows(desk.services) if row.aim == aim]

    desk.until(known, f"the goal {aim!r}")
    desk.until_focused("Goals")
    return known()[0]


def _talk(desk: Desk) -> None:
    """From the page of a goal through WOOP."""
    desk.until_page("goal")
    desk.until(desk.focused, "the focus")
    desk.tab_to("Talk it through")
    desk.press("Return")
    desk.until_page("goal-talk")
    desk.until_said("Share-safe: only shared things with Amara Okafor are shown.")
    for number, answer in enumerate(ANSWERS, 1):
        desk.until_said(f"step {number} of 4")
        desk.until(lambda: hasattr(desk.focus(), "toPlainText"), "a field")
        desk.replace(answer)
        desk.press("Ctrl+Return")
    desk.until_page("goal")


def test_a_wish_is_talked_through_shown_and_reached(desk: Desk) -> None:
    session = ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    goal = _add_goal(desk, "A wish")
    desk.press("Return")
    desk.until_page("goal")
    desk.until_focused("GROW")
    desk.press("Right", "Right")
    desk.until_said("WISH")
    _talk(desk)
    desk.until_said("I go quiet when the director joins.")
    assert not desk.says("Share-safe: only")
    said = goals.get(desk.services, goal)
    assert (said.aim, said.why, said.obstacle, said.plan) == ANSWERS

    desk.press("Ctrl+1")
    desk.until_focused("Next session")
    desk.press("P")
    desk.until_focused("Check in")
    desk.until_said("GOALS")
    start_session(desk)
    desk.until_said("Lead one design review")
    note(desk, "/moment She asked to chair the review", shared=True)
    _back_to_goal(desk)
    desk.press("Ctrl+N")
    desk.until_focused("What shows it?")
    desk.until_said("She asked to chair")  # what the session brought stands there by now
    desk.tab_to("She asked to chair")
    desk.press("Return")
    desk.until_said("Evidence added.")

    for value in ("4", "8"):
        desk.tab_to("Where does it stand now?")
        desk.write(value)
        desk.press("Return")
        desk.until_said(f"{value} of 10")
        desk.pass_minutes(5)
    chart = desk.seen(GoalView)[0].stands.chart
    assert chart.accessibleDescription() == "24 Nov: 4; 24 Nov: 8"
    desk.tab_to("Where it stood over time")
    desk.press("Left")
    desk.tab_to("State", key="Shift+Tab")
    desk.press("Return")
    desk.press("Down", "Down", "Return")
    desk.until_focused("A word why")
    desk.write("She chaired it alone")
    desk.press("Return")
    desk.until_said("reached since")
    assert state_of(goals.get(desk.services, goal)) is GoalState.REACHED
    page = goal_pages.page(desk.services, goal)
    assert [(each.text, each.kind, each.session) for each in page.evidence] == [
        ("She asked to chair the review", "moment", session)
    ]
    (news,) = sharing.summary(desk.services, session).shareable.goals
    assert (news.aim, news.what, news.value) == (ANSWERS[0], "reached", 8.0)


def _back_to_goal(desk: Desk) -> None:
    desk.press("Ctrl+4")
    desk.until_page("goals")
    desk.until_focused("Goals")
    desk.press("Return")
    desk.until_page("goal")
    desk.until_said("WISH")
    desk.until(desk.focused, "the focus")


def test_a_review_lets_one_goal_go(desk: Desk) -> None:
    session = ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    kept, gone = _add_goal(desk, "Lead one review"), _add_goal(desk, "Rest more")
    desk.press("Ctrl+1")
    desk.until_focused("Next session")
    desk.press("P")
    desk.until_focused("Check in")
    start_session(desk)
    notes.write(desk.services, "Talked", session=session, kind=NoteKind.NOTE, audience=EVERYONE)
    desk.press("Ctrl+2")
    desk.until_said("1 mentee")
    desk.until_focused("People")
    desk.press("Home", "Return")
    desk.until_page("person")
    desk.until(desk.focused, "the focus")
    desk.tab_to("Overview")
    while not desk.focused().startswith("Goals"):
        desk.press("Right")
    desk.until_said("Read them again together")
    desk.tab_to("Read them again together")
    desk.press("Return")
    desk.until_page("goal-review")
    desk.until_said("Goal 1 of 2")
    desk.until_focused("Keep it")
    desk.press("Ctrl+Return")
    desk.until_said("Goal 2 of 2")
    desk.until_focused("Keep it")
    desk.tab_to("Let it go")
    desk.press("Return")
    desk.until_said("It stands in the summary of today's session.")
    desk.press("Esc")
    desk.until_page("person")
    states = {goal: state_of(goals.get(desk.services, goal)) for goal in (kept, gone)}
    assert sorted(map(str, states.values())) == ["idea", "let_go"]
    said = {(news.aim, news.what) for news in sharing.summary(desk.services, session).shareable.goals}
    assert said == {("Lead one review", "kept"), ("Rest more", "let_go")}


def _go_round(desk: Desk, where: str) -> None:
    """Tab and Shift Tab come back to where they began, past the sidebar."""
    for key in ("Tab", "Shift+Tab"):
        first, passed = desk.focus(), list[str]()
        for _stop in range(STOPS):
            desk.press(key)
            passed.append(desk.focused())
            if desk.focus() is first:
                break
        assert desk.focus() is first, (where, key, passed)
        assert all(passed), (where, key, passed)
        assert "Settings" in passed, (where, key, passed)


def test_tab_goes_round_every_page_of_goals(desk: Desk) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    goal = _add_goal(desk, "Lead one review")
    services = desk.services
    for text in ("Watch one", "Chair one"):
        goals.add_step(services, goal, text)
    goals.progressed(services, goal, 4, evidence="It went well")
    _go_round(desk, "goals")
    desk.press("Return")
    desk.until_page("goal")
    desk.until_said("Chair one")
    desk.until(desk.focused, "the focus")
    _go_round(desk, "goal")
    desk.press("F2")
    desk.until_focused("The goal, in a sentence")
    _go_round(desk, "writing")
    desk.press("Esc")
    desk.press("Ctrl+N")
    desk.until_focused("What shows it?")
    _go_round(desk, "adding")
    desk.tab_to("Talk it through")
    desk.press("Return")
    desk.until_page("goal-talk")
    desk.until_focused("The goal, in a sentence")
    _go_round(desk, "talk")
