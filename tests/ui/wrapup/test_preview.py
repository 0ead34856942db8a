"""The preview shows the exporters' tree: every word, in order, and nothing is loaded or interpreted."""

from pytestqt.qtbot import QtBot

from mentor_desktop.exporters.tree import (
    Bold,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Heading,
    Italic,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
    words_in,
)
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.wrapup.preview import Preview

TREE = Document(
    "en",
    "Session 7 · 24 November 2026",
    "Maya Lind and Amara Okafor · 49 minutes",
    (
        Paragraph((Text("Thank you for "), Bold((Text("today"),)), Break(), Italic((Text("Maya"),)))),
        Heading(2, (Text("What we talked about"),)),
        BulletList(
            (
                (Paragraph((Text("The outline was sent."),)),),
                (
                    Paragraph((Text("Two things"),)),
                    OrderedList(((Paragraph((Text("ask first"),)),), (Paragraph((Text("then wait"),)),)), 3),
                    CodeBlock("a = 1\nb = 2\n"),
                ),
                (Quote((Paragraph((Text("I want them to ask me"),)),)),),
                (
                    Paragraph(
                        (Text("See "), Link("https://example.org/a", (Text("this page"),)), Code(" x<y "))
                    ),
                ),
            )
        ),
        Heading(2, (Text("Promises"),)),
        Table(
            ((Text("Who"),), (Text("What"),), (Text("By when"),)),
            (((Text("Maya"),), (Text("introduce <b>Amara</b> & Lena"),), (Text("24 Nov"),)),),
        ),
        Heading(2, (Text("Next time"),)),
        Paragraph((Text("Tuesday 8 December, 15:00 in Stockholm"),)),
    ),
)


def test_every_word_is_shown_in_reading_order(qtbot: QtBot, theme: Theme) -> None:
    preview = Preview("Preview of the summary")
    qtbot.addWidget(preview)
    preview.set(TREE)
    assert preview.text().replace("\u2028", " ").split() == words_in(TREE)


def test_signs_of_markup_are_shown_as_they_stand(qtbot: QtBot, theme: Theme) -> None:
    preview = Preview("Preview of the summary")
    qtbot.addWidget(preview)
    tree = Document("en", "<img src='file:///etc/passwd'>", "", (Paragraph((Text("**not bold** [x](y)"),)),))
    preview.set(tree)
    assert preview.text() == "<img src='file:///etc/passwd'>\n**not bold** [x](y)"


def test_another_theme_and_size_draw_it_anew(qtbot: QtBot, theme: Theme) -> None:
    preview = Preview("Preview of the summary")
    qtbot.addWidget(preview)
    preview.set(TREE)
    before = preview.paper.document().begin().charFormat()
    cursor_font = preview.paper.document().firstBlock().begin().fragment().charFormat()
    theme.apply("dark", 200, less_motion=True)
    after = preview.paper.document().firstBlock().begin().fragment().charFormat()
    assert after.font().pixelSize() == 2 * cursor_font.font().pixelSize()
    assert after.foreground().color() == theme.colour("text")
    assert before.isValid()


def test_a_hebrew_paragraph_runs_from_right_to_left(qtbot: QtBot, theme: Theme) -> None:
    from PySide6.QtCore import Qt

    preview = Preview("Preview of the summary")
    qtbot.addWidget(preview)
    preview.set(Document("en", "Session", "", (Paragraph((Text("שלום"),)), Paragraph((Text("Hello"),)))))
    document = preview.paper.document()
    second, third = document.findBlockByNumber(1), document.findBlockByNumber(2)
    assert second.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert third.blockFormat().layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_nothing_is_shown_where_there_is_no_document(qtbot: QtBot, theme: Theme) -> None:
    preview = Preview("Preview of the summary")
    qtbot.addWidget(preview)
    preview.set(TREE)
    preview.set(None)
    assert preview.text() == ""
