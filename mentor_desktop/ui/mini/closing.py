"""The short wrap-up in the mini window: what mattered, promises, the next time, and done."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.mini.state import Closing
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.text import Small, Text
from mentor_desktop.words import _, ngettext


class ClosingPane(QWidget):
    """See the module."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = Small("")
        self.mattered = TextField("", placeholder=_("What mattered most?"), limit=2000)
        self.mattered.edit.setAccessibleName(_("What mattered most, private"))
        self.private = Chip(_("Private"), "private", icon="lock")
        self.promises = Text("")
        self.keep = Button(_("Keep these promises"), icon="handshake", small=True)
        self.unclear = Small("")
        self.next_time = Button("", icon="calendar", small=True)
        self.planned = Small("")
        self.finish = Button(_("Finish now"), "primary", small=True)
        self.full = Button(_("Full wrap-up"), small=True)
        self.later = Button(_("Finish later"), "quiet", small=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.mattered, 1)
        line.addWidget(self.private)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(self.counts)
        column.addLayout(line)
        column.addWidget(self.promises)
        column.addWidget(ChipFlow([self.keep, self.next_time]))
        column.addWidget(self.unclear)
        column.addWidget(self.planned)
        column.addWidget(ChipFlow([self.finish, self.full, self.later]))
        for part in (self.promises, self.keep, self.next_time, self.unclear, self.planned):
            part.hide()  # until it is known what there is

    def show_closing(self, shown: Closing, texts: bool) -> None:
        """The wrap-up as it stands; `texts` fills the field that may be in use."""
        self.counts.set(shown.counts)
        if texts or shown.hidden:
            self.mattered.set(shown.mattered)
        self.mattered.setVisible(not shown.hidden)
        self.private.setVisible(not shown.hidden)
        self.promises.set("\n".join(shown.promises))
        self.promises.setVisible(bool(shown.promises))
        self.keep.setVisible(bool(shown.promises))
        words = ngettext(
            "%(count)d promise needs the full wrap-up.", "%(count)d promises need the full wrap-up.",
            shown.unclear,
        )  # fmt: skip
        self.unclear.set(words % {"count": shown.unclear})
        self.unclear.setVisible(shown.unclear > 0)
        self.next_time.set_label(shown.next_time)
        self.next_time.setVisible(bool(shown.next_time))
        self.planned.set(shown.planned)
        self.planned.setVisible(bool(shown.planned))
