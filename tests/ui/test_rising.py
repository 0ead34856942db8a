"""The bar for what has no known length, and the moment of the first paint."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.first_paint import FirstPaint
from mentor_desktop.ui.rising import STEP_MS, Rising
from tests.ui.fakes import HandDelay


def test_it_rises_and_is_never_full() -> None:
    delay, shown = HandDelay(), list[int]()
    rising = Rising(delay, shown.append, 800)
    rising.start()
    for _step in range(200):
        delay.advance(STEP_MS)
    assert shown[0] == 0
    assert shown == sorted(shown)
    assert shown[10] == 63
    assert shown[-1] == 99


def test_it_begins_anew_and_stops() -> None:
    delay, shown = HandDelay(), list[int]()
    rising = Rising(delay, shown.append, 800)
    rising.start()
    delay.advance(STEP_MS)
    rising.start()
    assert shown[-1] == 0
    assert delay.waiting() == 1
    rising.stop()
    rising.stop()
    assert delay.waiting() == 0


def test_the_first_paint_is_told_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    painted: list[str] = []
    FirstPaint(window, lambda: painted.append("painted"))
    assert painted == []
    window.show()
    qtbot.waitUntil(lambda: bool(painted))
    window.resize(300, 300)
    window.repaint()
    assert painted == ["painted"]
    window.close()
