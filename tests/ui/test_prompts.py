"""The door for questions: it never waits, the safe answer is the default, and files leave no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.ask import Asker
from mentor_desktop.ui.prompts import Prompts, Question
from tests.ui.conftest import Stage
from tests.ui.fakes import FakePrompts


@pytest.fixture
def window(stage: Stage) -> QWidget:
    return stage(QWidget())


def dialog_of(window: QWidget, kind: type[QWidget]) -> QWidget:
    found = window.findChild(kind)
    assert found is not None
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_in_a_hurry_say_no(qtbot: QtBot, window: QWidget, key: Qt.Key) -> None:
    answers: list[bool] = []
    Prompts(lambda: window).confirm(
        "Erase Amara for good?", "This cannot be undone.", "Erase", answers.append
    )
    question = dialog_of(window, Question)
    assert answers == []
    assert not question.isModal()
    freed: list[bool] = []
    question.destroyed.connect(lambda: freed.append(True))
    QTest.keyClick(question, key)
    assert answers == [False]
    qtbot.waitUntil(lambda: bool(freed))


def test_yes_is_said_by_its_button_and_once(window: QWidget) -> None:
    answers: list[bool] = []
    Prompts(lambda: window).confirm("Erase?", "", "Erase", answers.append)
    question = dialog_of(window, Question)
    assert isinstance(question, Question)
    assert question.focusWidget() is question.no_button
    question.yes_button.click()
    question.close()
    assert answers == [True]


def test_a_questions_window_title_names_nobody(window: QWidget) -> None:
    Prompts(lambda: window).confirm("Erase Amara for good?", "", "Erase", lambda _yes: None)
    question = dialog_of(window, Question)
    assert question.windowTitle() == "Mentor Desktop"
    question.close()


def test_saving_gives_a_path_with_its_suffix(window: QWidget, tmp_path: Path) -> None:
    answers: list[Path | None] = []
    kinds = [("PDF", "pdf"), ("Word", "docx")]
    Prompts(lambda: window).save_file("Export", "summary", kinds, answers.append)
    files = dialog_of(window, QFileDialog)
    assert isinstance(files, QFileDialog)
    assert files.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert not files.isModal()
    files.setDirectory(str(tmp_path))
    files.selectFile("summary")
    files.accept()
    assert answers == [tmp_path / "summary.pdf"]


def test_a_file_window_that_is_closed_gives_nothing(window: QWidget) -> None:
    answers: list[Path | None] = []
    Prompts(lambda: window).open_file("Open", [("Vault", "vault")], answers.append)
    Prompts(lambda: window).open_folder("Folder", answers.append)
    for files in window.findChildren(QFileDialog):
        files.reject()
    assert answers == [None, None]


def test_file_windows_leave_no_folder_in_the_settings(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    private = tmp_path / "Amara Okafor"
    private.mkdir()
    Prompts(lambda: window).save_file("Export", "summary.pdf", [("PDF", "pdf")], lambda _path: None)
    files = dialog_of(window, QFileDialog)
    assert isinstance(files, QFileDialog)
    freed: list[bool] = []
    files.destroyed.connect(lambda: freed.append(True))
    files.setDirectory(str(private))
    files.selectFile("about Amara")
    files.accept()
    del files
    qtbot.waitUntil(lambda: bool(freed))
    QSettings("QtProject").sync()
    kept = [path.read_text(errors="replace") for path in (tmp_path / "settings").rglob("*") if path.is_file()]
    assert "Amara" not in "".join(kept)


def test_a_question_can_be_asked_without_a_window(qtbot: QtBot) -> None:
    answers: list[bool] = []
    Prompts(lambda: None).confirm("Erase?", "", "Erase", answers.append)
    question = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Question))
    question.reject()
    assert answers == [False]


def test_the_stand_in_answers_from_its_lists_and_keeps_the_rest_open() -> None:
    asker: Asker = FakePrompts(confirm=[True])
    answers: list[bool] = []
    asker.confirm("One?", "", "Yes", answers.append)
    asker.confirm("Two?", "", "Yes", answers.append)
    assert answers == [True]
    assert isinstance(asker, FakePrompts)
    asker.open_answers[0](False)
    assert answers == [True, False]
