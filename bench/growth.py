"""How opening, searching and Today grow from 1,000 to 100,000 notes: no worse than the logarithm."""

import math
import tempfile
from functools import partial
from pathlib import Path

from bench.generate import PASSPHRASE, large_vault
from bench.measure import Line, median, ms
from mentor_desktop.services import notes, today, vaults

SIZES = (1_000, 10_000, 100_000)


def _open_and_close(path: Path) -> None:
    vaults.open_vault(path, passphrase=PASSPHRASE).close()


def run() -> list[Line]:
    """Times for each size, drawn as a plot of bars; the goal is the growth of log n."""
    times: dict[str, list[float]] = {"open": [], "search": [], "today": []}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "large.vault"
            large_vault(path, sessions=size // 10, notes=size, promises=size // 6).close()
            times["open"].append(median([ms(partial(_open_and_close, path)) for _turn in range(5)]))
            vault = vaults.open_vault(path, passphrase=PASSPHRASE)
            desk = vault.desk
            times["search"].append(median([ms(partial(notes.search, desk, "review", 50)) for _ in range(30)]))
            times["today"].append(median([ms(partial(today.today, desk)) for _ in range(9)]))
            vault.close()
    lines = []
    allowed = math.log(SIZES[-1]) / math.log(SIZES[0])
    for what, seen in times.items():
        longest = max(seen)
        print(f"{what}:")
        for size, length in zip(SIZES, seen, strict=True):
            print(f"  {size:>7} notes {length:8.2f} ms {'█' * max(1, round(40 * length / longest))}")
        grown = seen[-1] / seen[0]
        # A few milliseconds of unlucky scheduling are no growth.
        met = grown <= allowed or seen[-1] - seen[0] < 5
        lines.append(Line(f"{what}, 100 times the notes", f"≤ {allowed:.2f} ×", seen[0], seen[-1], met))
    return lines
