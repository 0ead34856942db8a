"""The clauses of a version, each with its chip, the words of both and what differs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.domain.difference import Change, Piece
from mentor_desktop.ui.agreement.state import ClauseLine, VoiceLine
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.marked_text import MarkedText
from mentor_desktop.ui.widgets.text import Dim, Small, Strong
from mentor_desktop.words import _


class ClauseRow(QWidget):
    """One clause; `change_asked(key)` where it may be changed."""

    change_asked = Signal(str)

    def __init__(self, line: ClauseLine, *, may_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = line.key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 10)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Strong(line.title), 1)
        if line.chip:
            head.addWidget(Chip(line.chip, line.kind))
        if may_change:
            change = Button(
                _("Change %(clause)s") % {"clause": line.title}, "quiet", icon="pencil", icon_only=True,
                small=True,
            )  # fmt: skip
            change.clicked.connect(self._change)
            head.addWidget(change)
        column.addLayout(head)
        for voice in line.lines:
            column.addWidget(voice_text(voice))
        if line.long:
            column.addWidget(Small(line.long, tone="warn"))

    def _change(self) -> None:
        self.change_asked.emit(self.key)


def voice_text(voice: VoiceLine) -> QWidget:
    """What one of the two says, perhaps with its difference."""
    lead = _("%(name)s: %(words)s")
    if not voice.pieces:
        return Dim(lead % {"name": voice.name, "words": voice.text})
    before, after = lead.split("%(words)s")
    marked = list(voice.pieces)
    if [each.change for each in marked] == [Change.GONE, Change.NEW]:
        marked.insert(1, Piece(Change.SAME, "\n"))  # another sentence altogether: below the former one
    pieces = [Piece(Change.SAME, before % {"name": voice.name}), *marked]
    if after:
        pieces.append(Piece(Change.SAME, after))
    return MarkedText(pieces)
