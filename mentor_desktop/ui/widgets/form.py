"""Rows of a form.

Label and field side by side where there is room, one above the other where there is not.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.text import Small, Text

_LABEL = 130  # px at 100 % that a label needs beside its field


def row(*things: QWidget | QLayout | int, gap: int = 12) -> QHBoxLayout:
    """A row of widgets and layouts; a number is a stretch of that factor."""
    box = QHBoxLayout()
    _fill(box, things, gap)
    return box


def column(*things: QWidget | QLayout | int, gap: int = 10) -> QVBoxLayout:
    """A column of the same."""
    box = QVBoxLayout()
    _fill(box, things, gap)
    return box


def _fill(box: QBoxLayout, things: tuple[QWidget | QLayout | int, ...], gap: int) -> None:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    for thing in things:
        if isinstance(thing, int):
            box.addStretch(thing)
        elif isinstance(thing, QLayout):
            box.addLayout(thing)
        else:
            box.addWidget(thing)


class FormRow(QWidget):
    """A label with an explaining line, and the field at its end."""

    def __init__(self, label: str, field: QWidget, sub: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = Text(label)
        self._label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label)
        if sub and not field.accessibleDescription():
            field.setAccessibleDescription(sub)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label)
        if sub:
            words.addWidget(Small(sub))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 4, 0, 4)
        self._box.setSpacing(12)
        self._box.addLayout(words, 1)
        self._box.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.field.sizeHint().width() + current().px(_LABEL) > self.width()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction == self._box.direction():
            return
        self._box.setDirection(direction)
        self._box.setStretch(0, 0 if narrow else 1)
        self._box.setSpacing(4 if narrow else 12)
        self.updateGeometry()  # it needs another height now


class Form(QWidget):
    """Rows under each other."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def add(self, label: str, field: QWidget, sub: str = "") -> FormRow:
        """Adds a row and returns it."""
        added = FormRow(label, field, sub)
        self._column.addWidget(added)
        return added

    def add_widget(self, widget: QWidget) -> None:
        """Adds something that carries its own label."""
        self._column.addWidget(widget)
