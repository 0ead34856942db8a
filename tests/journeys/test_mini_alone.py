"""A whole session from the mini window alone: once it has the focus, the main window gets no key."""

from __future__ import annotations

from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import notes, promises, sessions, wrapping
from mentor_desktop.ui.mini.window import MiniWindow
from tests.journeys.desk import Desk
from tests.journeys.steps import (
    MATTERED,
    add_first_person,
    first_run,
    note,
    plan_session,
    prepare_from_today,
)


def test_from_start_to_done(desk: Desk) -> None:
    first_run(desk)
    add_first_person(desk, "Amara Okafor", "Nairobi")
    plan_session(desk, "Amara Okafor")
    prepare_from_today(desk)
    desk.tab_to("Prepare", "Shift+Tab")
    desk.press("Right")
    desk.until_page("run")
    desk.until_focused("Start now")
    desk.press("Ctrl+Shift+M")
    (mini,) = _mini(desk)
    desk.switch_to(mini)
    desk.tab_to("Start now")
    desk.press("Return")
    desk.until_said("Part 1 of 5")
    desk.tab_to("Quick note.")
    note(desk, "Tired after a long week.")
    desk.pass_minutes(6)
    desk.until(lambda: mini.left.text() == "−1:00", "a minute over")
    desk.press("Ctrl+Shift+.")
    desk.until_said("Part 2 of 5")
    desk.press("Ctrl+Shift+,")
    desk.until_said("Part 1 of 5")
    desk.press("Ctrl+Shift+.", "Ctrl+Shift+E")
    desk.until(lambda: mini.left.text() == "15:00", "five minutes more")
    note(desk, "The outline was sent.", shared=True)
    desk.press("F5")
    desk.until(lambda: mini.ends.text() == "paused", "the pause")
    desk.pass_minutes(3)
    desk.press("F5")
    desk.until(lambda: mini.left.text() == "15:00" and mini.ends.text() != "paused", "it goes on")
    note(desk, "/promise Amara: invite the reviewers in 3 days")
    desk.press("Ctrl+Shift+K")
    desk.until_said("Moment marked")
    desk.pass_minutes(41)
    desk.press("Ctrl+Shift+W")
    desk.until_said("Done for now")
    desk.tab_to("What mattered most, private")
    desk.write(MATTERED)
    desk.until(mini.closing.keep.isVisible, "the promises")
    desk.tab_to("Keep these promises")
    desk.press("Return")
    desk.until(lambda: not mini.closing.keep.isVisible(), "the promises are kept")
    desk.tab_to("Plan")
    desk.press("Return")
    desk.until_said("Next session:")
    desk.tab_to("Finish now")
    desk.press("Return")
    desk.until(lambda: not mini.isVisible(), "the mini window is away")
    _look_into_the_vault(desk)


def _mini(desk: Desk) -> list[MiniWindow]:
    desk.until(lambda: desk.seen(MiniWindow), "the mini window")
    return desk.seen(MiniWindow)


def _look_into_the_vault(desk: Desk) -> None:
    vault = desk.services
    (held,) = [row.id for row in sessions.rows(vault) if row.state is SessionState.HELD]
    wrap = wrapping.load(vault, held)
    assert wrap.head.session.wrapped is not None
    assert wrap.preparation.mattered == MATTERED
    assert wrap.next_session is not None
    assert [row.text for row in promises.open_rows(vault)] == ["invite the reviewers"]
    assert [(each.text, each.audience is None) for each in notes.of_session(vault, held)] == [
        ("Tired after a long week.", True),
        ("The outline was sent.", False),
        ("Amara: invite the reviewers in 3 days", True),
        ("A moment to come back to", True),
    ]
