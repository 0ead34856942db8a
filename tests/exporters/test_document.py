from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop import words
from mentor_desktop.domain.shareable import LocalTime, Shareable, SharedNote, SharedPromise
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.tree import (
    BulletList,
    Heading,
    Paragraph,
    Quote,
    Table,
    Text,
    all_texts,
    plain,
    words_in,
)
from tests.exporters.samples import NUISANCES, PICTURED, RICH

HELD = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _english() -> None:
    words.use("en")


def note(text: str, moment: bool = False) -> tuple[object, ...]:
    """The blocks of the one item that a note becomes."""
    blocks = document_of(Shareable(held_on=HELD, notes=(SharedNote(text=text, moment=moment),))).blocks
    assert isinstance(blocks[1], BulletList)
    (item,) = blocks[1].items
    return item


def test_the_pictured_summary_says_what_the_picture_says() -> None:
    assert list(all_texts(document_of(PICTURED))) == [
        "Session 7 · 24 November 2026",
        "Maya Lind and Amara Okafor · 49 minutes",
        "Amara said out loud what leading would look like.",
        "What we talked about",
        "The outline was sent on Friday, ahead of time.",
        "Chairing the December design review. First step: co-chair with Lena.",
        "“I want them to ask me first.”",
        "Promises",
        *("Who", "What", "By when"),
        *("Maya", "Introduce Amara to Lena", "24 Nov"),
        *("Maya", "Share two past review agendas", "27 Nov"),
        *("Amara", "Invite the reviewers", "1 Dec"),
        "Next time",
        "Tuesday 8 December, 15:00 in Stockholm, 17:00 in Nairobi",
    ]


def test_sections_without_content_are_left_out() -> None:
    bare = document_of(Shareable(held_on=HELD))
    assert (bare.title, bare.byline, bare.blocks) == ("Session on 24 November 2026", "", ())


def test_a_note_of_nothing_is_no_item() -> None:
    assert document_of(Shareable(held_on=HELD, notes=(SharedNote(text=" \n\n---\n"),))).blocks == ()


@pytest.mark.parametrize(
    ("present", "minutes", "byline"),
    [
        (("Maya",), None, "Maya"),
        ((), 1, "1 minute"),
        (("Maya", " ", "Li\nWei"), 50, "Maya and Li Wei · 50 minutes"),
    ],
)
def test_byline(present: tuple[str, ...], minutes: int | None, byline: str) -> None:
    assert document_of(Shareable(held_on=HELD, present=present, minutes=minutes)).byline == byline


def test_a_name_cannot_turn_the_line_around() -> None:
    byline = document_of(Shareable(held_on=HELD, present=("\u202eMaya", "سارة"), minutes=5)).byline
    assert byline == "Maya and \u2068سارة\u2069 · 5 minutes"


def test_another_year_is_named_and_a_missing_date_said() -> None:
    promises = (
        SharedPromise(owner="A", text="x", due=date(2027, 1, 2)),
        SharedPromise(owner="B", text="*y* <b>", due=None),
    )
    (_heading, table) = document_of(Shareable(held_on=HELD, promises=promises)).blocks
    assert isinstance(table, Table)
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["A", "x", "2 Jan 2027"],
        ["B", "*y* <b>", "no date yet"],
    ]


def test_next_time_names_each_day_once() -> None:
    next_time = (
        LocalTime(wall=datetime(2027, 1, 8, 23, 30), place="Stockholm"),
        LocalTime(wall=datetime(2027, 1, 8, 23, 30), place=""),
        LocalTime(wall=datetime(2027, 1, 9, 1, 30), place="Nairobi"),
    )
    *_rest, said = document_of(Shareable(held_on=HELD, next_time=next_time)).blocks
    assert said == Paragraph(
        (Text("Friday 8 January 2027, 23:30 in Stockholm, 23:30; Saturday 9 January 2027, 01:30 in Nairobi"),)
    )


def test_years_at_both_ends_of_the_calendar() -> None:
    for year in (1900, 9999):
        assert str(year) in document_of(Shareable(held_on=date(year, 12, 31))).title


def test_a_moment_stands_in_quotation_marks_once() -> None:
    assert note("Ask me *first*", moment=True)[0] == note("“Ask me *first*”")[0]
    assert note('"Ask me"', moment=True) == note('"Ask me"')
    assert [plain(part.spans) for part in note("one\n\ntwo", moment=True) if isinstance(part, Paragraph)] == [
        "“one",
        "two”",
    ]


def test_headings_of_a_note_stand_below_the_section_and_skip_no_level() -> None:
    item = note("### c\n# a\n###### f\n> # in a quotation")
    assert [part.level for part in item if isinstance(part, Heading)] == [3, 3, 4]
    assert isinstance(item[-1], Quote)
    assert isinstance(item[-1].blocks[0], Paragraph)


def test_the_words_follow_the_language_spoken() -> None:
    words.use("qps")
    try:
        strange = document_of(PICTURED)
    finally:
        words.use("en")
    assert "[" in strange.title
    assert words_in(strange) != words_in(document_of(PICTURED))


def test_times_of_notes_and_the_audience_stay_out() -> None:
    told = " ".join(all_texts(document_of(PICTURED)))
    assert "15:04" not in told


TYPED = st.one_of(
    st.text(),
    st.text(alphabet="ab *_`#>-+1.[]()<!\\|~\n \t&;:/@\"'{}%$=^\u202e\x00\x02\ud800é"),
    st.sampled_from(NUISANCES),
)


@given(TYPED, TYPED, TYPED)
def test_whatever_is_typed_becomes_a_document(opening: str, text: str, name: str) -> None:
    document = document_of(
        Shareable(
            held_on=HELD,
            opening=opening,
            present=(name,),
            notes=(SharedNote(text=text), SharedNote(text=text, moment=True)),
            promises=(SharedPromise(owner=name, text=opening),),
            next_time=(LocalTime(wall=datetime(2026, 12, 8, 15), place=name),),
        )
    )
    told = "\n".join(all_texts(document))
    assert not set(told) & set("\x00\x02\x03\x1a\ufffe\x7f\x85\u2028")
    assert told.encode()  # no lone surrogate is left
    assert "\n" not in document.title + document.byline


def test_the_rich_sample_has_every_kind_of_block() -> None:
    kinds = {type(part).__name__ for part in _all_blocks(document_of(RICH).blocks)}
    assert kinds == {"Heading", "Paragraph", "BulletList", "OrderedList", "Quote", "CodeBlock", "Table"}


def _all_blocks(blocks: tuple[object, ...]) -> list[object]:
    found: list[object] = []
    for block in blocks:
        found.append(block)
        for item in getattr(block, "items", ()) or [getattr(block, "blocks", ())]:
            found += _all_blocks(item)
    return found
