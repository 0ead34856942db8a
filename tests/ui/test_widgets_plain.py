"""Text, buttons, chips, rows, tabs, ratings, bars: what they show, say and do by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.avatar import Avatar, colour_of, initials
from mentor_desktop.ui.widgets.banner import Banner
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.rating import Rating
from mentor_desktop.ui.widgets.tabs import SegmentedTabs
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.ui.widgets.undo import UndoBar
from tests.ui.conftest import Stage
from tests.ui.fakes import HandDelay

LONG = "Hesitates when the director joins and asks for more time than there is. " * 4


# Buttons


def test_enter_space_and_click_press_a_button(stage: Stage) -> None:
    pressed: list[int] = []
    button = Button("Prepare")
    button.clicked.connect(lambda: pressed.append(1))
    stage(button)
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(pressed) == 4


def test_a_button_says_its_words_and_its_key(qtbot: QtBot) -> None:
    button = Button("New session", key="Ctrl+N")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.accessibleDescription()) == ("New session", "Ctrl N")
    face = QAccessible.queryAccessibleInterface(button)
    assert face.role() == QAccessible.Role.Button


def test_a_button_that_turns_into_an_icon_keeps_its_name(qtbot: QtBot) -> None:
    button = Button("Pause", key="F5", icon="pause")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_icon_only(True)
    assert button.sizeHint().width() < wide
    assert button.accessibleName() == "Pause"
    assert "Pause" in button.toolTip()
    assert "F5" in button.toolTip()


def test_an_ampersand_in_a_name_is_an_ampersand(qtbot: QtBot) -> None:
    button = Button("R&D review")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "R&D review"


@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("small", [True, False])
def test_targets_are_large_enough(theme: Theme, qtbot: QtBot, percent: int, small: bool) -> None:
    theme.apply("light", percent)
    button = Button("", icon="x", icon_only=True, small=small)
    qtbot.addWidget(button)
    size = button.sizeHint()
    assert min(size.width(), size.height()) >= (24 if percent >= 100 else 20)


def test_the_ring_shows_for_the_keyboard_and_not_for_the_mouse(stage: Stage) -> None:
    button = Button("Prepare")
    other = Button("Other")
    stage(button, other)
    other.setFocus()
    without = button.grab().toImage()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.hasFocus()
    assert not button.ringed()
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Tab)
    assert button.ringed()
    assert button.grab().toImage() != without


def test_a_menu_button_offers_and_runs_its_actions(stage: Stage) -> None:
    ran: list[str] = []
    button = MenuButton(
        "Export", [("PDF & more", lambda: ran.append("pdf")), None, ("Word", lambda: ran.append("word"))]
    )
    stage(button)
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert button.menu.isVisible()
    words = [action.text() for action in button.menu.actions()]
    assert words == ["PDF && more", "", "Word"]
    button.menu.actions()[2].trigger()
    button.menu.close()
    assert ran == ["word"]


# Chips, cards, avatars, bars


def test_a_flow_wraps_and_is_as_tall_as_its_lines(qtbot: QtBot) -> None:
    flow = ChipFlow([Chip(f"chip number {number}") for number in range(6)])
    qtbot.addWidget(flow)
    assert flow.heightForWidth(2_000) == 20
    assert flow.heightForWidth(220) == 20 * 3 + 6 * 2 or flow.heightForWidth(220) > 40
    flow.resize(220, 400)
    flow.show()
    flow.grab()
    boxes = [child.geometry() for child in flow.findChildren(Chip)]
    assert all(box.right() < 220 for box in boxes)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)


def test_a_flow_runs_from_the_right_where_the_language_does(qtbot: QtBot) -> None:
    flow = ChipFlow([Chip("one"), Chip("two")])
    qtbot.addWidget(flow)
    flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.resize(400, 20)
    flow.show()
    one, two = flow.findChildren(Chip)
    assert one.x() > two.x()
    assert one.geometry().right() == 399


def test_replacing_chips_frees_the_former_ones(qtbot: QtBot) -> None:
    flow = ChipFlow([Chip("one")])
    qtbot.addWidget(flow)
    (former,) = flow.findChildren(Chip)
    with qtbot.waitSignal(former.destroyed):
        flow.set([Chip("two"), Chip("three")])
    assert [chip.text() for chip in flow.findChildren(Chip)] == ["two", "three"]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_stripe_lies_on_the_leading_edge(theme: Theme, qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    card = Card(stripe="accent")
    qtbot.addWidget(card)
    card.setLayoutDirection(direction)
    card.resize(200, 100)
    image = card.grab().toImage()
    leading = 1 if direction == Qt.LayoutDirection.LeftToRight else 198
    assert image.pixelColor(leading, 50) == theme.colour("accent")
    assert image.pixelColor(199 - leading, 50) == theme.colour("surface")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Okafor", "AO"),
        ("Sofia", "S"),
        ("", ""),
        ("Ana de la Cruz", "AC"),
        ("(guest) Bo", "B"),
        ("שרה כהן", "שכ"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_person_keeps_the_colour_and_two_of_one_name_may_differ(theme: Theme, qtbot: QtBot) -> None:
    assert colour_of("0192-a") == colour_of("0192-a")
    assert len({colour_of(f"0192-{number}") for number in range(60)}) == len(theme.tokens.avatars)
    avatar = Avatar("Amara Okafor", "0192-a")
    qtbot.addWidget(avatar)
    assert avatar.grab().toImage().pixelColor(6, 17).name().upper() == colour_of("0192-a")
    assert avatar.accessibleName() == "Amara Okafor"


@pytest.mark.parametrize(("done", "whole", "shown_value"), [(5, 7, 5), (9, 7, 7), (-1, 7, 0), (0, 0, 0)])
def test_a_bar_is_held_within_its_whole(qtbot: QtBot, done: int, whole: int, shown_value: int) -> None:
    bar = ProgressBar("Follow-ups", done, whole)
    qtbot.addWidget(bar)
    assert bar.value() == shown_value
    bar.resize(100, 6)
    bar.grab()


# Rows, tabs, ratings


def test_a_row_is_ticked_by_space_and_by_click_on_its_words(stage: Stage) -> None:
    row = CheckRow("Send the template", "You, to Jonas", Chip("Today", "warn"))
    window = stage(row)
    window.layout().activate()  # type: ignore[union-attr]
    heard: list[bool] = []
    row.clicked.connect(lambda on: heard.append(on))
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(80, 20))
    assert heard == [True, False]
    assert row.accessibleDescription() == "You, to Jonas"
    face = QAccessible.queryAccessibleInterface(row)
    assert face.role() == QAccessible.Role.CheckBox


def test_a_rows_words_and_its_right_end_never_overlap(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip("by tomorrow 15:49")
    row = CheckRow(LONG, LONG, chip)
    qtbot.addWidget(row)
    for percent in (100, 200):
        theme.apply("light", percent)
        row.resize(420, row.heightForWidth(420))
        row.show()
        row.grab()
        words = QRect(row.findChildren(Text)[0].geometry())
        assert not words.intersects(chip.geometry())
        assert words.bottom() <= row.height()


def test_tabs_are_one_stop_entered_at_the_chosen_one(stage: Stage) -> None:
    first = Button("before")
    tabs = SegmentedTabs([("prepare", "Prepare"), ("run", "Run"), ("wrap", "Wrap up")], "run")
    last = Button("after")
    window = stage(first, tabs, last)
    chosen: list[str] = []
    tabs.chosen.connect(chosen.append)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget().accessibleName() == "Run"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert window.focusWidget().accessibleName() == "Wrap up"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert chosen == ["wrap", "prepare", "wrap"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert last.hasFocus()


def test_choosing_a_tab_from_outside_is_silent(qtbot: QtBot) -> None:
    tabs = SegmentedTabs([("a", "A"), ("b", "B")])
    qtbot.addWidget(tabs)
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.choose("b")
    assert tabs.current_key() == "b"


def test_a_rating_by_keys(stage: Stage) -> None:
    rating = Rating("Trust")
    stage(rating)
    heard: list[object] = []
    rating.changed.connect(heard.append)
    rating.setFocus()
    keys = Qt.Key
    for key in (keys.Key_4, keys.Key_Right, keys.Key_Right, keys.Key_Left, keys.Key_0, keys.Key_2):
        QTest.keyClick(rating, key)
    for key in (keys.Key_Backspace, keys.Key_7):
        QTest.keyClick(rating, key)
    assert heard == [4, 5, 4, None, 2, None]


def test_a_rating_is_spoken_with_its_scale(qtbot: QtBot) -> None:
    rating = Rating("Trust", 3)
    qtbot.addWidget(rating)
    assert rating.accessibleName() == "Trust, 3 of 5"
    rating.set(None)
    assert rating.accessibleName() == "Trust, not rated"
    with pytest.raises(ValueError, match="1 to 5"):
        rating.set(6)


def test_clicking_the_same_square_clears_a_rating(qtbot: QtBot) -> None:
    rating = Rating("Trust")
    qtbot.addWidget(rating)
    rating.resize(rating.sizeHint())
    rating.show()
    QTest.mouseClick(rating, Qt.MouseButton.LeftButton, pos=QPoint(2 * 28 + 12, 12))
    assert rating.value() == 3
    QTest.mouseClick(rating, Qt.MouseButton.LeftButton, pos=QPoint(2 * 28 + 12, 12))
    assert rating.value() is None


# Bars that come and go


def test_an_empty_state_offers_its_one_action(qtbot: QtBot) -> None:
    empty = EmptyState("Goals you set together will live here.", "Add a goal")
    qtbot.addWidget(empty)
    assert empty.button is not None
    with qtbot.waitSignal(empty.acted):
        empty.button.click()


def test_the_undo_bar_goes_by_itself_after_its_time(qtbot: QtBot) -> None:
    delay = HandDelay()
    bar = UndoBar(delay, shown_ms=8_000)
    qtbot.addWidget(bar)
    undone: list[bool] = []
    bar.offer("Note deleted.", lambda: undone.append(True))
    delay.advance(7_999)
    assert bar.offering()
    delay.advance(1)
    assert not bar.isVisible()
    bar.take_back()
    assert undone == []


def test_the_undo_bar_takes_back_once(qtbot: QtBot) -> None:
    delay = HandDelay()
    bar = UndoBar(delay)
    qtbot.addWidget(bar)
    undone: list[str] = []
    bar.offer("First.", lambda: undone.append("first"))
    bar.offer("Second.", lambda: undone.append("second"))
    bar.button.click()
    bar.button.click()
    assert undone == ["second"]
    assert delay.waiting() == 0


def test_the_undo_bar_waits_while_it_has_the_focus(stage: Stage) -> None:
    delay = HandDelay()
    bar = UndoBar(delay, shown_ms=8_000)
    stage(bar)
    bar.offer("Note deleted.", lambda: None)
    bar.button.setFocus()
    delay.advance(20_000)
    assert bar.offering()
    bar.dismiss()


def test_a_banner_acts_once_and_is_freed(qtbot: QtBot) -> None:
    done: list[str] = []
    banner = Banner(
        "Ended 12 min over.", [("Keep", lambda: done.append("keep")), ("Trim", lambda: done.append("trim"))]
    )
    banner.show()
    banner.closed.connect(lambda: done.append("closed"))
    banner.destroyed.connect(lambda: done.append("freed"))
    banner.buttons[1].click()
    qtbot.waitUntil(lambda: "freed" in done)
    assert done == ["closed", "trim", "freed"]


def test_a_banner_turns_where_room_is_short(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    banner = Banner(LONG, [("Keep as it is", lambda: None), ("Set the end", lambda: None)])
    row.addWidget(banner)
    host.resize(1_000, 120)
    host.show()
    host.grab()
    assert banner.buttons[0].x() > banner.words.geometry().right()
    host.resize(420, 400)
    qtbot.waitUntil(lambda: banner.buttons[0].y() > banner.words.geometry().bottom())
