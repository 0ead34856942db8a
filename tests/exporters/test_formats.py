import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentor_desktop.domain.shareable import (
    LocalTime,
    Shareable,
    SharedGoalNews,
    SharedNote,
    SharedPromise,
)
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.formats import FORMATS, missing_letters, render
from mentor_desktop.exporters.reading import Reader
from mentor_desktop.exporters.to_docx import docx_of
from mentor_desktop.exporters.to_html import html_of
from mentor_desktop.exporters.to_markdown import markdown_of
from mentor_desktop.exporters.to_text import text_of
from mentor_desktop.exporters.tree import Heading, Paragraph, Text, words_in
from tests.exporters.readback import (
    Tagged,
    words_of_docx,
    words_of_html,
    words_of_markdown,
)
from tests.exporters.samples import NUISANCES, PICTURED, RICH

REFERENCE = Path(__file__).parent.parent / "reference"
HELD = date(2026, 11, 24)


def words_of_text(file: bytes) -> list[str]:
    marks = {"·", "•", "|"}
    return [word for word in file.decode().split() if word not in marks]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "md": words_of_markdown,
    "html": words_of_html,
    "docx": words_of_docx,
    "pdf": lambda file: Tagged(file).words(),
}


@pytest.mark.parametrize("sample", [PICTURED, RICH], ids=["pictured", "rich"])
@pytest.mark.parametrize("fmt", sorted(READERS))
def test_each_file_gives_back_the_words_of_the_preview_in_order(fmt: str, sample: Shareable) -> None:
    assert READERS[fmt](render(sample, fmt)) == words_in(document_of(sample))


def test_plain_text_gives_back_the_words_between_its_marks() -> None:
    told = [word for word in words_in(document_of(PICTURED)) if word != "·"]
    assert words_of_text(render(PICTURED, "txt")) == told


@pytest.mark.parametrize("fmt", sorted(READERS))
def test_nuisances_are_shown_as_they_stand(fmt: str) -> None:
    sample = Shareable(
        held_on=HELD,
        opening="\n\n".join(NUISANCES),
        present=tuple(NUISANCES),
        notes=tuple(SharedNote(text=text) for text in NUISANCES),
        promises=tuple(SharedPromise(owner=text, text=text) for text in NUISANCES),
    )
    if fmt == "pdf":  # an arrangement of right-to-left words is not read back here, only that they are there
        assert Tagged(render(sample, fmt)).words()
    else:
        assert READERS[fmt](render(sample, fmt)) == words_in(document_of(sample))


@pytest.mark.parametrize("fmt", ["md", "html", "txt"])
def test_reference(fmt: str) -> None:
    assert render(PICTURED, fmt).decode() == (REFERENCE / f"summary.{fmt}").read_text(encoding="utf-8")


def _marked() -> tuple[Shareable, list[str]]:
    """A summary with a marker of its own in each field that holds words, and the markers to be found."""
    marks: list[str] = []

    def mark() -> str:
        marks.append(f"marker{len(marks)}x")
        return marks[-1]

    sample = Shareable(
        number=4711,
        held_on=date(1931, 11, 24),
        minutes=8642,
        present=(mark(), mark()),
        opening=mark(),
        notes=(SharedNote(text=mark()), SharedNote(text=mark(), moment=True)),
        promises=(SharedPromise(owner=mark(), text=mark(), due=date(1933, 5, 7)),),
        goals=(SharedGoalNews(aim=mark(), what="kept", value=987.0, unit=mark()),),
        next_time=(LocalTime(wall=PICTURED.next_time[0].wall.replace(year=1937), place=mark()),),
        agreed=mark(),
    )
    return sample, [*marks, "4711", "1931", "8642", "1933", "1937", "987"]


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_each_field_reaches_each_format(fmt: str) -> None:
    sample, marks = _marked()
    empty = [field.name for field in fields(Shareable) if not getattr(sample, field.name)]
    assert empty == ["audience"], "a new field needs a marker here"
    file = render(sample, fmt)
    told = " ".join((READERS.get(fmt) or words_of_text)(file))
    assert [mark for mark in marks if mark not in told] == []


def test_audience_and_times_reach_no_format() -> None:
    sample = replace(PICTURED, audience=("Secretary",))
    for fmt in FORMATS:
        told = " ".join((READERS.get(fmt) or words_of_text)(render(sample, fmt)))
        assert "Secretary" not in told
        assert "15:04" not in told


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no such format"):
        render(PICTURED, "exe")


def test_the_same_summary_gives_the_same_bytes() -> None:
    for fmt in FORMATS:
        assert render(RICH, fmt) == render(RICH, fmt)


def test_markdown_reads_back_as_the_same_tree() -> None:
    for sample in (PICTURED, RICH):
        document = document_of(sample)
        tree = Reader().blocks(markdown_of(document))
        wanted = (Heading(1, (Text(document.title),)), Paragraph((Text(document.byline),)), *document.blocks)
        # A table is a paragraph of its rows to a reader without tables.
        assert [block for block in tree if not _is_table(block)] == [
            block for block in wanted if type(block).__name__ != "Table"
        ]


def _is_table(block: object) -> bool:
    return isinstance(block, Paragraph) and block.spans[0] == Text("| Who | What | By when |")


MARKS = st.text(alphabet="ab *_`#>-+1.[]()<!\\|~\n&;:/@\"'{}%$=^é")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MARKS)
def test_typed_words_survive_markdown(text: str) -> None:
    document = document_of(
        Shareable(
            held_on=HELD,
            opening=text,
            notes=(SharedNote(text=text), SharedNote(text=text, moment=True)),
            promises=(SharedPromise(owner=text, text=text),),
        )
    )
    assert words_of_markdown(markdown_of(document).encode()) == words_in(document)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), MARKS))
def test_typed_words_survive_html_and_word(text: str) -> None:
    sample = Shareable(held_on=HELD, present=(text,), opening=text, notes=(SharedNote(text=text),))
    told = words_in(document_of(sample))
    assert words_of_html(render(sample, "html")) == told
    assert words_of_docx(render(sample, "docx")) == told


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), MARKS))
def test_a_pdf_can_be_made_of_anything(text: str) -> None:
    sample = Shareable(held_on=HELD, present=(text,), opening=text, notes=(SharedNote(text=text),))
    assert render(sample, "pdf").startswith(b"%PDF-")


@pytest.mark.timeout(120)
def test_ten_megabytes_reach_every_file_but_a_pdf() -> None:
    text = "word after word " * 650_000
    document = document_of(Shareable(held_on=HELD, notes=(SharedNote(text=text),)))
    assert len(text_of(document)) > 10_000_000
    assert len(markdown_of(document)) > 10_000_000
    assert len(html_of(document)) > 10_000_000
    assert len(docx_of(document)) > 10_000


def test_letters_without_a_font_are_named_once_and_before() -> None:
    sample = replace(
        PICTURED, opening="漢字 and 漢 Привет Ελλάδα שלום مرحبا नमस्ते สวัสดี", present=("e\u0301 \u200d",)
    )
    assert missing_letters(sample) == "漢字"
    assert missing_letters(PICTURED) == missing_letters(RICH) == ""


def test_nothing_is_loaded_before_its_first_use() -> None:
    code = (
        "import sys, mentor_desktop.exporters.formats, mentor_desktop.exporters.files\n"
        "print([name for name in ('typst', 'docx', 'jinja2', 'markdown', 'babel') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_time_is_not_in_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {fmt: render(PICTURED, fmt) for fmt in FORMATS}
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert {fmt: render(PICTURED, fmt) for fmt in FORMATS} == before


def test_a_first_export_after_warming_up_loads_nothing_more() -> None:
    code = (
        "import sys\n"
        "from mentor_desktop.exporters import formats\n"
        "from tests.exporters.samples import RICH\n"
        "formats.warm()\n"
        "loaded = set(sys.modules)\n"
        "for fmt in ('html', 'docx'):\n"
        "    formats.render(RICH, fmt)\n"
        "print(sorted(set(sys.modules) - loaded), sorted({'babel', 'markdown', 'jinja2', 'docx'} - loaded))"
    )
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert ran.stdout.strip() == "[] []"
