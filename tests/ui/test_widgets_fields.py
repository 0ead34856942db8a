"""Fields: what is typed comes out, what the program sets is silent, and a passphrase leaves no trace."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.duration import DurationField
from mentor_desktop.ui.widgets.field import PlainField, TextField
from mentor_desktop.ui.widgets.form import Form
from mentor_desktop.ui.widgets.passphrase import PassphraseField
from mentor_desktop.ui.widgets.person_picker import PersonPicker
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.when import DateField, DateTimeField
from tests.ui.conftest import Stage

PEOPLE = [("a", "Amara Okafor", "Nairobi"), ("j", "Jonas Berg", "Umeå"), ("s", "Sofía Rossi", "")]


def test_typing_is_told_and_setting_is_silent(stage: Stage) -> None:
    field = TextField("Name")
    stage(field)
    heard: list[str] = []
    field.changed.connect(heard.append)
    field.set("Jonas")
    assert heard == []
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "Bo")
    assert heard == ["B", "Bo"]
    assert field.text() == "Bo"


def test_an_error_is_a_sentence_that_is_spoken_and_goes_with_the_next_key(stage: Stage) -> None:
    field = TextField("Link", help_text="An https address")
    stage(field)
    field.set_error("It must begin with https.")
    assert field.error() == "It must begin with https."
    assert field.edit.accessibleDescription() == "It must begin with https."
    assert field.below.isVisible()
    QTest.keyClicks(field.edit, "h")
    assert field.error() == ""
    assert field.below.text() == "An https address"


def test_an_error_does_not_move_the_text_in_the_field(stage: Stage) -> None:
    field = TextField("Link", "https://example.org")
    stage(field)
    before = (field.edit.height(), field.edit.cursorRect().x())
    field.set_error("It must begin with https.")
    assert (field.edit.height(), field.edit.cursorRect().x()) == before


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_the_focus_edge_does_not_move_the_field(theme: Theme, stage: Stage, percent: int) -> None:
    theme.apply("light", percent)
    one, other = TextField("One", "words"), TextField("Other")
    stage(one, other)
    other.edit.setFocus()
    before = one.edit.sizeHint().height()
    one.edit.setFocus()
    assert one.edit.sizeHint().height() == before


def test_a_plain_field_grows_and_hands_tab_on(stage: Stage) -> None:
    field = PlainField("What mattered", lines=2)
    other = TextField("Next")
    stage(field, other)
    before = field.edit.height()
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "a")
    for _ in range(4):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.height() > before
    assert field.text() == "a\n\n\n\n"
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert other.edit.hasFocus()


def paste(edit: QLineEdit | QPlainTextEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    edit.paste()


def test_a_line_that_would_be_too_long_is_refused_whole(stage: Stage) -> None:
    field = TextField("Name", limit=10)
    stage(field)
    heard: list[str] = []
    field.changed.connect(heard.append)
    QTest.keyClicks(field.edit, "Amara")
    paste(field.edit, " Okafor of Nairobi")
    assert field.text() == "Amara"
    assert heard[-1] == "Amara"
    assert field.error() == "This is too long: 10 characters fit here. Nothing was added."
    paste(field.edit, "x" * 100_000)  # far beyond what a line of Qt's takes by itself
    assert field.text() == "Amara"
    QTest.keyClicks(field.edit, " Ok")
    assert (field.text(), field.error()) == ("Amara Ok", "")
    QTest.keyClicks(field.edit, "afor")
    assert field.text() == "Amara Okaf"
    assert field.error() != ""


def test_a_line_that_is_longer_already_is_shown_whole_and_can_be_shortened(stage: Stage) -> None:
    field = TextField("Name", limit=5)
    stage(field)
    field.set("Amara Okafor")
    QTest.keyClick(field.edit, Qt.Key.Key_End)
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert (field.text(), field.error()) == ("Amara Okafo", "")


def test_lines_that_would_be_too_long_are_refused_whole(stage: Stage) -> None:
    field = PlainField("What mattered", "kept", limit=10)
    stage(field)
    paste(field.edit, "much more than fits")
    assert field.text() == "kept"
    assert field.error() == "This is too long: 10 characters fit here. Nothing was added."
    QTest.keyClicks(field.edit, "a")
    assert field.error() == ""


# Passphrase


def test_a_passphrase_beyond_its_limit_is_refused_whole(stage: Stage) -> None:
    field = PassphraseField("Passphrase")
    stage(field)
    paste(field.edit, "e\u0301" * 1024)  # 1,024 letters as the vault counts them
    assert len(field.text()) == 2048
    QTest.keyClicks(field.edit, "z")
    assert len(field.text()) == 2048
    assert field.error() == "A passphrase has at most 1,024 characters. Shorten it."
    field.wipe()
    paste(field.edit, "x" * 40_000)
    assert field.text() == ""
    assert not field.edit.isRedoAvailable()


def test_a_passphrase_is_shown_only_while_the_eye_is_held(stage: Stage) -> None:
    field = PassphraseField("Passphrase")
    stage(field)
    QTest.keyClicks(field.edit, "correct horse")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    QTest.mousePress(field.eye, Qt.MouseButton.LeftButton)
    assert field.shown()
    QTest.mouseRelease(field.eye, Qt.MouseButton.LeftButton)
    assert not field.shown()
    QTest.keyPress(field.eye, Qt.Key.Key_Space)
    assert field.shown()
    QTest.keyRelease(field.eye, Qt.Key.Key_Space)
    assert not field.shown()


def test_a_passphrase_can_be_shown_until_the_eye_is_pressed_again(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase", toggle=True)
    qtbot.addWidget(field)
    field.eye.click()
    assert field.shown()
    field.eye.click()
    assert not field.shown()


def test_a_wiped_passphrase_cannot_be_undone_or_copied(stage: Stage) -> None:
    field = PassphraseField("Passphrase", toggle=True)
    stage(field)
    QTest.keyClicks(field.edit, "correct horse")
    field.eye.click()
    field.wipe()
    field.eye.click()
    field.edit.undo()
    assert field.text() == ""
    assert not field.edit.isUndoAvailable()
    assert not field.edit.isRedoAvailable()


def test_a_passphrase_never_travels_in_a_signal(stage: Stage) -> None:
    field = PassphraseField("Passphrase")
    stage(field)
    heard: list[tuple[object, ...]] = []
    field.changed.connect(lambda *values: heard.append(values))
    QTest.keyClicks(field.edit, "ab")
    assert heard == [(), ()]


def test_caps_lock_is_said_when_letters_tell_of_it(stage: Stage) -> None:
    field = PassphraseField("Passphrase")
    stage(field)
    QTest.keyClicks(field.edit, "A")  # upper case without Shift
    assert field.error() == "Caps Lock is on."
    QTest.keyClicks(field.edit, "b")
    assert field.error() == ""
    QTest.keyClicks(field.edit, "C", Qt.KeyboardModifier.ShiftModifier)
    assert field.error() == ""


# Search, choice, people


def test_the_search_box_empties_first_and_then_leaves(qtbot: QtBot, stage: Stage) -> None:
    box = SearchBox("Filter", key="Ctrl+F")
    stage(box)
    heard: list[str] = []
    box.changed.connect(heard.append)
    QTest.keyClicks(box.field, "ab")
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(box.left):
        QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert heard == ["a", "ab", ""]
    with qtbot.waitSignal(box.submitted):
        QTest.keyClick(box.field, Qt.Key.Key_Return)


def test_a_choice_tells_the_key_and_ignores_the_wheel(qtbot: QtBot, stage: Stage) -> None:
    choice = Choice([("a", "Relational"), ("b", "Development")], "a", name="Kind")
    stage(choice)
    choice.setFocus()
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert chosen.args == ["b"]
    _wheel(choice)
    assert choice.key() == "b"
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose("a")
    with pytest.raises(KeyError):
        choice.choose("nothing")


def _wheel(widget: object) -> None:
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]


def test_people_are_found_without_accents_and_picked_by_enter(qtbot: QtBot, stage: Stage) -> None:
    picker = PersonPicker(PEOPLE)
    stage(picker)
    QTest.keyClicks(picker.box.field, "sofia ro")
    assert [entry[0] for entry in picker.model.shown] == ["s"]
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(picker.box.field, Qt.Key.Key_Return)
    assert picked.args == ["s"]


def test_arrows_move_in_the_list_of_people_while_the_field_keeps_the_focus(stage: Stage) -> None:
    picker = PersonPicker(PEOPLE)
    stage(picker)
    picker.box.field.setFocus()
    assert picker.selected() == "a"
    for _ in range(5):
        QTest.keyClick(picker.box.field, Qt.Key.Key_Down)
    assert picker.selected() == "s"
    QTest.keyClick(picker.box.field, Qt.Key.Key_Up)
    assert picker.selected() == "j"
    assert picker.box.field.hasFocus()


def test_nobody_is_picked_where_nobody_fits(qtbot: QtBot, stage: Stage) -> None:
    picker = PersonPicker(PEOPLE)
    stage(picker)
    QTest.keyClicks(picker.box.field, "zz")
    with qtbot.assertNotEmitted(picker.picked):
        QTest.keyClick(picker.box.field, Qt.Key.Key_Return)


# Time


def test_minutes_are_typed_stepped_and_held_within_their_limits(stage: Stage) -> None:
    field = DurationField(50, shortest=5, longest=120)
    stage(field)
    heard: list[int] = []
    field.changed.connect(heard.append)
    assert field.edit.text() == "50 min"
    field.more.click()
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "25")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert heard == [55, 50, 25]
    field.set(500)
    assert field.minutes() == 120
    assert heard == [55, 50, 25]
    _wheel(field.edit)
    assert field.minutes() == 120


def test_the_other_clock_follows_every_change(stage: Stage) -> None:
    field = DateTimeField(
        datetime(2026, 12, 8, 15), lambda at: f"{at + timedelta(hours=2):%a %H:%M} in Nairobi"
    )
    stage(field)
    heard: list[object] = []
    field.changed.connect(heard.append)
    assert field.other.text() == "Tue 17:00 in Nairobi"
    field.time_edit.setFocus()
    QTest.keyClick(field.time_edit, Qt.Key.Key_Up)
    assert heard == [datetime(2026, 12, 8, 16)]
    assert field.other.text() == "Tue 18:00 in Nairobi"
    field.set(datetime(2026, 12, 9, 9, 30))
    assert heard == [datetime(2026, 12, 8, 16)]
    assert field.other.text() == "Wed 11:30 in Nairobi"
    assert field.when() == datetime(2026, 12, 9, 9, 30)


@pytest.mark.parametrize("kind", [TextField, PlainField])
def test_undo_is_left_to_the_window_where_nothing_was_typed(
    stage: Stage, kind: type[TextField | PlainField]
) -> None:
    field = kind("Promise")
    stage(field)
    offered: list[str] = []
    act = QAction(field)
    act.setShortcut(QKeySequence("Ctrl+Z"))
    act.triggered.connect(lambda: offered.append("undone"))
    field.addAction(act)
    field.edit.setFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert offered == ["undone"]
    QTest.keyClicks(field.edit, "send")
    QTest.keyClick(field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), offered) == ("", ["undone"])


@pytest.mark.parametrize("first", [(), (Qt.Key.Key_Home,)])  # Home goes to the day of the week
def test_a_date_is_typed_from_its_day_on(stage: Stage, first: tuple[Qt.Key, ...]) -> None:
    field = DateField(date(2026, 12, 8))
    stage(field)
    field.edit.setFocus(Qt.FocusReason.TabFocusReason)
    for key in first:
        QTest.keyClick(field.edit, key)
    QTest.keyClicks(field.edit, "24jan2027")
    assert field.day() == date(2027, 1, 24)
    assert field.edit.text() == "Sun 24 Jan 2027"


def test_a_date_is_picked_in_a_month_that_is_freed(qtbot: QtBot, stage: Stage) -> None:
    field = DateField(date(2026, 12, 1))
    stage(field)
    field.button.click()
    month = field.findChild(QCalendarWidget)
    assert month is not None
    assert month.isVisible()
    with qtbot.waitSignals([field.changed, month.destroyed]):
        month.clicked.emit(month.selectedDate().addDays(3))
    assert field.day() == date(2026, 12, 4)


def test_a_form_row_names_its_field_and_turns_where_room_is_short(qtbot: QtBot, stage: Stage) -> None:
    form = Form()
    field = DurationField()
    row = form.add("Usual length", field, "Used for new sessions")
    stage(form, width=800)
    form.grab()
    assert field.edit.accessibleName() == "Usual length"
    assert field.x() > 200
    form.window().resize(260, 300)
    qtbot.waitUntil(lambda: row.field.x() < 30)
