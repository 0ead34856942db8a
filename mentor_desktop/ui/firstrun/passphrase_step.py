"""The card in which a passphrase is chosen. Wiring of `choosing`; may import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.passphrase import PassphraseField
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Dim, PageTitle, Small, Text
from mentor_desktop.words import _

_TONES = ("danger", "danger", "warn", "accent", "accent")
_INKS = ("danger", "danger", "warn", "ok", "ok")


class PassphraseStep(QWidget):
    """Implements `ChoosingView`. `asked` is Next or Enter; `others` are buttons at the card's lower left."""

    typed = Signal()
    asked = Signal()
    words_asked = Signal()

    def __init__(
        self, step: str, title: str, sentence: str, others: tuple[Button, ...] = (), *,
        parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.first = PassphraseField("", placeholder=_("Passphrase"), toggle=True)
        self.second = PassphraseField("", placeholder=_("Once more"), toggle=True)
        self.first.edit.setAccessibleName(_("Passphrase"))
        self.second.edit.setAccessibleName(_("The passphrase once more"))
        self.meter = ProgressBar(_("Strength of the passphrase"), 0, 5)
        self.word = Text("", "small_strong", wrap=False)
        self.word.setMinimumWidth(0)
        self.words_button = Button(_("Make six random words"), "quiet", small=True, icon="shuffle")
        self.next_button = Button(_("Next"), "primary")
        self.first.changed.connect(self.typed)
        self.first.entered.connect(self._first_entered)
        self.second.changed.connect(self._second_changed)
        self.second.entered.connect(self.asked)
        self.words_button.clicked.connect(self._words)
        self.next_button.clicked.connect(self._next)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        if step:
            column.addWidget(Small(step))
        column.addWidget(PageTitle(title))
        column.addWidget(Dim(sentence))
        column.addWidget(self.first)
        strength = QHBoxLayout()
        strength.setSpacing(12)
        strength.addWidget(self.meter, 1)
        strength.addWidget(self.word)
        column.addLayout(strength)
        column.addWidget(self.second)
        unsure = QHBoxLayout()
        unsure.setSpacing(4)
        unsure.addWidget(Small(_("Not sure?"), wrap=False))
        unsure.addWidget(self.words_button)
        unsure.addStretch(1)
        column.addLayout(unsure)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in others:
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        column.addLayout(buttons)
        self.setFocusProxy(self.first)
        self.show_strength(-1, "")

    def add_below(self, button: Button) -> None:
        """A quiet way out below the buttons, for whoever has a vault already."""
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch(1)
        self._column.addLayout(line)

    def phrases(self) -> tuple[str, str]:
        """See `ChoosingView`."""
        return self.first.text(), self.second.text()

    def show_strength(self, score: int, word: str) -> None:
        """See `ChoosingView`."""
        # The weakest fills a fifth, so that it does not look like none.
        self.meter.set(score + 1, 5, _TONES[score] if score >= 0 else "accent")
        self.word.set(word)
        self.word.set_tone(_INKS[score] if score >= 0 else "dim")

    def show_words(self, words: str) -> None:
        """See `ChoosingView`."""
        self.second.wipe()
        self.first.set_error("")
        self.first.set(words)
        if not self.first.shown():
            self.first.eye.click()
        self.second.setFocus()

    def refuse(self, sentence: str, *, again: bool = False) -> None:
        """See `ChoosingView`."""
        field = self.second if again else self.first
        field.set_error(sentence)
        field.setFocus()
        field.edit.selectAll()

    def set_busy(self, busy: bool) -> None:
        """See `ChoosingView`."""
        self.next_button.setEnabled(not busy)

    def wipe(self) -> None:
        """Empty both fields without a trace."""
        self.first.wipe()
        self.second.wipe()
        self.show_strength(-1, "")

    def _first_entered(self) -> None:
        if self.second.text():
            self.asked.emit()
        else:
            self.second.setFocus()

    def _second_changed(self) -> None:
        self.second.set_error("")

    def _next(self) -> None:
        self.asked.emit()

    def _words(self) -> None:
        self.words_asked.emit()
