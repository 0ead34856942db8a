"""The lock screen in a window: keys alone, the passphrase shown only while the eye is held, no name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.page import Scroll

PHRASE = "seven quiet herons over the mill pond"


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[LockView]:
    made = LockView()
    qtbot.addWidget(made)
    made.show_vault("mentor.vault", ["work.vault", "old.vault"])
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_way(False)
    yield made
    made.close()


def test_enter_unlocks(view: LockView, qtbot: QtBot) -> None:
    assert view.field.edit.hasFocus()
    QTest.keyClicks(view.field.edit, PHRASE)
    with qtbot.waitSignal(view.unlock_asked):
        QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    assert view.secret() == PHRASE


def test_every_control_is_reached_by_tab(view: LockView) -> None:
    seen = []
    for _press in range(8):
        focused = view.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "Passphrase", "Show the passphrase", "Unlock", "Use the recovery key", "Open another vault…",
        "Restore from a backup…", "Vault: mentor.vault. Choose another", "Passphrase",
    ]  # fmt: skip


def test_it_shows_while_the_eye_is_held(view: LockView) -> None:
    eye, middle = view.field.eye, QPoint(8, 8)
    QTest.mousePress(eye, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert view.field.shown()
    QTest.mouseRelease(eye, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert not view.field.shown()


def test_a_refusal_keeps_the_focus_and_selects_and_hides(view: LockView) -> None:
    QTest.keyClicks(view.field.edit, PHRASE)
    view.unlock.setFocus()
    view.field.eye.pressed.emit()
    view.refuse("That does not open this vault. Try again.")
    assert view.field.edit.hasFocus()
    assert view.field.edit.hasSelectedText()
    assert not view.field.shown()
    assert view.field.error() == "That does not open this vault. Try again."
    QTest.keyClicks(view.field.edit, "s")
    assert (view.secret(), view.field.error()) == ("s", "")


def test_while_it_opens_it_can_only_be_cancelled(view: LockView, qtbot: QtBot) -> None:
    QTest.keyClicks(view.field.edit, PHRASE)
    view.set_opening(True)
    view.show_progress(55)
    assert (view.progress.isVisible(), view.progress.value()) == (True, 55)
    assert not view.unlock.isEnabled()
    QTest.keyClicks(view.field.edit, "more")
    assert view.secret() == PHRASE
    with qtbot.waitSignal(view.cancel_asked):
        QTest.keyClick(view.field.edit, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.cancel_asked):
        view.cancel.click()
    view.set_opening(False)
    assert (view.progress.isVisible(), view.unlock.isEnabled()) == (False, True)


def test_while_one_waits_one_may_type_but_not_try(view: LockView) -> None:
    view.show_wait("Try again in 8 seconds.")
    assert not view.unlock.isEnabled()
    QTest.keyClicks(view.field.edit, PHRASE)
    assert view.secret() == PHRASE
    view.show_wait("")
    assert view.unlock.isEnabled()


def test_the_other_way_says_what_to_type(view: LockView) -> None:
    view.show_way(True)
    assert view.field.edit.accessibleName() == "Recovery key"
    assert view.way.text() == "Use the passphrase"
    assert "paper" in view.sentence.text()


def test_other_vaults_stand_in_a_menu_by_name(view: LockView, qtbot: QtBot) -> None:
    actions = view.vaults.menu.actions()
    assert [action.text() for action in actions] == ["work.vault", "old.vault"]
    with qtbot.waitSignal(view.chosen) as chosen:
        actions[1].trigger()
    assert chosen.args == [1]
    view.show_vault("mentor.vault", [])
    assert not view.vaults.isVisible()
    assert view.vault.isVisible()


def test_the_passphrase_leaves_no_trace(view: LockView) -> None:
    QTest.keyClicks(view.field.edit, PHRASE)
    view.wipe()
    view.field.edit.undo()
    assert view.secret() == ""


@pytest.mark.parametrize("percent", [80, 200])
def test_it_fits_the_smallest_window(view: LockView, theme: Theme, percent: int, qtbot: QtBot) -> None:
    theme.apply("dark", percent, less_motion=True)
    view.resize(720, 520)
    view.refuse("This vault's file notes.db belongs to something else. Bring it back from a copy.")
    last = view.vaults

    def inside() -> bool:
        foot = last.mapTo(view, last.rect().bottomRight())
        return 0 < foot.x() < view.width() and (foot.y() < view.height() or bool(view.findChildren(Scroll)))

    qtbot.waitUntil(inside)

    def cut() -> list[str]:
        shown = [label for label in view.findChildren(QLabel) if label.isVisible()]
        return [label.text() for label in shown if label.height() < label.heightForWidth(label.width())]

    qtbot.waitUntil(lambda: cut() == [])


def test_the_keyring_has_a_button_only_where_it_opens_the_vault(view: LockView, qtbot: QtBot) -> None:
    assert not view.keyring.isVisible()
    view.show_keyring(True)
    assert view.keyring.isVisible()
    with qtbot.waitSignal(view.keyring_asked):
        QTest.mouseClick(view.keyring, Qt.MouseButton.LeftButton)
    view.set_opening(True)
    assert not view.keyring.isVisible()
    view.set_opening(False)
    view.show_wait("Wait.")
    assert view.keyring.isVisible()
    assert not view.keyring.isEnabled()
