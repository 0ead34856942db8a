"""Where a note is typed while a session runs: Enter keeps it private, Ctrl Enter shares it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.services import notes
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.words import _


def slash_words() -> list[str]:
    """The words that a note may begin with."""
    return [f"/{command.name}" for command in notes.COMMANDS]


class Composer(QWidget):
    """`typed(text)` as it is typed; `sent(text, shared)` when it is to be kept; `audience(key)`."""

    typed = Signal(str)
    sent = Signal(str, bool)
    audience = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = NoteEditor(
            _("Note. Enter keeps it private, Ctrl Enter shares it"),
            placeholders=[_("Write a note, or / for more")],
            commands=slash_words(),
            enter_saves=True,
            grows_to=6,
        )
        self.private = Button(_("Private"), key="Enter", icon="lock", small=True)
        self.shared = Button(_("Shared"), key="Ctrl+Enter", icon="users", small=True)
        self.to = Choice([("", _("everyone"))], "", name=_("Shared notes are for"))
        self.hint = Small("  ".join(slash_words()[:3]), wrap=False)
        self.editor.changed.connect(lambda: self.typed.emit(self.editor.text()))
        self.editor.entered.connect(lambda: self._send(False))
        self.editor.control_entered.connect(lambda: self._send(True))
        self.private.clicked.connect(lambda: self._send(False))
        self.shared.clicked.connect(lambda: self._send(True))
        self.to.chosen.connect(self.audience)
        row = ChipFlow([self.private, self.shared, self.to, self.hint])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.editor)
        column.addWidget(row)
        self.setFocusProxy(self.editor)
        self.to.hide()

    def set_audiences(self, options: Sequence[tuple[str, str]], stands: str) -> None:
        """Whom a shared note can be for, and is; hidden where there is no choice."""
        self.to.setVisible(bool(options))
        self.set_room(self.width())
        if options and [self.to.itemData(i) for i in range(self.to.count())] != [key for key, _w in options]:
            self.to.set_options(options)
        if options:
            self.to.choose(stands)

    def set_room(self, px: int) -> None:
        """Leaves out the hint where there is little room; the words are offered while typing all the same."""
        em = current().em(px)
        self.hint.setVisible(em >= 430 and self.to.isHidden())
        for button in (self.private, self.shared):
            button.set_icon_only(em < (300 if self.to.isHidden() else 430))

    def _send(self, shared: bool) -> None:
        text = self.editor.text()
        if text.strip():
            self.sent.emit(text, shared)
        self.editor.setFocus()
