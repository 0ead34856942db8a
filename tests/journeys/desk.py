"""The whole program in one window, and two hands on its keyboard.

Every act is a key that goes to the window, as the system would bring it; widgets are found only to look at
what they say. Nothing is waited for but what can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mentor_desktop.services.desk import Desk as Services
from mentor_desktop.services.device import Device
from mentor_desktop.ui.clipboard import ClipboardKeeper
from mentor_desktop.ui.collector import Collector
from mentor_desktop.ui.gate import Gate
from mentor_desktop.ui.run.ticking import Ticking
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.timing import QtDelay
from tests.support import CHEAP, HandClock
from tests.ui.fakes import FakePrompts

W = TypeVar("W", bound=QWidget)
PATIENCE = 8_000  # ms that a thing to be seen may take on a busy machine
BROKEN = "This could not be saved."  # said of an error that nobody foresaw
MANY = 60  # Tab stops after which something is not there


def _nothing() -> None:
    """Nobody waits for the end."""


class Strays(QObject):
    """Notices a widget that is shown before it has a parent: it would be a window of its own for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            kind = watched.windowFlags() & Qt.WindowType.WindowType_Mask
            if kind == Qt.WindowType.Window and not isinstance(watched, MainWindow):
                self.shown.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False


class Desk:
    """`strokes` counts the keys pressed; text itself is typed without being counted."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, clock: HandClock) -> None:
        self.qtbot, self.clock, self.folder = qtbot, clock, folder
        self.data = folder / "data"
        self.config = folder / "config"
        self.prompts = FakePrompts()
        self.device = Device(self.config)
        self.strokes = 0
        self.titles: set[str] = set()
        self._theme = theme
        self._ended = True
        self.strays = Strays()
        self.start()

    # The program

    def start(self, vault: Path | None = None) -> None:
        """Start the program, as if its icon had been pressed."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._ended = False
        app.installEventFilter(self.strays)
        self._delay = QtDelay()
        self._collector = Collector(app)
        self.keeper = ClipboardKeeper(app.clipboard(), self._delay)
        self.window = MainWindow(self._theme, self.device.places, self._delay, later=True)
        self.window.resize(1280, 800)
        self.gate = Gate(
            self.window, self.device, self.data, self.prompts, self._delay, self.keeper, _nothing, self._end,
            work=CHEAP, clock=self.clock,
        )  # fmt: skip
        self.window.closing.connect(self.gate.quit)
        self.gate.start(vault)
        with self.qtbot.waitActive(self.window, timeout=PATIENCE):
            self.window.show()
            self.window.activateWindow()
        self.gate.work_begins()

    def quit(self) -> None:
        """Close the program and wait until everything is on disk."""
        if not self._ended:
            said = self.words()
            self.gate.quit()
            self.gone()
            assert not any(BROKEN in each for each in said), "something could not be saved or read"

    def gone(self) -> None:
        """Wait until the program has ended."""
        self.qtbot.waitUntil(lambda: self._ended, timeout=PATIENCE)
        QApplication.instance().removeEventFilter(self.strays)
        assert not self.strays.shown, self.strays.shown
        self._collector.stop()
        self._collector.deleteLater()
        self.window.deleteLater()

    def _end(self) -> None:
        self.window.end()
        self._ended = True

    @property
    def services(self) -> Services:
        """The open vault, to look into."""
        return self.gate._held.opened().desk

    # The keyboard

    def press(self, *keys: str) -> None:
        """Key strokes, each as "Ctrl+Return"; counted."""
        for key in keys:
            self.strokes += 1
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._keyboard(), combination.key(), combination.keyboardModifiers())
        self._note_titles()

    def type(self, text: str) -> None:
        """Text, letter by letter where a keyboard has them, else as an input method brings it."""
        for letter in text:
            if " " <= letter <= "~":
                QTest.keyClick(self._keyboard(), letter)
            elif letter == "\n":
                QTest.keyClick(self._keyboard(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.focus(), event)
        self._note_titles()

    def paste(self, text: str) -> None:
        """Text that was copied elsewhere, in one key stroke."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def replace(self, text: str) -> None:
        """Text in place of what the field holds."""
        self.press("Ctrl+A")
        self.type(text)

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Tab until what has the focus is called so."""
        seen = []
        for _stop in range(MANY):
            seen.append(self.focused())
            if self.focused().startswith(name):
                return
            self.press(key)
        raise AssertionError(f"no way by {key} to {name!r}; passed {seen}")

    def _keyboard(self) -> QWindow:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the focus"
        return window

    # What can be seen

    def focus(self) -> QWidget:
        """What the keys go to."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def focused(self) -> str:
        """What that is called."""
        widget = QApplication.focusWidget()
        return "" if widget is None else widget.accessibleName()

    def until(self, seen: Callable[[], object], what: str = "") -> None:
        """Wait until something can be seen."""

        def told() -> bool:
            return bool(seen())

        try:
            self.qtbot.waitUntil(told, timeout=PATIENCE)
        except Exception:
            where, said = self.window.here()[0] if self.window._built else "", " | ".join(self.words())
            raise AssertionError(f"never seen: {what}; on {where!r}, focus {self.focused()!r}: {said}") from None
        self._note_titles()

    def until_focused(self, name: str) -> None:
        """Wait until what has the focus is called so."""
        self.until(lambda: self.focused().startswith(name), f"the focus on {name!r}")

    def until_page(self, key: str) -> None:
        """Wait until a page is shown."""
        self.until(lambda: self.window._built and self.window.here()[0] == key, f"page {key}")

    def until_said(self, words: str) -> None:
        """Wait until these words stand in a window."""
        self.until(lambda: self.says(words), repr(words))

    def until_saved(self) -> None:
        """Wait until the window says that everything is saved."""
        self.until(lambda: self.window.sidebar.state.text() == "Saved", "Saved")

    def says(self, words: str) -> bool:
        """Whether these words stand in a window."""
        return any(words in each for each in self.words())

    def words(self) -> list[str]:
        """What the windows say: labels, fields, and the names of everything else."""
        said = []
        for top in QApplication.topLevelWidgets():
            if not top.isVisible():
                continue
            for widget in [top, *top.findChildren(QWidget)]:
                if widget.isVisible():
                    said.append(_words_of(widget))
        return [each for each in said if each]

    def seen(self, kind: type[W], name: str = "") -> list[W]:
        """The visible widgets of a kind whose names begin so."""
        return [
            widget
            for top in QApplication.topLevelWidgets()
            for widget in [top, *top.findChildren(kind)]
            if isinstance(widget, kind) and widget.isVisible() and widget.accessibleName().startswith(name)
        ]

    def whole(self) -> bool:
        """Whether all of what has the focus lies within all that surrounds it."""
        widget = self.focus()
        top = widget.window()
        place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
        around = widget.parentWidget()
        while around is not None and around is not top:
            if not QRect(around.mapTo(top, QPoint(0, 0)), around.size()).contains(place):
                return False
            around = around.parentWidget()
        return True

    @contextmanager
    def unscrolled(self) -> Iterator[None]:
        """Fails where a scroll bar of the page moves meanwhile."""
        moved: list[str] = []
        bars = [
            bar
            for area in self.window.findChildren(QAbstractScrollArea)
            if area.isVisible() and not isinstance(area, QPlainTextEdit)
            for bar in (area.verticalScrollBar(), area.horizontalScrollBar())
        ]
        links = [bar.valueChanged.connect(lambda to, name=_place_of(bar): moved.append(f"{name} to {to}")) for bar in bars]
        yield
        for bar, link in zip(bars, links, strict=True):
            bar.valueChanged.disconnect(link)
        assert not moved, moved

    def _note_titles(self) -> None:
        self.titles |= {top.windowTitle() for top in QApplication.topLevelWidgets()}


def _place_of(widget: QWidget) -> str:
    """Where a widget stands, from the inside out."""
    names, around = [], widget.parentWidget()
    while around is not None:
        names.append(around.accessibleName() or type(around).__name__)
        around = around.parentWidget()
    return " < ".join(names)


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QLineEdit | Ticking):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.accessibleName()
