"""The strip above the list that asks who called a session off, or shows where its join link leads."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.sessions.state import QuestionState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import Labelled
from mentor_desktop.ui.widgets.text import CardTitle, Small, Text
from mentor_desktop.ui.widgets.when import DateTimeField
from mentor_desktop.words import _


class QuestionCard(Card):
    """`answered(by, told)` with a person's key or "" and a wall time or None; `link_opened(str)`; `left`."""

    answered = Signal(str, object)
    link_opened = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(stripe="accent", parent=parent)
        self._question = QuestionState()
        self._heading = CardTitle("")
        self._address = Text("")
        self.by = Choice([("", _("Nobody in particular"))], name=_("By whom"))
        self.told_kind = Choice(
            [("now", _("At this time")), ("never", _("Nobody told"))], "now", name=_("When it was told")
        )
        self.told = DateTimeField(datetime(2000, 1, 1), lambda _when: "", name=_("Told on"))
        self._by_field = Labelled(_("By whom"), self.by)
        self._kind_field = Labelled(_("When it was told"), self.told_kind)
        self._told_field = Labelled(_("Told on"), self.told)
        self._fields = ChipFlow([self._by_field, self._kind_field, self._told_field], gap=16)
        self._refusal = Small("", tone="danger")
        self.yes = Button("", "primary")
        self.no = Button(_("Leave it as it is"))
        for widget in (self._heading, self._address, self._fields, self._refusal):
            self.body.addWidget(widget)
        self.body.addWidget(ChipFlow([self.yes, self.no]))
        self.yes.clicked.connect(self._yes)
        self.no.clicked.connect(self.left)
        self.told_kind.chosen.connect(self._kind_chosen)
        self.hide()

    def show_question(self, question: QuestionState) -> None:
        """Asks, and takes the focus; an empty question goes away."""
        self._question = question
        self.setVisible(bool(question.kind))
        self._refusal.hide()
        if not question.kind:
            return
        link = question.kind == "link"
        self._heading.set(question.title)
        self.setAccessibleName(question.title)
        self._address.setVisible(link)
        self._address.set(question.link)
        self._fields.setVisible(not link)
        if link:
            self.yes.set_label(_("Open the link"))
            self.yes.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        missed = question.kind == "missed"
        self.yes.set_label(_("Note as missed") if missed else _("Cancel the session"))
        self._by_field.label.set(_("Who did not come") if missed else _("By whom"))
        self.by.set_options([("", _("Nobody in particular")), *question.people])
        self.told_kind.choose("never" if missed else "now")
        if question.told is not None:
            self.told.set(question.told)
        self._kind_chosen("never" if missed else "now")
        self._fields.updateGeometry()
        self.by.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, words: str) -> None:
        """Says why the answer cannot be."""
        self._refusal.set(words)
        self._refusal.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._yes()
        else:
            super().keyPressEvent(event)

    def _kind_chosen(self, kind: str) -> None:
        self._told_field.setVisible(kind == "now")
        self._fields.updateGeometry()

    def _yes(self) -> None:
        if self._question.kind == "link":
            self.link_opened.emit(self._question.link)
        elif self._question.kind:
            told = self.told.when() if self.told_kind.key() == "now" else None
            self.answered.emit(self.by.key(), told)
