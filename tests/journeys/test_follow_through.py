"""Promises kept and people not forgotten, by keys alone in a real window."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton

from mentor_desktop.domain.ids import DAY, PersonId
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.services import ledger, people, promises, touch, vaults
from mentor_desktop.ui.followups.rows import FollowList
from mentor_desktop.ui.followups.state import FollowRow
from tests.journeys.desk import Desk
from tests.journeys.steps import OWN, unlock
from tests.support import CHEAP, HOME

TODAY = date(2026, 11, 24)
NAMES = (
    "Amara Okafor", "Jonas Berg", "Sofia Rossi", "Nadia Haddad", "Ravi Menon", "Lin Chen", "Tomás Vega",
    "Ida Holm", "Kofi Mensah", "Elena Popa", "Yusuf Demir", "Grace Moyo",
)  # fmt: skip
EMPTY_AT_MOST = 40  # key strokes from Today as it opens until nothing is left


def open_ones(desk: Desk) -> dict[str, PromiseState]:
    return {row.text: row.stands.state for row in promises.open_rows(desk.services)}


def prepared(
    desk: Desk, names: tuple[str, ...], promised: tuple[tuple[str, int, int], ...]
) -> list[PersonId]:
    """The vault before the program starts: promises of mine as text, person and days from now."""
    folder = desk.data / "mentor.vault"
    opened, _key = vaults.create(folder, OWN, "Maya Lind", HOME, work=CHEAP, clock=desk.clock)
    services = opened.desk
    me = people.me(services).id
    known = [people.add(services, name, cadence_days=14).id for name in names]
    for each in known:
        touch.check_in(services, each)
    for text, whom, days in promised:
        promises.make(services, me, text, TODAY + timedelta(days=days), receiver=known[whom])
    opened.close()
    return known


def test_one_renegotiated_one_kept_late_one_handed_over(desk: Desk) -> None:
    amara, jonas = prepared(
        desk, NAMES[:2], (("Send the list", 0, 1), ("Read the draft", 0, 6), ("Ask the team", 1, 7))
    )
    desk.clock.pass_ms(3 * DAY)  # the first one is overdue now
    desk.start()
    unlock(desk)
    desk.press("Ctrl+6")
    desk.until_page("follow-ups")
    desk.until_focused("Follow-ups")
    desk.press("Space")  # kept, two days late
    desk.until_said("Promise kept.")
    desk.until(lambda: "Send the list" not in open_ones(desk), "the first one is kept")
    desk.press("M")
    desk.until_focused("Move “Read the draft”")
    desk.write("in 2 weeks")
    desk.until_said("Fri 11 Dec")
    desk.press("Return")
    desk.until_said("Moved to Fri 11 Dec.")
    desk.until_focused("Follow-ups")
    desk.until(lambda: _rows(desk) == ["Ask the team", "Read the draft"], "the moved one comes after")
    desk.press("Up")
    desk.press("H")
    desk.until_focused("Hand “Ask the team” over")
    desk.write("jon")
    desk.until_said("Jonas Berg")
    desk.press("Return")
    desk.until_said("Handed over to Jonas Berg.")
    desk.until(lambda: len(promises.open_rows(desk.services)) == 2, "two are open")
    rows = {row.text: row for row in promises.open_rows(desk.services)}
    assert rows["Read the draft"].stands.renegotiated
    assert rows["Read the draft"].stands.due == date(2026, 12, 11)
    assert (rows["Ask the team"].owner, rows["Ask the team"].mine) == (jonas, False)
    told = ledger.reliability(desk.services, people.me(desk.services).id, amara)
    assert [(each.text, each.in_time) for each in told.records] == [("Send the list", False)]
    assert desk.titles <= {"", "Mentor Desktop"}


def test_a_promise_from_anywhere_while_another_page_is_open(desk: Desk) -> None:
    prepared(desk, NAMES[:2], ())
    desk.start()
    unlock(desk)
    desk.press("Ctrl+3")
    desk.until_page("sessions")
    desk.press("Ctrl+Shift+A")
    desk.until_focused("Add a promise")
    desk.write("Read Amara's draft, 2 h, every Friday")
    desk.until_said("takes 2 h")
    desk.until_said("Fri 27 Nov")
    desk.press("Return")
    desk.until_said("The promise was added.")
    row = promises.open_rows(desk.services)[0]
    assert (row.text, row.effort, row.repeats) == ("Read Amara's draft", 120, "week")
    assert row.receiver_name == "Amara Okafor"
    assert desk.page() == "sessions"
    desk.press("Ctrl+Z")
    desk.until(lambda: not promises.open_rows(desk.services), "it is taken back")


def test_a_quiet_person_is_brought_back(desk: Desk) -> None:
    amara, jonas = prepared(desk, NAMES[:2], ())
    desk.clock.pass_ms(10 * DAY)
    folder = desk.data / "mentor.vault"
    opened = vaults.open_vault(folder, passphrase=OWN, clock=desk.clock)
    touch.check_in(opened.desk, amara)  # not so Jonas
    opened.close()
    desk.clock.pass_ms(5 * DAY)
    desk.start()
    unlock(desk)
    desk.until_said("15 days quiet")
    desk.tab_to("Check in: Jonas Berg")
    before = desk.strokes
    desk.press("Return")
    desk.until_focused("What it was about")
    desk.press("Return")
    assert desk.strokes - before == 2
    desk.until_said("Check-in with Jonas Berg logged.")
    desk.until(lambda: not touch.keep_warm(desk.services), "nobody is quiet")
    coming = {each.person: each.on for each in touch.coming(desk.services)}
    assert coming[jonas] == TODAY + timedelta(days=29)  # counted from today
    assert coming[amara] == TODAY + timedelta(days=24)


def test_today_is_emptied_in_a_vault_of_twelve(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    prepared(desk, NAMES, (("Send the list", 0, 14), ("Read the draft", 1, 14), ("Ask the team", 2, 15)))
    desk.clock.pass_ms(14 * DAY)
    folder = desk.data / "mentor.vault"
    opened = vaults.open_vault(folder, passphrase=OWN, clock=desk.clock)
    for each in people.everyone(opened.desk):
        if each.name not in NAMES[8:]:
            touch.check_in(opened.desk, each.id)
    opened.close()
    desk.start()
    unlock(desk)
    desk.until_said("14 days quiet")
    desk.until_focused("New session")
    before = desk.strokes
    desk.tab_to("Promise: ")
    for left in (2, 1, 0):
        desk.press("Space")
        desk.until(lambda left=left: len(open_ones(desk)) == left, f"{left} promises left")  # type: ignore[misc]
        desk.until(lambda left=left: _listed(desk, "Promise: ") == left, "the list says so")  # type: ignore[misc]
    desk.until_focused("Check in: ")
    for left in (3, 2, 1, 0):
        desk.press("Return")
        desk.until_focused("What it was about")
        desk.press("Return")
        desk.until(lambda left=left: _listed(desk, "Check in: ") == left, f"{left} people left")  # type: ignore[misc]
    desk.until_said("Nothing is left for today. Next: ")
    with capsys.disabled():
        sys.stdout.write(f"\n  key strokes: Today emptied, twelve people: {desk.strokes - before}\n")
    assert desk.strokes - before <= EMPTY_AT_MOST


def _rows(desk: Desk) -> list[str]:
    (found,) = desk.seen(FollowList)
    return [row.line.text for row in found.rows.rows() if isinstance(row, FollowRow)]


def _listed(desk: Desk, name: str) -> int:
    return len(desk.seen(QAbstractButton, name))
