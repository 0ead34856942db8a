"""Choosing a passphrase: what is asked, what is refused, and in which field it is said."""

from __future__ import annotations

import pytest

from mentor_desktop.services import passphrases
from mentor_desktop.ui.firstrun.choosing import PAUSE_MS, Choosing
from tests.ui.fakes import HandDelay, Later, Now

GOOD = "seven quiet herons over the mill pond"


class View:
    def __init__(self) -> None:
        self.first = self.second = ""
        self.strengths: list[tuple[int, str]] = []
        self.refused: list[tuple[str, bool]] = []
        self.busy = False

    def phrases(self) -> tuple[str, str]:
        return self.first, self.second

    def show_strength(self, score: int, word: str) -> None:
        self.strengths.append((score, word))

    def show_words(self, words: str) -> None:
        self.first, self.second = words, ""

    def refuse(self, sentence: str, *, again: bool = False) -> None:
        self.refused.append((sentence, again))

    def set_busy(self, busy: bool) -> None:
        self.busy = busy


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def delay() -> HandDelay:
    return HandDelay()


@pytest.fixture
def chosen() -> list[str]:
    return []


@pytest.fixture
def choosing(view: View, delay: HandDelay, chosen: list[str]) -> Choosing:
    return Choosing(view, Now(), delay, chosen.append)


def test_the_strength_comes_once_the_typing_pauses(view: View, choosing: Choosing, delay: HandDelay) -> None:
    for end in range(1, len(GOOD) + 1):
        view.first = GOOD[:end]
        choosing.typed()
        delay.advance(PAUSE_MS // 2)
    assert view.strengths == []
    delay.advance(PAUSE_MS)
    assert [score for score, _word in view.strengths] == [4]


def test_a_late_answer_about_an_older_text_is_not_shown(
    view: View, delay: HandDelay, chosen: list[str]
) -> None:
    later = Later()
    choosing = Choosing(view, later, delay, chosen.append)
    view.first = "password"
    choosing.typed()
    delay.advance(PAUSE_MS)
    view.first = GOOD
    choosing.typed()
    later.run()
    assert view.strengths == []
    delay.advance(PAUSE_MS)
    later.run()
    assert [score for score, _word in view.strengths] == [4]


def test_an_empty_field_empties_the_meter(view: View, choosing: Choosing, delay: HandDelay) -> None:
    choosing.typed()
    assert view.strengths == [(-1, "")]
    assert delay.waiting() == 0


def test_six_words_are_drawn_and_judged(view: View, choosing: Choosing, delay: HandDelay) -> None:
    choosing.words()
    assert len(view.first.split()) == passphrases.WORDS
    delay.advance(PAUSE_MS)
    assert view.strengths[-1][0] >= 3


def test_a_good_one_typed_twice_is_taken(view: View, choosing: Choosing, chosen: list[str]) -> None:
    view.first = view.second = GOOD
    choosing.next()
    assert chosen == [GOOD]
    assert view.refused == []


@pytest.mark.parametrize(
    ("first", "second", "word", "again"),
    [
        ("", "", "first", False),
        ("too short", "too short", "15", False),
        ("fourteen lette", "fourteen lette", "One more", False),
        ("correct horse battery staple", "correct horse battery staple", "Too many people", False),
        ("x" * 2000, "x" * 2000, "1,024", False),
        (GOOD, "", "once more", True),
        (GOOD, GOOD + "s", "differs", True),
    ],
)
def test_what_is_refused_is_said_in_one_sentence_at_its_field(
    view: View, choosing: Choosing, chosen: list[str], first: str, second: str, word: str, again: bool
) -> None:
    view.first, view.second = first, second
    choosing.next()
    assert chosen == []
    ((sentence, where),) = view.refused
    assert word in sentence
    assert where is again
    assert not first or first not in sentence
    assert not view.busy


def test_nothing_is_taken_twice_while_it_is_looked_at(
    view: View, delay: HandDelay, chosen: list[str]
) -> None:
    later = Later()
    choosing = Choosing(view, later, delay, chosen.append)
    view.first = view.second = GOOD
    choosing.next()
    assert view.busy
    later.run()
    assert not view.busy
    assert chosen == [GOOD]
