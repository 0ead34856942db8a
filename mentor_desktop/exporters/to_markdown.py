"""A summary as Markdown that reads back as the same tree, in this program and in CommonMark readers.

Every character that could begin a mark is escaped, so that what a person typed stays what it is. Lists
are set in steps of four columns, the one indent that all readers agree on. Imports the tree only.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import partial

from mentor_desktop.exporters.tree import (
    Block,
    Bold,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Heading,
    Italic,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
    plain,
)

_TAB = 4

# "&" only where an entity could begin; "~" for the readers that strike through.
_INLINE = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w)|!(?=$)")
_LINE_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)|[#>+\-=•|:]")


def markdown_of(document: Document) -> str:
    """The whole file, ending in one line feed."""
    head: list[Block] = [Heading(1, (Text(document.title),))]
    if document.byline:
        head.append(Paragraph((Text(document.byline),)))
    return "\n".join(_blocks((*head, *document.blocks))) + "\n"


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append("")
        lines += _lines(block)
    return lines


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return ["#" * block.level + " " + _inline(block.spans).replace("  \n", " ")]
    if isinstance(block, Paragraph):
        return _inline(block.spans).split("\n")
    if isinstance(block, CodeBlock):
        return _fenced(block.text)
    if isinstance(block, Quote):
        return [f"> {line}".rstrip(" ") if not line else f"> {line}" for line in _blocks(block.blocks)]
    if isinstance(block, BulletList):
        return _items(block.items, [f"{'-':{_TAB}}"] * len(block.items))
    if isinstance(block, OrderedList):
        numbers = range(block.start, block.start + len(block.items))
        return _items(block.items, [f"{f'{number}.':{_TAB - 1}} " for number in numbers])
    return _table(block)


def _items(items: tuple[tuple[Block, ...], ...], marks: list[str]) -> list[str]:
    """Items close together; a blank line only where one of them holds more than a paragraph and a list."""
    close = all(
        isinstance(block, Paragraph if index == 0 else BulletList | OrderedList)
        for item in items
        for index, block in enumerate(item)
    )
    lines: list[str] = []
    for mark, item in zip(marks, items, strict=True):
        if not close and lines:
            lines.append("")
        inner: list[str] = []
        for block in item:
            if inner and not close:
                inner.append("")
            inner += _lines(block)
        lines.append(mark + inner[0])
        lines += [" " * _TAB + line if line else "" for line in inner[1:]]
    return lines


def _fenced(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *text.split("\n"), fence]


def _table(table: Table) -> list[str]:
    def row(cells: tuple[tuple[Span, ...], ...]) -> str:
        written = (_inline(cell).replace("  \n", " ").replace("|", "\\|") for cell in cells)
        return f"| {' | '.join(written)} |"

    rule = "| " + " | ".join("---" for _column in table.header) + " |"
    return [row(table.header), rule, *map(row, table.rows)]


def _inline(spans: tuple[Span, ...]) -> str:
    written = _run(spans, _Around("", ""))
    return "  \n".join(map(_started, written.split("  \n")))


def _started(line: str) -> str:
    """A line whose first characters would open a list, a heading or a quotation opens none."""
    return _LINE_START.sub(partial(_escape_start), line, count=1) if _LINE_START.match(line) else line


def _escape_start(found: re.Match[str]) -> str:
    return f"{found.group(1)}\\{found.group(2)}" if found.group(1) else "\\" + found.group()


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands before and after some spans, and the emphasis they are in already."""

    before: str
    after: str
    within: tuple[type[Span], ...] = ()


def _run(spans: tuple[Span, ...], around: _Around) -> str:
    written: list[str] = []
    before = around.before
    for index, span in enumerate(spans):
        after = plain(spans[index + 1 : index + 2])[:1] or around.after
        piece = _span(span, _Around(before, after, around.within))
        written.append(piece)
        before = piece[-1:] or before
    return "".join(written)


def _span(span: Span, around: _Around) -> str:
    if isinstance(span, Text):
        return _INLINE.sub(_escape, span.text)
    if isinstance(span, Break):
        return "  \n"
    if isinstance(span, Code):
        return _code(span.text)
    if isinstance(span, Link):
        label = plain(span.spans)
        if span.target in (label, f"mailto:{label}"):
            return f"<{label}>"
        return f"[{_run(span.spans, _Around('[', ']', around.within))}](<{span.target}>)"
    return _emphasis(span, around)


def _emphasis(span: Bold | Italic, around: _Around) -> str:
    """The words between stars; without them where no reader would take the stars for emphasis."""
    inner = _run(span.spans, replace(around, within=(*around.within, type(span))))
    core = inner.strip()
    lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    before, after = lead[-1:] or around.before, trail[:1] or around.after
    first, last = core.lstrip("*")[:1], core.rstrip("*")[-1:]
    opens = not _is_sign(first) or not before or before.isspace() or _is_sign(before)
    closes = not _is_sign(last) or not after or after.isspace() or _is_sign(after)
    if type(span) in around.within or before == "*" or after == "*" or not (first and opens and closes):
        return inner
    mark = "**" if isinstance(span, Bold) else "*"
    return f"{lead}{mark}{core}{mark}{trail}"


def _is_sign(letter: str) -> bool:
    """Whether CommonMark counts a character as punctuation."""
    return unicodedata.category(letter)[0] in "PS" if letter else False


def _escape(found: re.Match[str]) -> str:
    return "\\" + found.group()


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{room}{text}{room}{fence}"
