"""The widgets of the Agreements page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentor_desktop.ui.agreements.rows import agreement_list
from mentor_desktop.ui.agreements.state import AgreementsState
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.head_tools import HeadTools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.words import _


class AgreementsView(QWidget):
    """`opened(key)` on Enter, `talk_asked(key)`, `person_asked(key)`; `filtered(words)`; `people_asked`."""

    opened = Signal(str)
    talk_asked = Signal(str)
    person_asked = Signal(str)
    filtered = Signal(str)
    people_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(_("Agreements"), scroll=False)
        self.filter = SearchBox(_("Filter"), key="Ctrl+F")
        self._tools = HeadTools(self._page, [self.filter])
        self.list = agreement_list()
        self.empty = EmptyState("", _("New person"), icon="file-check")
        self.empty.hide()
        card = Card(gap=0)
        card.body.setContentsMargins(16, 6, 8, 8)
        card.body.addWidget(self.list, 1)
        card.body.addWidget(self.empty)
        card.body.addStretch(0)
        self._page.add(card, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self.list.activated_row.connect(self.opened)
        self.list.menu_asked.connect(self.open_menu)
        self.filter.changed.connect(self.filtered)
        self.filter.submitted.connect(self.focus_list)
        self.filter.left.connect(self.focus_list)
        self.empty.acted.connect(self.people_asked)

    def show_state(self, state: AgreementsState) -> None:
        """Shows the list."""
        self._page.set_title(_("Agreements"), state.sub)
        held = self.list.hasFocus()
        self.list.set_rows(state.rows)
        self.list.setVisible(bool(state.rows))
        self.empty.setVisible(not state.rows)
        self.empty.sentence.set(state.empty)
        if self.empty.button is not None:
            self.empty.button.setVisible(not state.anyone and not state.safe)
        if held:
            self.focus_list()

    def focus_list(self) -> None:
        """Puts the focus into the list."""
        if not self.list.isHidden():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Puts the focus into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_menu(self, key: str, where: QPoint) -> QMenu:
        """The menu of a row, without waiting for the choice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = (
            (f"{_('Open')}\t{_('Enter')}", self.opened), (_("Talk it through"), self.talk_asked),
            (_("Open the person"), self.person_asked),
        )  # fmt: skip
        for words, signal in entries:
            action = QAction(words, menu)
            action.triggered.connect(lambda _on=False, signal=signal: signal.emit(key))
            menu.addAction(action)
        menu.popup(where)
        return menu
