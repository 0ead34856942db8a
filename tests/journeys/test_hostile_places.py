"""Text meant to break things, in the fields that no page shows by itself: it stands there or is refused."""

from __future__ import annotations

import socket
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services import agenda, notes, people, vaults
from tests.journeys.desk import BROKEN, Desk
from tests.journeys.hostile import HOSTILE, TEN_MEGABYTES, plain, put, text_of
from tests.journeys.steps import OWN, ready_vault, unlock, write_the_recovery_key
from tests.journeys.ways import to_prepare, to_run

WRONG = {
    "Passphrase": "That does not open this vault.",
    "Recovery key": "This recovery key has a slip in it.",
}


@pytest.fixture
def texts(listener: socket.socket) -> list[str]:
    """All of them, the network's own address filled in."""
    filled = [text.replace("%(port)d", str(listener.getsockname()[1])) for text in HOSTILE.values()]
    return [*filled, TEN_MEGABYTES]


def _unlocked(desk: Desk) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")


def test_the_title_of_a_part(desk: Desk, texts: list[str]) -> None:
    _unlocked(desk)
    to_prepare(desk)
    desk.tab_to("Check in")
    kept = "Check in: how are you, really?"
    for text in texts:
        desk.press("Return")
        desk.until_focused("Title of the part")
        if put(desk, text) and text.strip():
            kept = text
        desk.press("Return")
        desk.until(lambda: not desk.seen(QWidget, "Title of the part"), "the part")
        desk.until(partial(_named, desk, kept), "the part as it was typed")
    first = agenda.parts(desk.services, _session(desk))[0]
    assert plain(first.title) == plain(kept)
    assert not desk.says(BROKEN)


def test_the_name_of_a_template_of_ones_own(desk: Desk, texts: list[str]) -> None:
    _unlocked(desk)
    to_prepare(desk)
    names: list[str] = []
    for text in texts:
        desk.tab_to("More for this agenda")
        desk.press("Return")
        desk.until(lambda: QApplication.activePopupWidget() is not None, "the menu")
        desk.press("Down", "Down", "Return")
        desk.until_focused("Name of my template")
        stands = put(desk, text)
        desk.press("Return")
        if not stands or not text.strip():
            desk.until_said("Type a name first.")
            desk.tab_to("Cancel")
            desk.press("Return")
        else:
            names.append(plain(text))
        desk.until(lambda: not desk.seen(QWidget, "Name of my template"), "the name is kept")
        desk.until(lambda: sorted(_own(desk)) == sorted(names), "what is kept")
        desk.tab_to("Agenda template", "Shift+Tab")
    assert not desk.says(BROKEN)


def test_changing_a_note(desk: Desk, texts: list[str]) -> None:
    _unlocked(desk)
    to_run(desk)
    desk.write("As it was.")
    desk.press("Return")
    desk.until_said("1 private")
    kept = "As it was."
    desk.tab_to("Notes of this session")
    for text in texts:
        desk.press("End", "F2")
        desk.until_focused("Change this note")
        if put(desk, text) and text.strip():
            kept = text
        desk.press("Escape")
        desk.until_focused("Notes of this session")
        desk.until(partial(_noted, desk, kept), "what is kept")
    assert not desk.says(BROKEN)


def test_searching(desk: Desk, texts: list[str]) -> None:
    _unlocked(desk)
    for text in texts:
        desk.press("Ctrl+K")
        desk.until_focused("Search or jump to")
        if put(desk, text):
            desk.write("zq")
            desk.until_said("zq")
            desk.press("Return")  # nothing is found, so nothing happens
        desk.press("Escape")
        desk.until(lambda: not desk.focused().startswith("Search or jump to"), "it is closed")
    assert desk.page() == "today"
    assert not desk.says(BROKEN)


@pytest.mark.parametrize(("page", "field"), [("Ctrl+2", "Filter"), ("Ctrl+3", "Filter"), ("F1", "Search")])
def test_finding_on_a_page(desk: Desk, texts: list[str], page: str, field: str) -> None:
    _unlocked(desk)
    desk.press(page)
    desk.until(lambda: desk.page() != "today", "the page")
    desk.until(desk.focused, "the focus")
    for text in texts:
        desk.press("Ctrl+F")
        desk.until_focused(field)
        put(desk, text)
        desk.press("Return")
    assert not desk.says(BROKEN)


def test_the_lock_screen(desk: Desk, texts: list[str]) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    for way, other in (("Passphrase", "Use the recovery key"), ("Recovery key", "Use the passphrase")):
        desk.until_focused(way)
        for number, text in enumerate(texts):
            put(desk, text)
            if number == 1:
                desk.press("Return")
                desk.until_said(WRONG[way])
                desk.until_focused(way)
        desk.tab_to(other)
        desk.press("Return")
    unlock(desk)
    assert vaults.check(desk.gate._held.opened())


def test_a_first_run(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    desk.start()
    desk.until_focused("Passphrase")
    for text in texts:
        put(desk, text)
    desk.replace(OWN)
    desk.press("Return")
    desk.until_focused("The passphrase once more")
    for text in texts:
        put(desk, text)
    desk.replace(OWN)
    desk.press("Return")
    desk.until_focused("Group ")
    assert text_of(desk.focus()) == ""
    desk.paste(TEN_MEGABYTES)  # what is read from paper cannot be pasted
    assert text_of(desk.focus()) == ""
    desk.write("<b>=1+1")
    desk.press("Ctrl+A", "Delete")
    write_the_recovery_key(desk)
    desk.until_focused("Your name")
    stands = [text for text in texts if put(desk, text)]
    put(desk, stands[-1])
    desk.press("Return")
    desk.until_focused("Your time zone")
    zone = text_of(desk.focus())
    for text in texts:
        put(desk, text)
    put(desk, zone)
    folder = tmp_path / "\u202e<b>=1+1 \x07 [x](y) 👩🏽\u200d🏫"
    folder.mkdir()
    desk.prompts.paths.append(folder)
    desk.tab_to("Choose where the vault is kept")
    desk.press("Return")
    desk.tab_to("Make my vault")
    desk.press("Space")
    desk.until_page("today")
    assert [each.name for each in folder.iterdir() if each.is_dir()] == ["mentor.vault"]
    assert plain(people.me(desk.services).name) == plain(stands[-1])
    assert not desk.says(BROKEN)


def _session(desk: Desk) -> SessionId:
    session = desk.window.here()[1]["session"]
    assert isinstance(session, bytes)
    return SessionId(session)


def _own(desk: Desk) -> list[str]:
    return [plain(each.name) for each in agenda.templates(desk.services) if each.own]


def _named(desk: Desk, title: str) -> bool:
    return plain(title) in plain(desk.focused())


def _noted(desk: Desk, text: str) -> bool:
    kept = notes.of_session(desk.services, _session(desk))
    return [plain(each.text) for each in kept] == [plain(text)]
