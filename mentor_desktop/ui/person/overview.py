"""The first tab of a person: the story, how it is going, and what is good to know."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.person.state import GoingLine, PersonState
from mentor_desktop.ui.person.story import story_list
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import by_key, ring
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.form import column, row
from mentor_desktop.ui.widgets.markdown_view import MarkdownView
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.text import Dim, Small, Strong, Text
from mentor_desktop.words import _

_FOLDS = 700  # em: below this the columns stand under each other


class GoingRow(QWidget):
    """One side of how it is going. Enter, Space or a click opens the records behind it: `opened(tab)`."""

    opened = Signal(str)

    def __init__(self, line: GoingLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        name = Strong(line.name, wrap=False)
        name.setMinimumWidth(current().px(84))
        name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(line.words))
        if line.sub:
            words.addWidget(Small(line.sub))
        box.addLayout(column(name, 1))
        box.addLayout(words, 1)
        if line.chip:
            box.addWidget(Chip(line.chip, line.kind))
        self._line, self._ring = line, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if line.opens else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(line.spoken)
        self.setToolTip(_("Show the records behind this"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._line.opens)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._line.opens)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = by_key(event, self._ring)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._ring:
            ring(QPainter(self), self.rect(), 6)


class Overview(QWidget):
    """`found(str)` as the story is searched; `story_opened(key)` for one of its lines; `going_opened(tab)`
    for the records behind a side of how it is going.
    """

    found = Signal(str)
    story_opened = Signal(str)
    going_opened = Signal(str)
    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox(_("Search this story"), key="Ctrl+F")
        self.search.setMaximumWidth(current().px(260))
        self.list = story_list()
        self.list.setMinimumHeight(current().px(240))
        self._nothing = Dim("")
        self._hidden = Chip("", "private", icon="lock")
        self._story = Card(_("Story so far"))
        self._story.head.addWidget(self.search, 1)
        self._story.body.addLayout(row(self._hidden, 1))
        self._story.body.addWidget(self._nothing)
        self._story.body.addWidget(self.list, 1)
        self._story.body.addStretch(0)
        self._going = Card(_("How it is going"), gap=12)
        self._going_rows = QWidget()
        self._going_note = Dim("")
        self._going.body.addWidget(self._going_rows)
        self._going.body.addWidget(self._going_note)
        self._good = Card(_("Good to know"), gap=8)
        self._good_lines = Text("")
        self._about = MarkdownView(name=_("About"))
        self._no_good = Dim(_("How to say the name, what helps, what to ask about: write it in Details."))
        for widget in (self._good_lines, self._about, self._no_good):
            self._good.body.addWidget(widget)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._going)
        right.addWidget(self._good)
        right.addStretch(1)
        inner = QWidget()
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        self._two.addWidget(self._story, 9)
        self._two.addLayout(right, 7)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))
        self.search.changed.connect(self.found)
        self.search.left.connect(self.focus_list)
        self.search.submitted.connect(self.focus_list)
        self.list.activated_row.connect(self.story_opened)
        self._about.link_clicked.connect(self.link_clicked)

    def show_state(self, state: PersonState) -> None:
        """Shows the tab."""
        self.list.set_rows(state.story)
        self.list.setVisible(bool(state.story))
        self._nothing.set(state.story_empty)
        self._nothing.setVisible(not state.story)
        self._hidden.set(_("%(n)d private") % {"n": state.hidden})
        self._hidden.setVisible(bool(state.hidden))
        self._fill_going(state)
        self._going.setVisible(not state.safe)
        self._good.setVisible(not state.safe)
        self._good_lines.set("\n".join(state.good))
        self._good_lines.setVisible(bool(state.good))
        self._about.set(state.about)
        self._about.setVisible(bool(state.about))
        self._no_good.setVisible(not state.good and not state.about)

    def focus_list(self) -> None:
        """Puts the focus into the story."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folds = current().em(self.width()) < _FOLDS
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if folds else QBoxLayout.Direction.LeftToRight
        )

    def _fill_going(self, state: PersonState) -> None:
        fresh = QWidget()
        box = QVBoxLayout(fresh)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for line in state.going:
            made = GoingRow(line)
            made.opened.connect(self.going_opened)
            box.addWidget(made)
        self._going.body.replaceWidget(self._going_rows, fresh)
        self._going_rows.hide()
        self._going_rows.deleteLater()
        self._going_rows = fresh
        self._going_rows.setVisible(bool(state.going))
        self._going_note.set(state.going_note)
        self._going_note.setVisible(bool(state.going_note))
