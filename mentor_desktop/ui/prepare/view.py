"""The Prepare page: since last time, agenda, before you join, and private notes below."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.prepare.cards import AgendaCard, JoinCard, LastCard, PrivateStrip
from mentor_desktop.ui.prepare.state import PrepareState
from mentor_desktop.ui.sessionhead.view import SessionHead
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.page import Scroll

JOIN_UNDER, ONE_UNDER = 800, 560  # width of the page in em


class PrepareView(QWidget):
    """See the module."""

    def __init__(self) -> None:
        super().__init__()
        self.head = SessionHead("prepare")
        self.last = LastCard()
        self.agenda = AgendaCard()
        self.join = JoinCard()
        self.strip = PrivateStrip()
        self._columns = 0
        self._left = QWidget()
        self._left_column = QVBoxLayout(self._left)
        self._left_column.setContentsMargins(0, 0, 0, 0)
        self._left_column.setSpacing(12)
        self._left_column.addWidget(self.last, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        inner = QWidget()
        self._page = QVBoxLayout(inner)
        self._page.setSpacing(16)
        self._page.addWidget(self.head)
        self._page.addLayout(self._row, 1)
        self._page.addWidget(self.strip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(inner))
        self.agenda.list.laid.connect(self._order_focus)
        self._fit()

    def show_state(self, state: PrepareState) -> None:
        """Everything but the texts that are being typed."""
        self.head.show_head(state.head)
        self.last.show_state(state)
        self.agenda.show_state(state)
        self.join.show_state(state)
        self.strip.fold(state.share_safe)
        self._order_focus()

    def show_texts(self, intention: str, notes: str) -> None:
        """The two private texts, when the page is opened or the share-safe view changes."""
        self.agenda.intention.set(intention)
        self.strip.show_text(notes)

    def focus_first(self, has_agenda: bool) -> None:
        """The template while there is no agenda, else the first part; not from behind another page."""
        if not self.isVisible():
            return
        rows = self.agenda.list.rows()
        target: QWidget = rows[0] if has_agenda and rows else self.agenda.template
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def edit_part(self, part: str) -> None:
        """Opens a part to change it."""
        self.agenda.list.open_editor(part)

    def focus_part(self, part: str) -> None:
        """The keyboard goes to a part, once it is laid out."""
        QTimer.singleShot(0, self, lambda: self.agenda.list.focus_part(part))

    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._columns = 0
            self._fit()

    def _order_focus(self) -> None:
        """Tab goes as one prepares: what was, the agenda, the checks, the start, and one's own notes."""
        agenda, join, strip = self.agenda, self.join, self.strip
        chain: list[QWidget] = [
            *self.head.stops(), *self.last.stops(), agenda.template, agenda.more, *agenda.list.stops(),
            agenda.add, agenda.name, agenda.keep, agenda.dismiss, agenda.intention,
            *join.stops(), strip.open, strip.editor,
        ]  # fmt: skip
        # Whole fields, not what is typed into: else Tab would go round among some of these for ever.
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _fit(self) -> None:
        em = current().em(self.width())
        wanted = 1 if em < ONE_UNDER else 2 if em < JOIN_UNDER else 3
        if wanted == self._columns:
            return
        self._columns = wanted
        side, top = (28, 24) if wanted == 3 else (16, 14)
        self._page.setContentsMargins(side, top, side, top)
        while self._row.count():
            self._row.takeAt(0)
        if wanted == 3:
            self._row.addWidget(self._left, 10)
            self._row.addWidget(self.agenda, 13)
            self._row.addWidget(self.join, 8)
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
            return
        self._left_column.addWidget(self.join)
        self.join.show()
        if wanted == 2:
            self._row.addWidget(self._left, 10)
            self._row.addWidget(self.agenda, 13)
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        else:
            self._row.addWidget(self.agenda)
            self._row.addWidget(self._left)
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
