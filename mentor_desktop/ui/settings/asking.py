"""The step that asks for one secret before something is done with it. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.form import column, row
from mentor_desktop.ui.widgets.passphrase import PassphraseField
from mentor_desktop.ui.widgets.text import Dim, PageTitle


class AskStep(QWidget):
    """`asked` is the button or Enter."""

    asked = Signal()

    def __init__(self, title: str, detail: str, label: str, button: str) -> None:
        super().__init__()
        self.field = PassphraseField(label)
        self.next_button = Button(button, "primary")
        self.setLayout(column(PageTitle(title), Dim(detail), self.field, row(self.next_button, 1)))
        self.next_button.clicked.connect(self._asked)
        self.field.entered.connect(self.asked)
        self.setFocusProxy(self.field.edit)

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with it; all of it is selected."""
        self.field.hide_text()
        self.field.set_error(sentence)
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def wipe(self) -> None:
        """Empty the field without a trace."""
        self.field.wipe()

    def _asked(self) -> None:
        self.asked.emit()
