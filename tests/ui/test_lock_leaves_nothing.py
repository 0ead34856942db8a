"""After a lock nothing of the vault is left in the window, and nothing that was said to be saved is lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAction, QTextDocument, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mentor_desktop.domain.notes import Note
from mentor_desktop.services import notes, people, running
from mentor_desktop.ui.lock.view import LockView
from tests.support import PASSPHRASE, reopened
from tests.ui.house import CANARY, House, compose, deleted, texts, todays_session
from tests.ui.house import house as house
from tests.ui.house import vault as vault

ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.UserRole,
)  # fmt: skip


def of_models(objects: list[QObject]) -> Iterator[str]:
    for model in objects:
        if isinstance(model, QAbstractItemModel):
            for row in range(model.rowCount(QModelIndex())):
                for role in ROLES:
                    yield str(model.data(model.index(row, 0, QModelIndex()), role.value))


def of_documents(objects: list[QObject]) -> Iterator[str]:
    for each in objects:
        if isinstance(each, QTextDocument):
            yield each.toPlainText()
        elif isinstance(each, QCompleter):
            yield each.completionPrefix()
        elif isinstance(each, QAction):
            yield " ".join((each.text(), each.toolTip(), each.statusTip()))
        elif isinstance(each, QUndoStack):
            yield " ".join(each.text(index) for index in range(each.count()))
        elif isinstance(each, QComboBox):
            yield " ".join(each.itemText(index) for index in range(each.count()))


def spoken(widget: QWidget) -> Iterator[str]:
    """What a screen reader finds."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
            yield interface.text(kind)


def held_words() -> str:
    """Everything that any object of the window holds, would speak or would bring back."""
    widgets = QApplication.allWidgets()
    objects: list[QObject] = []
    for widget in widgets:
        objects += [widget, *widget.findChildren(QObject)]
    objects += [each for each in gc.get_objects() if isinstance(each, QTextDocument | QAbstractItemModel)]
    objects = [each for each in objects if isValid(each)]
    found = [texts(), *of_models(objects), *of_documents(objects)]
    for widget in widgets:
        found += spoken(widget)
    return "\n".join(found)


def undo_is_left() -> bool:
    widgets = QApplication.allWidgets()
    lines = any(each.isUndoAvailable() for each in widgets if isinstance(each, QLineEdit))
    areas = [each.document() for each in widgets if isinstance(each, QPlainTextEdit | QTextEdit)]
    return lines or any(each.isUndoAvailable() for each in areas)


def test_no_object_of_the_window_holds_a_word_after_the_lock(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    notes.write(opened.desk, f"{CANARY} was said", session=session)
    running.start(opened.desk, session)
    person = next(each.id for each in people.everyone(opened.desk) if each.name.startswith("Amara"))
    opened.close()
    house.begin()
    house.unlock()
    house.window.go("people")
    house.window.go("sessions")
    house.window.go("settings")
    house.window.go("person", person=person)
    qtbot.waitUntil(lambda: "Okafor" in held_words(), timeout=20_000)
    composer = compose(house, session)
    QTest.keyClicks(composer.editor, f"{CANARY} half typed")
    qtbot.waitUntil(lambda: f"{CANARY} was said" in held_words(), timeout=20_000)
    assert undo_is_left()
    closed: list[bool] = []
    house.gate.lock(lambda: closed.append(True))
    del composer
    view = house.full(LockView)
    qtbot.waitUntil(lambda: bool(closed), timeout=20_000)
    deleted()
    gc.collect()
    held = held_words()
    assert [word for word in (CANARY, "Amara", "Okafor", "Jonas", "Sofia") if word in held] == []
    assert not undo_is_left()
    assert not [each for each in gc.get_objects() if isinstance(each, Note) and CANARY in each.text]
    QTest.keyClicks(view.field.edit, PASSPHRASE)
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.window.here()[0] == "today", timeout=20_000)
    deleted()
    assert PASSPHRASE not in held_words()
    house.window.back()
    assert house.window.here()[0] == "today"
    again = compose(house, session)
    qtbot.waitUntil(lambda: again.editor.text() == f"{CANARY} half typed", timeout=20_000)
    assert not undo_is_left()
    QTest.keySequence(again.editor, "Ctrl+Z")
    assert again.editor.text() == f"{CANARY} half typed"
