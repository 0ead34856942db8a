"""Text that does not fit is refused whole, with a sentence: a cut paste would lose its end unseen.

May import Qt and words.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolTip, QWidget

from mentor_desktop.ui.widgets.erasing import erase
from mentor_desktop.words import ngettext, number

LONG_TEXT = 100_000  # characters of one note or description
_ENDLESS = 2**31 - 1  # Qt's own limit of a line, out of the way: it cuts without a word
_MOST_COMPOSED = 4  # code points that may become one character


def too_long(limit: int) -> str:
    """The sentence that refuses text beyond `limit` characters."""
    return ngettext(
        "This is too long: %(limit)s character fits here. Nothing was added.",
        "This is too long: %(limit)s characters fit here. Nothing was added.",
        limit,
    ) % {"limit": number(limit)}


def announce(widget: QWidget, sentence: str) -> None:
    """Says something to a screen reader, from a widget."""
    # Dear to load, and the first window has nothing to say.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class LineLimit(QValidator):
    """Keeps a line edit within `limit` characters: a change that would go beyond is taken back whole.

    The field tells by its own `inputRejected`. Text that the program set may be longer and can be shortened.
    With `composed` it is a passphrase: characters count as in the one form it is used in, and no copy of it
    is left in memory.
    """

    def __init__(self, edit: QLineEdit, limit: int, *, composed: bool = False) -> None:
        super().__init__(edit)
        self._composed = composed
        self.limit = limit
        self._there = 0
        edit.setMaxLength(_ENDLESS)
        edit.textChanged.connect(self._changed)
        edit.setValidator(self)
        self._changed(edit.text())

    def validate(self, text: str, at: int) -> QValidator.State:
        fits = self._length(text) <= max(self.limit, self._there)
        if self._composed:
            erase(text)
        return QValidator.State.Acceptable if fits else QValidator.State.Invalid

    def _changed(self, text: str) -> None:
        self._there = self._length(text)
        if self._composed:
            erase(text)

    def _length(self, text: str) -> int:
        if not self._composed or not self.limit < len(text) <= self.limit * _MOST_COMPOSED:
            return len(text)
        return len(unicodedata.normalize("NFC", text))


class LetsUndoPass(QObject):
    """Where nothing was typed that could be taken back, the key of undo is left to the window's own offer."""

    def __init__(self, edit: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo) or self._something():
            return False
        event.ignore()
        return True

    def _something(self) -> bool:
        edit = self._edit
        return edit.isUndoAvailable() if isinstance(edit, QLineEdit) else edit.document().isUndoAvailable()


class LimitedEdit(QPlainTextEdit):
    """Many lines of plain text within a limit; what would go beyond is refused whole: `refused(sentence)`."""

    refused = Signal(str)

    def __init__(self, text: str = "", *, limit: int = LONG_TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._undo = LetsUndoPass(self)
        self.setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text().replace("\0", "") if source.hasText() else ""
        if text and self._has_room(text):
            self.insertPlainText(text)
            self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if not text.isprintable() or not text or self._has_room(text):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not event.commitString() or self._has_room(event.commitString()):
            super().inputMethodEvent(event)
        else:
            event.accept()
            super().inputMethodEvent(QInputMethodEvent())

    def new_line(self) -> None:
        """Begins a line where the cursor is."""
        if self._has_room("\n"):
            self.insertPlainText("\n")
            self.ensureCursorVisible()

    def _has_room(self, text: str) -> bool:
        # Qt counts what does not fit into 16 bits twice, so it tells of room surely, of too much it may not.
        held = self.document().characterCount() - 1
        if held + len(text) * 2 <= self._limit:
            return True
        chosen = len(self.textCursor().selectedText())
        if len(self.toPlainText()) - chosen + len(text) <= self._limit:
            return True
        self.refused.emit(too_long(self._limit))
        return False


def say_below(edit: QLineEdit, sentence: str) -> None:
    """Shows a sentence below a line that has no room for one of its own, and says it to a screen reader."""
    QToolTip.showText(edit.mapToGlobal(edit.rect().bottomLeft()), sentence, edit)
    announce(edit, sentence)


def say_at_caret(edit: QPlainTextEdit, sentence: str) -> None:
    """Shows a sentence beside the caret, and says it to a screen reader."""
    spot = edit.viewport().mapToGlobal(edit.cursorRect().bottomLeft())
    QToolTip.showText(spot, sentence, edit)
    announce(edit, sentence)
