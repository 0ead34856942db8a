from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.exporters.cleaning import clean
from mentor_desktop.exporters.reading import Reader
from mentor_desktop.exporters.spans import literal
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
    Text,
    texts,
)
from tests.exporters.samples import NUISANCES


def read(text: str) -> tuple[Block, ...]:
    return Reader().blocks(text)


def said(text: str) -> str:
    """The words of a note of one paragraph."""
    (block,) = read(text)
    assert isinstance(block, Paragraph)
    return "".join(texts((block,)))


def para(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_emphasis_code_and_links() -> None:
    assert read("**a** *b* __c__ _d_ ***e*** `f<g&h`") == (
        Paragraph(
            (
                Bold((Text("a"),)),
                Text(" "),
                Italic((Text("b"),)),
                Text(" "),
                Bold((Text("c"),)),
                Text(" "),
                Italic((Text("d"),)),
                Text(" "),
                Bold((Italic((Text("e"),)),)),
                Text(" "),
                Code("f<g&h"),
            )
        ),
    )
    assert read('[a **b**](https://x.org/?q=1&r=2 "title")') == (
        Paragraph((Link("https://x.org/?q=1&r=2", (Text("a "), Bold((Text("b"),)))),)),
    )
    assert read("<https://x.org> <a@b.org> https://y.org/z).") == (
        Paragraph(
            (
                Link("https://x.org", (Text("https://x.org"),)),
                Text(" "),
                Link("mailto:a@b.org", (Text("a@b.org"),)),
                Text(" "),
                Link("https://y.org/z", (Text("https://y.org/z"),)),
                Text(")."),
            )
        ),
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[a](javascript:alert)", "a (javascript:alert)"),
        ("[a](JaVaScRiPt:x)", "a (JaVaScRiPt:x)"),
        ("[a](data:text/html,x)", "a (data:text/html,x)"),
        ("[a](http://x.org)", "a (http://x.org)"),
        ("[a](//host/x)", "a (//host/x)"),
        ("[http://x.org](http://x.org)", "http://x.org"),
        ("![a picture](https://x.org/y.png)", "a picture"),
        ("<b>x</b> &amp; &#60;", "<b>x</b> &amp; &#60;"),
        ("<!-- x --> <?x?> <![CDATA[x]]>", "<!-- x --> <?x?> <![CDATA[x]]>"),
        ("[a][b] [c]: https", "[a][b] [c]: https"),
        (r"\*a\* \<b\> \_ \\", r"*a* <b> _ \\"[:-1]),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("#3 is done", "#3 is done"),
        ("a\n5. May", "a\n5. May"),
        ("    not code", "not code"),
        ("| a | b |", "| a | b |"),
    ],
)
def test_shown_as_words(typed: str, shown: str) -> None:
    assert said(typed) == shown
    assert not [
        span
        for block in read(typed)
        if isinstance(block, Paragraph)
        for span in block.spans
        if isinstance(span, Link)
    ]


def test_no_link_leads_anywhere_but_to_https_and_mailto() -> None:
    for nuisance in NUISANCES:
        for block in read(nuisance):
            assert isinstance(block, Paragraph)
            for span in block.spans:
                if isinstance(span, Link):
                    assert span.target.startswith(("https:", "mailto:"))


def test_line_ends_are_kept() -> None:
    wanted = (Paragraph((Text("a"), Break(), Text("b"))),)
    assert read("a\nb") == read("a  \nb") == read("a\\\nb") == read("a\r\n b") == read("a\x0bb") == wanted


def test_lists_as_people_type_them() -> None:
    nested = (
        para("Steps:"),
        BulletList(((para("a"), BulletList(((para("b"),), (para("c"),)))), (para("d"),))),
    )
    assert read("Steps:\n- a\n  - b\n  - c\n- d") == nested
    assert read("Steps:\n\n* a\n    * b\n    * c\n* d") == nested
    assert read("Steps:\n• a\n\t• b\n\t• c\n• d") == nested


def test_numbered_lists() -> None:
    assert read("1) a\n2) b") == read("1. a\n2. b") == (OrderedList(((para("a"),), (para("b"),)), 1),)
    assert read("7. a\n8. b") == (OrderedList(((para("a"),), (para("b"),)), 7),)
    assert read("1. a\n- b") == (OrderedList(((para("a"),),), 1), BulletList(((para("b"),),)))


def test_an_item_may_hold_more_than_a_line() -> None:
    (block,) = read("- a\n  more\n\n  second\n\n  ```\n  x = 1\n    y\n  ```\n- b")
    item = (Paragraph((Text("a"), Break(), Text("more"))), para("second"), CodeBlock("x = 1\n  y"))
    assert block == BulletList((item, (para("b"),)))


def test_blocks_need_no_blank_line_between_them() -> None:
    assert read("# One\nwords\n## Two ##\n- a\n# Three\n> said\n> so\n```py\ncode\n```\nend\n---\nlast") == (
        Heading(1, (Text("One"),)),
        para("words"),
        Heading(2, (Text("Two"),)),
        BulletList(((para("a"),),)),
        Heading(1, (Text("Three"),)),
        Quote((Paragraph((Text("said"), Break(), Text("so"))),)),
        CodeBlock("code"),
        para("end"),
        para("last"),
    )


def test_an_open_fence_is_text() -> None:
    assert "".join(texts(read("```\nx\n\n*y*"))).startswith("```")


def test_the_librarys_own_placeholders_cannot_be_forged() -> None:
    assert said("*a* \x02klzzwxh:0000\x03 \x0265\x03 \x1a0\x1a") == "a klzzwxh:0000 65 0"


UNMARKED = st.text(alphabet=st.characters(exclude_characters="*_`[\\<>#~+-•", codec="utf-8")).filter(
    lambda text: not any(line.strip()[:1].isdigit() for line in text.splitlines())
)


@given(UNMARKED)
def test_a_note_without_marks_reads_the_same_without_the_library(text: str) -> None:
    reader = Reader()
    reader.blocks("*load*")
    # A single empty emphasis at the end sends the same text through the parser.
    parsed = reader.blocks(f"{text}\n\n*end*")
    assert parsed[:-1] == literal(clean(text).expandtabs(4)) == reader.blocks(text)


BOMBS = {
    "quotations": ">" * 50_000,
    "spaced quotations": "> " * 50_000,
    "brackets": "[" * 50_000,
    "pictures": "![" * 25_000,
    "items": "- " * 30_000,
    "stairs": "\n".join("  " * depth + "- x" for depth in range(2_000)),
    "emphasis": "**a " * 25_000,
    "mixed emphasis": "*a **b ***c _d __e " * 5_000,
    "ticks": "".join("`" * length + " " for length in range(600)),
    "rules": "---\n" * 30_000,
    "quoted rules": "> ---\n" * 15_000,
    "fences": "```x\n" * 20_000,
    "links": "[a](" * 25_000,
    "angle brackets": "<a " * 30_000,
    "paragraphs": "*a*\n\n" * 20_000,
    "headings": "# a\n" * 25_000,
    "addresses": "https://" * 10_000 + "*",
    "escapes": "\\*" * 50_000,
    "deep mixture": "> - 1. " * 10_000,
    "a long line": "*a*" + "x" * 1_000_000,
    "blanks": "*a*" + " " * 90_000 + "x",
    "tabs": "*a*\n" + "\t" * 90_000 + "x",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_are_only_text(bomb: str) -> None:
    blocks = read(bomb)
    assert _depth(blocks) <= 20


@pytest.mark.timeout(60)
def test_just_below_the_limits_is_still_quick() -> None:
    for piece in ("**a ", "*a **b _c ", "[", "![", "`a``b", "<a ", "[a](", "*_"):
        paragraph = piece * (190 // max(1, sum(mark in "*_`[<!" for mark in piece)))
        assert read((paragraph + "\n\n") * 20)


def _depth(blocks: tuple[Block, ...]) -> int:
    inner = [0]
    for block in blocks:
        if isinstance(block, Quote):
            inner.append(_depth(block.blocks))
        elif isinstance(block, BulletList | OrderedList):
            inner += map(_depth, block.items)
    return 1 + max(inner)


@pytest.mark.timeout(120)
def test_ten_megabytes_keep_every_word() -> None:
    text = ("word **and** more " * 60 + "[of](https://x.org) it\n") * 9_000
    assert "".join(texts(read(text))).split() == text.split()


def test_two_readers_do_not_disturb_each_other() -> None:
    wrong: list[object] = []

    def run(mark: str) -> None:
        reader = Reader()
        for _round in range(50):
            blocks = reader.blocks(f"*{mark}*\n\n```\n{mark}\n```")
            if blocks != (Paragraph((Italic((Text(mark),)),)), CodeBlock(mark)):
                wrong.append(blocks)

    threads = [Thread(target=run, args=(mark,)) for mark in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
