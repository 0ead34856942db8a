"""The widgets of a review: one goal, large, and what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.goalwizard.frame import SharedFrame
from mentor_desktop.ui.goalwizard.state import ReviewShown
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.field import PlainField
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Caption, Dim, Strong, Text
from mentor_desktop.words import _


class ReviewView(SharedFrame):
    """`kept`, `reached`, `let_go` and `words_asked` for the goal on the screen; `reworded(aim)`;
    `words_left`."""

    kept = Signal()
    reached = Signal()
    let_go = Signal()
    words_asked = Signal()
    reworded = Signal(str)
    words_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = Caption("")
        self._bar = ProgressBar(_("How far the review is"))
        self.aim, self._why = Text("", "ask"), Text("", "large", "dim")
        self._stands = Text("", "large")
        self._lines = QWidget()
        self.words = PlainField(_("The goal, in new words"), lines=2, limit=500, role="large")
        self.keep_words = Button(_("Keep the new words"), "primary", key="Ctrl+Return")
        self.leave_words = Button(_("Leave the words"))
        self._result = Dim("")
        self.keep = Button(_("Keep it"), "primary", key="Ctrl+Return")
        self.change = Button(_("Change the words"), key="F2")
        self.reach = Button(_("Reached"))
        self.drop = Button(_("Let it go"))
        self.back_button = Button(_("Back"), key="Alt+Left")
        self.close_button = Button(_("Close"), key="Esc")
        self._over = False
        self.head.addLayout(row(self._caption, 1))
        self.head.addWidget(self._bar)
        for widget in (self.aim, self._why, self._stands, self._lines, self._result, self.words):
            self.body.addWidget(widget)
        self._word_tools = ChipFlow([self.keep_words, self.leave_words])
        self.body.addWidget(self._word_tools)
        self.foot.addWidget(
            ChipFlow([self.keep, self.change, self.reach, self.drop, self.back_button, self.close_button])
        )
        self.show_words(None)
        self.keep.clicked.connect(self.kept)
        self.change.clicked.connect(self.words_asked)
        self.reach.clicked.connect(self.reached)
        self.drop.clicked.connect(self.let_go)
        self.keep_words.clicked.connect(self._reword)
        self.leave_words.clicked.connect(self.words_left)
        self.back_button.clicked.connect(self.back_asked)
        self.close_button.clicked.connect(self.closed)
        self.next_asked.connect(self._next)

    def show_state(self, state: ReviewShown) -> None:
        """Shows one goal, or what became of all."""
        self._over = state.over
        self._caption.set(state.caption)
        self._bar.set(state.at, state.of)
        self.aim.set(_("What became of them") if state.over else state.aim)
        if state.nothing:
            self.aim.set(_("There is no shared goal to read again."))
        pairs: tuple[tuple[Text, str], ...] = (
            (self._why, state.why), (self._stands, state.stands), (self._result, state.foot)
        )  # fmt: skip
        for text, words in pairs:
            text.set(words)
            text.setVisible(bool(words))
        self._fill(state)
        for button in (self.keep, self.change, self.reach, self.drop):
            button.setVisible(not state.over)
        self.back_button.setVisible(state.at > 0)
        self.area.verticalScrollBar().setValue(0)
        (self.close_button if state.over else self.keep).setFocus(Qt.FocusReason.TabFocusReason)

    def show_words(self, aim: str | None) -> None:
        """Opens the line for new words, or takes it away."""
        for widget in (self.words, self._word_tools):
            widget.setVisible(aim is not None)
        for button in (self.keep, self.change, self.reach, self.drop):
            button.setVisible(aim is None and not self._over)
        if aim is not None:
            self.words.set(aim)
            self.words.set_error("")
            self.words.edit.selectAll()
            self.words.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, words: str) -> None:
        """Says at the line what is wrong."""
        self.words.set_error(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and not self._over:
            self.words_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and not self.words.isHidden():
            self.words_left.emit()
            self.change.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _fill(self, state: ReviewShown) -> None:
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in state.shown:
            column.addWidget(Text(line, "large", "dim"))
        for aim, what in state.results:
            column.addWidget(Strong(aim))
            column.addWidget(Dim(what))
        self.body.replaceWidget(self._lines, fresh)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = fresh
        fresh.setVisible(bool(state.shown or state.results))

    def _next(self) -> None:
        if self._over:
            self.closed.emit()
        elif not self.words.isHidden():
            self._reword()
        else:
            self.kept.emit()

    def _reword(self) -> None:
        self.reworded.emit(self.words.text())
