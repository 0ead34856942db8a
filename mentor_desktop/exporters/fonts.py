"""Which letters the bundled fonts can draw, so that the missing ones are named before a PDF is made.

Reads the character maps of the font files itself (formats 4 and 12 of the OpenType `cmap` table): the
program ships no font library, and the typesetter tells only after the fact. Imports the resources folder.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from mentor_desktop import RESOURCES

FOLDER = RESOURCES / "fonts"
SUFFIXES = (".ttf", ".otf")

# Shown as nothing by any typesetter: joiners, direction marks, variation selectors, soft hyphens, tags.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_MARKS = ("Mn", "Mc", "Me")
# What Inter draws for certain, so that no font file is read for most summaries: a test holds it to that.
_PLAIN = re.compile("[\n\t -~\u00a1-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c-\u201e\u2022\u2026]*")

INSTEAD = "\N{WHITE SQUARE}"
"""Stands in a PDF for a letter that no font has."""


def missing(text: str) -> str:
    """The letters of a text that no bundled font can draw, each once, in order of appearance."""
    if _plain_letters(text):
        return ""
    clusters = dict.fromkeys(_cluster_in(text).findall(text))
    return "".join(cluster for cluster in clusters if not _drawn(cluster))


def drawable(text: str) -> str:
    """The text with `INSTEAD` for each letter that no bundled font can draw."""
    undrawn = missing(text)
    if not undrawn:
        return text
    return _cluster_in(text).sub(lambda found: found.group() if _drawn(found.group()) else INSTEAD, text)


def _cluster_in(text: str) -> re.Pattern[str]:
    """Finds a letter with the marks that sit on it: one font has to draw them all."""
    marks = (
        letter for letter in set(text) if unicodedata.category(letter) in _MARKS or _UNSEEN.match(letter)
    )
    following = "".join(map(re.escape, marks))
    return re.compile(f".[{following}]*" if following else ".", re.DOTALL)


@lru_cache(maxsize=4096)
def _drawn(cluster: str) -> bool:
    seen = _UNSEEN.sub("", cluster)
    if not seen.strip():
        return True
    spellings = (seen, unicodedata.normalize("NFC", seen))
    return any(all(map(font, spelling)) for font in _families() for spelling in spellings)


def _plain_letters(text: str) -> bool:
    """Whether the first font alone draws everything, which is so for nearly every summary."""
    if _PLAIN.fullmatch(text):
        return True
    first = next(iter(_families()), None)
    return first is not None and all(letter in "\n\t" or first(letter) for letter in set(text))


class _Family:
    """The letters that every style of one family has. The files are read when first asked for."""

    def __init__(self, files: list[Path]) -> None:
        self._files = files

    def __call__(self, letter: str) -> bool:
        return ord(letter) in self._letters

    @cached_property
    def _letters(self) -> frozenset[int]:
        return frozenset.intersection(*(_letters_in(file.read_bytes()) for file in self._files))


@lru_cache(maxsize=1)
def _families() -> tuple[_Family, ...]:
    by_name: dict[str, list[Path]] = {}
    for file in sorted(FOLDER.iterdir()):
        if file.suffix.lower() in SUFFIXES:
            by_name.setdefault(file.stem.partition("-")[0], []).append(file)
    return tuple(map(_Family, by_name.values()))


def _letters_in(font: bytes) -> frozenset[int]:
    """The code points a font file maps to a glyph. Raises struct.error for a file that is no font."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for index in range(tables):
        tag, _sum, start, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        if tag == b"cmap":
            return frozenset(_mapped(font, start))
    return frozenset()


def _mapped(font: bytes, cmap: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">L", font, cmap + 4 + 8 * index + 4)
        (kind,) = struct.unpack_from(">H", font, cmap + offset)
        if kind == 12:
            yield from _format_12(font, cmap + offset)
        elif kind == 4:
            yield from _format_4(font, cmap + offset)


def _format_12(font: bytes, start: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">L", font, start + 12)
    for index in range(groups):
        first, last, _glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * index)
        yield from range(first, last + 1)


def _format_4(font: bytes, start: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, start + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", font, start + 16 + 2 * twice)
    offsets_at = start + 16 + 3 * twice
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = letter
            if offset:
                (glyph,) = struct.unpack_from(">H", font, offsets_at + 2 * (index + letter - first) + offset)
            if (glyph + (delta if glyph or not offset else 0)) & 0xFFFF:
                yield letter
