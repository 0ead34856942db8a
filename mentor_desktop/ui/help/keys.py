"""Every key with what it does, in two columns. May import Qt and widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mentor_desktop.ui.help.state import KeyLine
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import key_cap, key_cap_size, placed
from mentor_desktop.ui.widgets.text import Caption, Text

_GAP = 6


class KeyCaps(QWidget):
    """Keys as caps; "Ctrl N, F5" makes two."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = keys
        self._caps = keys.split(", ")
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        widths = [key_cap_size(cap).width() for cap in self._caps]
        return QSize(sum(widths) + _GAP * (len(widths) - 1) + 1, current().line_height("body"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        left = 0
        for cap in self._caps:
            width = key_cap_size(cap).width()
            box = self.rect().adjusted(left, 0, 0, 0)
            box.setWidth(width)
            key_cap(p, placed(self, box), cap, "text")
            left += width + _GAP


class KeyTable(QWidget):
    """What the lines say, in the order given, with a heading for each place."""

    def __init__(self, lines: Sequence[KeyLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        where, at = "", 0
        for line in lines:
            if line.where != where:
                where = line.where
                heading = Caption(where)
                heading.setContentsMargins(0, 0, 0, 0)
                if at:
                    grid.setRowMinimumHeight(at, 6)
                    at += 1
                grid.addWidget(heading, at, 0, 1, 2)
                at += 1
            top = Qt.AlignmentFlag.AlignTop
            words = Text(line.does)
            words.setAccessibleName(f"{line.keys}: {line.does}")
            grid.addWidget(KeyCaps(line.keys), at, 0, top)
            grid.addWidget(words, at, 1)
            at += 1
        grid.setRowStretch(at, 1)
