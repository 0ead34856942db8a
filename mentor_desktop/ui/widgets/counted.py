"""A whole number with what it counts beside it: typed, or stepped by the arrow keys and two buttons.

May import Qt and the other widgets.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.spin import Boxed
from mentor_desktop.words import _

_TRIED = 60  # numbers whose words are measured for the width


class CountedSpin(QSpinBox):
    """`say` puts a number into words, such as "2 weeks"; digits alone may be typed."""

    def __init__(self, say: Callable[[int], str], low: int, high: int) -> None:
        self._say = say
        super().__init__()
        self.setRange(low, high)
        self.setKeyboardTracking(False)

    def sizeHint(self) -> QSize:
        theme = current()
        last = min(self.maximum(), self.minimum() + _TRIED)
        tried = (*range(self.minimum(), last + 1), self.maximum())
        width = max(theme.metrics("body").horizontalAdvance(self._say(value)) for value in tried)
        return QSize(round(width) + theme.px(12), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def textFromValue(self, value: int) -> str:
        return self._say(value)

    def valueFromText(self, text: str) -> int:
        found = re.search(r"\d+", text)
        return int(found.group()) if found else self.minimum()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        found = re.search(r"\d+", text)
        if found is None:
            fits = text == self.textFromValue(self.minimum())
            state = QValidator.State.Acceptable if fits else QValidator.State.Intermediate
            return state, text, position
        number = int(found.group())
        if number < self.minimum():
            return QValidator.State.Intermediate, text, position
        fits = number <= self.maximum()
        return QValidator.State.Acceptable if fits else QValidator.State.Invalid, text, position

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CountedField(QWidget):
    """`changed(number)` when the person changes it."""

    changed = Signal(int)

    def __init__(
        self, say: Callable[[int], str], value: int, low: int, high: int, *, step: int = 1, name: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._silent = False
        self.edit = CountedSpin(say, low, high)
        self.edit.setSingleStep(step)
        self.edit.setValue(value)
        self.less = Button(_("Less"), icon="minus", icon_only=True)
        self.more = Button(_("More"), icon="plus", icon_only=True)
        self.less.clicked.connect(self.edit.stepDown)
        self.more.clicked.connect(self.edit.stepUp)
        self.edit.valueChanged.connect(self._changed)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Boxed(self.edit))
        row.addWidget(self.less)
        row.addWidget(self.more)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def value(self) -> int:
        """The number."""
        return self.edit.value()

    def set(self, value: int) -> None:
        """Shows a number without the signal; it is held within the limits."""
        self._silent = True
        self.edit.setValue(value)
        self._silent = False

    def _changed(self, value: int) -> None:
        if not self._silent:
            self.changed.emit(value)
