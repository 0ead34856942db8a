"""The entry point: which way an argument goes, what needs no Qt, and how the process is hardened."""

import subprocess
import sys
from pathlib import Path

import pytest

import mentor_desktop
from mentor_desktop import __main__ as entry
from mentor_desktop import app, cli


def answer(root: Path, script: str) -> list[str]:
    """What a fresh interpreter prints for this script."""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """Which way was taken with which arguments; the process of the tests stays as it is."""
    ways: list[tuple[str, list[str]]] = []

    def window(arguments: list[str]) -> int:
        ways.append(("window", arguments))
        return 7

    def command_line(arguments: list[str]) -> int:
        ways.append(("command line", arguments))
        return 3

    monkeypatch.setattr(app, "run", window)
    monkeypatch.setattr(cli, "run", command_line)
    monkeypatch.setattr(entry, "harden", lambda: None)
    return ways


@pytest.mark.parametrize("arguments", [[], ["--sample"], ["--vault", "info"], ["--data-dir", "DIR"]])
def test_options_alone_open_the_window(taken: list[tuple[str, list[str]]], arguments: list[str]) -> None:
    assert entry.main(arguments) == 7
    assert taken == [("window", arguments)]


@pytest.mark.parametrize(
    "arguments", [["info", "DIR"], ["note", "DIR", "--shared", "-"], ["no-such-command"]]
)
def test_a_word_goes_to_the_command_line(taken: list[tuple[str, list[str]]], arguments: list[str]) -> None:
    assert entry.main(arguments) == 3
    assert taken == [("command line", arguments)]


def test_the_version_needs_nothing_but_the_package(root: Path) -> None:
    told = answer(
        root,
        "import sys; from mentor_desktop.__main__ import main; main(['--version'])\n"
        "print(sorted({'PySide6', 'sqlalchemy', 'babel', 'mentor_desktop.words'} & sys.modules.keys()))",
    )
    assert told == [f"mentor-desktop {mentor_desktop.__version__}", "[]"]


def test_help_names_every_command_without_qt(root: Path) -> None:
    *told, loaded = answer(
        root,
        "import sys; from mentor_desktop.__main__ import main; main(['--help'])\n"
        "print('PySide6' in sys.modules)",
    )
    assert loaded == "False"
    assert all(any(command in line for line in told) for command in cli.COMMANDS)
    assert all(option in "\n".join(told) for option in ("--vault", "--data-dir", "--sample"))


def test_the_process_is_hardened(root: Path) -> None:
    told = answer(
        root,
        "import ctypes, os, resource\n"
        "from mentor_desktop.__main__ import harden\n"
        "harden()\n"
        "dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)\n"
        "print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE), dumpable)",
    )
    assert told == ["0o77 (0, 0) 0"]
