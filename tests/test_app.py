"""The composition root: its options, what it loads before the first window, and the real program's life."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mentor_desktop import app
from mentor_desktop.ui.options import BadUsage, Options, parse
from tests.support import empty_vault

# Says on its standard output when the first window is painted, and what is loaded by then.
PROGRAM = """
import sys
from mentor_desktop import app
import mentor_desktop.ui.first_paint as first
class Told(first.FirstPaint):
    def __init__(self, window, painted):
        def tell():
            loaded = {name.partition(".")[0] for name in sys.modules} | set(sys.modules)
            heavy = {"sqlalchemy", "sqlcipher3", "cryptography", "alembic", "babel", "whenever", "zxcvbn",
                     "markdown", "typst", "docx", "keyring", "PySide6.QtNetwork", "PySide6.QtPrintSupport",
                     "mentor_desktop.ui.shell.sidebar", "mentor_desktop.services.vaults"}
            painted()
            print("painted", *sorted(heavy & loaded), flush=True)
        super().__init__(window, tell)
app.FirstPaint = Told
sys.exit(app.run(sys.argv[1:]))
"""


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


def first_line(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


def test_the_options() -> None:
    here = Path.cwd()
    assert parse([]) == Options()
    assert parse(["--sample"]) == Options(sample=True)
    both = ["--vault", "a.vault", "--data-dir=/srv/data"]
    assert parse(both) == Options(here / "a.vault", Path("/srv/data"))
    assert parse(["--vault=with = sign"]) == Options(here / "with = sign")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--vault"], "--vault needs a folder."),
        (["--vault="], "--vault needs a folder."),
        (["--data-dir", "--sample"], "--data-dir needs a folder."),
        (["--sample=yes"], "There is no option --sample."),
        (["--colour"], "There is no option --colour."),
        (["--vault", "a", "b"], "There is no option b."),
        (["--\x1b[31m"], r"There is no option --\x1b[31m."),
    ],
)
def test_wrong_usage_is_one_line_and_two(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadUsage):
        parse(arguments)
    assert app.run(arguments) == 2
    assert capsys.readouterr().err == f"mentor-desktop: {says}\n"


def test_the_first_window_loads_nothing_heavy(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    empty_vault(folder / "mentor.vault").close()
    program = start(root, "--data-dir", str(folder))
    assert first_line(program) == ["painted"]
    program.send_signal(signal.SIGTERM)
    _out, err = program.communicate(timeout=50)
    assert program.returncode == 0
    assert "mentor-desktop:" not in err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(root: Path, tmp_path: Path, number: signal.Signals) -> None:
    program = start(root, "--data-dir", str(tmp_path))
    assert first_line(program)[0] == "painted"
    program.send_signal(number)
    program.communicate(timeout=50)
    assert program.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"device.json", "logs"}


def test_a_second_start_ends_at_once_and_leaves_the_first(root: Path, tmp_path: Path) -> None:
    first = start(root, "--data-dir", str(tmp_path))
    assert first_line(first)[0] == "painted"
    second = start(root, "--data-dir", str(tmp_path))
    out, _err = second.communicate(timeout=50)
    assert (second.returncode, out) == (0, "")
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=50)
    assert first.returncode == 0
