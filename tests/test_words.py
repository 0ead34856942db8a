"""Words, dates and names in a language, and the catalogues they come from."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as some

from mentor_desktop import words
from mentor_desktop.words import N_, DayStyle, _, ngettext

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


@pytest.fixture(scope="module")
def tool(root: Path) -> ModuleType:
    """The command that writes the template."""
    spec = importlib.util.spec_from_file_location("words_tool", root / "packaging" / "words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- dates, clocks, lengths, names -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("short", "24 Nov"),
        ("medium", "24 Nov 2026"),
        ("long", "24 November 2026"),
        ("weekday", "Tuesday 24 November"),
        ("weekday_short", "Tue 24 Nov"),
        ("full", "Tuesday 24 November 2026"),
    ],
)
def test_a_day_in_each_style(style: DayStyle, shown: str) -> None:
    assert words.day(TUESDAY, style) == shown
    assert words.day(datetime(2026, 11, 24, 23, 59), style) == shown


def test_a_day_in_the_order_of_another_language() -> None:
    assert words.day(TUESDAY, "long", "de") == "24. November 2026"
    assert words.day(TUESDAY, "weekday", "de") == "Dienstag, 24. November"
    assert words.day(TUESDAY, "weekday_short", "de") == "Di., 24. Nov."
    assert words.day(TUESDAY, "short", "sv") == "24 nov."


@given(some.dates(), some.sampled_from(["short", "medium", "long", "weekday", "weekday_short", "full"]))
def test_no_date_is_too_early_or_too_late(d: date, style: DayStyle) -> None:
    shown = words.day(d, style)
    assert str(d.day) in shown
    assert (style in ("medium", "long", "full")) == (
        str(d.year) in re.sub(rf"\b{d.day} ", "", shown, count=1)
    )


def test_the_clock_has_twenty_four_hours() -> None:
    assert words.clock(time(15, 0)) == "15:00"
    assert words.clock(datetime(2026, 11, 24, 0, 5, 59)) == "00:05"
    assert words.weekday(TUESDAY) == "Tue"


def test_lengths() -> None:
    assert [words.span(n) for n in (-3, 0, 50, 60, 150)] == ["0 min", "0 min", "50 min", "1 h", "2 h 30 min"]
    assert [words.minutes(n) for n in (1, 49)] == ["1 minute", "49 minutes"]
    assert [words.ago(n) for n in (-1, 0, 1, 14)] == ["today", "today", "yesterday", "14 days ago"]
    assert words.number(5000) == "5,000"


def test_names_in_a_sentence() -> None:
    assert words.names([]) == ""
    assert words.names(["Maya Lind", ""]) == "Maya Lind"
    assert words.names(["Maya Lind", "Amara Okafor"]) == "Maya Lind and Amara Okafor"
    assert words.names(["A", "B", "C"]) == "A, B and C"
    assert words.names(["A", "B"], "de") == "A und B"


def test_places_and_countries() -> None:
    assert words.place("Africa/Nairobi") == "Nairobi"
    assert words.place("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert words.place("Europe/Kyiv") == words.place("Europe/Kiev") == "Kyiv"
    assert words.place("Europe/Vienna", "de") == "Wien"
    assert words.place("UTC") == words.place("Etc/UTC") == "UTC"
    assert words.place("Nowhere/At_All") == "At All"
    assert words.place("") == ""
    assert words.country("KE") == words.country("ke") == "Kenya"
    assert words.country("KE", "de") == "Kenia"
    assert words.country("??") == "??"
    assert words.zone_names("Africa/Nairobi") == ("East Africa Time",)
    assert "India Standard Time" in words.zone_names("Asia/Kolkata")
    assert words.zone_names("Nowhere/At_All") == ()


# --- the language ------------------------------------------------------------------------------------


def test_a_language_without_a_catalogue_is_english_as_a_whole() -> None:
    assert words.use("tlh-Latn") == "en"
    assert words.language() == "en"
    assert words.day(TUESDAY) == "24 Nov 2026"
    assert words.day(TUESDAY, lang="no such tag") == "24 Nov 2026"


def test_a_catalogue_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = Catalog(locale="de")
    catalog.add("Save", "Sichern")
    catalog.add(("%(n)d note", "%(n)d notes"), ("%(n)d Notiz", "%(n)d Notizen"))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "mentor_desktop.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(words, "CATALOGUES", tmp_path)

    assert words.use("de_AT.UTF-8") == "de"
    assert _("Save") == "Sichern"
    assert _("not translated") == "not translated"
    assert ngettext("%(n)d note", "%(n)d notes", 2) % {"n": 2} == "2 Notizen"
    assert words.day(TUESDAY, "long") == "24. November 2026"
    assert not words.right_to_left()


def test_an_empty_text_is_not_the_header_of_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "mentor_desktop.mo").open("wb") as file:
        write_mo(file, Catalog(locale="sv"))
    monkeypatch.setattr(words, "CATALOGUES", tmp_path)
    assert words.use("sv") == "sv"
    assert _("") == ""


def test_direction_of_writing() -> None:
    assert not words.right_to_left()
    assert words.right_to_left("ar")
    assert not words.right_to_left("de")


# --- the made-up language ----------------------------------------------------------------------------


def test_the_made_up_language_is_longer_accented_and_mirrored() -> None:
    assert words.use("qps") == "qps"
    shown = _("Start session")
    assert len(shown) > 1.3 * len("Start session")
    assert not shown.isascii()
    assert words.right_to_left()
    assert words.day(TUESDAY) == "24 Nov 2026"


def test_the_made_up_language_keeps_what_is_no_word() -> None:
    words.use("qps")
    assert _("%(name)s of %(n)d at 5%%") % {"name": "Ada", "n": 3} == "[Ada óóf 3 ááť 5%]"
    assert "<b>" in _("<b>bold</b>")
    assert "&S" in _("&Save")
    assert "&amp;" in _("this &amp; that")
    assert _("a\nb").count("\n") == 1
    assert _("") == ""
    assert ngettext("%(n)d apple", "%(n)d apples", 1) != ngettext("%(n)d apple", "%(n)d apples", 2)


@given(some.text(alphabet=some.characters(codec="utf-8", exclude_characters="%")))
def test_the_made_up_language_takes_any_text(text: str) -> None:
    words.use("qps")
    assert (_(text + "%(n)d") % {"n": 7}).endswith("7]")


# --- cheap to import ---------------------------------------------------------------------------------


def test_neither_babel_nor_qt_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from mentor_desktop import words; words.use('en'); words.right_to_left(); words._('x');"
        "print(sorted({'babel', 'PySide6', 'pytz'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- the catalogues ----------------------------------------------------------------------------------


def spoken(root: Path) -> Iterator[tuple[str, str, list[ast.expr]]]:
    """Every call of a gettext function: where, which, and its sentences."""
    for file in sorted((root / "mentor_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                taken = {"_": 1, "N_": 1, "ngettext": 2}.get(node.func.id, 0)
                if taken:
                    yield f"{file.relative_to(root)}:{node.lineno}", node.func.id, node.args[:taken]


def test_every_sentence_is_a_literal_that_the_extractor_finds(root: Path, tool: ModuleType) -> None:
    catalog = tool.extract()
    missed = []
    for where, function, sentences in spoken(root):
        texts = [each.value for each in sentences if isinstance(each, ast.Constant)]
        if len(texts) == len(sentences):
            key = tuple(texts) if function == "ngettext" else texts[0]
            if catalog.get(key[0] if isinstance(key, tuple) else key) is None:
                missed.append(where)
        elif any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in sentences):
            missed.append(where)
    assert missed == []


def test_every_placeholder_has_a_name(root: Path) -> None:
    nameless = [
        where
        for where, _function, sentences in spoken(root)
        for each in sentences
        if isinstance(each, ast.Constant) and re.search(r"%[^%(]", str(each.value).replace("%%", ""))
    ]
    assert nameless == []


def test_the_template_is_up_to_date(tool: ModuleType) -> None:
    """`packaging/words.py extract` writes it anew."""
    assert tool.TEMPLATE.read_bytes() == tool.template(tool.extract())


def test_placeholders_agree_in_every_translation(tool: ModuleType) -> None:
    for path in tool.translations():
        assert tool.disagreements(tool._read(path)) == [], path


def test_a_placeholder_that_disagrees_is_found(tool: ModuleType) -> None:
    catalog = Catalog(locale="de")
    catalog.add("%(name)s is here", "%(name)s ist da")
    catalog.add("100%% of %(n)d", "%(n)d zu 100%%")
    catalog.add("not translated %(x)s", "")
    catalog.add(("one note", "%(n)d notes"), ("eine Notiz", "%(n)d Notizen"))
    assert tool.disagreements(catalog) == []
    catalog.add("%(name)s left", "%(Name)s ist fort")
    catalog.add(("%(n)d day", "%(n)d days"), ("%(n)d Tag", "%(n)s Tage"))
    assert tool.disagreements(catalog) == ["%(name)s left", "%(n)d day"]


def test_a_marked_sentence_stays_as_it_is() -> None:
    words.use("qps")
    assert N_("Save") == "Save"
