"""The mini window: a whole session from it alone, on a real vault."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import notes, promises, running, sessions, wrapping
from mentor_desktop.ui.mini.page import Mini, mini
from mentor_desktop.ui.mini.window import MiniWindow
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.base import PaintedButton
from mentor_desktop.ui.widgets.text import Text
from tests.ui.fakes import FakePlaces, HandDelay
from tests.ui.run.support import World, world


class Shown:
    """The mini window over a session."""

    def __init__(self, at: World) -> None:
        self.at, self.live = at, at.live()
        self.places = FakePlaces()
        self.covered: list[bool] = []
        self.mini: Mini = mini(at.context, self.live, self.places, lambda: self.covered.append(True))
        self.mini.offer()

    @property
    def window(self) -> MiniWindow:
        return self.mini.window


def press(qtbot: QtBot, button: PaintedButton) -> None:
    """A click once the button has been laid out."""
    qtbot.waitUntil(lambda: button.isVisible() and button.height() >= 24)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as found:
        yield found


@pytest.fixture
def shown(here: World, qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(here)
    yield made
    made.mini.end()


def test_a_whole_session_from_it_alone(shown: Shown, here: World, qtbot: QtBot) -> None:
    window, desk = shown.window, here.context.desk
    assert window.title.text() == "Amara Okafor · session 1"
    QTest.mouseClick(window.start, Qt.MouseButton.LeftButton)
    assert window.running.isVisible()
    assert window.left.text() == "5:00"
    assert window.place.text() == "Part 1 of 5"
    QTest.keyClicks(window.editor, "Warm start.")
    QTest.keyClick(window.editor, Qt.Key.Key_Return)
    QTest.keyClicks(window.editor, "/promise Amara: send the outline in 3 days")
    QTest.keyClick(window.editor, Qt.Key.Key_Escape)
    QTest.keyClick(window.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(window.moment, Qt.MouseButton.LeftButton)
    here.clock.pass_minutes(6)
    shown.live.tick()
    assert window.left.text() == "−1:00"
    QTest.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert window.place.text() == "Part 2 of 5"
    QTest.mouseClick(window.extend, Qt.MouseButton.LeftButton)
    assert window.left.text() == "15:00"
    QTest.mouseClick(window.pause, Qt.MouseButton.LeftButton)
    assert window.ends.text() == "paused"
    QTest.mouseClick(window.pause, Qt.MouseButton.LeftButton)
    here.clock.pass_minutes(40)
    QTest.mouseClick(window.end, Qt.MouseButton.LeftButton)
    assert here.shell.gone == []  # the main window stays where it is
    assert window.title.text() == "Done for now"
    closing = window.closing
    assert closing.counts.text() == "Kept: 1 shared note and 2 private"
    assert closing.promises.text() == "Amara Okafor: send the outline · Fri 27 Nov"
    QTest.keyClicks(closing.mattered.edit, "She asked first.")
    press(qtbot, closing.keep)
    assert [row.text for row in promises.open_rows(desk)] == ["send the outline"]
    assert closing.mattered.text() == "She asked first."
    press(qtbot, closing.next_time)
    assert closing.planned.text() == "Next session: Tue 8 Dec, 15:00"
    press(qtbot, closing.finish)
    assert not window.isVisible()
    assert sessions.get(desk, here.session).wrapped is not None
    assert wrapping.load(desk, here.session).preparation.mattered == "She asked first."
    texts = [note.text for note in notes.of_session(desk, here.session)]
    assert texts == ["Warm start.", "Amara: send the outline in 3 days", "A moment to come back to"]


def test_its_own_keys_work_in_it(shown: Shown, qtbot: QtBot) -> None:
    window = shown.window
    shown.live.start()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.editor, Qt.Key.Key_Period, both)
    assert window.place.text() == "Part 2 of 5"
    QTest.keyClick(window.editor, Qt.Key.Key_Comma, both)
    assert window.place.text() == "Part 1 of 5"
    QTest.keyClick(window.editor, Qt.Key.Key_F8)
    assert shown.covered == [True]


def test_it_shares_the_draft_with_the_page(shown: Shown) -> None:
    shown.live.start()
    shown.live.typed("half a thou")
    assert shown.window.editor.text() == "half a thou"
    QTest.keyClicks(shown.window.editor, "!")
    assert "!" in shown.live.shown_draft


def test_it_names_nobody_while_the_screen_is_shown(shown: Shown, here: World) -> None:
    shown.live.start()
    shown.live.typed("about Amara")
    here.context.share_safe.set(True)
    seen = " ".join(label.text() for label in shown.window.findChildren(Text) if label.isVisible())
    assert "Amara" not in seen + shown.window.editor.text() + shown.window.windowTitle()
    assert shown.window.windowTitle() == "Mentor Desktop"
    shown.live.end()
    assert not shown.window.closing.mattered.isVisible()


def test_its_place_is_remembered_and_begins_at_the_top_centre(shown: Shown) -> None:
    window = shown.window
    screen = window.screen().availableGeometry()
    assert abs(window.geometry().center().x() - screen.center().x()) <= 60
    assert window.y() - screen.top() <= 16
    window.move(40, 90)
    shown.mini.offer()  # puts it away
    assert not window.isVisible()
    assert shown.places.kept["mini"] == [40, 90]
    shown.mini.offer()
    assert (window.x(), window.y()) == (40, 90)


def test_it_stays_above_and_does_not_take_the_focus(shown: Shown) -> None:
    flags = shown.window.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert shown.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not flags & Qt.WindowType.WindowDoesNotAcceptFocus


def test_the_shield_covers_it_too(shown: Shown, theme: Theme, qtbot: QtBot) -> None:
    main = MainWindow(theme, FakePlaces(), HandDelay())
    qtbot.addWidget(main)
    main.show()
    main.cover()
    assert not shown.window.isVisible()
    main.uncover()
    assert shown.window.isVisible()
    main.end()


def test_finish_later_leaves_the_wrap_up_open(shown: Shown, here: World, qtbot: QtBot) -> None:
    shown.live.start()
    shown.live.end()
    press(qtbot, shown.window.closing.later)
    assert not shown.window.isVisible()
    assert [each.id for each in wrapping.waiting(here.context.desk)] == [here.session]


def test_the_full_wrap_up_is_in_the_main_window(shown: Shown, here: World, qtbot: QtBot) -> None:
    shown.live.start()
    shown.live.end()
    press(qtbot, shown.window.closing.full)
    assert here.shell.gone == [("wrap", {"session": here.session})]


def test_sleep_is_asked_about_here_too(shown: Shown, here: World) -> None:
    shown.live.start()
    here.clock.fall_asleep(12)
    shown.live.tick()
    assert shown.window.banner is not None
    assert shown.window.banner.words.text() == "The laptop slept for 12 min. Count it?"
    shown.window.banner.buttons[1].click()
    shown.live.tick()
    assert shown.window.banner is None
    assert shown.window.left.text() == "5:00"


@pytest.mark.parametrize("percent", [100, 200])
def test_targets_and_names(shown: Shown, theme: Theme, percent: int) -> None:
    theme.apply("light", percent, less_motion=True)
    shown.live.start()
    for button in shown.window.findChildren(PaintedButton):
        if button.isVisible():
            assert button.accessibleName()
            assert button.height() >= 24


def test_it_is_freed_when_the_vault_locks(here: World, qtbot: QtBot) -> None:
    live = Live(here.context)
    live.open(here.session)
    made = mini(here.context, live, FakePlaces(), lambda: None)
    made.offer()
    freed = weakref.ref(made.window)
    made.end()
    live.close()
    del made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert freed() is None


def test_before_any_session_was_opened_it_takes_the_one_at_hand(here: World, qtbot: QtBot) -> None:
    live = Live(here.context)
    made = mini(here.context, live, FakePlaces(), lambda: None)
    made.offer()
    assert live.session == here.session
    assert made.window.title.text() == "Amara Okafor · session 1"
    QTest.mouseClick(made.window.start, Qt.MouseButton.LeftButton)
    assert running.running(here.context.desk) == here.session
    made.end()


def test_where_nothing_is_planned_for_about_now_it_says_so(here: World, qtbot: QtBot) -> None:
    sessions.cancel(here.context.desk, here.session, None)
    live = Live(here.context)
    made = mini(here.context, live, FakePlaces(), lambda: None)
    made.offer()
    assert made.window.none.isVisible()
    assert live.session is None
    made.end()
