"""An agreement as a document: what it says in every format, whom it is for, and what never leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentor_desktop.domain.agreements import Agreement, Clause
from mentor_desktop.domain.ids import ClauseId
from mentor_desktop.domain.people import Role
from mentor_desktop.exporters.formats import FORMATS
from mentor_desktop.exporters.tree import Table, all_texts
from mentor_desktop.services import agreement_document, agreements, people, plainwords
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from tests.exporters.readback import Tagged, words_of_docx, words_of_html, words_of_markdown

SECRET = "zzcanaryzz"
READERS: dict[str, Callable[[bytes], list[str]]] = {
    "docx": words_of_docx,
    "html": words_of_html,
    "md": words_of_markdown,
    "pdf": lambda file: Tagged(file).words(),
    "txt": lambda file: file.decode().split(),
}


@pytest.fixture
def version(desk: Desk) -> Agreement:
    amara = people.add(desk, "Amara Okafor", role=Role.MENTOR)
    between = people.relationships_of(desk, amara.id)[-1].id
    draft = agreements.draft(desk, between)
    agreements.choose(desk, draft.id, "recording", "each-time", {"keep": 30})
    agreements.choose(desk, draft.id, "camera", "free")
    agreements.later(desk, draft.id, "purpose")
    agreements.describe(desk, draft.id, review_on=date(2027, 4, 27), note=SECRET)
    return agreements.get(desk, draft.id)


def told(desk: Desk, version: Agreement, fmt: str, folder: Path, *, plain: bool) -> str:
    path = folder / f"{plain}.{fmt}"
    agreement_document.export(agreement_document.shared(desk, version.id), fmt, path, plain=plain)
    return " ".join(READERS[fmt](path.read_bytes()))


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_to_sign_holds_the_words_of_both_and_room_for_every_name(
    desk: Desk, version: Agreement, tmp_path: Path, fmt: str
) -> None:
    text = told(desk, version, fmt, tmp_path, plain=False)
    for words in (
        "Agreement between Maya Lind and Amara Okafor", "I delete the recording within 30 days.",
        "Then it is deleted at once.", "27 April 2027", "Signature", "not in force yet",
    ):  # fmt: skip
        assert words in text, words
    assert SECRET not in text
    assert "What this is" not in text, "what was put off is not agreed"


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_plain_words_ask_answer_and_say_a_sentence_at_a_time(
    desk: Desk, version: Agreement, tmp_path: Path, fmt: str
) -> None:
    text = told(desk, version, fmt, tmp_path, plain=True)
    assert "May a session ever be recorded?" in text
    assert "Asked each time" in text
    assert "Signature" not in text
    assert SECRET not in text


def test_the_second_language_stands_beside_the_first(desk: Desk, version: Agreement) -> None:
    agreements.describe(desk, version.id, second_language="sw")
    words = Clause(
        id=ClauseId(b""), key="camera", mentor="I listen.", mentee="I hear.", second_mentor="Nasikiliza."
    )
    agreements.say(desk, version.id, words)
    document = agreement_document.document(agreement_document.shared(desk, version.id))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 2
    every = list(all_texts(document))
    assert every.index("English") < every.index("Swahili") < every.index("Nasikiliza.")


def test_it_goes_to_its_parties_alone(desk: Desk, version: Agreement) -> None:
    jonas = people.add(desk, "Jonas Berg").id
    for audience in ([jonas], [], [version.parties[1], jonas]):
        with pytest.raises(Refused):
            agreement_document.shared(desk, version.id, audience)
    alone = agreement_document.shared(desk, version.id, [version.parties[1]])
    assert alone.audience == ("Amara Okafor",)


def test_who_agreed_is_dated_and_nothing_settled_is_nothing_to_sign(
    desk: Desk, version: Agreement, tmp_path: Path
) -> None:
    agreements.propose(desk, version.id)
    for who in version.parties:
        agreements.agree(desk, version.id, who)
    shared = agreement_document.shared(desk, version.id)
    assert shared.holds_since == date(2026, 11, 24)
    assert [party.agreed_on for party in shared.parties] == [date(2026, 11, 24)] * 2
    second = agreements.draft(desk, version.relationship)
    for key in ("recording", "camera"):
        agreements.leave_out(desk, second.id, key)
    with pytest.raises(Refused, match="settled"):
        agreement_document.export(agreement_document.shared(desk, second.id), "md", tmp_path / "a.md")


def test_long_sentences_are_counted_and_short_texts_have_no_grade() -> None:
    long = " ".join(["word"] * 26) + ". And a short one."
    assert [each.words for each in plainwords.long_sentences(long)] == [26]
    assert plainwords.long_sentences("A line\nand another line.") == ()
    assert plainwords.grade("Too short to say.") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. The dog ran to the park. We had fun in the sun all day. "
         "Then we went home to eat and sleep in our bed at night.", -2, 3),
        ("Notwithstanding the aforementioned stipulations, confidentiality obligations concerning "
         "organisational information remain enforceable indefinitely, irrespective of termination "
         "of the underlying mentoring relationship between the participating individuals. " * 2, 18, 40),
    ],
)  # fmt: skip
def test_grades_of_easy_and_hard_texts(text: str, low: float, high: float) -> None:
    grade = plainwords.grade(text)
    assert grade is not None
    assert low <= grade <= high
