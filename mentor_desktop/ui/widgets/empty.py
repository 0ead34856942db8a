"""What an empty place says: one sentence about what will live here, and the one action that fills it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.text import Text


class _Picture(QWidget):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(current().px(44), current().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        size = theme.px(32)
        picture = icons.pixmap(self._name, theme.colour("dim"), size, self.devicePixelRatioF(), 1.4)
        QPainter(self).drawPixmap(QPoint((self.width() - size) // 2, 0), picture)


class EmptyState(QWidget):
    """A sentence and, where `action` is given, a button; `acted` is emitted when it is pressed."""

    acted = Signal()

    def __init__(
        self, sentence: str, action: str = "", *, icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 28, 12, 28)
        column.setSpacing(14)
        if icon:
            column.addWidget(_Picture(icon, self))
        self.sentence = Text(sentence, tone="dim", align=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        self.button: Button | None = None
        if action:
            self.button = Button(action, "primary", key=key)
            self.button.clicked.connect(self._acted)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(self.button)
            row.addStretch(1)
            column.addLayout(row)

    def _acted(self) -> None:
        self.acted.emit()
