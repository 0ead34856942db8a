"""The widgets of the New session page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.newsession.state import FormState, Told
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.duration import DurationField
from mentor_desktop.ui.widgets.field import Labelled, TextField
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.person_picker import PersonPicker, folded
from mentor_desktop.ui.widgets.text import Small, Strong, Text
from mentor_desktop.ui.widgets.when import DateTimeField
from mentor_desktop.words import _


class NewSessionView(QWidget):
    """Ctrl Enter saves, Esc leaves."""

    picked = Signal(str)
    dropped = Signal(str)
    add_asked = Signal(str)
    when_changed = Signal(object)
    fold_changed = Signal(bool)
    follow_changed = Signal(str)
    minutes_changed = Signal(int)
    link_changed = Signal(str)
    link_left = Signal()
    template_changed = Signal(str)
    by_changed = Signal(str)
    save = Signal()
    cancel = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clocks: Callable[[datetime], str] | None = None
        self._page = ScrollPage()
        self._page.set_title(_("New session"))
        self._people: tuple[tuple[str, str, str], ...] = ()
        self._ready = False  # whether it is known who can be met
        self.picker = PersonPicker(name=_("People to choose from"), rows=5)
        self.chosen = ChipFlow(gap=6)
        self.add_button = Button("", icon="user-plus", small=True)
        self._who_error = Small("", tone="danger")
        self.when = DateTimeField(datetime(2000, 1, 1), self._other_clocks, name=_("When"))
        self._when_field = Labelled(_("When"), self.when)
        self.fold = Choice([("first", _("The first of the two")), ("second", _("The second of the two"))])
        self._fold_field = Labelled(_("This hour comes twice"), self.fold)
        self.follows = Choice([("", "")])
        self._follows_field = Labelled(_("Whose clock it follows"), self.follows)
        self.minutes = DurationField(name=_("Length in minutes"))
        self._minutes_field = Labelled(_("Length"), self.minutes)
        self.link = TextField(_("Link"), placeholder="https://", limit=2_000)
        self.template = Choice([("", "")])
        self._template_field = Labelled(_("Agenda"), self.template)
        self.by = Choice([("", "")])
        self._by_field = Labelled(_("Who asked for the change"), self.by)
        self._moved = Strong("")
        self._warnings = Text("", "small", "warn")
        self.save_button = Button(_("Save"), "primary", key="Ctrl+Return")
        self.cancel_button = Button(_("Cancel"), key="Esc")
        self._lay_out()
        self._connect()

    def set_clocks(self, clocks: Callable[[datetime], str]) -> None:
        """Says who knows what a time means on the other clocks."""
        self._clocks = clocks

    def show_state(self, state: FormState) -> None:
        """Fills the form; nothing is announced by it."""
        self._ready = True
        self._page.set_title(state.title, state.sub)
        self._people = state.people
        self.picker.set_people(state.people)
        self.picker.setVisible(state.may_choose and bool(state.people))
        self._fixed.setVisible(not state.may_choose)
        self._safe_note.setVisible(state.may_choose and not state.people and not state.chosen)
        self._show_chosen(state.chosen, fixed=not state.may_choose)
        self.minutes.set(state.minutes)
        self.follows.set_options(state.clocks, state.follows)
        if not state.follows:
            self.follows.choose("")
        self._follows_field.setVisible(state.mode in ("new", "move") and len(state.clocks) > 1)
        self.when.set(state.when)
        self.when.refresh()
        self.link.set(state.link)
        self.link.setVisible(state.mode in ("new", "move"))
        self.template.set_options(state.templates)
        self.template.choose(state.template)
        self._template_field.setVisible(state.mode == "new")
        self.by.set_options(state.movers)
        self.save_button.set_label(state.save)
        self._searched(self.picker.box.text())

    def tell(self, told: Told) -> None:
        """Says what the time means."""
        self._warnings.set("\n".join(told.warnings))
        self._warnings.setVisible(bool(told.warnings))
        self._moved.set(told.moved)
        self._moved.setVisible(bool(told.moved))
        self._by_field.setVisible(bool(told.moved))
        self._fold_field.setVisible(told.doubled)
        self._minutes_field.set_help(told.because)
        self.when.refresh()

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field what is wrong."""
        if field == "who":
            self._who_error.set(words)
            self._who_error.setVisible(bool(words))
        elif field == "link":
            self.link.set_error(words)
        else:
            self._when_field.set_error(words)

    def focus_on(self, field: str) -> None:
        """Puts the focus on who or when; not from behind another page."""
        target = self.picker.box.field if field == "who" else self.when.day_field.edit
        if self.isVisible():
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel.emit()
        else:
            super().keyPressEvent(event)

    def _other_clocks(self, wall: datetime) -> str:
        return self._clocks(wall) if self._clocks is not None else ""

    def _lay_out(self) -> None:
        self._who = Card(_("Who you meet"))
        self._safe_note = Text(
            _("Type the name of a person. While the screen is shared no name is listed."), "small", "dim"
        )
        self._fixed = Text(_("Its people stay. Who was there is said in Wrap up."), "small", "dim")
        self._who.body.addWidget(self.chosen)
        self._who.body.addWidget(self._fixed)
        self._who.body.addWidget(self.picker)
        self._who.body.addLayout(row(self.add_button, 1))
        for note in (self._safe_note, self._who_error):
            self._who.body.addWidget(note)
            note.hide()
        self._who.body.addStretch(1)
        what = Card(_("When and how"), gap=14)
        rows: tuple[QWidget, ...] = (
            self._when_field, self._warnings, self._fold_field, self._moved, self._by_field,
            self._follows_field, self._minutes_field, self.link, self._template_field,
        )  # fmt: skip
        for widget in rows:
            what.body.addWidget(widget)
        what.body.addWidget(ChipFlow([self.save_button, self.cancel_button]))
        for hidden in rows[1:5]:
            hidden.hide()
        both = QWidget()
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        self._two.addWidget(self._who, 3)
        self._two.addWidget(what, 4)
        self._page.add(both)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)

    def _connect(self) -> None:
        self.picker.picked.connect(self._picked)
        self.picker.box.changed.connect(self._searched)
        self.picker.box.submitted.connect(self._submitted)
        self.add_button.clicked.connect(self._add)
        self.when.changed.connect(self.when_changed)
        self.fold.chosen.connect(lambda key: self.fold_changed.emit(key == "second"))
        self.follows.chosen.connect(self.follow_changed)
        self.minutes.changed.connect(self.minutes_changed)
        self.link.changed.connect(self.link_changed)
        self.link.left.connect(self.link_left)
        self.template.chosen.connect(self.template_changed)
        self.by.chosen.connect(self.by_changed)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self._page.narrow.connect(self._narrowed)

    def _narrowed(self, narrow: bool) -> None:
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _show_chosen(self, chosen: tuple[tuple[str, str], ...], *, fixed: bool) -> None:
        made: list[QWidget] = []
        for key, name in chosen:
            if fixed:
                made.append(Chip(name, "accent", icon="user"))
                continue
            button = Button(name, icon="x", small=True)
            button.setAccessibleName(_("%(name)s, take out again") % {"name": name})
            button.clicked.connect(lambda _on=False, key=key: self.dropped.emit(key))
            made.append(button)
        self.chosen.set(made)
        self.chosen.setVisible(bool(made))

    def _picked(self, key: str) -> None:
        self.picker.box.set_text("")
        self.picked.emit(key)

    def _searched(self, text: str) -> None:
        name = " ".join(text.split())
        known = any(folded(name) == folded(each) for _key, each, _sub in self._people)
        self.add_button.set_label(_("Add %(name)s as a new person") % {"name": name})
        self.add_button.setVisible(bool(name) and not known)

    def _submitted(self, text: str) -> None:
        if self._ready and text.strip() and not self.picker.selected():
            self._add()  # not before the list has come: someone known would be added again

    def _add(self) -> None:
        name = " ".join(self.picker.box.text().split())
        if name:
            self.picker.box.set_text("")
            self.add_asked.emit(name)
