"""The palette in a window, by keyboard."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.context import Context
from mentor_desktop.ui.palette.lines import LineModel
from mentor_desktop.ui.palette.palette import Palette
from mentor_desktop.ui.palette.state import Line, PaletteState
from mentor_desktop.ui.palette.view import PaletteView
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from tests.support import HandClock, sample_vault
from tests.ui.fakes import FakePlaces, FakePrompts, HandDelay, Now

Key = Qt.Key


class Desk:
    """A window with three pages and the palette over a sample vault."""

    def __init__(self, folder: Path, theme: Theme, qtbot: QtBot) -> None:
        self.window = MainWindow(theme, FakePlaces(), HandDelay())
        self.opened: list[tuple[str, dict[str, object]]] = []
        self.fields = {
            key: QLineEdit() for key in ("today", "people", "person", "new-session", "wrap", "run")
        }
        for key in self.fields:
            self.window.add_page(key, key.title(), "", "", partial(self._page, key))
        self.context = Context(
            sample_vault(folder / "a.vault", HandClock()).desk, Now(), FakePrompts(), self.window, HandDelay()
        )
        self.palette = Palette(self.window, ("run",))
        self.palette.begin(self.context)
        self.window.resize(1280, 800)
        self.window.show()
        qtbot.addWidget(self.window, before_close_func=lambda window: window.end())
        qtbot.waitActive(self.window).__enter__()
        self.window.go("today")
        self.fields["today"].setFocus()

    def _page(self, key: str) -> Page:
        return Page(self.fields[key], open=lambda **args: self.opened.append((key, args)))

    def focus(self) -> QWidget:
        """Where the keys go."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key) -> None:
        """One key."""
        QTest.keyClick(self.focus(), key)

    def type(self, text: str) -> None:
        """Some letters."""
        QTest.keyClicks(self.focus(), text)


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Desk:
    return Desk(tmp_path, theme, qtbot)


def test_ctrl_k_opens_it_and_escape_gives_the_focus_back(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    view = desk.palette.view
    assert view.isVisible()
    assert desk.focus() is view.field.field
    desk.type("amara")
    desk.press(Key.Key_Escape)
    assert not view.isVisible()
    assert desk.focus() is desk.fields["today"]
    assert view.field.text() == ""
    assert view.list.lines.rowCount() == 0


def test_arrows_pass_over_headings_and_enter_opens(desk: Desk) -> None:
    desk.palette.open()
    desk.type("amara")
    view = desk.palette.view
    first = view.list.line()
    assert first is not None
    assert first.text == "Amara Okafor"
    desk.press(Key.Key_Down)
    second = view.list.line()
    assert second is not None
    assert second.key.startswith("promise/")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Up)  # round at the ends
    last = view.list.line()
    assert last is not None
    assert last.key == view.list.lines.lines[-1].key
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.opened[-1][0] == "person"
    assert not view.isVisible()


def test_a_row_can_be_clicked_and_a_click_beside_the_card_closes(desk: Desk) -> None:
    desk.palette.open()
    view = desk.palette.view
    desk.type("sofia")
    index = view.list.lines.index(1)
    QTest.mouseClick(
        view.list.viewport(), Qt.MouseButton.LeftButton, pos=view.list.visualRect(index).center()
    )
    assert desk.opened[-1][0] == "person"
    desk.palette.open()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().bottomLeft())
    assert not view.isVisible()


def test_pages_and_actions_of_the_menus_can_be_run(desk: Desk) -> None:
    desk.palette.open()
    desk.type(">peop")
    line = desk.palette.view.list.line()
    assert line is not None
    assert (line.text, line.cap) == ("People", "Ctrl 2")
    desk.press(Key.Key_Return)
    assert desk.opened[-1][0] == "people"


def test_it_goes_when_another_page_comes_and_when_the_vault_locks(desk: Desk) -> None:
    desk.palette.open()
    desk.window.go("people")
    assert not desk.palette.view.isVisible()
    desk.palette.open()
    desk.window.lock_requested.emit()
    assert not desk.palette.view.isVisible()
    desk.palette.open()
    desk.type("amara")
    desk.palette.end()
    assert not desk.palette.view.isVisible()
    assert desk.palette.view.list.lines.rowCount() == 0
    desk.palette.open()
    assert not desk.palette.view.isVisible()


def test_the_chosen_row_is_spoken_from_the_field(desk: Desk) -> None:
    desk.palette.open()
    desk.type("amara")
    assert desk.focus().accessibleDescription().startswith("Amara Okafor, ")
    desk.press(Key.Key_Down)
    assert "promise" in desk.focus().accessibleDescription()


@pytest.mark.parametrize(("size", "percent"), [((1280, 800), 100), ((720, 520), 100), ((1280, 800), 200)])
def test_the_card_stays_within_the_window(
    desk: Desk, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    theme.apply("light", percent, less_motion=True)
    desk.window.resize(*size)
    desk.palette.open()
    desk.type("/the")
    view = desk.palette.view
    assert view.size() == desk.window.size()
    assert view.rect().contains(view.sheet.geometry())
    assert view.sheet.rect().contains(view.signs.geometry())


def test_headings_cannot_be_chosen(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view = PaletteView(window)
    view.show_state(PaletteState((Line("", "People"), Line("person/1", "Amara", ((0, 2),), "Engineer"))))
    assert view.list.lines.flags(view.list.lines.index(0)) == Qt.ItemFlag.NoItemFlags
    assert view.list.currentIndex().row() == 1
    assert view.list.lines.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Amara, Engineer"
    assert isinstance(view.list.lines, LineModel)
    assert view.list.wanted_height() > theme.px(50)
