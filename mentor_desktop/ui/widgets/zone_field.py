"""A place, and with it a time zone, found by typing a city or a country.

Knows nothing of zones: what fits the words typed comes from a function that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import elided
from mentor_desktop.ui.widgets.field import Labelled
from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.words import _, place

_ROW = 34
_SHOWN = 5
_ELSEWHERE = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
)  # the field is not left


class Place(Protocol):
    """A place with its clock."""

    @property
    def name(self) -> str:
        """The city."""
        ...

    @property
    def country(self) -> str:
        """The country, "" where there is none."""
        ...

    @property
    def zone(self) -> str:
        """The IANA zone."""
        ...


Find = Callable[[str], Sequence[Place]]


@dataclass(frozen=True)
class _Offer:
    key: str
    name: str
    rest: str

    @property
    def spoken(self) -> str:
        return f"{self.name}, {self.rest}"


class _Offers(RowDelegate):
    def height(self, row: object) -> int:
        return current().px(_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer = index.data(RowModel.RowRole)
        if not isinstance(offer, _Offer):
            return
        theme = current()
        painter.save()
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1).toRectF(), 6, 6)
        inner = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        wide = round(theme.metrics("body").horizontalAdvance(elided(offer.name, "body", inner.width()))) + 1
        self.words(
            painter, option, QRect(inner.left(), inner.top(), wide, inner.height()), offer.name, "body"
        )
        rest = inner.adjusted(wide + theme.px(8), 0, 0, 0)
        if rest.width() > theme.px(30):
            self.words(painter, option, rest, offer.rest, "small", "dim")
        painter.restore()


class ZoneField(Labelled):
    """`chosen(zone)` when the person picks a place; the field then says its name.

    `find(text)` gives the places that fit, the best first. Arrows move among them while the field keeps the
    focus, Enter takes one, Esc brings back what was chosen before. `entered` on Enter with nothing offered,
    `left` when the focus goes, which takes the place that is marked.
    """

    chosen = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(
        self, label: str, zone: str = "", *, find: Find, help_text: str = "", placeholder: str = "",
        parent: QWidget | None = None
    ) -> None:  # fmt: skip
        self.edit = QLineEdit()
        super().__init__(label, self.edit, help_text=help_text, parent=parent)
        self._find = find
        self._zone = ""
        self._name = ""
        self.edit.setMaxLength(100)
        self.edit.setPlaceholderText(placeholder or _("City or country"))
        self.offers = RowList(_("Places that fit"))
        self.offers.set_delegate(_Offers(self.offers))
        self.offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offers.activated_row.connect(self._picked)
        self.column.insertWidget(2, self.offers)
        self.offers.hide()
        self._places: dict[str, Place] = {}
        self.edit.textEdited.connect(self._typed)
        self.edit.installEventFilter(self)
        self.set_zone(zone)

    def zone(self) -> str:
        """The zone chosen, "" for none."""
        return self._zone

    def set_zone(self, zone: str, name: str = "") -> None:
        """Shows a zone without a signal, by the name of a place or else by its own city.

        While the person types, the words are left alone; when the focus goes they say what stands.
        """
        named = name or (place(zone) if zone else "")
        stands = zone == self._zone and (not name or name == self._name)
        self._zone, self._name = zone, self._name if stands and self._name else named
        typing = self.edit.hasFocus() and (stands or self.edit.isModified())
        if not typing:
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _ELSEWHERE:
            self._lost()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "offers"):
            self._fit()

    def _key(self, event: QKeyEvent) -> bool:
        shown = not self.offers.isHidden()
        key = event.key()
        if shown and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            at = min(max(self.offers.currentIndex().row() + step, 0), self.offers.rows.rowCount() - 1)
            self.offers.setCurrentIndex(self.offers.rows.index(at))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if shown:
                self._picked(self.offers.current_key())
            else:
                self.entered.emit()
            return True
        if shown and key == Qt.Key.Key_Escape:
            self._show()
            return True
        return False

    def _typed(self, text: str) -> None:
        self.set_error("")
        found = self._find(text)[:_SHOWN]
        self._places = {str(at): each for at, each in enumerate(found)}
        self.offers.rows.set_rows(
            [
                _Offer(key, each.name, f"{each.country} · {each.zone}" if each.country else each.zone)
                for key, each in self._places.items()
            ]
        )
        self.offers.setVisible(bool(found))
        if found:
            self.offers.choose_first()
        self._fit()
        if text.strip() and not found:
            self.set_error(_("No such place is known. Try a larger city nearby."))
        if not text.strip() and self._zone:
            self._zone, self._name = "", ""
            self.chosen.emit("")

    def _picked(self, key: str) -> None:
        picked = self._places.get(key)
        if picked is not None:
            self.set_zone(picked.zone, picked.name)
            self._show()
            self.chosen.emit(picked.zone)

    def _lost(self) -> None:
        if not self.offers.isHidden() and self.edit.text().strip():
            self._picked(self.offers.current_key())
        self._show()
        self.left.emit()

    def _show(self) -> None:
        self.edit.setText(self._name)
        self.edit.setToolTip(self._zone)
        self.offers.hide()
        self.set_error("")

    def _fit(self) -> None:
        self.offers.setFixedHeight(current().px(_ROW) * max(self.offers.rows.rowCount(), 1))
