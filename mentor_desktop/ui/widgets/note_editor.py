"""Where notes are typed: it grows with its text, pastes plain text only, and knows the words that begin
with a slash.

May import Qt and the theme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QCompleter, QListView, QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.limits import LONG_TEXT, LimitedEdit, say_at_caret

_GROWS_TO = 8  # lines
_MARKS = (
    (re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__"), "bold"),
    (re.compile(r"(?<![*\w])\*[^*\n]+\*(?!\*)|(?<![_\w])_[^_\n]+_(?![_\w])"), "italic"),
    (re.compile(r"^#{1,6} .*$"), "bold"),
    (re.compile(r"^\s*(?:[-*+]|\d+[.)]) "), "accent"),
    (re.compile(r"^> .*$"), "dim"),
    (re.compile(r"`[^`\n]+`"), "dim"),
)


class _Highlighter(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument, words: list[str]) -> None:
        super().__init__(document)
        self._words = words

    def highlightBlock(self, text: str) -> None:
        for pattern, look in _MARKS:
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found.group()), self._format(look))
        first = text.split(" ", 1)[0]
        if self.currentBlock().blockNumber() == 0 and first in self._words:
            self.setFormat(0, len(first), self._format("accent"))

    def _format(self, look: str) -> QTextCharFormat:
        form = QTextCharFormat()
        if look == "bold":
            form.setFontWeight(QFont.Weight.DemiBold)
        elif look == "italic":
            form.setFontItalic(True)
        else:
            form.setForeground(current().colour(look))
        return form


class NoteEditor(LimitedEdit):
    """`changed()` only when the person changed the text; `entered`, `control_entered`, `escaped` are keys.

    With `enter_saves` Enter emits `entered` and Shift Enter makes a new line; without, Enter makes a new
    line. Ctrl Enter always emits `control_entered`. `commands` are the slash words offered at the start of
    the text. `placeholders` are shown one after another as far as they fit. Beyond `limit` characters a paste
    or a key is refused whole, with a sentence at the caret.
    """

    changed = Signal()
    entered = Signal()
    control_entered = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        *,
        placeholders: Sequence[str] = (),
        commands: Sequence[str] = (),
        enter_saves: bool = False,
        lines: int = 1,
        grows_to: int = _GROWS_TO,
        limit: int = LONG_TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(limit=limit, parent=parent)
        self._placeholders = list(placeholders)
        self._commands = list(commands)
        self._enter_saves = enter_saves
        self._lines, self._grows_to = lines, grows_to
        self._silent = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._highlighter = _Highlighter(self.document(), self._commands)
        self._completer = QCompleter(self)
        self._completer.setModel(QStringListModel(self._commands, self._completer))
        self.offers = QListView()
        self._completer.setPopup(self.offers)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated[str].connect(self._complete)  # type: ignore[index]
        self.textChanged.connect(self._text_changed)
        self.refused.connect(lambda sentence: say_at_caret(self, sentence))
        current().changed.connect(self._look_changed)
        self._fit()

    def text(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def set(self, text: str) -> None:
        """Fills the editor without the signal; the undo history starts anew."""
        if text != self.toPlainText():
            self._silent = True
            self.setPlainText(text)
            self._silent = False

    def wipe(self) -> None:
        """Empties the editor and its undo history, without the signal."""
        self._silent = True
        self.setPlainText("")
        self._silent = False

    def offered(self) -> list[str]:
        """The slash words that are offered at this moment."""
        if not self.offers.isVisible():
            return []
        model = self._completer.completionModel()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.offers
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if popup.isVisible() and (
            enter or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backtab)
        ):
            event.ignore()  # the list of slash words takes it
            return
        modifiers = event.modifiers()
        if enter and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.control_entered.emit()
        elif enter and self._enter_saves and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif enter:
            self.new_line()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
            self._offer()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._say_what_fits()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _text_changed(self) -> None:
        self._fit()
        if not self._silent:
            self.changed.emit()

    def _offer(self) -> None:
        cursor = self.textCursor()
        before = self.toPlainText()[: cursor.position()]
        popup = self.offers
        if not self._commands or not re.fullmatch(r"/\w*", before) or before in self._commands:
            popup.hide()
            return
        self._completer.setCompletionPrefix(before)
        if self._completer.completionCount() == 0:
            popup.hide()
            return
        popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        spot = self.cursorRect()
        spot.setWidth(current().px(180))
        self._completer.complete(spot)

    def _complete(self, word: str) -> None:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(word + " ")
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        theme = current()
        pitch = theme.metrics("body").lineSpacing()
        shown = 0
        block = self.document().begin()
        while block.isValid() and shown <= self._grows_to:
            shown += max(block.layout().lineCount(), 1)
            block = block.next()
        count = min(max(shown, self._lines), self._grows_to)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if shown > self._grows_to
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        height = round(count * pitch) + 2 * theme.px(6) + 6
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _say_what_fits(self) -> None:
        theme = current()
        room = self.viewport().width() - 10
        said = ""
        for words in self._placeholders:
            longer = f"{said}   {words}" if said else words
            if said and theme.metrics("body").horizontalAdvance(longer) > room:
                break
            said = longer
        self.setPlaceholderText(theme.metrics("body").elidedText(said, Qt.TextElideMode.ElideRight, room))

    def _look_changed(self) -> None:
        self._silent = True
        self._highlighter.rehighlight()
        self._silent = False
        self._fit()
        self._say_what_fits()
