"""A backup of a vault of about 140 MB, opened and counted, against SQLite's own copy of the same file."""

import contextlib
import tempfile
from pathlib import Path

from bench.generate import large_vault
from bench.measure import Line, by_ratio, interleaved, median, ms
from mentor_desktop.services import backups
from mentor_desktop.vault import database

NOTES = 88_000
ROUNDS = 5


def run() -> list[Line]:
    """In turns; both wait until the bytes are on the disk."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        opened = large_vault(folder / "large.vault", sessions=NOTES // 10, notes=NOTES, promises=NOTES // 6)
        with contextlib.closing(opened):
            source = opened.vault.connect("short")
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            size = (folder / "large.vault" / "notes.db").stat().st_size / 1e6

            def copied() -> float:
                copy = folder / "copy.db"
                took = ms(lambda: database.copy_database(source, copy))
                copy.unlink()
                return took

            def ours() -> float:
                took = ms(lambda: made.append(backups.make(opened, to=folder / "backups").path))
                made.pop().unlink()
                return took

            made: list[Path] = []
            floors, times = interleaved(copied, ours, ROUNDS)
            return [by_ratio("backup, opened and counted", 1.5, median(floors), median(times),
                             note=f"{size:.0f} MB")]  # fmt: skip
