"""A note typed to durable, against a bare commit of the same words into the same kind of file."""

import tempfile
from pathlib import Path

from bench.measure import Line, by_ratio, interleaved, median, ms, p95
from mentor_desktop.services import notes, people

TEXT = "Wants to chair the December design review. First step: co-chair with Lena. " * 4
ROUNDS = 400


def run() -> list[Line]:
    """Writing and changing a note through the services."""
    from bench.generate import large_vault

    with tempfile.TemporaryDirectory() as folder:
        opened = large_vault(Path(folder) / "large.vault")
        desk = opened.desk
        person = people.everyone(desk)[0].id
        bare = opened.vault.connect("writer")
        bare.execute("CREATE TABLE bare(n INTEGER PRIMARY KEY, words TEXT)")

        def commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO bare(words) VALUES(?)", (TEXT,))
            bare.execute("COMMIT")

        def write() -> None:
            notes.write(desk, TEXT, person=person)

        floor, ours = interleaved(lambda: ms(commit), lambda: ms(write), ROUNDS)
        bare.close()
        opened.close()
    return [
        by_ratio("a note typed to durable", 2, median(floor), median(ours)),
        Line("the same at p95", "–", p95(floor), p95(ours), None),
    ]
