"""A signal or the end of the session reaches the window's thread, and can be given back."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.endings import SIGNALS, Endings


class Ear(QObject):
    heard = Signal()


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_program_its_own_way(
    qapp: QApplication, qtbot: QtBot, number: signal.Signals
) -> None:
    ear = Ear()
    before = signal.getsignal(number)
    endings = Endings(qapp, ear.heard.emit)
    with qtbot.waitSignal(ear.heard, timeout=20_000):
        os.kill(os.getpid(), number)
    endings.stop()
    assert signal.getsignal(number) is before
    endings.deleteLater()


def test_another_signal_is_none_of_its_business(qapp: QApplication, qtbot: QtBot) -> None:
    ear = Ear()
    heard: list[int] = []
    former = signal.signal(signal.SIGUSR1, lambda number, _frame: heard.append(number))
    endings = Endings(qapp, ear.heard.emit)
    with qtbot.assertNotEmitted(ear.heard):
        os.kill(os.getpid(), signal.SIGUSR1)
        qtbot.waitUntil(lambda: bool(heard))
    endings.stop()
    signal.signal(signal.SIGUSR1, former)
    endings.deleteLater()


def test_the_end_of_the_session_does_the_same(qapp: QApplication, qtbot: QtBot) -> None:
    ear = Ear()
    endings = Endings(qapp, ear.heard.emit)
    with qtbot.waitSignal(ear.heard):
        endings._session_ends()  # no session manager offscreen
    endings.stop()
    endings.deleteLater()
