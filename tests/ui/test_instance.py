"""One window for each data folder; a second start wakes the first."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.instance import OneInstance

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from mentor_desktop.ui.instance import OneInstance
app = QCoreApplication([])
second = OneInstance(Path(sys.argv[1]))
print(second.first, second.wake_other())
"""


class Ear(QObject):
    heard = Signal()


def second_start(root: Path, folder: Path, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(folder)], cwd=root, stdout=subprocess.PIPE, text=True,
        env={**os.environ, **settings},
    )  # fmt: skip


def test_a_second_start_wakes_the_first(root: Path, tmp_path: Path, qtbot: QtBot) -> None:
    ear = Ear()
    first = OneInstance(tmp_path / "data")
    assert first.first
    first.listen(ear.heard.emit)
    with qtbot.waitSignal(ear.heard, timeout=20_000):
        other = second_start(root, tmp_path / "data")
    assert other.communicate()[0].split() == ["False", "True"]
    first.release()


@pytest.mark.parametrize("deep", [0, 60], ids=["short path", "path too long for a socket"])
def test_a_second_start_with_another_folder_for_passing_files_wakes_the_first(
    root: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, deep: int
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    with tempfile.TemporaryDirectory(prefix="md-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        folder = Path(runtime) / ("d" + "e" * deep) / ("p" * (deep + 1))
        ear = Ear()
        first = OneInstance(folder)
        first.listen(ear.heard.emit)
        with qtbot.waitSignal(ear.heard, timeout=20_000):
            other = second_start(root, folder, TMPDIR=str(passing))
        assert other.communicate()[0].split() == ["False", "True"]
        first.release()


def test_a_second_start_that_finds_nobody_answering_says_so(root: Path, tmp_path: Path) -> None:
    first = OneInstance(tmp_path / "data")  # holds the place, and never listens
    second = subprocess.run(
        [sys.executable, "-m", "mentor_desktop", "--data-dir", str(tmp_path / "data")], cwd=root,
        capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    first.release()
    assert second.returncode == 1
    said = "mentor-desktop: Mentor Desktop is open already, but it does not answer."
    assert said in second.stderr.splitlines()


def test_another_folder_has_its_own_window(tmp_path: Path) -> None:
    first, second = OneInstance(tmp_path / "one"), OneInstance(tmp_path / "two")
    assert (first.first, second.first) == (True, True)
    first.release()
    second.release()


def test_a_window_that_ended_makes_room(tmp_path: Path) -> None:
    first = OneInstance(tmp_path)
    assert not OneInstance(tmp_path).first
    first.release()
    again = OneInstance(tmp_path)
    assert again.first
    again.release()


def test_a_window_that_was_killed_makes_room(root: Path, tmp_path: Path, qtbot: QtBot) -> None:
    script = SECOND + "\nimport os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    killed = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=root, capture_output=True, check=False
    )
    assert killed.returncode == -9
    ear = Ear()
    first = OneInstance(tmp_path)
    assert first.first
    first.listen(ear.heard.emit)
    with qtbot.waitSignal(ear.heard, timeout=20_000):
        other = second_start(root, tmp_path)
    assert other.communicate()[0].split() == ["False", "True"]
    first.release()


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    first = OneInstance(tmp_path / "new")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    first.release()
