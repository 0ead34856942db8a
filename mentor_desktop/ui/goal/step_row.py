"""One step of a goal: as a row to tick, move and open, and as an editor in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentor_desktop.ui.goal.state import StepLine
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import Labelled, TextField
from mentor_desktop.words import _


class StepRow(CheckRow):
    """Ticked by click or Space; `opened` by Enter or F2; `moved(by)` by Alt and the arrows; `stepped(by)` by
    the arrows; `removed` by Del; `dragged(y)` and `dropped` by the mouse."""

    opened = Signal()
    moved = Signal(int)
    stepped = Signal(int)
    removed = Signal()
    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, line: StepLine, *, last: bool, parent: QWidget | None = None) -> None:
        self._chip = Chip(line.chip, line.kind)
        super().__init__(line.text, line.sub, self._chip, checked=line.done, line=not last, parent=parent)
        self._chip.setVisible(bool(line.chip))
        self.setAccessibleName(line.spoken)
        self.setAccessibleDescription(
            _("Space ticks it, Enter changes it, Alt and the arrows move it, Del removes it")
        )
        self._pressed: QPoint | None = None
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            (self.moved if alt else self.stepped).emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._pressed is not None and not self._dragging:
            self._dragging = (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.mapToParent(spot).y())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging, self._pressed = self._dragging, False, None
        if dragging:
            self.setDown(False)
            self.unsetCursor()
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()


class StepEditor(QWidget):
    """`changed(text, due, after)` on Enter or Done; `left` on Esc; `removed`."""

    changed = Signal(str, str, str)
    left = Signal()
    removed = Signal()

    def __init__(
        self, line: StepLine, others: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.step = line.id
        self.text = TextField(_("The step"), line.text, limit=500)
        self.due = TextField(_("By when"), line.due, placeholder=_("8 Dec, or in 2 weeks"), limit=60)
        self.after = Choice([("", _("waits for nothing")), *others], "", name=_("Waits for"))
        if line.after in dict(others):
            self.after.choose(line.after)
        self.ready = Button(_("Done"), key="Return", small=True)
        self.remove = Button(_("Remove"), icon="trash", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        for widget in (self.text, self.due, Labelled(_("Waits for"), self.after)):
            column.addWidget(widget)
        column.addWidget(ChipFlow([self.ready, self.remove]))
        self.text.entered.connect(self._done)
        self.due.entered.connect(self._done)
        self.ready.clicked.connect(self._done)
        self.remove.clicked.connect(self.removed)

    def refuse(self, words: str) -> None:
        """Says what is wrong; the editor stays open."""
        self.text.set_error(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        self.changed.emit(self.text.text(), self.due.text(), self.after.key())
