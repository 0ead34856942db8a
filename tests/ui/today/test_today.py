"""Today on a real vault: what it says, what its keys do, what it hides, and that nothing is left behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import promises, sessions, today
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.today.page import page
from mentor_desktop.ui.today.presenter import TodayPresenter
from mentor_desktop.ui.today.state import TodayState, state_of
from mentor_desktop.ui.today.touchstate import TouchPanel
from mentor_desktop.ui.today.view import TodayView
from tests.support import HandClock, empty_vault
from tests.ui.fakes import Later
from tests.ui.screen_support import World, world_on


class FakeView:
    def __init__(self) -> None:
        self.states: list[TodayState] = []
        self.lines: list[str] = []
        self.focused = 0
        self.panel = TouchPanel()

    def show_state(self, state: TodayState) -> None:
        self.states.append(state)

    def set_next_line(self, line: str) -> None:
        self.lines.append(line)

    def focus_first(self) -> None:
        self.focused += 1

    def show_panel(self, panel: TouchPanel) -> None:
        self.panel = panel


def shown(world: World) -> tuple[TodayPresenter, FakeView]:
    view = FakeView()
    presenter = TodayPresenter(view, world.context)
    presenter.open()
    return presenter, view


def opened(world: World, qtbot: QtBot) -> tuple[Page, TodayView]:
    made = page(world.context, world.shell.banners.append)
    view = made.widget
    assert isinstance(view, TodayView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open()
    return made, view


def test_says_what_the_day_holds(world: World) -> None:
    _presenter, view = shown(world)
    state = view.states[-1]
    assert state.title == "Good morning, Maya"
    assert state.sub == "Tuesday 24 November · 1 session today · 2 promises of yours are due"
    assert state.next is not None
    assert state.next.title.startswith("Amara Okafor · session ")
    assert state.next.line == "Today 15:00–15:50 here · 17:00–17:50 in Nairobi · in 3 h 20 min"
    assert state.next.chips[0] == ("Agenda ready · 5 parts · 50 min", "accent")
    assert [line.chip for line in state.promises][:2] == ["Today", "Today"]
    assert state.on_time == "You kept 8 of 9 on time in the past year."
    assert [line.name for line in state.waiting] == ["Sofia Rossi"]
    assert [line.when for line in state.week] == ["Wed 10:00"]
    assert world.shell.badges["sessions"] == "1 today"


def test_counts_down_once_a_minute_and_rests_when_left(world: World) -> None:
    presenter, view = shown(world)
    world.clock.pass_minutes(1)
    world.delay.advance(60_000)
    assert view.lines[-1].endswith("in 3 h 19 min")
    presenter.leave()
    assert world.delay.waiting() == 0


def test_a_new_hour_asks_again(world: World) -> None:
    _presenter, view = shown(world)
    world.clock.pass_minutes(20)
    world.delay.advance(60_000)
    assert view.states[-1].title.startswith("Good afternoon")


def test_a_tick_keeps_the_promise_and_undo_opens_it_again(world: World) -> None:
    presenter, view = shown(world)
    first = view.states[-1].promises[0]
    presenter.keep(first.id)
    assert first.id not in [row.id for row in promises.open_rows(world.desk)]
    assert first.id not in [line.id for line in view.states[-1].promises]
    world.shell.undo()
    assert first.id in [line.id for line in view.states[-1].promises]


def test_share_safe_shows_only_what_the_person_in_the_call_may_see(world: World) -> None:
    _presenter, view = shown(world)
    every = len(view.states[-1].promises)
    world.context.share_safe.set(True)
    state = view.states[-1]
    words = repr(state)
    for name in ("Jonas", "Sofia"):
        assert name not in words
    assert state.hidden == every - len(state.promises) > 0
    assert state.on_time == ""
    assert state.waiting == ()
    assert state.next is not None
    assert state.next.link == ""
    world.context.share_safe.set(False)
    assert len(view.states[-1].promises) == every


def test_start_runs_the_session_and_then_offers_to_go_on(world: World) -> None:
    presenter, view = shown(world)
    next_id = view.states[-1].next.session if view.states[-1].next else b""
    presenter.start()
    assert world.shell.went[-1] == ("run", {"session": next_id})
    presenter.reload()
    card = view.states[-1].next
    assert card is not None
    assert card.running
    assert card.line.endswith("running")
    assert sessions.rows(world.desk, ids=[card.session])[0].state is SessionState.RUNNING  # type: ignore[list-item]


def test_an_answer_after_the_lock_is_not_shown(world: World) -> None:
    later = Later()
    view = FakeView()
    presenter = TodayPresenter(view, replace(world.context, ask=later))
    presenter.open()
    presenter.closed()
    later.forget()
    later.run()
    assert view.states == []
    assert world.delay.waiting() == 0


def test_new_vault_offers_the_first_person(tmp_path: Path, qtbot: QtBot) -> None:
    clock = HandClock()
    vault = empty_vault(tmp_path / "e.vault", clock)
    world = world_on(vault, clock)
    made, view = opened(world, qtbot)
    assert view.first_person.isVisible()
    assert not view.promises.isVisible()
    assert view.first_person.button is not None
    QTest.keyClick(view.first_person.button, Qt.Key.Key_Return)
    assert world.shell.went[-1] == ("people", {"add": True})
    assert made.closed is not None
    made.closed()
    vault.close()


def test_one_key_prepares_from_the_card_and_from_anywhere(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    assert view.card.hasFocus()
    QTest.keyClick(view.card, Qt.Key.Key_Return)
    assert world.shell.went[-1][0] == "prepare"
    QTest.keyClick(view.promises.rows[0], Qt.Key.Key_P)
    assert [key for key, _args in world.shell.went] == ["prepare", "prepare"]
    assert made.closed is not None
    made.closed()


def test_the_link_is_shown_before_it_opens(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    button = view.card.join_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert world.shell.banners == []
    assert button.text() == "Open the link"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert world.shell.banners == ["https://meet.example.org/amara-maya"]
    assert made.closed is not None
    made.closed()


def test_promises_are_read_whole_and_ticked_by_the_keyboard(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    rows = view.promises.rows
    assert rows[1].accessibleName() == "Promise: Introduce Amara to Lena (platform team), due: Today"
    before = len(rows)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Space)
    assert len(view.promises.rows) == before - 1
    assert view.promises.rows[0].hasFocus()
    assert made.closed is not None
    made.closed()


def test_long_lists_are_folded(world: World) -> None:
    found = today.today(world.desk)
    many = found.promises * 40
    state = state_of(replace(found, promises=many), True, False)
    assert len(state.promises) == 50
    assert state.more == len(many) - 50


def test_closing_frees_the_widgets_and_ends_the_listening(world: World, qtbot: QtBot) -> None:
    made = page(world.context)
    view = made.widget
    assert made.open is not None
    assert made.closed is not None
    made.open()
    died: list[bool] = []
    view.destroyed.connect(lambda: died.append(True))
    made.closed()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert died == [True]
    world.context.share_safe.set(True)
    assert world.delay.waiting() == 0
