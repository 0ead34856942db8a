"""How hard a text is to read: the length of its sentences, and for English a school year.

The year is the Flesch-Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word − 15.59, from
Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas", Naval Technical Training
Command, Research Branch Report 8-75, 1975. Syllables are counted by groups of vowels, as is usual where no
dictionary is at hand, so a year is right to about one. Standard library only.
"""

import re
from dataclasses import dataclass

LONG = 25
"""Words from which a sentence is pointed out. Plain-language guides advise 15 to 20 on average and 25 at
most."""
FEWEST = 30  # words below which a year says nothing

_SENTENCE = re.compile(r"[^.!?…。؟।]+[.!?…。؟।]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and how many words it has."""

    text: str
    words: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that hold a word; a line's end ends a sentence too."""
    found = []
    for line in text.splitlines():
        for match in _SENTENCE.finditer(line):
            count = len(_WORD.findall(match.group()))
            if count:
                found.append(Sentence(match.group().strip(), count))
    return tuple(found)


def long_sentences(text: str) -> tuple[Sentence, ...]:
    """Those that are better divided."""
    return tuple(each for each in sentences(text) if each.words > LONG)


def syllables(word: str) -> int:
    """About how many syllables an English word has, at least one."""
    lower = word.casefold()
    count = len(_VOWELS.findall(lower))
    silent = lower.endswith("e") and not lower.endswith(("le", "ee"))
    silent = silent or (lower.endswith("ed") and not lower.endswith(("ted", "ded", "eed")))
    return max(count - silent, 1)


def grade(text: str) -> float | None:
    """The school year at which an English text is read easily; None for one too short to say."""
    every = sentences(text)
    words = [word for each in every for word in _WORD.findall(each.text)]
    if len(words) < FEWEST:
        return None
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(every) + 11.8 * spoken / len(words) - 15.59
