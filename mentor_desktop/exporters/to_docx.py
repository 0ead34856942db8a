"""A summary as a Word file with real headings, lists and a table, and nothing in it about who made it.

It starts from the plain parts in the resources folder rather than from the library's own template, which
carries an author, dates, revision ids and a picture. May import python-docx, the tree, words and the
resources folder.
"""

import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from mentor_desktop import RESOURCES, words
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
    runs_rightwards,
)

_FOLDER = RESOURCES / "docx"
# Where each of the plain files stands within the package.
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "_rels/package.rels",
    "word/document.xml": "word/document.xml",
    "word/_rels/document.xml.rels": "word/_rels/document.xml.rels",
    "word/styles.xml": "word/styles.xml",
    "word/numbering.xml": "word/numbering.xml",
    "word/settings.xml": "word/settings.xml",
    "word/fontTable.xml": "word/fontTable.xml",
    "docProps/core.xml": "docProps/core.xml",
}
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first one a ZIP file can tell
_STEP = 340  # twentieths of a point: what one level of a list, or one quotation, is set in by
_DEEPEST_LEVEL = 8
_BULLETS = 1  # the id of the list of bullets
_NUMBERS = 1  # the id of the pattern that every numbered list is made from
_COLUMNS = (2000, 5172, 1900)  # twentieths of a point; the width between the margins in all
_PIECES = re.compile(r"([\t\n])")


def docx_of(document: Document) -> bytes:
    """The whole file. The same document gives the same bytes."""
    word = docx.Document(BytesIO(_base()))
    word.core_properties.title = document.title
    word.core_properties.language = document.language
    _Writer(word, document.language).write(document)
    made = BytesIO()
    word.save(made)
    return _undated(made)


@lru_cache(maxsize=1)
def _base() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for part, file in _PARTS.items():
            package.writestr(part, (_FOLDER / file).read_bytes())
    return packed.getvalue()


def _undated(made: BytesIO) -> bytes:
    """The same package without the time and the system it was made on."""
    packed = BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


@dataclass(slots=True)
class _Place:
    """Where a paragraph stands, and whether it still gets the mark of its list item."""

    depth: int = 0  # lists and quotations around it
    level: int = -1  # lists around it, counted from 0
    list_id: int = 0
    ordered: bool = False
    marked: bool = False
    quoted: bool = False


class _Writer:
    """Appends a tree to an empty Word document."""

    def __init__(self, word: WordDocument, language: str) -> None:
        self._word = word
        self._end = word.element.body.sectPr
        self._rtl = words.right_to_left(language)
        for lang in word.styles.element.iter(qn("w:lang")):
            for name in ("w:val", "w:eastAsia", "w:bidi"):
                lang.set(qn(name), language)

    def write(self, document: Document) -> None:
        """Title, byline and all blocks."""
        self._add(self._paragraph((Text(document.title),), "Heading1"))
        if document.byline:
            self._add(self._paragraph((Text(document.byline),), "Subtitle"))
        self._blocks(document.blocks, _Place())

    def _add(self, element: Any) -> None:
        self._end.addprevious(element)

    def _blocks(self, blocks: tuple[Block, ...], place: _Place) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                self._placed(self._paragraph(block.spans, f"Heading{block.level}"), place)
            elif isinstance(block, Paragraph):
                self._placed(self._paragraph(block.spans, self._style(place)), place)
            elif isinstance(block, CodeBlock):
                self._placed(self._paragraph((Text(block.text),), "HTMLPreformatted"), place)
            elif isinstance(block, Quote):
                inner = _Place(place.depth + 1, place.level, place.list_id, place.ordered, place.marked, True)
                self._blocks(block.blocks, inner)
                place.marked = inner.marked
            elif isinstance(block, Table):
                self._table(block)
            else:
                self._list(block, place)

    def _list(self, block: BulletList | OrderedList, place: _Place) -> None:
        level = min(place.level + 1, _DEEPEST_LEVEL)
        ordered = isinstance(block, OrderedList)
        list_id = self._numbered(block.start, level) if isinstance(block, OrderedList) else _BULLETS
        for item in block.items:
            self._blocks(item, _Place(place.depth + 1, level, list_id, ordered, marked=True))

    def _numbered(self, start: int, level: int) -> int:
        """A numbered list of its own, so that it does not count on from the one before it."""
        num = self._word.part.numbering_part.element.add_num(_NUMBERS)
        num.add_lvlOverride(ilvl=level).add_startOverride(start)
        return int(num.numId)

    @staticmethod
    def _style(place: _Place) -> str:
        if place.marked:
            return "ListNumber" if place.ordered else "ListBullet"
        if place.quoted:
            return "Quote"
        return "ListContinue" if place.level >= 0 else "Normal"

    def _placed(self, paragraph: Any, place: _Place) -> None:
        """Gives a paragraph its item's mark, or the indent of the item it goes on with."""
        properties = paragraph.pPr
        if place.marked:
            place.marked = False
            numbering = properties.get_or_add_numPr()
            numbering.get_or_add_ilvl().val = place.level
            numbering.get_or_add_numId().val = place.list_id
        if place.depth:
            hanging = _STEP if properties.numPr is not None else 0
            indent = properties.get_or_add_ind()
            indent.set(qn("w:left"), str(_STEP * place.depth))
            if hanging:
                indent.set(qn("w:hanging"), str(hanging))
        self._add(paragraph)

    def _paragraph(self, spans: tuple[Span, ...], style: str) -> Any:
        paragraph = OxmlElement("w:p")
        properties = paragraph.get_or_add_pPr()
        if style != "Normal":
            properties.style = style
        if not runs_rightwards(plain(spans), not self._rtl):
            properties.append(OxmlElement("w:bidi"))
        self._spans(paragraph, spans, ())
        return paragraph

    def _spans(self, parent: Any, spans: tuple[Span, ...], dress: tuple[str, ...]) -> None:
        lines: list[str] = []  # of plain text, written as one run

        def flush() -> None:
            if lines:
                parent.append(_run("".join(lines), dress))
                lines.clear()

        for span in spans:
            if isinstance(span, Text):
                lines.append(span.text)
                continue
            if isinstance(span, Break):
                lines.append("\n")
                continue
            flush()
            if isinstance(span, Code):
                parent.append(_run(span.text, dress, "HTMLCode"))
            elif isinstance(span, Bold):
                self._spans(parent, span.spans, (*dress, "w:b", "w:bCs"))
            elif isinstance(span, Italic):
                self._spans(parent, span.spans, (*dress, "w:i", "w:iCs"))
            else:
                parent.append(self._link(span, dress))
        flush()

    def _link(self, link: Link, dress: tuple[str, ...]) -> Any:
        element = OxmlElement("w:hyperlink")
        target = self._word.part.relate_to(link.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.set(qn("r:id"), target)
        element.set(qn("w:history"), "0")
        element.append(_run(plain(link.spans), dress, "Hyperlink"))
        return element

    def _table(self, block: Table) -> None:
        rows = (block.header, *block.rows)
        table = self._word.add_table(len(rows), len(block.header), "Summary Table")
        table.autofit = False
        if self._rtl:
            table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))
        for column, width in zip(table._tbl.tblGrid.gridCol_lst, _COLUMNS, strict=True):
            column.set(qn("w:w"), str(width))
        for index, (row, cells) in enumerate(zip(table._tbl.tr_lst, rows, strict=True)):
            properties = row.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if not index:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, spans, width in zip(row.tc_lst, cells, _COLUMNS, strict=True):
                cell.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(width))
                cell.remove(cell.p_lst[0])
                paragraph = self._paragraph(spans, "Normal")
                if (paragraph.pPr.find(qn("w:bidi")) is not None) != self._rtl:
                    # A column keeps to its side of the page, whatever script a cell is in.
                    paragraph.pPr.get_or_add_jc().set(qn("w:val"), "end")
                cell.append(paragraph)


def _run(text: str, dress: tuple[str, ...], style: str = "") -> Any:
    run = OxmlElement("w:r")
    properties = run.get_or_add_rPr()
    if style:
        properties.style = style
    for name in sorted(set(dress)):  # the order of the schema
        properties.append(OxmlElement(name))
    if not runs_rightwards(text):
        properties.append(OxmlElement("w:rtl"))
    for piece in _PIECES.split(text):
        if piece == "\t":
            run.append(OxmlElement("w:tab"))
        elif piece == "\n":
            run.append(OxmlElement("w:br"))
        elif piece:
            words_of_run = OxmlElement("w:t")
            words_of_run.text = piece
            words_of_run.set(qn("xml:space"), "preserve")
            run.append(words_of_run)
    return run
