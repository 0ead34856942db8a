"""The Help page: the list of chapters, a box that searches them, and the chapter chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from mentor_desktop.ui.help.keys import KeyTable
from mentor_desktop.ui.help.state import Chapter
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.markdown_view import MarkdownView
from mentor_desktop.ui.widgets.page import Scroll, ScrollPage
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.section_list import SectionList
from mentor_desktop.words import _

_SIDE = 230  # px at 100 % of the list of chapters
_NARROW = 600  # em of the page, below which the list becomes a drop-down
_WIDEST = 720  # px at 100 % of a line of text: longer ones are hard to read


class HelpView(QWidget):
    """`chosen(key)` when a chapter is picked, `searched(words)` at every key in the box."""

    chosen = Signal(str)
    searched = Signal(str)
    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._page = ScrollPage(_("Help"), scroll=False, to_edge=True)
        self.search = SearchBox(_("Search in Help"), key="Ctrl+F")
        self.search.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._page.head.addWidget(self.search)
        self.list = SectionList(_("Chapters of Help"))
        self._list_scroll = Scroll(self.list)
        self.drop = Choice([], name=_("Chapters of Help"))
        self.card = Card(" ")
        self.text = MarkdownView(name=_("Chapter"))
        self.text.link_clicked.connect(self.link_clicked)
        self._keys: KeyTable | None = None
        self.card.body.addWidget(self.text)
        self.nothing = EmptyState(_("No chapter has these words. Try a shorter one."), icon="search")
        self._lay_out()
        self.list.chosen.connect(self.chosen)
        self.drop.chosen.connect(self.chosen)
        self.search.changed.connect(self.searched)
        self.search.submitted.connect(self._submitted)
        self.search.left.connect(self.focus_first)

    def show_chapters(self, chapters: Sequence[Chapter], shown: str) -> None:
        """Shows the list, with one chapter marked."""
        pairs = [(each.key, each.title) for each in chapters]
        self.list.set_sections(pairs)
        self.list.choose(shown)
        self.drop.set_options(pairs, shown)
        self._judge()

    def show_chapter(self, chapter: Chapter | None, words: str) -> None:
        """Shows a chapter with the words looked for marked in it, or that there is none."""
        self.card.setVisible(chapter is not None)
        self.nothing.setVisible(chapter is None)
        if chapter is None:
            return
        if self.card.title is not None:
            self.card.title.set(chapter.title)
        if self._keys is not None:
            self._keys.hide()
            self._keys.deleteLater()
            self._keys = None
        self.text.setVisible(not chapter.lines)
        if chapter.lines:
            self._keys = KeyTable(chapter.lines)
            self.card.body.insertWidget(1, self._keys)
        else:
            self.text.set(chapter.text)
            self.text.setAccessibleName(chapter.title)
            self._words = words.split()
            self._mark()
        self._scroll.verticalScrollBar().setValue(0)

    def start_finding(self) -> None:
        """Puts the focus into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.field.selectAll()

    def focus_first(self) -> None:
        """Puts the focus on the chapter shown, in the list."""
        if self.drop.isHidden():
            self.list.enter()
        else:
            self.drop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge()

    # Inside

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 24)
        column.addWidget(self.card)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self._scroll = Scroll(inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(_("Chapter"))
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self._columns.addWidget(self._list_scroll)
        self._columns.addWidget(self.drop)
        self._columns.addWidget(self._scroll, 1)
        self._page.add(body, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        current().changed.connect(self._look_changed)
        self._judge()

    def _look_changed(self) -> None:
        self._judge()
        self._mark()

    def _judge(self) -> None:
        theme = current()
        narrow = theme.em(self.width()) < _NARROW
        self._list_scroll.setVisible(not narrow)
        self.drop.setVisible(narrow)
        self._list_scroll.setFixedWidth(theme.px(_SIDE))
        self.card.setMaximumWidth(theme.px(_WIDEST))
        self.search.setMinimumWidth(0 if narrow else theme.px(240))
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _mark(self) -> None:
        theme = current()
        form = QTextCharFormat()
        form.setBackground(theme.colour("accent_soft"))
        form.setForeground(theme.colour("accent"))
        marks = []
        document = self.text.document()
        for word in self._words:
            cursor = document.find(word)
            while not cursor.isNull():
                marks.append(_selection(cursor, form))
                cursor = document.find(word, cursor)
        self.text.setExtraSelections(marks)

    def _submitted(self, _text: str) -> None:
        self.focus_first()


def _selection(cursor: QTextCursor, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    # The stubs know the members of this class by their types only.
    selection.cursor = cursor  # type: ignore[misc, assignment, unused-ignore]
    selection.format = form  # type: ignore[misc, assignment, unused-ignore]
    return selection
