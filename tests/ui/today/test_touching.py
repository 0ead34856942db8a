"""The card "Stay in touch" on a real vault: what it says, and what is done with a line in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import DAY
from mentor_desktop.domain.touch import CheckInKind, Reason
from mentor_desktop.services import people, settings, touch
from mentor_desktop.ui.today.presenter import TodayPresenter
from tests.ui.screen_support import World
from tests.ui.today.test_today import FakeView, opened


class FakeClipboard:
    def __init__(self) -> None:
        self.text = ""

    def copy(self, text: str, seconds: int | None = None) -> None:
        self.text = text


def shown(world: World) -> tuple[TodayPresenter, FakeView, FakeClipboard]:
    view, copied = FakeView(), FakeClipboard()
    presenter = TodayPresenter(view, replace(world.context, clipboard=copied))
    presenter.open()
    return presenter, view, copied


def test_who_and_why_and_what_helps(world: World) -> None:
    presenter, view, _copied = shown(world)
    lines = view.states[-1].touch.lines
    assert [(line.name, line.why, line.sub) for line in lines] == [
        ("Sofia Rossi", "The conference talk: ask how it went", "last contact yesterday"),
        ("Henrik Dahl", "90 days quiet · the rhythm is 30", "no contact yet"),
    ]
    presenter.touch.open(lines[0].key)
    assert view.panel.draft == "Hello Sofia, how did it go: The conference talk? I thought of you."
    assert view.panel.help.startswith("What mattered last time: The talk happened")
    assert view.panel.kind == CheckInKind.EVENT
    presenter.touch.open(lines[0].key)  # again: it closes
    assert view.panel.key == ""


def test_a_check_in_takes_the_line_away_and_undo_brings_it_back(world: World) -> None:
    presenter, view, _copied = shown(world)
    key = view.states[-1].touch.lines[0].key
    presenter.touch.open(key)
    presenter.touch.log("She was glad")
    assert key not in [line.key for line in view.states[-1].touch.lines]
    assert view.panel.key == ""
    made = touch.check_ins(world.desk, world.person("Sofia"))[0]
    assert (made.kind, made.text) == (CheckInKind.EVENT, "She was glad")
    world.shell.undo()
    assert key in [line.key for line in view.states[-1].touch.lines]


def test_put_off_with_a_word_why_and_back(world: World) -> None:
    presenter, view, _copied = shown(world)
    key = view.states[-1].touch.lines[1].key
    presenter.touch.open(key)
    presenter.touch.snooze("when there is time")
    assert view.panel.snooze_error.startswith("Begin with the day")
    presenter.touch.snooze("in 2 weeks, on holiday")
    assert key not in [line.key for line in view.states[-1].touch.lines]
    world.clock.pass_ms(13 * DAY)
    assert key not in [each.person.hex() for each in touch.keep_warm(world.desk)]
    world.clock.pass_ms(DAY)
    (back,) = [each for each in touch.keep_warm(world.desk) if each.person.hex() == key]
    assert back.reason is Reason.QUIET
    world.clock.pass_ms(-14 * DAY)
    world.shell.undo()
    assert key in [line.key for line in view.states[-1].touch.lines]


def test_the_draft_is_copied_as_it_stands_and_nothing_is_sent(world: World) -> None:
    presenter, view, copied = shown(world)
    presenter.touch.open(view.states[-1].touch.lines[0].key)
    presenter.touch.copy("My own words")
    assert copied.text == "My own words"
    assert world.shell.state == "Copied. Nothing was sent."


def test_nobody_is_named_while_sharing_and_the_panel_closes(world: World) -> None:
    presenter, view, _copied = shown(world)
    presenter.touch.open(view.states[-1].touch.lines[0].key)
    world.context.share_safe.set(True)
    assert view.panel.key == ""
    assert view.states[-1].touch.lines == ()


def test_many_quiet_people_come_a_few_at_a_time(world: World) -> None:
    for at in range(20):
        people.add(world.desk, f"Person {at}")
    world.clock.pass_ms(40 * DAY)
    _presenter, view, _copied = shown(world)
    assert len(view.states[-1].touch.lines) == touch.FIRST
    assert view.states[-1].touch.more == "16 more come after these."


def test_the_week_against_my_own_limit(world: World) -> None:
    settings.save(world.desk, "capacity_hours", 2)
    presenter, view, _copied = shown(world)
    assert view.states[-1].week_line == "2 h 29 min of mentoring this week, over your limit of 2 h"
    settings.save(world.desk, "capacity_hours", 4)
    presenter.reload()
    assert view.states[-1].week_line == "2 h 29 min of mentoring this week · you set a limit of 4 h"


def test_two_keys_log_it(world: World, qtbot: QtBot) -> None:
    made, view = opened(world, qtbot)
    view.touch.rows[0].button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.touch.rows[0].button, Qt.Key.Key_Return)
    panel = view.touch.panel
    assert panel is not None
    assert panel.said.edit.hasFocus()
    QTest.keyClick(panel.said.edit, Qt.Key.Key_Return)
    assert [row.line.name for row in view.touch.rows] == ["Henrik Dahl"]
    assert view.touch.rows[0].button.hasFocus()
    QTest.keyClick(view.touch.rows[0].button, Qt.Key.Key_Return)
    panel = view.touch.panel
    assert panel is not None
    QTest.keyClick(panel.said.edit, Qt.Key.Key_Escape)
    assert view.touch.panel is None
    assert view.touch.rows[0].button.hasFocus()
    assert made.closed is not None
    made.closed()
