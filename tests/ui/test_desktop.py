"""What meets one in an opened vault: the lock's key, a session found running, keys that work anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import notes, running, sessions
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.shell.menubar import words_of
from mentor_desktop.ui.widgets.banner import Banner
from tests.support import reopened
from tests.ui.house import House, todays_session
from tests.ui.house import house as house
from tests.ui.house import vault as vault

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_ctrl_l_locks_and_in_a_session_covers_first(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    QTest.keyClick(house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(house.window.findChildren(LockView)), timeout=20_000)
    house.unlock()
    desk = house.desk()
    done: list[object] = []
    house.gate.write(lambda: running.start(desk, session), done.append, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    QTest.keyClick(house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert house.window.covered()
    house.gate.read(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert house.window.covered()
    assert house.window.findChildren(LockView) == []
    QTest.keyClick(house.window, Qt.Key.Key_F8)
    assert not house.window.covered()
    for _press in range(2):
        QTest.keyClick(house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert house.full(LockView).isVisible()


@pytest.mark.parametrize(("button", "page"), [("Go on", "run"), ("It ended", "wrap")])
def test_a_session_found_running_is_taken_up(
    house: House, vault: Path, button: str, page: str, qtbot: QtBot
) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    house.clock.pass_minutes(10)
    notes.write(opened.desk, "The last word.", session=session)
    opened.close()
    house.clock.restart(30)
    house.begin()
    house.unlock()
    assert house.window.here()[0] == "today"
    house.press("still running", button)
    qtbot.waitUntil(lambda: house.window.here() == (page, {"session": session}), timeout=20_000)
    house.quit()
    opened = reopened(vault, house.clock)
    held = sessions.get(opened.desk, session)
    if page == "wrap":
        assert held.started is not None
        assert held.ended == held.started + 10 * 60_000
    else:
        assert held.ended is None
    opened.close()


def test_a_new_person_is_added_by_key_from_anywhere(house: House, vault: Path) -> None:
    house.begin()
    house.unlock()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(house.window, Qt.Key.Key_N, keys)
    assert house.window.here() == ("people", {"add": True})


def test_f9_keeps_one_within_the_session_on_the_screen(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    house.window.go("run", session=session)
    QTest.keyClick(house.window, Qt.Key.Key_F9)
    house.banner("Share-safe")
    house.window.sidebar.item("people").click()
    assert house.window.here() == ("run", {"session": session})
    house.window.back()
    assert house.window.here() == ("run", {"session": session})
    house.press("more than this", "Leave the share-safe view")
    assert house.window.here()[0] == "today"  # the last place asked for
    assert not [each for each in house.window.findChildren(Banner) if each.isVisible()]


def usable(house: House) -> list[str]:
    """The entries of the Session menu that can be used."""
    entries = house.window.menu_bar.menu("session").actions()
    return [words_of(each) for each in entries if each.isEnabled() and not each.isSeparator()]


def test_the_session_menu_offers_what_there_is_to_do(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    assert usable(house) == ["Mini window"]
    house.window.go("run", session=session)
    qtbot.waitUntil(lambda: usable(house) == ["Another question", "Mini window"], timeout=20_000)
    house.window.go("run", session=session, start=True)
    runs = ["Pause or go on", "Five minutes more here", "Mark a moment", "Another question", "Mini window"]
    qtbot.waitUntil(lambda: usable(house) == ["Next part", *runs, "End session"], timeout=20_000)
    QTest.keyClick(house.window, Qt.Key.Key_Period, CTRL_SHIFT)
    qtbot.waitUntil(lambda: "Back a part" in usable(house), timeout=20_000)
    house.window.go("people")
    assert "Another question" not in usable(house)
    QTest.keyClick(house.window, Qt.Key.Key_W, CTRL_SHIFT)
    qtbot.waitUntil(lambda: usable(house) == ["Mini window"], timeout=20_000)
    QTest.keyClick(house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: usable(house) == [], timeout=20_000)


def test_a_session_found_running_is_in_the_menu_s_reach_at_once(
    house: House, vault: Path, qtbot: QtBot
) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    opened.close()
    house.begin()
    house.unlock()
    qtbot.waitUntil(lambda: "End session" in usable(house), timeout=20_000)
    house.delay.advance(120_000)  # the clocks are looked at while it runs, whatever page is shown
    house.clock.pass_minutes(7)
    house.delay.advance(60_000)
    house.quit()
    house.clock.restart(-300)
    opened = reopened(vault, house.clock)
    face = running.snapshot(opened.desk, session).face(house.clock.reading())
    assert face.elapsed == 7 * 60_000
    opened.close()
