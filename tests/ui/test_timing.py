"""A delayed call can be taken back at any time, also when it has run long since."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.timing import QtDelay

pytestmark = pytest.mark.usefixtures("qapp")


def _let_go() -> None:
    """What was to be deleted later is deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_taking_back_what_has_run_does_nothing(qtbot: QtBot) -> None:
    delay = QtDelay()
    heard: list[str] = []
    cancel = delay.after(0, lambda: heard.append("ran"))
    qtbot.waitUntil(lambda: heard == ["ran"])
    _let_go()
    cancel()
    assert heard == ["ran"]


def test_what_is_taken_back_does_not_run(qtbot: QtBot) -> None:
    delay = QtDelay()
    heard: list[str] = []
    cancel = delay.after(0, lambda: heard.append("first"))
    cancel()
    cancel()
    delay.after(0, lambda: heard.append("second"))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["second"]
    _let_go()
    cancel()
