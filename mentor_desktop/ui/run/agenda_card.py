"""The agenda while it is gone through: used of planned, and a way to any part."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.ui import icons
from mentor_desktop.ui.run.state import AgendaShown, ClockShown, RunState
from mentor_desktop.ui.run.ticking import Ticking
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, PaintedButton, placed, ring, rounded
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.duration import DurationField
from mentor_desktop.ui.widgets.text import Small, Text
from mentor_desktop.words import _

_ICON = {"done": "check", "now": "circle", "to come": "circle"}


class PartButton(PaintedButton):
    """One part; click, Space or Enter goes to it, arrows move between parts."""

    stepped = Signal(int)

    def __init__(self, shown: AgendaShown) -> None:
        super().__init__(shown.title)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.part = shown.id
        self._state = ""
        self._title = Text(shown.title)
        self._strong = Text(shown.title, "strong")
        self._time = Ticking(_("Time used"), shown.time, "figure", "dim", trailing=True, may_cut=True)
        self._lead = ""
        self._now = Ticking(_("Time used"), "00:00 of 20", "figure", "dim", may_cut=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._strong)
        words.addWidget(self._now)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        for label in (self._title, self._strong):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._margins()
        self.show_part(shown)

    def show_part(self, shown: AgendaShown) -> None:
        """Shows it as it stands."""
        now = shown.state == "now"
        self._state = shown.state
        self._title.set(shown.title)
        self._strong.set(shown.title)
        self._title.set_tone("dim" if shown.state == "done" else "text")
        self._title.setVisible(not now)
        self._strong.setVisible(now)
        self._now.setVisible(now)
        self._time.setVisible(not now)
        self._time.set(shown.time)
        self._lead = shown.lead
        self.set_used(shown.time)
        self.setAccessibleName(shown.spoken)
        self.update()

    def is_now(self) -> bool:
        """Whether this is the current part."""
        return self._state == "now"

    def set_used(self, words: str) -> None:
        """A second has passed in this part."""
        self._now.set(f"{words} · {self._lead}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        now = self._state == "now"
        if now:
            rounded(p, self.rect(), RADIUS, theme.colour("accent_soft"), theme.colour("accent"))
        elif self.hot():
            rounded(p, self.rect(), RADIUS, theme.colour("hover"), None)
        size = theme.px(16)
        top = self._row.contentsMargins().top() + (theme.line_height("body") - size) // 2
        box = placed(self, QRect(theme.px(10), top, size, size))
        if now:
            dot = QRect(0, 0, theme.px(8), theme.px(8))
            dot.moveCenter(box.center())
            rounded(p, dot, dot.width() / 2, theme.colour("accent"), None)
        else:
            ink = theme.colour("ok" if self._state == "done" else "dim")
            drawn = size if self._state == "done" else theme.px(11)
            picture = icons.pixmap(_ICON[self._state], ink, drawn, self.devicePixelRatioF(), 2.1)
            p.drawPixmap(box.topLeft() + QPoint((size - drawn) // 2, (size - drawn) // 2), picture)
        if self.ringed():
            ring(p, self.rect())

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "_row"):
            self._margins()

    def _margins(self) -> None:
        theme = current()
        self._row.setContentsMargins(theme.px(34), theme.px(8), theme.px(10), theme.px(8))


class AgendaCard(Card):
    """Parts from top to bottom, the sentence about the end, and five minutes more."""

    chosen = Signal(str)
    extend_asked = Signal()
    corrected = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(_("Agenda"), padding=14, gap=8)
        self._rows: list[PartButton] = []
        self._fields: list[tuple[str, DurationField]] = []
        self._correcting = False
        self._box = QWidget()
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.pace = Small("")
        self.extend = Button(_("+5 min here"), small=True)
        self.extend.clicked.connect(self.extend_asked)
        self.body.addWidget(self._box)
        self.body.addStretch(1)
        self.body.addWidget(self.pace)
        self.body.addWidget(self.extend)

    def rows(self) -> list[PartButton]:
        """The parts in order."""
        return self._rows

    def show_state(self, state: RunState) -> None:
        """The parts as they stand; where only values changed the widgets stay."""
        held = state.phase == "held"
        self.pace.setVisible(state.phase == "running")
        self.extend.setVisible(state.phase == "running")
        same = [row.part for row in self._rows] == [each.id for each in state.agenda]
        if same and held == bool(self._fields):
            for row, each in zip(self._rows, state.agenda, strict=True):
                row.show_part(each)
            for (_id, field), each in zip(self._fields, state.agenda, strict=False):
                field.set(each.minutes)
            return
        self._rebuild(state, held)

    def _rebuild(self, state: RunState, held: bool) -> None:
        old = self._box
        self._box = QWidget()
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows, self._fields = [], []
        for each in state.agenda:
            row = PartButton(each)
            row.clicked.connect(lambda _=False, part=each.id: self.chosen.emit(part))
            row.stepped.connect(self._step)
            self._rows.append(row)
            self._column.addWidget(row)
            if held:
                row.setEnabled(False)
                name = _("Minutes that %(title)s took") % {"title": each.title}
                field = DurationField(each.minutes, shortest=0, longest=720, name=name)
                field.changed.connect(lambda n, part=each.id: self.corrected.emit(part, n))
                line = QHBoxLayout()
                line.setContentsMargins(current().px(34), 0, 0, 0)
                line.addWidget(field)
                line.addStretch(1)
                self._column.addLayout(line)
                field.setVisible(self._correcting)
                self._fields.append((each.id, field))
        self.body.replaceWidget(old, self._box)
        old.hide()
        old.deleteLater()

    def correct(self, on: bool) -> None:
        """Shows how long each part took as fields, or as words only."""
        self._correcting = on
        for _part, field in self._fields:
            field.setVisible(on)

    def show_clock(self, shown: ClockShown) -> None:
        """A second has passed."""
        for row in self._rows:
            if row.is_now():
                row.set_used(shown.current)
        if self.pace.text() != shown.pace:
            self.pace.set(shown.pace)

    def _step(self, by: int) -> None:
        here = next((i for i, row in enumerate(self._rows) if row.hasFocus()), 0)
        if 0 <= here + by < len(self._rows):
            self._rows[here + by].setFocus(Qt.FocusReason.TabFocusReason)
