"""What all painted widgets share: the ring of keyboard focus, mirrored rectangles, and a button without a
look.

May import Qt and the theme.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeySequence, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mentor_desktop.ui.theme import current

RADIUS_CARD = 10
RADIUS = 8
_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
_UNCHANGED = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def by_key(event: QFocusEvent, before: bool) -> bool:
    """Whether focus came by the keyboard, which is when its ring shows.

    Coming back to the window changes nothing.
    """
    return before if event.reason() in _UNCHANGED else event.reason() in _KEYS


def placed(widget: QWidget, rect: QRect) -> QRect:
    """The rectangle mirrored within the widget where the language runs right to left."""
    # As QStyle.visualRect does, without loading QStyle before the first window is painted.
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRect(widget.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())


def rounded(
    p: QPainter, rect: QRect, radius: float, fill: QColor | None, line: QColor | None, width: float = 1
) -> None:
    """A rounded rectangle with its line wholly inside `rect`."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if line is not None else 0
    p.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    p.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def ring(p: QPainter, rect: QRect, radius: float = RADIUS, colour: str = "accent") -> None:
    """The 2 px ring of keyboard focus, inside `rect` so that nothing clips it."""
    rounded(p, rect, radius, None, current().colour(colour), 2)


def tick(p: QPainter, box: QRectF, colour: QColor) -> None:
    """A tick drawn as a path, so it is crisp at every scale."""
    unit = box.width() / 16
    pen = QPen(colour, 1.9 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    path = QPainterPath()
    path.moveTo(box.left() + 3.8 * unit, box.top() + 8.4 * unit)
    path.lineTo(box.left() + 6.8 * unit, box.top() + 11.3 * unit)
    path.lineTo(box.left() + 12.2 * unit, box.top() + 4.9 * unit)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(path)


def key_text(key: str) -> str:
    """A shortcut as this system writes it."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    words = native.replace("+", " ") if len(native) > 1 else native
    return " ".join(_ARROWS.get(word, word) for word in words.split(" "))


def key_cap_size(text: str) -> QSize:
    """Size of the key cap that shows `text`."""
    theme = current()
    return QSize(round(theme.metrics("key").horizontalAdvance(text)) + theme.px(11), theme.px(17))


def key_cap(p: QPainter, rect: QRect, text: str, ink: str = "dim") -> None:
    """Paints a key cap centred in `rect`."""
    theme = current()
    size = key_cap_size(text)
    box = QRect(
        rect.x() + (rect.width() - size.width()) // 2,
        rect.y() + (rect.height() - size.height()) // 2,
        size.width(),
        size.height(),
    )
    rounded(p, box, 4, None, theme.colour("line" if ink == "dim" else ink))
    p.setPen(theme.colour(ink))
    p.setFont(theme.font("key"))
    write(p, box, text, Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignHCenter)


def write(
    p: QPainter,
    rect: QRect,
    text: str,
    direction: Qt.LayoutDirection,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> None:
    """One line, centred in height, at the leading edge of `direction`; the text keeps its own."""
    p.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    edge = visual(direction, align) | Qt.AlignmentFlag.AlignAbsolute
    p.drawText(rect, edge | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


def visual(direction: Qt.LayoutDirection, align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """The side on which something is drawn, mirrored where the language runs right to left (see `placed`)."""
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if direction == Qt.LayoutDirection.LeftToRight or not align & (left | right):
        return align
    return (align & ~left) | right if align & left else (align & ~right) | left


def elided(text: str, role: str, width: float) -> str:
    """The text of a role, cut with an ellipsis where it is wider than `width` pixels."""
    return current().metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, width)


class PaintedButton(QAbstractButton):
    """A button whose look is its subclass's: hover, keyboard ring and font changes are handled here.

    Space, click, the role for screen readers and the pressed state are Qt's own. An ampersand in the text is
    an ampersand: names come from people, so mnemonics are not made of them.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keyboard_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_label(text)

    def set_label(self, text: str) -> None:
        """Changes the text and, with it, the name a screen reader speaks."""
        self.setText(text)
        self.setShortcut(QKeySequence())
        self.setAccessibleName(text)
        self.updateGeometry()

    def tell_whole(self, shown: str) -> None:
        """The whole name as tool tip where only a part of the text is shown."""
        whole, cut = self.accessibleName(), shown != self.text()
        if cut != (self.toolTip() == whole):
            self.setToolTip(whole if cut else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard_ring = by_key(event, self.keyboard_ring)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def hot(self) -> bool:
        """Whether the pointer is on an enabled button."""
        return self.isEnabled() and self.underMouse()

    def ringed(self) -> bool:
        """Whether the ring of keyboard focus is to be painted."""
        return self.hasFocus() and self.keyboard_ring
