"""What every journey runs under: the look of the program, no motion, and a temporary folder of its own."""

from __future__ import annotations

import socket
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

LONGEST = 600  # s, for all of one journey on a busy machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Offscreen windows cannot do all that windows do, and Qt says so each time. A journey may take long."""
    lacking = pytest.mark.qt_log_ignore("This plugin does not support")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(lacking)
            item.add_marker(pytest.mark.timeout(LONGEST))


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
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the program alone."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, tmp_path: Path, temp: Path) -> Iterator[Desk]:
    """The program before its first start, at 11:40 in Stockholm on 24 November 2026."""
    made = Desk(qtbot, theme, tmp_path, HandClock())
    yield made
    made.quit()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A place on this computer's own network that must never be called."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening
        with pytest.raises(BlockingIOError):
            listening.accept()
