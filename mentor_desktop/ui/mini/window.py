"""The mini window: small, above all others, and enough for a whole session.

Its title is the program's name only. The first click acts, and the main window stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.mini.closing import ClosingPane
from mentor_desktop.ui.mini.state import Closing, MiniState
from mentor_desktop.ui.run import commands
from mentor_desktop.ui.run.composer import slash_words
from mentor_desktop.ui.run.shown import Offer
from mentor_desktop.ui.run.state import ClockShown
from mentor_desktop.ui.run.ticking import Ticking
from mentor_desktop.ui.run.timer_card import BEGAN, began_words
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.banner import Banner
from mentor_desktop.ui.widgets.base import rounded
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.text import Dim, Small, Strong
from mentor_desktop.words import _

WIDTH = 400  # px at 100 %
PLACE = "mini"


class Places(Protocol):
    """Where windows lay last time."""

    def get(self, name: str) -> list[int] | None: ...
    def set(self, name: str, values: Sequence[int]) -> None: ...


class MiniWindow(QWidget):
    """See the module. `do(verb)` names a button; the rest carry what was typed or chosen."""

    do = Signal(str)
    started = Signal(int)
    began = Signal(int)
    typed = Signal(str)
    sent = Signal(str, bool)
    answered = Signal(str)
    gone = Signal()

    def __init__(self, places: Places) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self._places = places
        self._grabbed: QPoint | None = None
        self.banner: Banner | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(_("Mentor Desktop"))
        self.title = Strong("", wrap=False)
        self.times = Small("", wrap=False)
        self.dismiss = Button(_("Put the mini window away"), "quiet", icon="x", icon_only=True, small=True)
        self.away = Button(_("Put the mini window away"), "quiet", icon="x", icon_only=True, small=True)
        for cross in (self.dismiss, self.away):
            cross.clicked.connect(self.close)
        self.ready = self._ready_pane()
        self.running = self._running_pane()
        self.none = Dim(_("No session is planned for about now. Plan one in Sessions."))
        self.closing = ClosingPane()
        self.closing.later.clicked.connect(self.close)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.times)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addLayout(names, 1)
        top.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self._offers = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 12)
        column.setSpacing(8)
        column.addWidget(self._top)
        column.addLayout(self._offers)
        for pane in (self.none, self.ready, self.running, self.closing):
            column.addWidget(pane)
            pane.hide()
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._widen()
        self._add_keys()

    # The panes

    def _ready_pane(self) -> QWidget:
        pane = QWidget()
        self.start = Button(_("Start now"), "primary", icon="play")
        self.ago = MenuButton(_("It began earlier"), kind="plain")
        self.ago.set_entries([(began_words(n), self._starts(n)) for n in BEGAN])
        self.start.clicked.connect(lambda: self.started.emit(0))
        row = QHBoxLayout(pane)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.start)
        row.addWidget(self.ago)
        row.addStretch(1)
        return pane

    def _running_pane(self) -> QWidget:
        pane = QWidget()
        self.left = Ticking(_("Time left in this part"), "00:00", "clock", "text")
        self.place = Ticking(_("Which part"), "", "small_strong", "text", may_cut=True)
        self.ends = Ticking(_("When it ends"), "", "small", "dim", may_cut=True)
        self.words = Ticking(_("What is left"), "", "small", "dim", may_cut=True)
        self.bar = ProgressBar(_("Used of this part"))
        self.next = self._button("next", _("Next part"), commands.NEXT, "skip-forward", False)
        self.extend = self._button("extend", _("+5 min"), commands.EXTEND, "", False)
        self.back = self._button("back", _("Back a part"), commands.BACK, "skip-back")
        self.pause = self._button("pause", _("Pause"), "F5", "pause")
        self.moment = self._button("moment", _("Moment"), commands.MOMENT, "flag", False)
        self.shield = self._button("shield", _("Privacy shield"), "F8", "shield")
        self.end = self._button("end", _("End session"), commands.END, "", False)
        self.earlier = MenuButton(
            _("Started earlier?"), icon="history", icon_only=True, small=True, kind="quiet"
        )
        self.earlier.set_entries([(began_words(n), self._begins(n)) for n in BEGAN])
        self.editor = NoteEditor(
            _("Quick note. Enter keeps it private, Ctrl Enter shares it"),
            placeholders=[_("Quick note…"), _("Enter: private"), _("Ctrl Enter: shared")],
            commands=slash_words(),
            enter_saves=True,
            grows_to=3,
        )
        self.editor.changed.connect(lambda: self.typed.emit(self.editor.text()))
        self.editor.entered.connect(lambda: self._send(False))
        self.editor.control_entered.connect(lambda: self._send(True))
        self.said = Small("", wrap=False)
        facts = QVBoxLayout()
        facts.setSpacing(0)
        for fact in (self.place, self.ends, self.words):
            facts.addWidget(fact)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.left)
        top.addLayout(facts, 1)
        top.addWidget(self.next)
        top.addWidget(self.extend)
        top.addWidget(self.away)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self.moment, self.back, self.pause, self.earlier):
            foot.addWidget(button)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.shield)
        foot.addWidget(self.end)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self.editor)
        column.addLayout(foot)
        return pane

    def _button(self, verb: str, words: str, key: str, icon: str, icon_only: bool = True) -> Button:
        button = Button(words, icon=icon if icon_only else "", icon_only=icon_only, small=True)
        button.setToolTip(
            f"{words}  {QKeySequence(key.split(';')[0]).toString(QKeySequence.SequenceFormat.NativeText)}"
        )
        button.clicked.connect(lambda: self.do.emit(verb))
        return button

    def _add_keys(self) -> None:
        for verb, keys in (
            ("next", commands.NEXT),
            ("back", commands.BACK),
            ("pause", commands.PAUSE),
            ("extend", commands.EXTEND),
            ("moment", commands.MOMENT),
            ("end", commands.END),
            ("shield", "F8; Ctrl+Shift+H"),
            ("close", commands.POP_OUT),
        ):
            for key in keys.split("; "):
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(lambda verb=verb: self._by_key(verb))

    def _by_key(self, verb: str) -> None:
        if verb == "close":
            self.close()
        else:
            self.do.emit(verb)

    # What the presenter shows

    def show_state(self, state: MiniState) -> None:
        """Which pane, and what can be done."""
        self.title.set(_("Done for now") if state.phase == "done" else state.title)
        self.title.setVisible(bool(self.title.text()) and state.phase != "running")
        self.times.set(state.times)
        self.times.setVisible(bool(state.times) and state.phase == "ready")
        self._top.setVisible(state.phase != "running")
        self.none.setVisible(state.phase == "none")
        self.ready.setVisible(state.phase == "ready")
        self.running.setVisible(state.phase == "running")
        self.closing.setVisible(state.phase == "done")
        self.next.setEnabled(state.has_next)
        self.back.setEnabled(state.has_back)
        self.pause.set_label(_("Go on") if state.paused else _("Pause"))
        self.pause.set_icon("play" if state.paused else "pause")
        self.earlier.setVisible(state.may_have_begun)

    def show_clock(self, shown: ClockShown) -> None:
        """A second has passed."""
        self.left.set(shown.left, "dim" if shown.paused else shown.tone)
        self.place.set(shown.place)
        self.ends.set(shown.ends)
        self.words.set(shown.whole_words or shown.caption, "dim" if shown.tone == "text" else shown.tone)
        self.bar.set(shown.done, shown.of, "warn" if shown.done > shown.of else "accent")

    def show_draft(self, text: str) -> None:
        """What is typed and not sent."""
        self.editor.set(text)

    def show_offer(self, offer: Offer | None) -> None:
        """A question, or none."""
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        if offer is not None:
            buttons = [(words, self._answers(action)) for action, words in offer.buttons]
            self.banner = Banner(offer.text, buttons, "warn")
            self.banner.closed.connect(self._banner_closed)
            self._offers.addWidget(self.banner)

    def show_closing(self, shown: Closing, texts: bool) -> None:
        """The short wrap-up."""
        self.closing.show_closing(shown, texts)

    def say(self, words: str) -> None:
        """Something was kept."""
        self.said.set(words)

    def put_away(self) -> None:
        """Hides the window; its place is remembered."""
        self.close()

    # Place

    def offer(self) -> None:
        """Shows the window where it lay, or at the top centre of the screen, near the camera."""
        self.adjustSize()
        self.move(self._spot())
        self.show()
        self.raise_()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "closing"):
            self._widen()

    def _widen(self) -> None:
        for pane in (self.none, self.ready, self.running, self.closing):
            pane.setMinimumWidth(current().px(WIDTH) - 24)

    def _spot(self) -> QPoint:
        kept = self._places.get(PLACE)
        size = self.sizeHint()
        for screen in QGuiApplication.screens():
            room = screen.availableGeometry()
            if kept and len(kept) == 2 and room.contains(QPoint(kept[0] + 20, kept[1] + 20)):
                return QPoint(
                    min(kept[0], max(room.left(), room.right() - size.width())),
                    min(kept[1], max(room.top(), room.bottom() - size.height())),
                )
        room = QGuiApplication.primaryScreen().availableGeometry()
        return QPoint(room.center().x() - size.width() // 2, room.top() + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            handle = self.windowHandle()
            if handle is None or not handle.startSystemMove():
                self._grabbed = event.globalPosition().toPoint() - self.pos()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self.move(event.globalPosition().toPoint() - self._grabbed)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        super().mouseReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._places.set(PLACE, [self.x(), self.y()])
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.gone.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        p = QPainter(self)
        p.fillRect(self.rect(), theme.colour("surface"))
        rounded(p, self.rect(), 0, None, theme.colour("field_line"))

    def _send(self, shared: bool) -> None:
        if self.editor.text().strip():
            self.sent.emit(self.editor.text(), shared)

    def _banner_closed(self) -> None:
        if self.banner is not None:
            self.banner = None
            self.answered.emit("")

    def _starts(self, minutes: int) -> Callable[[], None]:
        return lambda: self.started.emit(minutes)

    def _begins(self, minutes: int) -> Callable[[], None]:
        return lambda: self.began.emit(minutes)

    def _answers(self, action: str) -> Callable[[], None]:
        return lambda: self.answered.emit(action)
