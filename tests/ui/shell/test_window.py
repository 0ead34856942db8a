"""The window around the screens: pages, sidebar, menus, panes, bars, the cover, and where it lies."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStyleOptionMenuItem, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.shell.menubar import MenuBar
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.shell.sidebar import NavItem
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme


def names(window: MainWindow) -> list[str]:
    items = sorted(window.sidebar.findChildren(NavItem), key=lambda item: item.mapTo(window, QPoint()).y())
    return [item.accessibleName() for item in items if item.isVisible()]


# Pages


def test_a_page_is_built_when_first_opened_and_only_once(window: MainWindow, log: list[str]) -> None:
    assert log == []
    window.go("today")
    window.go("people")
    window.go("today", note="7")
    assert log == [
        "built Today", "opened Today", "left Today", "built People", "opened People", "left People",
        "opened note=7 Today",
    ]  # fmt: skip


def test_entries_stand_in_their_order_and_keep_their_numbers(window: MainWindow) -> None:
    assert names(window)[:3] == ["Today", "People", "Goals"]
    keys = {action.text(): action.shortcut().toString() for action in window.menu_bar.menu("go").actions()}
    assert (keys["Today"], keys["People"], keys["Goals"]) == ("Ctrl+1", "Ctrl+2", "Ctrl+4")
    assert "Person" not in keys


def test_numbers_go_to_their_pages(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    place = window.pages.place()
    assert place is not None
    assert place.key == "goals"
    assert window.sidebar.item("goals").isChecked()


def test_a_page_below_a_section_marks_that_section(window: MainWindow) -> None:
    window.go("person", who="a")
    assert window.sidebar.item("people").isChecked()
    assert not window.sidebar.item("today").isChecked()


def test_back_and_forward_come_with_what_the_page_was_opened_with(window: MainWindow, log: list[str]) -> None:
    window.go("today")
    window.go("person", who="a")
    window.go("person", who="b")
    log.clear()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    window.back()
    assert not window.back_action.isEnabled()
    window.back()
    window.forward()
    assert [line for line in log if line.startswith("opened")] == [
        "opened who=a Person", "opened Today", "opened who=a Person",
    ]  # fmt: skip
    window.go("goals")
    assert not window.forward_action.isEnabled()


def test_unknown_pages_and_second_ones_are_refused(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.go("nowhere")
    with pytest.raises(ValueError, match="registered"):
        window.add_page("today", "Today", "", "", lambda: Page(QWidget()))


def test_ctrl_n_does_the_pages_new_thing(window: MainWindow, log: list[str]) -> None:
    window.go("people")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert log[-1] == "new People"
    assert not window.find_action.isEnabled()


def test_dropping_pages_frees_them_and_forgets_the_way(
    qtbot: QtBot, window: MainWindow, log: list[str]
) -> None:
    window.go("today")
    window.go("people")
    window.offer_undo("Note deleted.", lambda: None)
    window.add_banner("Ended 12 min over.")
    window.set_badge("people", "2")
    window.set_state("Saved")
    freed: list[bool] = []
    page = window.pages.page()
    assert page is not None
    page.widget.destroyed.connect(lambda: freed.append(True))
    del page
    window.drop_pages()
    qtbot.waitUntil(lambda: bool(freed))
    assert log[-2:] == ["closed Today", "closed People"]
    assert window.pages.place() is None
    assert window.pages.count() == 0
    assert not window.undo_bar.offering()
    assert window.sidebar.item("people").accessibleName() == "People"
    assert window.sidebar.state.text() == ""
    window.go("today")
    assert log[-2:] == ["built Today", "opened Today"]


# The lock screen's place


def test_alone_a_widget_leaves_no_action_awake(qtbot: QtBot, window: MainWindow, log: list[str]) -> None:
    window.go("today")
    screen = QLabel("locked")
    window.show_full(screen)
    assert not window.sidebar.isVisible()
    assert not window.menu_bar.isVisible()
    log.clear()
    with qtbot.assertNotEmitted(window.shield_requested):
        for key in (Qt.Key.Key_2, Qt.Key.Key_N):
            QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window, Qt.Key.Key_F8)
    assert log == []
    freed: list[bool] = []
    screen.destroyed.connect(lambda: freed.append(True))
    window.show_shell()
    assert window.sidebar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert "opened People" in log
    qtbot.waitUntil(lambda: bool(freed))


# Sidebar and menus


def test_the_sidebar_turns_to_icons_by_width_counted_in_text_size(theme: Theme, window: MainWindow) -> None:
    window.resize(1_000, 700)
    assert window.sidebar.width() == 216
    assert window.sidebar.state.isVisible()
    window.resize(890, 700)
    assert window.sidebar.width() == 56
    assert window.sidebar.item("people").toolTip() == "People"
    window.resize(1_280, 800)
    theme.apply("light", 200)
    assert window.sidebar.width() == 92


def test_tab_enters_the_sections_at_the_chosen_one(window: MainWindow) -> None:
    window.go("people")
    window.sidebar.search.setFocus()
    QTest.keyClick(window.sidebar.search, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.sidebar.item("people")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget() is window.sidebar.item("goals")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.sidebar.item("goals").isChecked()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is window.sidebar.shield


def test_a_badge_is_spoken_with_its_section(window: MainWindow) -> None:
    window.set_badge("people", "2 quiet")
    assert window.sidebar.item("people").accessibleName() == "People, 2 quiet"
    assert window.sidebar.item("people").accessibleDescription() == "Ctrl 2"
    window.set_badge("people", "")
    assert window.sidebar.item("people").accessibleName() == "People"


def test_the_foot_asks_for_shield_lock_settings_and_search(qtbot: QtBot, window: MainWindow) -> None:
    for signal, press in (
        (window.shield_requested, window.sidebar.shield.click),
        (window.lock_requested, window.sidebar.lock.click),
        (window.settings_requested, window.sidebar.settings.click),
        (window.search_requested, window.sidebar.search.click),
    ):
        with qtbot.waitSignal(signal):
            press()


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "shield_requested"),
        (
            Qt.Key.Key_H,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "shield_requested",
        ),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock_requested"),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "search_requested"),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier, "settings_requested"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_requested"),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier, "closing"),
    ],
)
def test_keys(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        QTest.keyClick(window, key, modifier)


def test_a_menu_is_shown_once_it_holds_something(window: MainWindow) -> None:
    session = window.menu_bar.menu("session").menuAction()
    assert not session.isVisible()
    ran: list[bool] = []
    action = window.add_action("session", "&Next part", "Ctrl+Shift+.", lambda: ran.append(True))
    assert session.isVisible()
    action.trigger()
    assert ran == [True]


def test_every_action_has_a_mnemonic_or_a_name_and_no_key_twice(window: MainWindow) -> None:
    actions = window.menu_bar.all_actions()
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(action.text() for action in actions)


def test_mnemonics_are_underlined_only_while_alt_is_down(window: MainWindow) -> None:
    def shown() -> str:
        option = QStyleOptionMenuItem()
        bar: MenuBar = window.menu_bar
        bar.initStyleOption(option, bar.menu("file").menuAction())
        return option.text

    assert shown() == "File"
    QTest.keyPress(window, Qt.Key.Key_Alt)
    assert shown() == "&File"
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert shown() == "File"


def test_the_title_bar_names_nobody(window: MainWindow) -> None:
    window.go("person", who="Amara Okafor")
    window.set_state("Saved")
    assert window.windowTitle() == "Mentor Desktop"


def test_right_to_left_puts_the_sidebar_on_the_right(qtbot: QtBot, window: MainWindow) -> None:
    window.go("today")
    window.resize(1_000, 700)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: window.sidebar.mapTo(window, QPoint()).x() > 700)


# Panes, banners, undo


def test_f6_goes_round_the_panes(window: MainWindow) -> None:
    window.go("today")
    banner = window.add_banner("Ended 12 min over.", [("Keep", lambda: None)])
    window.offer_undo("Note deleted.", lambda: None)
    window.grab()
    window.sidebar.search.setFocus()
    seen: list[str] = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        here = window.focusWidget()
        assert here is not None
        seen.append(here.accessibleName())
    assert seen == ["Keep", "do Today", "Undo", "Search or jump to…"]
    banner.close_banner()


def test_the_banner_strip_goes_with_its_last_banner(qtbot: QtBot, window: MainWindow) -> None:
    window.go("today")
    one, two = window.add_banner("One."), window.add_banner("Two.")
    one.close_banner()
    assert two.isVisible()
    strip = two.parentWidget()
    assert strip is not None
    two.close_banner()
    assert not strip.isVisible()


def test_the_same_danger_is_said_once(window: MainWindow) -> None:
    window.go("today")
    pressed: list[int] = []
    first = window.add_banner("It is damaged.", [("See", lambda: pressed.append(1))], "danger")
    second = window.add_banner("It is damaged.", [("See", lambda: pressed.append(2))], "danger")
    assert first.isHidden()
    second.buttons[0].click()
    assert pressed == [2]


def test_undo_by_the_bar_and_by_the_menu(window: MainWindow) -> None:
    undone: list[str] = []
    window.go("today")
    window.offer_undo("Note deleted.", lambda: undone.append("note"))
    assert window.undo_bar.isVisible()
    window.undo_action.trigger()
    assert undone == ["note"]
    assert not window.undo_bar.isVisible()
