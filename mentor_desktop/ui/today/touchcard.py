"""The card "Stay in touch": who, why, and in place what is done about it. May import Qt and the widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.today.cards import Rows
from mentor_desktop.ui.today.touchstate import TouchLine, TouchPanel, TouchState
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import PlainField, TextField
from mentor_desktop.ui.widgets.form import column
from mentor_desktop.ui.widgets.text import Caption, Figure, Small, Text
from mentor_desktop.words import _


class TouchRow(QWidget):
    """One person; the button opens what belongs to it."""

    def __init__(self, line: TouchLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        words = column(Text(line.name), Small(line.why, "text"), Small(line.sub), gap=1)
        if line.wait:
            words.addWidget(ChipFlow([Chip(line.wait, "warn", icon="clock")]))
        self.button = Button(_("Check in"))
        self.button.setAccessibleName(_("Check in: %(whom)s") % {"whom": line.spoken})
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(Avatar(line.name, line.key, size=36), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)
        box.addWidget(self.button)


class TouchPanelView(QWidget):
    """`logged(text)` and `put_off(text)` on Enter in their lines, `copied(draft)`, `kind(key)`, `left` on
    Esc."""

    logged = Signal(str)
    put_off = Signal(str)
    copied = Signal(str)
    kind = Signal(str)
    left = Signal()

    def __init__(self, panel: TouchPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._help = Small(panel.help, "text")
        self.draft = PlainField(_("A draft to copy and change; nothing is sent"), panel.draft, lines=2)
        self.copy_button = Button(_("Copy"), icon="", small=True)
        self.said = TextField(_("What it was about"), placeholder=_("It may stay empty"))
        self.kinds = Choice(panel.kinds, panel.kind, name=_("What it was for"))
        self.log_button = Button(_("Log the check-in"), "primary", key="Return", small=True)
        self.until = TextField(
            _("Or put it off until"), placeholder=_("in 2 weeks, on holiday"),
        )  # fmt: skip
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(8)
        self._help.setVisible(bool(panel.help))
        for widget in (
            self._help, self.said, ChipFlow([self.log_button, self.kinds]), self.draft,
            ChipFlow([self.copy_button]), self.until,
        ):  # fmt: skip
            box.addWidget(widget)
        self.said.entered.connect(self._log)
        self.log_button.clicked.connect(self._log)
        self.kinds.chosen.connect(self.kind)
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.draft.text()))
        self.until.entered.connect(lambda: self.put_off.emit(self.until.text()))

    def show_errors(self, panel: TouchPanel) -> None:
        """Says beside a line why it was not taken."""
        self.said.set_error(panel.log_error)
        self.until.set_error(panel.snooze_error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _log(self) -> None:
        self.logged.emit(self.said.text())


class TouchCard(Card):
    """`opened(key)` for a line's button; the panel's own signals otherwise."""

    opened = Signal(str)
    logged = Signal(str)
    put_off = Signal(str)
    copied = Signal(str)
    kind = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Stay in touch"), gap=12, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.rows: list[TouchRow] = []
        self.panel: TouchPanelView | None = None
        self._panel = TouchPanel()
        self._state = TouchState()
        self._rows = Rows(gap=12)
        self._more = Small("")
        self._soon = Caption(_("Coming").upper())
        self._coming = Rows()
        self.body.addWidget(self._rows)
        self.body.addWidget(self._more)
        self.body.addWidget(self._soon)
        self.body.addWidget(self._coming)

    def show_lines(self, state: TouchState) -> None:
        """Shows whom to be in touch with, and whom later; the focus stays at the place where it was."""
        at = next((i for i, each in enumerate(self.rows) if each.button.hasFocus()), -1)
        if state.lines != self._state.lines:
            self._state = state
            self._fill()
            if at >= 0 and self.rows:
                self.rows[min(at, len(self.rows) - 1)].button.setFocus(Qt.FocusReason.OtherFocusReason)
        if state.coming != self._state.coming or not self._coming.isVisible():
            self._coming.fill([_coming(state.coming)] if state.coming else [])
        self._state = state
        self._rows.setVisible(bool(state.lines))
        self._more.set(state.more)
        self._more.setVisible(bool(state.more))
        self._soon.setVisible(bool(state.coming))
        self._coming.setVisible(bool(state.coming))

    def show_panel(self, panel: TouchPanel) -> None:
        """Opens what belongs to a line, with the focus where it is logged; an empty key closes it."""
        before, self._panel = self._panel, panel
        if self.panel is not None and panel.key == before.key and panel.key:
            self.panel.show_errors(panel)
            return
        held = self.panel is not None and self.panel.isAncestorOf(self.window().focusWidget() or self)
        self._fill()
        if self.panel is not None:
            self.panel.said.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif held and self.rows:
            back = [row for row in self.rows if row.line.key == before.key] or self.rows
            if back:
                back[0].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        self.rows, self.panel = [], None
        widgets: list[QWidget] = []
        for line in self._state.lines:
            made = TouchRow(line)
            made.button.clicked.connect(lambda _on=False, key=line.key: self.opened.emit(key))
            self.rows.append(made)
            widgets.append(made)
            if line.key == self._panel.key:
                self.panel = self._made(self._panel)
                widgets.append(self.panel)
        self._rows.fill(widgets)

    def _made(self, panel: TouchPanel) -> TouchPanelView:
        made = TouchPanelView(panel)
        for signal, out in (
            (made.logged, self.logged), (made.put_off, self.put_off), (made.copied, self.copied),
            (made.kind, self.kind), (made.left, self.left),
        ):  # fmt: skip
            signal.connect(out)
        return made


def _coming(lines: tuple[tuple[str, str], ...]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for at, (day, words) in enumerate(lines):
        grid.addWidget(Figure(day), at, 0)
        grid.addWidget(Text(words, "small", wrap=False), at, 1)
    grid.setColumnStretch(1, 1)
    return made
