"""The card of the first run in a window: keys alone lead through it, and no secret stays in a widget."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.services import places
from mentor_desktop.ui.firstrun.recovery_step import TypedField
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.firstrun.waiting import Waiting
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.words import _

GOOD = "seven quiet herons over the mill pond"
GROUPS = ["0123", "4567", "89AB", "CDEF", "GHJK", "MNPQ", "RSTV", "WXYZ", "0001"]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[FirstRunView]:
    made = FirstRunView()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    yield made
    made.close()


def deleted() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def texts(view: QWidget) -> list[str]:
    return [edit.text() for edit in view.findChildren(QLineEdit) if edit.text()]


def test_enter_leads_from_field_to_field_and_on(view: FirstRunView, qtbot: QtBot) -> None:
    step = view.passphrase
    assert step.first.edit.hasFocus()
    QTest.keyClicks(step.first.edit, GOOD)
    QTest.keyClick(step.first.edit, Qt.Key.Key_Return)
    assert step.second.edit.hasFocus()
    QTest.keyClicks(step.second.edit, GOOD)
    with qtbot.waitSignal(view.phrase_asked):
        QTest.keyClick(step.second.edit, Qt.Key.Key_Return)
    assert view.phrases() == (GOOD, GOOD)


def test_every_control_of_the_first_step_is_reached_by_tab(view: FirstRunView) -> None:
    seen = []
    for _press in range(10):
        focused = view.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "Passphrase", "Show the passphrase", "The passphrase once more", "Show the passphrase",
        "Make six random words", "Open a vault…", "Try sample data", "Next",
        "Restore from a backup…", "Passphrase",
    ]  # fmt: skip


def test_drawn_words_can_be_read_and_are_typed_again(view: FirstRunView) -> None:
    view.passphrase.second.edit.setText("left from before")
    view.show_words(GOOD)
    assert view.phrases() == (GOOD, "")
    assert view.passphrase.first.shown()
    assert view.passphrase.second.edit.hasFocus()


def test_the_meter_says_a_word_beside_its_colour(view: FirstRunView) -> None:
    view.show_strength(0, "Very weak")
    assert (view.passphrase.meter.value(), view.passphrase.word.text()) == (1, "Very weak")
    view.show_strength(4, "Strong")
    assert view.passphrase.meter.value() == view.passphrase.meter.maximum()
    view.show_strength(-1, "")
    assert (view.passphrase.meter.value(), view.passphrase.word.text()) == (0, "")


def test_a_refusal_keeps_the_focus_and_selects(view: FirstRunView) -> None:
    view.passphrase.first.edit.setText("short")
    view.refuse("Too short.")
    assert view.passphrase.first.error() == "Too short."
    assert view.passphrase.first.edit.selectedText() == "short"
    view.refuse("Differs.", again=True)
    assert view.passphrase.second.edit.hasFocus()


def test_the_passphrase_is_gone_with_its_step(view: FirstRunView) -> None:
    first = view.passphrase.first.edit
    QTest.keyClicks(first, GOOD)
    gone = weakref.ref(view.passphrase)
    view.show_recovery(GROUPS, (3, 6))
    assert first.text() == ""
    first.undo()
    assert first.text() == ""
    del first
    view.passphrase.destroyed.connect(lambda: None)
    deleted()
    assert texts(view) == []
    assert gone() is not None  # the view keeps the name, Qt has freed what it named
    with pytest.raises(RuntimeError, match="already deleted"):
        view.passphrase.first.edit.text()


def test_the_groups_are_spoken_letter_by_letter(view: FirstRunView) -> None:
    view.show_recovery(GROUPS, (3, 6))
    names = [child.accessibleName() for child in view.findChildren(QWidget)]
    for number, group in enumerate(GROUPS, 1):
        assert f"Group {number}: {' '.join(group)}" in names


def test_two_groups_are_typed_and_enter_goes_on(view: FirstRunView, qtbot: QtBot) -> None:
    view.show_recovery(GROUPS, (3, 6))
    first, second = view.findChildren(TypedField)
    assert first.hasFocus()
    assert (first.accessibleName(), second.accessibleName()) == ("Group 3", "Group 6")
    QTest.keyClicks(first, "89ab")
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClicks(second, "MNPQ")
    with qtbot.waitSignal(view.groups_asked):
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert view.recovery_typed() == ("89ab", "MNPQ")
    view.refuse_group(1, "This is not group 6.")
    assert second.hasFocus()
    assert second.selectedText() == "MNPQ"


def test_a_group_is_typed_and_never_pasted(view: FirstRunView) -> None:
    view.show_recovery(GROUPS, (3, 6))
    field = view.findChildren(TypedField)[0]
    QGuiApplication.clipboard().setText("89AB")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)
    assert field.text() == ""
    assert not field.acceptDrops()
    QGuiApplication.clipboard().clear()


def test_name_zone_and_place_are_one_chain_of_keys(view: FirstRunView, qtbot: QtBot) -> None:
    view.show_recovery(GROUPS, (3, 6))
    view.show_you("/home/maya/mentor.vault", "Europe/Stockholm", places.search)
    deleted()
    assert view.you is not None
    assert view.about_you() == ("", "Europe/Stockholm")
    assert view.you.name.edit.hasFocus()
    QTest.keyClicks(view.you.name.edit, "Maya Lind")
    QTest.keyClick(view.you.name.edit, Qt.Key.Key_Return)
    view.you.zone.edit.selectAll()
    QTest.keyClicks(view.you.zone.edit, "Nairobi")
    QTest.keyClick(view.you.zone.edit, Qt.Key.Key_Return)
    assert view.about_you() == ("Maya Lind", "Africa/Nairobi")
    QTest.keyClick(view.you.zone.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.finish_asked):
        QTest.keyClick(view.you.next_button, Qt.Key.Key_Return)


def test_nothing_can_be_changed_while_the_vault_is_made(view: FirstRunView) -> None:
    view.show_recovery(GROUPS, (3, 6))
    view.show_you("/home/maya/mentor.vault", "Europe/Stockholm", places.search)
    assert view.you is not None
    view.set_making(True)
    view.show_progress(40)
    assert not view.you.next_button.isEnabled()
    assert not view.you.name.isEnabled()
    assert (view.you.progress.isVisible(), view.you.progress.value()) == (True, 40)
    view.set_making(False)
    view.say("There is something at this place already.", wrong=True)
    assert view.you.next_button.isEnabled()
    assert view.you.said.isVisible()


def test_the_sample_has_two_steps_and_a_way_back(qtbot: QtBot) -> None:
    view = FirstRunView(steps=2)
    qtbot.addWidget(view)
    names = [button.text() for button in view.findChildren(Button)]
    assert "Back to the sample" in names
    assert "Try sample data" not in names
    view.show_recovery(GROUPS, (1, 9))
    view.set_making(True)
    assert view.recovery is not None
    assert not view.recovery.next_button.isEnabled()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (720, 520)])
def test_no_step_is_cut_and_a_tall_one_scrolls(
    view: FirstRunView, theme: Theme, percent: int, size: tuple[int, int], qtbot: QtBot
) -> None:
    theme.apply("light", percent, less_motion=True)
    view.resize(*size)
    view.show_recovery(GROUPS, (3, 6))
    deleted()
    assert view.recovery is not None
    button = view.recovery.next_button

    def laid_out() -> bool:
        return button.height() >= button.sizeHint().height() and button.width() >= button.sizeHint().width()

    qtbot.waitUntil(laid_out)
    foot = button.mapTo(view, button.rect().bottomRight())
    assert foot.x() < view.width()
    assert foot.y() < view.height() or view.findChildren(Scroll)


def test_waiting_says_what_is_waited_for(qtbot: QtBot) -> None:
    view = Waiting(_("Preparing the sample data…"))
    qtbot.addWidget(view)
    assert view.accessibleName() == "Preparing the sample data…"
