"""Text meant to break things, in every field of every page: shown as it stands or refused in a sentence."""

from __future__ import annotations

import socket

import pytest
from PySide6.QtWidgets import QAbstractSpinBox

from mentor_desktop.services import notes, people, sessions, vaults
from mentor_desktop.ui.wrapup.preview import Preview
from tests.journeys.desk import BROKEN, Desk
from tests.journeys.hostile import HOSTILE, NO_PLACE, REFUSED, TEN_MEGABYTES, is_field, plain, put
from tests.journeys.steps import ready_vault, unlock
from tests.journeys.ways import WAYS, to_new_session, to_people, to_run

STOPS = 90  # of the Tab key on one page
WITHOUT_FIELDS = {"follow-ups"}  # a list; its one field is the promise from anywhere, below


def _fill_everything(desk: Desk, text: str) -> list[str]:
    """Tab through the page, put the text into each field, and return their names."""
    filled: list[str] = []
    page = desk.page()
    for _stop in range(STOPS):
        desk.press("Tab")
        widget, name = desk.focus(), desk.focused()
        if not is_field(widget) or name in filled:
            continue
        assert name, "a field without a name"
        filled.append(name)
        put(desk, text)
        if desk.page() != page:
            break
    assert filled, f"no field on {page}"
    return filled


@pytest.mark.parametrize("way", sorted(set(WAYS) - WITHOUT_FIELDS))
def test_every_field_of_every_page(desk: Desk, listener: socket.socket, way: str) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    for text in HOSTILE.values():
        if desk.page() not in ("run", "wrap"):
            desk.press("Escape", "Ctrl+1")
            desk.until_focused("Next session")
        WAYS[way](desk)
        _fill_everything(desk, text.replace("%(port)d", str(listener.getsockname()[1])))
        desk.press("Tab")
        if desk.page() in ("run", "wrap"):
            _back_to_the_start(desk)
    assert not desk.says(BROKEN)
    desk.press("Ctrl+L")
    if desk.page() == "run":
        desk.until_focused("Come back")
        desk.press("Ctrl+L")
    desk.until_focused("Passphrase")
    unlock(desk)
    assert vaults.check(desk.gate._held.opened())


def _back_to_the_start(desk: Desk) -> None:
    desk.tab_to("Note." if desk.page() == "run" else "What mattered")


def test_a_promise_from_anywhere(desk: Desk, listener: socket.socket) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    WAYS["follow-ups"](desk)
    for text in HOSTILE.values():
        desk.press("Ctrl+Shift+A")
        desk.until_focused("Add a promise")
        put(desk, text.replace("%(port)d", str(listener.getsockname()[1])))
        desk.press("Return", "Escape", "Escape")
    assert not desk.says(BROKEN)
    desk.press("Ctrl+L")
    desk.until_focused("Passphrase")
    unlock(desk)
    assert vaults.check(desk.gate._held.opened())


def test_a_note_is_kept_as_it_was_typed(desk: Desk, listener: socket.socket) -> None:
    session = ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    to_run(desk)
    typed = [text.replace("%(port)d", str(listener.getsockname()[1])) for text in HOSTILE.values()]
    said = [text for text in typed if text.strip()]
    for number, text in enumerate(said):
        desk.paste(text)
        desk.press("Ctrl+Return" if number % 2 else "Return")
        desk.until(lambda: desk.focus().toPlainText() == "", "an empty line")  # type: ignore[attr-defined]
        desk.until_saved()
    kept = [note.text for note in notes.of_session(desk.services, session)]
    assert [plain(text) for text in kept] == [plain(text) for text in said]
    desk.press("Ctrl+Shift+W")
    desk.until_focused("What mattered")
    desk.until(lambda: "passwd" in desk.seen(Preview)[0].text(), "a shared one in the preview")
    assert not desk.says(BROKEN)


def test_a_note_of_ten_megabytes_is_refused_whole(desk: Desk) -> None:
    session = ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    to_run(desk)
    desk.write("Before. ")
    desk.paste(TEN_MEGABYTES)
    desk.until_said(REFUSED)
    desk.write("After.")
    desk.press("Return")
    desk.until(lambda: desk.focus().toPlainText() == "", "an empty line")  # type: ignore[attr-defined]
    desk.until_saved()
    assert [note.text for note in notes.of_session(desk.services, session)] == ["Before. After."]
    assert not desk.says(BROKEN)


@pytest.mark.parametrize("year", ["1900", "9999"])
def test_years_at_the_ends_of_the_calendar(desk: Desk, year: str) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    before = len(sessions.rows(desk.services))
    to_new_session(desk)
    desk.write("Amara")
    desk.press("Return")
    desk.until_said("take out again")
    desk.until_focused("Date")
    desk.until_said("8 Dec")  # the usual slot is proposed by now
    desk.press("End", *["Backspace"] * 4)
    desk.write(year)
    assert _text_of_date(desk).endswith(year)
    desk.press("Ctrl+Return")
    desk.until(lambda: desk.page() == "prepare" or _refused(desk), "a plan or a sentence")
    assert not desk.says(BROKEN)
    assert len(sessions.rows(desk.services)) == before + (desk.page() == "prepare")


def _text_of_date(desk: Desk) -> str:
    widget = desk.focus()
    assert isinstance(widget, QAbstractSpinBox)
    return widget.text()


def _refused(desk: Desk) -> bool:
    return any(words in said for said in desk.words() for words in ("year", "date", "between"))


def test_a_zone_that_nobody_knows(desk: Desk) -> None:
    ready_vault(desk.data / "mentor.vault", desk.clock)
    desk.start()
    unlock(desk)
    desk.until_focused("Next session")
    to_people(desk)
    desk.write("Sofia Conti")
    desk.press("Tab")
    desk.until_focused("Where they are")
    desk.write("Atlantis/Nowhere")
    desk.until_said(NO_PLACE)
    desk.press("Ctrl+Return")
    desk.until(lambda: desk.says("Sofia Conti added.") or desk.says(NO_PLACE), "either")
    assert all(each.zones == () for each in people.everyone(desk.services) if each.name == "Sofia Conti")
