"""Our files as other people's programs read them. Neither program is needed: see `outside`."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from mentor_desktop.domain.shareable import Shareable, SharedNote
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.formats import render
from mentor_desktop.exporters.tree import Document, Heading, plain, words_in
from tests.exporters.outside import converted, listening, opened, text_of_pdf
from tests.exporters.readback import Page
from tests.exporters.samples import NUISANCES, PICTURED, RICH

pytestmark = pytest.mark.timeout(400)

LONG_LIST = replace(
    PICTURED, notes=(SharedNote(text="Steps:\n" + "\n".join(f"{n}. step" for n in range(1, 13))),)
)
# Those beyond the eighth hold controls and direction marks, with which each program has its own way.
HOSTILE = replace(
    PICTURED,
    opening="\n\n".join(NUISANCES[:8]),
    notes=tuple(SharedNote(text=text) for text in NUISANCES[:8]),
)
SAMPLES = {"pictured": PICTURED, "rich": RICH, "hostile": HOSTILE, "counted": LONG_LIST}
MARKS = re.compile(r"[•◦▪]|\d{1,2}\.")
_ODT = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each sample as LibreOffice shows it: PDF, and its own format in one XML file."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for name, sample in SAMPLES.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(render(sample, "docx"))
    for to in ("pdf", "fodt"):
        converted(files, to, folder)
    return folder


def without_marks(text: str, wanted: list[str]) -> list[str]:
    """The words of a text without the list marks that a program adds; a mark that was typed stays."""
    words: list[str] = []
    for word in text.split():
        expected = wanted[len(words)] if len(words) < len(wanted) else ""
        if word == expected or not MARKS.fullmatch(word):
            words.append(word)
    return words


def odt(kind: str, name: str) -> str:
    return _ODT % (kind, name)


def body_of(file: Path) -> ElementTree.Element:
    body = ElementTree.parse(file).getroot().find(odt("office", "body"))
    assert body is not None
    return body


def shown(element: ElementTree.Element) -> str:
    """The text of an element in LibreOffice's own format, where blanks and line ends are elements."""
    ends = {odt("text", "line-break"): "\n", odt("text", "tab"): "\t", odt("text", "s"): " "}
    pieces = [element.text or ""]
    for child in element:
        pieces += [ends.get(child.tag, ""), shown(child), child.tail or ""]
    return "".join(pieces)


def headings(document: Document) -> list[tuple[int, str]]:
    """Level and words of the headings outside lists."""
    told = [(block.level, plain(block.spans)) for block in document.blocks if isinstance(block, Heading)]
    return [(1, document.title), *told]


@pytest.mark.parametrize("name", ["pictured", "rich", "counted"])
def test_a_word_processor_prints_the_words_of_the_preview(office: Path, name: str) -> None:
    wanted = words_in(document_of(SAMPLES[name]))
    text = text_of_pdf(office / f"{name}.pdf")
    header = "Who What By when\n"
    first = text.index(header) + len(header)
    # A table that goes on over the page shows its header again.
    once = text[:first] + text[first:].replace(f"\f{header}", "\f")
    assert without_marks(once, wanted) == wanted


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_word_processor_keeps_the_words_of_the_preview(office: Path, name: str) -> None:
    paragraphs = (odt("text", "p"), odt("text", "h"))
    held = [shown(each) for each in body_of(office / f"{name}.fodt").iter() if each.tag in paragraphs]
    assert " ".join(held).split() == words_in(document_of(SAMPLES[name]))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_headings_stay_headings_and_the_table_a_table(office: Path, name: str) -> None:
    body = body_of(office / f"{name}.fodt")
    found = [
        (int(each.get(odt("text", "outline-level"), "0")), shown(each))
        for each in body.iter(odt("text", "h"))
    ]
    wanted = headings(document_of(SAMPLES[name]))
    assert [each for each in found if each in wanted] == wanted
    (table,) = body.iter(odt("table", "table"))
    (header,) = table.iter(odt("table", "table-header-rows"))
    assert shown(header).split() == ["Who", "What", "By", "when"]
    rows = list(table.iter(odt("table", "table-row")))
    assert len(rows) == 1 + len(SAMPLES[name].promises)
    assert {len(list(row.iter(odt("table", "table-cell")))) for row in rows} == {3}


def test_lists_stay_lists(office: Path) -> None:
    body = body_of(office / "counted.fodt")
    items = [shown(item).split() for item in body.iter(odt("text", "list-item"))]
    assert items.count(["step"]) == 12
    numbers = re.findall(r"^(\d+)\. step$", text_of_pdf(office / "counted.pdf"), re.MULTILINE)
    assert numbers == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_browser_shows_the_words_of_the_preview(tmp_path: Path, name: str) -> None:
    page = tmp_path / "summary.html"
    page.write_bytes(render(SAMPLES[name], "html"))
    seen = Page(opened(page, tmp_path, "--dump-dom").decode())
    assert seen.text.split() == words_in(document_of(SAMPLES[name]))
    assert not {"script", "img", "iframe", "form", "svg", "base", "link"} & set(seen.tags)
    picture = tmp_path / "page.png"
    opened(page, tmp_path, f"--screenshot={picture}")
    drawn = QImage(str(picture))
    assert (drawn.width(), drawn.height()) == (1000, 1400)
    assert len({drawn.pixel(x, y) for x in range(0, 1000, 3) for y in range(0, 700, 3)}) > 20


def hostile(address: str) -> Shareable:
    """Marks in every field that would fetch something from an address, were they taken for marks."""
    marks = (
        f'<img src="{address}/a">',
        f'"><script src="{address}/b"></script><link rel=stylesheet href="{address}/c">',
        f"</title></style><style>@import '{address}/d'; body {{background: url({address}/e)}}</style>",
        f'<iframe src="{address}/f"></iframe><meta http-equiv=refresh content="0;url={address}/g">',
        f"![picture]({address}/h) [link]({address}/i)",
    )
    everything = "\n\n".join(marks)
    return replace(
        PICTURED,
        present=marks,
        opening=everything,
        notes=(SharedNote(text=everything), SharedNote(text=everything, moment=True)),
        promises=tuple(replace(PICTURED.promises[0], owner=each, text=each) for each in marks),
        next_time=(replace(PICTURED.next_time[0], place=everything),),
    )


def forced(page: str, address: str) -> str:
    """The page as it would be if escaping had failed: only its policy stands between it and the network."""
    return page.replace("<main>", f'<main><img src="{address}/x"><script src="{address}/y"></script>')


def unguarded(page: str, address: str) -> str:
    """The same without the policy, which shows that the listener would have seen it."""
    policy = next(line for line in page.splitlines() if "Content-Security-Policy" in line)
    return forced(page.replace(policy, ""), address)


@pytest.mark.parametrize(
    ("changed", "fetches"),
    [(lambda page, _address: page, False), (forced, False), (unguarded, True)],
    ids=["as it is", "were it not escaped", "nor guarded"],
)
def test_a_page_asks_nobody_for_anything(
    tmp_path: Path, changed: Callable[[str, str], str], fetches: bool
) -> None:
    page = tmp_path / "summary.html"
    with listening() as listener:
        address = f"http://127.0.0.1:{listener.port}"
        page.write_text(changed(render(hostile(address), "html").decode(), address), encoding="utf-8")
        opened(page, tmp_path, f"--screenshot={tmp_path / 'page.png'}", network=True)
    assert bool(listener.visits) is fetches
