"""Earlier wordings: one revision a burst, and nothing kept that was not said."""

from dataclasses import replace
from datetime import datetime

import pytest

from mentor_desktop.domain.history import BURST
from mentor_desktop.domain.notes import Note
from mentor_desktop.domain.when import When
from mentor_desktop.services import drafts, notes, people, sessions, wrapping
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store.history import load_revisions
from mentor_desktop.store.sessions import PRIVATE_TEXTS
from tests.support import HandClock


@pytest.fixture
def note(opened: Opened) -> Note:
    return notes.write(opened.desk, "one", person=people.add(opened.desk, "Amara").id)


def typed(opened: Opened, note: Note, text: str, *, leaves: bool = False) -> None:
    notes.edit(opened.desk, replace(notes.get(opened.desk, note.id), text=text), burst_ends=leaves)


def earlier(opened: Opened, note: Note) -> list[str]:
    return [revision.value for revision in notes.history(opened.desk, note.id)]


def test_one_burst_is_one_revision(opened: Opened, clock: HandClock, note: Note) -> None:
    for text in ("one t", "one tw", "one two"):
        typed(opened, note, text)
        clock.pass_ms(3_000)
    typed(opened, note, "one two three", leaves=True)
    assert earlier(opened, note) == ["one"]
    typed(opened, note, "four")
    assert earlier(opened, note) == ["one two three", "one"]


def test_leaving_without_a_change_ends_the_burst(opened: Opened, note: Note) -> None:
    typed(opened, note, "two")
    typed(opened, note, "two", leaves=True)
    typed(opened, note, "three")
    assert earlier(opened, note) == ["two", "one"]


def test_a_long_burst_is_cut_every_ten_minutes(opened: Opened, clock: HandClock, note: Note) -> None:
    typed(opened, note, "two")
    clock.pass_ms(BURST - 1)
    typed(opened, note, "three")
    clock.pass_ms(1)
    typed(opened, note, "four")
    clock.pass_ms(BURST - 1)
    typed(opened, note, "five")
    assert earlier(opened, note) == ["three", "one"]


def test_a_clock_set_back_does_not_join_bursts(opened: Opened, clock: HandClock, note: Note) -> None:
    typed(opened, note, "two")
    clock.set_wall(-3_600_000)
    typed(opened, note, "three")
    assert earlier(opened, note) == ["two", "one"]
    clocks = [revision.clock for revision in notes.history(opened.desk, note.id)]
    assert clocks == sorted(clocks, reverse=True)
    assert len(set(clocks)) == 2


def test_the_same_words_are_no_revision(opened: Opened, note: Note) -> None:
    typed(opened, note, "one", leaves=True)
    notes.check(opened.desk, note.id)
    assert earlier(opened, note) == []


def test_every_text_of_a_session_and_a_person_has_a_history(opened: Opened) -> None:
    desk = opened.desk
    person = people.add(desk, "Amara", headline="first")
    people.edit(desk, replace(person, headline="second", about="more", name="Amara Okafor"))
    session = sessions.plan(desk, [person.id], When(datetime(2026, 12, 8, 15), "Europe/Stockholm"))
    for field in (*PRIVATE_TEXTS, "opening"):
        wrapping.say(desk, session.id, field, "first")
        wrapping.say(desk, session.id, field, "second")
    with desk.read() as c:
        for field in (*PRIVATE_TEXTS, "opening"):
            assert [each.value for each in load_revisions(c, session.id, field)] == ["first", ""]
        assert [each.value for each in load_revisions(c, person.id, "headline")] == ["first"]
        assert [each.value for each in load_revisions(c, person.id, "name")] == ["Amara"]


def test_drafts(opened: Opened) -> None:
    desk = opened.desk
    person = people.add(desk, "Amara").id
    key = drafts.key(notes.COMPOSER, person)
    assert drafts.load(desk, key) == ""
    drafts.keep(desk, key, "half a sen")
    drafts.keep(desk, key, "half a sentence")
    assert drafts.load(desk, key) == "half a sentence"
    notes.write(desk, "half a sentence, whole", person=person)  # became something: the draft is gone
    assert drafts.load(desk, key) == ""
