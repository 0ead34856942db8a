"""The keyring on the lock screen of a real window with real workers: offered, opened, failing, and chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import keyring
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.vault import OsKeyring
from tests.services.test_keyring import GOOD, Held
from tests.support import HandClock, reopened
from tests.ui.house import House
from tests.ui.house import house as house
from tests.ui.house import vault as vault


@pytest.fixture
def held(vault: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    """A keyring that opens the vault."""
    held = Held()
    monkeypatch.setattr(keyring, "OsKeyring", lambda: OsKeyring(lambda: held, GOOD))
    opened = reopened(vault, HandClock())
    keyring.turn_on(opened)
    opened.close()
    return held


def test_the_button_opens_the_vault(house: House, held: Held, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(LockView)
    qtbot.waitUntil(view.keyring.isVisible, timeout=20_000)
    with qtbot.waitSignal(house.window.page_shown, timeout=20_000) as shown:
        view.keyring.click()
    assert shown.args == ["today"]


def test_a_keyring_that_lost_it_leaves_the_passphrase(house: House, held: Held, qtbot: QtBot) -> None:
    held.kept.clear()
    house.begin()
    view = house.full(LockView)
    qtbot.waitUntil(view.keyring.isVisible, timeout=20_000)
    view.keyring.click()
    qtbot.waitUntil(lambda: bool(view.field.error()), timeout=20_000)
    assert "Type the passphrase" in view.field.error()
    house.unlock()
    assert house.window.here()[0] == "today"


def test_whoever_chose_so_is_let_in_at_the_start(house: House, held: Held, qtbot: QtBot) -> None:
    house.gate._device.set("keyring_at_once", True)
    with qtbot.waitSignal(house.window.page_shown, timeout=20_000) as shown:
        house.begin()
    assert shown.args == ["today"]
