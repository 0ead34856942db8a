"""The cards of where the vault lies and what is in its trash. May import Qt and widgets."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.settings.state import SettingsState, TrashLine
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, rounded
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.row_list import Index, Row, RowDelegate, RowList, RowModel
from mentor_desktop.ui.widgets.text import Small, Text
from mentor_desktop.words import _

_ROW = 52
_SHOWN = 7
BACK = "back"


class PlaceCard(Card):
    """The folder, and what is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your vault"), parent=parent)
        self.folder = Text("")
        self.counts = Small("")
        self.body.addWidget(self.folder)
        self.body.addWidget(self.counts)

    def show_state(self, state: SettingsState) -> None:
        """Show place and counts."""
        self.folder.set(state.place)
        self.folder.setAccessibleName(_("The vault lies in %(folder)s") % {"folder": state.place})
        self.counts.set(state.counts)


class _Lines(RowDelegate):
    """A thing of the trash: its words, what it is, and the button that brings it back."""

    def height(self, row: Row) -> int:
        return current().px(_ROW)

    def buttons(self, row: Row, rect: QRect) -> list[tuple[str, str, str, QRect]]:
        theme = current()
        words = _("Bring back")
        width = round(theme.metrics("chip").horizontalAdvance(words)) + 2 * theme.px(9) + 1
        high = theme.px(26)
        left = rect.right() - theme.px(6) - width
        return [(BACK, words, "plain", QRect(left, rect.center().y() - high // 2, width, high))]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(RowModel.RowRole)
        if not isinstance(line, TrashLine):
            return
        theme = current()
        painter.save()
        self.ground(painter, option)
        box = option.rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
        ((_key, words, _kind, place),) = self.buttons(line, option.rect)
        room = max(place.left() - box.left() - theme.px(12), 1)
        top = box.top() + (box.height() - theme.line_height("body") - theme.line_height("small")) // 2
        first = QRect(box.left(), top, room, theme.line_height("body"))
        second = QRect(box.left(), first.bottom() + 1, room, theme.line_height("small"))
        self.words(painter, option, first, line.words, "body")
        self.words(painter, option, second, line.sub, "small", "dim")
        at = QStyle.visualRect(option.direction, option.rect, place)
        rounded(painter, at, RADIUS, theme.colour("surface"), theme.colour("field_line"))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("chip"))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


class TrashCard(Card):
    """`restored(key)` for the thing to bring back: Enter on its line, or its button."""

    restored = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Trash"), parent=parent)
        self.line = Small("")
        self.list = RowList(_("Trash"), click_opens=False, uniform=True)
        self.list.setAccessibleDescription(_("Enter brings a thing back."))
        self.list.set_delegate(_Lines(self.list))
        self.list.activated_row.connect(self.restored)
        self.list.pressed_button.connect(self._pressed)
        current().changed.connect(self._fit)
        self.body.addWidget(self.line)
        self.body.addWidget(self.list)
        self._fit()

    def show_state(self, state: SettingsState) -> None:
        """Show what is in it."""
        self.line.set(state.trash_line)
        self.list.set_rows(state.trash)
        self.list.setVisible(bool(state.trash))
        self._fit()

    def _fit(self) -> None:
        count = min(max(len(self.list.rows.rows()), 1), _SHOWN)
        self.list.setFixedHeight(count * current().px(_ROW) + 2)

    def _pressed(self, _button: str, key: str) -> None:
        self.restored.emit(key)
