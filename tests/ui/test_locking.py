"""The way out of an opened vault: nothing typed is lost, and nothing of it stays behind."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services import notes, people, running, vaults
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.vault import VaultInUse
from tests.support import reopened
from tests.ui.house import CANARY, House, compose, deleted, texts, todays_session
from tests.ui.house import house as house
from tests.ui.house import vault as vault


def person(house: House, name: str) -> object:
    """The id of a person, asked of the reader as a screen would."""
    found: list[object] = []
    desk = house.desk()
    house.gate.read(
        lambda: next(each.id for each in people.everyone(desk) if each.name.startswith(name)),
        found.append, lambda _error: None,
    )  # fmt: skip
    house.qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_locking_drops_the_keys_the_pages_and_every_word(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    house.window.offer_undo(f"{CANARY} moved", lambda: None)
    house.window.add_banner(CANARY)
    house.window.set_badge("sessions", CANARY)
    house.window.set_state(CANARY)
    house.window.go("people")
    house.window.go("person", person=person(house, "Amara"))
    qtbot.waitUntil(lambda: "Okafor" in texts())
    house.window.go("run", session=session)
    house.keeper.copy(CANARY)
    house.gate.lock()
    assert isinstance(house.full(LockView), LockView)
    deleted()
    gc.collect()
    held = texts()
    assert not [word for word in (CANARY, "Amara", "Okafor", "Jonas", "Sofia") if word in held]
    assert QApplication.clipboard().text() == ""
    house.unlock()
    assert house.window.here()[0] == "today"


def test_the_vault_is_free_once_it_is_locked(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    with pytest.raises(VaultInUse):
        reopened(vault)
    house.gate.lock()

    def free() -> bool:
        try:
            reopened(vault).close()
        except VaultInUse:
            return False
        return True

    qtbot.waitUntil(free, timeout=20_000)


def test_a_lock_while_typing_keeps_what_was_typed(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    opened.close()
    house.begin()
    house.unlock()
    QTest.keyClicks(compose(house, session).editor, f"Half a {CANARY}")
    house.gate.lock()
    deleted()
    house.unlock()
    composer = compose(house, session)
    qtbot.waitUntil(lambda: composer.editor.text() == f"Half a {CANARY}", timeout=20_000)


def test_a_lock_while_saving_loses_none_of_it(house: House, vault: Path) -> None:
    session = todays_session(vault)
    house.begin()
    house.unlock()
    desk = house.desk()
    begun, go_on = threading.Event(), threading.Event()

    def first() -> None:
        begun.set()
        go_on.wait(20)
        notes.write(desk, "note 0", session=session)

    house.gate.write(first, lambda _done: None, lambda _error: None)
    for number in range(1, 20):
        house.gate.write(
            lambda number=number: notes.write(desk, f"note {number}", session=session),  # type: ignore[misc]
            lambda _done: None,
            lambda _error: None,
        )
    assert begun.wait(20)
    house.gate.lock()
    go_on.set()
    house.unlock()
    house.quit()
    opened = reopened(vault, house.clock)
    assert {note.text for note in notes.of_session(opened.desk, session)} >= {f"note {n}" for n in range(20)}
    opened.close()


def test_a_change_that_is_lost_is_said_on_the_lock_screen(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()

    def fails() -> None:
        raise OSError("the disk")

    house.gate.write(fails, lambda _done: None, lambda _error: None)
    house.gate.lock()
    view = house.full(LockView)
    qtbot.waitUntil(lambda: "could not be saved" in view.field.error(), timeout=20_000)


def test_closing_the_window_saves_and_ends(house: House, vault: Path, qtbot: QtBot) -> None:
    session = todays_session(vault)
    opened = reopened(vault, house.clock)
    running.start(opened.desk, session)
    opened.close()
    house.begin()
    house.unlock()
    QTest.keyClicks(compose(house, session).editor, "Half a sentence")
    house.window.close()
    house.window.close()  # once more, in a hurry
    qtbot.waitUntil(lambda: house.gone == 1, timeout=20_000)
    opened = reopened(vault, house.clock)
    assert "Half a sentence" in str(running_draft(opened, session))
    opened.close()


def running_draft(opened: vaults.Opened, session: SessionId) -> str:
    from mentor_desktop.services import drafts

    return drafts.load(opened.desk, drafts.key(notes.COMPOSER, session))


def test_quitting_while_it_locks_waits_for_the_vault(house: House, vault: Path, qtbot: QtBot) -> None:
    house.begin()
    house.unlock()
    house.gate.lock()
    house.gate.quit()
    qtbot.waitUntil(lambda: house.gone == 1, timeout=20_000)
    reopened(vault).close()
