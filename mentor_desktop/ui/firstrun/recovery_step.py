"""The card that shows the recovery key and asks two of its groups back. May import Qt and widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, rounded
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.field import Labelled
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Dim, PageTitle, Small, Text
from mentor_desktop.words import _

_COLUMNS = 3
_LONGEST = 12


class _Group(QWidget):
    """One group, large, in a frame, spoken letter by letter."""

    def __init__(self, number: int, letters: str) -> None:
        super().__init__()
        self._letters = letters
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            _("Group %(number)d: %(letters)s") % {"number": number, "letters": " ".join(letters)}
        )

    def sizeHint(self) -> QSize:
        return QSize(current().px(110), current().px(42))

    def minimumSizeHint(self) -> QSize:
        advance = current().metrics("card_title").horizontalAdvance(self._letters)
        return QSize(round(advance) + current().px(20), current().px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        rounded(p, self.rect(), RADIUS, theme.colour("surface"), theme.colour("line"))
        p.setPen(theme.colour("text"))
        p.setFont(theme.font("card_title"))
        p.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


class TypedField(QLineEdit):
    """Takes keys alone: nothing can be pasted or dropped, so that what it holds was read from paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            event.accept()  # on some systems that pastes what was selected
        else:
            super().mouseReleaseEvent(event)


class RecoveryStep(QWidget):
    """`asked` is Next or Enter in the last field; `others` are buttons at the card's lower left."""

    asked = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(
        self, step: str, key_groups: Sequence[str], wanted: tuple[int, int],
        others: tuple[Button, ...] = (), *, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._fields: list[Labelled] = []
        self._edits: list[TypedField] = []
        self._print = Button(_("Print"), icon="printer")
        self._save = Button(_("Save as a sheet"), icon="save")
        self.said = Small("", wrap=True)
        self.said.hide()
        self.progress = ProgressBar(_("Making the vault"))
        self.progress.hide()
        self.next_button = Button(_("Next"), "primary")
        self._print.clicked.connect(self._print_pressed)
        self._save.clicked.connect(self._save_pressed)
        self.next_button.clicked.connect(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Small(step))
        column.addWidget(PageTitle(_("Keep this recovery key on paper")))
        column.addWidget(
            Dim(
                _(
                    "It opens the vault if the passphrase is forgotten. It is shown once; it is stored "
                    "nowhere else."
                )
            )
        )
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, letters in enumerate(key_groups):
            grid.addWidget(_Group(at + 1, letters), at // _COLUMNS, at % _COLUMNS)
        column.addLayout(grid)
        copies = QHBoxLayout()
        copies.setSpacing(12)
        copies.addWidget(self._print)
        copies.addWidget(self._save)
        copies.addStretch(1)
        column.addLayout(copies)
        column.addWidget(self.said)
        column.addWidget(
            Text(
                _("To be sure it is on paper, type groups %(first)d and %(second)d:")
                % {"first": wanted[0], "second": wanted[1]}
            )
        )
        column.addLayout(self._answers(wanted))
        column.addWidget(self.progress)
        if others:
            foot = QHBoxLayout()
            foot.setSpacing(12)
            for button in others:
                foot.addWidget(button)
            foot.addStretch(1)
            column.addLayout(foot)
        self.setFocusProxy(self._edits[0])

    def typed(self) -> tuple[str, str]:
        """What was typed as the two groups."""
        first, second = self._edits
        return first.text(), second.text()

    def refuse(self, which: int, sentence: str) -> None:
        """Say what is wrong below the first (0) or the second (1) group."""
        self._fields[which].set_error(sentence)
        self._edits[which].setFocus()
        self._edits[which].selectAll()

    def set_busy(self, busy: bool) -> None:
        """Whether what comes next is under way."""
        self.next_button.setEnabled(not busy)
        self.progress.setVisible(busy)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence below the buttons: saved, or not."""
        self.said.set(sentence)
        self.said.set_tone("danger" if wrong else "dim")
        self.said.setVisible(bool(sentence))

    def wipe(self) -> None:
        """Empty what was typed."""
        for edit in self._edits:
            edit.setText("")

    def _answers(self, wanted: tuple[int, int]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for at, number in enumerate(wanted):
            edit = TypedField()
            words = _("Group %(number)d") % {"number": number}
            edit.setPlaceholderText(words)
            edit.setToolTip(words)  # a narrow field shortens it
            field = Labelled("", edit)
            edit.setAccessibleName(words)
            field.column.addStretch(1)
            edit.textEdited.connect(lambda _text, field=field: field.set_error(""))
            edit.returnPressed.connect(lambda at=at: self._entered(at))
            self._edits.append(edit)
            self._fields.append(field)
            row.addWidget(field, 1)
        column = QVBoxLayout()
        column.addWidget(self.next_button)
        column.addStretch(1)
        row.addLayout(column)
        return row

    def _entered(self, at: int) -> None:
        if at == 0:
            self._edits[1].setFocus()
        else:
            self.asked.emit()

    def _next(self) -> None:
        self.asked.emit()

    def _print_pressed(self) -> None:
        self.print_asked.emit()

    def _save_pressed(self) -> None:
        self.save_asked.emit()
