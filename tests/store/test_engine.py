"""One change is one transaction, and readers see whole changes only."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.services import notes, people
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import people as people_store
from mentor_desktop.store.rows import Gone, Stale
from tests.support import HandClock, dump, empty_vault


class Interrupted(Exception):
    """Something goes wrong in the middle."""


def test_a_failed_change_leaves_nothing(opened: Opened) -> None:
    desk, before = opened.desk, dump(opened)

    def half() -> None:
        with desk.change():
            amara = people.add(desk, "Amara")
            notes.write(desk, "half a thing", person=amara.id)
            raise Interrupted

    with pytest.raises(Interrupted):
        half()
    assert dump(opened) == before
    people.add(desk, "Amara")  # the writer is fit for the next change
    assert [row.name for row in people.rows(desk)] == ["Amara"]


def test_a_change_inside_a_change_is_part_of_it(opened: Opened) -> None:
    desk = opened.desk
    with desk.change():
        with desk.change():
            people.add(desk, "Amara")
        assert [row.name for row in people.rows(desk)] == ["Amara"]  # a read inside sees what is not yet kept
        assert seen_elsewhere(opened) == []
    assert seen_elsewhere(opened) == ["Amara"]


def seen_elsewhere(opened: Opened) -> list[str]:
    """What another thread reads, by the reader's own connection."""
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(row.name for row in people.rows(opened.desk)))
    thread.start()
    thread.join()
    return found


def test_a_read_keeps_its_snapshot_while_another_thread_writes(opened: Opened) -> None:
    desk = opened.desk
    with desk.read() as c:
        assert len(people_store.load_people(c)) == 1
        writer = threading.Thread(target=people.add, args=(desk, "Amara"))
        writer.start()
        writer.join()
        assert len(people_store.load_people(c)) == 1
    with desk.read() as c:
        assert len(people_store.load_people(c)) == 2


def test_many_threads_lose_nothing(opened: Opened) -> None:
    desk = opened.desk
    amara = people.add(desk, "Amara").id

    def write(number: int) -> None:
        for turn in range(10):
            notes.write(desk, f"{number}.{turn}", person=amara)
            notes.every(desk)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(note.text for note in notes.every(desk)) == sorted(
        f"{number}.{turn}" for number in range(4) for turn in range(10)
    )


def test_who_comes_second_is_told(opened: Opened) -> None:
    desk = opened.desk
    note = notes.write(desk, "first", person=people.add(desk, "Amara").id)
    notes.edit(desk, replace(note, text="second"))
    before = dump(opened)
    with pytest.raises(Stale):
        notes.edit(desk, replace(note, text="third"))
    assert dump(opened) == before


def test_what_is_not_there(opened: Opened) -> None:
    with pytest.raises(Gone):
        people.get(opened.desk, PersonId(bytes(16)))


def test_two_vaults_share_what_was_compiled_and_no_connection(
    tmp_path: Path, clock: HandClock, opened: Opened
) -> None:
    people.add(opened.desk, "Amara")
    other = empty_vault(tmp_path / "b.vault", clock)
    with opened.desk.read() as one, other.desk.read() as two:
        assert one.engine is two.engine
        assert one.connection.dbapi_connection is not two.connection.dbapi_connection
    assert people.rows(other.desk) == ()
    other.close()
    assert [row.name for row in people.rows(opened.desk)] == ["Amara"]
