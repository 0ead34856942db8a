"""The shield over every window, closing, and the place a window comes back to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.shell.placing import fitted
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from tests.ui.fakes import FakePlaces, HandDelay
from tests.ui.shell.conftest import Screen

# The cover


def test_the_cover_hides_every_window_and_brings_back_what_was_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.go("today")
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    other = QLabel("mini window")
    qtbot.addWidget(other)
    menu = QMenu(window)
    menu.addAction("Amara")
    files = QFileDialog(window)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    for each in (dialog, other, files):
        each.show()
    menu.popup(QPoint(0, 0))
    rejected: list[bool] = []
    files.rejected.connect(lambda: rejected.append(True))
    window.cover()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]
    assert not window.sidebar.isVisible()
    assert not window.pages.isVisible()
    assert rejected == [True]
    late = QDialog(window)
    late.show()
    assert not late.isVisible()
    window.uncover()
    assert window.pages.isVisible()
    assert dialog.isVisible()
    assert other.isVisible()
    assert late.isVisible()
    assert not files.isVisible()
    assert not menu.isVisible()
    for each in (dialog, other, late):
        each.close()


def test_under_the_cover_only_coming_back_and_locking_answer(
    qtbot: QtBot, window: MainWindow, log: list[str]
) -> None:
    window.go("today")
    window.cover()
    log.clear()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert log == []
    with qtbot.waitSignal(window.uncover_requested):
        QTest.keyClick(window, Qt.Key.Key_F8)
    with qtbot.waitSignal(window.lock_requested):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.uncover_requested):
        window.cover_page.back_button.click()
    window.uncover()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert "opened People" in log
    with qtbot.waitSignal(window.shield_requested):
        QTest.keyClick(window, Qt.Key.Key_F8)


def test_coming_back_finds_the_place_the_focus_had(window: MainWindow) -> None:
    window.go("today")
    page = window.pages.page()
    assert page is not None
    assert isinstance(page.widget, Screen)
    page.widget.button.setFocus()
    window.cover()
    assert window.focusWidget() is window.cover_page.back_button
    window.uncover()
    assert window.focusWidget() is page.widget.button


def test_locking_under_the_cover_shows_the_lock_screen(window: MainWindow) -> None:
    window.go("today")
    window.cover()
    window.drop_pages()
    screen = QLabel("locked")
    window.show_full(screen)
    assert not window.covered()
    assert screen.isVisible()


# Where the window lies


def test_closing_asks_once_and_keeps_the_place(qtbot: QtBot, window: MainWindow, places: FakePlaces) -> None:
    window.resize(1_000, 700)
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()
    assert places.kept["window"][2:4] == [1_000, 700]
    with qtbot.assertNotEmitted(window.closing):
        window.end()
    assert not window.isVisible()


def test_the_window_comes_back_where_it_was(theme: Theme, qtbot: QtBot, places: FakePlaces) -> None:
    places.kept["window"] = [20, 30, 740, 600, 0]
    window = MainWindow(theme, places, HandDelay())
    qtbot.addWidget(window)
    assert window.geometry() == QRect(20, 30, 740, 600)


def test_splitters_are_remembered_by_name(window: MainWindow, places: FakePlaces) -> None:
    assert window.remembered("run") is None
    window.remember("run", [200, 400])
    assert window.remembered("run") == places.kept["run"] == [200, 400]


SCREENS = (QRect(0, 0, 1_920, 1_040), QRect(1_920, 0, 1_280, 800))


@pytest.mark.parametrize(
    ("kept", "got"),
    [
        (QRect(100, 100, 1_280, 800), QRect(100, 100, 1_280, 800)),
        (QRect(2_000, 50, 900, 600), QRect(2_000, 50, 900, 600)),
        (QRect(5_000, 5_000, 900, 600), QRect(1_020, 440, 900, 600)),
        (QRect(-300, -200, 900, 600), QRect(0, 0, 900, 600)),
        (QRect(100, 100, 5_000, 5_000), QRect(0, 0, 1_920, 1_040)),
        (QRect(100, 100, 10, 10), QRect(100, 100, 720, 520)),
    ],
)
def test_a_kept_place_is_held_within_a_screen_that_exists(kept: QRect, got: QRect) -> None:
    assert fitted(kept, SCREENS) == got


@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("size", [(720, 520), (1_280, 800)])
def test_nothing_of_the_sidebar_overlaps(
    theme: Theme, window: MainWindow, percent: int, size: tuple[int, int]
) -> None:
    theme.apply("light", percent)
    window.go("today")
    window.resize(*size)
    window.grab()
    foot = [window.sidebar.shield, window.sidebar.lock, window.sidebar.settings]
    boxes = [QRect(item.mapTo(window, QPoint()), item.size()) for item in foot]
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)
    assert all(window.rect().contains(box) for box in boxes)
    assert min(box.height() for box in boxes) >= 22
