"""A note's Markdown, parsed once into the neutral tree.

The library does the parsing; only the marks that a mentor types are switched on. Raw HTML, entities and
references have no meaning here and are shown as they stand, a picture becomes its description, and a
link to anything but https: or mailto: becomes text. May import the Markdown library and the tree.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from mentor_desktop.exporters.cleaning import clean
from mentor_desktop.exporters.layout import FENCED, laid_out, too_heavy
from mentor_desktop.exporters.spans import TAB, follows, literal, target_of, tidy, without_links, words
from mentor_desktop.exporters.tree import (
    Block,
    Bold,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Heading,
    Italic,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Span,
    Text,
    plain,
)

if TYPE_CHECKING:
    from markdown import Markdown

_DEEPEST = 12  # blocks within blocks, and spans within spans
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_UNUSED_INLINE = (
    "reference",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "automail",
    "linebreak",
    "html",
    "entity",
)
_UNUSED_BLOCKS = ("code", "setextheader", "reference")

# What has a meaning in Markdown anywhere, and what has one at the start of a line.
_MARKED = re.compile(r"[*_`\[\\<]|^[ \t]*(?:[>#~+•-]|\d{1,9}[.)][ \t])", re.MULTILINE)
_ESCAPED = re.compile("\x02(\\d+)\x03")
_CODE_BLOCK = re.compile(f"{FENCED}(\\d+){FENCED}")
_BACKSLASH_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")

_INLINE = {"strong", "em", "code", "a", "img", "br"}


def _library() -> "Markdown":
    """The library with only the marks a mentor types; loaded for the first note that holds one."""
    from markdown import Markdown
    from markdown.blockprocessors import HashHeaderProcessor
    from markdown.extensions.sane_lists import SaneListExtension

    class SpacedHeading(HashHeaderProcessor):
        """ "#3" is a number and "#design" a tag; a heading has a blank after its marks."""

        RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ ]+(?P<header>[^\n]*?)(?:[ ]#*)?(?:\n|$)")

    library = Markdown(extensions=[SaneListExtension()])
    for name in _UNUSED_INLINE:
        library.inlinePatterns.deregister(name)
    for name in _UNUSED_BLOCKS:
        library.parser.blockprocessors.deregister(name)
    library.parser.blockprocessors.register(SpacedHeading(library.parser), "hashheader", 70)
    library.ESCAPED_CHARS = list(_PUNCTUATION)
    return library


class Reader:
    """Parses notes. One reader serves one thread."""

    def __init__(self) -> None:
        self._library: Markdown | None = None
        self._codes: list[str] = []

    def blocks(self, source: str) -> tuple[Block, ...]:
        """The blocks of a note. Text that is too large or nests too deeply comes back as it stands."""
        text = clean(source).expandtabs(TAB)
        if not _MARKED.search(text) or too_heavy(text):
            return literal(text)
        library = self._library = self._library or _library()
        library.reset()
        lines, self._codes = laid_out(_BACKSLASH_BREAK.sub(r"\1\n", text))
        try:
            root = Element("div")
            library.parser.parseChunk(root, lines)
            library.treeprocessors["inline"].run(root)
            return self._blocks_of(root, 0)
        except RecursionError:
            return literal(text)

    def _blocks_of(self, element: Element, depth: int) -> tuple[Block, ...]:
        blocks: list[Block] = []
        run: list[Span] = list(_words(element.text))

        def flush() -> None:
            blocks.extend(self._paragraphs(run))
            run.clear()

        for child in element:
            if child.tag in _INLINE:
                run.extend(_span(child, depth))
            else:
                flush()
                blocks.extend(self._block_of(child, depth + 1))
            run.extend(_words(child.tail))
        flush()
        return tuple(blocks)

    def _block_of(self, element: Element, depth: int) -> tuple[Block, ...]:
        if element.tag == "hr":
            return ()
        if element.tag in ("ul", "ol") and depth < _DEEPEST:
            items = tuple(filter(None, (self._blocks_of(item, depth) for item in element)))
            if not items:
                return ()
            if element.tag == "ul":
                return (BulletList(items),)
            return (OrderedList(items, int(element.get("start", "1")[:9])),)
        if element.tag == "blockquote" and depth < _DEEPEST:
            inner = self._blocks_of(element, depth)
            return (Quote(inner),) if inner else ()
        inner = self._blocks_of(element, depth)
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            spans = tuple(span for block in inner if isinstance(block, Paragraph) for span in block.spans)
            return (Heading(int(element.tag[1]), spans),) if spans else ()
        return inner

    def _paragraphs(self, run: list[Span]) -> Iterable[Block]:
        spans = tidy(run)
        if not spans:
            return
        code = _CODE_BLOCK.fullmatch(plain(spans))
        if code:
            yield CodeBlock(self._codes[int(code.group(1))])
        else:
            yield Paragraph(spans)


def _words(text: str | None) -> Iterable[Span]:
    """The library's text, with the characters it set aside as escaped put back."""
    return words(_ESCAPED.sub(_character, text)) if text else ()


def _character(found: re.Match[str]) -> str:
    return chr(int(found.group(1)))


def _span(element: Element, depth: int) -> tuple[Span, ...]:
    if element.tag == "br":
        return (Break(),)
    if element.tag == "img":
        return tuple(_words(element.get("alt")))
    if element.tag == "code":
        return (Code(_unescape_code("".join(element.itertext()))),)
    inner: list[Span] = list(_words(element.text))
    for child in element:
        inner += _span(child, depth + 1) if depth < _DEEPEST else _words("".join(child.itertext()))
        inner += _words(child.tail)
    if element.tag == "a":
        return _link(element.get("href") or "", inner)
    if element.tag == "strong":
        return (Bold(tuple(inner)),)
    return (Italic(tuple(inner)),)


def _unescape_code(text: str) -> str:
    bare = _ESCAPED.sub(_character, text).replace("\n", " ")
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _link(href: str, label: list[Span]) -> tuple[Span, ...]:
    target = _ESCAPED.sub(_character, href)
    shown = without_links(label)
    if follows(target):
        return (Link(target_of(target), shown or (Text(target),)),)
    if not target or plain(shown).strip() == target.strip():
        return shown
    return (*shown, Text(f" ({target})"))
