"""Damaging a vault on purpose, for tests and pictures: one bit of a page of a table, or of the header."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mentor_desktop.services import readonly
from tests.support import PASSPHRASE, HandClock

PAGE = 4096


def flip(path: Path, at: int) -> None:
    """Turn one bit over."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def damage_table(folder: Path, table: str) -> Path:
    """Turn one bit over in the first page of a table of a closed vault.

    Opening meets the damage by itself in `use_day`, which it reads.
    """
    opened = readonly.open_read_only(folder, passphrase=PASSPHRASE, clock=HandClock())
    con = opened.vault.connect("reader")
    page = con.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    con.close()
    opened.close()
    flip(folder / "notes.db", (int(page) - 1) * PAGE + 500)
    return folder


def files_of(folder: Path) -> dict[str, str]:
    """What every file of a vault holds; who has it open is told beside it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("vault.lock", "vault.holder")
    }
