"""Guards the bound on PySide6: 6.12.0 on Python 3.11 loses a reference to None or True at every call.

Python ends when such a count reaches nought, so a release that loses them must never be taken in.
"""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


class Bell(QObject):
    rung = Signal()


def test_a_call_that_returns_nothing_keeps_the_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) <= 10


def test_an_emitted_signal_keeps_the_references_to_true(qtbot: QtBot) -> None:
    heard: list[int] = []
    bell = Bell()
    bell.rung.connect(lambda: heard.append(1))
    before = sys.getrefcount(True)
    for _ in range(2000):
        bell.rung.emit()
    assert len(heard) == 2000
    assert abs(sys.getrefcount(True) - before) <= 10
