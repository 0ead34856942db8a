"""The process is killed in the middle of writing: whatever it had said was kept is there, whole."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from mentor_desktop.services import notes, people, trashed
from tests.support import empty_vault, reopened

ROUNDS = 20
WRITER = """
import itertools, sys
from pathlib import Path
from mentor_desktop.services import notes, people
from tests.support import reopened
opened = reopened(Path(sys.argv[1]))
(person,) = [row.id for row in people.rows(opened.desk)]
for number in itertools.count():
    note = notes.write(opened.desk, f"{sys.argv[2]} {number} " + "words " * (number % 400), person=person)
    print(note.id.hex(), number, flush=True)
    if number % 7 == 3:
        notes.trash(opened.desk, note.id)
        print(note.id.hex(), "trash", flush=True)
"""


def written_until_killed(root: Path, folder: Path, turn: int, lines: int) -> list[list[str]]:
    """What a writer said before it was killed, after so many lines."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, folder, str(turn)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline().split() for _line in range(lines)]
    writer.kill()
    said += [line.split() for line in writer.stdout if line.endswith("\n")]
    writer.wait()
    writer.stdout.close()
    return [line for line in said if line]


@pytest.mark.timeout(300)
def test_what_was_acknowledged_is_there_after_a_kill(root: Path, tmp_path: Path) -> None:
    folder, random = tmp_path / "a.vault", Random(27)
    opened = empty_vault(folder)
    people.add(opened.desk, "Amara")
    opened.close()
    kept: dict[str, str] = {}  # id -> how its text begins
    gone: set[str] = set()
    for turn in range(ROUNDS):
        said = written_until_killed(root, folder, turn, random.randint(1, 40))
        assert said
        kept |= {row: f"{turn} {what} " for row, what in said if what != "trash"}
        gone |= {row for row, what in said if what == "trash"}
        opened = reopened(folder)
        found = {note.id.hex(): note.text for note in notes.every(opened.desk)}
        hidden = {line.row.hex() for line in trashed.rows(opened.desk)}
        assert [row for row in kept if row not in found.keys() | hidden] == []
        assert [row for row in gone if row in found] == []
        for row, text in found.items():
            number = int(text.split()[1])
            assert text.startswith(kept.get(row, ""))
            assert (
                text == " ".join([*text.split()[:2], *["words"] * (number % 400)]) + " "
            )  # whole, or not at all
        assert {note.id.hex() for note in notes.search(opened.desk, "words")} <= set(found)
        assert opened.vault.check() == []
        opened.close()
    assert len(kept) > ROUNDS
    assert [path.name for path in tmp_path.iterdir()] == ["a.vault"]
