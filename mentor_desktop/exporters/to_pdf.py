"""A summary as PDF that screen readers can follow (PDF/UA-1), set by typst.

Every text is handed over as JSON and shown as a string: nothing a person typed is ever evaluated. Only
the bundled fonts are used, so that the page looks the same everywhere. May import typst, the tree, the
resources folder and words.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from mentor_desktop import RESOURCES, words
from mentor_desktop.exporters import fonts
from mentor_desktop.exporters.errors import CannotTypeset, TooLong
from mentor_desktop.exporters.tree import (
    Block,
    Break,
    Code,
    CodeBlock,
    Document,
    Heading,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
    all_texts,
    plain,
    runs_rightwards,
    texts,
)

_TEMPLATE = RESOURCES / "typst" / "summary.typ"
LONGEST = 1_500_000
"""Characters: about six hundred pages. The typesetter takes some 400 MB of memory for each million."""

_TEXT_FONTS = (
    "Inter App",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
)
_DISPLAY_FONT = "Inter App Display"
_LONGEST_WORD = 40  # characters; a longer one may be cut after every few, for it would leave the page
_PIECE = 8
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_CUT = "\N{ZERO WIDTH SPACE}"
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?\b")
# The typesetter signs with its version in two places; the blanks keep every offset in the file right.
_SIGNED = re.compile(rb"(?<=/Creator\(Typst)( [0-9.]+)(?=\))|(?<=<xmp:CreatorTool>Typst)( [0-9.]+)(?=<)")


def pdf_of(document: Document) -> bytes:
    """The whole file. A letter that no bundled font has is shown as `fonts.INSTEAD`.

    Raises CannotTypeset, and TooLong beyond LONGEST characters.
    """
    if sum(map(len, all_texts(document))) > LONGEST:
        raise TooLong
    return compiled(_TEMPLATE, _data(document))


def compiled(template: Path, values: dict[str, Any]) -> bytes:
    """The file that a template makes of values, in the bundled fonts. Raises CannotTypeset."""
    compiler = typst.Compiler(template, root=template.parent, font_paths=_fonts(), ignore_system_fonts=True)
    fonts_too = {"fonts": _TEXT_FONTS, "display": _DISPLAY_FONT}
    data = {"data": json.dumps(values | fonts_too, ensure_ascii=False)}
    try:
        made = compiler.compile(format="pdf", sys_inputs=data, pdf_standards=["ua-1"])
    except typst.TypstError:
        # The message quotes the page, so it goes no further.
        raise CannotTypeset from None
    if not isinstance(made, bytes):
        raise CannotTypeset
    return _SIGNED.sub(lambda found: b" " * len(found.group()), made)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[fonts.FOLDER])


def _data(document: Document) -> dict[str, Any]:
    tag = _LANGUAGE.match(document.language)
    byline = document.byline
    return {
        "lang": tag.group(1).lower() if tag else words.SOURCE,
        "region": tag.group(2).upper() if tag and tag.group(2) else None,
        "rtl": words.right_to_left(document.language),
        "title": fonts.drawable(document.title),
        "byline": _run((Text(byline),)) if byline else None,
        "blocks": _nodes(document.blocks),
    }


def _run(spans: tuple[Span, ...]) -> dict[str, Any]:
    return {"rtl": not runs_rightwards(plain(spans)), "spans": [_span(span) for span in spans]}


def _nodes(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [node for block in blocks for node in _block(block)]


def _block(block: Block) -> Iterator[dict[str, Any]]:
    node: dict[str, Any] = {"kind": type(block).__name__.lower()}
    if isinstance(block, Heading):
        yield node | _run(block.spans) | {"level": block.level}
    elif isinstance(block, Paragraph):
        yield node | _run(block.spans)
    elif isinstance(block, CodeBlock):
        yield node | {"rtl": False, "text": _shown(block.text)}
    elif isinstance(block, Quote):
        yield node | {"rtl": _leftwards((block,)), "blocks": _nodes(block.blocks)}
    elif isinstance(block, Table):
        rows = [[_run(cell) for cell in row] for row in block.rows]
        yield node | {"header": [_run(cell) for cell in block.header], "rows": rows}
    else:
        # A list stands on one side of the page as a whole, so one that mixes scripts is set in pieces.
        start = block.start if isinstance(block, OrderedList) else 1
        for rtl, group in groupby(block.items, key=_leftwards):
            items = [_nodes(item) for item in group]
            yield node | {"rtl": rtl, "items": items, "start": start}
            start += len(items)


def _leftwards(blocks: tuple[Block, ...]) -> bool:
    return not runs_rightwards(next(filter(None, texts(blocks)), ""))


def _span(span: Span) -> dict[str, Any]:
    node: dict[str, Any] = {"kind": type(span).__name__.lower()}
    if isinstance(span, Text | Code):
        node["text"] = _shown(span.text)
    elif not isinstance(span, Break):
        node["spans"] = [_span(inner) for inner in span.spans]
        if isinstance(span, Link):
            node["target"] = span.target
    return node


def _shown(text: str) -> str:
    """What the page shows of a text: letters a font has, and no word wider than the page."""
    return _LONG_WORD.sub(_with_cuts, fonts.drawable(text))


def _with_cuts(found: re.Match[str]) -> str:
    word = found.group()
    return _CUT.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
