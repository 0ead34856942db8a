"""What every journey runs under: the look of the program, no motion, and a temporary folder of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.theme import Theme, current
from tests.journeys.desk import Desk
from tests.support import HandClock


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Offscreen windows cannot do all that windows do, and Qt says so each time."""
    lacking = pytest.mark.qt_log_ignore("This plugin does not support")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(lacking)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The theme of the application, built where no test before needed it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    try:
        found = current()
    except RuntimeError:
        found = Theme(qapp)
    found.apply("light", 100, less_motion=True)
    return found


@pytest.fixture
def desk(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """The whole program in a window, before its first run, at 11:40 in Stockholm on 24 November 2026."""
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    made = Desk(qtbot, theme, tmp_path, HandClock())
    yield made
    made.quit()
