"""Backups through the whole window: real workers, real files, and the way back on a new laptop."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import backups, people, vaults
from mentor_desktop.services.device import data_folder
from mentor_desktop.ui import gate as gates
from mentor_desktop.ui.backing.page import BringPage
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.settings.view import SettingsView
from tests.support import CHEAP, HOME, PASSPHRASE, HandClock, reopened
from tests.ui.house import House, deleted
from tests.ui.house import house as house
from tests.ui.house import vault as vault

KEY = vaults.new_recovery_key()


def own_vault(folder: Path) -> Path:
    """A vault whose recovery key is known, with one person in it and one backup; returns the backup."""
    opened, _key = vaults.create(
        folder, PASSPHRASE, "Maya Lind", HOME, work=CHEAP, clock=HandClock(), recovery_key=KEY
    )
    people.add(opened.desk, "Noor Haddad", zone="Europe/Paris")
    made = backups.make(opened, backups.DAILY)
    opened.close()
    return made.path


def foot(house: House) -> str:
    return house.window.sidebar.state.text()


def test_it_makes_itself_and_the_foot_says_so(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    qtbot.waitUntil(lambda: foot(house) == "no backup yet", timeout=20_000)
    house.delay.advance(30_000)
    qtbot.waitUntil(lambda: foot(house) == "backed up 11:40", timeout=20_000)
    assert [each.reason for each in backups.known_for(vault)] == ["daily"]
    house.gate.lock()
    assert foot(house) == ""
    house.quit()
    opened = reopened(vault, HandClock())
    assert not backups.due(opened)
    opened.close()


def test_a_lock_in_its_midst_stops_it_and_the_next_day_makes_it(
    house: House, vault: Path, qtbot: QtBot
) -> None:
    house.begin()
    house.unlock()
    house.delay.advance(30_000)
    house.gate.lock()
    qtbot.waitUntil(lambda: house.gate._held._opened is None, timeout=20_000)
    assert list((data_folder() / "backups").rglob("*.part")) == []
    house.clock.pass_minutes(24 * 60)
    house.unlock()
    house.delay.advance(30_000)
    qtbot.waitUntil(lambda: foot(house).startswith("backed up 11:40"), timeout=20_000)


def test_a_new_laptop_needs_the_backup_and_the_paper_alone(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    made = own_vault(tmp_path / "old" / "mentor.vault")
    stick = tmp_path / "stick" / made.name
    stick.parent.mkdir()
    shutil.move(made, stick)
    shutil.rmtree(tmp_path / "old")
    house.prompts.paths = [stick]
    house.begin()
    house.full(FirstRunView).restore_asked.emit()
    deleted()
    page = house.full(BringPage)
    page.step.file_button.click()
    assert page.step.field.edit.hasFocus()
    QTest.keyClicks(page.step.field.edit, KEY.lower().replace("-", " "))
    with qtbot.waitSignal(house.window.page_shown, timeout=20_000) as shown:
        QTest.keyClick(page.step.field.edit, Qt.Key.Key_Return)
    assert shown.args == ["today"]
    assert {each.name for each in people.everyone(house.desk())} >= {"Noor Haddad"}
    assert house.device.recent_vaults() == (house.folder / gates.DEFAULT_NAME,)


def test_a_vault_that_vanished_is_brought_back_from_the_lock_screen(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = tmp_path / "docs" / "mentor.vault"
    made = own_vault(gone)
    shutil.rmtree(gone)
    house.device.remember_vault(gone)
    house.begin()
    view = house.full(LockView)
    qtbot.waitUntil(view.spare.isVisible, timeout=20_000)
    assert "24 Nov 2026, 11:40" in view.spare_line.text()
    view.spare.click()
    deleted()
    page = house.full(BringPage)
    assert page.step.file.text() == made.name
    page.step.way.click()
    QTest.keyClicks(page.step.field.edit, "not this one at all")
    page.step.next_button.click()
    qtbot.waitUntil(lambda: "its time" in page.step.field.error(), timeout=20_000)
    assert not gone.exists()
    QTest.keyClicks(page.step.field.edit, PASSPHRASE)
    with qtbot.waitSignal(house.window.page_shown, timeout=20_000):
        page.step.next_button.click()
    assert vaults.place(house.gate._held.opened()) == gone


def test_damage_offers_the_newest_backup_and_esc_leads_back(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    own = house.folder / gates.DEFAULT_NAME
    own_vault(own)
    (own / "keys.json").write_text("{}")
    house.begin()
    view = house.full(LockView)
    QTest.keyClicks(view.field.edit, PASSPHRASE)
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(view.spare.isVisible, timeout=20_000)
    view.spare.click()
    deleted()
    page = house.full(BringPage)
    assert page.step.place.text().endswith("mentor-restored.vault")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    deleted()
    assert house.full(LockView).vault.text() == "mentor.vault"


def test_a_file_that_is_no_backup_is_refused(house: House, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("hello")
    house.prompts.paths = [other]
    house.begin()
    house.full(FirstRunView).restore_asked.emit()
    deleted()
    step = house.full(BringPage).step
    step.next_button.click()
    assert step.file.error() == "Choose a backup first."
    step.file_button.click()
    step.next_button.click()
    assert step.field.error() == "Type the recovery key first."
    QTest.keyClicks(step.field.edit, KEY)
    step.next_button.click()
    qtbot.waitUntil(lambda: "not a backup" in step.said.text(), timeout=20_000)
    assert not (house.folder / gates.DEFAULT_NAME).exists()
    step.leave.click()
    deleted()
    house.full(FirstRunView)


def test_settings_bring_one_back_and_open_it(house: House, qtbot: QtBot) -> None:
    own = house.folder / gates.DEFAULT_NAME
    own_vault(own)
    house.begin()
    house.unlock()
    house.window.go("settings", topic="backups")
    card = house.full(SettingsView).backups
    qtbot.waitUntil(lambda: bool(house.full(SettingsView).backup_list.list.rows.rows()), timeout=20_000)
    line = house.full(SettingsView).backup_list.list.rows.rows()[0]
    house.full(SettingsView).backup_list.pressed.emit("bring", line.key)
    step = card.step
    assert step is not None
    QTest.keyClicks(step.field.edit, KEY)
    QTest.keyClick(step.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(card.open.isVisible, timeout=20_000)
    assert "mentor-restored.vault" in card.said.text()
    card.open.click()
    deleted()
    assert house.full(LockView).vaults.text() == "mentor-restored.vault"
    house.unlock()
    assert vaults.place(house.gate._held.opened()).name == "mentor-restored.vault"


def test_a_quit_stops_what_is_brought_back(house: House, tmp_path: Path, qtbot: QtBot) -> None:
    made = own_vault(tmp_path / "old" / "mentor.vault")
    house.prompts.paths = [made]
    house.begin()
    house.full(FirstRunView).restore_asked.emit()
    deleted()
    step = house.full(BringPage).step
    step.file_button.click()
    QTest.keyClicks(step.field.edit, KEY)
    step.next_button.click()
    house.quit()
    whole = house.folder / gates.DEFAULT_NAME
    assert list(house.folder.glob("*vault*")) in ([], [whole])
    assert house.device.recent_vaults() == ()
