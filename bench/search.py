"""Search over 100,000 notes: services first, without the picture of the results."""

import itertools
import tempfile
from functools import partial
from pathlib import Path

from bench.measure import Line, by_length, median, ms, p95
from mentor_desktop.services import notes

WORDS = (
    "design",
    "review",
    "director",
    "promise",
    "outline",
    "question",
    "conference",
    "weekend",
    "feedback",
)


def queries(letters: int) -> list[str]:
    """The beginnings of the words, as they are typed."""
    return [word[:letters] for word in WORDS]


def run() -> list[Line]:
    """Beginnings of two to five letters, and two words."""
    from bench.generate import large_vault

    lines = []
    with tempfile.TemporaryDirectory() as folder:
        opened = large_vault(Path(folder) / "large.vault", notes=100_000)
        desk = opened.desk
        typed = {f"{letters} letters": queries(letters) for letters in (2, 3, 4, 5)}
        typed["two words"] = [f"{a} {b}" for a, b in itertools.pairwise(WORDS)]
        for name, texts in typed.items():
            seen = [ms(partial(notes.search, desk, text, 50)) for _ in range(20) for text in texts]
            lines.append(
                by_length(f"search, {name}, p95", 20, p95(seen), note=f"median {median(seen):.1f} ms")
            )
        opened.close()
    return lines
