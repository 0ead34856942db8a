"""The card of agreements that are to be looked back at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentor_desktop.ui.today.cards import Rows
from mentor_desktop.ui.today.reviewing import ReviewLine
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.form import column
from mentor_desktop.ui.widgets.text import Small, Text
from mentor_desktop.words import _


class ReviewCard(Card):
    """`opened(person, relationship)` when one is looked at."""

    opened = Signal(bytes, bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Agreements to look at again"), gap=10, parent=parent)
        self._shown: Sequence[ReviewLine] = ()
        self.buttons: list[Button] = []
        self._rows = Rows(gap=10)
        self.body.addWidget(self._rows)
        self.hide()

    def show_lines(self, lines: Sequence[ReviewLine]) -> None:
        """Shows them; without any the card is not there."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown, self.buttons = lines, []
        rows = []
        for line in lines:
            button = Button(_("Look at it"), small=True)
            button.setAccessibleName(_("Look at the agreement with %(name)s") % {"name": line.name})
            button.clicked.connect(
                lambda _on=False, line=line: self.opened.emit(line.person, line.relationship)
            )
            made = QWidget()
            box = QHBoxLayout(made)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(12)
            box.addWidget(Avatar(line.name, line.person.hex(), size=36))
            box.addLayout(column(Text(line.name), Small(line.sub), gap=0), 1)
            box.addWidget(button)
            self.buttons.append(button)
            rows.append(made)
        self._rows.fill(rows)
