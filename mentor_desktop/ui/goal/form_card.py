"""One form of the goal: read side by side, and written in the same place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.goal.fields import FieldSet
from mentor_desktop.ui.goal.state import FormCell, GoalShown
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.text import Caption, Small, Text
from mentor_desktop.words import _


class _Cell(QWidget):
    """A step: what was said, else what it asks."""

    def __init__(self, cell: FormCell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Caption(cell.title.upper()))
        for text in cell.said:
            column.addWidget(Text(text))
        if not cell.said:
            column.addWidget(Small(cell.ask))
        column.addStretch(1)


class FormCard(Card):
    """`typed`, `said`, `chosen` and `left` as its fields say them; `talk_asked`."""

    typed = Signal(str, str)
    said = Signal(str, str)
    chosen = Signal(str, str)
    left = Signal(str)
    talk_asked = Signal()
    writing_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self.fields: FieldSet | None = None
        self._state: GoalShown | None = None
        self._rows: list[QWidget] = []
        self._boxes: list[QBoxLayout] = []
        self._wide = True
        self._reading = QWidget()
        self._pairs = QVBoxLayout(self._reading)
        self._pairs.setContentsMargins(0, 0, 0, 0)
        self._pairs.setSpacing(14)
        self._about = Small("")
        self.change = Button(_("Change"), key="F2", icon="pencil", small=True)
        self.talk = Button(_("Talk it through"), icon="messages-square", small=True)
        self.body.addWidget(self._reading)
        self.body.addWidget(self._about)
        self.body.addLayout(row(self.change, self.talk, 1, gap=8))
        self.change.clicked.connect(self.turn)
        self.talk.clicked.connect(self.talk_asked)

    @property
    def writing(self) -> bool:
        """Whether the fields are open."""
        return self.fields is not None

    def show_state(self, state: GoalShown) -> None:
        """Shows the form; open fields stay open, but for another form or goal."""
        before, self._state = self._state, state
        other = before is not None and (before.id, before.form, before.safe) != (
            state.id,
            state.form,
            state.safe,
        )
        if other:
            self._close()
        if before is None or other or before.cells != state.cells:
            self._rebuild(state)
        self._about.set(state.about)
        if self.fields is not None:
            self.fields.fill(state.values)

    def turn(self) -> None:
        """Opens the fields, or closes them."""
        if self.fields is not None:
            self._close()
            self.change.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._state is not None:
            names = [field for cell in self._state.cells for field in cell.fields if field != "steps"]
            fields = self.fields = FieldSet(names)
            fields.typed.connect(self.typed)
            fields.said.connect(self.said)
            fields.chosen.connect(self.chosen)
            fields.left.connect(self.left)
            fields.fill(self._state.values)
            self.body.insertWidget(1, fields)
            self._reading.hide()
            self.change.set_label(_("Done"))
            self.setTabOrder(fields, self.change)
            fields.focus_first()
        self.writing_changed.emit()

    def refuse(self, field: str, words: str) -> None:
        """Says beside a field what is wrong."""
        if self.fields is not None:
            self.fields.refuse(field, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.writing:
            self.turn()
        else:
            super().keyPressEvent(event)

    def set_wide(self, wide: bool) -> None:
        """Two steps side by side, or one; the page says so before anything of it is laid out."""
        if wide != self._wide:
            self._wide = wide
            if self._state is not None:  # anew: heights measured side by side would be remembered
                self._rebuild(self._state)

    def _close(self) -> None:
        if self.fields is not None:
            self.fields.hide()
            self.fields.deleteLater()
            self.fields = None
            self._reading.show()
            self.change.set_label(_("Change"))

    def _rebuild(self, state: GoalShown) -> None:
        # Rows are widgets: a layout within a layout, taken out of it, would be destroyed by two owners.
        for gone in self._rows:
            self._pairs.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        cells = [_Cell(cell) for cell in state.cells]
        self._rows, self._boxes = [], []
        for number in range(0, len(cells), 2):
            pair = QWidget()
            box = QBoxLayout(QBoxLayout.Direction.LeftToRight, pair)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(16)
            for cell in cells[number : number + 2]:
                box.addWidget(cell, 1)
            if number + 1 == len(cells):
                box.addStretch(1)
            self._rows.append(pair)
            self._boxes.append(box)
            self._pairs.addWidget(pair)
        self._lay()

    def _lay(self) -> None:
        to = QBoxLayout.Direction.LeftToRight if self._wide else QBoxLayout.Direction.TopToBottom
        for box in self._boxes:
            box.setDirection(to)
            for cell in range(box.count()):  # the width is shared out, the height is not
                box.setStretch(cell, 1 if self._wide else 0)
