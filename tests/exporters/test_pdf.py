import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from mentor_desktop.domain.shareable import Shareable, SharedNote
from mentor_desktop.exporters import fonts, to_pdf
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.errors import CannotTypeset, TooLong
from mentor_desktop.exporters.formats import render
from mentor_desktop.exporters.reading import Reader
from tests.exporters.readback import Tagged
from tests.exporters.samples import NUISANCES, PICTURED, RICH

REFERENCE = Path(__file__).parent.parent / "reference" / "summary.pdf.txt"


@pytest.fixture(scope="module")
def rich() -> Tagged:
    return Tagged(render(RICH, "pdf"))


def test_reference() -> None:
    leaves = Tagged(render(PICTURED, "pdf")).leaves
    told = "\n".join(f"{' '.join(path)}: {text}" for path, text in leaves if text.strip()) + "\n"
    assert told == REFERENCE.read_text(encoding="utf-8")


def test_marked_with_language_and_title_shown(rich: Tagged) -> None:
    root = rich.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "en"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(rich.pdf.docinfo.Title) == "Session 8 · 8 December 2026"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()


def test_all_text_is_in_the_structure(rich: Tagged) -> None:
    assert rich.untagged == ""
    assert rich.words()


def test_one_title_headings_in_order_and_header_cells(rich: Tagged) -> None:
    levels = [int(kind[1]) for kind in rich.types if re.fullmatch(r"H\d", kind)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert rich.types.count("TH") == 3
    header = [text for path, text in rich.leaves if "TH" in path and text.strip()]
    assert header == ["Who", "What", "By when"]
    for kind in ("L", "LI", "BlockQuote", "Code", "Link", "Strong", "Em", "Table", "THead", "TBody"):
        assert kind in rich.types, kind


def test_metadata_tell_no_time_place_or_tool() -> None:
    file = render(PICTURED, "pdf")
    pdf = Tagged(file).pdf
    assert {str(key): str(value).strip() for key, value in pdf.docinfo.items()} == {
        "/Title": "Session 7 · 24 November 2026",
        "/Creator": "Typst",
    }
    metadata = pdf.Root.Metadata.read_bytes()
    for word in (b"CreateDate", b"ModifyDate", b"MetadataDate", b"dc:creator", b"0."):
        assert word not in metadata, word
    for word in (b"/CreationDate", b"/ModDate", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AcroForm"):
        assert word not in file, word
    for part in Path(__file__).parts[1:3]:
        assert part.encode() not in file.replace(b"/Main", b"")


def test_every_font_is_ours_and_embedded(rich: Tagged) -> None:
    names = set()
    for page in rich.pdf.pages:
        for font in dict(page.Resources.Font).values():
            (inner,) = font.DescendantFonts
            assert "/FontFile2" in inner.FontDescriptor or "/FontFile3" in inner.FontDescriptor
            names.add(re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont)))
    assert all(name.startswith(("Inter", "NotoSans", "DejaVuSansMono")) for name in names), names


def test_links_lead_where_the_note_says(rich: Tagged) -> None:
    targets = {
        str(note.A.URI)
        for page in rich.pdf.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link"
    }
    assert targets == {
        "https://example.org/a_b?c=d&e",
        "https://example.org/x",
        "mailto:amara@example.org",
    }


@pytest.mark.parametrize(
    ("typed", "styles"),
    [
        ("***both***", {"SemiBold"}),
        ("**so *both***", {"SemiBold"}),
        ("*so **both***", {"Italic", "SemiBold"}),
        ("*[**both**](https://example.org)*", {"SemiBold"}),
        ("**bold** *slanted* plain", {"SemiBold", "Italic", "Regular"}),
    ],
)
def test_words_both_bold_and_slanted_are_set_in_bold(typed: str, styles: set[str]) -> None:
    document = replace(document_of(PICTURED), byline="", blocks=Reader().blocks(typed))
    pages = Tagged(to_pdf.pdf_of(document)).pdf.pages
    names = {str(font.BaseFont) for page in pages for font in dict(page.Resources.Font).values()}
    assert {name.partition("InterApp-")[2] for name in names if "InterApp-" in name} == styles


def test_template_like_text_is_shown_not_run() -> None:
    tricks = '#eval("1+1") #panic() $x^2$ = @ref *a* `b` // c <d> \\u{41} #import "x" --- ...'
    sample = Shareable(held_on=PICTURED.held_on, opening=tricks, present=("#pagebreak()",))
    told = Tagged(render(sample, "pdf")).words()
    assert told[5:] == ["#pagebreak()", *tricks.split()]


def test_a_letter_without_a_font_is_a_white_square() -> None:
    sample = Shareable(held_on=PICTURED.held_on, opening="a 漢 b 😀\ufe0f c")
    told = Tagged(render(sample, "pdf")).words()
    assert [word for word in told[-5:] if word.strip("\ufe0f") == fonts.INSTEAD] != []
    assert "漢" not in "".join(told)


def test_a_word_wider_than_the_page_is_broken() -> None:
    sample = Shareable(held_on=PICTURED.held_on, opening="x" * 3_000)
    tagged = Tagged(render(sample, "pdf"))
    drawn = "".join(tagged.words()[5:]).replace("\u200b", "")
    assert drawn == "x" * 3_000


def test_scripts_from_right_to_left_are_all_there() -> None:
    sample = Shareable(held_on=PICTURED.held_on, language="ar", notes=(SharedNote(text="مرحبا بالعالم"),))
    tagged = Tagged(render(sample, "pdf"))
    assert str(tagged.pdf.Root.Lang) == "ar"
    assert set("مرحبابالعالم") <= set("".join(tagged.words()))


def test_too_much_text_is_refused_before_it_costs_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_pdf, "LONGEST", 1_000)
    with pytest.raises(TooLong) as refused:
        render(Shareable(held_on=PICTURED.held_on, notes=(SharedNote(text="secret " * 150),)), "pdf")
    assert str(refused.value) == ""


def test_a_refusal_quotes_nothing_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "drawable", lambda text: text)
    with pytest.raises(CannotTypeset) as refused:
        to_pdf.pdf_of(replace(document_of(PICTURED), title="漢字"))
    assert str(refused.value) == ""
    assert refused.value.__suppress_context__


def test_nuisances_in_every_field_make_a_sound_file() -> None:
    for text in NUISANCES:
        tagged = Tagged(render(Shareable(held_on=PICTURED.held_on, present=(text,), opening=text), "pdf"))
        assert tagged.untagged == ""
