"""What the tests of the vault share: a cheap cost, a snapshot of a folder, and a search for leaks."""

import base64
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from mentor_desktop.vault import Work

CHEAP = Work(memory_kib=19 * 1024, passes=1, lanes=1)
PASSPHRASE = "seven quiet otters"
WRONG = "seven quiet ottters"
ROWS = 300
ROOT = Path(__file__).parent.parent.parent


def snapshot(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Digest, mode and time of change of every file but the lock."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mode,
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "vault.lock"
    }


def spellings(canary: str) -> list[bytes]:
    """The ways in which a text could lie in a file in clear."""
    plain = canary.encode()
    return [
        plain,
        canary.encode("utf-16-le"),
        canary.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        base64.b64encode(plain)[:-4],
    ]


def leaks(folder: Path, canary: str) -> list[str]:
    """The files below a folder in which a text can be found."""
    wanted = spellings(canary)
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(spelling in path.read_bytes() for spelling in wanted)
    ]


def sealed_again(value: dict[str, Any]) -> bytes:
    """A changed header with its checksum made to fit again, as an attacker would write it."""
    rest = {name: item for name, item in value.items() if name != "sha256"}

    def spelled(part: dict[str, Any]) -> bytes:
        return json.dumps(part, sort_keys=True, separators=(",", ":")).encode()

    return spelled(rest | {"sha256": hashlib.sha256(spelled(rest)).hexdigest()})


def python(script: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start a script in a process of its own, with pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
