"""The card about a recording: who was asked, what each said, and where it is while every yes stands.

May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.domain.consents import GivenBy
from mentor_desktop.domain.ids import ConsentId
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.rule import Rule
from mentor_desktop.ui.widgets.text import Small, Strong, Text
from mentor_desktop.ui.wrapup.consenting import ConsentLine, ConsentState, RecordingState
from mentor_desktop.words import _


class _Recording(QWidget):
    """One recording."""

    answered = Signal(bytes, bool, str)
    kept = Signal(str)
    forgotten = Signal()

    def __init__(self, state: RecordingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = state.id
        self.buttons: dict[tuple[bytes, bool], Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Strong(state.about), 1)
        if state.until:
            head.addWidget(Chip(state.until, "neutral", icon="clock"))
        column.addLayout(head)
        self.how = Choice(
            [(GivenBy.SPOKEN.value, _("said in the call")), (GivenBy.WRITTEN.value, _("written"))],
            name=_("How consent is given"),
        )
        for line in state.lines:
            column.addLayout(self._line(line))
        column.addWidget(ChipFlow([self.how]))
        self.link = TextField(_("Where the recording is"), state.link, placeholder="https://", limit=2_000)
        self.keep = Button(_("Keep the link"), small=True)
        self.gone = Button(_("It was deleted"), small=True)
        column.addWidget(self.link)
        column.addWidget(ChipFlow([self.keep, self.gone]))
        self.gone.setVisible(bool(state.link))
        if state.note:
            column.addWidget(Small(state.note))
        self.keep.clicked.connect(self._keep)
        self.link.entered.connect(self._keep)
        self.gone.clicked.connect(self.forgotten)

    def _line(self, line: ConsentLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(line.name), 1)
        row.addWidget(Chip(line.words, line.tone))  # type: ignore[arg-type]
        for yes, words, spoken in (
            (True, _("Yes"), _("%(name)s says yes")),
            (False, _("Take back") if line.given else _("No"), _("%(name)s says no")),
        ):
            if yes and line.given:
                continue
            button = Button(words, small=True)
            button.setAccessibleName(spoken % {"name": line.name})
            button.clicked.connect(
                lambda _on=False, who=line.person, yes=yes: self.answered.emit(who, yes, self.how.key())
            )
            self.buttons[(line.person, yes)] = button
            row.addWidget(button)
        return row

    def stops(self) -> dict[str, QWidget]:
        """Where the focus can be, by names that outlast a change."""
        said = {f"{who.hex()} {yes}": button for (who, yes), button in self.buttons.items()}
        return {**said, "how": self.how, "link": self.link.edit, "keep": self.keep, "gone": self.gone}

    def focus_on(self, name: str) -> None:
        """Puts the focus there again; beside it, where that is no more."""
        stops = self.stops()
        who = name.partition(" ")[0]
        near = [widget for each, widget in stops.items() if each.startswith(who) and not widget.isHidden()]
        target = stops.get(name)
        if target is None or target.isHidden():
            target = near[0] if near else self.link.edit
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep(self) -> None:
        self.kept.emit(self.link.text())


class ConsentCard(Card):
    """`asked(scope, purpose)`, `answered(recording, person, yes, how)`, `kept(recording, link)`,
    `forgotten(recording)`.
    """

    asked = Signal(str, str)
    answered = Signal(object, bytes, bool, str)
    kept = Signal(object, str)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Recording"), gap=10)
        self.recordings: list[_Recording] = []
        self._shown: ConsentState | None = None
        self._inner = QWidget()
        self._nothing = Small(_("Nobody was asked, so nothing is recorded."))
        self.scope = TextField(_("What is recorded"), placeholder=_("sound alone"), limit=200)
        self.purpose = TextField(_("What for"), placeholder=_("to hear the story again"), limit=200)
        self.ask = Button(_("Ask about a recording"), icon="mic", small=True)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        for field in (self.scope, self.purpose):
            asking.addWidget(field)
        self._asking.hide()
        self.error = Small("", tone="danger")
        self.error.hide()
        for widget in (self._nothing, self._inner, self._asking, ChipFlow([self.ask]), self.error):
            self.body.addWidget(widget)
        self.ask.clicked.connect(self._ask)

    def show_consents(self, state: ConsentState) -> None:
        """Shows what was asked about."""
        self._nothing.setVisible(not state.recordings)
        self.setVisible(not state.hidden)
        if state == self._shown:
            return
        at, typed = self._held(), {made.id: made.link.text() for made in self.recordings}
        was = {each.id: each.link for each in (self._shown or ConsentState()).recordings}
        self._shown, self.recordings = state, []
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for number, each in enumerate(state.recordings):
            if number:
                column.addWidget(Rule())
            made = _Recording(each)
            if each.id in typed and was.get(each.id) == each.link:
                made.link.set(typed[each.id])  # half typed while somebody's word was noted
            self._wire(made, each.id)
            self.recordings.append(made)
            column.addWidget(made)
        self.body.replaceWidget(self._inner, fresh)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = fresh
        self._inner.setVisible(bool(self.recordings))
        if at is not None and at[0] < len(self.recordings):
            self.recordings[at[0]].focus_on(at[1])

    def _held(self) -> tuple[int, str] | None:
        """Which recording holds the focus, and where in it."""
        for number, made in enumerate(self.recordings):
            for name, widget in made.stops().items():
                if widget.hasFocus():
                    return number, name
        return None

    def refuse(self, words: str) -> None:
        """Says why something is not kept."""
        self.error.set(words)
        self.error.setVisible(bool(words))

    def _wire(self, made: _Recording, id_: ConsentId) -> None:
        made.answered.connect(lambda who, yes, how: self.answered.emit(id_, who, yes, how))
        made.kept.connect(lambda link: self.kept.emit(id_, link))
        made.forgotten.connect(lambda: self.forgotten.emit(id_))

    def _ask(self) -> None:
        """The first press opens the two lines, the second one asks."""
        if self._asking.isHidden():
            self._asking.show()
            self.scope.edit.setFocus()
            return
        self._asking.hide()
        self.asked.emit(self.scope.text(), self.purpose.text())
        self.scope.set("")
        self.purpose.set("")
