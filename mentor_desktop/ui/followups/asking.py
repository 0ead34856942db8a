"""The strip above the list that asks for a day, a name or a word why, and says what it understood."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.followups.state import Asking
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.text import CardTitle
from mentor_desktop.words import _


class AskCard(Card):
    """`typed(text)` at every key, `entered` on Enter, `left` on Esc."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(stripe="accent", parent=parent)
        self._heading = CardTitle("")
        self.field = TextField("", limit=500)
        self.understood = Chip("", "accent")
        self.yes = Button("", "primary", key="Return", small=True)
        self.no = Button(_("Leave it as it is"), key="Esc", small=True)
        self._flow = ChipFlow([self.understood, self.yes, self.no])
        for widget in (self._heading, self.field, self._flow):
            self.body.addWidget(widget)
        self.field.changed.connect(self.typed)
        self.field.entered.connect(self.entered)
        self.yes.clicked.connect(self.entered)
        self.no.clicked.connect(self.left)
        self.hide()

    def show_asking(self, asking: Asking) -> None:
        """Asks, with the focus in the field; an empty question goes away."""
        fresh = asking.act is not None and self.isHidden()
        self.setVisible(asking.act is not None)
        self._heading.set(asking.title)
        self.field.label.set(asking.label)
        self.field.label.setVisible(bool(asking.label))
        self.field.edit.setPlaceholderText(asking.placeholder)
        self.field.edit.setAccessibleName(f"{asking.title}, {asking.label}")
        self.field.edit.setToolTip(asking.placeholder)
        self.field.set(asking.text)
        self.field.set_error(asking.error)
        self.yes.set_label(asking.yes)
        self.understood.set(asking.understood)
        self.understood.setVisible(bool(asking.understood))
        self._flow.updateGeometry()
        if fresh:
            self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
