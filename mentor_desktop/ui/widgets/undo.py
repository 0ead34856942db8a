"""The bar that offers to take the last act back, instead of asking before it.

It goes by itself after a while.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.timing import Delay
from mentor_desktop.ui.widgets.base import RADIUS, rounded
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.text import Text
from mentor_desktop.words import _

SHOWN_MS = 8_000


class UndoBar(QWidget):
    """`offer(text, undo)` shows it.

    It stays while it is pointed at or has the focus; `closed` when it goes.
    """

    closed = Signal()

    def __init__(self, delay: Delay, *, shown_ms: int = SHOWN_MS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delay = delay
        self._shown_ms = shown_ms
        self._undo: Callable[[], None] | None = None
        self._cancel: Callable[[], None] | None = None
        self._words = Text("")
        self.button = Button(_("Undo"), key="Ctrl+Z", small=True)
        self.button.clicked.connect(self.take_back)
        self.dismiss_button = Button(_("Close"), "quiet", icon="x", icon_only=True, small=True)
        self.dismiss_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(self.dismiss_button)
        self.hide()

    def offer(self, text: str, undo: Callable[[], None]) -> None:
        """Says what was done and how to take it back; a former offer is replaced."""
        self._undo = undo
        self._words.set(text)
        self.setAccessibleName(text)
        self.show()
        self._wait()

    def take_back(self) -> None:
        """Undoes what was offered; does nothing where nothing is."""
        undo, self._undo = self._undo, None
        self.dismiss()
        if undo is not None:
            undo()

    def offering(self) -> bool:
        """Whether something can be taken back."""
        return self._undo is not None

    def dismiss(self) -> None:
        """Goes without undoing."""
        self._undo = None
        self._words.set("")
        self.setAccessibleName("")
        self._stop()
        self.hide()
        self.closed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.offering():
            self._wait()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        rounded(QPainter(self), self.rect(), RADIUS, theme.colour("surface"), theme.colour("field_line"))

    def _wait(self) -> None:
        self._stop()
        self._cancel = self._delay.after(self._shown_ms, self._time_out)

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _time_out(self) -> None:
        self._cancel = None
        if self.button.hasFocus() or self.dismiss_button.hasFocus():
            self._wait()
        else:
            self.dismiss()
