"""The cards of what opens the vault. May import Qt and widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.firstrun.passphrase_step import PassphraseStep
from mentor_desktop.ui.firstrun.recovery_step import RecoveryStep
from mentor_desktop.ui.settings.asking import AskStep
from mentor_desktop.ui.settings.state import SettingsState
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.form import FormRow, column, row
from mentor_desktop.ui.widgets.text import Dim, Small
from mentor_desktop.words import _


class OpeningCard(Card):
    """Passphrase, recovery key, keyring and key: each has a step below; nothing changes before its end."""

    passphrase_asked = Signal()
    recovery_asked = Signal()
    cancelled = Signal()
    passphrase_typed = Signal()
    words_asked = Signal()
    passphrase_chosen = Signal()
    groups_typed = Signal()
    print_asked = Signal()
    save_asked = Signal()
    secret_typed = Signal()
    proof_asked = Signal()
    replace_asked = Signal()
    keyring_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Opening the vault"), parent=parent)
        self.change = Button(_("Change"))
        self.renew = Button(_("Replace"))
        self.prove = Button(_("Prove it"))
        self.replace = Button(_("Replace the key"))
        self.change.setAccessibleName(_("Change the passphrase"))
        self.renew.setAccessibleName(_("Replace the recovery key"))
        self.prove.setAccessibleName(_("Prove that the recovery key is on paper"))
        self.change.clicked.connect(self._change)
        self.renew.clicked.connect(self._renew)
        self.prove.clicked.connect(self._prove)
        self.replace.clicked.connect(self._replace)
        both = QWidget()
        both.setLayout(row(self.prove, self.renew))
        self.passphrase_row = FormRow(
            _("Passphrase"),
            self.change,
            _("Copies of the vault made before a change still open with the old one."),
        )
        self.recovery_row = FormRow(
            _("Recovery key"),
            both,
            _("It lies on paper and opens the vault when the passphrase is forgotten."),
        )
        self.proof = Small("")
        self.key_row = FormRow(
            _("Key of the vault"),
            self.replace,
            _("If someone may have copied it: everything is encrypted anew and the recovery key replaced."),
        )
        self.keyring = CheckRow(
            _("Open with this laptop's keyring too"),
            _(
                "Whoever is logged in here as you can then open the vault without the passphrase. It is "
                "still asked for every 14 days, so that you do not forget it."
            ),
            line=False,
        )
        self.keyring.clicked.connect(self._keyring)
        self.said = Small("")
        self.said.hide()
        self.sample = Dim(
            _("The sample vault has no passphrase: it is gone when the program ends, unless you keep it.")
        )
        self.sample.hide()
        self._frame: QWidget | None = None
        self._step: PassphraseStep | RecoveryStep | AskStep | None = None
        self._came_from: Button | None = None
        self._pressed = self.change  # gets the focus back
        self.body.addWidget(self.sample)
        for part in (
            self.passphrase_row,
            self.recovery_row,
            self.proof,
            self.keyring,
            self.key_row,
            self.said,
        ):
            self.body.addWidget(part)

    def show_state(self, state: SettingsState) -> None:
        """Show what there is to change."""
        self.sample.setVisible(not state.keyed)
        for part in (self.passphrase_row, self.recovery_row, self.proof, self.keyring, self.key_row):
            part.setVisible(state.keyed)

    def show_keys(self, proof: str, due: bool, keyring: bool) -> None:
        """When the recovery key was proved, whether it is time again, and whether the keyring is on."""
        self.proof.set(proof)
        self.proof.set_tone("accent" if due else "dim")
        self.keyring.setChecked(keyring)

    def ask_step(self, title: str, detail: str, label: str, button: str) -> None:
        """Open the step that asks for one secret; `secret_typed` follows."""
        step = AskStep(title, detail, label, button)
        step.asked.connect(self.secret_typed)
        self._open(self._with_cancel(step), step, self._pressed)

    def secret(self) -> str:
        """What was typed there."""
        return self._step.text() if isinstance(self._step, AskStep) else ""

    def refuse_secret(self, sentence: str) -> None:
        """Say what is wrong with it."""
        if isinstance(self._step, AskStep):
            self._step.refuse(sentence)

    def passphrase_step(self) -> PassphraseStep:
        """Open the step in which a new passphrase is chosen."""
        step = PassphraseStep("", _("Choose a new passphrase"), _("The recovery key stays as it is."))
        step.next_button.set_label(_("Change the passphrase"))
        step.typed.connect(self.passphrase_typed)
        step.words_asked.connect(self.words_asked)
        step.asked.connect(self.passphrase_chosen)
        self._open(self._with_cancel(step), step, self._pressed)
        return step

    def recovery_step(self, groups: Sequence[str], wanted: tuple[int, int]) -> None:
        """Open the step in which a new recovery key is shown and two of its groups are asked back."""
        step = RecoveryStep(_("The old key opens the vault until you are done here."), groups, wanted)
        step.next_button.set_label(_("Replace the key"))
        step.asked.connect(self.groups_typed)
        step.print_asked.connect(self.print_asked)
        step.save_asked.connect(self.save_asked)
        self._open(self._with_cancel(step), step, self._pressed)

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
        for button in self._buttons():
            button.setEnabled(True)
        if self._came_from is not None:
            self._came_from.setFocus()
            self._came_from = None
        self.say(said)

    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.change, self.renew, self.prove, self.replace, self.keyring)

    def _open(self, frame: QWidget, step: PassphraseStep | RecoveryStep | AskStep, asked: Button) -> None:
        self.end_step()
        self._frame, self._step, self._came_from = frame, step, asked
        self.body.insertWidget(self.body.indexOf(self.said), frame)
        for button in self._buttons():
            button.setEnabled(False)
        step.setFocus()

    def _with_cancel(self, step: QWidget) -> QWidget:
        button = Button(_("Leave it as it is"))
        button.clicked.connect(self._cancel)
        frame = QWidget()
        frame.setLayout(column(step, row(button, 1)))
        return frame

    def _change(self) -> None:
        self._pressed = self.change
        self.passphrase_asked.emit()

    def _renew(self) -> None:
        self._pressed = self.renew
        self.recovery_asked.emit()

    def _prove(self) -> None:
        self._pressed = self.prove
        self.proof_asked.emit()

    def _replace(self) -> None:
        self._pressed = self.replace
        self.replace_asked.emit()

    def _keyring(self) -> None:
        self.keyring_asked.emit(self.keyring.isChecked())

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
