"""The theme every test of the window runs under: light, 100 %, no motion."""

import pytest
from PySide6.QtWidgets import QApplication

from mentor_desktop.ui.theme import Theme


@pytest.fixture(scope="session")
def _built_theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture(autouse=True)
def theme(_built_theme: Theme) -> Theme:
    """The one theme, fresh at the start of each test."""
    _built_theme.apply("light", 100, less_motion=True)
    return _built_theme
