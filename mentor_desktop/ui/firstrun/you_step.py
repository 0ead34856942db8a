"""The card that asks for a name, a time zone and the vault's place. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Dim, PageTitle, Small
from mentor_desktop.ui.widgets.zone_field import Find, ZoneField
from mentor_desktop.words import _


class YouStep(QWidget):
    """`asked` makes the vault."""

    asked = Signal()
    place_asked = Signal()

    def __init__(self, step: str, zone: str, find: Find, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = TextField(_("Your name"), placeholder=_("As the people you mentor call you"), limit=200)
        self.zone = ZoneField(_("Your time zone"), zone, find=find)
        self.place = TextField(_("Where the vault is kept"), limit=4_000)
        self.place.edit.setReadOnly(True)
        self.place_button = Button(_("Choose…"), icon="folder")
        self.place_button.setAccessibleName(_("Choose where the vault is kept"))
        self.next_button = Button(_("Make my vault"), "primary")
        self.progress = ProgressBar(_("Making the vault"))
        self.said = Small("")
        self.place_button.clicked.connect(self._place)
        self.next_button.clicked.connect(self._next)
        self.name.entered.connect(self.zone.setFocus)
        self.zone.entered.connect(self.next_button.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Small(step))
        column.addWidget(PageTitle(_("Who are you?")))
        column.addWidget(Dim(_("Your name stands on what you share, and you plan by your own clock.")))
        column.addWidget(self.name)
        column.addWidget(self.zone)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.place_button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        column.addLayout(foot)
        self.setFocusProxy(self.name)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While the vault is being made nothing can be changed."""
        for part in (self.name, self.zone, self.place, self.place_button, self.next_button):
            part.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.say(_("Making your vault. This takes a moment.") if busy else "")

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence above the button."""
        self.said.set(sentence)
        self.said.set_tone("danger" if wrong else "dim")
        self.said.setVisible(bool(sentence))

    def _place(self) -> None:
        self.place_asked.emit()

    def _next(self) -> None:
        self.asked.emit()
