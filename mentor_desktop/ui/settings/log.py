"""The card that shows the log: where it lies and what is in it. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.form import FormRow
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.words import _

_HEIGHT = 220
LONGEST = 100_000  # characters, the newest


class LogCard(Card):
    """`show_asked` when its button is pressed."""

    show_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Log"), parent=parent)
        self.show_button = Button(_("Show me the log"))
        self.show_button.clicked.connect(self._show)
        self.said = Small("")
        self.said.hide()
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setUndoRedoEnabled(False)
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setAccessibleName(_("Log"))
        self.lines.hide()
        current().changed.connect(self._fit)
        self.body.addWidget(
            FormRow(_("What the program noted"), self.show_button, _("Times, counts and places of errors."))
        )
        self.body.addWidget(self.said)
        self.body.addWidget(self.lines)
        self._fit()

    def show_log(self, text: str, folder: str) -> None:
        """Show the newest lines, and where all of them lie."""
        self.said.set(
            _("It lies in %(folder)s") % {"folder": folder} if text else _("Nothing has been noted yet.")
        )
        self.said.show()
        self.lines.setPlainText(text[-LONGEST:].strip())
        self.lines.moveCursor(QTextCursor.MoveOperation.End)
        self.lines.setVisible(bool(text))

    def _fit(self) -> None:
        self.lines.setFixedHeight(current().px(_HEIGHT))

    def _show(self) -> None:
        self.show_asked.emit()
