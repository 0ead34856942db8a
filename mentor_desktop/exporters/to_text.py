"""A summary as plain text, for the clipboard and for a message. Imports the tree only."""

from mentor_desktop.exporters.tree import (
    Block,
    BulletList,
    CodeBlock,
    Document,
    Heading,
    OrderedList,
    Paragraph,
    Quote,
    plain,
)

_INDENT = "  "


def text_of(document: Document) -> str:
    """Lines as they are, wrapped by nobody: the program that receives them knows its own width."""
    head = f"{document.title}\n{document.byline}" if document.byline else document.title
    return "\n\n".join([head, *_parts(document.blocks)]) + "\n"


def _parts(blocks: tuple[Block, ...]) -> list[str]:
    """What a blank line stands between; a heading keeps its first part close."""
    parts: list[str] = []
    after_heading = False
    for block in blocks:
        text = "\n".join(_lines(block))
        if after_heading:
            parts[-1] += "\n" + text
        else:
            parts.append(text)
        after_heading = isinstance(block, Heading)
    return parts


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading | Paragraph):
        return plain(block.spans).split("\n")
    if isinstance(block, CodeBlock):
        return block.text.split("\n")
    if isinstance(block, Quote):
        return [f"> {line}" for line in _flat(block.blocks)]
    if isinstance(block, BulletList):
        return [line for item in block.items for line in _marked("• ", item)]
    if isinstance(block, OrderedList):
        return [
            line
            for number, item in enumerate(block.items, block.start)
            for line in _marked(f"{number}. ", item)
        ]
    # The header of a table says nothing without its columns, but it is there in every other format.
    return [" · ".join(map(plain, row)) for row in (block.header, *block.rows)]


def _marked(mark: str, item: tuple[Block, ...]) -> list[str]:
    first, *rest = _flat(item)
    return [mark + first, *(_INDENT + line for line in rest)]


def _flat(blocks: tuple[Block, ...]) -> list[str]:
    return [line for block in blocks for line in _lines(block)]
