"""How often a secret stands in the memory of another process: read from outside, so that looking adds none.

Standard library only. Linux.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_PIECE = 1 << 20
_LINE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw\S+ \S+ \S+ \S+\s*(.*)")


def count(pid: int, secrets: Mapping[str, bytes]) -> dict[str, int]:
    """How often each secret stands in the writable memory of a process. Raises PermissionError."""
    overlap = max(len(secret) for secret in secrets.values()) - 1
    found = dict.fromkeys(secrets, 0)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in regions(pid):
            at, kept = start, b""
            while at < end:
                try:
                    memory.seek(at)
                    piece = memory.read(min(_PIECE, end - at))
                except (OSError, ValueError):
                    piece = b""
                if not piece:
                    break
                held = kept + piece
                for name, secret in secrets.items():
                    # What lies whole in the part that was looked at before is not counted again.
                    found[name] += held.count(secret) - kept.count(secret)
                kept, at = held[-overlap:], at + len(piece)
    return found


def regions(pid: int) -> list[tuple[int, int]]:
    """Where writable memory lies."""
    lines = Path(f"/proc/{pid}/maps").read_text("utf-8", "replace").splitlines()
    matches = [match for line in lines if (match := _LINE.match(line)) and match[3] != "[vvar]"]
    return [(int(match[1], 16), int(match[2], 16)) for match in matches]


def spellings(text: str) -> dict[str, bytes]:
    """A text as it may stand in memory: Python's and the system's way, and Qt's."""
    return {"UTF-8": text.encode(), "UTF-16": text.encode("utf-16-le"), "UTF-32": text.encode("utf-32-le")}


def key_spellings(key: bytes) -> dict[str, bytes]:
    """A key as it may stand in memory: its bytes, and as the database library is told it."""
    return {"bytes": key, "hex": key.hex().encode(), "HEX": key.hex().upper().encode()}
