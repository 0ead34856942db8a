"""The notes of a session with the composer at their foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent

from mentor_desktop.ui.run.composer import Composer
from mentor_desktop.ui.run.note_panel import NotePanel
from mentor_desktop.ui.run.shown import NotesShown
from mentor_desktop.ui.run.state import NoteShown
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.note_list import NoteList, RowAction
from mentor_desktop.ui.widgets.note_rows import NoteRow
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.text import Dim
from mentor_desktop.words import _, ngettext


class _Notes(NoteList):
    """Asks for no more height than it must have: the page is not to outgrow a small window."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class NotesCard(Card):
    """See the module. Ids are hex text; `share(id, key)` has None for private, "" for everyone."""

    edit_asked = Signal(str)
    edited = Signal(str)
    edit_ended = Signal()
    restored = Signal(str, str)
    trashed = Signal(str)
    history_asked = Signal(str)
    share = Signal(str, object)
    checked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(_("Notes"), padding=14, gap=8)
        self.shared_chip = Chip("", "accent")
        self.private_chip = Chip("", "private", icon="lock")
        self.head.addWidget(self.shared_chip)
        self.head.addWidget(self.private_chip)
        self.list = _Notes(_("Notes of this session"))
        self.empty = Dim(_("What you write here is private until you share it."))
        self.composer = Composer()
        self.panel: NotePanel | None = None
        self.finder = SearchBox(_("Find in these notes"))
        self.finder.hide()
        self._all: NotesShown | None = None
        self._shown: dict[str, NoteShown] = {}
        self._audiences: tuple[tuple[str, str], ...] = ()
        self.body.addWidget(self.finder)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.composer)
        self.list.edit_asked.connect(self.edit_asked)
        self.list.activated_note.connect(self.edit_asked)
        self.list.delete_asked.connect(self.trashed)
        self.finder.changed.connect(self._narrow)
        self.finder.submitted.connect(lambda _words: self.list.setFocus())
        self.finder.left.connect(self._found)
        self.list.selectionModel().currentChanged.connect(self._offer_actions)

    def show_notes(self, shown: NotesShown) -> None:
        """The rows that hold the words looked for, and the two counts."""
        if len(shown.rows) > len(self._shown):
            self._end_finding()  # the new note is to be seen
        self._all = shown
        rows = [row_of(each) for each in shown.rows if self._fits(each)]
        before = self.list.notes.rows()
        self._shown = {each.id: each for each in shown.rows}
        self._audiences = shown.audiences
        if len(rows) == len(before) + 1 and list(before) == rows[:-1]:
            self.list.append(rows[-1])
        elif [row.id for row in rows] == [row.id for row in before]:
            for old, row in zip(list(before), rows, strict=True):
                if old != row:
                    self.list.replace(row)
        else:
            kept = self.list.current_note()
            self.list.set_rows(rows, at_end=True)
            if kept in [row.id for row in rows]:
                self.list.show_note(kept)
        words = ngettext("%(count)d shared", "%(count)d shared", shown.shared) % {"count": shown.shared}
        self.shared_chip.set(words)
        words = ngettext("%(count)d private", "%(count)d private", shown.private) % {"count": shown.private}
        self.private_chip.set(words)
        self.private_chip.setVisible(shown.private > 0)
        self.shared_chip.setVisible(shown.shared > 0)
        self.empty.setVisible(not shown.rows)
        self.composer.set_audiences(shown.audiences, shown.audience)
        if self.panel is not None and self.panel.note not in self._shown:
            self.close_panel()

    def start_finding(self) -> None:
        """Opens the field that finds words in these notes."""
        self.finder.show()
        self.finder.setFocus()

    def show_editor(self, note: str, text: str, earlier: Sequence[tuple[str, str]]) -> None:
        """Lets a note be changed where it stands."""
        self.close_panel()
        if note not in self._shown:
            return
        if self.list.current_note() != note:
            self.list.show_note(note)
        self.panel = NotePanel(self.list, note, text, earlier)
        self.panel.edited.connect(self.edited)
        self.panel.done.connect(self._done)
        self.panel.restored.connect(self._restore)

    def close_panel(self) -> None:
        """Done with changing."""
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.composer.set_room(self.width() - 28)
        if self.panel is not None:
            self.panel.place()

    def _fits(self, note: NoteShown) -> bool:
        edited = self.panel is not None and self.panel.note == note.id
        return edited or all(word in note.text.casefold() for word in self.finder.text().casefold().split())

    def _narrow(self) -> None:
        if self._all is not None:
            self.show_notes(self._all)

    def _end_finding(self) -> None:
        with QSignalBlocker(self.finder):
            self.finder.set_text("")
        self.finder.hide()

    def _found(self) -> None:
        """Esc in the empty field."""
        self._end_finding()
        self.composer.editor.setFocus()

    def _done(self) -> None:
        self.close_panel()
        self.edit_ended.emit()
        self.list.setFocus()

    def _restore(self, note: str, text: str) -> None:
        self.close_panel()
        self.restored.emit(note, text)
        self.list.setFocus()

    def _offer_actions(self) -> None:
        self.list.set_actions(self._actions(self._shown.get(self.list.current_note())))

    def _actions(self, note: NoteShown | None) -> list[RowAction]:
        if note is None:
            return []
        found: list[RowAction] = [(_("Change"), "F2", self.edit_asked.emit)]
        if note.private:
            found.append((_("Share with everyone here"), "", lambda id_: self.share.emit(id_, "")))
        for key, words in self._audiences:
            if key:
                found.append(
                    (
                        _("Share: %(who)s") % {"who": words},
                        "",
                        lambda id_, key=key: self.share.emit(id_, key),  # type: ignore[misc]
                    )
                )
        if not note.private:
            found.append((_("Keep private"), "", lambda id_: self.share.emit(id_, None)))
        if note.kind in ("reading", "question"):
            words = _("Mark as not asked yet") if note.checked else _("Mark as asked")
            found.append((words, "", lambda id_: self.checked.emit(id_, not note.checked)))
        found.append((_("Earlier wordings"), "", self.history_asked.emit))
        found.append((_("Move to the trash"), "Del", self.trashed.emit))
        return found


def row_of(shown: NoteShown) -> NoteRow:
    """A note as the list draws it."""
    return NoteRow(shown.id, shown.text, shown.time, shown.private, shown.chips)
