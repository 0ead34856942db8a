"""The rows of a list of notes and the item model that feeds them in pages, so 100,000 rows open at once.

May import Qt's core and words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentor_desktop.words import _

PAGE = 200
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class NoteRow:
    """One note as it is shown.

    `time` and `spoken_time` are ready words; `chips` are (words, kind, icon or "").
    """

    id: str
    text: str
    time: str = ""
    private: bool = False
    chips: tuple[tuple[str, str, str], ...] = ()
    who: str = ""


class NoteModel(QAbstractListModel):
    """A window of rows over a list that may be long.

    It grows by a page at its end and, on request, at its start.
    """

    NoteRole = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[NoteRow] = []
        self._first = 0
        self._end = 0

    def set_rows(self, rows: Sequence[NoteRow], *, at_end: bool = False) -> None:
        """Replaces all rows. With `at_end` the last page is shown, else the first."""
        self.beginResetModel()
        self._rows = list(rows)
        self._first = max(len(self._rows) - PAGE, 0) if at_end else 0
        self._end = min(self._first + PAGE, len(self._rows))
        self.endResetModel()

    def append(self, row: NoteRow) -> None:
        """Adds a row at the end and shows it."""
        if self._end < len(self._rows):
            self.set_rows([*self._rows, row], at_end=True)
            return
        at = self._end - self._first
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.append(row)
        self._end += 1
        self.endInsertRows()

    def replace(self, row: NoteRow) -> None:
        """Puts a row in the place of the one with its id; an unknown id raises KeyError."""
        at = self._at(row.id)
        self._rows[at] = row
        if self._first <= at < self._end:
            index = self.index(at - self._first)
            self.dataChanged.emit(index, index)

    def remove(self, note_id: str) -> None:
        """Takes a row out; an unknown id raises KeyError."""
        at = self._at(note_id)
        if not self._first <= at < self._end:
            del self._rows[at]
            if at < self._first:
                self._first, self._end = self._first - 1, self._end - 1
            return
        self.beginRemoveRows(QModelIndex(), at - self._first, at - self._first)
        del self._rows[at]
        self._end -= 1
        self.endRemoveRows()

    def reveal(self, note_id: str) -> QModelIndex:
        """The index of a row, with the window moved there where it was elsewhere.

        An unknown id raises KeyError.
        """
        at = self._at(note_id)
        if not self._first <= at < self._end:
            self.beginResetModel()
            self._first = max(at - PAGE // 2, 0)
            self._end = min(self._first + PAGE, len(self._rows))
            self.endResetModel()
        return self.index(at - self._first)

    def fetch_earlier(self) -> int:
        """Shows one page more at the start; returns how many rows that were."""
        count = min(PAGE, self._first)
        if count:
            self.beginInsertRows(QModelIndex(), 0, count - 1)
            self._first -= count
            self.endInsertRows()
        return count

    def rows(self) -> Sequence[NoteRow]:
        """All rows, shown or not."""
        return self._rows

    def row_at(self, index: Index) -> NoteRow | None:
        """The row of an index, or None."""
        if not index.isValid() or not 0 <= index.row() < self._end - self._first:
            return None
        return self._rows[self._first + index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._end - self._first

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._end < len(self._rows)

    def fetchMore(self, parent: Index) -> None:
        count = min(PAGE, len(self._rows) - self._end)
        if count > 0 and not parent.isValid():
            at = self._end - self._first
            self.beginInsertRows(QModelIndex(), at, at + count - 1)
            self._end += count
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == self.NoteRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    def _at(self, note_id: str) -> int:
        for at, row in enumerate(self._rows):
            if row.id == note_id:
                return at
        raise KeyError(note_id)


def spoken(row: NoteRow) -> str:
    """A row as a screen reader says it: what kind, when, the text, its marks."""
    values = {"time": row.time, "text": row.text, "marks": ", ".join(chip[0] for chip in row.chips)}
    if row.private and row.chips:
        return _("Private note, %(time)s. %(text)s. %(marks)s.") % values
    if row.private:
        return _("Private note, %(time)s. %(text)s") % values
    if row.chips:
        return _("Note, %(time)s. %(text)s. %(marks)s.") % values
    return _("Note, %(time)s. %(text)s") % values
