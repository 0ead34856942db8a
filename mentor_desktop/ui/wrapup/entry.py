"""The line in which a promise is typed, with what it is understood as below, before anything is saved.

May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.ui.widgets.when import DateField
from mentor_desktop.ui.wrapup.state import Entry
from mentor_desktop.words import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_UNSET = date(2000, 1, 1)  # what the date field holds until a session is shown


class EntryLine(QWidget):
    """`typed`, `entered`, `escaped` for the line; `owner_chosen(PersonId)`; `date_picked(date)` as the date
    field changes and `date_chosen(date)` on its Enter; `dateless` for a promise without a date,
    `undecided` for Enter in a date field that nobody touched: what it opens with is nobody's choice.
    """

    typed = Signal(str)
    entered = Signal()
    escaped = Signal()
    owner_chosen = Signal(object)
    date_picked = Signal(object)
    date_chosen = Signal(object)
    dateless = Signal()
    undecided = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(
            "", placeholder=_("Who does what by when: “Maya: send slides Fri”"), limit=2_000
        )
        self.field.edit.setAccessibleName(_("Add a promise: who does what by when"))
        self.field.edit.setToolTip(self.field.edit.placeholderText())  # a narrow field shortens it
        self.field.changed.connect(self.typed)
        self.field.entered.connect(self.entered)
        self.field.edit.installEventFilter(self)
        self.owner = Choice([], name=_("Who promises"))
        self.owner.chosen.connect(self._owner_chosen)
        self.said = Small("", "text")
        self.due = Chip("", "accent", icon="calendar")
        self.open_date = Chip(_("no date yet"), "warn", icon="calendar")
        self.date = DateField(_UNSET, name=_("By when"))
        self.date.edit.installEventFilter(self)
        self.date.changed.connect(self._date_picked)
        self.save = Button(_("Add"), "primary", small=True)
        self.save.clicked.connect(self._save)
        self.without = Button(_("No date"), small=True)
        self.without.clicked.connect(self.dateless)
        self.cancel = Button(_("Cancel"), "quiet", icon="x", icon_only=True, small=True)
        self.cancel.clicked.connect(self.escaped)
        self._understood = ChipFlow([self.owner, self.said, self.due, self.open_date], gap=8)
        self._dates = ChipFlow([self.date, self.save, self.without, self.cancel], gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._understood)
        column.addWidget(self._dates)
        self.setFocusProxy(self.field)
        self._owners: tuple[tuple[PersonId, str], ...] = ()
        self._today = _UNSET
        self._touched = False
        self._entry = Entry()
        self.show_entry(Entry())

    def set_owners(self, owners: Sequence[tuple[PersonId, str]], today: date) -> None:
        """Who can promise something here."""
        self._today = today
        if tuple(owners) != self._owners:
            self._owners = tuple(owners)
            self.owner.set_options([(person.hex(), name) for person, name in owners])

    def show_entry(self, entry: Entry) -> None:
        """Shows what the line holds and is understood as."""
        opened = entry.asks_date and not self._entry.asks_date
        other = (entry.promise, entry.note) != (self._entry.promise, self._entry.note)
        self._entry = entry
        self.field.set(entry.line)
        self.field.set_error(entry.error)
        known = entry.owner is not None and self.owner.findData(entry.owner.hex()) >= 0
        if entry.owner is not None and known:
            self.owner.choose(entry.owner.hex())
        said = bool(entry.text) and entry.owner is not None
        self._understood.setVisible(said)
        self.said.set(entry.text if not entry.structured else "")
        self.said.setVisible(said and not entry.structured)
        self.due.set(entry.due_words)
        self.due.setVisible(bool(entry.due_words))
        self.open_date.setVisible(not entry.due_words)
        self._dates.setVisible(entry.asks_date)
        self.save.set_label(_("Save") if entry.structured else _("Add"))
        if opened or other:
            self.date.set(entry.due or self._today)
            self._touched = entry.due is not None
        self._understood.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and (self._entry.line or self._entry.structured):
            self.escaped.emit()
            self.field.edit.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if watched is self.date.edit and event.key() in _ENTER:
            self.date.edit.interpretText()
            if self._touched:
                self.date_chosen.emit(self.date.day())
            else:
                self.undecided.emit()
            return True
        if watched is self.date.edit and (event.text().strip() or event.key() in _STEPS):
            self._touched = True
        return False

    def _date_picked(self, day: date) -> None:
        self._touched = True
        self.date_picked.emit(day)

    def _owner_chosen(self, key: str) -> None:
        self.owner_chosen.emit(PersonId(bytes.fromhex(key)))

    def _save(self) -> None:
        if self._entry.structured:
            self.entered.emit()
        else:
            self.date_chosen.emit(self.date.day())
