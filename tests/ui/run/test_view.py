"""The Run page in a window: keys, columns, ticking only while seen, freed with the window."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.services import notes, sessions
from mentor_desktop.ui.mini.tools import SessionTools, session_commands
from mentor_desktop.ui.run.live import Live
from mentor_desktop.ui.run.page import page as run_page
from mentor_desktop.ui.run.ticking import Ticker, Ticking
from mentor_desktop.ui.run.view import RunView
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.base import PaintedButton
from tests.ui.fakes import FakePlaces, HandDelay
from tests.ui.run.support import World, world


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as found:
        yield found


@pytest.fixture
def view(here: World, qtbot: QtBot) -> RunView:
    """The page alone, shown, its session running."""
    live = Live(here.context)
    made = run_page(here.context, live, lambda: None)
    assert isinstance(made.widget, RunView)
    assert made.open is not None
    qtbot.addWidget(made.widget)
    made.widget.resize(1064, 760)
    made.widget.show()
    made.open(session=here.session)
    live.start()
    return made.widget


def test_notes_are_typed_and_sent_by_keys_alone(view: RunView, here: World, qtbot: QtBot) -> None:
    editor = view.notes.composer.editor
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "Private words")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "Shared words")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = notes.of_session(here.context.desk, here.session)
    assert [(note.text, note.audience) for note in found] == [("Private words", None), ("Shared words", ())]
    assert editor.text() == ""
    assert (view.notes.shared_chip.text(), view.notes.private_chip.text()) == ("1 shared", "1 private")


def test_a_slash_offers_its_words_and_takes_one(view: RunView, here: World) -> None:
    editor = view.notes.composer.editor
    QTest.keyClicks(editor, "/mo")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.text() == "/moment "


def test_a_note_is_changed_where_it_stands(view: RunView, here: World) -> None:
    view.notes.composer.sent.emit("First words.", False)
    view.notes.list.setFocus()
    QTest.keyClick(view.notes.list, Qt.Key.Key_F2)
    panel = view.notes.panel
    assert panel is not None
    assert view.notes.list.viewport().rect().contains(panel.geometry())
    panel.editor.selectAll()
    QTest.keyClicks(panel.editor, "Better words.")
    QTest.keyClick(panel.editor, Qt.Key.Key_Escape)
    assert view.notes.panel is None
    assert notes.of_session(here.context.desk, here.session)[0].text == "Better words."
    QTest.keyClick(view.notes.list, Qt.Key.Key_Delete)
    assert notes.of_session(here.context.desk, here.session) == ()


def test_the_agenda_goes_where_it_is_told(view: RunView) -> None:
    rows = view.agenda.rows()
    QTest.keyClick(rows[2], Qt.Key.Key_Return)
    assert [row.is_now() for row in rows] == [False, False, True, False, False]
    assert rows[2].accessibleName() == "A topic of the mentee, 20 min, now"


def test_tab_goes_from_the_note_to_the_clock_the_agenda_and_what_is_at_hand(
    view: RunView, qtbot: QtBot
) -> None:
    view.activateWindow()
    editor = view.notes.composer.editor
    qtbot.waitUntil(editor.hasFocus)
    seen: list[QWidget] = []
    for _n in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    wanted = [editor, view.notes.list, view.timer.next, view.agenda.rows()[0], view.hand.end]
    places = [seen.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_a_second_moves_only_the_figures(view: RunView, here: World, qtbot: QtBot) -> None:
    before = view.agenda.rows()[0]
    here.clock.pass_ms(61_000)
    view.timer.left.set("")  # so that the next tick must draw it
    qtbot.waitUntil(lambda: view.timer.whole.text() == "1:01 of 50 · ends 15:50")
    assert view.agenda.rows()[0] is before
    assert view.timer.left.accessibleName() == "Time left in this part"


@pytest.mark.parametrize(
    ("width", "percent", "columns"),
    [(1064, 100, 3), (664, 100, 2), (360, 100, 1), (1188, 200, 2), (628, 200, 1)],
)
def test_as_many_columns_as_there_is_room(
    view: RunView, theme: Theme, width: int, percent: int, columns: int
) -> None:
    theme.apply("light", percent, less_motion=True)
    view.resize(width, 480)
    assert view.columns() == columns
    assert view.notes.isVisible()
    assert view.agenda.isVisible()
    assert view.hand.end.isVisible()


def test_every_control_has_a_name_and_room_for_a_finger(view: RunView) -> None:
    for widget in [*view.findChildren(PaintedButton), *view.findChildren(QPushButton)]:
        if widget.isVisible():
            assert widget.accessibleName(), widget
            assert widget.height() >= 24, widget.accessibleName()
    for label in view.findChildren(Ticking):
        assert label.accessibleName()


def test_it_ticks_only_while_it_is_seen_and_runs(qtbot: QtBot) -> None:
    seen, wait, ticks = QLabel(), [1], list[bool]()
    qtbot.addWidget(seen)
    ticker = Ticker(seen, lambda: wait[0], lambda: ticks.append(True))
    ticker.judge()
    assert not ticker.ticking()
    seen.show()
    assert ticker.ticking()
    qtbot.waitUntil(lambda: len(ticks) >= 2)
    wait[0] = 0
    ticker.judge()
    assert not ticker.ticking()
    wait[0] = 1000
    ticker.judge()
    assert ticker.ticking()
    seen.hide()
    assert not ticker.ticking()


def test_a_whole_session_in_the_window_by_the_menu_s_keys(here: World, theme: Theme, qtbot: QtBot) -> None:
    window = MainWindow(theme, FakePlaces(), HandDelay())
    qtbot.addWidget(window)
    tools = SessionTools(here.context, FakePlaces(), window.cover)
    for command in session_commands(lambda: tools):
        window.add_action("session", command.text, command.shortcut, command.act)
    window.add_page("run", "", "", "", tools.page, section="sessions")
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.go("run", session=here.session)
    view = window.pages.page()
    assert view is not None
    assert isinstance(view.widget, RunView)
    qtbot.waitUntil(view.widget.start.now.hasFocus)
    QTest.keyClick(view.widget.start.now, Qt.Key.Key_Return)
    editor = view.widget.notes.composer.editor
    qtbot.waitUntil(editor.hasFocus)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor, Qt.Key.Key_Period, both)
    assert view.widget.agenda.rows()[1].is_now()
    QTest.keyClick(editor, Qt.Key.Key_Comma, both)
    assert view.widget.agenda.rows()[0].is_now()
    QTest.keyClick(editor, Qt.Key.Key_F5)
    assert view.widget.timer.pause.text() == "Go on"
    QTest.keyClick(editor, Qt.Key.Key_F5)
    QTest.keyClick(editor, Qt.Key.Key_W, both)
    assert here.shell.gone[-1] == ("wrap", {"session": here.session})
    assert str(sessions.get(here.context.desk, here.session).state) == "held"
    freed = weakref.ref(view.widget)
    window.drop_pages()
    tools.end()
    del view, editor
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert freed() is None
    window.end()


@pytest.mark.parametrize(("width", "height", "percent"), [(664, 492, 100), (1224, 770, 200)])
def test_the_composer_stays_in_view_in_a_small_window(
    view: RunView, here: World, theme: Theme, qtbot: QtBot, width: int, height: int, percent: int
) -> None:
    theme.apply("light", percent, less_motion=True)
    view.resize(width, height)
    for _each in range(8):
        view.notes.composer.sent.emit("She has moved team rooms and feels closer to the work.", True)
    editor = view.notes.composer.editor
    qtbot.waitUntil(lambda: editor.mapTo(view, editor.rect().bottomLeft()).y() < height)
    assert editor.visibleRegion().boundingRect().height() >= editor.viewport().height()


def test_it_opens_at_one_note(here: World, qtbot: QtBot) -> None:
    desk = here.context.desk
    written = [notes.write(desk, f"Note {n}", session=here.session) for n in range(30)]
    made = run_page(here.context, Live(here.context), lambda: None)
    assert isinstance(made.widget, RunView)
    assert made.open is not None
    qtbot.addWidget(made.widget)
    made.widget.resize(1064, 760)
    made.widget.show()
    made.open(session=here.session, note=written[3].id)
    listed = made.widget.notes.list
    qtbot.waitUntil(lambda: listed.current_note() == written[3].id.hex())
    assert listed.viewport().rect().intersects(listed.visualRect(listed.currentIndex()))
