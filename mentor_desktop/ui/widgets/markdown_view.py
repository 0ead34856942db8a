"""Markdown as a reader sees it, safe by construction: no HTML, nothing is loaded, no link opens by itself.

May import Qt and the theme.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QTextBrowser, QWidget

from mentor_desktop.ui.theme import current

_WIDTH = 320  # px at 100 % that it asks for
_LINE = 120  # per cent of the font's own pitch; the extra goes below the line
_DIALECT = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class SafeDocument(QTextDocument):
    """A document that never reads anything: no file, no address, whatever the text names."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


def with_breaks(text: str) -> str:
    """The same Markdown with every line end kept as a line end, as the person typed it."""
    return re.sub(r"(?<=\S)[ \t]*\n(?=[ \t]*\S)", "  \n", text)


def render(
    document: QTextDocument,
    text: str,
    width: float,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Lays Markdown out in `document`, `width` pixels wide; pictures become their words."""
    theme = current()
    document.setDefaultFont(theme.font("body"))
    document.setDocumentMargin(0)
    edge = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
    option = QTextOption(edge | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setUndoRedoEnabled(False)
    document.setIndentWidth(theme.px(20))
    document.setMarkdown(with_breaks(text), _DIALECT)
    _settle(document)
    document.setTextWidth(width)


def _settle(document: QTextDocument) -> None:
    theme = current()
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        form = QTextBlockFormat()
        form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(0)
        form.setBottomMargin(theme.px(4) if block.next().isValid() else 0)
        cursor.mergeBlockFormat(form)
        pictures = []
        pieces = block.begin()
        while not pieces.atEnd():
            if pieces.fragment().charFormat().isImageFormat():
                pictures.append(pieces.fragment())
            pieces += 1
        for fragment in reversed(pictures):
            picture: QTextImageFormat = fragment.charFormat().toImageFormat()
            words = str(picture.property(QTextImageFormat.Property.ImageAltText.value) or "")
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(words, document.begin().charFormat())
        block = block.next()


class MarkdownView(QTextBrowser):
    """Read-only Markdown as tall as its text.

    `link_clicked(address)` leaves the opening to the caller, who shows it first.
    """

    link_clicked = Signal(str)

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._heights: dict[int, int] = {}
        self.setDocument(SafeDocument(self))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.anchorClicked.connect(self._clicked)
        current().changed.connect(self._again)
        self.set(text)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    def set(self, text: str) -> None:
        """Shows another text."""
        self._source = text
        self._again()

    def source_text(self) -> str:
        """The Markdown shown."""
        return self._source

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._again()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._heights.get(width) is None:
            shown = self.document().textWidth()
            self.document().setTextWidth(max(width, 1))
            self._heights[width] = round(self.document().size().height()) + 2
            self.document().setTextWidth(shown)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = current().px(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(60), current().line_height("body"))

    def _again(self) -> None:
        self._heights.clear()
        render(self.document(), self._source, max(self.viewport().width(), 1), self.layoutDirection())
        self.updateGeometry()

    def _clicked(self, address: QUrl) -> None:
        self.link_clicked.emit(address.toString())
