"""Runs `bench.harness` on a large vault in a process of its own and hands back what it measured."""

import json
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def _folder() -> "tempfile.TemporaryDirectory[str]":
    from bench.generate import large_vault

    folder = tempfile.TemporaryDirectory(prefix="bench-")
    large_vault(Path(folder.name) / "large.vault").close()
    return folder


def measured(what: str) -> dict[str, Any]:
    """The object that the harness prints."""
    command = [sys.executable, "-m", "bench.harness", what, _folder().name]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    return result
