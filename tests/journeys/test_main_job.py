"""The main job from the first start to the file that is handed over, by keys alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from mentor_desktop.domain.ids import MINUTE, SessionId
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import agenda, exporting, notes, promises, sessions, vaults, wrapping
from mentor_desktop.ui.wrapup.preview import Preview
from tests.exporters.readback import Tagged, words_of_docx, words_of_html, words_of_markdown
from tests.journeys.desk import Desk
from tests.journeys.steps import (
    MATTERED,
    OWN,
    add_first_person,
    close_session,
    first_run,
    plan_session,
    prepare_from_today,
    run_fifty_minutes,
)

PREPARE_AT_MOST, WRAP_AT_MOST = 8, 25  # key strokes besides the text itself
NAMES = {"pdf": "PDF", "docx": "Word", "html": "Web page", "md": "Markdown", "txt": "Text"}
MARKS = {"·", "•", "|"}  # that plain text sets between words
READERS: dict[str, Callable[[bytes], list[str]]] = {
    "pdf": lambda file: Tagged(file).words(),
    "docx": words_of_docx,
    "html": words_of_html,
    "md": words_of_markdown,
    "txt": lambda file: _without_marks(file.decode().split()),
}
PRIVATE = ("Tired", "long week", "chair the review", "said aloud", "leading")


def test_from_the_first_start_to_every_export(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first_run(desk)
    add_first_person(desk, "Amara Okafor", "Nairobi")
    plan_session(desk, "Amara Okafor")
    preparing = prepare_from_today(desk)
    run_fifty_minutes(desk)
    closing = close_session(desk)
    with capsys.disabled():
        sys.stdout.write(f"\n  key strokes: prepare from Today {preparing}, from the end to done {closing}\n")
    assert preparing <= PREPARE_AT_MOST
    assert closing <= WRAP_AT_MOST
    held = _look_into_the_vault(desk)
    _export_all(desk, tmp_path)
    assert desk.titles <= {"", "Mentor Desktop"}
    desk.quit()
    opened = vaults.open_vault(desk.data / "mentor.vault", passphrase=OWN)
    assert [each.format for each in exporting.sent(opened.desk, held)] == ["copy", *READERS]
    opened.close()


def _look_into_the_vault(desk: Desk) -> SessionId:
    """What was done is what is kept; returns the session that was held."""
    vault = desk.services
    rows = sessions.rows(vault)
    (held,) = [row.id for row in rows if row.state is SessionState.HELD]
    (planned,) = [row for row in rows if row.state is SessionState.PLANNED]
    about = sessions.get(vault, held)
    assert about.started is not None
    assert about.ended is not None
    assert about.ended - about.started == 50 * MINUTE  # the pause lies within
    assert about.wrapped is not None
    assert [(note.text, note.audience is None) for note in notes.of_session(vault, held)] == [
        ("Tired after a long week.", True),
        ("The outline was sent.", False),
        ("Amara: invite the reviewers in 3 days", True),
        ("She asked to chair the review.", True),
    ]
    wrap = wrapping.load(vault, held)
    assert wrap.preparation.mattered == MATTERED
    assert {(row.owner_name, row.text) for row in promises.open_rows(vault)} == {
        ("Amara Okafor", "invite the reviewers"), ("Maya Lind", "share two review agendas"),
    }  # fmt: skip
    assert (wrap.ratings.trust, wrap.ratings.listening, wrap.ratings.progress) == (4, 3, 5)
    assert wrap.next_session is not None
    assert wrap.next_session.session.id == planned.id
    assert [each.title for each in agenda.parts(vault, planned.id)] == ["Promises and next date"]
    return held


def _export_all(desk: Desk, folder: Path) -> None:
    """Every format through the window, then the clipboard; each says what the preview says."""
    desk.press("Alt+Left")
    desk.until_page("wrap")
    desk.until_said("Summary for Amara")
    desk.until(lambda: desk.seen(Preview), "the preview")
    told = _preview(desk)
    assert "outline" in told
    desk.tab_to("Copy")
    desk.press("Return")
    desk.until_said("Copied for Amara")
    copied = QGuiApplication.clipboard().text()
    assert _without_marks(copied.split()) == _without_marks(told)
    desk.tab_to("Format of the file")
    for fmt, read in READERS.items():
        path = folder / f"summary.{fmt}"
        desk.prompts.paths.append(path)
        desk.press("Ctrl+E")
        desk.until(path.exists, f"the {fmt} file")
        desk.until_said(f"as {NAMES[fmt]}")
        file = path.read_bytes()
        assert read(file) == (_without_marks(told) if fmt == "txt" else told)
        assert [word for word in PRIVATE if word in " ".join(read(file))] == []
        assert [word for word in PRIVATE if word.encode() in file] == []
        desk.tab_to("Format of the file")
        desk.press("Down")
    desk.press("Ctrl+L")
    desk.until_focused("Passphrase")
    assert QGuiApplication.clipboard().text() == ""


def _preview(desk: Desk) -> list[str]:
    return desk.seen(Preview)[0].text().split()


def _without_marks(words: list[str]) -> list[str]:
    return [word for word in words if word not in MARKS]
