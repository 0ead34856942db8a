"""The sheet in which a promise is added from anywhere: a line, and what it was understood as.

A child of the window, not a window of its own, and nothing waits for it. May import Qt and the widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.followups.hints import KeyHints
from mentor_desktop.ui.followups.quickstate import NOBODY, QuickState
from mentor_desktop.ui.palette.view import SHADOW, WIDTH, Sheet
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.text import CardTitle, Small, Text
from mentor_desktop.words import _

_TOP = 74  # px above the card, as far as there is room


class QuickView(QWidget):
    """Lies over the whole window while it is open; a click beside the card closes it.

    `typed(text)`, `entered`, `owner_chosen(key)`, `receiver_chosen(key)`; `closed` once it has gone.
    """

    typed = Signal(str)
    entered = Signal()
    owner_chosen = Signal(str)
    receiver_chosen = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        self._said = ""
        self._people: tuple[tuple[str, str], ...] | None = None
        self.setAccessibleName(_("Add a promise"))
        self.sheet = Sheet(self)
        self.field = TextField(
            "", placeholder=_("Who does what by when: “Maya: send slides Fri, 15 min”"), limit=2_000
        )
        self.field.edit.setAccessibleName(_("Add a promise: who does what by when, how long it takes"))
        self.field.edit.setToolTip(self.field.edit.placeholderText())
        self.owner = Choice([], name=_("Who promises"))
        self.receiver = Choice([(NOBODY, _("Nobody in particular"))], name=_("For whom"))
        self.what = Text("", "strong")
        self.due = Chip("", "accent", icon="calendar")
        self.no_day = Chip(_("no day yet"), "warn", icon="calendar")
        self.effort = Chip("", "neutral", icon="clock")
        self.rhythm = Chip("", "neutral", icon="history")
        self.session = Chip(_("belongs to this session"), "neutral")
        self._to = Small(_("to"), wrap=False)
        self._people_row = ChipFlow([self.owner, self._to, self.receiver])
        self._chips = ChipFlow([self.due, self.no_day, self.effort, self.rhythm, self.session])
        self.asks = Small(
            _("No day was understood. Add one, such as “Fri” or “in 2 weeks”, or press Enter again to keep "
              "it without one."),
            "warn",
        )  # fmt: skip
        keys = [(_("Enter"), _("add")), (_("Tab"), _("who and for whom")), ("Esc", _("leave"))]
        self.hints = KeyHints(keys)
        self._box = QVBoxLayout(self.sheet)
        self._box.setContentsMargins(SHADOW + 18, SHADOW + 16, SHADOW + 18, SHADOW + 16)
        self._box.setSpacing(10)
        self._title = CardTitle(_("Add a promise"))
        for widget in (self._title, self.field, self.what, self._people_row, self._chips,
                       self.asks, self.hints):  # fmt: skip
            self._box.addWidget(widget)
        self.field.changed.connect(self.typed)
        self.field.entered.connect(self.entered)
        self.owner.chosen.connect(self.owner_chosen)
        self.receiver.chosen.connect(self.receiver_chosen)
        for each in (self.field.edit, self.owner, self.receiver):
            each.installEventFilter(self)
        self.setTabOrder(self.field, self.owner)
        self.setTabOrder(self.owner, self.receiver)
        window.installEventFilter(self)
        self.hide()

    def appear(self) -> None:
        """Comes up, with the focus in its empty line."""
        window = self.parentWidget()
        if window is None:
            return
        if self.isHidden():
            self._before = window.focusWidget()
            self.setGeometry(window.rect())
            self.show()
            self.raise_()
            self._fit()
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Goes, empties itself, and gives the focus back to where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        self.show_state(QuickState())
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def show_state(self, state: QuickState) -> None:
        """Shows the line and what it was understood as."""
        self.field.set(state.line)
        self.field.set_error(state.error)
        if state.people != self._people:
            self._people = state.people
            self.owner.set_options(list(state.people), state.owner)
            self.receiver.set_options([(NOBODY, _("Nobody in particular")), *state.people], state.receiver)
        if state.owner:
            self.owner.choose(state.owner)
        self.receiver.choose(state.receiver)
        said = bool(state.text)
        self.what.set(state.text)
        self.due.set(state.due)
        self.effort.set(state.size)
        self.rhythm.set(state.rhythm)
        for widget, shown in (
            (self.what, said), (self._people_row, said), (self._chips, said), (self.asks, state.asks),
            (self.due, bool(state.due)), (self.no_day, not state.due), (self.effort, bool(state.size)),
            (self.rhythm, bool(state.rhythm)), (self.session, state.session),
        ):  # fmt: skip
            widget.setVisible(shown)
        self._people_row.updateGeometry()
        self._chips.updateGeometry()
        self._fit()
        self._speak(state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self.parentWidget()
        if window is not None and watched is window:
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self.setGeometry(window.rect())
                self._fit()
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is not self.field.edit:
            self.entered.emit()
            return True
        return self._goes_round(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self.isHidden():
            self._fit()

    def _goes_round(self, watched: QObject, event: QKeyEvent) -> bool:
        """Tab stays in the sheet, which lies over everything."""
        steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        stops = [each for each in (self.field.edit, self.owner, self.receiver) if each.isVisible()]
        step = steps.get(Qt.Key(event.key()))
        if step is None or watched not in stops:
            return False
        at = stops.index(watched)
        stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _speak(self, state: QuickState) -> None:
        """The focus stays in the line, so what was understood is announced from there."""
        spoken = self.asks.text() if state.asks else state.spoken
        if spoken and spoken != self._said and not self.isHidden():
            self.field.edit.setAccessibleDescription(spoken)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field.edit, spoken))
        self._said = spoken

    def _fit(self) -> None:
        """As wide as the palette, as tall as what it says, within the window."""
        theme = current()
        width = min(theme.px(WIDTH) + 2 * SHADOW, self.width())
        for spare in (True, False):  # where there is no room for it, the keys stand in Help alone
            self.hints.setVisible(spare)
            self._title.setVisible(spare)
            self._box.activate()
            if self._box.heightForWidth(width) <= self.height():
                break
        tall = min(self._box.heightForWidth(width), self.height())
        top = max(min(_TOP, (self.height() - tall) // 2), 0)
        self.sheet.setGeometry((self.width() - width) // 2, top, width, tall)
