"""The program without its composition root, for tests: a real window, real workers, a real vault."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.domain.ids import SessionId
from mentor_desktop.services import sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.device import Device
from mentor_desktop.ui import gate as gates
from mentor_desktop.ui.clipboard import ClipboardKeeper
from mentor_desktop.ui.collector import Collector
from mentor_desktop.ui.firstrun.recovery_step import TypedField
from mentor_desktop.ui.firstrun.view import FirstRunView
from mentor_desktop.ui.gate import Gate
from mentor_desktop.ui.lock.view import LockView
from mentor_desktop.ui.run.composer import Composer
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.banner import Banner
from tests.support import CHEAP, PASSPHRASE, HandClock, reopened
from tests.ui.fakes import FakePrompts, HandDelay

GOOD = "seven quiet herons over the mill pond"
CANARY = "zzcanaryzz"
W = TypeVar("W", bound=QWidget)


class House:
    """The program without its composition root: a window, a gate, and a data folder."""

    def __init__(self, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.device, self.delay, self.prompts = Device(folder), HandDelay(), FakePrompts()
        self.clock = HandClock()
        self.gone = 0
        self.window = MainWindow(theme, self.device.places, self.delay, later=True)
        self.keeper = ClipboardKeeper(QApplication.clipboard(), self.delay)
        self.gate = Gate(
            self.window, self.device, folder, self.prompts, self.delay, self.keeper, lambda: None,
            self._ended, work=CHEAP, clock=self.clock,
        )  # fmt: skip
        self.window.closing.connect(self.gate.quit)
        self.collector = Collector(self.window)  # real workers: garbage is for the window's thread alone

    def _ended(self) -> None:
        self.gone += 1
        self.window.end()

    def begin(self, vault: Path | None = None, *, sample: bool = False) -> None:
        self.gate.start(vault, sample=sample)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.gate.work_begins()

    def full(self, kind: type[W]) -> W:
        """The widget that stands alone."""
        found = self.window.findChildren(kind)
        assert len(found) == 1
        return found[0]

    def unlock(self, secret: str = PASSPHRASE) -> None:
        view = self.full(LockView)
        QTest.keyClicks(view.field.edit, secret)
        with self.qtbot.waitSignal(self.window.page_shown, timeout=20_000):
            QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
        deleted()

    def desk(self) -> Desk:
        """What services take, of the vault that is open."""
        return self.gate._held.opened().desk

    def banner(self, words: str) -> Banner:
        def found() -> list[Banner]:
            shown = [each for each in self.window.findChildren(Banner) if not each.isHidden()]
            return [each for each in shown if words in each.words.text()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
        return found()[0]

    def press(self, words: str, button: str) -> None:
        banner = self.banner(words)
        next(each for each in banner.buttons if each.text() == button).click()

    def quit(self) -> None:
        self.gate.quit()
        self.qtbot.waitUntil(lambda: self.gone == 1, timeout=20_000)


@pytest.fixture
def house(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[House]:
    made = House(theme, tmp_path / "data", qtbot)
    yield made
    made.quit()
    made.window.deleteLater()
    deleted()
    gc.collect()
    gc.enable()


@pytest.fixture
def vault(sample_folder: Path, tmp_path: Path) -> Path:
    """The sample vault as the user's own, at the default place."""
    folder = tmp_path / "data" / gates.DEFAULT_NAME
    shutil.copytree(sample_folder, folder)
    return folder


def deleted() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def texts() -> str:
    """Everything that any widget of the program holds or would speak."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        found += [widget.windowTitle(), widget.toolTip()]
        found += [widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            found.append(widget.toPlainText())
    return "\n".join(found)


def todays_session(folder: Path) -> SessionId:
    opened = reopened(folder, HandClock())
    planned = [row for row in sessions.rows(opened.desk) if row.state.value == "planned"]
    opened.close()
    return planned[0].id


def type_two_groups(view: FirstRunView) -> list[str]:
    """Reads the key as a screen reader would, types the two groups asked for, and returns all nine."""
    spoken = [each.accessibleName().partition(": ") for each in view.findChildren(QWidget)]
    groups = [letters.replace(" ", "") for what, colon, letters in spoken if colon and what[:6] == "Group "]
    for field in view.findChildren(TypedField):
        QTest.keyClicks(field, groups[int(field.accessibleName().split()[1]) - 1])
    return groups


def compose(house: House, session: SessionId) -> Composer:
    """The note field of a running session."""
    house.window.go("run", session=session)
    house.qtbot.waitUntil(lambda: any(each.isVisible() for each in house.window.findChildren(Composer)))
    return house.full(Composer)
