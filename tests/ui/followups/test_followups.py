"""Follow-ups on a real vault: what it lists, what its keys do, and that everything can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.services import promises
from mentor_desktop.services.promises import PromiseRow
from mentor_desktop.ui.followups.page import page
from mentor_desktop.ui.followups.presenter import FollowUpsPresenter
from mentor_desktop.ui.followups.state import Asking, FollowRow, FollowState
from mentor_desktop.ui.followups.view import FollowUpsView
from tests.ui.screen_support import World

INTRODUCE = "Introduce Amara to Lena (platform team)"


class FakeView:
    def __init__(self) -> None:
        self.states: list[FollowState] = []
        self.asking = Asking()
        self.focused = 0

    def show_state(self, state: FollowState) -> None:
        self.states.append(state)

    def show_asking(self, asking: Asking) -> None:
        self.asking = asking

    def focus_list(self) -> None:
        self.focused += 1


class FakeClipboard:
    def __init__(self) -> None:
        self.text = ""

    def copy(self, text: str, seconds: int | None = None) -> None:
        self.text = text


def shown(world: World) -> tuple[FollowUpsPresenter, FakeView]:
    view = FakeView()
    presenter = FollowUpsPresenter(view, world.context, lambda: None)
    presenter.open()
    return presenter, view


def listed(view: FakeView) -> list[str]:
    return [row.title if not isinstance(row, FollowRow) else row.line.text for row in view.states[-1].rows]


def key_of(view: FakeView, text: str) -> str:
    return next(
        row.key for row in view.states[-1].rows if isinstance(row, FollowRow) and row.line.text == text
    )


def open_one(world: World, text: str) -> PromiseRow:
    return next(row for row in promises.open_rows(world.desk) if row.text == text)


def test_everything_owed_in_groups_with_the_badge(world: World) -> None:
    _presenter, view = shown(world)
    assert listed(view) == [
        "Today", INTRODUCE, "Send the stakeholder-map template to Jonas", "Send the summary",
        "This week", "Share two past review agendas",
        "Later", "One short check-in", "Read the brief and prepare",
        "Waiting for them", "Shadow one customer call", "Write down what she would tell next year's speaker",
    ]  # fmt: skip
    assert view.states[-1].sub == "6 of yours · 2 you wait for · 3 are due"
    assert world.shell.badges["follow-ups"] == "3"
    waiting = view.states[-1].rows[-2]
    assert isinstance(waiting, FollowRow)
    assert waiting.spoken == (
        "Promise: Shadow one customer call, Jonas Berg, to you · session 3 · since 8 Nov, due: 1 Dec"
    )
    assert [each.words for each in view.states[-1].on_time] == ["8 of 9", "8 of 10"]


def test_a_line_is_moved_by_words_and_back(world: World) -> None:
    presenter, view = shown(world)
    presenter.act("move", key_of(view, INTRODUCE))
    presenter.typed("someday")
    presenter.entered()
    assert view.asking.error.startswith("Say the day in words")
    presenter.typed("in 2 weeks")
    assert view.asking.understood == "Tue 8 Dec"
    presenter.entered()
    assert view.asking.act is None
    moved = open_one(world, INTRODUCE)
    assert moved.stands.due == date(2026, 12, 8)
    assert moved.stands.renegotiated
    world.shell.undo()
    assert open_one(world, INTRODUCE).stands.due == date(2026, 11, 24)


def test_the_31st_of_february_is_no_day(world: World) -> None:
    presenter, view = shown(world)
    presenter.act("move", key_of(view, INTRODUCE))
    presenter.typed("31 Feb")
    presenter.entered()
    assert view.asking.error
    presenter.typed("2020-01-01")
    presenter.entered()
    assert view.asking.error == "This date has passed. Choose today or later."


def test_a_line_is_handed_over_by_the_beginning_of_a_name(world: World) -> None:
    presenter, view = shown(world)
    presenter.act("hand", key_of(view, INTRODUCE))
    presenter.typed("zz")
    presenter.entered()
    assert view.asking.error == "Nobody of that name."
    presenter.typed("jon")
    assert view.asking.understood == "Jonas Berg"
    presenter.entered()
    assert open_one(world, INTRODUCE).owner_name == "Jonas Berg"
    assert not open_one(world, INTRODUCE).mine
    world.shell.undo()
    assert open_one(world, INTRODUCE).mine


def test_a_line_is_dropped_with_a_word_why(world: World) -> None:
    presenter, view = shown(world)
    promise = open_one(world, INTRODUCE).id
    presenter.act("drop", key_of(view, INTRODUCE))
    presenter.typed("she found him herself")
    presenter.entered()
    assert promises.get(world.desk, promise).events[-1].why == "she found him herself"
    world.shell.undo()
    assert open_one(world, INTRODUCE).stands.is_open


@pytest.mark.parametrize("act", ["kept", "drop"])
def test_an_item_of_a_checklist_goes_and_comes_back(world: World, act: str) -> None:
    presenter, view = shown(world)
    presenter.act(act, key_of(view, "Send the summary"))
    assert "Send the summary" not in listed(view)
    assert world.shell.badges["follow-ups"] == "2"
    world.shell.undo()
    assert "Send the summary" in listed(view)


def test_keeping_one_that_repeats_and_taking_it_back(world: World) -> None:
    from mentor_desktop.services import ledger

    promise = open_one(world, INTRODUCE).id
    ledger.plan(world.desk, promise, repeats="week")
    presenter, view = shown(world)
    presenter.act("kept", key_of(view, INTRODUCE))
    assert open_one(world, INTRODUCE).stands.due == date(2026, 12, 1)
    world.shell.undo()
    assert open_one(world, INTRODUCE).id == promise
    assert [row.text for row in promises.open_rows(world.desk)].count(INTRODUCE) == 1


def test_a_kind_line_is_copied_for_what_is_waited_for(world: World) -> None:
    from dataclasses import replace

    copied = FakeClipboard()
    view = FakeView()
    presenter = FollowUpsPresenter(view, replace(world.context, clipboard=copied), lambda: None)
    presenter.open()
    presenter.act("copy", key_of(view, INTRODUCE))
    assert copied.text == ""
    presenter.act("copy", key_of(view, "Shadow one customer call"))
    assert copied.text.startswith("Hello Jonas, how is “Shadow one customer call” going?")


def test_enter_opens_where_it_was_promised(world: World) -> None:
    presenter, view = shown(world)
    presenter.act("open", key_of(view, INTRODUCE))
    assert world.shell.went[-1][0] == "wrap"
    amara = world.person("Amara")
    promises.make(world.desk, promises.open_rows(world.desk)[0].owner, "Call her", None, receiver=amara)
    presenter.reload()
    presenter.act("open", key_of(view, "Call her"))
    assert world.shell.went[-1] == ("person", {"person": amara, "tab": "promises"})


def test_one_person_alone_and_nothing_while_sharing(world: World) -> None:
    presenter, view = shown(world)
    presenter.filter(world.person("Jonas").hex())
    assert listed(view) == [
        "Today", "Send the stakeholder-map template to Jonas", "Waiting for them", "Shadow one customer call",
    ]  # fmt: skip
    assert world.shell.badges["follow-ups"] == "3"  # the badge counts everyone's
    world.context.share_safe.set(True)
    assert listed(view) == []
    assert "Jonas" not in repr(view.states[-1])


def test_every_act_by_keys_alone(world: World, qtbot: QtBot) -> None:
    made = page(world.context, lambda: world.shell.banners.append("add"))
    view = made.widget
    assert isinstance(view, FollowUpsView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open()
    assert view.list.hasFocus()
    assert view.list.current_key() == f"p{open_one(world, INTRODUCE).id.hex()}"
    press(view.list, Qt.Key.Key_M)
    assert view.asking.field.edit.hasFocus()
    QTest.keyClicks(view.asking.field.edit, "Fri")
    press(view.asking.field.edit, Qt.Key.Key_Return)
    assert view.asking.isHidden()
    assert view.list.hasFocus()
    assert open_one(world, INTRODUCE).stands.due == date(2026, 11, 27)
    press(view.list, Qt.Key.Key_Delete)
    press(view.asking.field.edit, Qt.Key.Key_Escape)
    assert view.list.hasFocus()
    press(view.list, Qt.Key.Key_Space)
    assert INTRODUCE not in [row.text for row in promises.open_rows(world.desk)]
    assert view.list.hasFocus()
    menu = view.open_menu(view.list.current_key(), view.mapToGlobal(view.rect().center()))
    assert [each.text().partition("\t")[0] for each in menu.actions()][:3] == [
        "Kept", "Move to another day…", "Hand over…",
    ]  # fmt: skip
    menu.close()


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def test_nothing_is_left_when_it_is_closed(world: World, qtbot: QtBot) -> None:
    made = page(world.context, lambda: None)
    gone: list[bool] = []
    made.widget.destroyed.connect(lambda: gone.append(True))
    assert made.open is not None
    assert made.closed is not None
    made.open()
    made.closed()
    made.widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone
    world.context.share_safe.set(True)
