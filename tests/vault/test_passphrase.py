"""One passphrase is one key, however the keyboard spells its letters; nothing else is folded."""

import unicodedata

import pytest

from mentor_desktop.vault import PassphraseNotText, PassphraseTooLong, PassphraseTooShort
from mentor_desktop.vault.passphrase import MAX_CHARACTERS, MIN_CHARACTERS, prepare, prepare_new

TAIL = " and fifteen more"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("\uac01", "\u1100\u1161\u11a8"),  # one Hangul syllable and its three jamo
        ("\u1f82", "\u03b1\u0313\u0300\u0345"),  # a letter with three marks
    ],
)
def test_composed_and_decomposed_are_the_same(one: str, other: str) -> None:
    assert one != other
    assert prepare_new(one + TAIL) == prepare_new(other + TAIL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Straße", "Strasse"),
        ("Word", "word"),
        ("word", "word "),
        ("word", " word"),
        ("wo\x00rd", "word"),
        ("wo\x00rd", "wo\x00re"),
        ("\uff41", "a"),  # fullwidth
        ("\ufb01", "fi"),  # a ligature, which only the compatibility forms would fold
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\U0001f4bb"),
        ("\u202eabc", "abc"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05dd\u05d5\u05dc\u05e9"),
    ],
)
def test_everything_else_counts(one: str, other: str) -> None:
    assert prepare_new(one + TAIL) != prepare_new(other + TAIL)


def test_bytes_beyond_the_seventy_second_count() -> None:
    assert prepare_new("x" * 79 + "a") != prepare_new("x" * 79 + "b")


def test_the_lengths_are_those_of_the_guidance_for_a_single_secret() -> None:
    assert (MIN_CHARACTERS, MAX_CHARACTERS) == (15, 1024)


@pytest.mark.parametrize("length", [0, 1, 7, 14])
def test_short_ones_are_refused_when_set_and_tried_when_opening(length: int) -> None:
    with pytest.raises(PassphraseTooShort):
        prepare_new("x" * length)
    assert prepare("x" * length) == b"x" * length


@pytest.mark.parametrize("length", [15, 64, 128, 1024])
def test_lengths_up_to_the_limit_are_kept_whole(length: int) -> None:
    assert prepare_new("x" * length) == b"x" * length


@pytest.mark.parametrize("length", [1025, 1024 * 1024, 50_000_000])
def test_longer_ones_are_refused_and_never_cut(length: int) -> None:
    with pytest.raises(PassphraseTooLong):
        prepare("x" * length)


def test_length_is_counted_after_composing() -> None:
    longest = "\u1f82" * MAX_CHARACTERS
    assert prepare(unicodedata.normalize("NFD", longest)) == longest.encode()
    with pytest.raises(PassphraseTooShort):
        prepare_new(unicodedata.normalize("NFD", "\u1f82" * (MIN_CHARACTERS - 1)))


@pytest.mark.parametrize("half", ["\ud83d", "\udfff\ud800"])
def test_half_a_surrogate_pair_is_refused_and_not_repeated(half: str) -> None:
    for function in (prepare, prepare_new):
        with pytest.raises(PassphraseNotText) as caught:
            function("long enough and more " + half)
        assert "long enough" not in str(caught.value)
