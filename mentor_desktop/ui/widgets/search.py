"""A search box.

A lens, a field and the shortcut that leads to it. It filters what is on the page or opens a search.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, key_cap, key_cap_size, key_text, placed, rounded
from mentor_desktop.ui.widgets.limits import LineLimit, say_below, too_long

_MOST = 1_000  # characters that are looked for


class SearchBox(QWidget):
    """`changed(text)` at every key, `submitted(text)` on Enter; Esc empties, then gives `left()`."""

    changed = Signal(str)
    submitted = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key_text(key) if key else ""
        self.field = QLineEdit(self)
        self.field.setProperty("bare", "true")
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setAccessibleDescription(self._key)
        self._limit = LineLimit(self.field, _MOST)
        self.field.inputRejected.connect(self._rejected)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Fills the field; `changed` follows where it differs."""
        self.field.setText(text)

    def sizeHint(self) -> QSize:
        theme = current()
        words = theme.metrics("body").horizontalAdvance(self.field.placeholderText())
        return QSize(max(theme.px(200), round(words) + theme.px(34 + 8) + self._key_room()), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(90), current().px(36))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._place()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        on = self.field.hasFocus()
        rounded(
            p,
            self.rect(),
            RADIUS,
            theme.colour("surface"),
            theme.colour("accent" if on else "field_line"),
            2 if on else 1,
        )
        size = theme.px(16)
        lens = placed(self, QRect(theme.px(10), (self.height() - size) // 2, size, size))
        p.drawPixmap(
            QPoint(lens.topLeft()),
            icons.pixmap("search", theme.colour("dim"), size, self.devicePixelRatioF()),
        )
        if self._key_shown():
            width = key_cap_size(self._key).width()
            key_cap(
                p, placed(self, QRect(self.width() - width - theme.px(8), 0, width, self.height())), self._key
            )

    def _key_shown(self) -> bool:
        return bool(self._key) and not self.field.text() and self.width() > current().px(140)

    def _place(self) -> None:
        theme = current()
        left = theme.px(10 + 16 + 8)
        right = self._key_room() if self._key_shown() else theme.px(8)
        height = theme.px(24)
        spot = QRect(left, (self.height() - height) // 2, max(self.width() - left - right, 1), height)
        self.field.setGeometry(placed(self, spot))
        words = self.field.placeholderText()
        cut = theme.metrics("body").horizontalAdvance(words) > spot.width()
        self.field.setToolTip(words if cut else "")

    def _key_room(self) -> int:
        return key_cap_size(self._key).width() + current().px(14) if self._key else 0

    def _typed(self, text: str) -> None:
        self._place()
        self.update()
        self.changed.emit(text)

    def _rejected(self) -> None:
        say_below(self.field, too_long(self._limit.limit))

    def _entered(self) -> None:
        self.submitted.emit(self.field.text())
