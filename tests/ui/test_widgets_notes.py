"""Notes: safe Markdown, long lists, keyboard work, and an editor that tells only what the person did."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolTip
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.note_delegate import NoteDelegate
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.note_list import NoteList
from mentor_desktop.ui.widgets.note_rows import PAGE, NoteModel, NoteRow, spoken
from tests.ui.conftest import Stage

COMMANDS = ("/shared", "/private", "/promise")


def many(count: int) -> list[NoteRow]:
    return [NoteRow(f"n{number}", f"Note **{number}** of many", "15:06") for number in range(count)]


# The rows


def test_a_hundred_thousand_rows_are_fed_by_the_page(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(100_000))
    stage(notes)
    notes.grab()
    assert notes.notes.rowCount() == PAGE
    notes.scrollToBottom()
    assert notes.notes.rowCount() == 2 * PAGE
    assert len(notes.notes.rows()) == 100_000


def test_a_note_far_down_is_shown_without_the_ones_between(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(100_000))
    stage(notes)
    notes.show_note("n70000")
    assert notes.current_note() == "n70000"
    assert notes.notes.rowCount() == PAGE
    assert notes.viewport().rect().intersects(notes.visualRect(notes.currentIndex()))


def test_scrolling_up_brings_earlier_rows_and_keeps_the_place(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(1_000), at_end=True)
    stage(notes)
    notes.grab()
    top = notes.notes.index(0)
    first = notes.notes.row_at(top)
    notes.scrollToTop()
    assert notes.notes.rowCount() == 2 * PAGE
    assert first is not None
    at = next(row for row in range(2 * PAGE) if notes.notes.row_at(notes.notes.index(row)) == first)
    assert abs(notes.visualRect(notes.notes.index(at)).top()) < 60


def test_scrolling_through_many_rows_keeps_a_bounded_number_of_documents(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(1_000))
    stage(notes)
    for _ in range(5):
        notes.scrollToBottom()
        notes.grab()
    delegate = notes.itemDelegate()
    assert isinstance(delegate, NoteDelegate)
    assert notes.notes.rowCount() == 1_000
    assert 0 < delegate.kept() <= 256


def test_rows_keep_their_height_true_to_the_width(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows([NoteRow("1", "word " * 60, "15:06"), NoteRow("2", "short", "15:07")])
    window = stage(notes, width=900)
    notes.grab()
    wide = notes.visualRect(notes.notes.index(0)).height()
    window.resize(400, 400)
    window.grab()
    assert notes.visualRect(notes.notes.index(0)).height() > wide
    second = notes.visualRect(notes.notes.index(1))
    assert second.top() == notes.visualRect(notes.notes.index(0)).bottom() + 1


def test_rows_follow_the_text_size(theme: Theme, stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(3))
    window = stage(notes)
    window.grab()
    before = notes.visualRect(notes.notes.index(1)).height()
    theme.apply("light", 200)
    window.grab()
    assert notes.visualRect(notes.notes.index(1)).height() > 1.7 * before


def test_a_private_row_looks_private(theme: Theme, stage: Stage) -> None:
    pictures = []
    for private in (True, False):
        notes = NoteList("Notes")
        notes.set_rows([NoteRow("1", "Ask, do not assume.", "15:19", private)])
        window = stage(notes)
        pictures.append(window.grab().toImage())
    tinted = theme.colour("private_soft").name()
    counts = [
        sum(image.pixelColor(x, 20).name() == tinted for x in range(image.width())) for image in pictures
    ]
    assert counts[0] > 100
    assert counts[1] == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (NoteRow("1", "Ask.", "15:19", True), "Private note, 15:19. Ask."),
        (NoteRow("1", "Ask", "15:19", chips=(("Moment", "accent", "flag"),)), "Note, 15:19. Ask. Moment."),
        (
            NoteRow("1", "Ask", "15:19", True, (("Fact", "neutral", ""), ("Kept", "ok", "check"))),
            "Private note, 15:19. Ask. Fact, Kept.",
        ),
    ],
)
def test_rows_are_spoken_whole(row: NoteRow, words: str) -> None:
    assert spoken(row) == words
    model = NoteModel()
    model.set_rows([row])
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == words


def test_a_screen_reader_hears_rows_through_the_list(stage: Stage) -> None:
    notes = NoteList("Notes of this session")
    notes.set_rows([NoteRow("1", "Ask", "15:19", True)])
    stage(notes)
    face = QAccessible.queryAccessibleInterface(notes)
    assert face.text(QAccessible.Text.Name) == "Notes of this session"
    assert face.child(0).text(QAccessible.Text.Name) == "Private note, 15:19. Ask"


def test_rows_are_worked_by_keys(qtbot: QtBot, stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # so that the window does not give it the focus at once
    notes.set_rows(many(3), at_end=True)
    stage(notes)
    heard: list[tuple[str, str]] = []
    notes.activated_note.connect(lambda note: heard.append(("open", note)))
    notes.edit_asked.connect(lambda note: heard.append(("edit", note)))
    notes.delete_asked.connect(lambda note: heard.append(("delete", note)))
    notes.setFocus()
    assert notes.current_note() == "n2"
    QTest.keyClick(notes, Qt.Key.Key_Up)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(notes, key)
    assert heard == [("open", "n1"), ("edit", "n1"), ("delete", "n1")]


def test_the_row_menu_acts_on_the_row_it_was_opened_for(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(3))
    stage(notes)
    acted: list[str] = []
    assert notes.open_menu(QPoint(10, 10)) is None
    notes.set_actions([("Make it shared", "", acted.append)])
    notes.show_note("n1")
    menu = notes.open_menu(QPoint(10, 10))
    assert isinstance(menu, QMenu)
    notes.show_note("n2")
    menu.actions()[0].trigger()
    menu.close()
    assert acted == ["n1"]


def test_tab_leaves_the_list(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(3))
    after = Button("after")
    stage(notes, after)
    notes.setFocus()
    QTest.keyClick(notes, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_changes_of_single_rows_show(stage: Stage) -> None:
    notes = NoteList("Notes")
    notes.set_rows(many(3))
    stage(notes)
    notes.append(NoteRow("new", "last", "16:00"))
    notes.replace(NoteRow("n0", "changed", "15:06"))
    notes.remove("n1")
    assert [row.text for row in notes.notes.rows()] == ["changed", "Note **2** of many", "last"]
    assert notes.notes.rowCount() == 3
    for call in (notes.remove, notes.show_note):
        with pytest.raises(KeyError):
            call("n1")


def test_a_new_note_shows_though_the_list_is_long() -> None:
    model = NoteModel()
    model.set_rows(many(1_000))
    model.append(NoteRow("new", "last"))
    last = model.row_at(model.index(model.rowCount() - 1))
    assert last is not None
    assert last.id == "new"


def test_rows_out_of_sight_can_be_changed_and_removed() -> None:
    model = NoteModel()
    model.set_rows(many(1_000), at_end=True)
    model.remove("n3")
    model.replace(NoteRow("n4", "changed"))
    first = model.row_at(model.index(0))
    assert first is not None
    assert first.id == f"n{1_000 - PAGE}"
    assert model.rows()[3].text == "changed"


# The editor


def test_only_the_persons_changes_are_told(stage: Stage) -> None:
    editor = NoteEditor("Note")
    stage(editor)
    heard: list[str] = []
    editor.changed.connect(lambda: heard.append(editor.text()))
    editor.set("from the store")
    editor.wipe()
    assert heard == []
    QTest.keyClicks(editor, "ab")
    assert heard == ["a", "ab"]


def test_enter_saves_where_it_should_and_shift_enter_makes_a_line(stage: Stage) -> None:
    editor = NoteEditor("Note", enter_saves=True)
    stage(editor)
    heard: list[str] = []
    editor.entered.connect(lambda: heard.append("enter"))
    editor.control_entered.connect(lambda: heard.append("ctrl"))
    editor.escaped.connect(lambda: heard.append("esc"))
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Enter)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert heard == ["enter", "enter", "ctrl", "esc"]
    assert editor.text() == "a\n"


def test_enter_makes_a_line_in_a_long_text(stage: Stage) -> None:
    editor = NoteEditor("Reflection")
    stage(editor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "\n"


def test_pasting_brings_plain_text_only(qtbot: QtBot) -> None:
    editor = NoteEditor("Note")
    qtbot.addWidget(editor)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("plain\0 words")
    editor.insertFromMimeData(data)
    assert editor.text() == "plain words"


def test_what_does_not_fit_is_refused_whole_with_a_sentence_at_the_caret(stage: Stage) -> None:
    editor = NoteEditor("Note")
    stage(editor)
    QTest.keyClicks(editor, "kept")
    changes: list[str] = []
    editor.changed.connect(lambda: changes.append(editor.text()))
    data = QMimeData()
    data.setText("a" * 10_000_000)
    editor.insertFromMimeData(data)
    assert editor.text() == "kept"
    assert changes == []
    assert QToolTip.text() == "This is too long: 100,000 characters fit here. Nothing was added."
    data.setText("a" * 99_996)
    editor.insertFromMimeData(data)
    assert len(editor.text()) == 100_000


def test_the_last_key_that_fits_is_taken_and_the_next_is_refused(stage: Stage) -> None:
    editor = NoteEditor("Note", limit=5)
    stage(editor)
    said: list[str] = []
    editor.refused.connect(said.append)
    QTest.keyClicks(editor, "abcdefg")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "abcde"
    assert len(said) == 3
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    editor.selectAll()
    QTest.keyClicks(editor, "x")  # in place of what is chosen
    assert editor.text() == "x"


def test_wiping_leaves_nothing_to_undo(stage: Stage) -> None:
    editor = NoteEditor("Note")
    stage(editor)
    QTest.keyClicks(editor, "private words")
    editor.wipe()
    editor.undo()
    assert editor.text() == ""


def test_the_editor_grows_with_its_text_up_to_its_limit(theme: Theme, stage: Stage) -> None:
    editor = NoteEditor("Note", grows_to=4)
    stage(editor, width=400, height=500)
    heights = []
    for _ in range(6):
        heights.append(editor.height())
        editor.insertPlainText("line\n")
    assert heights[0] < heights[1] < heights[2] < heights[3]
    assert heights[3] == heights[4] == heights[5]
    theme.apply("light", 200)
    assert editor.height() > heights[3]


def test_slash_words_are_offered_at_the_start_only_and_completed_by_enter(stage: Stage) -> None:
    editor = NoteEditor("Note", commands=COMMANDS, enter_saves=True)
    stage(editor)
    saved: list[bool] = []
    editor.entered.connect(lambda: saved.append(True))
    QTest.keyClicks(editor, "/pr")
    assert editor.offered() == ["/private", "/promise"]
    QTest.keyClicks(editor, "o")
    assert editor.offered() == ["/promise"]
    QTest.keyClick(editor.offers, Qt.Key.Key_Return)
    assert editor.text() == "/promise "
    assert saved == []
    assert editor.offered() == []
    editor.wipe()
    QTest.keyClicks(editor, "a /pr")
    assert editor.offered() == []


def test_the_placeholder_says_what_fits(qtbot: QtBot) -> None:
    editor = NoteEditor("Note", placeholders=["Type a note…", *COMMANDS])
    qtbot.addWidget(editor)
    editor.show()
    editor.resize(600, 34)
    assert editor.placeholderText().endswith("/promise")
    editor.resize(190, 34)
    assert editor.placeholderText().startswith("Type a note…")
    assert "/promise" not in editor.placeholderText()


def test_markdown_is_hinted_at_while_typing(theme: Theme, qtbot: QtBot) -> None:
    editor = NoteEditor("Note", commands=COMMANDS)
    qtbot.addWidget(editor)
    editor.set("/private ask **now**")
    looks = editor.document().firstBlock().layout().formats()
    assert {(look.start, look.length) for look in looks} == {(0, 8), (13, 7)}


def test_tab_leaves_the_editor(stage: Stage) -> None:
    editor, after = NoteEditor("Note"), Button("after")
    stage(editor, after)
    editor.setFocus()
    with_left: list[bool] = []
    editor.left.connect(lambda: with_left.append(True))
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert with_left == [True]
    assert editor.textCursor().position() == QTextCursor(editor.document()).position()


def test_a_sought_note_is_selected_as_soon_as_it_is_there(qtbot: QtBot, stage: Stage) -> None:
    notes = NoteList("Notes")
    stage(notes)
    notes.seek("n70000")
    notes.set_rows(many(100_000), at_end=True)
    qtbot.waitUntil(lambda: notes.current_note() == "n70000")
    assert notes.viewport().rect().intersects(notes.visualRect(notes.currentIndex()))
    qtbot.waitUntil(notes.hasFocus)
