"""Help: its chapters, its search, its keys, and the page in a window without a mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentor_desktop.services import content
from mentor_desktop.ui.help.keys import KeyCaps
from mentor_desktop.ui.help.page import page
from mentor_desktop.ui.help.presenter import HelpPresenter
from mentor_desktop.ui.help.state import KEYS, PROTECTED, Chapter, KeyLine, chapters, find, flowed, slug_of
from mentor_desktop.ui.help.view import HelpView
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from tests.ui.fakes import FakePlaces, HandDelay
from tests.ui.screen_support import World

LINES = (KeyLine("Ctrl N", "New", "Everywhere"), KeyLine("F1", "Help", "Everywhere"))


def guide() -> tuple[Chapter, ...]:
    return chapters([(each.title, each.text) for each in content.help_topics()], LINES)


def test_paragraphs_flow_and_nothing_else_changes() -> None:
    written = "One line\ngoes on.\n\n- a point\n  goes on\n- another\n\n```\na\nb\n```\n"
    written += "| a | b |\n|---|---|\n| c | d |\n"
    assert flowed(written).splitlines() == [
        "One line goes on.", "", "- a point goes on", "- another", "", "```", "a", "b", "```",
        "| a | b |", "|---|---|", "| c | d |",
    ]  # fmt: skip


def test_every_chapter_of_the_guide_is_there_with_our_own_keys() -> None:
    every = guide()
    assert [each.title for each in every] == [each.title for each in content.help_topics()]
    assert {KEYS, PROTECTED} <= {each.key for each in every}
    keys = next(each for each in every if each.key == KEYS)
    assert keys.lines[:2] == LINES
    assert any(line.keys == "Ctrl Enter" for line in keys.lines)


def test_each_key_of_the_guide_that_no_menu_can_name_is_listed() -> None:
    table = next(each.text for each in content.help_topics() if slug_of(each.title) == "all-keys")
    listed = " ".join(line.keys for line in chapters([("All keys", table)], ())[0].lines)
    for key in ("Del", "Esc", "Alt ↑", "Ctrl Enter", "Shift Enter", "1 to 5"):
        assert f"| {key}" in table
        assert key in listed


def test_search_takes_all_words_in_any_case() -> None:
    every = guide()
    assert find(every, "") == every
    assert [each.key for each in find(every, "BAR hard Guess")] == ["first-run-and-the-recovery-key"]
    assert find(every, "zebra") == ()
    (keys,) = [each for each in find(every, "shift enter") if each.key == KEYS]
    assert [line.keys for line in keys.lines] == ["Shift Enter"]


class View:
    """Keeps what is shown."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.marked = ""
        self.chapter: Chapter | None = None

    def show_chapters(self, chapters: Sequence[Chapter], shown: str) -> None:
        self.keys, self.marked = [each.key for each in chapters], shown

    def show_chapter(self, chapter: Chapter | None, words: str) -> None:
        self.chapter = chapter

    def focus_first(self) -> None:
        self.keys = list(self.keys)


def presented(world: World, view: View, links: list[str]) -> HelpPresenter:
    return HelpPresenter(view, replace(world.context, shortcuts=lambda: [("Ctrl N", "New")]), links.append)


def test_a_topic_opens_its_chapter_and_an_unknown_one_the_first(world: World) -> None:
    view = View()
    presenter = presented(world, view, [])
    presenter.open("protected")
    assert view.marked == PROTECTED
    presenter.open("no such thing")
    assert view.marked == PROTECTED
    presenter.open("Wrap up")
    assert view.chapter is not None
    assert view.chapter.title == "Wrap up"
    other = View()
    presented(world, other, []).open("no such thing")
    assert other.marked == other.keys[0]


def test_search_moves_on_to_a_chapter_that_fits(world: World) -> None:
    view = View()
    presenter = presented(world, view, [])
    presenter.open()
    presenter.search("exit code")
    assert view.keys == ["the-command-line"]
    assert view.marked == "the-command-line"
    presenter.search("exit code zebra")
    assert view.chapter is None
    presenter.search("")
    assert len(view.keys) == 16
    assert view.marked == "the-command-line"


def test_a_link_shows_where_it_leads_before_it_opens(world: World) -> None:
    links: list[str] = []
    presenter = presented(world, View(), links)
    presenter.link("https://example.org/a")
    ((text, press),) = world.shell.offers
    assert "https://example.org/a" in text
    assert links == []
    press()
    assert links == ["https://example.org/a"]


def test_the_page_in_a_window_by_keyboard_alone(qtbot: QtBot, theme: Theme, world: World) -> None:
    window = MainWindow(theme, FakePlaces(), HandDelay())
    qtbot.addWidget(window)
    context = replace(world.context, shell=window, shortcuts=window.menu_bar.named_shortcuts)
    window.add_page("help", "Help", "", "", lambda: page(context))
    window.resize(1280, 800)
    window.show()
    window.go("help")
    shown = window.pages.page()
    assert shown is not None
    view = shown.widget
    assert isinstance(view, HelpView)
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Down)
    assert view.list.current_key() == view.list.keys()[1] == "add-a-person"
    assert "Ctrl Shift N" in view.text.toPlainText()
    window.find_action.trigger()
    QTest.keyClicks(view.search.field, "bengaluru")
    assert view.list.keys() == ["add-a-person"]
    assert [each.cursor.selectedText() for each in view.text.extraSelections()] == ["Bengaluru"]
    QTest.keyClick(view.search.field, Qt.Key.Key_Escape)
    assert len(view.list.keys()) == 16
    window.go("help", topic="keys")
    caps = [each.keys for each in view.findChildren(KeyCaps)]
    assert "F8, Ctrl Shift H" in caps
    assert "Alt ←" in caps
    window.end()
