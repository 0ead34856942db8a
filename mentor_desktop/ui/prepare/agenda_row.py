"""One part of the agenda: as a row to move and open, and as an editor in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.prepare.state import PartShown
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, PaintedButton, placed, ring, rounded
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.duration import DurationField
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.form import row
from mentor_desktop.ui.widgets.row_tip import tells_whole
from mentor_desktop.ui.widgets.text import Small, Text
from mentor_desktop.words import _


class AgendaRow(PaintedButton):
    """`opened` by click, Enter, Space or F2; `removed` by Del; `moved(by)` by Alt and the arrows;
    `minutes(by)` by plus and minus; `stepped(by)` by the arrows; `dragged(y)` and `dropped` by the mouse.
    """

    opened = Signal()
    removed = Signal()
    moved = Signal(int)
    minutes = Signal(int)
    stepped = Signal(int)
    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, shown: PartShown) -> None:
        super().__init__(shown.title)
        self.part = shown.id
        self._strong = False
        self._pressed: QPoint | None = None
        self._dragging = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title, self._heart = Text(""), Text("", "strong")
        self._sub = Small("")
        self._lead = Chip("")
        self._length = Text("", "strong", wrap=False, align=Qt.AlignmentFlag.AlignTrailing)
        words = QVBoxLayout()
        words.setSpacing(0)
        for text in (self._title, self._heart, self._sub):
            words.addWidget(text)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._lead)
        self._row.addWidget(self._length)
        for child in (self._title, self._heart, self._sub, self._lead, self._length):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription(
            _("Enter changes it, Alt and the arrows move it, plus and minus its minutes, Del removes it")
        )
        self.clicked.connect(self.opened)
        self._margins()
        self.show_part(shown)

    def show_part(self, shown: PartShown) -> None:
        """Shows it as it stands."""
        self._strong = shown.strong
        self._title.set(shown.title)
        self._heart.set(shown.title)
        self._title.setVisible(not shown.strong)
        self._heart.setVisible(shown.strong)
        self._sub.set(shown.sub)
        self._sub.setVisible(bool(shown.sub))
        self._lead.set(shown.lead)
        self._length.set(str(shown.minutes))
        self.setAccessibleName(shown.spoken)
        self.update()

    def event(self, event: QEvent) -> bool:
        return tells_whole(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            (self.moved if alt else self.stepped).emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.minutes.emit(1)
        elif key == Qt.Key.Key_Minus:
            self.minutes.emit(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._pressed is not None and not self._dragging:
            far = (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._dragging = far
        if self._dragging:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.mapToParent(spot).y())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging, self._pressed = self._dragging, False, None
        if dragging:
            self.setDown(False)
            self.unsetCursor()
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        if self._strong or self._dragging:
            rounded(p, self.rect(), RADIUS, theme.colour("accent_soft"), theme.colour("accent"))
        elif self.hot():
            rounded(p, self.rect(), RADIUS, theme.colour("hover"), None)
        size = theme.px(14)
        grip = placed(self, QRect(theme.px(10), (self.height() - size) // 2, size, size))
        picture = icons.pixmap("grip-vertical", theme.colour("dim"), size, self.devicePixelRatioF(), 2.1)
        p.drawPixmap(grip.topLeft(), picture)
        if self.ringed():
            ring(p, self.rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._margins()

    def _margins(self) -> None:
        theme = current()
        self._length.setMinimumWidth(theme.px(24))
        self._row.setContentsMargins(theme.px(34), theme.px(9), theme.px(12), theme.px(9))


class AgendaEditor(QWidget):
    """`titled(text)` as it is typed, `changed(field, value)` for the rest, `done`, `removed`."""

    titled = Signal(str)
    changed = Signal(str, object)
    done = Signal()
    removed = Signal()

    def __init__(
        self, shown: PartShown, leads: Sequence[tuple[str, str]], topics: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, str]]
    ) -> None:  # fmt: skip
        super().__init__()
        self.part = shown.id
        self.title = TextField("", shown.title, limit=200)
        self.title.edit.setAccessibleName(_("Title of the part"))
        self.length = DurationField(shown.minutes, shortest=1, longest=240, name=_("Minutes of the part"))
        self.leads = Choice(leads, shown.leads, name=_("Who leads"))
        self.topic = Choice(topics, "", name=_("Whose topic"))
        if shown.topic in [key for key, _words in topics]:
            self.topic.choose(shown.topic)
        self.kind = Choice(kinds, shown.kind, name=_("What it serves, private"))
        self.remove = Button(_("Remove"), key="Del", icon="trash", small=True)
        self.ready = Button(_("Done"), key="Enter", small=True)
        self.private = Chip(_("Private"), "private", icon="lock")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(ChipFlow([self.length, self.leads, self.topic, self.kind, self.private]))
        column.addLayout(row(self.ready, self.remove, 1, gap=8))
        self.title.changed.connect(self.titled)
        self.title.entered.connect(self.done)
        self.length.changed.connect(lambda n: self.changed.emit("minutes", n))
        self.leads.chosen.connect(lambda key: self.changed.emit("leads", key))
        self.topic.chosen.connect(lambda key: self.changed.emit("topic_of", key))
        self.kind.chosen.connect(lambda key: self.changed.emit("kind", key))
        self.ready.clicked.connect(self.done)
        self.remove.clicked.connect(self.removed)

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        return [
            self.title.edit, *self.length.stops(), self.leads, self.topic, self.kind, self.ready, self.remove
        ]  # fmt: skip

    def hide_private(self, hidden: bool) -> None:
        """What a part serves is nobody else's matter."""
        self.kind.setVisible(not hidden)
        self.private.setVisible(not hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        rounded(QPainter(self), self.rect(), RADIUS, theme.colour("surface"), theme.colour("accent"))
