"""How good a passphrase is, and a better one for who has none."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mentor_desktop.services.content import blocked_phrases, passphrase_words
from mentor_desktop.services.passphrases import Strength, blocked, six_words, strength

NAMES = ("Maya Lind", "mentor")


# --- blocked -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("correct horse battery staple", "Correct Horse Battery Staple", "correcthorsebatterystaple99"),
        *("P@ssw0rd P@ssw0rd", "passwordpassword", "To be, or not to be: that is the question.", "Trustno1"),
        *("aaaaaaaaaaaaaaa", "abcabcabcabcabc", "!!!!!!!!!!!!!!!", "               ", "", "ababababababab1"),
        *("123456789012345", "098765432109876", "qwertyuiopasdfghj", "poiuytrewq", "abcdefghijklmnopq"),
        *("Maya Lind 1985", "mayalindmayalind", "LIND maya mentor", "Mentor Desktop 2026", "Måya Lïnd"),
        *("letmeinletmeinletmein", "dragondragon", "monkeymonkeymonkey1"),
    ],
)
def test_what_many_choose_is_blocked(text: str) -> None:
    assert blocked(text, NAMES)
    assert strength(text, NAMES) == Strength(0, "Very weak")


@pytest.mark.parametrize(
    "text",
    [
        "correct horse battery staple and a violet otter",
        "my password is a purple giraffe in Uppsala",
        "Maya Lind likes otters",
        "kite lamp river oven sofa moss",
        "7f3k9x2m5q8w1e6",
        "lindens in the mayan rain",
    ],
)
def test_a_common_phrase_within_a_longer_one_is_no_fault(text: str) -> None:
    assert not blocked(text, NAMES)


def test_every_phrase_of_the_list_is_blocked_however_it_is_written() -> None:
    for phrase in blocked_phrases():
        for written in (phrase, phrase.upper() + ".", phrase.replace(" ", "-")):
            assert blocked(written, ()), written


def test_names_count_only_where_they_are_known() -> None:
    assert blocked("Amara Okafor Amara Okafor", ["Amara Okafor"])
    assert not blocked("Amara Okafor 1990 Nairobi", ["Maya"])
    assert not blocked("a quiet ferry to Gotland", ["a", "", "quiet"])


@given(some.text(), some.lists(some.text(), max_size=3))
def test_any_text_gets_an_answer(text: str, names: list[str]) -> None:
    assert blocked(text, names) in (True, False)


# --- strength ----------------------------------------------------------------------------------------


def test_the_meter_rises() -> None:
    found = [
        strength(text)
        for text in ("maya", "blue otter", "blue otter 17 sky", "kite lamp river oven sofa moss")
    ]
    assert [each.score for each in found] == sorted(each.score for each in found)
    assert found[-1] == Strength(4, "Strong")
    assert found[0].score < 2


def test_a_hint_makes_it_weaker_and_is_not_kept() -> None:
    from zxcvbn import matching

    assert strength("wivallius otter", ["Wivallius"]).score < strength("wivallius otter").score
    assert "user_inputs" not in matching.RANKED_DICTIONARIES


@settings(max_examples=25, deadline=None)
@given(some.text(max_size=3000))
def test_any_text_has_a_strength(text: str) -> None:
    assert 0 <= strength(text, NAMES).score <= 4


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    """A megabyte, and the random hundred characters that take the library seconds, are both answered."""
    assert strength("p4s$ " * 200_000).score >= 0
    assert strength("024ZrKD~1{pe*i\\= 'q<Vb8#nM&y}T|g+0@4$(%" * 30).score == 4


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, mentor_desktop.services.passphrases; print('zxcvbn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --- six words ---------------------------------------------------------------------------------------


def test_six_words_from_the_list_and_never_the_same() -> None:
    pool = set(passphrase_words())
    made = {six_words() for _time in range(50)}
    assert len(made) == 50
    for phrase in made:
        assert len(phrase.split(" ")) == 6
        assert set(phrase.split(" ")) <= pool


def test_six_words_are_strong_and_long_enough() -> None:
    for _time in range(5):
        phrase = six_words()
        assert strength(phrase, NAMES).score == 4
        assert len(phrase) >= 15
        assert not blocked(phrase, NAMES)
