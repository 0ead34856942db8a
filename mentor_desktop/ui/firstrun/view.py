"""The card in the middle of the window that holds one step at a time. May import Qt and the steps.

A step that is left is wiped and destroyed: no secret stays in a hidden widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.firstrun.passphrase_step import PassphraseStep
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.centred import Centred
from mentor_desktop.words import _

if TYPE_CHECKING:  # loaded when their step comes
    from mentor_desktop.ui.firstrun.recovery_step import RecoveryStep
    from mentor_desktop.ui.firstrun.you_step import YouStep
    from mentor_desktop.ui.widgets.zone_field import Find

_WIDTH = 520
_PADDING = 28


class FirstRunView(QWidget):
    """Implements `FirstRunScreen`. `steps` is 3, or 2 where nobody is asked who they are."""

    phrase_typed = Signal()
    phrase_asked = Signal()
    words_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    restore_asked = Signal()
    back_asked = Signal()
    groups_asked = Signal()
    print_asked = Signal()
    save_asked = Signal()
    place_asked = Signal()
    finish_asked = Signal()

    def __init__(self, steps: int = 3, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self.recovery: RecoveryStep | None = None
        self.you: YouStep | None = None
        self._card = Card(padding=_PADDING)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Centred(self._card, _WIDTH))
        self.passphrase = self._first_step()
        self._step: QWidget = self.passphrase
        self._card.body.addWidget(self.passphrase)
        self.setFocusProxy(self.passphrase)

    # Step 1: `ChoosingView`

    def phrases(self) -> tuple[str, str]:
        """See `ChoosingView`."""
        return self.passphrase.phrases()

    def show_strength(self, score: int, word: str) -> None:
        """See `ChoosingView`."""
        self.passphrase.show_strength(score, word)

    def show_words(self, words: str) -> None:
        """See `ChoosingView`."""
        self.passphrase.show_words(words)

    def refuse(self, sentence: str, *, again: bool = False) -> None:
        """See `ChoosingView`."""
        self.passphrase.refuse(sentence, again=again)

    def set_busy(self, busy: bool) -> None:
        """See `ChoosingView`."""
        self.passphrase.set_busy(busy)

    # Step 2

    def show_recovery(self, groups: Sequence[str], wanted: tuple[int, int]) -> None:
        """See `FirstRunScreen`."""
        from mentor_desktop.ui.firstrun.recovery_step import RecoveryStep

        others = (self._back_button(),) if self._steps == 2 else ()
        step = RecoveryStep(self._says(2, _("your spare key")), groups, wanted, others)
        step.asked.connect(self.groups_asked)
        step.print_asked.connect(self.print_asked)
        step.save_asked.connect(self.save_asked)
        self.recovery = step
        self.passphrase.wipe()
        self._replace(step)

    def recovery_typed(self) -> tuple[str, str]:
        """See `FirstRunScreen`."""
        return self.recovery.typed() if self.recovery is not None else ("", "")

    def refuse_group(self, which: int, sentence: str) -> None:
        """See `FirstRunScreen`."""
        if self.recovery is not None:
            self.recovery.refuse(which, sentence)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """See `FirstRunScreen`."""
        if self.you is not None:
            self.you.say(sentence, wrong=wrong)
        elif self.recovery is not None:
            self.recovery.say(sentence, wrong=wrong)
        else:
            self.passphrase.refuse(sentence)

    # Step 3

    def show_you(self, place: str, zone: str, find: Find) -> None:
        """See `FirstRunScreen`."""
        from mentor_desktop.ui.firstrun.you_step import YouStep

        step = YouStep(self._says(3, _("you")), zone, find)
        step.place_asked.connect(self.place_asked)
        step.asked.connect(self.finish_asked)
        step.place.set(place)
        self.you = step
        if self.recovery is not None:
            self.recovery.wipe()
        self._replace(step)

    def show_place(self, place: str) -> None:
        """See `FirstRunScreen`."""
        if self.you is not None:
            self.you.place.set(place)

    def about_you(self) -> tuple[str, str]:
        """See `FirstRunScreen`."""
        return (self.you.name.text(), self.you.zone.zone()) if self.you is not None else ("", "")

    def refuse_name(self, sentence: str) -> None:
        """See `FirstRunScreen`."""
        if self.you is not None:
            self.you.name.set_error(sentence)
            self.you.name.setFocus()

    def refuse_zone(self, sentence: str) -> None:
        """See `FirstRunScreen`."""
        if self.you is not None:
            self.you.zone.set_error(sentence)
            self.you.zone.setFocus()

    def set_making(self, making: bool) -> None:
        """See `FirstRunScreen`."""
        if self.you is not None:
            self.you.set_busy(making)
        elif self.recovery is not None:
            self.recovery.set_busy(making)

    def show_progress(self, percent: int) -> None:
        """See `FirstRunScreen`."""
        step = self.you or self.recovery
        if step is not None:
            step.progress.set(percent)

    # Inside

    def _first_step(self) -> PassphraseStep:
        others: tuple[Button, ...]
        if self._steps == 3:
            others = (Button(_("Open a vault…")), Button(_("Try sample data")))
            others[0].clicked.connect(self._open)
            others[1].clicked.connect(self._sample)
        else:
            others = (self._back_button(),)
        step = PassphraseStep(
            self._says(1, _("your vault")),
            _("Choose a passphrase"),
            _(
                "It encrypts everything on this laptop. Nobody can reset it for you; the recovery key in the "
                "next step is the only spare."
            ),
            others,
        )
        step.typed.connect(self.phrase_typed)
        step.asked.connect(self.phrase_asked)
        step.words_asked.connect(self.words_asked)
        if self._steps == 3:
            restore = Button(_("Restore from a backup…"), "quiet", small=True)
            restore.clicked.connect(self._restore)
            step.add_below(restore)
        return step

    def _back_button(self) -> Button:
        back = Button(_("Back to the sample"))
        back.clicked.connect(self._back)
        return back

    def _says(self, number: int, what: str) -> str:
        return _("Step %(number)d of %(steps)d · %(what)s") % {
            "number": number, "steps": self._steps, "what": what
        }  # fmt: skip

    def _replace(self, step: QWidget) -> None:
        old, self._step = self._step, step
        old.hide()
        self._card.body.removeWidget(old)
        self._card.body.addWidget(step)
        self.setFocusProxy(step)
        old.deleteLater()
        step.show()  # Qt would show it only when next idle, and until then it takes no focus
        step.setFocus()

    def _open(self) -> None:
        self.open_asked.emit()

    def _sample(self) -> None:
        self.sample_asked.emit()

    def _restore(self) -> None:
        self.restore_asked.emit()

    def _back(self) -> None:
        self.back_asked.emit()
