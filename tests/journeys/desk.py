"""The whole program in one window of the test's own process, on a real vault, with a clock held in the hand.

Nothing is waited for but what can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from pytestqt.exceptions import TimeoutError as NeverSeen
from pytestqt.qtbot import QtBot

from mentor_desktop.services.desk import Clock
from mentor_desktop.services.desk import Desk as Services
from mentor_desktop.services.device import Device
from mentor_desktop.ui.clipboard import ClipboardKeeper
from mentor_desktop.ui.collector import Collector
from mentor_desktop.ui.gate import Gate
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.timing import QtDelay
from tests.journeys.hands import Hands
from tests.support import CHEAP, HandClock
from tests.ui.fakes import FakePrompts

PATIENCE = 60_000  # ms that a thing to be seen may take on a busy machine
MANY = 60  # Tab stops after which something is not there
BROKEN = "This could not be saved."  # said of an error that nobody foresaw


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


def _nothing() -> None:
    """The look stays as it is."""


class Desk(Hands):
    """Starts with the first window; `quit` ends it, `start` begins anew on the same folders."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, clock: Clock | None) -> None:
        super().__init__()
        self.qtbot, self._clock = qtbot, clock
        self.data = folder / "data"
        self.config = folder / "config"
        self.prompts = FakePrompts()
        self._theme = theme
        self._ended = True

    @property
    def clock(self) -> HandClock:
        """The clock in the hand."""
        assert isinstance(self._clock, HandClock)
        return self._clock

    def pass_minutes(self, minutes: int) -> None:
        """Time goes by in front of the program: a hand touches it now and then, which it would miss else."""
        for _minute in range(minutes):
            self.clock.pass_minutes(1)
            self.touch()

    # The program

    def start(self, vault: Path | None = None) -> None:
        """Start the program, as if its icon had been pressed."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.strays = Strays()
        app.installEventFilter(self.strays)
        self._ended = False
        self._delay = QtDelay()
        self._collector = Collector(app)
        device = Device(self.config)
        keeper = ClipboardKeeper(app.clipboard(), self._delay)
        self.window = MainWindow(self._theme, device.places, self._delay, later=True)
        self.window.resize(1280, 800)
        self.gate = Gate(
            self.window, device, self.data, self.prompts, self._delay, keeper, _nothing, self._end,
            work=CHEAP, clock=self._clock,
        )  # fmt: skip
        self.window.closing.connect(self.gate.quit)
        self.gate.start(vault)
        self.window.show()
        self.switch_to(self.window)
        self.gate.work_begins()

    def quit(self) -> None:
        """Close the program, where it runs, and wait until everything is on disk."""
        if not self._ended:
            said = self.words()
            self.gate.quit()
            self.gone()
            assert not any(BROKEN in each for each in said), "something could not be saved or read"

    def gone(self) -> None:
        """Wait until the program has ended."""
        self.until(lambda: self._ended, "the end")
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self.strays)
        self._collector.stop()
        self._collector.deleteLater()
        self.window.deleteLater()
        assert not self.strays.shown, f"shown without a parent: {self.strays.shown}"

    def _end(self) -> None:
        self.window.end()
        self._ended = True

    @property
    def services(self) -> Services:
        """The open vault, to look into."""
        return self.gate._held.opened().desk

    def switch_to(self, window: QWidget) -> None:
        """Give a window of the program the focus, as the system does when it is chosen."""
        with self.qtbot.waitActive(window, timeout=PATIENCE):
            window.activateWindow()

    # Going on when something can be seen

    def until(self, seen: Callable[[], object], what: str) -> None:
        """Wait until something can be seen."""
        try:
            self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        except NeverSeen:
            raise AssertionError(f"never seen: {what}; {self.situation()}") from None
        self.note_titles()

    def until_focused(self, name: str) -> None:
        """Wait until what has the focus is called so."""
        self.until(lambda: self.focused().startswith(name), f"the focus on {name!r}")

    def until_page(self, key: str) -> None:
        """Wait until a page is shown."""
        self.until(lambda: self.page() == key, f"the page {key!r}")

    def until_said(self, words: str) -> None:
        """Wait until these words stand in a window."""
        self.until(lambda: self.says(words), repr(words))

    def until_saved(self) -> None:
        """Wait until the window says that everything is saved."""
        self.until(self.saved, "Saved")

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Tab until what has the focus is called so."""
        seen = []
        for _stop in range(MANY):
            self.until(self.focused, "the focus on anything that has a name")
            seen.append(self.focused())
            if self.focused().startswith(name):
                return
            self.press(key)
        passed = list(dict.fromkeys(seen))
        raise AssertionError(f"no way by {key} to {name!r}; passed {passed}; {self.situation()}")

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
        links = [bar.valueChanged.connect(lambda _to, bar=bar: moved.append(_place_of(bar))) for bar in bars]
        yield
        for bar, link in zip(bars, links, strict=True):
            bar.valueChanged.disconnect(link)
        assert not moved, moved


def _place_of(widget: QWidget) -> str:
    """Where a widget stands, from the inside out."""
    names, around = [], widget.parentWidget()
    while around is not None:
        names.append(around.accessibleName() or type(around).__name__)
        around = around.parentWidget()
    return " < ".join(names)
