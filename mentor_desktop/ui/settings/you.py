"""The cards that say who you are and by which clock you plan. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.settings.state import SettingsState
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.form import FormRow
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.ui.widgets.zone_field import Find, ZoneField
from mentor_desktop.words import _

FROM_TODAY, ALWAYS = "today", "always"


class YouCard(Card):
    """Your name and how it is said; both save as they are typed."""

    name_typed = Signal(str)
    name_left = Signal()
    say_it_typed = Signal(str)
    say_it_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("You"), parent=parent)
        self.name = TextField(_("Your name"), limit=400, help_text=_("It stands on the summaries you share."))
        self.say_it = TextField(
            _("How to say it"),
            limit=600,
            placeholder=_("MY-ah LIND"),
            help_text=_("For you and whoever you tell."),
        )
        self.name.changed.connect(self.name_typed)
        self.name.left.connect(self.name_left)
        self.say_it.changed.connect(self.say_it_typed)
        self.say_it.left.connect(self.say_it_left)
        self.body.addWidget(self.name)
        self.body.addWidget(self.say_it)

    def show_state(self, state: SettingsState) -> None:
        """Show what is kept; a field that is being typed in is left alone."""
        for field, text in ((self.name, state.name), (self.say_it, state.say_it)):
            if not field.edit.hasFocus():
                field.set(text)


class ZoneCard(Card):
    """Where your clock stands. A move leaves the past as it was, unless you say that it was always so."""

    zone_asked = Signal(str, bool)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(_("Your time zone"), parent=parent)
        self.zone = ZoneField(_("Where you are"), find=find, help_text=_("Type a city or a country."))
        self.since = Choice(
            [(FROM_TODAY, _("From today on")), (ALWAYS, _("It was always so"))],
            FROM_TODAY,
            name=_("From when"),
        )
        self.moves = Small("")
        self.zone.chosen.connect(self._chosen)
        self.body.addWidget(self.zone)
        self.body.addWidget(
            FormRow(
                _("From when"),
                self.since,
                _("A move from today on leaves the times of earlier sessions alone."),
            )
        )
        self.body.addWidget(self.moves)

    def show_state(self, state: SettingsState) -> None:
        """Show what is kept."""
        if state.zone != self.zone.zone():
            self.zone.set_zone(state.zone)
        self.moves.set(state.zone_line)
        self.moves.setVisible(bool(state.zone_line))

    def _chosen(self, zone: str) -> None:
        if zone:
            self.zone_asked.emit(zone, self.since.key() == ALWAYS)
