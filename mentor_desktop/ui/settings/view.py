"""The Settings page: sections at the side, their cards beside them, and a box that finds a setting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.domain.followups import Group
from mentor_desktop.services import content
from mentor_desktop.services.setting_table import BY_NAME, TABLE, Setting
from mentor_desktop.ui.damage.report_card import ReportCard
from mentor_desktop.ui.settings.backups import BackupList, BackupsCard
from mentor_desktop.ui.settings.data import PlaceCard, TrashCard
from mentor_desktop.ui.settings.fields import (
    ChecklistField,
    ChoiceField,
    LinesField,
    NumberField,
    SettingField,
    SwitchField,
)
from mentor_desktop.ui.settings.finding import Finder
from mentor_desktop.ui.settings.log import LogCard
from mentor_desktop.ui.settings.security import OpeningCard, ProtectionCard
from mentor_desktop.ui.settings.state import (
    BACKUPS,
    DATA,
    LOOK,
    SECURITY,
    SESSION,
    SUMMARIES,
    YOU,
    SettingsState,
    sections,
)
from mentor_desktop.ui.settings.you import YouCard, ZoneCard
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.section_list import SectionList
from mentor_desktop.ui.widgets.zone_field import Find
from mentor_desktop.words import _

_SIDE = 170  # px at 100 % of the list of sections
_NARROW = 600  # em of the page, below which the sections become a drop-down list
_GAP = 12


class SettingsView(QWidget):
    """The page."""

    asked = Signal(str, object)
    typed = Signal(str, object)
    left = Signal(str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, SettingField] = {}
        self._page = ScrollPage(_("Settings"))
        self.search = SearchBox(_("Find a setting"), key="Ctrl+F")
        self.search.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._page.head.addWidget(self.search)
        self.list = SectionList(_("Sections of the settings"), sections())
        self.drop = Choice(sections(), name=_("Sections of the settings"))
        self.you, self.zone = YouCard(), ZoneCard(find)
        self.opening, self.protection = OpeningCard(), ProtectionCard()
        self.backups, self.backup_list = BackupsCard(), BackupList()
        self.place, self.trash, self.log = PlaceCard(), TrashCard(), LogCard()
        self.check = ReportCard(
            _("Check the vault"),
            _("Is everything in it sound?"),
            _("Reads the whole vault; you can go on working. Once a week it is done by itself."),
        )
        self.nothing = EmptyState(_("No setting has these words. Try a shorter one."), icon="search")
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(_GAP)
        self._finder = Finder(self.nothing)
        self._fill()
        self._lay_out()
        self._connect()
        self.choose(YOU)

    def show_state(self, state: SettingsState) -> None:
        """Shows everything; what is being typed is left alone."""
        template = self.fields["session_template"]
        if isinstance(template, ChoiceField):
            template.set_options(state.templates)
        for name, field in self.fields.items():
            if not field.isAncestorOf(self.focusWidget() or self) or not isinstance(field, LinesField):
                field.show_value(state.values[name])
        for card in (self.you, self.zone, self.opening, self.place, self.trash):
            card.show_state(state)

    def refuse(self, name: str, sentence: str) -> None:
        """Says beside a setting why it was not kept."""
        if name == "name":
            self.you.name.set_error(sentence)
        elif name == "say_it":
            self.you.say_it.set_error(sentence)
        elif name == "zone":
            self.zone.zone.set_error(sentence)
        else:
            self.fields[name].refuse(sentence)

    def choose(self, section: str) -> None:
        """Shows a section."""
        self.list.choose(section)
        self.drop.choose(section)
        self._finder.show_section(section)

    def section(self) -> str:
        """The section shown, "" while settings are being found."""
        return self.list.current_key()

    def start_finding(self) -> None:
        """Puts the focus into the box that finds a setting."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.field.selectAll()

    def focus_first(self) -> None:
        """Puts the focus on the section shown."""
        if self.list.isVisible():
            self.list.enter()
        else:
            self.drop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge()

    # Inside

    def _fill(self) -> None:
        add = self._finder.add
        add(YOU, self.you, _("You") + " " + _("Your name") + " " + _("How to say it"))
        add(YOU, self.zone, _("Your time zone") + " " + _("City or country"))
        look = self._table_card(LOOK, _("Look"), [each for each in TABLE if each.section == "look"])
        after = [BY_NAME["checklist"], BY_NAME["checklist_own"]]
        session = [each for each in TABLE if each.section == "session" and each not in after]
        summaries = [each for each in TABLE if each.section == "summaries"]
        cards = [self.you, self.zone, look, self._table_card(SESSION, _("Session"), session)]
        cards += [self._table_card(SESSION, _("After each session"), after)]
        reminders = [each for each in TABLE if each.section == "reminders"]
        cards += [self._table_card(SESSION, _("Reminders"), reminders)]
        cards += [self._table_card(SUMMARIES, _("Summaries"), summaries)]
        add(SECURITY, self.opening, _("Opening the vault") + " " + _("Passphrase") + " " + _("Recovery key"))
        add(SECURITY, self.protection, _("What is protected, and what is not"))
        add(BACKUPS, self.backups, _("Backups") + " " + _("Back up now") + " " + _("A second place"))
        add(BACKUPS, self.backup_list, _("Your backups") + " " + _("Bring back"))
        add(DATA, self.place, _("Your vault") + " " + _("Folder"))
        add(DATA, self.check, _("Check the vault") + " " + _("Check now"))
        add(DATA, self.trash, _("Trash") + " " + _("Bring back"))
        add(DATA, self.log, _("Log") + " " + _("Show me the log"))
        locking = [each for each in TABLE if each.section == "locking"]
        laptop = [each for each in TABLE if each.section == "laptop"]
        cards += [self.opening, self._table_card(SECURITY, _("Locking"), locking)]
        cards += [self.protection, self._table_card(SECURITY, _("On this laptop"), laptop)]
        cards += [self.backups, self.backup_list, self.place, self.check, self.trash, self.log]
        for card in cards:
            self._cards.addWidget(card)
        self._cards.addWidget(self.nothing)
        self._cards.addStretch(1)

    def _table_card(self, section: str, title: str, settings: Sequence[Setting]) -> Card:
        card = Card(title)
        self._finder.add(section, card, "")
        for setting in settings:
            field = self.fields[setting.name] = _field(setting)
            card.body.addWidget(field)
            self._finder.add_part(card, field, f"{title} {field.found_by()}")
            field.asked.connect(lambda value, name=setting.name: self.asked.emit(name, value))
            field.typed.connect(lambda value, name=setting.name: self.typed.emit(name, value))
            field.left.connect(lambda name=setting.name: self.left.emit(name))
        return card

    def _lay_out(self) -> None:
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(_GAP)
        self._columns.addWidget(self.list)
        self._columns.addWidget(self.drop)
        self._columns.addLayout(self._cards, 1)
        self._page.add(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        current().changed.connect(self._judge)
        self._judge()

    def _connect(self) -> None:
        self.list.chosen.connect(self._picked)
        self.drop.chosen.connect(self._picked)
        self.search.changed.connect(self._find)
        self.search.left.connect(self.focus_first)

    def _picked(self, section: str) -> None:
        self.search.set_text("")
        self.choose(section)

    def _find(self, text: str) -> None:
        if text.strip():
            self._finder.find(text)
            self.list.choose("")
        elif not self.section():
            self.choose(self.drop.key())

    def _judge(self) -> None:
        theme = current()
        narrow = theme.em(self.width()) < _NARROW
        self.list.setVisible(not narrow)
        self.drop.setVisible(narrow)
        self.list.setFixedWidth(theme.px(_SIDE))
        self.search.setMinimumWidth(0 if narrow else theme.px(240))
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


def _field(setting: Setting) -> SettingField:
    made: SettingField
    if setting.extra == "checklist":
        made = ChecklistField(setting, _checklist())
    elif setting.extra == "lines":
        made = LinesField(setting)
    elif setting.extra == "template":
        made = ChoiceField(setting, [(each.id, each.name) for each in content.agenda_templates()])
    elif setting.choices:
        made = ChoiceField(setting, [(str(value), _(words)) for value, words in setting.choices])
    elif isinstance(setting.default, bool):
        made = SwitchField(setting)
    else:
        made = NumberField(setting)
    return made


def _checklist() -> list[tuple[str, list[tuple[str, str]]]]:
    headings = {Group.NOW: _("Now"), Group.TODAY: _("Today"), Group.LATER: _("Later")}
    items = content.follow_up_defaults()
    return [
        (words, [(each.id, each.text) for each in items if each.group is group])
        for group, words in headings.items()
    ]
