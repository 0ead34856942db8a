"""The form of a person's details."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.domain.people import Phase
from mentor_desktop.ui.people.state import phase_words
from mentor_desktop.ui.people.view import role_options
from mentor_desktop.ui.person.details import DetailsState
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import Labelled, PlainField, TextField
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.text import Dim, Small
from mentor_desktop.ui.widgets.when import DateField
from mentor_desktop.ui.widgets.zone_field import Find, ZoneField
from mentor_desktop.words import _

_FOLDS = 640  # em


class OptionalDate(QWidget):
    """A date that may be left open. `changed(date | None)`."""

    changed = Signal(object)

    def __init__(self, unset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = Choice([("", unset), ("on", _("On a date"))])
        self.date = DateField(date(2000, 1, 1))
        self.date.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._kind)
        box.addWidget(self.date)
        self.setFocusProxy(self._kind)
        self._kind.chosen.connect(self._chosen)
        self.date.changed.connect(self.changed)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._kind.setAccessibleName(name)
        self.date.edit.setAccessibleName(name)

    def set(self, when: date | None, proposed: date) -> None:
        """Shows a date or none, silently; `proposed` is offered once one is wanted."""
        self._kind.choose("on" if when else "")
        self.date.set(when or proposed)
        self.date.setVisible(when is not None)

    def _chosen(self, kind: str) -> None:
        self.date.setVisible(bool(kind))
        self.changed.emit(self.date.day() if kind else None)


class DetailsForm(QWidget):
    """`typed(field, text)` and `left(field)` for texts; a signal of its own for each other field."""

    typed = Signal(str, str)
    left = Signal(str)
    zone_changed = Signal(str, object)
    role_changed = Signal(str)
    rhythm_changed = Signal(str)
    phase_changed = Signal(str)
    started_changed = Signal(object)
    ended_changed = Signal(object)
    archive_asked = Signal()
    trash_asked = Signal()

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, TextField | PlainField] = {
            "name": TextField(_("Name"), limit=200),
            "say_it": TextField(_("How to say it"), placeholder=_("ah-MAH-rah")),
            "pronouns": TextField(_("Pronouns")),
            "headline": TextField(_("What they do")),
            "about": PlainField(_("Good to know"), help_text=_("Private. Markdown works here."), lines=4),
            "languages": TextField(_("Languages"), help_text=_("With commas between them.")),
            "channels": PlainField(
                _("How to reach them"), placeholder=_("mail: name@example.org"),
                help_text=_("One way a line, such as phone: or mail:"), lines=2,
            ),
            "programme": TextField(_("Programme"), help_text=_("If one stands behind it.")),
        }  # fmt: skip
        self.zone = ZoneField(_("Where they are"), find=find)
        self.since_kind = Choice(
            [("always", _("It has always been there")), ("from", _("From a date on"))], "always"
        )
        self.since = DateField(date(2000, 1, 1), name=_("From"))
        self.since.hide()
        self.zone_button = Button(_("Change the place"))
        self._zones = Small("")
        self.role = Choice(role_options())
        self._role_field = Labelled(_("Who they are to you"), self.role)
        self.rhythm = TextField(_("Agreed rhythm in days"), placeholder="14", limit=4)
        self.phase = Choice([(each.value, phase_words(each)) for each in Phase])
        self._phase_field = Labelled(_("Phase"), self.phase)
        self.started = OptionalDate(_("Not noted"))
        self._started_field = Labelled(_("Started"), self.started)
        self.ended = OptionalDate(_("Still going on"))
        self._ended_field = Labelled(_("Ends or ended"), self.ended)
        self.archive_button = Button(_("Archive"), icon="archive")
        self.trash_button = Button(_("Move to trash"), "danger", icon="trash")
        self._hidden = Dim(_("Details are private and stay hidden while the screen is shared."))
        self._lay_out()
        self._connect()

    def field(self, key: str) -> TextField | PlainField:
        """One of the text fields."""
        return self._fields[key]

    def show_details(self, state: DetailsState) -> None:
        """Fills the form without a signal; what is wrong with a field stays until its text is another."""
        for key, field in self._fields.items():
            text = state.texts.get(key, "")
            if text != field.text():
                field.set(text)
                field.set_error("")
        self.zone.set_zone(state.zone)
        self._zones.set(" · ".join(state.zones))
        self._zones.setVisible(len(state.zones) > 1)
        self.since.set(state.today)
        self.role.set_options(role_options() if not state.known else role_options()[:3])
        self.role.choose(state.role)
        self.rhythm.set(state.rhythm)
        if state.phase:
            self.phase.choose(state.phase)
        self.started.set(state.started, state.today)
        self.ended.set(state.ended, state.today)
        parts = (
            self.rhythm,
            self._phase_field,
            self._started_field,
            self._ended_field,
            self._fields["programme"],
        )
        for widget in parts:
            widget.setVisible(state.known)
        self.archive_button.set_label(_("Bring back from the archive") if state.archived else _("Archive"))

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field what is wrong."""
        others: dict[str, Labelled] = {
            "zone": self.zone, "role": self._role_field, "rhythm": self.rhythm, "phase": self._phase_field,
            "started": self._started_field, "ended": self._ended_field,
        }  # fmt: skip
        (self._fields.get(field) or others[field]).set_error(words)

    def set_safe(self, safe: bool) -> None:
        """Hides everything while the screen is shared."""
        self._scroll.setVisible(not safe)
        self._hidden.setVisible(safe)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folds = current().em(self.width()) < _FOLDS
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if folds else QBoxLayout.Direction.LeftToRight
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit(str(watched.property("field")))
        return False

    def _lay_out(self) -> None:
        person = Card(_("Person"), gap=12)
        for key in ("name", "say_it", "pronouns", "headline", "about", "languages", "channels"):
            person.body.addWidget(self._fields[key])
        place = Card(_("Place and clock"), gap=12)
        for widget in (self._zones, self.zone, Labelled(_("Since when"), self.since_kind), self.since):
            place.body.addWidget(widget)
        place.body.addWidget(ChipFlow([self.zone_button]))
        self._relation = Card(_("What you do together"), gap=12)
        for widget in (
            self._role_field, self.rhythm, self._phase_field, self._fields["programme"], self._started_field,
            self._ended_field,
        ):  # fmt: skip
            self._relation.body.addWidget(widget)
        away = Card(_("Put away"))
        keeps = _("The archive keeps everything, out of the daily lists.")
        empties = _("The trash is emptied after thirty days.")
        away.body.addWidget(Small(f"{keeps} {empties}"))
        away.body.addWidget(ChipFlow([self.archive_button, self.trash_button]))
        inner = QWidget()
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        for cards in ((person,), (place, self._relation, away)):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._two.addLayout(column, 1)
        self._scroll = Scroll(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        outer.addWidget(self._hidden)
        self._hidden.hide()

    def _connect(self) -> None:
        for key, field in self._fields.items():
            field.changed.connect(lambda text, key=key: self.typed.emit(key, text))
            field.edit.setProperty("field", key)
            field.edit.installEventFilter(self)
        self.since_kind.chosen.connect(lambda kind: self.since.setVisible(kind == "from"))
        self.zone_button.clicked.connect(self._change_zone)
        self.zone.entered.connect(self._change_zone)
        self.role.chosen.connect(self.role_changed)
        self.rhythm.left.connect(lambda: self.rhythm_changed.emit(self.rhythm.text()))
        self.phase.chosen.connect(self.phase_changed)
        self.started.changed.connect(self.started_changed)
        self.ended.changed.connect(self.ended_changed)
        self.archive_button.clicked.connect(self.archive_asked)
        self.trash_button.clicked.connect(self.trash_asked)

    def _change_zone(self) -> None:
        since = self.since.day() if self.since_kind.key() == "from" else None
        self.zone_changed.emit(self.zone.zone(), since)
