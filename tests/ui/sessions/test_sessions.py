"""Sessions on a real vault: groups and words, what each state offers, calling off and taking back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import When
from mentor_desktop.services import sessions
from mentor_desktop.services.sessions import SessionRow
from mentor_desktop.ui.sessions.page import page
from mentor_desktop.ui.sessions.presenter import SessionsPresenter, load
from mentor_desktop.ui.sessions.rows import SessionDelegate
from mentor_desktop.ui.sessions.state import QuestionState, Sessions, SessionsState, state_of
from mentor_desktop.ui.sessions.view import SessionsView
from mentor_desktop.ui.sessions.words import Heading, SessionLine
from mentor_desktop.ui.shell.pages import Page
from tests.ui.screen_support import World

HOME = "Europe/Stockholm"


class FakeView:
    def __init__(self) -> None:
        self.states: list[SessionsState] = []
        self.question = QuestionState()
        self.refused = ""

    def show_state(self, state: SessionsState) -> None:
        self.states.append(state)

    def ask_about(self, question: QuestionState) -> None:
        self.question = question

    def question_refused(self, words: str) -> None:
        self.refused = words

    def lines(self) -> list[SessionLine]:
        return [row for row in self.states[-1].rows if isinstance(row, SessionLine)]

    def headings(self) -> list[str]:
        return [row.title for row in self.states[-1].rows if isinstance(row, Heading)]

    def line(self, name: str, state: SessionState) -> SessionLine:
        return next(line for line in self.lines() if name in line.title and line.row.state is state)


def shown(world: World) -> tuple[SessionsPresenter, FakeView]:
    view = FakeView()
    presenter = SessionsPresenter(view, world.context)
    presenter.open()
    return presenter, view


def opened(world: World, qtbot: QtBot) -> tuple[Page, SessionsView]:
    made = page(world.context, world.shell.banners.append)
    view = made.widget
    assert isinstance(view, SessionsView)
    qtbot.addWidget(view)
    view.resize(1060, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert made.open is not None
    made.open()
    return made, view


def close(made: Page) -> None:
    assert made.closed is not None
    made.closed()


def stored(world: World, line: SessionLine) -> SessionRow:
    return sessions.rows(world.desk, ids=[line.row.id])[0]


def test_grouped_by_week_and_said_in_words(world: World) -> None:
    _presenter, view = shown(world)
    assert view.headings() == ["This week", "Before"]
    assert view.states[-1].sub == "2 h 29 min this week · 21 held in all"
    first = view.lines()[0]
    assert (first.day, first.time, first.beside) == ("Mon 23 Nov", "14:00", "49 min")
    assert first.sub == "2 shared notes, 1 private"
    amara = view.line("Amara", SessionState.PLANNED)
    assert amara.beside == "17:00 Nairobi"
    assert amara.sub == "agenda ready · 50 min"
    assert amara.spoken.startswith("Amara Okafor, Tue 24 Nov, 15:00, 17:00 Nairobi")
    before = [line.row.at for line in view.lines() if line.row.here < datetime(2026, 11, 23)]
    assert before == sorted(before, reverse=True)


def test_a_session_next_week_stands_under_later(world: World) -> None:
    sessions.plan(world.desk, [world.person("Amara")], When(datetime(2026, 12, 8, 15), HOME))
    _presenter, view = shown(world)
    assert view.headings() == ["This week", "Later", "Before"]


def test_buttons_and_enter_fit_the_state(world: World) -> None:
    presenter, view = shown(world)
    planned = view.line("Amara", SessionState.PLANNED)
    tomorrow = view.line("Jonas", SessionState.PLANNED)
    held = view.lines()[0]
    assert [key for key, _words, _kind in planned.buttons] == ["prepare", "start"]
    assert [key for key, _words, _kind in tomorrow.buttons] == ["prepare"]
    assert [key for key, _words, _kind in held.buttons] == ["wrap"]
    presenter.activate(planned.key)
    presenter.activate(held.key)
    assert [key for key, _args in world.shell.went] == ["prepare", "wrap"]
    presenter.do("start", planned.key)
    assert world.shell.went[-1] == ("run", {"session": planned.row.id})
    presenter.reload()
    running = view.line("Amara", SessionState.RUNNING)
    assert running.buttons == (("run", "Go on", "primary"),)
    assert not any(each and each[0] in ("trash", "move", "cancel") for each in presenter.actions(running.key))


def test_cancel_by_whom_and_when_told_and_back_again(world: World) -> None:
    presenter, view = shown(world)
    line = view.line("Jonas", SessionState.PLANNED)
    presenter.do("cancel", line.key)
    assert view.question.title == "Cancel Jonas Berg, Wed 25 Nov 10:00"
    assert [name for _key, name in view.question.people] == ["Me", "Jonas Berg"]
    presenter.answer(view.question.people[1][0], datetime(2026, 11, 24, 9, 0))
    assert view.question.kind == ""
    off = view.line("Jonas", SessionState.CANCELLED)
    assert off.sub == "cancelled by Jonas Berg, told a day ahead"
    assert off.chip == ("cancelled", "neutral")
    world.shell.undo()
    assert stored(world, line).state is SessionState.PLANNED


def test_missed_with_nobody_told(world: World) -> None:
    presenter, view = shown(world)
    line = view.line("Jonas", SessionState.PLANNED)
    presenter.do("missed", line.key)
    presenter.answer("", None)
    assert view.line("Jonas", SessionState.MISSED).sub == "did not come about"
    assert stored(world, line).off_told is None
    presenter.do("reinstate", line.key)
    assert stored(world, line).state is SessionState.PLANNED


def test_a_refusal_stands_beside_the_question(world: World) -> None:
    presenter, view = shown(world)
    line = view.line("Amara", SessionState.PLANNED)
    presenter.do("cancel", line.key)
    presenter.do("start", line.key)
    presenter.answer("", None)
    assert view.refused == "This session has begun, so it cannot be called off any more."
    assert world.shell.banners == []


def test_trash_and_undo(world: World) -> None:
    presenter, view = shown(world)
    line = view.line("Jonas", SessionState.PLANNED)
    count = len(view.lines())
    presenter.do("trash", line.key)
    assert len(view.lines()) == count - 1
    world.shell.undo()
    assert len(view.lines()) == count


def test_filter_holds_every_word(world: World) -> None:
    presenter, view = shown(world)
    presenter.narrow("sofia 2026-11")
    assert {line.row.number for line in view.lines()} == {11, 12}
    presenter.narrow("nobody")
    assert view.states[-1].empty == "No session of that name."


def test_names_are_hidden_while_sharing(world: World) -> None:
    presenter, view = shown(world)
    world.context.share_safe.set(True)
    spoken = " ".join(line.spoken for line in view.lines())
    for name in ("Amara", "Jonas", "Sofia"):
        assert name not in spoken
    assert all(line.avatar == ("", "") for line in view.lines())
    presenter.narrow("sofia")
    assert view.lines() == []


def test_list_is_worked_by_keys_alone(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    assert view.list.hasFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert world.shell.went[-1][0] == "prepare"
    QTest.keyClick(view.list, Qt.Key.Key_M)
    assert world.shell.went[-1][0] == "new-session"
    key = view.list.current_key()
    menu = view.open_menu(key, QPoint(5, 5))
    words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    menu.close()
    assert words == [
        "Prepare", "Start session", "Move…", "Cancel…", "Missed…", "Join link…", "Edit…",
        "Open the person", "Move to trash",
    ]  # fmt: skip
    view.asked.emit("cancel", key)
    assert view.question.by.hasFocus()
    QTest.keyClick(view.question.by, Qt.Key.Key_Escape)
    assert not view.question.isVisible()
    assert view.list.hasFocus()
    close(made)


def test_the_link_is_shown_before_it_opens(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    QTest.keyClick(view.list, Qt.Key.Key_J)
    assert view.question.isVisible()
    assert world.shell.banners == []
    assert view.question.yes.hasFocus()
    QTest.keyClick(view.question.yes, Qt.Key.Key_Return)
    assert world.shell.banners == ["https://meet.example.org/amara-maya"]
    close(made)


def test_buttons_in_rows_answer_the_mouse(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    index = view.list.rows.index(1)
    rect = view.list.visualRect(index)
    delegate = view.list.itemDelegate()
    assert isinstance(delegate, SessionDelegate)
    row = view.list.rows.row_at(index)
    key, _words, _kind, place = delegate.buttons(row, rect)[0]
    assert place.height() >= 24
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert world.shell.went[-1][0] == key == "wrap"
    close(made)


def test_thousands_are_grouped_without_working_out_their_words(world: World) -> None:
    found = load(world.desk)
    many = Sessions(found.rows * 300, found.me, found.zone, found.here, found.now)
    state = state_of(many, "", False)
    lines = [row for row in state.rows if isinstance(row, SessionLine)]
    assert len(lines) == len(found.rows) * 300
    assert not any("sub" in line.__dict__ for line in lines)


def test_closing_frees_the_widgets(world: World, qtbot: QtBot) -> None:
    made = page(world.context)
    assert made.open is not None
    made.open()
    died: list[bool] = []
    made.widget.destroyed.connect(lambda: died.append(True))
    close(made)
    made.widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert died == [True]
    world.context.share_safe.set(True)
