"""Fields with their label above and one sentence of help or error below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.limits import (
    LONG_TEXT,
    LetsUndoPass,
    LimitedEdit,
    LineLimit,
    announce,
    too_long,
)
from mentor_desktop.ui.widgets.text import Text

GROWS_TO = 10  # lines


class Labelled(QWidget):
    """A label, any field, and a sentence below that appears when there is something to say."""

    def __init__(
        self, label: str, field: QWidget, *, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field_widget = field
        self._help = help_text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.label = Text(label, "small", "text")
        self.label.setBuddy(field)
        self.below = Text(help_text, "small", "dim")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self.label)
        self.column.addWidget(field)
        self.column.addWidget(self.below)
        self.label.setVisible(bool(label))
        self.below.setVisible(bool(help_text))
        self.setFocusProxy(field)
        field.setAccessibleName(label)
        field.setAccessibleDescription(help_text)

    def set_error(self, sentence: str) -> None:
        """Shows what is wrong, or with "" that nothing is."""
        self.below.set(sentence or self._help)
        self.below.set_tone("danger" if sentence else "dim")
        self.below.setVisible(bool(sentence or self._help))
        self.field_widget.setAccessibleDescription(sentence or self._help)
        if bool(self.field_widget.property("wrong") == "true") != bool(sentence):
            self.field_widget.setProperty("wrong", "true" if sentence else "false")
            self.field_widget.style().polish(self.field_widget)

    def refuse(self, sentence: str) -> None:
        """Shows and says aloud why the last key or paste was not taken."""
        self.set_error(sentence)
        announce(self.field_widget, sentence)

    def set_help(self, sentence: str) -> None:
        """Changes the sentence below, where nothing is wrong."""
        self._help = sentence
        self.set_error("")

    def error(self) -> str:
        """The sentence shown as wrong, or ""."""
        return self.below.text() if self.field_widget.property("wrong") == "true" else ""


class TextField(Labelled):
    """One line of text.

    `changed(text)` at every change by the person, `entered` on Enter, `left` when focus goes. What would make
    it longer than `limit` characters is refused whole, with a sentence.
    """

    changed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        placeholder: str = "",
        help_text: str = "",
        limit: int = 500,
        parent: QWidget | None = None,
    ) -> None:
        self.edit = QLineEdit(text)
        super().__init__(label, self.edit, help_text=help_text, parent=parent)
        self._limit = LineLimit(self.edit, limit)
        self._undo = LetsUndoPass(self.edit)
        self.edit.inputRejected.connect(self._rejected)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textEdited.connect(self._edited)
        self.edit.returnPressed.connect(self.entered)
        self.edit.editingFinished.connect(self.left)

    def text(self) -> str:
        """What is in the field."""
        return self.edit.text()

    def set(self, text: str) -> None:
        """Fills the field without a signal; the cursor stays where the text is the same."""
        if text != self.edit.text():
            self.edit.setText(text)

    def _rejected(self) -> None:
        self.refuse(too_long(self._limit.limit))

    def _edited(self, text: str) -> None:
        self.set_error("")
        self.changed.emit(text)


class PlainField(Labelled):
    """Several lines of plain text; Tab moves on. `changed(text)` by the person."""

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        placeholder: str = "",
        help_text: str = "",
        lines: int = 3,
        limit: int = LONG_TEXT,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        self.edit = LimitedEdit(text, limit=limit)
        self._lines = lines
        self._role = role
        super().__init__(label, self.edit, help_text=help_text, parent=parent)
        self._silent = False
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textChanged.connect(self._edited)
        self.edit.refused.connect(self.refuse)
        self.edit.document().setDocumentMargin(2)
        self.edit.document().clearUndoRedoStacks()  # the margin counts as a change
        self._fit()

    def text(self) -> str:
        """What is in the field."""
        return self.edit.toPlainText()

    def set(self, text: str) -> None:
        """Fills the field without a signal."""
        if text != self.edit.toPlainText():
            self._silent = True
            self.edit.setPlainText(text)
            self._silent = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._role != "body":  # what is written large is read whole: every line it wraps into shows
            self._fit()

    def _fit(self) -> None:
        theme = current()
        if self._role != "body":
            self.edit.setFont(theme.font(self._role))
        over = self.edit.document().lineCount() > max(self._lines, GROWS_TO)
        bars = Qt.ScrollBarPolicy
        self.edit.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if over else bars.ScrollBarAlwaysOff)
        shown = min(max(self.edit.document().lineCount(), self._lines), max(self._lines, GROWS_TO))
        self.edit.setFixedHeight(round(shown * theme.metrics(self._role).lineSpacing()) + 2 * theme.px(6) + 6)

    def _edited(self) -> None:
        self._fit()
        if not self._silent:
            self.set_error("")
            self.changed.emit(self.edit.toPlainText())
