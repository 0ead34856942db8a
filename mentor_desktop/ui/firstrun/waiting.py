"""A whole window that only says what is being done. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.widgets.text import Text


class Waiting(QWidget):
    """One sentence in the middle."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(Text(sentence, tone="dim", align=Qt.AlignmentFlag.AlignHCenter))
        column.addStretch(1)
