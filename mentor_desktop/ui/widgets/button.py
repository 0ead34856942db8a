"""Buttons: plain, primary, quiet and danger, with the shortcut shown beside the words; and a button with a
menu.

May import Qt, the theme and icons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import (
    RADIUS,
    PaintedButton,
    elided,
    key_cap,
    key_cap_size,
    key_text,
    placed,
    ring,
    rounded,
    write,
)

Kind = Literal["plain", "primary", "quiet", "danger"]
_GAP = 7


class Button(PaintedButton):
    """A button of one kind.

    `key` shows a shortcut as a key cap and as the spoken description; the action itself belongs to a menu.
    `icon_only` keeps the text as name and tool tip. `small` is 26 px high instead of 34. A checkable button
    that is checked looks like a primary one.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = "plain",
        *,
        key: str = "",
        icon: str = "",
        icon_only: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._kind: Kind = kind
        self._key = key_text(key) if key else ""
        self._icon = icon
        self._icon_only = icon_only
        self._small = small
        self._arrow = False
        self._measured: tuple[tuple[str, str, bool, str, int], QSize] | None = None
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self._key)
        self._tip()

    def set_icon_only(self, only: bool) -> None:
        """Turns to the icon alone where room is short; name and tool tip stay."""
        if only != self._icon_only:
            self._icon_only = only
            self._tip()
            self.updateGeometry()
            self.update()

    def set_icon(self, name: str) -> None:
        """Changes the icon."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Changes the kind."""
        self._kind = kind
        self.update()

    def set_label(self, text: str) -> None:
        super().set_label(text)
        self._tip()

    def sizeHint(self) -> QSize:
        # Layouts ask often; what was measured stands while none of this changes.
        state = (self.text(), self._icon, self._icon_only, self._kind, current().percent)
        if self._measured is None or self._measured[0] != state:
            self._measured = (state, self._measure())
        return self._measured[1]

    def _measure(self) -> QSize:
        theme = current()
        height = theme.px(26 if self._small else 34)
        if self._icon_only:
            return QSize(height, height)
        width = theme.metrics(self._role()).horizontalAdvance(self.text()) + 2 * theme.px(self._pad())
        if self._icon:
            width += theme.px(18 + _GAP - 2)
        if self._key:
            width += key_cap_size(self._key).width() + theme.px(_GAP + 2)
        if self._arrow:
            width += theme.px(14 + _GAP)
        return QSize(round(width) + 1, height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), current().px(110)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        fill, line, ink = self._colours()
        rounded(p, self.rect(), RADIUS, fill, line)
        if self.ringed():
            self._paint_ring(p)
        if self._icon_only:
            size = theme.px(18)
            picture = icons.pixmap(self._icon, ink, size, self.devicePixelRatioF())
            p.drawPixmap(QPoint((self.width() - size) // 2, (self.height() - size) // 2), picture)
            return
        self._paint_words(p, ink)

    def _paint_words(self, p: QPainter, ink: QColor) -> None:
        theme = current()
        inner = self.sizeHint().width() - 2 * theme.px(self._pad())
        pad = max(theme.px(self._pad()), (self.width() - inner) // 2)
        left, right = pad, self.width() - min(pad, theme.px(self._pad()) if self._key or self._arrow else pad)
        if self._icon:
            size = theme.px(16)
            at = placed(self, QRect(left - theme.px(2), (self.height() - size) // 2, size, size))
            p.drawPixmap(at.topLeft(), icons.pixmap(self._icon, ink, size, self.devicePixelRatioF()))
            left += theme.px(16 + _GAP)
        if self._arrow:
            size = theme.px(14)
            at = placed(self, QRect(right - size, (self.height() - size) // 2, size, size))
            p.drawPixmap(at.topLeft(), icons.pixmap("chevron-down", ink, size, self.devicePixelRatioF(), 2.4))
            right -= size + theme.px(_GAP)
        if self._key:
            size = key_cap_size(self._key).width()
            at = placed(self, QRect(right - size + theme.px(3), 0, size, self.height()))
            key_cap(p, at, self._key, self._ink_name() if self._strong() else "dim")
            right -= size + theme.px(_GAP)
        role = self._role()
        p.setFont(theme.font(role))
        p.setPen(ink)
        room = placed(self, QRect(left, 0, max(right - left, 1), self.height()))
        shown = elided(self.text(), role, room.width() + 1)
        self.tell_whole(shown)
        write(p, room, shown, self.layoutDirection())

    def _paint_ring(self, p: QPainter) -> None:
        if self._strong():
            rounded(p, self.rect().adjusted(2, 2, -2, -2), RADIUS - 2, None, current().colour("surface"), 1.5)
        else:
            ring(p, self.rect())

    def _strong(self) -> bool:
        return self.isEnabled() and (self._kind == "primary" or self.isChecked())

    def _ink_name(self) -> str:
        if not self.isEnabled():
            return "dim"
        if self._strong():
            return "on_accent"
        return "danger" if self._kind == "danger" else "text"

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        theme = current()
        ink = theme.colour(self._ink_name())
        if self._strong():
            fill = theme.colour("accent")
            if self.isDown() or self.hot():
                fill = fill.lighter(112) if not theme.tokens.dark else fill.darker(108)
            return fill, None, ink
        touched = self.isDown() or self.hot()
        if self._kind == "quiet":
            return theme.colour("hover") if touched else None, None, ink
        edge = "danger" if self._kind == "danger" and self.isEnabled() else "field_line"
        line = theme.colour(edge if self.isEnabled() else "line")
        return theme.colour("hover" if touched else "surface"), line, ink

    def _role(self) -> str:
        if self._small:
            return "chip"
        return "strong" if self._kind == "primary" else "button"

    def _pad(self) -> int:
        return 9 if self._small else 14

    def _tip(self) -> None:
        tip = f"{self.text()}  {self._key}".strip()
        self.setToolTip(tip if self._icon_only else "")


class MenuButton(Button):
    """A button that opens a list of actions: pairs of words and what they do; None makes a separator."""

    def __init__(
        self,
        text: str,
        entries: Sequence[tuple[str, Callable[[], None]] | None] = (),
        kind: Kind = "plain",
        *,
        icon: str = "",
        icon_only: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, kind, icon=icon, icon_only=icon_only, small=small, parent=parent)
        self._arrow = not icon_only
        self._measured = None
        self.menu = QMenu(self)
        self.set_entries(entries)
        self.clicked.connect(self.open)

    def set_entries(self, entries: Sequence[tuple[str, Callable[[], None]] | None]) -> None:
        """Replaces the actions."""
        self.menu.clear()
        for entry in entries:
            if entry is None:
                self.menu.addSeparator()
                continue
            words, act = entry
            action = QAction(words.replace("&", "&&"), self.menu)
            action.triggered.connect(lambda _=False, act=act: act())
            self.menu.addAction(action)

    def open(self) -> None:
        """Shows the list below the button; it does not wait for the choice."""
        corner = self.rect().bottomLeft()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner = self.rect().bottomRight() - QPoint(self.menu.sizeHint().width(), 0)
        self.menu.popup(self.mapToGlobal(corner + QPoint(0, 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open()
        else:
            super().keyPressEvent(event)
