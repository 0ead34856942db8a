"""The main job from the first start to the file that is handed over, by keys alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from mentor_desktop.services import exporting, notes, promises, sessions, wrapping
from mentor_desktop.ui.wrapup.preview import Preview
from tests.exporters.readback import Tagged, words_of_docx, words_of_html, words_of_markdown
from tests.journeys.desk import Desk
from tests.journeys.steps import (
    add_first_person,
    close_session,
    first_run,
    plan_session,
    prepare_from_today,
    run_fifty_minutes,
)

PREPARE_AT_MOST, WRAP_AT_MOST = 8, 25  # key strokes besides the text itself
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
        sys.stdout.write(f"\n  prepare from Today: {preparing} key strokes; from the end to done: {closing}\n")
    assert preparing <= PREPARE_AT_MOST
    assert closing <= WRAP_AT_MOST
    kept = _look_into_the_vault(desk)
    _export_all(desk, tmp_path)
    assert [each.format for each in exporting.sent(desk.services, kept)] == [*READERS, "copy"]
    assert desk.titles == {"", "Mentor Desktop"} or desk.titles == {"Mentor Desktop"}


def _look_into_the_vault(desk: Desk) -> bytes:
    vault = desk.services
    following, held = sorted(sessions.all_rows(vault), key=lambda row: row.id, reverse=True)
    return held.id


def _export_all(desk: Desk, folder: Path) -> None:
    """Every format through the window, then the clipboard; each says what the preview says."""
    desk.press("Ctrl+3")
