"""Text in the roles of the look, laid out with the line height that makes it easy to read.

`Text` stays a QLabel, so its role and name reach screen readers; only layout and painting are its own.
May import Qt and the theme.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import visual, write

_WIDEST_HINT = 520  # px at 100 %: an unbounded paragraph asks for no more than this
_NO_LIMIT = 16_777_215.0
_MOST_HEIGHTS = 64


@dataclass
class _Laid:
    key: tuple[str, int, int, Qt.LayoutDirection]
    layout: QTextLayout
    height: int
    natural: float


class Text(QLabel):
    """Plain text in one role. `tone` is the token its colour comes from.

    With `wrap=False` it stays on one line and is elided where room is short, with the whole text as tool tip.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tone = tone
        self._laid: list[_Laid] = []
        self._heights: dict[int, int] = {}  # by width, at the text size below
        self._measured_at = 0
        self._longest: tuple[int, int] | None = None  # text size, width of the longest word
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.set(text)

    def set(self, text: str) -> None:
        """Changes the text."""
        self._forget()
        self._longest = None
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip("")
        self.updateGeometry()

    def set_tone(self, tone: str) -> None:
        """Changes the colour to another token's."""
        self._tone = tone
        self.update()

    @property
    def role(self) -> str:
        """The role it is written in."""
        return self._role

    def set_role(self, role: str) -> None:
        """Changes the role, and with it size and weight."""
        if role != self._role:
            self._role = role
            self._forget()
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        # Nested layouts ask for the same few widths hundreds of times while a page is laid out.
        percent = current().percent
        if percent != self._measured_at:
            self._heights.clear()
            self._measured_at = percent
        found = self._heights.get(width)
        if found is None:
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            whole = self._lay(-1)
            fits = 0 <= whole.natural + 1 <= width
            found = self._heights[width] = whole.height if fits else self._lay(width).height
        return found

    def sizeHint(self) -> QSize:
        natural = int(self._lay(-1).natural) + 1
        if not self.wordWrap():
            return QSize(natural, current().line_height(self._role))
        width = min(natural, current().px(_WIDEST_HINT))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        theme = current()
        if not self.wordWrap():
            return QSize(min(int(self._lay(-1).natural) + 1, theme.px(40)), theme.line_height(self._role))
        if self._longest is None or self._longest[0] != theme.percent:
            advance = theme.metrics(self._role).horizontalAdvance
            widest = max((advance(word) for word in self.text().split()), default=0.0)
            self._longest = (theme.percent, int(widest) + 2)
        return QSize(min(self._longest[1], theme.px(160)), theme.line_height(self._role))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()  # what was laid out is kept by text size, so nothing of it is stale
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setPen(theme.colour(self._tone if self.isEnabled() else "dim"))
        if not self.wordWrap():
            shown = theme.metrics(self._role).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width()
            )
            self.setToolTip(self.text() if shown != self.text() else "")
            painter.setFont(theme.font(self._role))
            write(painter, self.rect(), shown, self.layoutDirection(), self.alignment())
            return
        laid = self._lay(self.width())
        top = max((self.height() - laid.height) / 2, 0.0)
        if self.alignment() & Qt.AlignmentFlag.AlignTop or self.height() > laid.height + theme.px(40):
            top = 0.0
        laid.layout.draw(painter, QPointF(0, top))

    def _forget(self) -> None:
        self._laid.clear()
        self._heights.clear()

    def _lay(self, width: int) -> _Laid:
        theme = current()
        key = (self.text(), width, theme.percent, self.layoutDirection())
        for kept in self._laid:
            if kept.key == key:
                return kept
        # A layout takes a line separator for a break and a bare newline for a blank.
        layout = QTextLayout(self.text().replace("\n", "\u2028"), theme.font(self._role))
        edge = visual(self.layoutDirection(), self.alignment())
        option = QTextOption(edge | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        pitch = theme.line_height(self._role)
        lead = (pitch - theme.metrics(self._role).height()) / 2
        ascent = theme.metrics(self._role).ascent()
        count, natural = 0, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(_NO_LIMIT if width < 0 else max(width, 1))
            # A line with letters of a taller font stands on the same base line as the others.
            line.setPosition(QPointF(0, count * pitch + lead + ascent - line.ascent()))
            natural = max(natural, line.naturalTextWidth())
            count += 1
        layout.endLayout()
        laid = _Laid(key, layout, max(count, 1) * pitch, natural)
        self._laid = [laid, *self._laid[:4]]
        return laid


class Small(Text):
    """Secondary text, 12 px."""

    def __init__(
        self, text: str = "", tone: str = "dim", *, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, "small", tone, wrap=wrap, parent=parent)


class Dim(Text):
    """Body text in the dim colour."""

    def __init__(self, text: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, "body", "dim", wrap=wrap, parent=parent)


class Strong(Text):
    """Body text in semi-bold."""

    def __init__(
        self, text: str = "", tone: str = "text", *, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, "strong", tone, wrap=wrap, parent=parent)


class CardTitle(Text):
    """The heading of a card, 15 px."""

    def __init__(self, text: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, "card_title", "text", wrap=wrap, parent=parent)


class PageTitle(Text):
    """The heading of a page, 22 px."""

    def __init__(self, text: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, "page_title", "text", wrap=wrap, parent=parent)


class Caption(Text):
    """A small spaced heading inside a card."""

    def __init__(self, text: str = "", tone: str = "dim", *, parent: QWidget | None = None) -> None:
        super().__init__(text, "caption", tone, wrap=False, parent=parent)


class Clock(Text):
    """The big figures of the timer: 34 px, every digit as wide as the next, always left to right."""

    def __init__(self, text: str = "", tone: str = "text", *, parent: QWidget | None = None) -> None:
        super().__init__(text, "clock", tone, wrap=False, parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Figure(Text):
    """Times and counts in a column: 12 px with tabular figures."""

    def __init__(self, text: str = "", tone: str = "dim", *, parent: QWidget | None = None) -> None:
        super().__init__(text, "figure", tone, wrap=False, parent=parent)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
