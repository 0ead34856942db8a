"""Runs of text in one canonical form: line ends and bare links found, neighbours joined, ends trimmed.

What is typed into a plain field becomes spans here, without a parser. Imports the tree only.
"""

import re
from collections.abc import Iterable

from mentor_desktop.exporters.cleaning import clean
from mentor_desktop.exporters.tree import Block, Bold, Break, Code, Italic, Link, Paragraph, Span, Text, plain

_FOLLOWED = re.compile(r"(?:https://[^\s/]|mailto:[^\s/])", re.IGNORECASE)
_DOMAIN = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_BARE_LINK = re.compile(
    rf"https://[^\s<>\"\x1a]+|<([a-z0-9.+_-]{{1,64}}@{_DOMAIN}(?:\.{_DOMAIN}){{1,8}})>", re.IGNORECASE
)
_NOT_IN_LINKS = re.compile(r"[ \t\n<>\"'\\`^{|}()\[\]\x00-\x1f]")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
TAB = 4  # columns
_AFTER_LINK = ".,;:!?)]}'\"*_…»”\u2019"


def literal(text: str) -> tuple[Block, ...]:
    """Paragraphs with the words exactly as typed: no mark has a meaning but a blank line and a link."""
    paragraphs = (tidy(words(part)) for part in _BLANK_LINES.split(clean(text).expandtabs(TAB)))
    return tuple(Paragraph(spans) for spans in paragraphs if spans)


def literal_line(text: str) -> tuple[Span, ...]:
    """The spans of one line of plain text."""
    return tidy(words(text.replace("\n", " ")))


def words(text: str | None) -> Iterable[Span]:
    """Text with its line ends and bare links found."""
    if not text:
        return
    for index, line in enumerate(text.split("\n")):
        if index:
            yield Break()
        start = 0
        for found in _BARE_LINK.finditer(line):
            address = found.group(1)
            label = address or found.group().rstrip(_AFTER_LINK)
            target = f"mailto:{address}" if address else label
            if not follows(target):
                continue
            yield Text(line[start : found.start()])
            yield Link(target_of(target), (Text(label),))
            start = found.end() if address else found.start() + len(label)
        yield Text(line[start:])


def follows(address: str) -> bool:
    """Whether a link may lead to this address."""
    return bool(_FOLLOWED.match(address))


def target_of(address: str) -> str:
    """The address with everything escaped that could end it early in some format."""
    spelt = _NOT_IN_LINKS.sub(lambda found: f"%{ord(found.group()):02X}", address)
    scheme, colon, rest = spelt.partition(":")
    return scheme.lower() + colon + rest


def without_links(spans: Iterable[Span]) -> tuple[Span, ...]:
    """A link within a link is only its words."""
    flat: list[Span] = []
    for span in spans:
        if isinstance(span, Link):
            flat += without_links(span.spans)
        elif isinstance(span, Bold | Italic):
            flat.append(type(span)(without_links(span.spans)))
        else:
            flat.append(span)
    return tuple(flat)


def tidy(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in one canonical form: no empty ones, neighbours joined, no blanks at the ends of a line."""
    return _trimmed(_joined(spans))


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if isinstance(span, Bold | Italic | Link):
            inner = _joined(span.spans)
            if not plain(tuple(inner)).strip():
                joined += inner
                continue
            span = Link(span.target, tuple(inner)) if isinstance(span, Link) else type(span)(tuple(inner))
        last = joined[-1] if joined else None
        if isinstance(span, Code) and not span.text.strip():
            span = Text(span.text)
        if isinstance(span, Text):
            if not span.text:
                continue
            if isinstance(last, Text):
                joined[-1] = Text(last.text + span.text)
                continue
        elif isinstance(span, Bold | Italic) and type(last) is type(span):
            assert isinstance(last, Bold | Italic)
            joined[-1] = type(span)(tuple(_joined((*last.spans, *span.spans))))
            continue
        joined.append(span)
    return joined


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for index, span in enumerate(spans):
        if isinstance(span, Text):
            text = span.text
            if not kept or isinstance(kept[-1], Break):
                text = text.lstrip()
            if index + 1 == len(spans) or isinstance(spans[index + 1], Break):
                text = text.rstrip()
            if text:
                kept.append(Text(text))
        elif not (isinstance(span, Break) and not kept):
            kept.append(span)
    while kept and isinstance(kept[-1], Break):
        kept.pop()
    return tuple(kept)
