"""The guard over a real window and vault: every way of touching counts, and whatever is open closes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.services import running, settings
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.prompts import Prompts, Question
from mentor_desktop.ui.watching.closing import close_what_is_open
from mentor_desktop.ui.widgets.banner import Banner
from mentor_desktop.vault import VaultInUse
from tests.support import reopened
from tests.ui.house import House, deleted, todays_session
from tests.ui.house import house as house
from tests.ui.house import vault as vault


def pass_seconds(house: House, seconds: int) -> None:
    for _step in range(seconds // 5):
        house.clock.pass_ms(5_000)
        house.delay.advance(5_000)


def settled(house: House) -> None:
    """Waits until everything that was asked of the vault so far is answered."""
    answered: list[bool] = []
    house.gate.read(lambda: True, answered.append, lambda _error: None)
    house.qtbot.waitUntil(lambda: bool(answered), timeout=20_000)


def is_locked(house: House) -> bool:
    return bool(house.window.findChildren(LockView))


def key(target: QWidget) -> None:
    QTest.keyClick(target, Qt.Key.Key_Shift)


def click(target: QWidget) -> None:
    QTest.mouseMove(target, QPoint(3, 3))
    QTest.mouseRelease(target, Qt.MouseButton.RightButton, pos=QPoint(3, 3))


def wheel(target: QWidget) -> None:
    at = target.mapTo(target.window(), QPoint(4, 4))
    handle = target.window().windowHandle()
    assert handle is not None
    QTest.wheelEvent(handle, QPointF(at), QPoint(0, 1))


def touch(target: QWidget) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(target, finger).press(0, QPoint(5, 5), target)
    QTest.touchEvent(target, finger).release(0, QPoint(5, 5), target)


def input_method(target: QWidget) -> None:
    QApplication.sendEvent(target, QInputMethodEvent("", []))


def by_itself(target: QWidget) -> None:
    """What Qt makes up when a control moves under a pointer that rests is nobody's touch."""
    at, none = QPointF(4, 4), Qt.MouseButton.NoButton
    QApplication.sendEvent(
        target, QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    )


@pytest.mark.parametrize("by", [key, click, wheel, touch, input_method])
@pytest.mark.parametrize("where", ["window", "menu", "question"])
def test_every_touch_in_every_window_counts(
    house: House, vault: Path, qtbot: QtBot, by: Callable[[QWidget], None], where: str
) -> None:
    house.begin()
    house.unlock()
    target: QWidget = house.window
    if where == "menu":
        menu = QMenu(house.window)
        menu.addAction("One")
        menu.popup(house.window.mapToGlobal(QPoint(20, 20)))
        target = menu
    elif where == "question":
        target = Question("Sure?", "", "Yes", lambda _yes: None, house.window)
        target.show()
        qtbot.waitExposed(target)
    pass_seconds(house, 300)
    by(target)
    pass_seconds(house, 400)
    settled(house)
    assert not is_locked(house)
    assert not house.window.covered()
    pass_seconds(house, 300)
    qtbot.waitUntil(lambda: is_locked(house), timeout=20_000)


def test_what_qt_sends_by_itself_is_no_touch(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    for _part in range(12):
        pass_seconds(house, 60)
        by_itself(house.window)
    qtbot.waitUntil(lambda: is_locked(house), timeout=20_000)


def test_the_minutes_of_the_settings_hold(house: House, vault: Path, qtbot: QtBot) -> None:
    opened = reopened(vault, house.clock)
    settings.save(opened.desk, "idle_minutes", 2)
    opened.close()
    house.begin()
    house.unlock()
    pass_seconds(house, 60)
    assert not is_locked(house)

    def after_a_while() -> bool:  # the vault tells its minutes from another thread
        pass_seconds(house, 5)
        return is_locked(house)

    qtbot.waitUntil(after_a_while, timeout=20_000)


def test_a_running_session_stays_open_and_the_system_still_locks_it(
    house: House, vault: Path, qtbot: QtBot
) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    opened.close()
    house.begin()
    house.unlock()
    house.window.go("run", session=session)
    settled(house)
    for _round in range(30):
        pass_seconds(house, 60)
        settled(house)
    assert not is_locked(house)
    assert not house.window.covered()
    told: list[bool] = []

    def closed() -> None:
        reopened(vault).close()  # nobody holds it any more
        told.append(True)

    house.gate.lock(closed)
    assert is_locked(house)
    assert not told
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    house.gate.lock(lambda: told.append(True))
    assert told == [True, True]  # at once: nothing is open


def test_the_signal_is_told_only_when_the_vault_is_free(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    with pytest.raises(VaultInUse):
        reopened(vault)
    told: list[int] = []
    house.gate.lock(lambda: told.append(1))
    house.gate.lock(lambda: told.append(2))  # once more, while it locks
    qtbot.waitUntil(lambda: told == [1, 2], timeout=20_000)
    reopened(vault).close()


def test_what_is_open_closes_from_the_last_to_the_first(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    answers: list[object] = []
    prompts = Prompts(lambda: house.window)
    prompts.confirm("First?", "", "Yes", answers.append)
    prompts.open_file("Second", [], answers.append)
    prompts.confirm("Third?", "", "Yes", answers.append)
    menu, inner = QMenu(house.window), QMenu(house.window)
    menu.addAction("One")
    inner.addAction("Two")
    menu.popup(house.window.mapToGlobal(QPoint(10, 10)))
    inner.popup(house.window.mapToGlobal(QPoint(20, 20)))
    closed = close_what_is_open(house.window)
    assert closed[:2] == [inner, menu]
    assert isinstance(closed[2], Question)
    assert closed[2].accessibleName() == "Third?"
    assert isinstance(closed[3], QFileDialog)
    assert isinstance(closed[4], Question)
    assert answers == [False, None, False]
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [house.window]
    deleted()


def test_locking_closes_what_is_open(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    answers: list[object] = []
    Prompts(lambda: house.window).open_folder("Where", answers.append)
    menu = QMenu(house.window)
    menu.addAction("One")
    menu.popup(house.window.mapToGlobal(QPoint(10, 10)))
    house.gate.lock()
    assert answers == [None]
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [house.window]
    deleted()


def test_files_replaced_underneath_are_said_and_written_no_more(
    house: House, vault: Path, qtbot: QtBot
) -> None:
    from mentor_desktop.services import notes
    from mentor_desktop.vault import FilesReplaced

    session = todays_session(vault)
    house.begin()
    house.unlock()
    other = vault / "other"
    other.write_bytes((vault / "notes.db").read_bytes())
    other.replace(vault / "notes.db")
    with pytest.raises(FilesReplaced):
        notes.write(house.desk(), "too late", session=session)
    house.delay.advance(30_000)
    house.banner("Another program replaced the files of this vault.")


def test_a_conflict_copy_is_said_once(house: House, vault: Path, qtbot: QtBot) -> None:
    (vault / "notes (Maya's conflicted copy 2026-11-24).db").write_bytes(b"x")
    house.begin()
    house.unlock()
    house.banner("A synced folder left another version of this vault's files").close_banner()
    deleted()
    house.delay.advance(30_000)
    settled(house)
    said = [each.words.text() for each in house.window.findChildren(Banner)]
    assert not [words for words in said if "synced" in words]
