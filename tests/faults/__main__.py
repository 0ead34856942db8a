"""The release gate: `python -m tests.faults [--quick] [NAME…]`, a NAME being a number, the letter of a group
or part of a name.

Each case runs in a process and a home of its own, two at a time. One line tells of each; the exit status is 1
if one failed. What a computer cannot do is told as "not run" and counted.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.faults.case import ROOT, Case, NotRun, Rig

AT_A_TIME = 2
LONGEST = 40 * 60  # s for one case on a busy machine
OK, FAILED, NOT_RUN = "ok", "FAILED", "not run"


@dataclass(frozen=True)
class Verdict:
    """What came of a case, its figures or what is wrong, and the seconds it took."""

    case: Case
    word: str
    told: str
    seconds: float

    def line(self) -> str:
        """As it is printed; of what is wrong the last line."""
        told = self.told.strip().splitlines()[-1] if self.told.strip() else ""
        word = f"{NOT_RUN}: {told}" if self.word == NOT_RUN else self.word
        figures = "" if self.word == NOT_RUN else f"; {told}"
        load = f", load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else ""
        return f"{self.case.number:<4}{self.case.name}: {word}{figures} ({self.seconds:.0f} s{load})"


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 if nothing failed, 1 if something did, 2 for an unknown name."""
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small numbers, and only what takes seconds")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME", help="numbers, letters of groups, words of names")
    options = parser.parse_args(arguments)
    if options.one:
        return in_this_process(options.names[0], not options.quick)
    from tests.faults.cases import CASES

    names = options.names or [each.number for each in CASES]
    unknown = [name for name in names if not any(case.answers_to(name) for case in CASES)]
    if unknown:
        sys.stderr.write(f"unknown: {', '.join(unknown)}\n")
        return 2
    chosen = [case for case in CASES if any(case.answers_to(name) for name in names)]
    return 1 if any(each.word == FAILED for each in run(chosen, quick=options.quick)) else 0


def run(chosen: Sequence[Case], *, quick: bool) -> list[Verdict]:
    """Run cases, print a line for each as it ends, and the count of all."""
    chosen = [case for case in chosen if case.quick or not quick]
    begin = time.monotonic()
    verdicts: list[Verdict] = []
    # The longest first, so that none is left to run alone.
    order = sorted(chosen, key=lambda case: -case.minutes)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for done in [pool.submit(_alone, case, quick) for case in order]:
            verdict = done.result()
            verdicts.append(verdict)
            sys.stdout.write(verdict.line() + "\n")
            sys.stdout.flush()
            if verdict.word == FAILED:
                sys.stderr.write(verdict.told + "\n")
    count = {word: sum(each.word == word for each in verdicts) for word in (OK, FAILED, NOT_RUN)}
    sys.stdout.write(
        f"{len(verdicts)} cases: {count[OK]} ok, {count[FAILED]} failed, {count[NOT_RUN]} not run; "
        f"{(time.monotonic() - begin) / 60:.0f} minutes\n"
    )
    return verdicts


def _alone(case: Case, quick: bool) -> Verdict:
    """The case in a process of its own, which is ended with everything it started if it takes too long."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mentor-faults-", ignore_cleanup_errors=True) as home:
        os.chmod(home, 0o711)  # some tests go on as a user without rights
        command = [
            sys.executable,
            "-m",
            "tests.faults",
            "--one",
            *(["--quick"] if quick else []),
            case.number,
        ]
        process = subprocess.Popen(
            command, cwd=ROOT, env=_surroundings(Path(home)), stdout=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        try:
            told, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            told = ""
    return verdict_of(case, told, process.returncode, time.monotonic() - begin)


def verdict_of(case: Case, told: str, status: int, seconds: float) -> Verdict:
    """What the last line that a case printed says; one that said nothing has failed."""
    try:
        word, what = json.loads(told.splitlines()[-1])
    except (ValueError, IndexError):
        return Verdict(case, FAILED, f"it ended without a verdict, status {status}", seconds)
    return Verdict(case, word, what, seconds)


def _surroundings(home: Path) -> dict[str, str]:
    """Nothing of whoever runs it is seen or touched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    own = {"HOME": home, "TMPDIR": home, "XDG_DATA_HOME": home / "data", "XDG_CONFIG_HOME": home / "config",
           "XDG_CACHE_HOME": home / "cache", "XDG_STATE_HOME": home / "state"}  # fmt: skip
    fixed = {"QT_QPA_PLATFORM": "offscreen", "TZ": "Europe/Stockholm", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    return kept | {name: str(path) for name, path in own.items()} | fixed


def in_this_process(number: str, full: bool) -> int:
    """Run one case here; the last line of what is printed is its verdict."""
    from tests.faults.cases import CASES

    case = next(each for each in CASES if each.number == number)
    with tempfile.TemporaryDirectory(prefix="case-", ignore_cleanup_errors=True) as folder:
        try:
            verdict = OK, case.run(Rig(Path(folder), full))
        except NotRun as missing:
            verdict = NOT_RUN, str(missing)
        except Exception as error:
            told = (str(error).strip() or "no word").splitlines()[0][:200]
            verdict = FAILED, traceback.format_exc() + f"\n{type(error).__name__}: {told}"
    sys.stdout.write("\n" + json.dumps(verdict) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
