"""The widgets of the builder: one question, large, for two who look at the same screen."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.agreementbuilder.fields import DataFields
from mentor_desktop.ui.agreementbuilder.option import Option
from mentor_desktop.ui.agreementbuilder.state import MORE, BuilderState, Spoken
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import key_text
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.field import PlainField, TextField
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.head_tools import Tools
from mentor_desktop.ui.widgets.limits import announce
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.rule import Rule
from mentor_desktop.ui.widgets.text import Caption, Small, Text
from mentor_desktop.words import _

_WIDE = 760  # px at 100 % that the question and its answers take at most
_LOW = 400  # em: below this the buttons scroll with the rest
_SECONDS = ("second_mentor", "second_mentee")


class BuilderView(QWidget):
    """The page. `picked(choice)`, `data_changed(values)`, `words_changed(Spoken, title)`; the rest says what
    it asks for."""

    picked = Signal(str)
    data_changed = Signal(object)
    words_changed = Signal(object, str)
    next_asked = Signal()
    forward_asked = Signal()
    back_asked = Signal()
    later_asked = Signal()
    left_out = Signal()
    own_asked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: BuilderState | None = None
        self._low = False
        self.options: list[Option] = []
        self.data: DataFields | None = None
        self._caption = Caption("")
        self._keys = Small(_keys(), wrap=False)
        self.close_button = Button(_("Close"), key="Esc")
        self._bar = ProgressBar(_("How far the talk is"))
        self.ask = Text("", "ask")
        self.why = Text("", "large", "dim")
        self._later = Chip(_("for another talk"), "warn", icon="clock")
        self.title = TextField(_("What it is about"), limit=200)
        self.add_button = Button(_("Add this clause"), icon="plus")
        self._choices = ChipFlow(gap=10)
        self._data_card, self._words_card = Card(), Card(gap=12)
        self.fields = {name: PlainField("", lines=1, role="large")
                       for name in ("mentor", "mentee", *_SECONDS)}  # fmt: skip
        self.refusal = Text("", tone="danger")
        self.later_button = Button(_("Talk about it later"))
        self.out_button = Button(_("Leave it out"), "quiet")
        self.back_button = Button(_("Back"))
        self.next_button = Button("", "primary", key="Ctrl+Return")
        self._line = Rule()
        self._scroll = self._lay_out()
        self._connect()

    def show_state(self, state: BuilderState) -> None:
        """Shows one clause; the focus goes to its first question where it is another one."""
        before, self._state = self._state, state
        fresh = before is None or before.key != state.key
        self._caption.set(state.caption)
        self._bar.set(state.at, state.of)
        self.ask.set(state.ask)
        self.why.set(state.why)
        self._later_line.setVisible(state.later)
        self._show_choices(state)
        self._show_data(before, state)
        self._show_words(state)
        more = state.key == MORE
        self.title.setVisible(bool(state.title) or more)
        self._add_line.setVisible(more)
        if fresh:
            self.title.set(state.title)
            self.refuse("")
        self.later_button.setVisible(not more and not state.later)
        self.out_button.setVisible(state.known)
        self.back_button.setEnabled(not state.first)
        self.next_button.set_label(self._next_words(state))
        if fresh:
            self._scroll.verticalScrollBar().setValue(0)
            self.focus_first()

    def forget(self) -> None:
        """The page is gone to anew: what comes next takes the focus."""
        self._state = None

    def show_words(self, words: Spoken) -> None:
        """Shows other words, without taking the focus."""
        for name, field in self.fields.items():
            if not field.edit.hasFocus():
                field.set(getattr(words, name))

    def refuse(self, words: str) -> None:
        """Says what is still missing."""
        self.refusal.set(words)
        self.refusal.setVisible(bool(words))
        if words:
            announce(self.next_button, words)
            self._scroll.ensureWidgetVisible(self.refusal)

    def focus_first(self) -> None:
        """Puts the focus on the choice that is taken, else on the first one."""
        chosen = [option for option in self.options if option.isChecked()]
        if chosen or self.options:
            (chosen or self.options)[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
        state = self._state
        own = state is not None and state.key != MORE
        first = self.fields["mentor"].edit if own else self.title.edit
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The window's own back and forward, and many fields, would take these keys: here they turn the pages
        # of the talk, wherever the focus is.
        if isinstance(event, QKeyEvent) and (_turn(event) or _takes(event)):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.keyPressEvent(event)
                return True
        return False

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            now.installEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = _turn(event)
        if turn:
            rightwards = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            (self.forward_asked if (turn > 0) == rightwards else self.back_asked).emit()
        elif _takes(event):
            self.next_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _next_words(self, state: BuilderState) -> str:
        if state.key == MORE:
            return _("Look at the whole")
        if state.settled or any(choice.chosen for choice in state.choices):
            return _("We agree, next")
        return _("Next")

    def _show_choices(self, state: BuilderState) -> None:
        ids = [choice.id for choice in state.choices]
        if self._choices.property("shown") == [state.key, *ids]:
            for option, choice in zip(self.options, state.choices, strict=True):
                option.setChecked(choice.chosen)
            return
        self._choices.setProperty("shown", [state.key, *ids])
        self.options = []
        for choice in state.choices:
            option = Option(choice.label, chosen=choice.chosen)
            option.taken.connect(lambda id_=choice.id: self._taken(id_))
            option.moved.connect(lambda step, option=option: self._moved(option, step))
            self.options.append(option)
        self._choices.set(self.options)
        self._choices.setVisible(bool(self.options))
        self._order_tabs()

    def _show_data(self, before: BuilderState | None, state: BuilderState) -> None:
        asked = [line.datum for line in state.data]
        same = before is not None and before.key == state.key and [x.datum for x in before.data] == asked
        self._data_card.setVisible(bool(asked))
        if same and self.data is not None:
            return
        if self.data is not None:
            self.data.hide()
            self.data.deleteLater()
            self.data = None
        if asked:
            self.data = DataFields(state.data, state.whose, state.today)
            self.data.changed.connect(self._data_changed)
            self.data.entered.connect(self.next_asked)
            self._data_card.body.addWidget(self.data)
            self._order_tabs()

    def _show_words(self, state: BuilderState) -> None:
        labels = {
            "mentor": _("%(name)s says") % {"name": state.mentor},
            "mentee": _("%(name)s says") % {"name": state.mentee},
        }
        if state.second:
            values = {"language": state.second}
            labels["second_mentor"] = _("%(name)s, in %(language)s") % {**values, "name": state.mentor}
            labels["second_mentee"] = _("%(name)s, in %(language)s") % {**values, "name": state.mentee}
        for name, field in self.fields.items():
            field.setVisible(name in labels)
            field.label.set(labels.get(name, ""))
            field.label.show()
            field.edit.setAccessibleName(labels.get(name, ""))
        self._words_card.setVisible(state.key != MORE)
        self.show_words(state.words)

    def _taken(self, id_: str) -> None:
        self.picked.emit(id_)
        if self.data is None or not self.data.focus_first():
            self.next_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _moved(self, option: Option, step: int) -> None:
        at = (self.options.index(option) + step) % len(self.options)
        self.options[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _data_changed(self) -> None:
        if self.data is not None:
            self.data_changed.emit(self.data.values())

    def _typed(self) -> None:
        texts = {name: field.text() for name, field in self.fields.items()}
        self.words_changed.emit(Spoken(**texts), self.title.text())

    def _titled(self) -> None:
        if self._state is not None and self._state.key != MORE:
            self._typed()

    def _add_own(self) -> None:
        if self._state is not None and self._state.key == MORE:
            self.own_asked.emit(self.title.text())

    def _order_tabs(self) -> None:
        chain: list[QWidget] = [self.close_button, self.title.edit, self.add_button, *self.options]
        if self.data is not None:
            chain += [each for each in self.data.findChildren(QWidget) if self._halts(each)]
        chain += [field.edit for field in self.fields.values()]
        chain += [self.later_button, self.out_button, self.back_button, self.next_button]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _halts(self, widget: QWidget) -> bool:
        """Whether Tab halts there; the list of a choice is a window of its own."""
        tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return tabs and widget.focusProxy() is None and widget.window() is self.window()

    def _lay_out(self) -> Scroll:
        for field in self.fields.values():
            self._words_card.body.addWidget(field)
        self._words_card.body.addWidget(Small(_("Change any word. These sentences are what you agree on.")))
        self._later_line = ChipFlow([self._later])
        self._add_line = ChipFlow([self.add_button])
        self._foot = QWidget()
        foot = row(
            Tools([self.later_button, self.out_button]), 1, Tools([self.back_button, self.next_button])
        )
        foot.setContentsMargins(0, 10, 0, 10)
        self._foot.setLayout(foot)
        inner = QVBoxLayout()
        inner.setSpacing(14)
        for widget in (self.ask, self.why, self._later_line, self.title, self._add_line,
                       self._choices, self._data_card, self._words_card, self.refusal):  # fmt: skip
            inner.addWidget(widget)
        self._column = QWidget()
        self._column.setLayout(inner)
        inner.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        centre = QVBoxLayout(page)
        centre.setContentsMargins(28, 12, 28, 24)
        centre.addStretch(1)
        centre.addLayout(row(1, self._column, 1, gap=0))
        centre.addStretch(2)
        scroll = Scroll(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(28, 20, 28, 12)
        head.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._caption, 1)
        line.addWidget(self._keys)
        line.addWidget(self.close_button)
        head.addLayout(line)
        head.addWidget(self._bar)
        outer.addLayout(head)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._line)
        self._under = row(1, self._foot, 1, gap=0)
        outer.addLayout(self._under)
        self._inner = inner
        self._data_card.hide()
        self.refusal.hide()
        return scroll

    def _place_foot(self) -> None:
        """Always in sight; in a window too low for that, after the last field."""
        low = current().em(self.height()) < _LOW
        if low != self._low:
            self._low = low
            self._line.setVisible(not low)
            if low:
                self._inner.addWidget(self._foot)
            else:
                self._under.insertWidget(1, self._foot)

    def _connect(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # widgets cannot be without one
        application.focusChanged.connect(self._focus_moved)
        for field in self.fields.values():
            field.changed.connect(self._typed)
        self.title.changed.connect(self._titled)
        self.title.entered.connect(self._add_own)
        self.add_button.clicked.connect(self._add_own)
        self.later_button.clicked.connect(self.later_asked)
        self.out_button.clicked.connect(self.left_out)
        self.back_button.clicked.connect(self.back_asked)
        self.next_button.clicked.connect(self.next_asked)
        self.close_button.clicked.connect(self.closed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = current()
        width = min(theme.px(_WIDE), max(self.width() - 72, 1))
        self._column.setFixedWidth(width)
        self._foot.setFixedWidth(width)
        self._keys.setVisible(theme.em(self.width()) > 620)
        self._place_foot()


def _turn(event: QKeyEvent) -> int:
    """1 for Alt and the arrow to the right, -1 for the one to the left, 0 for anything else."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)


def _takes(event: QKeyEvent) -> bool:
    """Whether the keys mean "we agree, next" from anywhere."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _keys() -> str:
    return _("%(forward)s next   %(back)s back") % {
        "forward": key_text("Alt+Right"), "back": key_text("Alt+Left")
    }  # fmt: skip
