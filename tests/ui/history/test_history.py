"""Earlier wordings on a real vault: what is listed, what changed, and taking one again by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.difference import Change
from mentor_desktop.domain.ids import NoteId
from mentor_desktop.services import notes, sessions, wrapping
from mentor_desktop.ui.history.page import page
from mentor_desktop.ui.history.view import HistoryPage
from mentor_desktop.ui.shell.pages import Page
from tests.ui.screen_support import World

WORDINGS = (
    "She wants to lead the team.",
    "She wants to lead the small team.",
    "She will lead the small team.",
)


class Stage:
    """A note that was changed twice, an hour apart each, and the page."""

    def __init__(self, world: World, qtbot: QtBot) -> None:
        self.world = world
        desk = world.desk
        note = notes.write(desk, WORDINGS[0], person=world.person("Amara"))
        for words in WORDINGS[1:]:
            world.clock.pass_minutes(60)
            note = notes.edit(desk, replace(note, text=words))
        self.note: NoteId = note.id
        self.page: Page = page(world.context)
        assert isinstance(self.page.widget, HistoryPage)
        self.view = self.page.widget
        self.view.resize(900, 600)
        qtbot.addWidget(self.view)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)

    def open(self, kind: str = "note", row: bytes | None = None) -> None:
        assert self.page.open is not None
        self.page.open(kind=kind, row=row or self.note)

    def text(self) -> str:
        return notes.get(self.world.desk, self.note).text


@pytest.fixture
def stage(world: World, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(world, qtbot)
    yield made
    assert made.page.closed is not None
    made.page.closed()


def test_the_wordings_are_listed_with_when_each_ended(stage: Stage) -> None:
    stage.open()
    shown = [each.text() for each in stage.view.list._sections]
    assert shown == ["As it stands now", "Until Today 13:40", "Until Today 12:40"]
    assert stage.view.list.current_key() == "1"
    assert stage.view.text.text() == WORDINGS[1]
    assert stage.view.text.accessibleName() == f"Until Today 13:40: {WORDINGS[1]}"


def test_the_difference_is_marked_and_spoken(stage: Stage) -> None:
    stage.open()
    pieces = stage.view.difference._pieces
    assert [(each.change, each.text) for each in pieces if each.change is not Change.SAME] == [
        (Change.GONE, "wants to"), (Change.NEW, "will"),
    ]  # fmt: skip
    spoken = stage.view.difference.accessibleName()
    assert "gone: wants to;" in spoken
    assert "new: will;" in spoken


def test_one_is_taken_again_by_keys_alone_and_taken_back(stage: Stage) -> None:
    stage.open()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Down)
    assert stage.view.text.text() == WORDINGS[0]
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert stage.view.take.hasFocus()
    QTest.keyClick(stage.view.take, Qt.Key.Key_Space)
    assert stage.text() == WORDINGS[0]
    assert stage.view.list.current_key() == "0"
    assert not stage.view.take.isEnabled()
    assert len(stage.view.list.keys()) == 4
    stage.world.shell.undo()
    assert stage.text() == WORDINGS[2]


def test_the_present_wording_cannot_be_taken_again(stage: Stage) -> None:
    stage.open()
    stage.view.list.chosen.emit("0")
    assert not stage.view.take.isEnabled()
    stage.view.taken.emit()
    assert stage.text() == WORDINGS[2]


def test_nothing_is_told_while_the_screen_is_shared(stage: Stage) -> None:
    stage.open()
    stage.world.context.share_safe.set(True)
    assert stage.view.line.text() == "Hidden while the screen is shared."
    assert stage.view.text.text() == ""
    assert stage.view.difference.text() == ""
    assert not stage.view.card.isVisible()
    stage.view.taken.emit()
    stage.world.context.share_safe.set(False)
    assert stage.view.text.text() == WORDINGS[1]


def test_what_was_never_changed_says_so(stage: Stage) -> None:
    fresh = notes.write(stage.world.desk, "Once.", person=stage.world.person("Amara"))
    stage.open(row=fresh.id)
    assert stage.view.line.text() == "This was never changed, so there is no earlier wording."
    assert not stage.view.card.isVisible()
    assert stage.view.back.hasFocus()
    stage.view.back.click()
    assert stage.world.shell.backs == 1


def test_a_session_has_several_texts_to_choose_from(stage: Stage) -> None:
    desk = stage.world.desk
    session = next(row.id for row in sessions.rows(desk) if row.state.value == "held")
    for words in ("First thought.", "Second thought."):
        wrapping.say(desk, session, "mattered", words)
        wrapping.say(desk, session, "opening", f"Dear all. {words}")
        stage.world.clock.pass_minutes(30)
    stage.open("session", session)
    assert stage.view.fields.isVisible()
    assert stage.view.text.text() == "First thought."
    stage.view.field_chosen.emit("opening")
    assert stage.view.text.text() == "Dear all. First thought."
    stage.view.take.click()
    assert sessions.get(desk, session).opening == "Dear all. First thought."


def test_a_thing_that_is_gone_is_said(stage: Stage) -> None:
    stage.open(row=b"\0" * 16)
    assert stage.world.shell.banners
