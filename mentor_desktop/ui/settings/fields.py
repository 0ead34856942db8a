"""One field for each kind of setting in the table, with its refusal beside it. May import Qt and widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.services.setting_table import Setting
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import PlainField
from mentor_desktop.ui.widgets.form import FormRow
from mentor_desktop.ui.widgets.text import Caption, Small
from mentor_desktop.words import _

STEP = 5


class SettingField(QWidget):
    """`asked(value)` when the person changes it; `typed(value)` and `left()` for text that saves as typed."""

    asked = Signal(object)
    typed = Signal(object)
    left = Signal()

    def __init__(self, setting: Setting, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.refusal = Small("", tone="danger")
        self.refusal.hide()

    def show_value(self, value: Any) -> None:
        """Show a value without a signal, and take any refusal away."""
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say beside the field why what it says was not kept; "" takes the sentence away."""
        self.refusal.set(sentence)
        self.refusal.setVisible(bool(sentence))

    def found_by(self) -> str:
        """The words by which the setting is found."""
        choices = " ".join(_(words) for _value, words in self.setting.choices)
        return f"{_(self.setting.label)} {_(self.setting.help)} {choices}"


class ChoiceField(SettingField):
    """One of a few."""

    def __init__(
        self, setting: Setting, options: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(setting, parent=parent)
        self.choice = Choice(options)
        self.choice.chosen.connect(self._chosen)
        self.column.addWidget(FormRow(_(setting.label), self.choice, _(setting.help)))
        self.column.addWidget(self.refusal)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace what can be chosen."""
        self.choice.set_options(options, self.choice.key() if self.choice.key() in dict(options) else "")

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        if self.choice.findData(value) >= 0:
            self.choice.choose(value)

    def _chosen(self, key: str) -> None:
        self.asked.emit(key)


class SwitchField(SettingField):
    """Yes or no; where off is worth a warning, that stands below as long as it is off."""

    def __init__(self, setting: Setting, *, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent=parent)
        self.row = CheckRow(_(setting.label), _(setting.help), line=False)
        self.row.clicked.connect(self._clicked)
        self.row.toggled.connect(self._warn)
        self.warning = Small(_(setting.off) if setting.off else "", tone="warn")
        self.column.addWidget(self.row)
        self.column.addWidget(self.warning)
        self.column.addWidget(self.refusal)
        self._warn()

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.row.setChecked(bool(value))

    def _warn(self) -> None:
        self.warning.setVisible(bool(self.setting.off) and not self.row.isChecked())

    def _clicked(self) -> None:
        self.asked.emit(self.row.isChecked())


class _Digits(QLineEdit):
    """A whole number; the arrows step it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class NumberField(SettingField):
    """A whole number, typed or stepped; what lies outside its bounds is refused once the field is left."""

    def __init__(self, setting: Setting, *, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent=parent)
        self._kept = int(setting.default)
        self.edit = _Digits()
        self.edit.setMaxLength(9)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.less = Button(
            _("Less: %(setting)s") % {"setting": _(setting.label)}, icon="minus", icon_only=True
        )
        self.more = Button(
            _("More: %(setting)s") % {"setting": _(setting.label)}, icon="plus", icon_only=True
        )
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box.setFocusProxy(self.edit)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for part in (self.less, self.edit, self.more):
            line.addWidget(part)
        self.edit.setAccessibleName(_(setting.label))
        self.edit.setAccessibleDescription(_(setting.help))
        self.edit.textEdited.connect(self._edited)
        self.edit.editingFinished.connect(self._finished)
        self.edit.stepped.connect(self._step)
        self.less.clicked.connect(self._less)
        self.more.clicked.connect(self._more)
        current().changed.connect(self._fit)
        self._fit()
        self.column.addWidget(FormRow(_(setting.label), box, _(setting.help)))
        self.column.addWidget(self.refusal)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self._kept = int(value)
        if self.edit.text() != str(value):
            self.edit.setText(str(value))

    def refuse(self, sentence: str) -> None:
        super().refuse(sentence)
        self._mark(bool(sentence))

    def _mark(self, wrong: bool) -> None:
        if (self.edit.property("wrong") == "true") != wrong:
            self.edit.setProperty("wrong", "true" if wrong else "false")
            self.edit.style().polish(self.edit)

    def _edited(self, text: str) -> None:
        self.refuse("")
        value = _whole(text)
        if value is not None and self.setting.lowest <= value <= self.setting.highest:
            self._ask(value)

    def _finished(self) -> None:
        value = _whole(self.edit.text())
        if value != self._kept:
            self.asked.emit(self.edit.text() if value is None else value)

    def _step(self, direction: int) -> None:
        value = min(max(self._kept + direction * STEP, self.setting.lowest), self.setting.highest)
        self.edit.setText(str(value))
        self.refuse("")
        if value != self._kept:
            self._ask(value)

    def _ask(self, value: int) -> None:
        self._kept = value
        self.asked.emit(value)

    def _less(self) -> None:
        self._step(-1)

    def _more(self) -> None:
        self._step(1)

    def _fit(self) -> None:
        self.edit.setFixedWidth(current().px(64))


class ChecklistField(SettingField):
    """Which items a list begins with. Options come in groups: heading, then pairs of id and words."""

    def __init__(
        self, setting: Setting, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], *,
        parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(setting, parent=parent)
        self.rows: dict[str, CheckRow] = {}
        self.column.setSpacing(0)
        self.column.addWidget(Small(_(setting.help)))
        for heading, items in groups:
            self.column.addSpacing(8)
            self.column.addWidget(Caption(heading))
            for key, words in items:
                row = self.rows[key] = CheckRow(words, line=False)
                row.clicked.connect(self._clicked)
                self.column.addWidget(row)
        self.column.addWidget(self.refusal)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        for key, row in self.rows.items():
            row.setChecked(key in value)

    def found_by(self) -> str:
        return " ".join((super().found_by(), *(row.text() for row in self.rows.values())))

    def _clicked(self) -> None:
        self.asked.emit([key for key, row in self.rows.items() if row.isChecked()])


class LinesField(SettingField):
    """One item a line."""

    def __init__(self, setting: Setting, *, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent=parent)
        self.field = PlainField(_(setting.label), help_text=_(setting.help), lines=3)
        self.field.changed.connect(self._typed)
        self.field.edit.installEventFilter(self)
        self.column.addWidget(self.field)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        if lines_of(self.field.text()) != list(value):
            self.field.set("\n".join(value))

    def refuse(self, sentence: str) -> None:
        self.field.set_error(sentence)

    def eventFilter(self, watched: object, event: Any) -> bool:
        if event.type() == event.Type.FocusOut:
            self.left.emit()
        return False

    def _typed(self, text: str) -> None:
        self.typed.emit(text)


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(text: str) -> int | None:
    try:
        return int(text.strip())
    except ValueError:
        return None
