"""The Prepare page in a window, by keyboard and by mouse, on a real vault."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentor_desktop.services import agenda, preparing
from mentor_desktop.ui.prepare.page import page as prepare_page
from mentor_desktop.ui.prepare.view import PrepareView
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.base import PaintedButton
from tests.ui.run.support import World, world


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, template="") as found:
        yield found


@pytest.fixture
def view(here: World, qtbot: QtBot) -> PrepareView:
    made = prepare_page(here.context)
    assert isinstance(made.widget, PrepareView)
    assert made.open is not None
    qtbot.addWidget(made.widget)
    made.widget.resize(1064, 760)
    made.widget.show()
    qtbot.waitExposed(made.widget)
    made.widget.activateWindow()
    made.open(session=here.session)
    return made.widget


def titles(here: World) -> list[str]:
    return [part.title for part in agenda.parts(here.context.desk, here.session)]


def test_a_template_takes_three_keys(view: PrepareView, here: World, qtbot: QtBot) -> None:
    chooser = view.agenda.template
    qtbot.waitUntil(chooser.hasFocus)
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    popup = chooser.view()
    qtbot.waitUntil(popup.isVisible)
    assert titles(here) == []  # passing over takes nothing
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert len(titles(here)) == 5
    assert view.agenda.sum.text() == "50 of 50 min"


def test_parts_by_keys_alone(view: PrepareView, here: World, qtbot: QtBot) -> None:
    view.agenda.template_chosen.emit("balanced-50")
    rows = view.agenda.list.rows()
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(here)[1] == "Check in: how are you, really?"
    assert rows[0].hasFocus()  # the part keeps the keyboard while it moves
    assert view.agenda.list.rows()[1] is rows[0]
    QTest.keyClick(rows[0], Qt.Key.Key_Plus)
    assert agenda.parts(here.context.desk, here.session)[1].minutes == 6
    QTest.keyClick(rows[0], Qt.Key.Key_F2)
    editor = view.agenda.list.editor
    assert editor is not None
    qtbot.waitUntil(editor.title.edit.hasFocus)
    QTest.keyClicks(editor.title.edit, "How are you?")
    QTest.keyClick(editor.title.edit, Qt.Key.Key_Return)
    assert titles(here)[1] == "How are you?"
    assert view.agenda.list.editor is None
    QTest.keyClick(rows[0], Qt.Key.Key_Delete)
    assert "How are you?" not in titles(here)


def test_a_part_is_dragged(view: PrepareView, here: World, qtbot: QtBot) -> None:
    view.agenda.template_chosen.emit("balanced-50")
    rows = view.agenda.list.rows()
    qtbot.waitUntil(lambda: rows[4].y() > rows[3].y() > 0)
    row, spot = rows[0], QPoint(20, rows[0].height() // 2)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=spot)
    target = row.mapFromParent(QPoint(20, rows[2].geometry().center().y() + 4))
    QTest.mouseMove(row, target)
    row.dragged.emit(row.mapToParent(target).y())
    row.dropped.emit()
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=target)
    assert titles(here)[2] == "Check in: how are you, really?"
    assert view.agenda.list.editor is None  # dropping opens nothing


def test_private_notes_open_and_are_kept(view: PrepareView, here: World, qtbot: QtBot) -> None:
    view.strip.open.click()
    qtbot.waitUntil(view.strip.editor.hasFocus)
    QTest.keyClicks(view.strip.editor, "Only if she brings it up.")
    QTest.keyClick(view.strip.editor, Qt.Key.Key_Escape)
    assert view.strip.preview.text() == "Only if she brings it up."
    kept = preparing.brief(here.context.desk, here.session).preparation
    assert kept.notes == "Only if she brings it up."


@pytest.mark.parametrize(
    ("width", "percent", "columns"), [(1064, 100, 3), (664, 100, 2), (360, 100, 1), (1188, 200, 2)]
)
def test_as_many_columns_as_there_is_room(
    view: PrepareView, theme: Theme, width: int, percent: int, columns: int
) -> None:
    theme.apply("light", percent, less_motion=True)
    view.resize(width, 480)
    assert view.columns() == columns
    assert view.join.start.isVisible()


def test_every_control_has_a_name_and_room_for_a_finger(view: PrepareView) -> None:
    view.agenda.template_chosen.emit("balanced-50")
    view.edit_part(view.agenda.list.rows()[1].part)
    for widget in view.findChildren(PaintedButton):
        if widget.isVisible():
            assert widget.accessibleName(), widget
            assert widget.height() >= 24, widget.accessibleName()
    assert view.agenda.list.rows()[2].accessibleName().startswith("A topic of the mentee, 20 min, led by")


def test_it_is_freed_when_the_vault_locks(here: World, qtbot: QtBot) -> None:
    made = prepare_page(here.context)
    assert made.open is not None
    assert made.closed is not None
    made.open(session=here.session)
    freed = weakref.ref(made.widget)
    made.closed()
    made.widget.deleteLater()
    del made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert freed() is None
    assert QApplication.instance() is not None


def test_tab_goes_as_one_prepares(view: PrepareView, here: World, qtbot: QtBot) -> None:
    view.agenda.template_chosen.emit("balanced-50")
    qtbot.waitUntil(lambda: len(view.agenda.list.rows()) == 5)
    rows, agenda_card = view.agenda.list.rows(), view.agenda
    view.agenda.template.setFocus()
    QTest.keyClick(view.agenda.template, Qt.Key.Key_Backtab)
    last = view.last.stops()
    start = last[-1] if last else view.head.stops()[0]
    qtbot.waitUntil(start.hasFocus)
    wanted = [
        agenda_card.template, agenda_card.more, *rows, agenda_card.add, agenda_card.intention.edit,
        *view.join.stops(), view.strip.open,
    ]  # fmt: skip
    for stop in wanted:
        here_now = QApplication.focusWidget()
        assert here_now is not None
        QTest.keyClick(here_now, Qt.Key.Key_Tab)
        assert stop.hasFocus(), stop


def test_tab_goes_through_the_part_that_is_open(view: PrepareView, qtbot: QtBot) -> None:
    view.agenda.template_chosen.emit("balanced-50")
    rows = view.agenda.list.rows()
    view.edit_part(rows[1].part)
    editor = view.agenda.list.editor
    assert editor is not None
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Tab)
    assert editor.title.edit.hasFocus()
    editor.remove.setFocus()
    QTest.keyClick(editor.remove, Qt.Key.Key_Tab)
    assert rows[2].hasFocus()


def test_a_page_behind_another_leaves_the_keyboard_alone(here: World, qtbot: QtBot) -> None:
    made = prepare_page(here.context)
    assert isinstance(made.widget, PrepareView)
    assert made.open is not None
    qtbot.addWidget(made.widget)
    made.widget.agenda.template.clearFocus()
    made.open(session=here.session)
    assert made.widget.focusWidget() is None
