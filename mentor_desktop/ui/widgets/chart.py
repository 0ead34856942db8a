"""A line over time with its target, worked by keys, and the same values as a table for screen readers.

Time runs from left to right in every language. May import Qt and the theme.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import by_key, elided, ring
from mentor_desktop.ui.widgets.chart_data import ChartData, Point
from mentor_desktop.ui.widgets.limits import announce
from mentor_desktop.ui.widgets.text import Caption, Figure, Text
from mentor_desktop.words import _

_HIGH = 190
_GRID = 5  # lines
_DOT = 5  # px, half a point
_REACH = 14  # px around a point in which it is hit
_SPOKEN = 40  # points that the description names


class LineChart(QWidget):
    """`opened(key)` by click or Enter on a point that leads somewhere; the arrows go from point to point."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: ChartData | None = None
        self._at = -1
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_data(self, data: ChartData) -> None:
        """Shows other values."""
        self._data = data
        self._at = min(self._at, len(data.points) - 1)
        self.setAccessibleName(data.name)
        said = [point.spoken for point in data.points[-_SPOKEN:]]
        if data.target is not None:
            said.append(data.target_words)
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def spots(self) -> list[QPointF]:
        """Where each point lies."""
        data = self._data
        if data is None or not data.points:
            return []
        box = self._box()
        first, last = data.points[0].at, data.points[-1].at
        span = last - first
        return [
            QPointF(box.left() + box.width() * ((point.at - first) / span if span else 0.5),
                    self._height_of(point.value))
            for point in data.points
        ]  # fmt: skip

    def sizeHint(self) -> QSize:
        return QSize(current().px(280), current().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(140), current().px(_HIGH))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = by_key(event, self._ring)
        if self._at < 0 and self._data is not None:
            self._at = len(self._data.points) - 1
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        points = self._data.points if self._data is not None else ()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if points and key in steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._at = min(max(self._at + steps[key], 0), len(points) - 1)
            self._ring = True
            announce(self, points[self._at].spoken)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._at < len(points):
            if points[self._at].key:
                self.opened.emit(points[self._at].key)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._under(event.position())
        self.setToolTip(point.spoken if point is not None else "")
        leads = point is not None and bool(point.key)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = self._under(event.position())
        if point is not None and point.key:
            self.opened.emit(point.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        data = self._data
        if data is None:
            return
        theme = current()
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        box = self._box()
        p.setFont(theme.font("small"))
        for number in range(_GRID):
            y = box.bottom() - box.height() * number / (_GRID - 1)
            p.setPen(QPen(theme.colour("line"), 1))
            p.drawLine(QPointF(box.left() - theme.px(6), y), QPointF(box.right() + theme.px(6), y))
        self._edges(p, data, box)
        if data.target is not None:
            self._target(p, data, box)
        spots = self.spots()
        p.setPen(QPen(theme.colour("accent"), 2.5))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawPolyline(QPolygonF(spots))
        dot = theme.px(_DOT)
        for number, spot in enumerate(spots):
            chosen = number == self._at and self.hasFocus()
            p.setPen(QPen(theme.colour("accent"), 2))
            p.setBrush(theme.colour("accent" if chosen else "surface"))
            p.drawEllipse(spot, dot, dot)
        if self.hasFocus() and self._ring:
            ring(p, self.rect())
            if 0 <= self._at < len(spots):
                self._say(p, data.points[self._at], spots[self._at])

    def _edges(self, p: QPainter, data: ChartData, box: QRectF) -> None:
        """The words at the ends of both scales."""
        theme = current()
        line = theme.line_height("small")
        p.setPen(theme.colour("dim"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        gutter = round(box.left()) - theme.px(10)
        for words, y in ((data.low_words, box.bottom()), (data.high_words, box.top())):
            p.drawText(QRect(0, round(y) - line // 2, gutter, line), right, elided(words, "small", gutter))
        if not data.points:
            return
        foot = round(box.bottom()) + theme.px(8)
        half = round(box.width() / 2)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        p.drawText(
            QRect(round(box.left()), foot, half, line), left, elided(data.points[0].when, "small", half)
        )
        if len(data.points) > 1:
            last = QRect(round(box.right()) - half, foot, half, line)
            p.drawText(last, right, elided(data.points[-1].when, "small", half))

    def _target(self, p: QPainter, data: ChartData, box: QRectF) -> None:
        theme = current()
        y = self._height_of(data.target if data.target is not None else data.high)
        pen = QPen(theme.colour("warn"), 1.5, Qt.PenStyle.DashLine)
        p.setPen(pen)
        p.drawLine(QPointF(box.left() - theme.px(6), y), QPointF(box.right() + theme.px(6), y))
        line = theme.line_height("small")
        above = round(y) - line - theme.px(1)
        place = QRect(
            round(box.left()), above if above >= 0 else round(y) + theme.px(2), round(box.width()), line
        )
        shown = elided(data.target_words, "small", place.width())
        p.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)

    def _say(self, p: QPainter, point: Point, spot: QPointF) -> None:
        """The values of the point the keyboard is at, beside it."""
        theme = current()
        wide = round(theme.metrics("small_strong").horizontalAdvance(point.spoken)) + theme.px(12)
        high = theme.line_height("small") + theme.px(4)
        left = min(max(round(spot.x()) - wide // 2, 2), max(self.width() - wide - 2, 2))
        above = round(spot.y()) - high - theme.px(10)
        place = QRect(left, above if above > 0 else round(spot.y()) + theme.px(10), wide, high)
        p.setPen(QPen(theme.colour("field_line"), 1))
        p.setBrush(theme.colour("surface"))
        p.drawRoundedRect(QRectF(place), 6, 6)
        p.setPen(theme.colour("text"))
        p.setFont(theme.font("small_strong"))
        p.drawText(place, Qt.AlignmentFlag.AlignCenter, elided(point.spoken, "small_strong", wide))

    def _box(self) -> QRectF:
        """Where the values lie."""
        theme = current()
        data = self._data
        words = (data.low_words, data.high_words) if data is not None else ()
        widest = max((theme.metrics("small").horizontalAdvance(each) for each in words), default=0.0)
        gutter = min(widest, self.width() / 4) + theme.px(16)
        line = theme.line_height("small")
        top = theme.px(8) + line
        return QRectF(gutter, top, max(self.width() - gutter - theme.px(16), 1.0),
                      max(self.height() - top - line - theme.px(14), 1.0))  # fmt: skip

    def _height_of(self, value: float) -> float:
        data = self._data
        box = self._box()
        if data is None or data.high == data.low:
            return box.bottom()
        share = (value - data.low) / (data.high - data.low)
        return box.bottom() - box.height() * min(max(share, 0.0), 1.0)

    def _under(self, where: QPointF) -> Point | None:
        reach = current().px(_REACH)
        near = [
            ((spot - where).manhattanLength(), number)
            for number, spot in enumerate(self.spots())
            if (spot - where).manhattanLength() <= reach
        ]
        return self._data.points[min(near)[1]] if near and self._data is not None else None


class ChartTable(QWidget):
    """The values of a chart under each other, the newest first."""

    MOST = 60

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._shown: list[QWidget] = []

    def set_rows(self, headings: tuple[str, str], rows: Sequence[tuple[str, str]]) -> None:
        """Replaces what stands there."""
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = []
        self._put(0, Caption(headings[0].upper()), Caption(headings[1].upper()))
        for number, (when, amount) in enumerate(rows[: self.MOST], 1):
            self._put(number, Figure(when), Text(amount))
        if len(rows) > self.MOST:
            left = Text(_("and %(count)d more") % {"count": len(rows) - self.MOST}, "small", "dim")
            self._grid.addWidget(left, self.MOST + 1, 0, 1, 2)
            self._shown.append(left)

    def _put(self, row: int, left: QWidget, right: QWidget) -> None:
        self._grid.addWidget(left, row, 0)
        self._grid.addWidget(right, row, 1)
        self._shown += [left, right]
