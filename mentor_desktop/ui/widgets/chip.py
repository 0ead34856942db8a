"""Chips: a few words on a soft ground; and a flow that wraps them onto as many lines as they need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import elided, rounded, write

Kind = Literal["accent", "private", "warn", "neutral", "ok", "danger"]
INK = {
    "accent": "accent",
    "private": "private",
    "warn": "warn",
    "neutral": "dim",
    "ok": "ok",
    "danger": "danger",
}
GROUND = {
    "accent": "accent_soft",
    "private": "private_soft",
    "warn": "warn_soft",
    "neutral": "hover",
    "ok": "ok_soft",
    "danger": "danger_soft",
}


def chip_size(text: str, icon: str = "") -> QSize:
    """Size of a chip with that text."""
    theme = current()
    width = theme.metrics("chip").horizontalAdvance(text) + 2 * theme.px(9)
    if icon:
        width += theme.px(13 + 5)
    return QSize(round(width) + 1, theme.px(20))


def paint_chip(
    p: QPainter, rect: QRect, text: str, kind: str, icon: str, dpr: float, direction: Qt.LayoutDirection
) -> None:
    """Paints a chip; list delegates use it too, so a chip looks the same everywhere."""
    theme = current()
    ink = theme.colour(INK[kind])
    edge = ink if theme.tokens.name == "contrast" else None
    rounded(p, rect, rect.height() / 2, theme.colour(GROUND[kind]), edge)
    inner = rect.adjusted(theme.px(9), 0, -theme.px(9), 0)
    if icon:
        size = theme.px(13)
        spot = QRect(inner.x(), inner.y() + (inner.height() - size) // 2, size, size)
        p.drawPixmap(
            QStyle.visualRect(direction, inner, spot).topLeft(), icons.pixmap(icon, ink, size, dpr, 2.1)
        )
        rest = inner.adjusted(size + theme.px(5), 0, 0, 0)
        inner = QStyle.visualRect(direction, inner, rest)
    p.setPen(ink)
    p.setFont(theme.font("chip"))
    write(p, inner, elided(text, "chip", inner.width() + 1), direction, Qt.AlignmentFlag.AlignHCenter)


class Chip(QWidget):
    """A chip of one kind; an icon may say the kind again, so that it is never said by colour alone."""

    def __init__(
        self, text: str, kind: Kind = "neutral", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._icon = icon
        self._text = ""
        self._measured: tuple[tuple[str, int], QSize] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(text)

    def set(self, text: str, kind: Kind | None = None) -> None:
        """Changes the words, and the kind where given."""
        self._text = text
        self._kind = kind or self._kind
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words."""
        return self._text

    def sizeHint(self) -> QSize:
        percent = current().percent
        if self._measured is None or self._measured[0] != (self._text, percent):
            self._measured = ((self._text, percent), chip_size(self._text, self._icon))
        return self._measured[1]

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), current().px(120)), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self.sizeHint()
        rect = QRect(0, (self.height() - size.height()) // 2, min(self.width(), size.width()), size.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveRight(self.width() - 1)
        beside = current().px(18) + (current().px(18) if self._icon else 0)
        shown = elided(self._text, "chip", self.width() - beside + 1)
        self.setToolTip(self._text if shown != self._text else "")
        paint_chip(
            QPainter(self),
            rect,
            self._text,
            self._kind,
            self._icon,
            self.devicePixelRatioF(),
            self.layoutDirection(),
        )


class ChipFlow(QWidget):
    """Places its children in lines, like words: chips, small buttons, anything with a size hint."""

    def __init__(
        self, children: Iterable[QWidget] = (), *, gap: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._children: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set(children)

    def set(self, children: Iterable[QWidget]) -> None:
        """Replaces the children; the former ones are destroyed."""
        for child in self._children:
            child.hide()
            child.deleteLater()
        self._children = list(children)
        for child in self._children:
            child.setParent(self)
            child.show()
        self.updateGeometry()
        self._place(self.width(), move=True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        width = sum(child.sizeHint().width() + self._gap for child in self._children)
        return QSize(max(width - self._gap, 0), self._place(max(width, 1), move=False))

    def minimumSizeHint(self) -> QSize:
        width = max((child.minimumSizeHint().width() for child in self._children), default=0)
        height = max((child.minimumSizeHint().height() for child in self._children), default=0)
        return QSize(width, height)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _place(self, width: int, *, move: bool) -> int:
        top, height = 0, 0
        for number, line in enumerate(self._lines(width)):
            height = max(size.height() for _, size in line)
            top += self._gap // 2 + 2 if number else 0
            left = 0
            for child, size in line if move else ():
                spot = QRect(QPoint(left, top + (height - size.height()) // 2), size)
                child.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))
                left += size.width() + self._gap
            top += height
        return top

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        left = 0
        for child in self._children:
            if child.isHidden():
                continue
            hint = child.sizeHint()
            size = QSize(min(hint.width(), max(width, 1)), hint.height())
            if not lines or left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((child, size))
            left += size.width() + self._gap
        return lines
