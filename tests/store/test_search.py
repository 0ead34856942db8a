"""Finding again: what is typed is what is meant, in any script, and no syntax gets through."""

import pytest

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import DAY, PersonId
from mentor_desktop.services import notes, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import search
from mentor_desktop.store.search import query_of
from tests.support import HandClock


@pytest.fixture
def desk(opened: Opened) -> Desk:
    return opened.desk


@pytest.fixture
def person(desk: Desk) -> PersonId:
    return people.add(desk, "Amara").id


def found(desk: Desk, words: str) -> list[str]:
    return [note.text for note in notes.search(desk, words)]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Künstler in Zürich", "kunstler"),
        ("Künstler in Zürich", "KÜNSTLER zur"),
        ("naïve", "naive"),
        ("Łódź", "lodz"),
        ("Æsir", "aesir"),
        ("Straße", "strasse"),
        ("Straße", "straß"),
        ("Ørsted", "orsted"),
        ("e\u0301tude decomposed", "étude"),
        ("東京と京都に行く", "京都"),
        ("東京と京都に行く", "東京"),
        ("東京と京都に行く", "都に行"),
        ("大学で学ぶ", "学"),
        ("한국어 노트", "한국"),
        ("שלום עולם", "שלום"),
        ("design review", "des"),
        ("design review", "review des"),
        ("design review", "design r"),  # the single last letter is not looked at
        ("design review", "design x"),
        ("co-chair with Lena", "co-chair"),
        ("snake_case name", "snake_case"),
        ("3.5 points", "3.5"),
        ("it's", "it's"),
    ],
)
def test_found(desk: Desk, person: PersonId, text: str, query: str) -> None:
    notes.write(desk, text, person=person)
    notes.write(desk, "something else altogether", person=person)
    assert found(desk, query) == [text]


@pytest.mark.parametrize("query", ["", " ", "d", "-", "esign", "design nowhere", "sign", "🎉"])
def test_not_found(desk: Desk, person: PersonId, query: str) -> None:
    notes.write(desk, "design review", person=person)
    assert found(desk, query) == []


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "*", "design*", "design AND", "NOT design", "design OR nothing", "NEAR(design review)",
     "title: design", "^design", "design)", "(design", '"design', "a\0b", "{design}", "-design", "+", "col:x",
     "design;--", "\\", "%", "_", "\ud800"],
)  # fmt: skip
def test_syntax_is_harmless(desk: Desk, person: PersonId, typed: str) -> None:
    notes.write(desk, "design review", person=person)
    assert found(desk, typed) in ([], ["design review"])


def test_a_query_is_words_in_quotes() -> None:
    assert query_of("Design rev") == '"Design" "rev"*'
    assert query_of("design r") == '"design"'
    assert query_of("東京") == '"東 京"'
    assert query_of("r") is None


def test_few_hits_are_ranked_and_many_come_newest_first(
    desk: Desk, person: PersonId, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = "review review review review"
    for text in (
        best,
        "one review among a good many other words of a long note",
        "another review of another kind",
    ):
        notes.write(desk, text, person=person)
        clock.pass_ms(1_000)
    assert found(desk, "review")[0] == best
    monkeypatch.setattr(search, "FEW", 2)
    assert found(desk, "review")[0].startswith("another")
    with desk.read() as c:
        assert len(search.search(c, "review", desk.now(), 2)) == 2


def test_age_weighs(desk: Desk, person: PersonId, clock: HandClock) -> None:
    notes.write(desk, "an old review", person=person)
    clock.pass_ms(720 * DAY)
    notes.write(desk, "a new review", person=person)
    assert found(desk, "review") == ["a new review", "an old review"]


def test_names_weigh_more_than_mentions(desk: Desk, person: PersonId) -> None:
    notes.write(desk, "Amara Amara Amara", person=person)
    with desk.read() as c:
        hits = search.search(c, "amara", desk.now())
    assert [hit.kind for hit in hits] == [Kind.PERSON, Kind.NOTE]


def test_private_is_told(desk: Desk, person: PersonId) -> None:
    note = notes.write(desk, "design review", person=person)

    def is_private() -> bool:
        with desk.read() as c:
            (hit,) = search.search(c, "design", desk.now())
        return hit.private

    assert is_private()
    notes.share(desk, note.id)
    assert not is_private()
    notes.share(desk, note.id, None)
    assert is_private()
