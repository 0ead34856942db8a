"""A field for a passphrase.

Hidden, shown while the eye is held, and emptied without a trace in its undo history.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.field import Labelled
from mentor_desktop.ui.widgets.limits import LineLimit
from mentor_desktop.words import _

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_MOST_CHARACTERS = 1_024  # as the vault takes them


class PassphraseField(Labelled):
    """`changed()` carries no text; read it once with `text()` and call `wipe()`.

    With `toggle` a press on the eye shows and another hides; without, it shows only while held.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        help_text: str = "",
        toggle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.edit = QLineEdit()
        self._caps = False
        super().__init__(label, self.edit, help_text=help_text, parent=parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(_HINTS)
        self.edit.setDragEnabled(False)
        self.edit.setPlaceholderText(placeholder)
        self._limit = LineLimit(self.edit, _MOST_CHARACTERS, composed=True)
        self.edit.inputRejected.connect(self._rejected)
        self.edit.textEdited.connect(self._edited)
        self.edit.returnPressed.connect(self.entered)
        self.edit.installEventFilter(self)
        self.eye = Button(_("Show the passphrase"), icon="eye", icon_only=True)
        if toggle:
            self.eye.clicked.connect(self._flip)
        else:
            self.eye.pressed.connect(self._show)
            self.eye.released.connect(self.hide_text)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.column.removeWidget(self.edit)
        line.addWidget(self.edit, 1)
        line.addWidget(self.eye)
        self.column.insertLayout(1, line)

    def text(self) -> str:
        """The passphrase as typed."""
        return self.edit.text()

    def set(self, text: str) -> None:
        """Fills the field, for a generated passphrase; hidden until shown."""
        self.edit.setText(text)
        self.changed.emit()

    def wipe(self) -> None:
        """Empties the field and its undo history, and hides it."""
        self.edit.setText("")  # unlike clear(), this drops what could be undone
        self.hide_text()
        self.set_error("")

    def shown(self) -> bool:
        """Whether the passphrase can be read on the screen."""
        return self.edit.echoMode() == QLineEdit.EchoMode.Normal

    def hide_text(self) -> None:
        """Hides the passphrase again."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._look_at_caps(event)
        return False

    def _show(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal)
        self.eye.set_icon("eye-off")

    def _flip(self) -> None:
        if self.shown():
            self.hide_text()
        else:
            self._show()

    def _rejected(self) -> None:
        self.refuse(_("A passphrase has at most 1,024 characters. Shorten it."))

    def _edited(self) -> None:
        if not self._caps:
            self.set_error("")
        self.changed.emit()

    def _look_at_caps(self, event: QKeyEvent) -> None:
        # Qt does not tell the state of Caps Lock; a letter whose case does not fit Shift does.
        text = event.text()
        if len(text) != 1 or not text.isalpha() or text.lower() == text.upper():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        caps = text.isupper() != shift
        if caps != self._caps:
            self._caps = caps
            self.set_error(_("Caps Lock is on.") if caps else "")
