"""The talk about rules by keyboard: a first version, a second one, the look back; and a consent."""

from __future__ import annotations

from mentor_desktop.domain.agreements import State
from mentor_desktop.services import agreement_pages, agreements, consents, people
from mentor_desktop.services.agreements import Versions
from mentor_desktop.ui.widgets.marked_text import MarkedText
from tests.journeys.desk import Desk
from tests.journeys.steps import ready_vault, unlock
from tests.journeys.ways import to_prepare, to_wrap


def versions(desk: Desk) -> Versions:
    services = desk.services
    amara = next(each.id for each in people.everyone(services))
    return agreements.versions(services, agreement_pages.present_with(services, amara))


def turn(desk: Desk, wanted: int, key: str = "Alt+Right") -> None:
    """Pages of the talk, until the clause of that number."""
    while not desk.says(f"· {wanted} OF 22 ·"):
        desk.press(key)


def take(desk: Desk, choice: str, following: int) -> None:
    """A choice by the arrows, and on to the next clause."""
    for _step in range(4):
        if desk.focused() == choice:
            break
        desk.press("Down")
    assert desk.focused() == choice
    desk.press("Return")
    desk.until_saved()
    desk.press("Ctrl+Return")
    desk.until_said(f"· {following} OF 22 ·")


def agreed_by_both(desk: Desk, version: int) -> None:
    """From the page of a draft to a version in force."""
    desk.until_said(f"Propose v{version}")
    desk.press("Ctrl+Return")
    desk.until_said("It holds as soon as everybody has agreed.")
    for name in ("Maya Lind", "Amara Okafor"):
        desk.tab_to(name)
        desk.press("Space")
        desk.until_said(f"{name.split()[0]} agreed.")
    desk.until_said(f"Version {version}, in force")


def test_first_talk_second_version_and_the_look_back(desk: Desk) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.press("Ctrl+5")
    desk.until_page("agreements")
    desk.until_said("0 of 1 in force")
    desk.until_focused("Agreements")
    desk.press("Home", "Return")
    desk.until_page("agreement-builder")
    desk.until_said("· 1 OF 22 ·")
    desk.until_said("Share-safe: only shared things with Amara Okafor are shown.")
    take(desk, "A step in working life", 2)
    turn(desk, 5)
    take(desk, "A steady rhythm", 6)
    turn(desk, 14)
    take(desk, "Never", 15)
    desk.press("Escape")
    desk.until_page("agreement")
    agreed_by_both(desk, 1)
    first = versions(desk).holding
    assert first is not None
    assert [each.key for each in first.clauses] == ["purpose", "cadence", "recording"]

    desk.press("Ctrl+N")
    desk.until_page("agreement-builder")
    desk.until_said("· 15 OF 22 ·")  # where it was left
    take(desk, "None on either side", 16)
    turn(desk, 14, "Alt+Left")
    take(desk, "Asked each time", 15)
    desk.press("Escape")
    desk.until_page("agreement")
    desk.until_said("2 clauses differ from v1")
    assert versions(desk).holding == first, "the first one holds until all have agreed"
    desk.tab_to("Compare with v1")
    desk.press("Space")
    desk.until(lambda: desk.seen(MarkedText, "Maya:"), "the difference by word")
    agreed_by_both(desk, 2)
    known = versions(desk)
    assert known.holding is not None
    assert known.holding.number == 2
    assert known.status(known.every[0]).state is State.REPLACED

    desk.tab_to("in 6 months")
    desk.press("Space")
    desk.until_said("Next review ")
    review = versions(desk).holding
    assert review is not None
    assert review.review_on is not None

    desk.press("Ctrl+1")
    desk.until_page("today")
    assert not desk.says("Agreements to look at again")


def test_a_consent_is_refused_given_and_taken_back(desk: Desk) -> None:
    session = ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    to_prepare(desk)
    to_wrap(desk)
    desk.tab_to("Ask about a recording")
    desk.press("Return")
    desk.until_focused("What is recorded")
    desk.write("sound alone")
    desk.tab_to("Ask about a recording")
    desk.press("Return")
    desk.until_said("Amara Okafor says yes")
    for act, said in (
        ("Maya Lind says yes", "Noted: yes."),
        ("Amara Okafor says no", "Noted: no."),
    ):
        desk.tab_to(act)
        desk.press("Space")
        desk.until_said(said)
    desk.tab_to("Where the recording is")
    desk.write("https://example.org/r")
    desk.press("Return")
    desk.until_said("Not kept: Amara Okafor has to say yes first.")
    desk.tab_to("Amara Okafor says yes")
    desk.press("Space")
    desk.until(lambda: not desk.says("Not kept"), "the refusal is gone")
    desk.tab_to("Where the recording is")
    desk.replace("https://example.org/r")
    desk.press("Return")
    desk.until_said("It was deleted")
    assert consents.of_session(desk.services, session)[0].link == "https://example.org/r"
    desk.tab_to("Amara Okafor says no")
    desk.press("Space")
    desk.until_said("Amara Okafor took the yes back")
    assert consents.of_session(desk.services, session)[0].link == ""
