"""The pieces of Today: the card of the next session, the rows of promises, of wrap-ups and of the week."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.today.state import FEW, NextCard, PromiseLine, TodayState, WaitingLine, WeekLine
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.base import RADIUS_CARD, PaintedButton, by_key, elided, placed, ring, rounded
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.form import column, row
from mentor_desktop.ui.widgets.head_tools import Tools
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.promise_row import PromiseRow
from mentor_desktop.ui.widgets.text import Dim, Small, Text
from mentor_desktop.words import _

_FOLDS = 720  # em: below this the buttons stand under the words


class NextSessionCard(Card):
    """The next session. The card takes the focus itself: Enter prepares."""

    prepare = Signal()
    start = Signal()
    link_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(stripe="accent", parent=parent)
        self._ring = False
        self._link = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._avatar = Avatar("", size=36)
        self._title = Text("", "card_title")
        self._line = Dim("")
        self.join_button = Button(_("Join link"))
        self.prepare_button = Button(_("Prepare"), key="P")
        self.start_button = Button(_("Start session"), "primary")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(12)
        self._top.addLayout(row(column(self._avatar, 1), words, gap=12), 1)
        self._buttons = Tools([self.join_button, self.prepare_button, self.start_button])
        self._top.addWidget(self._buttons)
        self.body.addLayout(self._top)
        self._chips = ChipFlow()
        self.body.addWidget(self._chips)
        self._address = Small("", tone="text")
        self._address.hide()
        self.body.addWidget(self._address)
        self.prepare_button.clicked.connect(self.prepare)
        self.start_button.clicked.connect(self.start)
        self.join_button.clicked.connect(self._join)

    def show_card(self, card: NextCard) -> None:
        """Shows a session."""
        if card.link != self._link:
            self._link = card.link
            self._address.hide()
            self.join_button.set_label(_("Join link"))
        self._avatar.set(card.name, card.person)
        self._title.set(card.title)
        self._line.set(card.line)
        self.setAccessibleName(card.spoken)
        self.setAccessibleDescription(_("Enter prepares this session."))
        self.join_button.setVisible(bool(card.link))
        self.prepare_button.setVisible(not card.running)
        self.start_button.set_label(_("Go on") if card.running else _("Start session"))
        self._chips.set([Chip(words, kind) for words, kind in card.chips])
        self._buttons.updateGeometry()

    def set_line(self, line: str) -> None:
        """Changes the times and the countdown."""
        self._line.set(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.start.emit() if self.prepare_button.isHidden() else self.prepare.emit()
        else:
            super().keyPressEvent(event)

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
            ring(QPainter(self), self.rect(), RADIUS_CARD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folds = current().em(self.width()) < _FOLDS
        self._top.setDirection(
            QBoxLayout.Direction.TopToBottom if folds else QBoxLayout.Direction.LeftToRight
        )

    def _join(self) -> None:
        """The first press shows the address, the second one opens it."""
        if self._address.isHidden():
            self._address.set(_("The link leads to %(address)s") % {"address": self._link})
            self._address.show()
            self.join_button.set_label(_("Open the link"))
            self._buttons.updateGeometry()
        else:
            self.link_opened.emit(self._link)


class Rows(QWidget):
    """A column of widgets that is filled anew as a whole."""

    def __init__(self, gap: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._inner: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Replaces the widgets; the former ones are destroyed."""
        if self._inner is not None:
            self._box.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(self._gap)
        for widget in widgets:
            inner.addWidget(widget)
        self._box.addWidget(self._inner)


class PromisesCard(Card):
    """Promises, mine first; a tick means kept."""

    ticked = Signal(bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Promises"), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._all = False
        self._state: TodayState | None = None
        self._focused = 0
        self.head.addWidget(Small(_("yours first"), wrap=False))
        self.rows: list[PromiseRow] = []
        self._list = Rows()
        self.nothing = Dim("")
        self.more = Button("", "quiet", small=True)
        self.more.clicked.connect(self._show_all)
        self._hidden = Chip("", "private", icon="lock")
        self._later = Small("")
        self._foot = Small("")
        self.body.addWidget(self._list)
        self.body.addWidget(self.nothing)
        self.body.addLayout(row(self.more, self._hidden, 1))
        self.body.addWidget(self._later)
        self.body.addStretch(1)
        self.body.addWidget(self._foot)

    def show_promises(self, state: TodayState) -> None:
        """Shows the promises; the focus stays at the place where it was."""
        at = next((i for i, each in enumerate(self.rows) if each.hasFocus()), -1)
        if self._state is None or state.promises != self._state.promises:
            self._state = state
            self._fill()
        self._state = state
        self.nothing.set(state.calm or _nothing_open(state))
        self.nothing.setVisible(not state.promises and not state.hidden)
        self._later.set(state.later)
        self._later.setVisible(bool(state.later))
        self._hidden.setVisible(bool(state.hidden))
        self._hidden.set(_("%(n)d not shown while sharing") % {"n": state.hidden})
        self._foot.set(state.on_time)
        self._foot.setVisible(bool(state.on_time))
        if at >= 0 and self.rows:
            self.rows[min(at, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        assert self._state is not None  # called with a state only
        lines = self._state.promises if self._all else self._state.promises[:FEW]
        self.rows = [self._row(line) for line in lines]
        self._list.fill(self.rows)
        self._list.setVisible(bool(self.rows))
        left = len(self._state.promises) - len(lines)
        self.more.setVisible(bool(left))
        self.more.set_label(_("Show %(n)d more") % {"n": left})

    def _row(self, line: PromiseLine) -> PromiseRow:
        made = PromiseRow(line.text, line.sub, line.chip, line.kind, line.spoken)
        made.clicked.connect(lambda _on=False, key=line.id: self.ticked.emit(key))
        return made

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        if len(self.rows) > FEW:
            self.rows[FEW].setFocus(Qt.FocusReason.OtherFocusReason)


def _nothing_open(state: TodayState) -> str:
    if state.later:
        return _("None of your promises is near.")
    return _("No promise is open. What you both promise in a session shows here.")


class WaitingRow(QWidget):
    """A session to wrap up."""

    def __init__(self, line: WaitingLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = column(Text(line.title), gap=5)
        if line.of:
            words.addWidget(ProgressBar(_("Follow-ups done"), line.done, line.of))
        words.addWidget(Small(line.sub))
        self.button = Button(_("Finish"))
        self.button.setAccessibleName(_("Finish %(title)s") % {"title": line.title})
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(Avatar(line.name, line.person, size=36))
        box.addLayout(words, 1)
        box.addWidget(self.button)


class WeekRow(PaintedButton):
    """Another session this week; pressing it opens its preparation."""

    def __init__(self, line: WeekLine, parent: QWidget | None = None) -> None:
        self._line = line
        super().__init__(line.title, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(filter(None, (line.when, line.title, line.state))))

    def sizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        if self.hot():
            rounded(painter, self.rect(), 6, theme.colour("hover"), None)
        start = round(theme.metrics("figure").horizontalAdvance("Www 00:00")) + theme.px(14)
        state = round(theme.metrics("small").horizontalAdvance(self._line.state)) + 2
        if self.width() - start - state < theme.px(90):
            state = 0
        pieces = (
            (QRect(0, 0, start, self.height()), self._line.when, "figure", "dim", False),
            (QRect(start, 0, self.width() - start - state - theme.px(12), self.height()), self._line.title,
             "body", "text", False),
            (QRect(self.width() - state, 0, state, self.height()), self._line.state, "small",
             "dim", True),
        )  # fmt: skip
        for box, words, role, tone, end in pieces:
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(tone))
            side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
            shown = elided(words, role, box.width() + 1)
            painter.drawText(placed(self, box), Qt.AlignmentFlag.AlignVCenter | side, shown)
        whole = theme.metrics("body").horizontalAdvance(self._line.title) > pieces[1][0].width()
        self.setToolTip(self.accessibleName() if whole or (self._line.state and not state) else "")
        if self.ringed():
            ring(painter, self.rect(), 6)
