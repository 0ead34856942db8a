"""Finding people, notes, promises and sessions, and what is marked in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.domain.history import Kind
from mentor_desktop.services import finding, notes, people, promises, sessions
from mentor_desktop.services.desk import Desk
from tests.support import HandClock, sample_vault


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A vault that is only read."""
    return sample_vault(tmp_path_factory.mktemp("finding") / "a.vault", HandClock()).desk


def bold(found: finding.Excerpt) -> list[str]:
    """What is marked."""
    return [found.text[start:end] for start, end in found.marks]


def test_notes_are_found_by_words_and_the_beginning_of_the_last(desk: Desk) -> None:
    found = finding.find(desk, "design rev")
    assert found.notes
    for each in found.notes:
        assert bold(each.excerpt) == ["design rev"]
        assert each.title.startswith("Amara Okafor · session")
    assert [bold(each.excerpt) for each in found.promises] == [["design rev"]]


def test_people_are_found_by_any_part_of_the_name_from_one_letter(desk: Desk) -> None:
    assert finding.find(desk, "so").people[0].name.text == "Sofia Rossi"
    assert [each.name.text for each in finding.find(desk, "ok").people] == ["Amara Okafor"]
    assert {each.name.text for each in finding.find(desk, "j").people} == {"Jonas Berg"}


def test_i_myself_am_not_among_the_people(desk: Desk) -> None:
    assert all(each.name.text != "Maya Lind" for each in finding.find(desk, "maya").people)


def test_only_the_kinds_asked_for_are_found(desk: Desk) -> None:
    found = finding.find(desk, "review", frozenset({Kind.NOTE}), 30)
    assert found.notes
    assert found.people == ()
    assert found.promises == ()
    assert found.sessions == ()


def test_a_session_is_found_by_its_agenda_and_its_private_texts(desk: Desk) -> None:
    found = finding.find(desk, "career goal")
    assert any(bold(each.excerpt) == ["Career goal"] for each in found.sessions)


def test_nothing_is_found_for_nothing(desk: Desk) -> None:
    for words in ("", " ", "?!", "zzzzz"):
        found = finding.find(desk, words)
        assert (found.people, found.notes, found.promises, found.sessions) == ((), (), (), ())


def test_what_is_in_the_trash_is_not_found(tmp_path: Path) -> None:
    opened = sample_vault(tmp_path / "b.vault", HandClock())
    mine = opened.desk
    person = people.add(mine, "Zoë Ångström", zone="Europe/Oslo")
    note = notes.write(mine, "Quokka sighting", person=person.id)
    promise = promises.make(mine, person.id, "quokka photo", None)
    found = finding.find(mine, "quokka")
    assert [each.id for each in found.notes] == [note.id]
    assert [each.id for each in found.promises] == [promise.id]
    assert [each.id for each in finding.find(mine, "angst").people] == [person.id]
    notes.trash(mine, note.id)
    promises.trash(mine, promise.id)
    people.trash(mine, person.id)
    found = finding.find(mine, "quokka")
    assert (found.notes, found.promises, finding.find(mine, "angst").people) == ((), (), ())


def test_accents_are_found_without_them_and_marked_in_place() -> None:
    text = "Zoë Ångström, Łódź"
    assert finding.marked(text, "zoe angst") == ((0, 9),)
    assert [text[a:b] for a, b in finding.marked(text, "lodz")] == ["Łódź"]


def test_whole_words_but_for_the_last() -> None:
    assert finding.matches("the design review", "design rev")
    assert not finding.matches("the designer review", "design rev")
    assert not finding.matches("a redesign", "design")


def test_an_excerpt_is_one_line_without_markdown_around_its_match() -> None:
    long = "# Heading\n\n" + "word " * 60 + "**design** review\n- and more"
    found = finding.excerpt(long, "design")
    assert found.text.startswith("…word")
    assert "*" not in found.text
    assert "\n" not in found.text
    assert bold(found) == ["design"]
    assert len(found.text) <= finding.LENGTH + 1


def test_a_very_long_text_is_cut_quickly_and_safely() -> None:
    found = finding.excerpt("é" * 1_000_000, "nowhere")
    assert found.marks == ()
    assert len(found.text) == finding.LENGTH


@given(st.text(max_size=60), st.text(max_size=12))
def test_marks_lie_within_the_text_in_order_and_apart(text: str, words: str) -> None:
    last = 0
    for start, end in finding.marked(text, words):
        assert last <= start < end <= len(text)
        last = end
    found = finding.excerpt(text, words)
    for start, end in found.marks:
        assert 0 <= start < end <= len(found.text)


def test_a_long_session_list_is_kept_short(desk: Desk) -> None:
    assert len(finding.find(desk, "review", limit=2).notes) <= 2
    assert len(sessions.rows(desk)) > 2
