"""First run and lock screen, in a real window with real workers, to the opened vault."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import people, vaults
from mentor_desktop.services.device import Device
from mentor_desktop.ui import gate as gates
from mentor_desktop.ui.firstrun.recovery_step import TypedField
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.lock.view import LockView
from tests.support import CHEAP, PASSPHRASE, reopened
from tests.ui.house import GOOD, House, deleted, type_two_groups
from tests.ui.house import house as house
from tests.ui.house import vault as vault


def test_a_first_run_ends_on_today_in_a_vault_of_ones_own(house: House, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(FirstRunView)
    QTest.keyClicks(view.passphrase.first.edit, GOOD)
    QTest.keyClicks(view.passphrase.second.edit, GOOD)
    QTest.keyClick(view.passphrase.second.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.recovery is not None, timeout=20_000)
    deleted()
    groups = type_two_groups(view)
    QTest.keyClick(view.findChildren(TypedField)[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.you is not None, timeout=20_000)
    assert not house.folder.joinpath(gates.DEFAULT_NAME).exists()
    assert view.you is not None
    QTest.keyClicks(view.you.name.edit, "Maya Lind")
    with qtbot.waitSignal(house.window.page_shown, timeout=20_000) as shown:
        view.you.next_button.click()
    assert shown.args == ["today"]
    house.quit()
    vault = house.folder / gates.DEFAULT_NAME
    vaults.open_vault(vault, recovery_key="-".join(groups)).close()
    opened = vaults.open_vault(vault, passphrase=GOOD)
    assert people.me(opened.desk).name == "Maya Lind"
    opened.close()
    assert Device(house.folder).recent_vaults() == (house.folder / gates.DEFAULT_NAME,)


def test_whoever_closes_before_the_last_step_leaves_nothing_behind(house: House, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(FirstRunView)
    for edit in (view.passphrase.first.edit, view.passphrase.second.edit):
        QTest.keyClicks(edit, GOOD)
    view.passphrase.next_button.click()
    qtbot.waitUntil(lambda: view.recovery is not None, timeout=20_000)
    house.window.close()
    qtbot.waitUntil(lambda: house.gone == 1)
    assert not list(house.folder.glob("*.vault"))


def test_a_vault_that_is_being_made_is_made_although_the_window_closes(house: House, qtbot: QtBot) -> None:
    from mentor_desktop.ui.firstrun.presenter import Making

    house.begin()
    key = vaults.new_recovery_key()
    making = Making(house.folder / "mentor.vault", GOOD, key, "Maya Lind", "Europe/Stockholm")
    failures: list[BaseException] = []
    house.gate._make(making, failures.append)
    house.gate.quit()
    qtbot.waitUntil(lambda: house.gone == 1, timeout=20_000)
    opened = vaults.open_vault(house.folder / "mentor.vault", recovery_key=key)
    assert people.me(opened.desk).name == "Maya Lind"
    opened.close()
    assert failures == []
    assert Device(house.folder).recent_vaults() == (house.folder / "mentor.vault",)


def test_a_vault_is_opened_from_the_first_run(house: House, sample_folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.vault"
    shutil.copytree(sample_folder, elsewhere)
    house.prompts.paths = [elsewhere]
    house.begin()
    house.full(FirstRunView).open_asked.emit()
    deleted()
    house.unlock()
    assert house.window.here()[0] == "today"


def test_the_last_vault_is_asked_for_and_opens_on_today(house: House, vault: Path) -> None:
    house.begin()
    assert house.full(LockView).vault.text() == "mentor.vault"
    house.unlock()
    assert house.window.here()[0] == "today"
    assert house.window.windowTitle() == "Mentor Desktop"
    assert Device(house.folder).recent_vaults() == (vault,)


def test_a_wrong_passphrase_is_said_and_a_right_one_opens(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(LockView)
    QTest.keyClicks(view.field.edit, "not this one at all")
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.field.error()), timeout=20_000)
    assert view.field.error() == "That does not open this vault. Try again."
    assert view.field.edit.selectedText() == "not this one at all"
    house.unlock()  # typing replaces what is selected


def test_a_try_that_is_taken_back_leaves_the_vault_closed(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(LockView)
    QTest.keyClicks(view.field.edit, PASSPHRASE)
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    view.cancel_asked.emit()
    assert not view.progress.isVisible()
    done: list[None] = []
    house.gate.write(lambda: None, done.append, lambda _error: None)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    house.gate.write(lambda: None, done.append, lambda _error: None)  # what the answer set off
    qtbot.waitUntil(lambda: len(done) == 2)
    assert house.window.findChildren(LockView) == [view]
    reopened(vault).close()
    house.unlock("")  # the phrase still stands in the field


def test_the_recovery_key_opens_and_offers_a_new_passphrase(house: House) -> None:
    opened, key = vaults.create(
        house.folder / gates.DEFAULT_NAME, PASSPHRASE, "Maya Lind", "Europe/Stockholm", work=CHEAP
    )
    opened.close()
    house.begin()
    house.full(LockView).way.click()
    house.unlock(key.lower().replace("-", " "))
    house.press("recovery key", "Choose a new passphrase")
    assert house.window.here() == ("settings", {"topic": "passphrase"})
