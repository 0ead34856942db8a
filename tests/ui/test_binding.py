"""How Qt's Python binding is loaded, each time in a process of its own, as the program does it."""

from __future__ import annotations

import subprocess
import sys

_BEGIN = """
import sys
from mentor_desktop.ui import binding
ordinary = __import__
binding.load()
"""


def said(code: str) -> str:
    """What a fresh interpreter prints that loaded the binding our way and then ran `code`."""
    run = subprocess.run([sys.executable, "-c", _BEGIN + code], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_what_makes_type_stubs_is_not_loaded() -> None:
    code = (
        "print(any(name in sys.modules for name in ('argparse', 'logging')), 'PySide6.QtCore' in sys.modules)"
    )
    assert said(code) == "False True"


def test_modules_are_imported_as_without_qt() -> None:
    assert said("print(__import__ is ordinary)") == "True"


def test_sources_of_modules_are_not_kept() -> None:
    code = "import linecache; from mentor_desktop import words; print(words.__file__ in linecache.cache)"
    assert said(code) == "False"


def test_a_wrong_call_still_says_what_would_be_right() -> None:
    code = """
from PySide6.QtCore import QPoint
try:
    QPoint("one", "two")
except TypeError as error:
    print(error)
"""
    assert "xpos: int, ypos: int" in said(code)


def test_signatures_and_help_still_work() -> None:
    assert "parent" in said("from PySide6.QtCore import QObject; print(QObject.__doc__)")


def test_a_part_put_off_is_whole_once_asked_for() -> None:
    code = "import PySide6.support.signature.lib.pyi_generator as made; print(callable(made.generate_pyi))"
    assert said(code) == "True"


def test_a_name_that_is_not_there_is_refused() -> None:
    code = """
import PySide6.support.signature.lib.enum_sig as made
try:
    made.nothing_of_that_name
except AttributeError:
    print("refused")
"""
    assert said(code) == "refused"


def test_a_second_call_does_nothing() -> None:
    assert said("binding.load(); print(__import__ is ordinary)") == "True"
