"""A damaged vault in the whole program: it is shown, it refuses, and not one of its bytes changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentor_desktop.services import people
from mentor_desktop.ui.damage.view import DamagePage
from mentor_desktop.ui.person.tabs import NotesTab
from mentor_desktop.ui.widgets.banner import Banner
from tests.ui.damage_support import damage_table, files_of
from tests.ui.house import House, texts
from tests.ui.house import house as house
from tests.ui.house import vault as vault

SAYS = "This vault is damaged, so it is only shown."
TYPED = "zzhalftyped about the spring"


def banners(house: House, words: str) -> list[Banner]:
    """Those that are shown and hold these words."""
    shown = [each for each in house.window.findChildren(Banner) if not each.isHidden()]
    return [each for each in shown if words in each.words.text()]


def test_it_is_shown_and_refuses_what_is_typed_in_one_sentence(
    house: House, vault: Path, qtbot: QtBot
) -> None:
    damage_table(vault, "setting")
    before = files_of(vault)
    house.begin()
    house.unlock()
    banner = house.banner(SAYS)
    assert "Nothing you change or type here is kept" in banner.words.text()
    person = next(each.id for each in people.everyone(house.desk()) if not each.me)
    house.window.go("person", person=person, tab="notes")
    qtbot.waitUntil(lambda: bool(house.window.findChildren(NotesTab)))
    editor = house.full(NotesTab).editor
    for part in TYPED.split():
        QTest.keyClicks(editor, part + " ")
        house.delay.advance(20_000)
    refused = "This vault is damaged, so it is only shown and nothing is changed."
    house.banner(refused)
    assert editor.text().strip() == TYPED  # it is still there to be copied
    editor.control_entered.emit()
    house.banner(refused)
    assert len(banners(house, refused)) == 1  # said once, not at each key
    house.gate.lock()
    qtbot.waitUntil(lambda: "Something typed last could not be saved." in texts(), timeout=20_000)
    house.quit()
    assert files_of(vault) == before


def test_damage_that_is_met_later_is_said_too(house: House, vault: Path, qtbot: QtBot) -> None:
    damage_table(vault, "session_by_time")  # an index that Today reads, the opening does not
    house.begin()
    house.unlock()
    house.press("Part of this vault cannot be read.", "See what can be done")
    view = house.full(DamagePage)
    qtbot.waitUntil(lambda: bool(view.check.report.lines), timeout=30_000)
    assert any("notes.db is damaged" in line.text() for line in view.check.report.lines)


def test_its_banner_leads_to_a_rescue_that_opens(
    house: House, vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    damage_table(vault, "setting")
    before = files_of(vault)
    (tmp_path / "new").mkdir()
    house.prompts.paths = [tmp_path / "new"]
    house.begin()
    house.unlock()
    house.press(SAYS, "Rescue what can be read…")
    house.banner(SAYS)  # it stays
    view = house.full(DamagePage)
    view.rescue.rescue.click()
    qtbot.waitUntil(lambda: view.rescue.open.isVisible(), timeout=30_000)
    view.rescue.open.click()
    house.unlock()
    assert QApplication.activeWindow() is house.window
    assert not house.gate._held.opened().read_only
    assert house.gate._held.opened().vault.folder == tmp_path / "new" / "mentor-rescued.vault"
    assert banners(house, SAYS) == []
    assert files_of(vault) == before
