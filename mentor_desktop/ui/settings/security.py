"""The cards of what opens the vault. May import Qt and widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.firstrun.passphrase_step import PassphraseStep
from mentor_desktop.ui.firstrun.recovery_step import RecoveryStep
from mentor_desktop.ui.settings.state import SettingsState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.form import FormRow, column, row
from mentor_desktop.ui.widgets.text import Dim, Small
from mentor_desktop.words import _


class OpeningCard(Card):
    """Passphrase and recovery key: each opens its own step below, and nothing changes before its end."""

    passphrase_asked = Signal()
    recovery_asked = Signal()
    cancelled = Signal()
    passphrase_typed = Signal()
    words_asked = Signal()
    passphrase_chosen = Signal()
    groups_typed = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Opening the vault"), parent=parent)
        self.change = Button(_("Change"))
        self.renew = Button(_("Replace"))
        self.change.setAccessibleName(_("Change the passphrase"))
        self.renew.setAccessibleName(_("Replace the recovery key"))
        self.change.clicked.connect(self._change)
        self.renew.clicked.connect(self._renew)
        self.passphrase_row = FormRow(
            _("Passphrase"),
            self.change,
            _("Copies of the vault made before a change still open with the old one."),
        )
        self.recovery_row = FormRow(
            _("Recovery key"),
            self.renew,
            _("It lies on paper and opens the vault when the passphrase is forgotten."),
        )
        self.said = Small("")
        self.said.hide()
        self.sample = Dim(
            _("The sample vault has no passphrase: it is gone when the program ends, unless you keep it.")
        )
        self.sample.hide()
        self._frame: QWidget | None = None
        self._step: PassphraseStep | RecoveryStep | None = None
        self._came_from: Button | None = None
        self.body.addWidget(self.sample)
        self.body.addWidget(self.passphrase_row)
        self.body.addWidget(self.recovery_row)
        self.body.addWidget(self.said)

    def show_state(self, state: SettingsState) -> None:
        """Show what there is to change."""
        self.sample.setVisible(not state.keyed)
        self.passphrase_row.setVisible(state.keyed)
        self.recovery_row.setVisible(state.keyed)

    def passphrase_step(self) -> PassphraseStep:
        """Open the step in which a new passphrase is chosen."""
        step = PassphraseStep("", _("Choose a new passphrase"), _("The recovery key stays as it is."))
        step.next_button.set_label(_("Change the passphrase"))
        step.typed.connect(self.passphrase_typed)
        step.words_asked.connect(self.words_asked)
        step.asked.connect(self.passphrase_chosen)
        self._open(self._with_cancel(step), step, self.change)
        return step

    def recovery_step(self, groups: Sequence[str], wanted: tuple[int, int]) -> None:
        """Open the step in which a new recovery key is shown and two of its groups are asked back."""
        step = RecoveryStep(_("The old key opens the vault until you are done here."), groups, wanted)
        step.next_button.set_label(_("Replace the key"))
        step.asked.connect(self.groups_typed)
        step.print_asked.connect(self.print_asked)
        step.save_asked.connect(self.save_asked)
        self._open(self._with_cancel(step), step, self.renew)

    def recovery_typed(self) -> tuple[str, str]:
        """The two groups as typed."""
        return self._step.typed() if isinstance(self._step, RecoveryStep) else ("", "")

    def refuse_group(self, which: int, sentence: str) -> None:
        """Say what is wrong with a group."""
        if isinstance(self._step, RecoveryStep):
            self._step.refuse(which, sentence)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence below what is open."""
        self.said.set(sentence)
        self.said.set_tone("danger" if wrong else "dim")
        self.said.setVisible(bool(sentence))

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed while the last press is being worked on."""
        if self._frame is not None:
            self._frame.setEnabled(not busy)

    def end_step(self, said: str = "") -> None:
        """Close the step that is open, without a trace of what was typed, and say what came of it."""
        if self._frame is not None and self._step is not None:
            self._step.wipe()
            self._frame.hide()
            self.body.removeWidget(self._frame)
            self._frame.deleteLater()
            self._frame = self._step = None
        for button in (self.change, self.renew):
            button.setEnabled(True)
        if self._came_from is not None:
            self._came_from.setFocus()
            self._came_from = None
        self.say(said)

    def _open(self, frame: QWidget, step: PassphraseStep | RecoveryStep, asked: Button) -> None:
        self.end_step()
        self._frame, self._step, self._came_from = frame, step, asked
        self.body.insertWidget(self.body.indexOf(self.said), frame)
        for button in (self.change, self.renew):
            button.setEnabled(False)
        step.setFocus()

    def _with_cancel(self, step: QWidget) -> QWidget:
        button = Button(_("Leave it as it is"))
        button.clicked.connect(self._cancel)
        frame = QWidget()
        frame.setLayout(column(step, row(button, 1)))
        return frame

    def _change(self) -> None:
        self.passphrase_asked.emit()

    def _renew(self) -> None:
        self.recovery_asked.emit()

    def _cancel(self) -> None:
        self.cancelled.emit()


class ProtectionCard(Card):
    """Two sentences, and the way to the whole chapter."""

    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What is protected, and what is not"), parent=parent)
        self.body.addWidget(
            Dim(
                _(
                    "Everything you type is encrypted on this laptop and leaves it only when you export. A"
                    " program that already runs as you, or a person at your unlocked screen, sees what you"
                    " see."
                )
            )
        )
        self.more = Button(_("Read it all"), icon="help-circle")
        self.more.clicked.connect(self._more)
        self.body.addLayout(row(self.more, 1))

    def _more(self) -> None:
        self.help_asked.emit()
