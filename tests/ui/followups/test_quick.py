"""A promise added from anywhere: understood before it is kept, worked by keys alone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.services import people, promises
from mentor_desktop.ui.followups.quickpresenter import QuickPresenter
from mentor_desktop.ui.followups.quickstate import QuickState
from mentor_desktop.ui.followups.quickview import QuickView
from tests.ui.screen_support import World


class FakeView:
    def __init__(self) -> None:
        self.states: list[QuickState] = []
        self.gone = 0

    def show_state(self, state: QuickState) -> None:
        self.states.append(state)

    def dismiss(self) -> None:
        self.gone += 1


def opened(world: World) -> tuple[QuickPresenter, FakeView, list[int]]:
    view, changed = FakeView(), list[int]()
    presenter = QuickPresenter(view, world.context, lambda: changed.append(1))
    presenter.open()
    return presenter, view, changed


def test_size_day_and_rhythm_are_shown_before_they_are_kept(world: World) -> None:
    presenter, view, changed = opened(world)
    presenter.typed("Read Amara's draft, 2 h, every Friday")
    state = view.states[-1]
    assert (state.text, state.due, state.size, state.rhythm) == (
        "Read Amara's draft", "Fri 27 Nov", "takes 2 h", "every week",
    )  # fmt: skip
    assert state.spoken == (
        "Maya Lind promises, Read Amara's draft, to Amara Okafor, Fri 27 Nov, takes 2 h, every week"
    )
    assert not [row for row in promises.open_rows(world.desk) if row.text == "Read Amara's draft"]
    presenter.entered()
    made = next(row for row in promises.open_rows(world.desk) if row.text == "Read Amara's draft")
    assert (made.effort, made.repeats, made.receiver) == (120, "week", world.person("Amara"))
    assert (view.gone, changed) == (1, [1])
    world.shell.undo()
    assert made.id not in [row.id for row in promises.open_rows(world.desk)]


def test_without_a_day_one_is_asked_for_and_a_second_enter_keeps_it(world: World) -> None:
    presenter, view, _changed = opened(world)
    presenter.typed("Jonas: send the sketch")
    presenter.entered()
    assert view.states[-1].asks
    assert view.gone == 0
    presenter.entered()
    made = next(row for row in promises.open_rows(world.desk) if row.text == "send the sketch")
    assert (made.owner_name, made.receiver_name, made.stands.due) == ("Jonas Berg", "Maya Lind", None)


def test_a_day_that_passed_is_refused_and_nothing_is_lost(world: World) -> None:
    presenter, view, _changed = opened(world)
    presenter.typed("send it 2026-11-01")
    presenter.entered()
    assert view.states[-1].error == "This date has passed. Choose today or later."
    assert view.states[-1].line == "send it 2026-11-01"


def test_what_is_chosen_by_hand_holds(world: World) -> None:
    presenter, view, _changed = opened(world)
    presenter.typed("send the sketch Fri")
    presenter.choose_owner(world.person("Sofia").hex())
    assert dict(view.states[-1].people)[view.states[-1].receiver] == "Maya Lind"
    presenter.choose_receiver("")
    presenter.entered()
    made = next(row for row in promises.open_rows(world.desk) if row.text == "send the sketch")
    assert (made.owner_name, made.receiver, made.stands.due) == ("Sofia Rossi", None, date(2026, 11, 27))


def test_a_promise_to_oneself_is_to_nobody_else(world: World) -> None:
    presenter, view, _changed = opened(world)
    presenter.typed("rest Fri")
    presenter.choose_receiver(people.me(world.desk).id.hex())
    assert view.states[-1].receiver == ""
    presenter.entered()
    assert next(row for row in promises.open_rows(world.desk) if row.text == "rest").receiver is None


def test_the_page_says_whom_it_is_about(world: World) -> None:
    view = FakeView()
    presenter = QuickPresenter(view, world.context, lambda: None)
    presenter.open(world.person("Jonas"))
    presenter.typed("send the template tomorrow")
    assert dict(view.states[-1].people)[view.states[-1].receiver] == "Jonas Berg"


def test_nobody_else_is_named_while_sharing(world: World) -> None:
    world.context.share_safe.set(True)
    presenter, view, _changed = opened(world)
    presenter.typed("call Jonas Fri")
    assert [name for _key, name in view.states[-1].people] == ["Maya Lind"]


def test_the_sheet_by_keys_alone(world: World, qtbot: QtBot) -> None:
    window = QWidget()
    before = QLineEdit(window)
    QVBoxLayout(window).addWidget(before)
    qtbot.addWidget(window)
    window.resize(900, 600)
    view = QuickView(window)
    presenter = QuickPresenter(view, world.context, lambda: None)
    view.typed.connect(presenter.typed)
    view.entered.connect(presenter.entered)
    view.closed.connect(presenter.closed)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    view.appear()
    presenter.open()
    assert view.field.edit.hasFocus()
    QTest.keyClicks(view.field.edit, "Send slides Fri, 15 min")
    assert view.due.text() == "Fri 27 Nov"
    assert view.effort.text() == "takes 15 min"
    QTest.keyClick(view.field.edit, Qt.Key.Key_Tab)
    assert view.owner.hasFocus()
    QTest.keyClick(view.owner, Qt.Key.Key_Backtab)
    assert view.field.edit.hasFocus()
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    assert view.isHidden()
    assert before.hasFocus()
    assert "Send slides" in [row.text for row in promises.open_rows(world.desk)]
    view.appear()
    QTest.keyClick(view.field.edit, Qt.Key.Key_Escape)
    assert view.isHidden()
    assert view.field.text() == ""
