"""The quick part of the release gate: the same cases with small numbers. `dev.py faults` runs all of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import __main__ as gate
from tests.faults.case import Case, NotRun, Rig, by_pytest
from tests.faults.cases import CASES

QUICK = [case for case in CASES if case.quick]


@pytest.fixture(scope="module")
def told(root: Path) -> dict[str, str]:
    """The line of each quick case, by its number."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--quick"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    sys.stdout.write(done.stdout + done.stderr)
    return {line.split()[0]: line for line in done.stdout.splitlines()}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.number)
def test_quick(told: dict[str, str], case: Case) -> None:
    """Not failed: what this computer cannot do is printed as not run."""
    assert f": {gate.FAILED}" not in told[case.number]
    assert f"{case.name}: ok; " in told[case.number] or f": {gate.NOT_RUN}: " in told[case.number]


def test_numbers_and_groups() -> None:
    numbers = [case.number for case in CASES]
    assert len(set(numbers)) == len(numbers)
    assert {number[0] for number in numbers} == set("ABCDEFGHIJ")
    assert [case.number for case in CASES if case.answers_to("b")] == [n for n in numbers if n[0] == "B"]
    assert [case.number for case in CASES if case.answers_to("e1")] == ["E1"]


def test_the_tests_that_cases_name_are_there(root: Path) -> None:
    """A test that was renamed would be a case that fails only before a release."""
    text = (root / "tests" / "faults" / "cases.py").read_text("utf-8")
    for quoted in text.split('"')[1::2]:
        if quoted.startswith("tests/"):
            path, _, name = quoted.partition("::")
            assert (root / path).exists(), quoted
            assert not name or f"def {name.split('[')[0]}(" in (root / path).read_text("utf-8"), quoted


def test_the_page_tells_of_each_case(root: Path) -> None:
    page = (root / "docs" / "reliability.md").read_text("utf-8")
    for case in CASES:
        assert f"| {case.number} |" in page, case.number


def fails(_rig: Rig) -> str:
    raise AssertionError("a note is gone")


def cannot(_rig: Rig) -> str:
    raise NotRun("there is no such thing")


@pytest.mark.parametrize(
    ("case", "word", "told"),
    [
        (Case("X1", "it works", lambda rig: f"{rig.size(500, 5)} times"), gate.OK, "5 times"),
        (Case("X1", "it fails", fails), gate.FAILED, "AssertionError: a note is gone"),
        (Case("X1", "it cannot", cannot), gate.NOT_RUN, "there is no such thing"),
        (Case("X1", "a program is missing", by_pytest(programs=("no-such-program",))), gate.NOT_RUN,
         "there is no no-such-program"),
    ],
)  # fmt: skip
def test_verdicts(
    case: Case, word: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.faults.cases.CASES", (case,))
    gate.in_this_process("X1", full=False)
    verdict = gate.verdict_of(case, capsys.readouterr().out, 0, 3.0)
    assert verdict.word == word
    assert verdict.line().startswith(f"X1  {case.name}: {word}")
    assert told in verdict.line()


def test_a_case_that_dies_has_failed() -> None:
    verdict = gate.verdict_of(Case("X1", "it dies", fails), "half a li", -11, 3.0)
    assert verdict.word == gate.FAILED


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
