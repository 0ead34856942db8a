"""A row with a check box, words, a second line and room for a chip or button at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import PaintedButton, placed, ring, rounded, tick
from mentor_desktop.ui.widgets.text import Text

_BOX = 16
_GAP = 10


class CheckRow(PaintedButton):
    """Ticked by click or Space; `toggled` says so. `right` is any widget for the end of the row.

    `line=False` leaves out the line below, as for the last row of a card or a lone setting.
    """

    def __init__(
        self,
        text: str,
        sub: str = "",
        right: QWidget | None = None,
        *,
        checked: bool = False,
        line: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._line = line
        self.right = right
        self._main: Text | None = None
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setChecked(checked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._main = Text(text, parent=self)
        self._sub = Text(sub, "small", "dim", parent=self)
        self._sub.setVisible(bool(sub))
        for label in (self._main, self._sub):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription(sub)
        if right is not None:
            right.setParent(self)
        self.toggled.connect(self._toned)
        self._toned()

    def set_label(self, text: str) -> None:
        super().set_label(text)
        if self._main is not None:
            self._main.set(text)

    def set_sub(self, sub: str) -> None:
        """Changes the second line."""
        self._sub.set(sub)
        self._sub.setVisible(bool(sub))
        self.setAccessibleDescription(sub)
        self._place()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._heights(width)[2]

    def sizeHint(self) -> QSize:
        theme = current()
        text = max(
            self._texts()[0].sizeHint().width(), self._sub.sizeHint().width() if self._sub.text() else 0
        )
        width = text + theme.px(_BOX + _GAP) + self._right_width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        theme = current()
        width = theme.px(_BOX + _GAP) + self._texts()[0].minimumSizeHint().width() + self._right_width()
        return QSize(width, theme.px(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._place()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        side = theme.px(_BOX)
        top = theme.px(7) + (theme.line_height("body") - side) // 2
        box = placed(self, QRect(theme.px(2), top, side, side))
        if self.isChecked():
            rounded(p, box, 4, theme.colour("accent" if self.isEnabled() else "dim"), None)
            tick(p, QRectF(box), theme.colour("on_accent"))
        else:
            edge = "text" if self.hot() else "field_line"
            rounded(p, box, 4, theme.colour("surface"), theme.colour(edge), 1.5)
        if self._line:
            p.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        if self.ringed():
            ring(p, self.rect().adjusted(0, 1, 0, -1), 6)

    def _texts(self) -> tuple[Text, Text]:
        assert self._main is not None  # set by the constructor before anything can measure
        return self._main, self._sub

    def _right_width(self) -> int:
        if self.right is None or self.right.isHidden():
            return 0
        return self.right.sizeHint().width() + current().px(_GAP)

    def _heights(self, width: int) -> tuple[int, int, int]:
        theme = current()
        room = max(width - theme.px(_BOX + _GAP + 2) - self._right_width(), 1)
        main, sub = self._texts()
        first = main.heightForWidth(room)
        second = sub.heightForWidth(room) if sub.text() else 0
        words = first + second + 2 * theme.px(7) + 1
        right = (
            self.right.sizeHint().height() + 10 if self.right is not None and not self.right.isHidden() else 0
        )
        return first, second, max(words, right, theme.px(32))

    def _place(self) -> None:
        theme = current()
        first, second, _ = self._heights(self.width())
        left = theme.px(_BOX + _GAP + 2)
        right = self._right_width()
        room = max(self.width() - left - right, 1)
        main, sub = self._texts()
        main.setGeometry(placed(self, QRect(left, theme.px(7), room, first)))
        sub.setGeometry(placed(self, QRect(left, theme.px(7) + first, room, second)))
        if self.right is not None:
            size = self.right.sizeHint()
            spot = QRect(
                self.width() - size.width(), (self.height() - size.height()) // 2, size.width(), size.height()
            )
            self.right.setGeometry(placed(self, spot))

    def _toned(self) -> None:
        self._texts()[0].set_tone("dim" if self.isChecked() and self._line else "text")
