"""The Run page: clock above; agenda, notes and what lies at hand below, in as many columns as fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.services.sessions import Head
from mentor_desktop.ui.run.agenda_card import AgendaCard
from mentor_desktop.ui.run.hand_card import HandCard
from mentor_desktop.ui.run.notes_card import NotesCard
from mentor_desktop.ui.run.shown import HandShown, NotesShown, Offer
from mentor_desktop.ui.run.state import ClockShown, RunState
from mentor_desktop.ui.run.timer_card import TimerCard
from mentor_desktop.ui.run.times_card import HeldCard, StartCard
from mentor_desktop.ui.sessionhead.view import SessionHead
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.banner import Banner
from mentor_desktop.ui.widgets.page import Scroll

ONE, TWO, THREE = 1, 2, 3
JOIN_UNDER, ONE_UNDER = 800, 460  # width of the page in em


class RunView(QWidget):
    """See the module. `answered(action)` is a button of the question above the clock."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head = SessionHead("run")
        self.timer = TimerCard()
        self.start = StartCard()
        self.held = HeldCard()
        self.agenda = AgendaCard()
        self.notes = NotesCard()
        self.hand = HandCard()
        self.banner: Banner | None = None
        self._phase = ""
        self._columns = 0
        self._offer_box = QVBoxLayout()
        self._left = QWidget()
        self._left_column = QVBoxLayout(self._left)
        self._left_column.setContentsMargins(0, 0, 0, 0)
        self._left_column.setSpacing(12)
        self._left_column.addWidget(self.agenda, 1)
        self._right = QWidget()
        self._right_column = QVBoxLayout(self._right)
        self._right_column.setContentsMargins(0, 0, 0, 0)
        self._left_scroll, self._right_scroll = Scroll(self._left), Scroll(self._right)
        for scroll in (self._left_scroll, self._right_scroll):  # they take what height the page has
            scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._inner = QWidget()
        self._page = QVBoxLayout(self._inner)
        self._page.setSpacing(12)
        self._page.addWidget(self.head)
        self._page.addLayout(self._offer_box)
        for card in (self.start, self.held, self.timer):
            self._page.addWidget(card)
            card.hide()
        self._page.addLayout(self._row, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(self._inner))
        self.notes.hide()
        self.hand.hide()
        self.agenda.hide()
        self._fit()

    # What the presenter shows

    def show_head(self, head: Head, sub: str) -> None:
        """Who, which session, both clocks."""
        self.head.show_head(head, sub)

    def show_state(self, state: RunState) -> None:
        """What changes only when something is done."""
        self._phase = state.phase
        self.start.setVisible(state.phase == "ready")
        self.held.setVisible(state.phase == "held")
        self.timer.setVisible(state.phase == "running")
        self.notes.setVisible(True)
        self.hand.setVisible(True)
        self.agenda.setVisible(bool(state.agenda))
        self.timer.show_state(state)
        self.start.show_state(state)
        self.held.show_state(state)
        self.agenda.show_state(state)
        self.hand.show_phase(state.phase)
        if state.phase == "running":
            self._order_focus()

    def show_clock(self, shown: ClockShown) -> None:
        """A second has passed."""
        self.timer.show_clock(shown)
        self.agenda.show_clock(shown)

    def show_notes(self, shown: NotesShown) -> None:
        """The notes card."""
        self.notes.show_notes(shown)

    def show_hand(self, shown: HandShown) -> None:
        """What lies at hand."""
        self.hand.show_hand(shown)

    def show_draft(self, text: str) -> None:
        """What is typed and not sent; the cursor stays where the text is the same."""
        self.notes.composer.editor.set(text)

    def show_offer(self, offer: Offer | None) -> None:
        """A question above the clock, or none."""
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        if offer is None:
            return
        buttons = [
            (words, lambda action=action: self.answered.emit(action)) for action, words in offer.buttons
        ]
        self.banner = Banner(offer.text, buttons, "warn" if offer.warn else "info")
        self.banner.closed.connect(self._banner_closed)
        self._offer_box.addWidget(self.banner)

    def show_share_safe(self, on: bool) -> None:
        """Whether only what may be seen is shown."""
        self.hand.share_safe.setChecked(on)

    def show_editor(self, note: str, text: str, earlier: Sequence[tuple[str, str]]) -> None:
        """Lets a note be changed where it stands."""
        self.notes.show_editor(note, text, earlier)

    def announce(self, words: str) -> None:
        """Says something to a screen reader, and to nobody else."""
        if words and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def focus_first(self, phase: str) -> None:
        """Where one begins: the start button, or the note."""
        if self.isVisible():
            (self.start.now if phase == "ready" else self.notes.composer.editor).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._columns = 0
            self._fit()

    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    def _order_focus(self) -> None:
        """Tab goes from the composer to the notes, the clock, the agenda, and what lies at hand."""
        composer, timer, rows = self.notes.composer, self.timer, self.agenda.rows()
        chain: list[QWidget] = [
            composer.editor, composer.private, composer.shared, composer.to, self.notes.list,
            timer.earlier, timer.back, timer.next, timer.pause, timer.pop_out,
            *rows, self.agenda.extend, self.hand.another, self.hand.share_safe, self.hand.end,
        ]  # fmt: skip
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _fit(self) -> None:
        em = current().em(self.width())
        self.timer.set_room(em)
        wanted = ONE if em < ONE_UNDER else TWO if em < JOIN_UNDER else THREE
        if wanted == self._columns:
            return
        self._columns = wanted
        side = 28 if wanted == THREE else 16
        self._page.setContentsMargins(
            side, 24 if wanted == THREE else 14, side, 24 if wanted == THREE else 14
        )
        self.notes.list.setMinimumHeight(current().px(64))
        for scroll in (self._left_scroll, self._right_scroll):
            if scroll.widget() is not None:
                scroll.takeWidget()
        while self._row.count():
            self._row.takeAt(0)
        joined = wanted != THREE
        (self._left_column if joined else self._right_column).addWidget(self.hand, 0 if joined else 1)
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if wanted == ONE else QBoxLayout.Direction.LeftToRight
        )
        if wanted == ONE:
            self._row.addWidget(self.notes, 1)
            self._row.addWidget(self._left)
            self._left.show()
            self._left_scroll.hide()
            self._right_scroll.hide()
            return
        self._left_scroll.setWidget(self._left)
        self._left_scroll.setFixedWidth(current().px(244 if wanted == THREE else 222))
        self._row.addWidget(self._left_scroll)
        self._row.addWidget(self.notes, 1)
        self._left_scroll.show()
        self._left.show()
        if wanted == THREE:
            self._right_scroll.setWidget(self._right)
            self._right_scroll.setFixedWidth(current().px(264))
            self._row.addWidget(self._right_scroll)  # before it is shown, or it would be a window
            self._right_scroll.show()
            self._right.show()
        else:
            self._right_scroll.hide()

    def _banner_closed(self) -> None:
        if self.banner is not None:
            self.banner = None
            self.answered.emit("")
