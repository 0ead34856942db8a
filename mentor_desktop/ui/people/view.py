"""The widgets of the People page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentor_desktop.domain.people import Role
from mentor_desktop.ui.people.load import LoadCard, LoadState
from mentor_desktop.ui.people.presenter import NewPerson
from mentor_desktop.ui.people.rows import PeopleHeader, narrow, people_list
from mentor_desktop.ui.people.state import PeopleState, sorts
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.field import Labelled, TextField
from mentor_desktop.ui.widgets.head_tools import HeadTools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.zone_field import Find, ZoneField
from mentor_desktop.words import _


def role_options() -> list[tuple[str, str]]:
    """What a new person can be to me."""
    return [
        (Role.MENTOR.value, _("I mentor them")),
        (Role.MENTEE.value, _("They mentor me")),
        (Role.PEER.value, _("We are peers")),
        ("", _("A contact")),
    ]


class NewPersonCard(Card):
    """`added(NewPerson)` on Enter in any line; `left` on Esc."""

    added = Signal(object)
    left = Signal()

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(_("New person"), stripe="accent", parent=parent)
        self.name = TextField(_("Name"), placeholder=_("The name is enough"), limit=200)
        self.zone = ZoneField(_("Where they are"), find=find)
        self.role = Choice(role_options(), Role.MENTOR.value)
        self.headline = TextField(_("What they do"), placeholder=_("Senior engineer, Payments"))
        self.add_button = Button(_("Add"), "primary", key="Return")
        self.leave_button = Button(_("Cancel"), key="Esc")
        role = Labelled(_("Who they are to you"), self.role)
        for each in (self.name, self.zone, role, self.headline):
            each.setParent(self)  # Tab goes as they come to the card, across the two columns
        self._left = QVBoxLayout()
        self._right = QVBoxLayout()
        for column, widgets in (
            (self._left, (self.name, self.headline)),
            (self._right, (self.zone, role)),
        ):
            column.setSpacing(12)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        self._two = QHBoxLayout()
        self._two.setSpacing(16)
        self._two.addLayout(self._left, 1)
        self._two.addLayout(self._right, 1)
        self.body.addLayout(self._two)
        self.body.addWidget(ChipFlow([self.add_button, self.leave_button]))
        for field in (self.name, self.headline, self.zone):
            field.entered.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.leave_button.clicked.connect(self.left)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._add)

    def begin(self) -> None:
        """Empties the form and takes the focus."""
        self.name.set("")
        self.name.set_error("")
        self.headline.set("")
        self.zone.set_zone("")
        self.role.choose(Role.MENTOR.value)
        self.name.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folds = current().em(self.width()) < 520
        self._two.setDirection(
            QHBoxLayout.Direction.TopToBottom if folds else QHBoxLayout.Direction.LeftToRight
        )

    def _add(self) -> None:
        self.added.emit(NewPerson(self.name.text(), self.zone.zone(), self.role.key(), self.headline.text()))


class PeopleView(QWidget):
    """The page."""

    opened = Signal(str)
    session_asked = Signal(str)
    archive_asked = Signal(str)
    trash_asked = Signal(str)
    filtered = Signal(str)
    sorted_by = Signal(str)
    load_shown = Signal(bool)
    archived_shown = Signal(bool)
    new_asked = Signal()
    added = Signal(object)
    form_left = Signal()

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(scroll=False)
        self._page.set_title(_("People"))
        self.filter = SearchBox(_("Filter"), key="Ctrl+F")
        self.sort = Choice(sorts(), "name", name=_("In which order"))
        self.load_button = Button(_("Load"), icon="bar-chart")
        self.load_button.setCheckable(True)
        self.new_button = Button(_("New person"), "primary", key="Ctrl+N")
        self._tools = HeadTools(self._page, [self.filter, self.sort, self.load_button, self.new_button])
        self.form = NewPersonCard(find)
        self.form.hide()
        self.load = LoadCard()
        self.load.hide()
        self.list = people_list()
        self.list.setMinimumHeight(current().px(160))
        self.header = PeopleHeader(self.list)
        self.archived_button = Button("", "quiet", icon="archive", small=True)
        self.archived_button.setCheckable(True)
        self.archived_button.hide()  # what it says is known with the list
        self.empty = EmptyState("", _("New person"), icon="users")
        self.empty.hide()
        self._card = Card(gap=0)
        self._card.body.setContentsMargins(16, 6, 8, 8)
        self._card.body.addWidget(self.header)
        self._card.body.addWidget(self.list, 1)
        self._card.body.addWidget(self.empty)
        self._card.body.addStretch(0)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 8, 4)
        foot.addWidget(self.archived_button)
        foot.addStretch(1)
        self._card.body.addLayout(foot)
        self._page.add(self.form)
        self._page.add(self.load)
        self._page.add(self._card, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self._archived: set[str] = set()
        self._connect()

    def show_state(self, state: PeopleState) -> None:
        """Shows the list."""
        self._page.set_title(_("People"), state.sub)
        self._archived = {row.key for row in state.rows if row.key and row.row.archived}  # type: ignore[union-attr]
        held = self.list.hasFocus()
        self.list.set_rows(state.rows)
        self.list.setVisible(bool(state.rows))
        self._judge_header()
        self.empty.setVisible(not state.rows)
        self.empty.sentence.set(state.empty)
        if self.empty.button is not None:
            self.empty.button.setVisible(not state.anyone and not state.safe)
        if held:
            self.focus_list()  # a list that went passes the keyboard on
        self.sort.choose(state.sort)
        self.sort.setVisible(not state.safe)
        self.load_button.setVisible(not state.safe)
        self.archived_button.setVisible(bool(state.archived) and not state.safe)
        self.archived_button.setChecked(state.show_archived)
        words = _("Hide %(n)d archived") if state.show_archived else _("Show %(n)d archived")
        self.archived_button.set_label(words % {"n": state.archived})

    def show_load(self, state: LoadState | None) -> None:
        """Shows the weeks' load, or takes it away."""
        self.load.setVisible(state is not None)
        self.load_button.setChecked(state is not None)
        if state is not None:
            self.load.show_load(state)

    def show_form(self, shown: bool) -> None:
        """Shows the form, empty and with the focus, or takes it away."""
        self.form.setVisible(shown)
        if shown:
            self.form.begin()
        else:
            self.focus_list()

    def refuse(self, words: str) -> None:
        """Says at the name what is wrong."""
        self.form.name.set_error(words)
        self.form.name.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, key: str) -> None:
        """Chooses a person in the list."""
        self.list.choose(key)
        self.focus_list()

    def focus_list(self) -> None:
        """Puts the focus into the list."""
        if not self.list.isHidden():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.empty.button is not None:
            self.empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Puts the focus into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge_header()

    def open_menu(self, key: str, where: QPoint) -> QMenu:
        """The menu of a person, without waiting for the choice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        away = _("Bring back") if key in self._archived else _("Archive")
        entries = (
            (_("Open"), _("Enter"), self.opened), (_("New session"), "", self.session_asked), None,
            (away, "", self.archive_asked), (_("Move to trash"), _("Del"), self.trash_asked),
        )  # fmt: skip
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            words, shown, signal = entry
            action = QAction(f"{words}\t{shown}" if shown else words, menu)
            action.triggered.connect(lambda _on=False, signal=signal: signal.emit(key))
            menu.addAction(action)
        menu.popup(where)
        return menu

    def _judge_header(self) -> None:
        self.header.setVisible(not self.list.isHidden() and not narrow(self.width() - 100))

    def _connect(self) -> None:
        self.list.activated_row.connect(self.opened)
        self.list.delete_asked.connect(self.trash_asked)
        self.list.menu_asked.connect(self.open_menu)
        self.filter.changed.connect(self.filtered)
        self.filter.submitted.connect(self.focus_list)
        self.filter.left.connect(self.focus_list)
        self.sort.chosen.connect(self.sorted_by)
        self.load_button.clicked.connect(self.load_shown)
        self.archived_button.clicked.connect(self.archived_shown)
        self.new_button.clicked.connect(self.new_asked)
        self.empty.acted.connect(self.new_asked)
        self.form.added.connect(self.added)
        self.form.left.connect(self.form_left)
