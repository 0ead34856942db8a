import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from mentor_desktop.domain.shareable import Shareable, SharedNote, SharedPromise
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.formats import render
from mentor_desktop.exporters.tree import words_in
from tests.exporters.readback import words_of_docx
from tests.exporters.samples import NUISANCES, PICTURED, RICH

REFERENCE = Path(__file__).parent.parent / "reference" / "summary.docx.xml"


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def properties(paragraph: Any) -> Any:
    """What Word keeps about a paragraph as a whole."""
    return paragraph._p.pPr


@pytest.fixture
def rich() -> WordDocument:
    return docx.Document(BytesIO(render(RICH, "docx")))


def test_reference() -> None:
    body = parts(render(PICTURED, "docx"))["word/document.xml"].decode()
    assert body.replace("><", ">\n<") + "\n" == REFERENCE.read_text(encoding="utf-8")


def test_headings_are_real_and_in_order(rich: WordDocument) -> None:
    levels = [
        int((paragraph.style.name or "")[-1])
        for paragraph in rich.paragraphs
        if paragraph.style is not None and (paragraph.style.name or "").startswith("Heading")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_lists_are_real(rich: WordDocument) -> None:
    numbered = [paragraph for paragraph in rich.paragraphs if properties(paragraph).numPr is not None]
    levels = [properties(paragraph).numPr.ilvl.val for paragraph in numbered]
    assert levels == [0, 0, 1, 2, 2, 1, 1, 1, 0, 1, 1, 0]
    three = next(paragraph for paragraph in numbered if paragraph.text == "three")
    assert three.style is not None
    assert three.style.name == "List Number"
    numbering = rich.part.numbering_part.element
    own = numbering.num_having_numId(properties(three).numPr.numId.val)
    (override,) = own.lvlOverride_lst
    assert (override.ilvl, override.startOverride.val) == (1, 3)


def test_numbers_of_two_digits_have_room() -> None:
    steps = "\n".join(f"{n}. step" for n in range(1, 13))
    sample = Shareable(held_on=PICTURED.held_on, notes=(SharedNote(text=f"Steps:\n{steps}\n\n1. one"),))
    word = docx.Document(BytesIO(render(sample, "docx")))
    hanging = [
        (paragraph.text, properties(paragraph).ind.get(qn("w:hanging")))
        for paragraph in word.paragraphs
        if properties(paragraph).numPr is not None
    ]
    assert hanging == [("Steps:", "340"), *[("step", "460")] * 12, ("one", "460")]


def test_the_table_has_a_header_row_that_repeats(rich: WordDocument) -> None:
    (table,) = rich.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Who", "What", "By when"]
    rows: Any = table._tbl.tr_lst
    first, *others = rows
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
    assert table.cell(1, 0).text == "Maya | Lind"


def test_links_lead_where_the_note_says(rich: WordDocument) -> None:
    targets = {part.target_ref for part in rich.part.rels.values() if part.is_external}
    assert targets == {"https://example.org/a_b?c=d&e", "https://example.org/x", "mailto:amara@example.org"}


def test_properties_tell_the_title_and_nothing_else(rich: WordDocument) -> None:
    told = rich.core_properties
    assert (told.title, told.language) == ("Session 8 · 8 December 2026", "en")
    assert (told.author, told.last_modified_by, told.comments, told.keywords, told.subject) == ("",) * 5
    assert (told.category, told.identifier, told.version, told.content_status) == ("",) * 4
    assert (told.created, told.modified, told.last_printed) == (None, None, None)


def test_the_package_tells_nothing_of_its_maker() -> None:
    file = render(RICH, "docx")
    held = parts(file)
    assert sorted(held) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    everything = b"\n".join(held.values()).lower()
    for word in (b"python", b"rsid", b"thumbnail", b"docx", b"w:ins ", b"w:del ", b"w:comment", b"macintosh"):
        assert word not in everything, word
    with zipfile.ZipFile(BytesIO(file)) as package:
        for entry in package.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.extra, entry.comment) == (0, b"", b"")


def test_language_and_direction() -> None:
    sample = Shareable(
        held_on=PICTURED.held_on, language="he", notes=(SharedNote(text="שלום"), SharedNote(text="hello"))
    )
    held = parts(render(sample, "docx"))
    assert b'w:lang w:val="he"' in held["word/styles.xml"]
    word = docx.Document(BytesIO(render(sample, "docx")))
    sides = {p.text: properties(p).find(qn("w:bidi")) is not None for p in word.paragraphs}
    assert (sides["שלום"], sides["hello"]) == (True, False)


def test_a_word_in_bold_and_italic_is_both(rich: WordDocument) -> None:
    dressed = {run.text: (run.bold, run.italic) for paragraph in rich.paragraphs for run in paragraph.runs}
    assert dressed["Chairing"] == (True, None)
    assert dressed["December"] == (None, True)
    assert dressed["strong"] == (True, True)


def test_children_stand_in_the_order_of_the_schema() -> None:
    order = ["pStyle", "numPr", "bidi", "ind", "jc"]
    runs = ["rStyle", "b", "bCs", "i", "iCs", "rtl"]
    for sample in (
        RICH,
        Shareable(held_on=PICTURED.held_on, notes=(SharedNote(text="***שלום***\n\n- שלום"),)),
    ):
        body = docx.Document(BytesIO(render(sample, "docx"))).element.body
        for tag, wanted in (("w:pPr", order), ("w:rPr", runs)):
            for properties in body.iter(qn(tag)):
                names = [child.tag.rpartition("}")[2] for child in properties]
                assert names == sorted(names, key=wanted.index)


def test_nuisances_open_again() -> None:
    for text in NUISANCES:
        sample = Shareable(
            held_on=PICTURED.held_on, present=(text,), opening=text, notes=(SharedNote(text=text),)
        )
        assert docx.Document(BytesIO(render(sample, "docx"))).paragraphs


def test_many_different_links_are_all_there_in_order_and_each_is_kept_once() -> None:
    many = " ".join(f"https://x.org/{n}" for n in range(600))
    word = docx.Document(
        BytesIO(render(Shareable(held_on=PICTURED.held_on, opening=f"{many} {many}"), "docx"))
    )
    targets = [part.target_ref for part in word.part.rels.values() if part.is_external]
    assert targets == [f"https://x.org/{n}" for n in range(600)]


def test_no_text_can_become_markup() -> None:
    hostile = '</w:t></w:r><w:r><w:instrText>INCLUDEPICTURE "https://x.org"</w:instrText></w:r> & ]]> \'"'
    link = "https://x.org/\"/><Relationship/>&'"
    sample = Shareable(
        held_on=PICTURED.held_on,
        language='en"/><w:b',
        present=(hostile,),
        opening=f"{hostile} {link}",
        notes=(SharedNote(text=f"**{hostile}** `{hostile}` [{hostile}]({link})"),),
        promises=(SharedPromise(owner=hostile, text=hostile),),
    )
    file = render(sample, "docx")
    known = {"p", "pPr", "pStyle", "numPr", "ilvl", "numId", "ind", "r", "rPr", "rStyle", "b", "bCs", "t"} | {
        *("body", "document", "hyperlink", "sectPr", "pgSz", "pgMar"),
        *("tbl", "tblPr", "tblStyle", "tblW", "tblLayout", "tblLook", "tblGrid", "gridCol"),
        *("tr", "trPr", "cantSplit", "tblHeader", "tc", "tcPr", "tcW"),
    }
    found = {each.tag.rpartition("}")[2] for each in fromstring(parts(file)["word/document.xml"]).iter()}
    assert found <= known
    relations = fromstring(parts(file)["word/_rels/document.xml.rels"])
    assert all("Id" in each.attrib for each in relations)
    assert words_of_docx(file) == words_in(document_of(sample))
