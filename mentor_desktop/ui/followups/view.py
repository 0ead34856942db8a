"""The widgets of the Follow-ups page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.followups.asking import AskCard
from mentor_desktop.ui.followups.hints import KeyHints
from mentor_desktop.ui.followups.rows import FollowList
from mentor_desktop.ui.followups.state import Asking, FollowState
from mentor_desktop.ui.today.cards import Rows
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.head_tools import HeadTools
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Figure, Small, Strong, Text
from mentor_desktop.words import _


class FollowUpsView(QWidget):
    """`asked(act, key)` for what is done with a line: kept, move, hand, drop, open, copy."""

    asked = Signal(str, str)
    filtered = Signal(str)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ScrollPage(scroll=False)
        self._page.set_title(_("Follow-ups"))
        self.who = Choice([("", _("Everyone"))], name=_("Whose follow-ups"))
        self.new_button = Button(_("New promise"), "primary", key="Ctrl+N")
        self._tools = HeadTools(self._page, [self.who, self.new_button])
        self.asking = AskCard()
        self.list = FollowList()
        self.hints = KeyHints(
            [(_("Space"), _("kept")), ("M", _("move")), ("H", _("hand over")), (_("Del"), _("drop")),
             ("C", _("copy a kind line")), (_("Enter"), _("open"))]
        )  # fmt: skip
        self.empty = EmptyState("", _("New promise"), icon="list-checks")
        self._card = Card()
        self._card.body.setContentsMargins(16, 4, 8, 10)
        self._card.body.addWidget(self.list, 1)
        self._card.body.addWidget(self.empty)
        self._card.body.addWidget(self.hints)
        self.empty.hide()
        self.on_time = Card(_("On time"))
        self._bars = Rows(gap=10)
        self._note = Small("")
        self.on_time.body.addWidget(self._bars)
        self.on_time.body.addWidget(self._note)
        self.lately = Card(_("Kept lately"))
        self._kept = Rows(gap=8)
        self.lately.body.addWidget(self._kept)
        for card in (self.on_time, self.lately):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.on_time)
        side.addWidget(self.lately)
        side.addStretch(1)
        inner = QWidget()
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        self._two.addWidget(self._card, 8)
        self._two.addWidget(self._side, 5)
        self._page.add(self.asking)
        self._page.add(inner, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self._shown: FollowState | None = None
        self._connect()

    def show_state(self, state: FollowState) -> None:
        """Shows the list and what stands beside it."""
        before, self._shown = self._shown, state
        self._page.set_title(_("Follow-ups"), state.sub)
        if before is None or before.people != state.people:
            self.who.set_options(state.people, state.person)
        self.who.choose(state.person)
        self.who.setVisible(not state.safe)
        held = self.list.hasFocus()
        self.list.set_rows(state.rows)
        self.list.setVisible(bool(state.rows))
        self.hints.setVisible(bool(state.rows))
        self.empty.setVisible(not state.rows)
        self.empty.sentence.set(state.empty)
        if self.empty.button is not None:
            self.empty.button.setVisible(not state.safe)
            if held and not state.rows:
                self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._side.setVisible(not state.safe)
        if before is None or (before.on_time, before.on_time_note) != (state.on_time, state.on_time_note):
            self._fill_bars(state)
        if before is None or before.lately != state.lately:
            self._kept.fill([_kept_lines(state.lately)])
        self._judge_lately()

    def show_asking(self, asking: Asking) -> None:
        """Shows the strip above the list, or takes it away and gives the focus back."""
        before = not self.asking.isHidden()
        self.asking.show_asking(asking)
        if before and asking.act is None:
            self.focus_list()

    def focus_list(self) -> None:
        """Puts the focus into the list."""
        if not self.list.isHidden():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.empty.button is not None:
            self.empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Puts the focus on the choice of a person."""
        self.who.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_menu(self, key: str, where: QPoint) -> QMenu:
        """The menu of a line, without waiting for the choice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        promise = key.startswith("p")
        entries = [("kept", _("Kept"), _("Space"))]
        if promise:
            entries += [("move", _("Move to another day…"), "M"), ("hand", _("Hand over…"), "H")]
        entries.append(("drop", _("Drop…") if promise else _("Take off the checklist"), _("Del")))
        if promise:
            entries.append(("copy", _("Copy a kind line"), "C"))
        entries.append(("open", _("Open"), _("Enter")))
        for act, words, shown in entries:
            action = QAction(f"{words}\t{shown}", menu)
            action.triggered.connect(lambda _on=False, act=act: self.asked.emit(act, key))
            menu.addAction(action)
        menu.popup(where)
        return menu

    def _fill_bars(self, state: FollowState) -> None:
        grid = QWidget()
        lines = QGridLayout(grid)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(12)
        for at, each in enumerate(state.on_time):
            bar = ProgressBar(_("%(who)s, on time") % {"who": each.who}, each.kept, each.of, height=10)
            lines.addWidget(Small(each.who, "text", wrap=False), at, 0)
            lines.addWidget(bar, at, 1)
            lines.addWidget(Strong(each.words, wrap=False), at, 2)
        lines.setColumnStretch(1, 1)
        self._bars.fill([grid] if state.on_time else [])
        self._bars.setVisible(bool(state.on_time))
        self._note.set(state.on_time_note)

    def _connect(self) -> None:
        self.list.activated_row.connect(lambda key: self.asked.emit("open", key))
        self.list.delete_asked.connect(lambda key: self.asked.emit("drop", key))
        self.list.act_asked.connect(self.asked)
        self.list.pressed_button.connect(self.asked)
        self.list.menu_asked.connect(self.open_menu)
        self.who.chosen.connect(self.filtered)
        self.new_button.clicked.connect(self.new_asked)
        self.empty.acted.connect(self.new_asked)
        self._page.narrow.connect(self._narrowed)

    def _narrowed(self, narrow: bool) -> None:
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._judge_lately()

    def _judge_lately(self) -> None:
        """In a small window the room is the list's: what was kept lately stands on the pages of people."""
        shown = self._shown is not None and bool(self._shown.lately)
        self.lately.setVisible(shown and not self._page.is_narrow())


def _kept_lines(lines: tuple[tuple[str, str], ...]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    for at, (day, words) in enumerate(lines):
        grid.addWidget(Figure(day), at, 0)
        grid.addWidget(Text(words, "small", wrap=False), at, 1)
    grid.setColumnStretch(1, 1)
    return made
