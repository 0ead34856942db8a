"""The chain: what mattered, promises, next time, three ratings, what moves on, done. One Tab order, no mouse.

May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.rating import Rating
from mentor_desktop.ui.widgets.text import Caption, Small, Strong
from mentor_desktop.ui.widgets.when import DateTimeField
from mentor_desktop.ui.wrapup.attendance import Attendance
from mentor_desktop.ui.wrapup.entry import EntryLine
from mentor_desktop.ui.wrapup.promise_list import PromiseList
from mentor_desktop.ui.wrapup.rows import PAD, RowGroup
from mentor_desktop.ui.wrapup.state import NextTime, PartLine, WrapState
from mentor_desktop.words import _, ngettext

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNSET = datetime(2000, 1, 1)  # what a date field holds until it is opened


def _silent(wall: datetime) -> str:
    """Before a session is shown there are no other clocks."""
    return ""


class Section(QWidget):
    """A caption, perhaps with something at its end, and what stands below it.

    All stands in by the width of the ring that rows draw around themselves.
    """

    def __init__(self, title: str, *, gap: int = 6, end: QWidget | None = None) -> None:
        super().__init__()
        self.caption = Caption(title.upper())
        self.caption.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)
        top = row(self.caption, 1)
        if end is not None:
            top.addWidget(end)
        top.setContentsMargins(PAD, 0, PAD, 0)
        self.column.addLayout(top)

    def add(self, widget: QWidget, *, flush: bool = False) -> None:
        """Adds a widget at the end; `flush` for rows that bring the room for their ring with them."""
        line = QVBoxLayout()
        line.setContentsMargins(0 if flush else PAD, 0, 0 if flush else PAD, 0)
        line.addWidget(widget)
        self.column.addLayout(line)


class NextRow(Section):
    """The next date. `slot_taken` takes the one shown, `other_taken(datetime)` one on my clock."""

    slot_taken = Signal()
    other_taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Next time"))
        self._other_clock: Callable[[datetime], str] = _silent
        self.words = Strong("")
        self.other = Small("")
        self.planned = Chip(_("planned"), "ok", icon="check")
        self.take = Button(_("Plan it"), "primary", small=True)
        self.another = Button(_("Another time"), small=True)
        self.flow = ChipFlow([self.words, self.other, self.planned, self.take, self.another], gap=10)
        self.add(self.flow)
        self.warning = Small("", "warn")
        self.add(self.warning)
        self.field = DateTimeField(_UNSET, lambda wall: self._other_clock(wall), name=_("Next date and time"))
        self.plan = Button(_("Plan it"), "primary", small=True)
        self.back = Button(_("Cancel"), "quiet", small=True)
        self.inline = QWidget()
        column = QVBoxLayout(self.inline)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(row(self.plan, self.back, 1, gap=8))
        self.inline.hide()
        self.add(self.inline)
        self._start = _UNSET
        self.take.clicked.connect(self.slot_taken)
        self.another.clicked.connect(self._open)
        self.plan.clicked.connect(self._planned)
        self.back.clicked.connect(self._close)
        for edit in (self.field.day_field.edit, self.field.time_edit):
            edit.installEventFilter(self)

    def set_other_clock(self, other_clock: Callable[[datetime], str]) -> None:
        """What the others' clocks say at a time on mine."""
        self._other_clock = other_clock

    def show_next(self, state: NextTime) -> None:
        """Shows the next date as it stands."""
        self.words.set(state.words if state.known else _("No usual time yet"))
        self.other.set(state.other)
        self.other.setVisible(bool(state.other))
        self.planned.setVisible(state.planned is not None)
        self.take.setVisible(state.planned is None and state.known)
        self.another.set_label(_("Another time") if state.known else _("Choose a time"))
        self.warning.set(state.warning)
        self.warning.setVisible(bool(state.warning))
        self.plan.set_label(_("Move it") if state.planned is not None else _("Plan it"))
        self._start = state.start
        self.flow.updateGeometry()

    def first(self) -> QWidget:
        """Where the chain goes on: the slot if it can be taken, else another time."""
        return self.another if self.take.isHidden() else self.take

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self.field.day_field.edit.interpretText()
                self.field.time_edit.interpretText()
                self._planned()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
        return False

    def _open(self) -> None:
        self.field.set(self._start)
        self.flow.hide()
        self.inline.show()
        self.field.day_field.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _close(self) -> None:
        self.inline.hide()
        self.flow.show()
        self.another.setFocus(Qt.FocusReason.TabFocusReason)

    def _planned(self) -> None:
        self.inline.hide()
        self.flow.show()
        self.other_taken.emit(self.field.when())


class ChainCard(Card):
    """Everything from "What mattered" to "Done". See the parts for their signals."""

    mattered_typed = Signal(str)
    mattered_left = Signal()
    rated = Signal(int, object)
    part_chosen = Signal(bytes, bool)
    done = Signal()
    reopened = Signal()

    def __init__(self) -> None:
        super().__init__(_("Close in ninety seconds"), padding=16 - PAD, gap=9)
        self.head.setContentsMargins(PAD, PAD, PAD, 0)
        self.finished = Chip(_("done"), "ok", icon="check")
        self.attendance = Attendance()
        self.head.addWidget(self.attendance.opener)
        self.head.addWidget(self.finished)
        self.body.addWidget(self.attendance)
        self._mattered()
        self._promises()
        self.next = NextRow()
        self.next.slot_taken.connect(self.to_ratings)
        self.next.other_taken.connect(self.to_ratings)
        self.body.addWidget(self.next)
        self._ratings()
        self._parts()
        self._end()

    def _mattered(self) -> None:
        self.mattered_part = Section(_("What mattered"))
        self.mattered = TextField("", placeholder=_("One line, for you alone"), limit=2_000)
        self.mattered.edit.setAccessibleName(_("What mattered, private"))
        self.mattered.changed.connect(self.mattered_typed)
        self.mattered.left.connect(self.mattered_left)
        self.mattered.entered.connect(self._after_mattered)
        self.mattered_part.add(self.mattered)
        self.body.addWidget(self.mattered_part)

    def _promises(self) -> None:
        self.more = Button("", "quiet", small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_earlier)
        part = Section(_("Promises"), gap=4, end=self.more)
        self.suggestions = PromiseList(_("Suggested promises"))
        self.suggestions.group.emptied.connect(self.to_line)
        self.promises = PromiseList(_("Promises of this session"))
        self.promises.group.emptied.connect(self.to_line)
        self.entry = EntryLine()
        self.earlier = PromiseList(_("Earlier promises"))
        for rows in (self.suggestions, self.promises):
            part.add(rows, flush=True)
        part.add(self.entry)
        part.add(self.earlier, flush=True)
        self.body.addWidget(part)

    def _ratings(self) -> None:
        self.rating_part = QWidget()
        column = QVBoxLayout(self.rating_part)
        column.setContentsMargins(PAD, 0, PAD, 0)
        column.setSpacing(6)
        self.ratings: list[Rating] = []
        for number, words in enumerate((_("Trust"), _("Listened more than told"), _("Progress on the goal"))):
            rating = Rating(words)
            rating.changed.connect(lambda value, number=number: self.rated.emit(number, value))
            rating.installEventFilter(self)
            self.ratings.append(rating)
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(Small(words, "text"), 1)
            line.addWidget(rating)
            column.addLayout(line)
        self.body.addWidget(self.rating_part)

    def _parts(self) -> None:
        self.parts_part = Section(_("Not reached: what moves on"), gap=2)
        self.parts = RowGroup(_("Unfinished parts"))
        self.parts_part.add(self.parts)
        self._parts_shown: tuple[PartLine, ...] = ()
        self.body.addWidget(self.parts_part)

    def _end(self) -> None:
        self.waits = Small("")
        self.done_button = Button(_("Done"), "primary")
        self.done_button.clicked.connect(self.done)
        self.again = Button(_("Take up again"))
        self.again.clicked.connect(self.reopened)
        line = QHBoxLayout()
        line.setContentsMargins(PAD, 0, PAD, PAD)
        line.setSpacing(12)
        line.addWidget(self.waits, 1)
        line.addWidget(self.again)
        line.addWidget(self.done_button)
        self.body.addLayout(line)

    # What is shown

    def show_state(self, state: WrapState) -> None:
        """Shows the chain; rows that did not change are left alone."""
        self.finished.setVisible(bool(state.wrapped))
        self.attendance.show_lines(state.attendance, state.attended)
        self.mattered_part.setVisible(not state.safe)
        self.mattered.set(state.mattered)
        self.entry.set_owners(state.owners, state.today)
        self.suggestions.show_suggestions(state.suggestions)
        self.promises.show_promises(state.promises)
        self.earlier.show_promises(state.earlier)
        count = len(state.earlier)
        self.more.setVisible(bool(count))
        self.more.set_label(ngettext("%(n)d earlier promise", "%(n)d earlier promises", count) % {"n": count})
        self._show_earlier(self.more.isChecked())
        if state.next is not None:
            self.next.show_next(state.next)
        self.rating_part.setVisible(not state.safe)
        for rating, value in zip(self.ratings, state.ratings, strict=True):
            rating.set(value)
        self._show_parts(state.parts)
        self.waits.set(state.wrapped or state.waits)
        self.done_button.setVisible(not state.wrapped)
        self.again.setVisible(bool(state.wrapped))

    def _show_parts(self, lines: tuple[PartLine, ...]) -> None:
        self.parts_part.setVisible(bool(lines) and self.finished.isHidden())
        if lines == self._parts_shown:
            return
        self._parts_shown = lines
        rows = []
        for line in lines:
            made = CheckRow(line.title, line.sub, checked=line.chosen, line=False)
            made.clicked.connect(lambda chosen, part=line.id: self.part_chosen.emit(part, chosen))
            rows.append((bytes(line.id), made))
        self.parts.set_rows(rows)

    def _show_earlier(self, shown: bool) -> None:
        self.earlier.setVisible(shown and bool(self.earlier.group.rows()))

    # The way along the chain

    def to_first(self) -> None:
        """The beginning."""
        field = self.entry.field if self.mattered_part.isHidden() else self.mattered
        field.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def to_promise(self, promise: bytes) -> None:
        """The row of a promise, earlier ones unfolded where it is among them."""
        if self.promises.group.focus_key(promise):
            return
        self.more.setChecked(True)
        if not self.earlier.group.focus_key(promise):
            self.more.setChecked(False)
            self.to_first()

    def to_line(self) -> None:
        """The line for promises, at the end of what it holds."""
        self.entry.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.entry.field.edit.end(False)

    def to_date(self) -> None:
        """The date of the promise in the line."""
        self.entry.date.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.entry.date.edit.selectAll()

    def to_next(self) -> None:
        """The next date."""
        self.next.first().setFocus(Qt.FocusReason.TabFocusReason)

    def to_ratings(self) -> None:
        """The first rating, or the end where there is none to give."""
        spot: QWidget = self.done_button if self.rating_part.isHidden() else self.ratings[0]
        spot.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a rating goes on to what comes next."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self.focusNextChild()
            return True
        return False

    def _after_mattered(self) -> None:
        if not self.suggestions.group.enter():
            self.to_line()
