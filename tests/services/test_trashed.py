"""The trash as a list: what lies there, in which order, until when, and back again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mentor_desktop.domain.history import Kind
from mentor_desktop.services import notes, people, promises, sessions, trashed
from mentor_desktop.services.refusal import Gone
from mentor_desktop.services.vaults import Opened
from tests.support import HandClock, sample_vault


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    opened = sample_vault(tmp_path / "s.vault", HandClock())
    yield opened
    opened.close()


def test_things_lie_there_last_first_told_by_their_first_words_and_come_back(opened: Opened) -> None:
    desk, clock = opened.desk, opened.desk.clock
    assert isinstance(clock, HandClock)
    assert trashed.rows(desk) == ()
    note = notes.every(desk)[0]
    notes.trash(desk, note.id)
    clock.pass_minutes(1)
    lena = next(each for each in people.everyone(desk) if each.name == "Lena")
    people.trash(desk, lena.id)
    clock.pass_minutes(1)
    session = next(row for row in sessions.rows(desk) if row.here.date() == date(2026, 11, 25))
    sessions.trash(desk, session.id)
    clock.pass_minutes(24 * 60)
    promise = promises.open_rows(desk)[0]
    promises.trash(desk, promise.id)
    rows = trashed.rows(desk)
    assert [row.kind for row in rows] == [Kind.PROMISE, Kind.SESSION, Kind.PERSON, Kind.NOTE]
    assert [row.words for row in rows] == [
        promise.text, "Jonas Berg, 25 Nov 2026", "Lena", " ".join(note.text.split()),
    ]  # fmt: skip
    assert (rows[0].put_there, rows[1].put_there) == (date(2026, 11, 25), date(2026, 11, 24))
    assert rows[1].erased_from == date(2026, 12, 24)
    for row in rows:
        trashed.restore(desk, row)
    assert trashed.rows(desk) == ()
    assert note.id in [each.id for each in notes.every(desk)]
    trashed.put_back(desk, rows[-1])
    assert [row.row for row in trashed.rows(desk)] == [note.id]


def test_a_long_text_is_told_by_its_beginning_and_what_is_erased_cannot_come_back(opened: Opened) -> None:
    desk = opened.desk
    jonas = next(each for each in people.everyone(desk) if each.name == "Jonas Berg")
    note = notes.write(desk, "one two\nthree " * 100, person=jonas.id)
    notes.trash(desk, note.id)
    row = next(each for each in trashed.rows(desk) if each.row == note.id)
    assert row.words.startswith("one two three one two")
    assert row.words.endswith("…")
    assert len(row.words) <= trashed.LONGEST + 1
    with pytest.raises(Gone):
        trashed.restore(desk, trashed.TrashedRow(Kind.NOTE, b"\0" * 16, "", row.put_there, row.erased_from))
