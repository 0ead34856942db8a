"""Who was there: said in Wrap up, by keys, and never in what goes out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.sessions import Attendance
from mentor_desktop.services import sessions, sharing, wrapping
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.wrapup.presenter import WrapPresenter
from tests.ui.wrapup.support import FakeShell, FakeView, Held, held
from tests.ui.wrapup.test_wrapup_journey import Desk

PAIR = ("Amara Okafor", "Jonas Berg")


def kept(there: Held) -> list[tuple[Attendance, int]]:
    about = sessions.get(there.desk, there.session)
    return [(each.attendance, each.late_minutes) for each in about.participants]


def pair(folder: Path) -> tuple[Held, FakeView, WrapPresenter, list[PersonId]]:
    there, view = held(folder / "pair.vault", others=PAIR), FakeView()
    there.note("Both spoke of the review.", shared=True)
    presenter = WrapPresenter(view, there.context(FakeShell()), lambda: None)
    presenter.open(there.session)
    return there, view, presenter, [line.person for line in view.state.attended]


def test_everyone_is_there_until_it_is_said_otherwise(tmp_path: Path) -> None:
    there, view, presenter, (amara, jonas) = pair(tmp_path)
    assert view.state.attendance == "Everyone was there"
    presenter.attended(amara, True, 12)
    assert view.state.attendance == "Late: Amara"
    presenter.attended(jonas, False, 5)
    assert view.state.attendance == "Absent: Jonas · Late: Amara"
    assert kept(there) == [(Attendance.PRESENT, 12), (Attendance.ABSENT, 0)]
    assert sharing.summary(there.desk, there.session).shareable.present == ("Maya Lind", "Amara Okafor")
    presenter.attended(jonas, True, 0)
    assert sharing.summary(there.desk, there.session).shareable.present == ("Maya Lind", *PAIR)
    there.opened.close()


def test_who_was_absent_is_met_again_next_time_and_can_still_be_promised_something(tmp_path: Path) -> None:
    there, view, presenter, (_amara, jonas) = pair(tmp_path)
    presenter.attended(jonas, False, 0)
    presenter.promises.typed("Jonas: read the outline Fri")
    presenter.promises.entered()
    assert view.state.promises[0].owner_name == "Jonas"
    presenter.take_slot()
    following = wrapping.load(there.desk, there.session).next_session
    assert following is not None
    assert [each.attendance for each in following.session.participants] == [Attendance.EXPECTED] * 2
    there.opened.close()


def test_it_stays_hidden_while_the_screen_is_shared(tmp_path: Path) -> None:
    there, view, presenter, _people = pair(tmp_path)
    presenter._context.share_safe.set(True)
    presenter.unfold()
    assert view.state.attended == ()
    assert view.state.attendance == ""
    there.opened.close()


def test_by_keys_with_the_focus_kept(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    there = held(tmp_path / "a.vault")
    desk = Desk(there, theme, qtbot)
    part = desk.open().chain.attendance
    qtbot.waitUntil(lambda: QApplication.activeWindow() is desk.window)
    assert part.opener.text() == "Amara was there"
    assert part.isHidden()
    part.opener.setFocus()
    desk.press(Qt.Key.Key_Space)
    (row,) = part.rows()
    assert row.isVisible()
    desk.press(Qt.Key.Key_Tab)
    assert desk.focus() is row.present
    desk.press(Qt.Key.Key_Tab)
    QTest.keyClick(desk.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("12")
    desk.press(Qt.Key.Key_Return)
    assert kept(there) == [(Attendance.PRESENT, 12)]
    assert part.opener.text() == "Amara came 12 min late"
    desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.focus() is row.present
    desk.press(Qt.Key.Key_Space)
    assert kept(there) == [(Attendance.ABSENT, 0)]
    assert part.opener.text() == "Amara was absent"
    assert not row.late.isVisible()
    assert desk.focus() is row.present
    desk.press(Qt.Key.Key_Space)
    assert kept(there) == [(Attendance.PRESENT, 0)]
