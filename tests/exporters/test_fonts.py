import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from mentor_desktop.exporters import fonts

FILES = sorted(file for file in fonts.FOLDER.iterdir() if file.suffix in fonts.SUFFIXES)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_our_reading_of_a_font_is_that_of_a_font_library(file: Path) -> None:
    with TTFont(file, lazy=True) as font:
        wanted = set(font["cmap"].getBestCmap())
    assert wanted == fonts._letters_in(file.read_bytes())


@pytest.mark.parametrize("file", [each for each in FILES if each.stem.startswith("Inter")])
def test_what_needs_no_look_is_drawn_by_every_cut_of_the_first_font(file: Path) -> None:
    letters = {code for code in range(sys.maxunicode + 1) if fonts._PLAIN.fullmatch(chr(code))} - set(b"\t\n")
    assert {ord("A"), ord("ß"), ord("·"), ord("“")} <= letters <= fonts._letters_in(file.read_bytes())


def test_the_stand_in_can_be_drawn() -> None:
    assert fonts.missing(fonts.INSTEAD) == ""


@pytest.mark.parametrize(
    "text",
    ["Åsa Ñandú Łódź", "Привет", "Ελλάδα", "שלום", "مرحبا", "नमस्ते", "สวัสดี", "a\u200db\ufe0f\u2060 \n\t"],
)
def test_the_scripts_we_ship_are_drawn(text: str) -> None:
    assert fonts.missing(text) == ""
    assert fonts.drawable(text) == text


def test_a_mark_counts_with_the_letter_it_sits_on() -> None:
    assert fonts.missing("e\u0301") == ""
    assert fonts.missing("x 漢 漢 \u0e17\u0301") == "漢\u0e17\u0301"
    assert fonts.drawable("a漢b") == f"a{fonts.INSTEAD}b"


@given(st.text())
def test_what_is_drawable_misses_nothing(text: str) -> None:
    assert fonts.missing(fonts.drawable(text)) == ""
