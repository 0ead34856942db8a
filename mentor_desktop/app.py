"""The window's composition root: builds everything once, top to bottom, and owns how long it lives.

Imports at start only what the first window shows; the vault's libraries load in the worker after its first
paint.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from mentor_desktop import words
from mentor_desktop.services import device as devices
from mentor_desktop.services.device import Device
from mentor_desktop.services.logs import Event, log_folder
from mentor_desktop.ui.clipboard import ClipboardKeeper
from mentor_desktop.ui.collector import Collector
from mentor_desktop.ui.faults import Faults
from mentor_desktop.ui.first_paint import FirstPaint
from mentor_desktop.ui.gate import Gate
from mentor_desktop.ui.instance import OneInstance
from mentor_desktop.ui.options import BadUsage, Options, parse
from mentor_desktop.ui.privacy.capture import keep_out
from mentor_desktop.ui.prompts import Prompts
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.timing import QtDelay
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.ui.endings import Endings
    from mentor_desktop.ui.watching.system import Watch

USAGE = 2
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""One of these is set where Linux has a screen, or is told to do without."""


@dataclass
class Program:
    """What lives as long as the window."""

    window: MainWindow
    gate: Gate
    collector: Collector
    endings: Endings | None = None  # once the first window is painted
    watch: Watch | None = None

    def stop(self) -> None:
        """Give the signals and the garbage collection back."""
        if self.endings is not None:
            self.endings.stop()
        if self.watch is not None:
            self.watch.stop()
        self.collector.stop()


def compose(
    app: QApplication, options: Options, device: Device, place: OneInstance, *, in_fusion: bool = False
) -> Program:
    """Build the program and show its first window. `in_fusion`: see `Theme`."""
    theme = Theme(app, in_fusion=in_fusion)
    say_capture = keep_out(app, device)

    def apply_look() -> None:
        theme.apply(device.get("theme"), device.get("text_percent"), device.get("less_motion"))
        say_capture()

    apply_look()
    delay = QtDelay(app)
    window = MainWindow(theme, device.places, delay, later=True)
    folder = options.data_dir or devices.data_folder()
    keeper = ClipboardKeeper(app.clipboard(), delay)

    def ended() -> None:
        window.end()
        app.quit()

    gate = Gate(window, device, folder, Prompts(lambda: window), delay, keeper, apply_look, ended)
    window.closing.connect(gate.quit)
    program = Program(window, gate, Collector(app))

    def painted() -> None:
        from mentor_desktop.ui.endings import Endings
        from mentor_desktop.ui.watching import system

        program.endings = Endings(app, gate.quit)
        program.watch = system.watch(window, gate.lock)
        gate.work_begins()
        place.listen(lambda: _bring_forward(window))

    FirstPaint(window, painted)
    gate.start(options.vault, sample=options.sample)
    window.show()
    return program


def _bring_forward(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def run(argv: Sequence[str]) -> int:
    """Open the window and return the exit status once it is closed."""
    try:
        options = parse(argv)
    except BadUsage as error:
        sys.stderr.write(f"mentor-desktop: {error}\n")
        return USAGE
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        said = _("There is no screen here. mentor-desktop --help tells what works without one.")
        sys.stderr.write(f"mentor-desktop: {said}\n")
        return 1
    settings = options.data_dir or devices.config_folder()
    device = Device(settings, options.data_dir / "logs" if options.data_dir else log_folder())
    words.use(device.language() or QLocale.system().name())
    app = QApplication(["mentor-desktop", "-style", "Fusion"])
    app.setApplicationName("mentor-desktop")
    app.setQuitOnLastWindowClosed(False)
    if words.right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    place = OneInstance(settings)
    if not place.first:
        if place.wake_other():
            return 0
        said = _("Mentor Desktop is open already, but it does not answer.")
        sys.stderr.write(f"mentor-desktop: {said}\n")
        return 1
    program = compose(app, options, device, place, in_fusion=True)
    wrong = _("Something went wrong. What you typed is kept.")
    Faults(device.log, lambda: program.gate.say(wrong), app)
    device.log.note(Event.STARTED)
    status = app.exec()
    device.log.note(Event.ENDED, status=status)
    program.stop()
    place.release()
    return status
