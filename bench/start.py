"""The start: command to painted passphrase window, memory after two seconds, idle processor time."""

import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import Line, by_length, by_ratio, median
from bench.painted import Display, Shown

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("A bare window with a label"))
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""
NEIGHBOURS = ("keepassxc", "cherrytree", "lifeograph")
ROUNDS = 5


def run() -> list[Line]:
    """The bare window, the installed program with a vault to open, and neighbours where installed."""
    if shutil.which("Xvfb") is None:
        print("start: not run, there is no Xvfb here")
        return []
    from bench.generate import small_vault

    with tempfile.TemporaryDirectory() as folder, Display() as display:
        home = Path(folder)
        vault = home / "mentor.vault"
        small_vault(vault).close()
        ours = str(Path(sys.executable).with_name("mentor-desktop"))
        commands = {
            "bare": [sys.executable, "-c", BARE],
            "ours": [ours, "--vault", str(vault), "--data-dir", str(home / "data")],
        }
        commands |= {name: [name] for name in NEIGHBOURS if shutil.which(name)}
        for name in NEIGHBOURS:
            if name not in commands:
                print(f"start: the neighbour {name} is not installed")
        seen: dict[str, list[Shown]] = {name: [] for name in commands}
        for turn in range(ROUNDS + 1):
            for name in commands if turn % 2 else reversed(commands):
                shown = display.start(commands[name], home, idle=5.0 if turn == 1 else 0.0)
                if turn:  # the first round only fills the page cache
                    seen[name].append(shown)
    bare, own = seen["bare"], seen["ours"]
    floor = median([shown.painted_ms for shown in bare])
    lines = [
        by_ratio("command to painted passphrase window", 1.4, floor, median([s.painted_ms for s in own])),
        by_ratio(
            "memory locked", 1.5, median([s.pss_mb for s in bare]), median([s.pss_mb for s in own]), "MB"
        ),
        by_length("idle processor time, locked", 0.005, max(s.idle_percent for s in own), "%"),
    ]
    for name in NEIGHBOURS:
        if name in seen:
            painted = median([shown.painted_ms for shown in seen[name]])
            lines.append(Line(f"{name} to painted window", "–", floor, painted, None))
    return lines
