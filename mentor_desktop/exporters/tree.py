"""The neutral tree that every writer and the preview walk, so that no format shows more or other words.

A note's Markdown is parsed once into these classes; a writer escapes each piece of text for its own
format and needs to know nothing of Markdown. Imports the standard library only.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; no line break inside."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Strong emphasis."""

    spans: tuple["Span", ...]


@dataclass(frozen=True, slots=True)
class Italic:
    """Emphasis."""

    spans: tuple["Span", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to be typed as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be followed: its target starts with https: or mailto:, nothing else."""

    target: str
    spans: tuple["Span", ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""


Span = Text | Bold | Italic | Code | Link | Break


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document's title is level 1, so sections start at 2."""

    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items without an order; each item is a run of blocks."""

    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """Items counted upwards from `start`."""

    items: tuple[tuple["Block", ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words set apart."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines to be kept as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; a cell is a run of spans, and every row has as many as the header."""

    header: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


Block = Heading | Paragraph | BulletList | OrderedList | Quote | CodeBlock | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One summary. `title` is the one heading of level 1, `byline` the quiet line below it ("" for none)."""

    language: str  # BCP 47 tag
    title: str
    byline: str
    blocks: tuple[Block, ...]


def plain(spans: tuple[Span, ...]) -> str:
    """The words of some spans without their dress; a break is a line feed."""
    pieces: list[str] = []
    for span in spans:
        if isinstance(span, Text | Code):
            pieces.append(span.text)
        elif isinstance(span, Break):
            pieces.append("\n")
        else:
            pieces.append(plain(span.spans))
    return "".join(pieces)


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The text of each heading, paragraph, code block and table cell, in reading order."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield plain(block.spans)
        elif isinstance(block, CodeBlock):
            yield block.text
        elif isinstance(block, Quote):
            yield from texts(block.blocks)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from map(plain, row)
        else:
            for item in block.items:
                yield from texts(item)


def all_texts(document: Document) -> Iterator[str]:
    """Title, byline and every text below them, in reading order."""
    yield document.title
    if document.byline:
        yield document.byline
    yield from texts(document.blocks)


def words_in(document: Document) -> list[str]:
    """Every word a reader meets, in reading order: what each format must give back."""
    return [word for text in all_texts(document) for word in text.split()]


def runs_rightwards(text: str, otherwise: bool = True) -> bool:
    """Whether a text is read from left to right, by its first strong letter; `otherwise` if it has none."""
    for letter in text[:10_000]:
        kind = unicodedata.bidirectional(letter)
        if kind == "L":
            return True
        if kind in ("R", "AL"):
            return False
    return otherwise
