"""The clock of the running session: what is left, of what, and the buttons that move it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.run import commands
from mentor_desktop.ui.run.state import ClockShown, RunState
from mentor_desktop.ui.run.ticking import Ticking
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Strong
from mentor_desktop.words import _, ngettext

BEGAN = (2, 5, 10, 15)  # minutes ago that the menu offers


def began_words(minutes: int) -> str:
    """One entry of the menu that moves the start back."""
    return ngettext("It began %(count)d minute ago", "It began %(count)d minutes ago", minutes) % {
        "count": minutes
    }


class TimerCard(Card):
    """See the module."""

    next_asked = Signal()
    back_asked = Signal()
    pause_asked = Signal()
    pop_out_asked = Signal()
    began = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=14, gap=10)
        self.left = Ticking(_("Time left in this part"), "00:00", "clock", "text")
        self.caption = Ticking(_("What is left"), _("left in this part"), "small", "dim")
        self.part = Strong("", wrap=False)
        self.whole = Ticking(_("Time so far"), "00:00 of 50 · ends 00:00", "figure", "dim", trailing=True)
        self.whole_words = Ticking(_("Left in all"), "", "small_strong", "dim", trailing=True)
        self.bar = ProgressBar(_("Used of this part"), height=8)
        self.earlier = MenuButton(_("Started earlier?"), kind="quiet", small=True)
        self.earlier.set_entries([(began_words(n), self._begin(n)) for n in BEGAN])
        self.back = Button(_("Back a part"), icon="skip-back", icon_only=True)
        self.next = Button(_("Next part"), key=commands.NEXT, icon="skip-forward")
        self.pause = Button(_("Pause"), key="F5", icon="pause")
        self.pop_out = Button(_("Pop out"), icon="pop-out")
        self.next.clicked.connect(self.next_asked)
        self.back.clicked.connect(self.back_asked)
        self.pause.clicked.connect(self.pause_asked)
        self.pop_out.clicked.connect(self.pop_out_asked)
        self._build()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.part, 1)
        first.addWidget(self.whole)
        self._second = QWidget()
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(10)
        second.addWidget(self.earlier)
        second.addStretch(1)
        second.addWidget(self.whole_words)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(6)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.bar)
        words.addWidget(self._second)
        words.addStretch(1)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.back, self.next, self.pause, self.pop_out):
            buttons.addWidget(button)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.left, 0, 0, Qt.AlignmentFlag.AlignLeading)
        self._grid.addWidget(
            self.caption, 1, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.body.addLayout(self._grid)
        self._rows = 0
        self._filled = (-1, 0)

    def _begin(self, minutes: int) -> Callable[[], None]:
        return lambda: self.began.emit(minutes)

    def set_room(self, em: int) -> None:
        """Fits the width of the page, in em: buttons below where it is short, and as icons alone."""
        rows = 1 if em >= 900 else 2 if em >= 460 else 3
        worded = (self.next, self.pause, self.pop_out)
        for button in worded:
            button.set_icon_only(False)
        needed = sum(button.sizeHint().width() + 8 for button in (self.back, *worded))
        # What stands beside them: the big figures with their caption, the card's own margins, the page's.
        beside = max(self.left.sizeHint().width(), self.caption.sizeHint().width()) + 18 + 28 + 56
        for button in worded:
            button.set_icon_only(rows == 3 or (rows == 2 and needed + beside > current().px(em)))
        if rows == self._rows:
            return
        self._rows = rows
        for widget in (self._words, self._buttons):
            self._grid.removeWidget(widget)
        if rows == 1:
            self._grid.addWidget(self._words, 0, 1, 2, 1)
            self._grid.addWidget(self._buttons, 0, 2, 2, 1)
        elif rows == 2:
            self._grid.addWidget(self._words, 0, 1)
            self._grid.addWidget(self._buttons, 1, 1)
        else:
            self._grid.addWidget(self._buttons, 0, 1)
            self._grid.addWidget(self._words, 2, 0, 1, 2)

    def show_state(self, state: RunState) -> None:
        """What can be done now."""
        self.back.setEnabled(state.has_back)
        self.next.setEnabled(state.has_next)
        self.pause.set_label(_("Go on") if state.paused else _("Pause"))
        self.pause.set_icon("play" if state.paused else "pause")
        self.earlier.setVisible(state.may_have_begun)
        self._second.setVisible(state.may_have_begun or bool(self.whole_words.text()))

    def show_clock(self, shown: ClockShown) -> None:
        """What the clock reads."""
        self.left.set(shown.left, "dim" if shown.paused else shown.tone)
        self.caption.set(shown.caption, "dim" if shown.tone == "text" else shown.tone)
        if self.part.text() != shown.title:
            self.part.set(shown.title)
        self.whole.set(shown.whole)
        self.whole_words.set(shown.whole_words, "dim" if shown.whole_tone == "text" else shown.whole_tone)
        self._second.setVisible(bool(shown.whole_words) or not self.earlier.isHidden())
        filled = (shown.done * max(self.bar.width(), 1) // shown.of, shown.of)
        if filled != self._filled:  # a second is less than a pixel in a long part
            self._filled = filled
            self.bar.set(shown.done, shown.of, "warn" if shown.done > shown.of else "accent")
