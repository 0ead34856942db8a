"""The sample vault in a real window: gone at the end, or kept."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import people, vaults
from mentor_desktop.ui import gate as gates
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.widgets.button import Button
from tests.ui.house import GOOD, House, deleted, type_two_groups
from tests.ui.house import house as house
from tests.ui.house import vault as vault


def to_the_last_step(house: House) -> list[str]:
    """Chooses a passphrase and types the two groups asked for; returns the recovery key's groups."""
    view = house.full(FirstRunView)
    for edit in (view.passphrase.first.edit, view.passphrase.second.edit):
        QTest.keyClicks(edit, GOOD)
    view.passphrase.next_button.click()
    house.qtbot.waitUntil(lambda: view.recovery is not None, timeout=20_000)
    deleted()
    return type_two_groups(view)


def test_the_sample_opens_is_only_covered_and_is_gone_at_the_end(house: House, qtbot: QtBot) -> None:
    house.begin(sample=True)
    with qtbot.waitSignal(house.window.page_shown, timeout=60_000):
        pass
    folder = house.gate._sample
    assert folder is not None
    assert folder.is_dir()
    house.banner("invented")
    house.gate.lock()
    assert house.window.covered()
    house.window.uncover()
    house.quit()
    assert not folder.exists()
    assert not list(house.folder.glob("*.vault"))


def test_the_sample_can_be_kept(house: House, qtbot: QtBot) -> None:
    house.begin(sample=True)
    with qtbot.waitSignal(house.window.page_shown, timeout=60_000):
        pass
    folder = house.gate._sample
    assert folder is not None
    house.press("invented", "Keep this vault…")
    view = house.full(FirstRunView)
    view.back_asked.emit()  # not yet
    assert house.window.findChildren(FirstRunView) == [] or not view.isVisible()
    deleted()
    house.gate.keep_sample()
    view = house.full(FirstRunView)
    groups = to_the_last_step(house)
    assert view.recovery is not None
    with qtbot.waitSignal(house.window.page_shown, timeout=30_000):
        view.recovery.next_button.click()
    assert not folder.exists()
    house.gate.lock()
    deleted()
    house.unlock(GOOD)
    house.quit()
    opened = vaults.open_vault(house.folder / gates.DEFAULT_NAME, recovery_key="-".join(groups))
    assert len(people.everyone(opened.desk)) >= 4
    opened.close()


def test_a_button_of_the_first_run_opens_the_sample(house: House, qtbot: QtBot) -> None:
    house.begin()
    view = house.full(FirstRunView)
    button = next(each for each in view.findChildren(Button) if each.text() == "Try sample data")
    with qtbot.waitSignal(house.window.page_shown, timeout=60_000):
        button.click()
    house.banner("invented")


def test_a_sample_that_could_not_be_kept_is_still_there(house: House, qtbot: QtBot) -> None:
    house.begin(sample=True)
    with qtbot.waitSignal(house.window.page_shown, timeout=60_000):
        pass
    place = house.folder / gates.DEFAULT_NAME
    house.gate.keep_sample()
    place.mkdir(parents=True)  # somebody was faster
    view = house.full(FirstRunView)
    to_the_last_step(house)
    assert view.recovery is not None
    view.recovery.next_button.click()
    said = view.recovery.said
    qtbot.waitUntil(lambda: "already" in said.text(), timeout=30_000)
    back = next(each for each in view.recovery.findChildren(Button) if each.text().startswith("Back"))
    with qtbot.waitSignal(house.window.page_shown):
        back.click()
    deleted()
    assert house.window.here()[0] == "today"
    place.rmdir()
    house.gate.keep_sample()
    view = house.full(FirstRunView)
    to_the_last_step(house)
    assert view.recovery is not None
    with qtbot.waitSignal(house.window.page_shown, timeout=30_000):
        view.recovery.next_button.click()
    house.quit()
    vaults.open_vault(place, passphrase=GOOD).close()
