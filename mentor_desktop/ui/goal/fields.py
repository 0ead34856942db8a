"""A field for everything a goal can say, for its page and, larger, for a talk through a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.domain.goals import Measure
from mentor_desktop.ui.goal.fieldwords import NUMBERS, label, measure_options
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import Labelled, PlainField, TextField
from mentor_desktop.ui.widgets.limits import LONG_TEXT
from mentor_desktop.words import _

_LINE = 500  # letters of an aim
_SHORT = 60  # of a number or a day
_LINES = {"options": 3, "thoughts": 3}


class FieldSet(QWidget):
    """Some fields under each other.

    `typed(field, text)` for texts, saved as typed; `said(field, text)` when a short field is left or Enter is
    pressed in it; `chosen(field, key)`; `left(field)`.
    """

    typed = Signal(str, str)
    said = Signal(str, str)
    chosen = Signal(str, str)
    left = Signal(str)

    def __init__(self, fields: Sequence[str], *, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Labelled] = {}
        self._choices: dict[str, Choice] = {}
        self._shown: dict[str, str] = {}
        self._role = role
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for field in fields:
            self._add(field)
            if field == "measure":
                self._add("unit")

    def fill(self, values: Mapping[str, str]) -> None:
        """Shows what is kept; a field that is being typed in stays as it is."""
        for name, field in self.fields.items():
            self._shown[name] = values[name]
            if name in self._choices:
                self._choices[name].choose(values[name])
            elif isinstance(field, PlainField | TextField) and not field.edit.hasFocus():
                field.set(values[name])
        self._measured(values["measure"])

    def refuse(self, name: str, words: str) -> None:
        """Says beside a field what is wrong."""
        if name in self.fields:
            self.fields[name].set_error(words)

    def focus_first(self) -> None:
        """Puts the focus into the first field."""
        for field in self.fields.values():
            field.field_widget.setFocus()
            return

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        return list(self.fields.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit(str(watched.property("field")))
        return super().eventFilter(watched, event)

    def _measured(self, measure: str) -> None:
        """A unit is asked for where something is counted; steps have neither start nor target."""
        if "unit" in self.fields:
            self.fields["unit"].setVisible(measure == Measure.NUMBER)
        for name in NUMBERS:
            if name in self.fields:
                self.fields[name].setVisible(measure != Measure.STEPS)

    def _add(self, name: str) -> None:
        if name in ("measure", "confidence", "weight"):
            made = self._choice(name)
        elif name in (*NUMBERS, "target_date"):
            made = self._short(name)
        elif name == "unit":
            made = self._unit(name)
        else:
            made = self._text(name)
        self.fields[name] = made
        self._column.addWidget(made)

    def _unit(self, name: str) -> TextField:
        field = TextField(label(name), limit=40)
        field.changed.connect(lambda text: self.typed.emit(name, text))
        field.left.connect(lambda: self.left.emit(name))
        return field

    def _text(self, name: str) -> PlainField:
        limit = _LINE if name == "aim" else LONG_TEXT
        field = PlainField(label(name), lines=_LINES.get(name, 2), limit=limit, role=self._role)
        field.changed.connect(lambda text: self.typed.emit(name, text))
        field.edit.setProperty("field", name)
        field.edit.installEventFilter(self)
        return field

    def _short(self, name: str) -> TextField:
        example = _("15 Jan, or in 6 weeks") if name == "target_date" else _("A number, such as 6")
        field = TextField(label(name), placeholder=example, limit=_SHORT)
        field.left.connect(lambda: self._say(name, field))
        return field

    def _say(self, name: str, field: TextField) -> None:
        if field.text().strip() != self._shown.get(name, "").strip():
            self.said.emit(name, field.text())

    def _choice(self, name: str) -> Labelled:
        highest = 10 if name == "confidence" else 5
        numbers = [(str(n), str(n)) for n in range(0 if name == "confidence" else 1, highest + 1)]
        options = measure_options() if name == "measure" else [("", _("not said")), *numbers]
        choice = self._choices[name] = Choice(options, "", name=label(name))
        choice.chosen.connect(lambda key: self.chosen.emit(name, key))
        return Labelled(label(name), choice)
