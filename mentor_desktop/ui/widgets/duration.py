"""A length of time in minutes: typed, or stepped by five with the arrow keys and two buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.spin import Boxed, MinutesSpin
from mentor_desktop.words import _

STEP = 5


class DurationField(QWidget):
    """`changed(minutes)` when the person changes it."""

    changed = Signal(int)

    def __init__(
        self,
        minutes: int = 50,
        *,
        shortest: int = 5,
        longest: int = 480,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._silent = False
        self.edit = MinutesSpin()
        self.edit.setRange(shortest, longest)
        self.edit.setSingleStep(STEP)
        self.edit.setKeyboardTracking(False)
        self.edit.setValue(minutes)
        self.edit.setAccessibleName(name or _("Length in minutes"))
        self.edit.valueChanged.connect(self._changed)
        self.less = Button(_("Five minutes less"), icon="minus", icon_only=True)
        self.more = Button(_("Five minutes more"), icon="plus", icon_only=True)
        self.less.clicked.connect(self.edit.stepDown)
        self.more.clicked.connect(self.edit.stepUp)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Boxed(self.edit))
        row.addWidget(self.less)
        row.addWidget(self.more)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        return [self.edit, self.less, self.more]

    def minutes(self) -> int:
        """The length in minutes."""
        return self.edit.value()

    def set(self, minutes: int) -> None:
        """Shows a length without the signal; it is held within the limits."""
        self._silent = True
        self.edit.setValue(minutes)
        self._silent = False

    def _changed(self, minutes: int) -> None:
        if not self._silent:
            self.changed.emit(minutes)
