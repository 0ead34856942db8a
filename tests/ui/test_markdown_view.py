"""Markdown on the screen: nothing is loaded, nothing is markup that was not meant, nothing is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.markdown_view import MarkdownView, SafeDocument, render, with_breaks
from mentor_desktop.ui.widgets.note_rows import NoteRow

COMMANDS = ("/shared", "/private", "/promise")


def many(count: int) -> list[NoteRow]:
    return [NoteRow(f"n{number}", f"Note **{number}** of many", "15:06") for number in range(count)]


# Markdown


def test_markdown_never_loads_a_picture_and_shows_its_words(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(picture))
    view = MarkdownView(f"before ![a red square]({QUrl.fromLocalFile(str(picture)).toString()}) after")
    qtbot.addWidget(view)
    assert view.toPlainText() == "before a red square after"
    view.resize(300, 100)
    pixels = view.grab().toImage()
    reds = [pixels.pixelColor(x, y) for x in range(300) for y in range(view.height())]
    assert not any(pixel.name() == "#ff0000" for pixel in reds)


def test_nothing_a_document_names_is_read(theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p { color: red }")
    document = SafeDocument()
    address = QUrl.fromLocalFile(str(tmp_path / "style.css"))
    for kind in (2, 3):  # picture, style sheet
        assert document.resource(kind, address) is None


def test_html_in_a_note_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    view = MarkdownView("a <b>bold</b> <script>word</script> & more")
    qtbot.addWidget(view)
    assert "<b>bold</b>" in view.toPlainText()
    assert "<script>" in view.toPlainText()


def test_a_link_is_told_and_not_opened(qtbot: QtBot) -> None:
    view = MarkdownView("[call](https://example.org/room)")
    qtbot.addWidget(view)
    assert not view.openLinks()
    with qtbot.waitSignal(view.link_clicked) as clicked:
        view.anchorClicked.emit(QUrl("https://example.org/room"))
    assert clicked.args == ["https://example.org/room"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\nb", "a  \nb"),
        ("a\n\nb", "a\n\nb"),
        ("- a\n- b", "- a  \n- b"),
        ("a\n\n\nb\n", "a\n\n\nb\n"),
        ("", ""),
    ],
)
def test_line_ends_stay_line_ends(typed: str, kept: str) -> None:
    assert with_breaks(typed) == kept


def test_a_view_is_as_tall_as_its_text_at_every_width_and_size(theme: Theme, qtbot: QtBot) -> None:
    view, page = MarkdownView("word " * 200), QWidget()
    column = QVBoxLayout(page)
    column.addWidget(view)
    column.addStretch(1)
    qtbot.addWidget(page)
    heights = []
    for width, percent in ((600, 100), (300, 100), (300, 200)):
        theme.apply("light", percent)
        page.resize(width, 5_000)
        page.grab()
        heights.append(view.height())
        assert view.verticalScrollBar().maximum() <= 2
    assert heights == sorted(set(heights))


def test_bold_in_markdown_is_wider_because_it_is_really_bold(theme: Theme) -> None:
    widths = []
    for text in ("chair the review", "**chair the review**"):
        document = SafeDocument()
        render(document, text, 500)
        widths.append(document.idealWidth())
    assert widths[1] > widths[0] + 2
