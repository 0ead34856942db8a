"""The process that a journey types into goes when the journey does, even where nobody could tell it to."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

from tests.journeys.real import PATIENCE, ROOT
from tests.journeys.steps import ready_vault

JOURNEY = """
import sys
from pathlib import Path
from tests.journeys.real import Real
real = Real(Path(sys.argv[1]), Path(sys.argv[2]))
print(real.do("pid"), flush=True)
sys.stdin.read()
"""


def test_the_driver_ends_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    vault = tmp_path / "mentor.vault"
    ready_vault(vault)
    with subprocess.Popen(
        [sys.executable, "-c", JOURNEY, str(vault), str(tmp_path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as journey:  # fmt: skip
        assert journey.stdout is not None
        driver = os.pidfd_open(int(journey.stdout.readline()))
        try:
            assert select.select([driver], [], [], 0)[0] == []  # it runs
            journey.kill()
            assert select.select([driver], [], [], PATIENCE)[0] == [driver]
        finally:
            os.close(driver)
