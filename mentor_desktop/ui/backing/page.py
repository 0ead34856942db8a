"""Wires the step that brings a backup back where no vault is open: before the lock screen or a first run.

May import Qt and widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentor_desktop.ui.ask import Asker
from mentor_desktop.ui.backing.aside import Aside
from mentor_desktop.ui.backing.bringing import Bringing, Brought
from mentor_desktop.ui.backing.step import BringStep
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.centred import Centred
from mentor_desktop.words import _

_WIDTH, _PADDING = 520, 28


class BringPage(QWidget):
    """The step alone in the middle. Esc stops it, or leaves."""

    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.step = BringStep(
            _("Back"),
            _(
                "Choose its file, then type the recovery key from your paper. It becomes a new folder; the"
                " backup stays as it is."
            ),
        )
        card = Card(padding=_PADDING)
        card.body.addWidget(self.step)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Centred(card, _WIDTH))
        self.setFocusProxy(self.step)

    def say(self, sentence: str) -> None:
        """Says something, and leaves alone what is being typed."""
        self.step.say(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def bring_page(
    aside: Aside, asker: Asker, beside: Path, done: Callable[[Brought], None], back: Callable[[], None],
    file: Path | None = None,
) -> tuple[BringPage, Callable[[], None]]:  # fmt: skip
    """The page, and what ends it when it is left."""
    page = BringPage()
    bringing = Bringing(page.step, aside, asker, beside, done, file)
    wire(page.step, bringing)
    page.step.leave_asked.connect(back)

    def escaped() -> None:
        if page.step.leave.isEnabled():
            back()
        else:
            bringing.cancel()

    page.escaped.connect(escaped)
    return page, bringing.end


def wire(step: BringStep, bringing: Bringing) -> None:
    """Connects the step with what decides."""
    step.file_asked.connect(bringing.choose_file)
    step.place_asked.connect(bringing.choose_place)
    step.way_asked.connect(bringing.turn)
    step.asked.connect(bringing.go)
    step.cancelled.connect(bringing.cancel)
