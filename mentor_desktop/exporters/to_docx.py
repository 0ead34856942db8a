"""A summary as a Word file with real headings, lists and a table, and nothing in it about who made it.

It starts from the plain parts in the resources folder rather than from the library's own template, which
carries an author, dates, revision ids and a picture. May import python-docx, the tree, words and the
resources folder.
"""

import re
import zipfile
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Twips

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
_DIGIT = 120  # the same for each further digit of a list's numbers: they grow towards the margin
_DEEPEST_LEVEL = 8
_BULLETS = 1  # the id of the list of bullets
_NUMBERS = 1  # the id of the pattern that every numbered list is made from
_COLUMNS = (2000, 5172, 1900)  # twentieths of a point; the width between the margins in all
_PLAIN = "Normal"
_DRESS: dict[type[Span], tuple[str, str]] = {Bold: ("w:b", "w:bCs"), Italic: ("w:i", "w:iCs")}
_ENDS = {"\t": "w:tab", "\n": "w:br"}
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
    hanging: int = _STEP  # what the list's marks take
    marked: bool = False
    quoted: bool = False


class _Writer:
    """Appends a tree to an empty Word document.

    Every element is made where it will stand: moving a filled one costs as much as filling it.
    """

    def __init__(self, word: WordDocument, language: str) -> None:
        self._part = word.part
        self._body = word.element.body
        self._rtl = words.right_to_left(language)
        self._links: dict[str, str] = {}
        for lang in word.styles.element.iter(qn("w:lang")):
            for name in ("w:val", "w:eastAsia", "w:bidi"):
                lang.set(qn(name), language)

    def write(self, document: Document) -> None:
        """Title, byline and all blocks."""
        section = self._body.sectPr
        self._body.remove(section)
        self._paragraph(self._body, (Text(document.title),), "Heading1")
        if document.byline:
            self._paragraph(self._body, (Text(document.byline),), "Subtitle")
        self._blocks(document.blocks, _Place())
        self._body.append(section)

    def _blocks(self, blocks: tuple[Block, ...], place: _Place) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                self._placed(block.spans, f"Heading{block.level}", place)
            elif isinstance(block, Paragraph):
                self._placed(block.spans, self._style(place), place)
            elif isinstance(block, CodeBlock):
                self._placed((Text(block.text),), "HTMLPreformatted", place)
            elif isinstance(block, Quote):
                inner = replace(place, depth=place.depth + 1, quoted=True)
                self._blocks(block.blocks, inner)
                place.marked = inner.marked
            elif isinstance(block, Table):
                self._table(block)
            else:
                self._list(block, place)

    def _list(self, block: BulletList | OrderedList, place: _Place) -> None:
        level = min(place.level + 1, _DEEPEST_LEVEL)
        list_id, hanging = _BULLETS, _STEP
        if isinstance(block, OrderedList):
            list_id = self._numbered(block.start, level)
            hanging += _DIGIT * (len(str(block.start + len(block.items) - 1)) - 1)
        ordered = isinstance(block, OrderedList)
        for item in block.items:
            self._blocks(item, _Place(place.depth + 1, level, list_id, ordered, hanging, marked=True))

    def _numbered(self, start: int, level: int) -> int:
        """A numbered list of its own, so that it does not count on from the one before it."""
        num = self._part.numbering_part.element.add_num(_NUMBERS)
        num.add_lvlOverride(ilvl=level).add_startOverride(start)
        return int(num.numId)

    @staticmethod
    def _style(place: _Place) -> str:
        if place.marked:
            return "ListNumber" if place.ordered else "ListBullet"
        if place.quoted:
            return "Quote"
        return "ListContinue" if place.level >= 0 else _PLAIN

    def _placed(self, spans: tuple[Span, ...], style: str, place: _Place) -> None:
        """A paragraph with its item's mark, or with the indent of the item it goes on with."""
        properties = self._paragraph(self._body, spans, style).pPr
        if place.depth:
            indent = properties.get_or_add_ind()
            indent.set(qn("w:left"), str(_STEP * place.depth))
            if place.marked:
                indent.set(qn("w:hanging"), str(place.hanging))
        if place.marked:
            place.marked = False
            numbering = properties.get_or_add_numPr()
            numbering.get_or_add_ilvl().val = place.level
            numbering.get_or_add_numId().val = place.list_id

    def _paragraph(self, parent: Any, spans: tuple[Span, ...], style: str) -> Any:
        paragraph = _add(parent, "w:p")
        properties = paragraph.get_or_add_pPr()
        if style != _PLAIN:
            properties.style = style
        if not runs_rightwards(plain(spans), not self._rtl):
            _add(properties, "w:bidi")
        self._spans(paragraph, spans, ())
        return paragraph

    def _spans(self, parent: Any, spans: tuple[Span, ...], dress: tuple[str, ...]) -> None:
        for is_plain, group in groupby(spans, key=lambda span: isinstance(span, Text | Break)):
            if is_plain:
                _run(parent, plain(tuple(group)), dress)
                continue
            for span in group:
                if isinstance(span, Code):
                    _run(parent, span.text, dress, "HTMLCode")
                elif isinstance(span, Link):
                    self._link(parent, span, dress)
                elif isinstance(span, Bold | Italic):
                    self._spans(parent, span.spans, (*dress, *_DRESS[type(span)]))

    def _link(self, parent: Any, link: Link, dress: tuple[str, ...]) -> None:
        known = self._links.get(link.target)
        if known is None:
            # Numbered here: the library would look through all of them for each new one.
            known = self._links[link.target] = f"rId{len(self._part.rels) + 1}"
            self._part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, link.target, known, is_external=True)
        element = _add(parent, "w:hyperlink")
        element.set(qn("r:id"), known)
        element.set(qn("w:history"), "0")
        _run(element, plain(link.spans), dress, "Hyperlink")

    def _table(self, block: Table) -> None:
        rows = (block.header, *block.rows)
        table = CT_Tbl.new_tbl(len(rows), len(block.header), Twips(sum(_COLUMNS)))
        self._body.append(table)
        table.tblStyle_val = "SummaryTable"
        table.tblPr.autofit = False
        if self._rtl:
            table.tblPr.insert(1, OxmlElement("w:bidiVisual"))
        for column, width in zip(table.tblGrid.gridCol_lst, _COLUMNS, strict=True):
            column.set(qn("w:w"), str(width))
        for index, (row, cells) in enumerate(zip(table.tr_lst, rows, strict=True)):
            properties = row.get_or_add_trPr()
            _add(properties, "w:cantSplit")
            if not index:
                _add(properties, "w:tblHeader")
            for cell, spans, width in zip(row.tc_lst, cells, _COLUMNS, strict=True):
                cell.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(width))
                cell.remove(cell.p_lst[0])
                own = self._paragraph(cell, spans, _PLAIN).pPr
                if (own.find(qn("w:bidi")) is not None) != self._rtl:
                    # A column keeps to its side of the page, whatever script a cell is in.
                    own.get_or_add_jc().set(qn("w:val"), "end")


def _add(parent: Any, name: str) -> Any:
    child = parent.makeelement(qn(name))
    parent.append(child)
    return child


def _run(parent: Any, text: str, dress: tuple[str, ...], style: str = "") -> None:
    run = _add(parent, "w:r")
    properties = run.get_or_add_rPr()
    if style:
        properties.style = style
    for name in sorted(set(dress)):  # the order of the schema
        _add(properties, name)
    if not runs_rightwards(text):
        _add(properties, "w:rtl")
    for piece in _PIECES.split(text):
        if piece in _ENDS:
            _add(run, _ENDS[piece])
        elif piece:
            written = _add(run, "w:t")
            written.text = piece
            written.set(qn("xml:space"), "preserve")
