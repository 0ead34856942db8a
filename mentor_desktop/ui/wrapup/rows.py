"""Rows of the chain that are worked by keys alone, and the group that makes them one Tab stop.

May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import PaintedButton, placed, ring
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.row_tip import tells_whole
from mentor_desktop.ui.widgets.text import Text

Act = tuple[str, str, Callable[[], None]]  # words, key to show, what to do
PAD = 4  # between the ring and the words
_ROW = 28  # px at 100 % that a row is high at least
_OWNER = 60  # px at 100 % for the owner's name


def in_tab_order(before: QWidget, widgets: Sequence[QWidget]) -> None:
    """Gives widgets made later their place in the Tab order: right after `before`, in their own order."""
    for widget in widgets:
        policies = [(each, each.focusPolicy()) for each in (before, widget)]
        for each, _policy in policies:
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt orders only what takes the focus
        QWidget.setTabOrder(before, widget)
        for each, policy in policies:
            each.setFocusPolicy(policy)
        before = widget


class LineRow(PaintedButton):
    """Owner, words and chips in one row; what can be done with it is in its menu and on its keys.

    `keyed(key)` hands on Enter, F2 and Del as "enter", "edit" and "delete"; Space presses.
    """

    keyed = Signal(str)

    def __init__(
        self, owner: str, text: str, chips: Sequence[Chip], spoken: str, *, sub: str = "",
        struck: bool = False, action: str = "", menu: str = "", parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(spoken, parent)
        self._acts: Sequence[Act] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        tone = "dim" if struck else "text"
        self._owner = Text(owner, "small_strong", tone, wrap=False, parent=self)
        self._text = Text(text, "small", tone, parent=self)
        self._sub = Text(sub, "small", "dim", parent=self)
        self._sub.setVisible(bool(sub))
        self._chips = list(chips)
        for label in (self._owner, self._text, self._sub, *self._chips):
            label.setParent(self)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.button: Button | None = None
        if action:
            self.button = Button(action, small=True, parent=self)
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.button.clicked.connect(self._entered)
        self.more: Button | None = None
        if menu:
            self.more = Button(menu, "quiet", icon="more-horizontal", icon_only=True, small=True, parent=self)
            self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.more.clicked.connect(self._open_below)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """What the row's menu offers."""
        self._acts = acts

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(current().px(320), self._place(max(self.width(), current().px(320)), move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), current().px(_ROW))  # the real height follows from the width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._place(self.width(), move=True)
        return tells_whole(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        named = {
            Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_F2: "edit",
            Qt.Key.Key_Delete: "delete",
        }  # fmt: skip
        key = named.get(Qt.Key(event.key()))
        if key is not None:
            self.keyed.emit(key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        below = event.reason() != QContextMenuEvent.Reason.Mouse
        self.open_menu(self.mapToGlobal(QPoint(20, self.height())) if below else event.globalPos())

    def open_menu(self, where: QPoint) -> QMenu | None:
        """Opens the row's menu at a point of the screen, without waiting; None where there is nothing."""
        if not self._acts:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, key, act in self._acts:
            entry = QAction(f"{words}\t{key}" if key else words, menu)
            entry.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(entry)
        menu.popup(where)
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        if self.hot() or self.hasFocus():
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme.colour("hover"))
            p.drawRoundedRect(self.rect(), 6, 6)
        if self.ringed():
            ring(p, self.rect(), 6)

    def _entered(self) -> None:
        self.keyed.emit("enter")

    def _open_below(self) -> None:
        self.open_menu(self.mapToGlobal(QPoint(self.width() - current().px(40), self.height())))

    def _place(self, width: int, *, move: bool) -> int:
        theme = current()
        gap, pad = theme.px(8), PAD
        ends: list[QWidget] = [*self._chips, *(each for each in (self.button, self.more) if each is not None)]
        sizes = [each.sizeHint() for each in ends]
        taken = sum(size.width() + gap for size in sizes)
        left = min(theme.px(_OWNER), max(width // 4, 1))
        narrow = width - left - gap - taken < theme.px(110)
        room = max(width - left - gap - (0 if narrow else taken) - 2 * pad, 1)
        first = self._text.heightForWidth(room)
        second = self._sub.heightForWidth(room) if self._sub.text() else 0
        tallest = max((size.height() for size in sizes), default=0)
        words = first + second
        height = max(words + 2 * pad, 0 if narrow else tallest + 4) + (tallest + pad if narrow else 0)
        height = max(height, theme.px(_ROW))
        if move:
            middle = pad if narrow else (height - words) // 2
            pitch = theme.line_height("small")
            self._owner.setGeometry(placed(self, QRect(pad, middle, left - pad, pitch)))
            self._text.setGeometry(placed(self, QRect(left + gap, middle, room, first)))
            self._sub.setGeometry(placed(self, QRect(left + gap, middle + first, room, second)))
            at = width - pad
            line = height - pad - tallest if narrow else (height - tallest) // 2
            for each, size in reversed(list(zip(ends, sizes, strict=True))):
                at -= size.width()
                spot = QRect(at, line + (tallest - size.height()) // 2, size.width(), size.height())
                each.setGeometry(placed(self, spot))
                at -= gap
        return height


class RowGroup(QWidget):
    """Rows under each other as one Tab stop: arrows move within, and Tab enters where one was.

    `set_rows` keeps the focus: on the row of the same key, else on the one that took its place. `emptied`
    tells that the row with the focus was the last one; `delete_asked(key)` is Del, `menu_asked(key, point)`
    the Menu key or a right click on a row that has no menu of its own.
    """

    emptied = Signal()
    delete_asked = Signal(bytes)
    menu_asked = Signal(bytes, QPoint)

    def __init__(self, name: str, *, gap: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[bytes, QAbstractButton] = {}
        self._at = 0
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self.hide()

    def rows(self) -> list[QAbstractButton]:
        """The rows in order."""
        return list(self._rows.values())

    def set_rows(
        self, rows: Sequence[tuple[bytes, QAbstractButton]], captions: Sequence[tuple[int, QWidget]] = ()
    ) -> None:
        """Replaces the rows; `captions` stand before the row of their number."""
        held = next((at for at, row in enumerate(self._rows.values()) if row.hasFocus()), None)
        key = list(self._rows)[held] if held is not None else b""
        ringed = held is not None and getattr(self.rows()[held], "keyboard_ring", False)
        self.hide()  # so that the layouts around it settle once, not for each row
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = dict(rows)
        before = dict(captions)
        for number, (_key, row) in enumerate(rows):
            if number in before:
                self._column.addWidget(before[number])
            row.installEventFilter(self)
            self._column.addWidget(row)
            row.show()
        self.setVisible(bool(rows))
        in_tab_order(self, self.rows())
        keys = list(self._rows)
        self._at = keys.index(key) if key in keys else min(max(held or 0, 0), max(len(keys) - 1, 0))
        self._settle()
        if held is not None:
            if keys:
                reason = Qt.FocusReason.TabFocusReason if ringed else Qt.FocusReason.OtherFocusReason
                self.rows()[self._at].setFocus(reason)
            else:
                self.emptied.emit()

    def enter(self) -> bool:
        """Puts the focus on the first row; False where there is none."""
        if not self._rows:
            return False
        self._at = 0
        self._settle()
        self.rows()[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focus_key(self, key: bytes) -> bool:
        """Puts the focus on the row of a key; False where there is none."""
        if key not in self._rows:
            return False
        self._at = list(self._rows).index(key)
        self._settle()
        self.rows()[self._at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            rows = self.rows()
            if watched in rows:
                self._at = next(at for at, row in enumerate(rows) if row is watched)
                self._settle()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                return self._step(step)
            if event.key() == Qt.Key.Key_Delete and not isinstance(watched, LineRow):
                self.delete_asked.emit(self._key(watched))
                return True
        if isinstance(event, QContextMenuEvent) and not isinstance(watched, LineRow):
            self.menu_asked.emit(self._key(watched), event.globalPos())
            return True
        return False

    def _key(self, row: object) -> bytes:
        return next(key for key, each in self._rows.items() if each is row)

    def _step(self, step: int) -> bool:
        at = self._at + step
        if not 0 <= at < len(self._rows):
            return True
        self.rows()[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _settle(self) -> None:
        for at, row in enumerate(self._rows.values()):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == self._at else Qt.FocusPolicy.ClickFocus)
