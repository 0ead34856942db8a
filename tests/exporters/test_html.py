import re
from itertools import pairwise

import pytest

from mentor_desktop.domain.shareable import Shareable, SharedNote, SharedPromise
from mentor_desktop.exporters.formats import render
from tests.exporters.readback import Page
from tests.exporters.samples import NUISANCES, PICTURED, RICH

KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "main"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("a", "strong", "em", "code", "br"),
}
KNOWN_ATTRIBUTES = {
    "lang",
    "dir",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "scope",
    "start",
    "href",
    "rel",
}

HOSTILE = Shareable(
    held_on=PICTURED.held_on,
    opening="\n\n".join(NUISANCES),
    present=NUISANCES,
    notes=tuple(SharedNote(text=text) for text in NUISANCES),
    promises=tuple(SharedPromise(owner=text, text=text) for text in NUISANCES),
)


@pytest.mark.parametrize("sample", [PICTURED, RICH, HOSTILE], ids=["pictured", "rich", "hostile"])
def test_nothing_in_the_page_is_active(sample: Shareable) -> None:
    page = Page(render(sample, "html").decode())
    assert set(page.tags) <= KNOWN
    assert {name for _tag, name, _value in page.attributes} <= KNOWN_ATTRIBUTES
    targets = [value or "" for _tag, name, value in page.attributes if name == "href"]
    assert [target for target in targets if not target.startswith(("https:", "mailto:"))] == []


def test_the_page_may_fetch_nothing() -> None:
    file = render(PICTURED, "html").decode()
    page = Page(file)
    policies = [value for _tag, name, value in page.attributes if name == "content"]
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in policies
    style = file[file.index("<style>") : file.index("</style>")]
    assert not re.search(r"url\(|@import|https?:", style)
    for wanted in ("prefers-color-scheme: dark", "prefers-contrast: more", "@media print"):
        assert wanted in style


def test_language_title_headings_and_table() -> None:
    page = Page(render(RICH, "html").decode())
    assert ("html", "lang", "en") in page.attributes
    assert ("html", "dir", "ltr") in page.attributes
    assert page.tags.count("h1") == page.tags.count("title") == 1
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h\d", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [value for tag, name, value in page.attributes if tag == "th" and name == "scope"] == ["col"] * 3


def test_a_page_in_hebrew_runs_the_other_way() -> None:
    sample = Shareable(
        held_on=PICTURED.held_on, language="he", notes=(SharedNote(text="שלום"), SharedNote(text="hi"))
    )
    page = Page(render(sample, "html").decode())
    assert ("html", "dir", "rtl") in page.attributes
    assert [value for tag, name, value in page.attributes if (tag, name) == ("li", "dir")] == ["rtl", "ltr"]
