"""The theme every test of the window runs under: light, 100 %, no motion."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.theme import Theme
from tests.ui.screen_support import sample_folder as sample_folder
from tests.ui.screen_support import world as world

Stage = Callable[..., QWidget]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Offscreen windows cannot do all that windows do, and Qt says so each time."""
    lacking = pytest.mark.qt_log_ignore("This plugin does not support")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(lacking)


@pytest.fixture(scope="session")
def _built_theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture(autouse=True)
def theme(_built_theme: Theme) -> Theme:
    """The one theme, fresh at the start of each test."""
    # What the test before deleted goes now: else each test pays for the widgets of all before it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    _built_theme.apply("light", 100, less_motion=True)
    return _built_theme


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    """Puts widgets under each other into a window that has the focus and lives as long as the test."""
    windows: list[QWidget] = []

    def put(*widgets: QWidget, width: int = 400, height: int = 300) -> QWidget:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield put
    for window in windows:
        window.close()
        window.deleteLater()
