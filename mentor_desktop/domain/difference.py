"""What changed between two wordings, word by word, so that a person can read it. Standard library only."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

MOST_WORDS = 4_000  # on both sides together; longer texts are compared line by line, which is fast
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_WORD = re.compile(r"\w+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"  # in the earlier wording alone
    NEW = "new"  # in the later one alone


class Piece(NamedTuple):
    """A run of text that shares one fate."""

    change: Change
    text: str


def difference(earlier: str, later: str) -> tuple[Piece, ...]:
    """The pieces of both wordings in reading order; what is gone stands before what came in its place.

    The pieces that are the same or gone make up `earlier`, those that are the same or new make up `later`.
    """
    tokens = _WORDS
    if len(_WORDS.findall(earlier)) + len(_WORDS.findall(later)) > MOST_WORDS:
        tokens = _LINES
    return tuple(_joined(_pieces(tokens.findall(earlier), tokens.findall(later))))


LIKE = 0.4  # of the words of the longer wording that both share, for a look word by word to help


def readable(earlier: str, later: str) -> tuple[Piece, ...]:
    """The same, but a wording that is another one altogether stands whole beside the former one.

    A look word by word at two sentences that have little in common cannot be read.
    """
    old, new = _WORD.findall(earlier.casefold()), _WORD.findall(later.casefold())
    common = (Counter(old) & Counter(new)).total()
    if common >= LIKE * max(len(old), len(new)):
        return difference(earlier, later)
    return tuple(
        Piece(change, text)
        for change, text in ((Change.GONE, earlier), (Change.NEW, later)) if text
    )  # fmt: skip


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(old[a:b]))
        else:
            yield Piece(Change.GONE, "".join(old[a:b]))
            yield Piece(Change.NEW, "".join(new[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Changes that only a blank keeps apart become one, since words change more often than blanks."""
    gone = new = ""
    blank = ""
    for change, words in pieces:
        if not words:
            continue
        if change is Change.SAME and words.isspace() and "\n" not in words and (gone or new):
            blank += words
            continue
        if change is Change.SAME:
            yield from _run(gone, new)
            yield Piece(Change.SAME, blank + words)
            gone = new = blank = ""
            continue
        gone += (blank if blank else "") + (words if change is Change.GONE else "")
        new += (blank if blank else "") + (words if change is Change.NEW else "")
        blank = ""
    yield from _run(gone, new)
    if blank:
        yield Piece(Change.SAME, blank)


def _run(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Change.GONE, gone)
    if new:
        yield Piece(Change.NEW, new)
