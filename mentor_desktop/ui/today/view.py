"""Today's widgets: state in, signals out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.today.cards import NextSessionCard, PromisesCard, Rows, WaitingRow, WeekRow
from mentor_desktop.ui.today.review_card import ReviewCard
from mentor_desktop.ui.today.state import TodayState
from mentor_desktop.ui.today.touchcard import TouchCard
from mentor_desktop.ui.today.touchstate import TouchPanel
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.head_tools import HeadTools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.text import Dim, Small
from mentor_desktop.words import _


class TodayView(QWidget):
    """The page. P prepares the next session from anywhere on it."""

    prepare = Signal()
    prepare_one = Signal(bytes)
    start = Signal()
    finish = Signal(bytes)
    ticked = Signal(bytes)
    new_session = Signal()
    add_person = Signal()
    link_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: TodayState | None = None
        self._page = ScrollPage()
        self._page.set_title(_("Today"))
        self.new_button = Button(_("New session"), key="Ctrl+N")
        self._tools = HeadTools(self._page, [self.new_button])
        self.card = NextSessionCard()
        self.card.hide()
        self.empty = Card()
        self.first_person = EmptyState(
            _("Add the first person you mentor. What you agree, note and promise will meet you here."),
            _("Add a person"), icon="users",
        )  # fmt: skip
        self.no_session = EmptyState(
            _("No session is planned. The next one will stand here, with both clocks."),
            _("New session"), icon="calendar",
        )  # fmt: skip
        self.empty.body.addWidget(self.first_person)
        self.empty.body.addWidget(self.no_session)
        self.empty.hide()
        self.promises = PromisesCard()
        self.touch = TouchCard()
        self.wrap = Card(_("Wrap up"), gap=14)
        self._waiting = Rows(gap=14)
        self.wrap.body.addWidget(self._waiting)
        self.reviews = ReviewCard()
        self.week = Card(_("This week"), gap=6)
        self._week_rows = Rows()
        self._no_week = Dim(_("Nothing else is planned this week."))
        self._week_foot = Small("")
        for widget in (self._week_rows, self._no_week, self._week_foot):
            self.week.body.addWidget(widget)
        self._columns = QWidget()
        self._lay_out()
        self._page.add(self.card)
        self._page.add(self.empty)
        self._page.add(self._columns)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self._connect()

    def show_state(self, state: TodayState) -> None:
        """Shows everything."""
        self._page.set_title(state.title, state.sub)
        self.card.setVisible(state.next is not None)
        self.empty.setVisible(state.next is None)
        self.first_person.setVisible(not state.anyone)
        self.no_session.setVisible(state.anyone)
        self._tools.setVisible(state.anyone)
        self._columns.setVisible(state.anyone)
        if state.next is not None:
            self.card.show_card(state.next)
        held = self._held()
        self.promises.show_promises(state)
        self.touch.show_lines(state.touch)
        self.touch.setVisible(bool(state.touch.lines or state.touch.coming))
        before = self._shown
        self._shown = state
        if before is None or before.waiting != state.waiting:
            self._fill_waiting(state)
        self.wrap.setVisible(bool(state.waiting))
        self.reviews.show_lines(state.reviews)
        if before is None or before.week != state.week:
            self._fill_week(state)
        self._no_week.setVisible(not state.week)
        self._week_rows.setVisible(bool(state.week))
        self._week_foot.set(state.week_line)
        self._week_foot.setVisible(bool(state.week_line))
        if held and not self._held():
            self._go_on()

    def _held(self) -> bool:
        """Whether the focus is on something that is done here and then goes."""
        rows = [*self.promises.rows, *(row.button for row in self.touch.rows)]
        return any(row.hasFocus() for row in rows)

    def _go_on(self) -> None:
        """What had the focus is done and gone: on to what is left, in the order of the page."""
        left = [*self.promises.rows, *(row.button for row in self.touch.rows)]
        if left:
            left[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def set_next_line(self, line: str) -> None:
        """Changes the countdown."""
        self.card.set_line(line)

    def show_panel(self, panel: TouchPanel) -> None:
        """Opens what belongs to a line of "Stay in touch"."""
        self.touch.show_panel(panel)

    def focus_first(self) -> None:
        """The card of the next session, or the one action of an empty page."""
        if not self.card.isHidden():
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        empty = self.no_session if not self.no_session.isHidden() else self.first_person
        if empty.button is not None:
            empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P and not event.modifiers():
            self.prepare.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.touch)
        right.addWidget(self.wrap)
        right.addWidget(self.reviews)
        right.addWidget(self.week)
        right.addStretch(1)
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._columns)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        left = QVBoxLayout()
        left.addWidget(self.promises)
        left.addStretch(1)
        self._two.addLayout(left, 9)
        self._two.addLayout(right, 7)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_session)
        self.card.prepare.connect(self.prepare)
        self.card.start.connect(self.start)
        self.card.link_opened.connect(self.link_opened)
        self.promises.ticked.connect(self.ticked)
        self.first_person.acted.connect(self.add_person)
        self.no_session.acted.connect(self.new_session)
        self._page.narrow.connect(self._narrowed)

    def _narrowed(self, narrow: bool) -> None:
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _fill_waiting(self, state: TodayState) -> None:
        rows = []
        for line in state.waiting:
            made = WaitingRow(line)
            made.button.clicked.connect(lambda _on=False, key=line.session: self.finish.emit(key))
            rows.append(made)
        self._waiting.fill(rows)

    def _fill_week(self, state: TodayState) -> None:
        rows = []
        for line in state.week:
            made = WeekRow(line)
            made.clicked.connect(lambda _on=False, key=line.session: self.prepare_one.emit(key))
            rows.append(made)
        self._week_rows.fill(rows)
