"""A promise with its tick and chip, the same on every page."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip, Kind


class PromiseRow(CheckRow):
    """A row of words with a chip at its end; `spoken` is the whole meaning for a screen reader."""

    def __init__(
        self, text: str, sub: str, chip: str, kind: Kind, spoken: str, *, done: bool = False,
        parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(text, sub, Chip(chip, kind) if chip else None, checked=done, parent=parent)
        self.setAccessibleName(spoken)

    def minimumSizeHint(self) -> QSize:
        # The height follows the width; as a minimum it would be that of the narrowest row there ever was.
        return QSize(super().minimumSizeHint().width(), current().px(32))
