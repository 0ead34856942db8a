"""The difference between two wordings: readable, and both wordings can be put together from it again."""

from hypothesis import given
from hypothesis import strategies as some

from mentor_desktop.domain.difference import MOST_WORDS, Change, Piece, difference

SAME, GONE, NEW = Change.SAME, Change.GONE, Change.NEW
TEXTS = some.text(some.sampled_from("ab é\n,."), max_size=40)


def test_one_word_in_place_of_another() -> None:
    assert difference("Wants to chair the review.", "Wants to lead the review.") == (
        Piece(SAME, "Wants to "),
        Piece(GONE, "chair"),
        Piece(NEW, "lead"),
        Piece(SAME, " the review."),
    )


def test_words_that_changed_in_a_row_are_one_change() -> None:
    assert difference("one two three four", "one dva tri four") == (
        Piece(SAME, "one "),
        Piece(GONE, "two three"),
        Piece(NEW, "dva tri"),
        Piece(SAME, " four"),
    )


def test_added_and_taken_away() -> None:
    assert difference("a", "a b") == (Piece(SAME, "a"), Piece(NEW, " b"))
    assert difference("a b", "a") == (Piece(SAME, "a"), Piece(GONE, " b"))
    assert difference("", "a") == (Piece(NEW, "a"),)
    assert difference("a", "a") == (Piece(SAME, "a"),)
    assert difference("", "") == ()


@given(TEXTS, TEXTS)
def test_both_wordings_are_in_it(earlier: str, later: str) -> None:
    pieces = difference(earlier, later)
    assert "".join(text for change, text in pieces if change is not NEW) == earlier
    assert "".join(text for change, text in pieces if change is not GONE) == later
    assert all(text for _change, text in pieces)


def test_a_long_text_is_compared_by_lines() -> None:
    lines = [f"line {number} of many words" for number in range(MOST_WORDS)]
    earlier = "\n".join(lines)
    lines[7] = "changed"
    pieces = difference(earlier, "\n".join(lines))
    assert [piece for piece in pieces if piece.change is not SAME] == [
        Piece(GONE, "line 7 of many words\n"),
        Piece(NEW, "changed\n"),
    ]
