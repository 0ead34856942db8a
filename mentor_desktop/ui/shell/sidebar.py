"""The sidebar.

Search, the eight sections, and at its foot the shield, the lock, the settings and the state line.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.text import Small
from mentor_desktop.words import _

WIDTH, ICONS, MARGIN = 216, 36, 10
HIGH, LOW = 34, 28


@dataclass(frozen=True)
class Section:
    """A section's key, its icon and its number on the keyboard, which it keeps though others are missing."""

    key: str
    icon: str
    number: int


SECTIONS = (
    Section("today", "calendar", 1),
    Section("people", "users", 2),
    Section("sessions", "messages-square", 3),
    Section("goals", "target", 4),
    Section("agreements", "file-check", 5),
    Section("follow-ups", "list-checks", 6),
    Section("learn", "book-open", 7),
    Section("insights", "bar-chart", 8),
)


class NavItem(PaintedButton):
    """One line of the sidebar; `moved(step)` when an arrow key leaves it."""

    moved = Signal(int)

    def __init__(
        self,
        text: str,
        icon: str,
        *,
        key: str = "",
        show_key: bool = False,
        group: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._icon = icon
        self._key = key_text(key) if show_key and key else ""
        self._badge = ""
        self._narrow = False
        self._dense = False
        super().__init__(text, parent)
        self.setCheckable(group)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(key_text(key) if key else "")

    def set_badge(self, badge: str) -> None:
        """A short count beside the words; "" takes it away."""
        self._badge = badge
        self.setAccessibleName(f"{self.text()}, {badge}" if badge else self.text())
        self._tip()
        self.update()

    def set_dense(self, dense: bool) -> None:
        """Lower lines, where large text leaves too little height."""
        if dense != self._dense:
            self._dense = dense
            self.updateGeometry()

    def set_narrow(self, narrow: bool) -> None:
        """Shows the icon alone; name and tool tip stay."""
        self._narrow = narrow
        self._tip()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(theme.px(36 if self._narrow else 160), theme.px(LOW if self._dense else HIGH))

    def minimumSizeHint(self) -> QSize:
        # Beside the bar of sections that scroll there is less room than the icons ask for.
        return QSize(current().px(28 if self._narrow else 34), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """The sidebar decides which section is chosen, not the click."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isCheckable() and self.isChecked()
        if on:
            edge = theme.colour("accent") if theme.tokens.name == "contrast" else None
            rounded(p, self.rect(), RADIUS, theme.colour("accent_soft"), edge)
        elif self.hot() or self.isDown():
            rounded(p, self.rect(), RADIUS, theme.colour("hover"), None)
        if self.ringed():
            ring(p, self.rect())
        ink = theme.colour("accent" if on else "text")
        picture_ink = ink if on else theme.colour("dim")
        size = theme.px(18)
        left = (self.width() - size) // 2 if self._narrow else theme.px(10)
        spot = placed(self, QRect(left, (self.height() - size) // 2, size, size))
        p.drawPixmap(spot.topLeft(), icons.pixmap(self._icon, picture_ink, size, self.devicePixelRatioF()))
        if self._narrow:
            if self._badge:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(theme.colour("accent"))
                dot = theme.px(6)
                p.drawEllipse(QRect(spot.right() - dot // 3, spot.top() - dot // 2, dot, dot))
            return
        self._paint_words(p, ink.name(), on)

    def _paint_words(self, p: QPainter, ink: str, on: bool) -> None:
        theme = current()
        left, right = theme.px(38), self.width() - theme.px(10)
        if self._key:
            width = key_cap_size(self._key).width()
            key_cap(p, placed(self, QRect(right - width + theme.px(2), 0, width, self.height())), self._key)
            right -= width + theme.px(8)
        elif self._badge:
            width = round(theme.metrics("chip").horizontalAdvance(self._badge)) + 1
            p.setFont(theme.font("chip"))
            p.setPen(theme.colour("accent" if on else "dim"))
            badge = placed(self, QRect(right - width, 0, width, self.height()))
            write(p, badge, self._badge, self.layoutDirection(), Qt.AlignmentFlag.AlignHCenter)
            right -= width + theme.px(8)
        role = "strong" if on else "body"
        p.setFont(theme.font(role))
        p.setPen(theme.colour("accent" if on else "text"))
        room = placed(self, QRect(left, 0, max(right - left, 1), self.height()))
        shown = elided(self.text(), role, room.width() + 1)
        self.tell_whole(shown)
        write(p, room, shown, self.layoutDirection())

    def _tip(self) -> None:
        self.setToolTip(self.accessibleName() if self._narrow else "")


class SearchButton(PaintedButton):
    """Looks like the search box and opens the palette: typing happens there."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        self._key = key_text(key)
        self._narrow = False
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self._key)

    def set_narrow(self, narrow: bool) -> None:
        """Shows the lens alone."""
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(36), current().px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        ground = "hover" if self.hot() else "surface"
        rounded(p, self.rect(), RADIUS, theme.colour(ground), theme.colour("field_line"))
        if self.ringed():
            ring(p, self.rect())
        size = theme.px(16)
        left = (self.width() - size) // 2 if self._narrow else theme.px(10)
        spot = placed(self, QRect(left, (self.height() - size) // 2, size, size))
        p.drawPixmap(
            QPoint(spot.topLeft()),
            icons.pixmap("search", theme.colour("dim"), size, self.devicePixelRatioF()),
        )
        if self._narrow:
            return
        cap = key_cap_size(self._key).width()
        key_cap(p, placed(self, QRect(self.width() - cap - theme.px(8), 0, cap, self.height())), self._key)
        room = placed(self, QRect(theme.px(31), 0, self.width() - cap - theme.px(42), self.height()))
        p.setFont(theme.font("small"))
        p.setPen(theme.colour("dim"))
        shown = elided(self.text(), "small", room.width())
        self.tell_whole(shown)
        write(p, room, shown, self.layoutDirection())


class StateLine(Small):
    """What is saved and, beside it, what is backed up: "Saved · backed up 09:02"."""

    def __init__(self) -> None:
        self._saved = self._backed_up = ""
        super().__init__("", wrap=True)

    def set(self, text: str) -> None:
        """What is saved."""
        self._saved = text
        self._show()

    def set_backup(self, text: str) -> None:
        """What is backed up, "" where nothing can be."""
        self._backed_up = text
        self._show()

    def _show(self) -> None:
        super().set(" · ".join(part for part in (self._saved, self._backed_up) if part))


class Sidebar(QWidget):
    """`chosen(key)` when a section is picked. The sections are one Tab stop, entered at the chosen one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = False
        self._items: dict[str, NavItem] = {}
        self.search = SearchButton(_("Search or jump to…"), "Ctrl+K")
        self.shield = NavItem(_("Privacy shield"), "shield", key="F8", show_key=True, group=False)
        self.lock = NavItem(_("Lock vault"), "lock", key="Ctrl+L", show_key=True, group=False)
        self.settings = NavItem(_("Settings"), "settings", key="Ctrl+,", show_key=True, group=False)
        self.state = StateLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(2)
        column.addWidget(self.search)
        column.addSpacing(8)
        self._nav = QVBoxLayout()
        self._nav.setSpacing(2)
        sections = QWidget()
        sections.setLayout(self._nav)
        self._nav.setContentsMargins(0, 0, 0, 0)
        self._nav.addStretch(1)
        self._scroll = Scroll(sections)  # large text on a small screen: the foot stays, the sections scroll
        column.addWidget(self._scroll, 1)
        for item in (self.shield, self.lock, self.settings):
            column.addWidget(item)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 0)
        foot.addWidget(self.state)
        column.addLayout(foot)

    def add(self, key: str, title: str, icon: str, shortcut: str) -> NavItem:
        """Shows a section; they stand in the order of `SECTIONS` whatever order they come in."""
        item = NavItem(title, icon, key=shortcut)
        item.setProperty("key", key)
        item.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        item.set_narrow(self._narrow)
        item.clicked.connect(self._clicked)
        item.moved.connect(self._moved)
        order = [section.key for section in SECTIONS]
        self._items[key] = item
        self._items = dict(sorted(self._items.items(), key=lambda pair: order.index(pair[0])))
        self._nav.insertWidget(list(self._items).index(key), item)
        stops = [self.search, *self._items.values(), self.shield, self.lock, self.settings]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)
        if len(self._items) == 1:
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return item

    def choose(self, key: str) -> None:
        """Marks a section as the one shown; a key that is not here marks none."""
        for each, item in self._items.items():
            item.setChecked(each == key)
        entered = key if key in self._items else next(iter(self._items), "")
        for each, item in self._items.items():
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == entered else Qt.FocusPolicy.ClickFocus)

    def item(self, key: str) -> NavItem:
        """The line of a section; KeyError where it is not registered."""
        return self._items[key]

    def set_narrow(self, narrow: bool) -> None:
        """Turns to icons or back."""
        self._narrow = narrow
        for item in [*self._items.values(), self.shield, self.lock, self.settings]:
            item.set_narrow(narrow)
        self.search.set_narrow(narrow)
        self.state.setVisible(not narrow)
        theme = current()
        self.setFixedWidth(theme.px(ICONS) + 2 * MARGIN if narrow else theme.px(WIDTH))
        self._judge_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge_height()

    def _judge_height(self) -> None:
        theme = current()
        lines = [*self._items.values(), self.shield, self.lock, self.settings]
        foot = 0 if self._narrow else theme.line_height("small") + 6
        needed = len(lines) * (theme.px(HIGH) + 2) + theme.px(36) + 8 + 24 + foot
        for line in lines:
            line.set_dense(needed > self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        p.fillRect(self.rect(), theme.colour("side"))
        p.fillRect(placed(self, QRect(self.width() - 1, 0, 1, self.height())), theme.colour("line"))

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, NavItem):
            self.chosen.emit(str(item.property("key")))

    def _moved(self, step: int) -> None:
        items = list(self._items.values())
        here = self.sender()
        if isinstance(here, NavItem):
            target = items[(items.index(here) + step) % len(items)]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(target)
