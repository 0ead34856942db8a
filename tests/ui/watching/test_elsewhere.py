"""A vault that another computer may have open is asked about once, and opened only when one says so."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import vaults
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.vault import holder
from tests.support import PASSPHRASE, reopened
from tests.ui.house import House
from tests.ui.house import house as house
from tests.ui.house import vault as vault

QUESTION = "This vault may be open on another computer"


def left_by_another(folder: Path) -> None:
    record = holder.Holder("dddddddddddddddd", "cccccccccccccccc", 4711, holder.here().started - 60_000)
    (folder / holder.HOLDER).write_text(json.dumps(asdict(record)))


def type_passphrase(house: House) -> LockView:
    view = house.full(LockView)
    QTest.keyClicks(view.field.edit, PASSPHRASE)
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    return view


def test_yes_opens_it_here(house: House, vault: Path, qtbot: QtBot) -> None:
    left_by_another(vault)
    house.prompts.confirms = [True]
    house.begin()
    house.unlock()
    assert house.window.here()[0] == "today"
    assert [asked[0] for asked in house.prompts.questions] == [QUESTION]
    house.gate.lock()
    house.unlock()  # the record is ours now: nothing is asked again
    assert len(house.prompts.questions) == 1


def test_no_leaves_it_closed_and_says_what_to_do(house: House, vault: Path, qtbot: QtBot) -> None:
    left_by_another(vault)
    house.prompts.confirms = [False]
    house.begin()
    view = type_passphrase(house)
    qtbot.waitUntil(lambda: "other computer" in view.field.error(), timeout=20_000)
    assert holder.load(vault) is not None  # theirs still
    reopened(vault).close()


def test_a_yes_after_it_was_taken_back_opens_nothing(house: House, vault: Path, qtbot: QtBot) -> None:
    left_by_another(vault)
    house.begin()
    view = type_passphrase(house)
    qtbot.waitUntil(lambda: bool(house.prompts.open_answers), timeout=20_000)
    view.cancel_asked.emit()
    house.prompts.open_answers[0](True)
    done: list[None] = []
    house.gate.write(lambda: None, done.append, lambda _error: None)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert house.window.findChildren(LockView) == [view]
    reopened(vault).close()


def test_the_sentence_names_nothing() -> None:
    assert vaults.sentence(vaults.Elsewhere()) == (
        "Close the vault on the other computer first, then open it here."
    )
