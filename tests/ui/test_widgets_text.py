"""Text: its height, its edges, what is cut, and that nothing in it is markup."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.text import Clock, Small, Text
from tests.ui.conftest import Stage

LONG = "Hesitates when the director joins and asks for more time than there is. " * 4


# Text


def test_wrapped_text_is_as_tall_as_its_lines(theme: Theme, qtbot: QtBot) -> None:
    text = Text(LONG)
    qtbot.addWidget(text)
    assert text.heightForWidth(10_000) == theme.line_height("body") == 19
    assert text.heightForWidth(300) >= 4 * 19
    assert text.heightForWidth(300) % 19 == 0


def test_text_grows_with_the_text_size(theme: Theme, qtbot: QtBot) -> None:
    text = Text(LONG)
    qtbot.addWidget(text)
    text.show()
    before = text.heightForWidth(400)
    theme.apply("light", 200)
    assert text.heightForWidth(400) > 3 * before


def test_a_line_break_that_was_typed_is_kept(qtbot: QtBot) -> None:
    text = Text("one\ntwo")
    qtbot.addWidget(text)
    assert text.heightForWidth(500) == 2 * Text("one").heightForWidth(500)


def test_text_that_does_not_wrap_is_cut_with_the_whole_as_tool_tip(qtbot: QtBot) -> None:
    text = Text(LONG, wrap=False)
    qtbot.addWidget(text)
    text.resize(120, 19)
    text.grab()
    assert text.toolTip() == LONG
    text.resize(10_000, 19)
    text.grab()
    assert text.toolTip() == ""


def test_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    text = Small("<b>Amara</b>")
    qtbot.addWidget(text)
    assert text.accessibleName() == "<b>Amara</b>"
    assert text.sizeHint().width() > Small("Amara").sizeHint().width()


def test_nothing_of_a_text_is_cut_where_its_layout_follows_its_height(stage: Stage) -> None:
    text = Text(LONG)
    window = stage(text, width=300, height=400)
    window.layout().activate()  # type: ignore[union-attr]
    assert text.height() >= text.heightForWidth(text.width())


def test_a_hebrew_name_stands_at_the_leading_edge_of_an_english_window(qtbot: QtBot) -> None:
    text = Text("שרה כהן")
    qtbot.addWidget(text)
    text.resize(300, 20)
    image = text.grab().toImage()
    ground = image.pixelColor(0, 0)
    inked = [x for x in range(300) for y in range(20) if image.pixelColor(x, y) != ground]
    assert max(inked) < 150


@pytest.mark.parametrize("wrap", [True, False])
def test_english_text_stands_at_the_right_edge_of_a_hebrew_window(qtbot: QtBot, wrap: bool) -> None:
    text = Text("1 i WWWWWW", wrap=wrap)
    qtbot.addWidget(text)
    text.resize(300, 20)
    spans = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        text.setLayoutDirection(direction)
        image = text.grab().toImage()
        ground = image.pixelColor(150, 0)
        inked = [x for x in range(300) for y in range(20) if image.pixelColor(x, y) != ground]
        spans.append((min(inked), max(inked), sum(inked) / len(inked)))
    left, right = spans
    assert left[0] < 5
    assert right[1] > 295
    # The words keep their order: the heavy ones stay at the end.
    assert right[2] - right[0] == pytest.approx(left[2] - left[0], abs=2)


def test_the_clock_runs_left_to_right_everywhere(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    clock = Clock("23:41", parent=window)
    assert clock.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert clock.sizeHint() == Clock("11:11").sizeHint()
