"""A second start brings the first window forward and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.journeys.real import PATIENCE, ROOT, Real
from tests.journeys.steps import OWN, ready_vault


def test_the_second_start_raises_the_first(tmp_path: Path) -> None:
    vault = tmp_path / "mentor.vault"
    ready_vault(vault)
    with Real(vault, tmp_path) as real:
        real.steps(("until_focused", "Passphrase"), ("write", OWN[:5]), ("minimise",), ("until_behind",))
        second = subprocess.run(
            [sys.executable, "-m", "mentor_desktop", "--vault", str(vault), "--data-dir", str(real.data)],
            cwd=ROOT, env=real.environment, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert (second.returncode, second.stdout) == (0, b"")
        real.steps(
            ("until_forward",), ("until_focused", "Passphrase"), ("write", OWN[5:]), ("press", "Return"),
            ("until_page", "today"),
        )  # fmt: skip
        real.process.terminate()
        assert real.ended() == 0
        assert real.complaints() == []
