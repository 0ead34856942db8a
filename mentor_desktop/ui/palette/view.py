"""The palette's card over the window: a field, what was found, and the signs that narrow it.

A child of the window, not a window of its own, and nothing waits for it. May import Qt and the theme.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.palette.lines import LineList
from mentor_desktop.ui.palette.state import PaletteState
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS_CARD, rounded
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.text import Dim, Small
from mentor_desktop.words import _

WIDTH = 618  # px at 100 %
SHADOW = 22  # px around the card
_FALL = 5  # px that the shadow lies lower than the card
_TALLEST = 470  # px at 100 % that the rows take at most
_INSET = 14  # px at 100 % that rows stand in from the field
_TOP = 74  # px above the card, as far as there is room
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class Sheet(QWidget):
    """The card itself, with a soft shadow that is painted, not an effect."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        p.setBrush(Qt.BrushStyle.NoBrush)
        shade = QColor(theme.colour("bg" if theme.tokens.dark else "text"))
        for step in range(SHADOW - _FALL):
            shade.setAlpha(round(22 * (1 - step / (SHADOW - _FALL)) ** 2))
            p.setPen(QPen(shade, 1.5))
            box = QRectF(card).adjusted(-step, _FALL - step, step, _FALL + step)
            p.drawRoundedRect(box, RADIUS_CARD + step, RADIUS_CARD + step)
        edge = "field_line" if theme.tokens.dark else "line"
        rounded(p, card, RADIUS_CARD, theme.colour("surface"), theme.colour(edge))


class PaletteView(QWidget):
    """Lies over the whole window while it is open; a click beside the card closes it.

    `typed(text)`, `chosen(key)`; `closed` once it has gone, by whatever way.
    """

    typed = Signal(str)
    chosen = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        self._said = ""
        self.setAccessibleName(_("Search or jump to"))
        self.sheet = Sheet(self)
        self.field = SearchBox(_("Search or jump to…"), key="Esc")
        self.field.field.installEventFilter(self)
        self.field.changed.connect(self.typed)
        self.list = LineList()
        self.list.clicked.connect(self._clicked)
        self.sentence = Dim("")
        self.signs = Small(_("> actions    @ people    / notes only"))
        self._box = QVBoxLayout(self.sheet)
        self._box.setContentsMargins(SHADOW + 10, SHADOW + 10, SHADOW + 10, SHADOW + 12)
        self._box.setSpacing(8)
        self._feet = QVBoxLayout()
        self._feet.setSpacing(8)
        self._feet.addWidget(self.sentence)
        self._feet.addWidget(self.signs)
        self._box.addWidget(self.field)
        self._box.addWidget(self.list)
        self._box.addLayout(self._feet)
        window.installEventFilter(self)
        self.hide()

    def appear(self) -> None:
        """Comes up, with the focus in its empty field."""
        window = self.parentWidget()
        if not self.isHidden() or window is None:
            return
        self._before = window.focusWidget()
        self.field.field.clear()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._fit()
        self.field.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Goes, empties itself, and gives the focus back to where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        self.list.lines.set_lines(())
        self.field.field.blockSignals(True)
        self.field.field.clear()
        self.field.field.blockSignals(False)
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def show_state(self, state: PaletteState) -> None:
        """Shows rows, the first one chosen."""
        self.list.lines.set_lines(state.lines)
        self.list.setVisible(bool(state.lines))
        self.sentence.set(state.sentence)
        self.sentence.setVisible(bool(state.sentence))
        self.list.step(1)
        self.list.scrollToTop()
        self._fit()
        self._speak()

    def choose(self) -> None:
        """Opens the chosen row, or the first one that comes if the answer is still due."""
        line = self.list.line()
        self.chosen.emit(line.key if line is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self.parentWidget()
        if window is not None and watched is window:
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self.setGeometry(window.rect())
                self._fit()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self.isHidden():
            self._fit()

    def _key(self, key: Qt.Key) -> bool:
        if key in _ENTER:
            self.choose()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _STEPS:
            self.list.step(_STEPS[key])
            self._speak()
        else:
            return False
        return True

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.choose()

    def _speak(self) -> None:
        """The focus stays in the field, so what is chosen is announced from there."""
        line = self.list.line()
        spoken = line.spoken if line is not None else self.sentence.text()
        if spoken != self._said and not self.isHidden():
            self._said = spoken
            self.field.field.setAccessibleDescription(spoken)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field.field, spoken))

    def _fit(self) -> None:
        """As wide as the picture, as tall as what was found, within the window."""
        theme = current()
        width = min(theme.px(WIDTH) + 2 * SHADOW, self.width())
        top = max(min(_TOP, (self.height() - theme.px(420)) // 2), 0)
        self._feet.setContentsMargins(theme.px(_INSET), 0, theme.px(_INSET), 0)
        rest = self.field.sizeHint().height() + self.signs.sizeHint().height() + 2 * SHADOW + 22 + 3 * 8
        if not self.sentence.isHidden():
            rest += self.sentence.sizeHint().height() + 8
        room = min(self.height() - top - rest, theme.px(_TALLEST))
        self.list.setFixedHeight(max(min(self.list.wanted_height(), room), 0))
        tall = min(self.sheet.sizeHint().height(), self.height() - top)
        self.sheet.setGeometry((self.width() - width) // 2, top, width, tall)
