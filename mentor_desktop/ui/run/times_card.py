"""Before and after: the card that starts a session, and the one that corrects the times of a held one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal

from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.ui.run.state import RunState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import ChipFlow
from mentor_desktop.ui.widgets.duration import DurationField
from mentor_desktop.ui.widgets.form import Form, row
from mentor_desktop.ui.widgets.text import CardTitle, Dim
from mentor_desktop.ui.widgets.when import DateTimeField
from mentor_desktop.words import _, ngettext


class StartCard(Card):
    """`started(minutes ago)`."""

    started = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=20, gap=12)
        self.times = CardTitle("")
        self.note = Dim("")
        self.now = Button(_("Start now"), "primary", icon="play")
        self.ago = DurationField(5, shortest=1, longest=720, name=_("It began so many minutes ago"))
        self.earlier = Button("")
        self.body.addWidget(self.times)
        self.body.addWidget(self.note)
        self.body.addWidget(ChipFlow([self.now, self.ago, self.earlier], gap=10))
        self.now.clicked.connect(lambda: self.started.emit(0))
        self.earlier.clicked.connect(lambda: self.started.emit(self.ago.minutes()))
        self.ago.changed.connect(self._say)
        self._say(self.ago.minutes())

    def _say(self, minutes: int) -> None:
        words = ngettext("It began %(count)d minute ago", "It began %(count)d minutes ago", minutes)
        self.earlier.set_label(words % {"count": minutes})

    def show_state(self, state: RunState) -> None:
        """Both clocks, and what should be known first."""
        self.times.set(state.times)
        self.note.set(state.note)
        self.note.setVisible(bool(state.note))


class HeldCard(Card):
    """`corrected(started, ended)`, as instants."""

    corrected = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(padding=16, gap=10)
        self.times = CardTitle("")
        self.note = Dim("")
        self.correct = Button(_("Correct the times"), small=True)
        self.correct.setCheckable(True)
        first = datetime(2000, 1, 1)
        self.start = DateTimeField(first, lambda _at: "", name=_("Began"))
        self.end = DateTimeField(first, lambda _at: "", name=_("Ended"))
        self._zone = "UTC"
        self.form = Form()
        self.form.add(_("Began"), self.start)
        self.form.add(_("Ended"), self.end)
        self.form.hide()
        self.body.addLayout(row(self.times, 1, self.correct))
        self.body.addWidget(self.note)
        self.body.addWidget(self.form)
        self.correct.toggled.connect(self.form.setVisible)
        self.start.changed.connect(self._changed)
        self.end.changed.connect(self._changed)

    def show_state(self, state: RunState) -> None:
        """When it was held."""
        self.times.set(state.times)
        self.note.set(state.note)
        self._zone = state.zone
        if state.started is not None and state.ended is not None:
            self.start.set(wall_at(state.started, state.zone).replace(second=0, microsecond=0))
            self.end.set(wall_at(state.ended, state.zone).replace(second=0, microsecond=0))

    def _changed(self) -> None:
        started = instant(When(self.start.when(), self._zone))
        ended = instant(When(self.end.when(), self._zone))
        if started > ended:
            self.end.other.set(_("The end lies before the start. Choose a later end."))
            self.end.other.show()
            return
        self.corrected.emit(started, ended)
