"""Draws the exporters' tree, so that the preview shows what every format will say, in the same order.

Built piece by piece with a text cursor: no HTML and no Markdown is parsed here, and nothing is loaded. May
import Qt, the theme and the tree.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QVBoxLayout, QWidget

from mentor_desktop.exporters.tree import (
    Block,
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
    Span,
    Table,
    Text,
    plain,
    runs_rightwards,
)
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, ring, rounded
from mentor_desktop.ui.widgets.markdown_view import SafeDocument

_PITCH = 125  # per cent of the font's own line height
_MARGIN = 26
_NO_LIMIT = 16_777_215  # px, the tallest that a widget can be
_EDGE = 3  # px between the frame and what it holds
_COLUMNS = (18, 62, 20)  # per cent of the width that who, what and by when get


class TreeWriter:
    """Puts a tree into a document, with fonts and colours of the theme as it is now."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._cursor = QTextCursor(document)
        self._fresh = True  # the block that the cursor is in is still empty

    def write(self, tree: Document) -> None:
        """Replaces what the document holds."""
        theme = current()
        document = self._document
        document.setUndoRedoEnabled(False)
        document.clear()
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.px(_MARGIN))
        document.setIndentWidth(theme.px(18))
        self._cursor = QTextCursor(document)
        self._fresh = True
        self._line((Text(tree.title),), 0, self._look("page_title", size=18))
        if tree.byline:
            self._line((Text(tree.byline),), 3, self._look("body", "dim"))
        for block in tree.blocks:
            self._block(block, 0)

    def _look(self, role: str, tone: str = "text", size: int = 0) -> QTextCharFormat:
        theme = current()
        form = QTextCharFormat()
        font = QFont(theme.font(role))
        if size:
            font.setPixelSize(theme.px(size))
        form.setFont(font)
        form.setForeground(theme.colour(tone))
        return form

    def _start(self, above: int, spans: tuple[Span, ...], indent: int = 0) -> None:
        """A new block, running the way of its first strong letter."""
        theme = current()
        form = QTextBlockFormat()
        form.setTopMargin(0 if self._fresh and self._cursor.atStart() else theme.px(above))
        form.setIndent(indent)
        form.setLineHeight(_PITCH, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        around = current_direction()
        rightwards = runs_rightwards(plain(spans), around)
        form.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if rightwards else Qt.LayoutDirection.RightToLeft
        )
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self._cursor.insertBlock(form, QTextCharFormat())

    def _line(self, spans: tuple[Span, ...], above: int, look: QTextCharFormat, indent: int = 0) -> None:
        self._start(above, spans, indent)
        self._spans(spans, look)

    def _spans(self, spans: tuple[Span, ...], look: QTextCharFormat) -> None:
        for span in spans:
            if isinstance(span, Text):
                self._cursor.insertText(span.text, look)
            elif isinstance(span, Break):
                self._cursor.insertText("\u2028", look)
            elif isinstance(span, Code):
                self._cursor.insertText(span.text, _coded(look))
            else:
                self._spans(span.spans, _dressed(look, span))

    def _block(self, block: Block, indent: int) -> None:
        body = self._look("body")
        if isinstance(block, Heading):
            role = "card_title" if block.level == 2 else "strong"
            self._line(block.spans, 18 if block.level == 2 else 10, self._look(role), indent)
        elif isinstance(block, Paragraph):
            self._line(block.spans, 5, body, indent)
        elif isinstance(block, CodeBlock):
            spans: tuple[Span, ...] = (Text(block.text.rstrip("\n").replace("\n", "\u2028")),)
            self._line(spans, 5, _coded(body), indent + 1)
        elif isinstance(block, Quote):
            for inner in block.blocks:
                self._block(inner, indent + 1)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._list(block, indent)

    def _list(self, block: BulletList | OrderedList, indent: int) -> None:
        form = QTextListFormat()
        form.setIndent(indent + 1)
        ordered = isinstance(block, OrderedList)
        form.setStyle(QTextListFormat.Style.ListDecimal if ordered else QTextListFormat.Style.ListDisc)
        if isinstance(block, OrderedList):
            form.setStart(block.start)
        made = None
        for item in block.items:
            first, *rest = item if item and isinstance(item[0], Paragraph) else (Paragraph(()), *item)
            assert isinstance(first, Paragraph)
            self._line(first.spans, 3, self._look("body"))
            if made is None:
                made = self._cursor.createList(form)
            else:
                made.add(self._cursor.block())
            for inner in rest:
                self._block(inner, indent + 1)

    def _table(self, block: Table) -> None:
        theme = current()
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(theme.px(2))
        form.setCellSpacing(0)
        form.setTopMargin(theme.px(4))
        form.setBottomMargin(theme.px(14))
        form.setHeaderRowCount(1)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        widths = _COLUMNS if len(block.header) == len(_COLUMNS) else ()
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, width) for width in widths]
        )
        rows = (block.header, *block.rows)
        table = self._cursor.insertTable(len(rows), len(block.header), form)
        for number, row in enumerate(rows):
            look = self._look("small", "dim") if number == 0 else self._look("body")
            for column, cell in enumerate(row):
                self._cursor = table.cellAt(number, column).firstCursorPosition()
                self._fresh = True
                self._line(cell, 0, look)
        self._cursor = QTextCursor(self._document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True  # Qt keeps an empty block after a table: the next one goes there


def current_direction() -> bool:
    """Whether the window runs from left to right."""
    return QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def _coded(look: QTextCharFormat) -> QTextCharFormat:
    form = QTextCharFormat(look)
    form.setFontFixedPitch(True)
    form.setForeground(current().colour("dim"))
    return form


def _dressed(look: QTextCharFormat, span: Bold | Italic | Link) -> QTextCharFormat:
    form = QTextCharFormat(look)
    if isinstance(span, Bold):
        form.setFontWeight(QFont.Weight.DemiBold)
    elif isinstance(span, Italic):
        form.setFontItalic(True)
    else:
        form.setForeground(current().colour("accent"))
        form.setFontUnderline(True)
    return form


class _Paper(QTextBrowser):
    """Scrolls the document; takes the focus so that it can be read and scrolled by keys."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDocument(SafeDocument(self))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class Preview(QWidget):
    """The framed sheet with the document on it."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = _Paper(name)
        self._tree: Document | None = None
        self._whole = False
        self.setFocusProxy(self.paper)
        box = QVBoxLayout(self)
        box.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        box.addWidget(self.paper)
        current().changed.connect(self._again)

    def set(self, tree: Document | None) -> None:
        """Shows another document; the place in it stays where it is the same."""
        if tree == self._tree:
            return
        self._tree = tree
        self._again()

    def set_whole(self, whole: bool) -> None:
        """As tall as the document, so that it scrolls with the page; or within the height it is given."""
        self._whole = whole
        self._fit()

    def text(self) -> str:
        """The words shown, in reading order."""
        return self.paper.document().toPlainText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        rounded(p, self.rect(), RADIUS, theme.colour("surface"), theme.colour("line"))
        if self.paper.hasFocus():
            ring(p, self.rect())

    def _again(self) -> None:
        bar = self.paper.verticalScrollBar()
        place = bar.value()
        if self._tree is None:
            self.paper.document().clear()
        else:
            TreeWriter(self.paper.document()).write(self._tree)
        bar.setValue(place)
        self._fit()

    def _fit(self) -> None:
        if self._whole:
            self.paper.document().setTextWidth(max(self.width() - 2 * _EDGE, 1))
            self.paper.setFixedHeight(round(self.paper.document().size().height()) + 2)
        else:
            self.paper.setMinimumHeight(0)
            self.paper.setMaximumHeight(_NO_LIMIT)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.paper.setVerticalScrollBarPolicy(off if self._whole else needed)
