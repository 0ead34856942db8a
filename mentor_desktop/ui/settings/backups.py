"""The cards of backups: whether, where, what can be done with them, and which there are.

May import Qt and widgets.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from mentor_desktop.ui.backing.step import BringStep
from mentor_desktop.ui.settings.asking import AskStep
from mentor_desktop.ui.settings.backup_words import BackupLine, BackupsState, off_words
from mentor_desktop.ui.settings.part import Part
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.base import RADIUS, rounded
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.form import column, row
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.row_list import Index, Row, RowDelegate, RowList, RowModel
from mentor_desktop.ui.widgets.text import Dim, Small
from mentor_desktop.words import _

_ROW, _SHOWN = 52, 7
PROVE, BRING = "prove", "bring"


class BackupsCard(Card):
    """The daily backup, its places, and what a person asks for. One thing at a time goes on in `step`."""

    switched = Signal(bool)
    folder_asked = Signal()
    place_asked = Signal()
    place_dropped = Signal()
    make_asked = Signal()
    cancelled = Signal()  # what goes on
    left = Signal()  # the step that is open
    prove_asked = Signal()
    bring_asked = Signal()
    secret_typed = Signal()
    open_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Backups"), parent=parent)
        self.sample = Dim(_("This vault is not backed up: it is sample data, or it is damaged."))
        self.last = Small("")
        self.daily = CheckRow(
            _("Back up by itself"),
            _("Once a day, soon after the first change. Each backup is encrypted like the vault."),
            line=False,
        )
        self.warning = Small("", tone="warn")
        self.warning.hide()
        self.folder = Button(_("Open the folder"), icon="folder")
        self.first = Small("")
        self.place = Button(_("Choose a place…"), icon="folder")
        self.place.setAccessibleName(_("Choose a second place for backups"))
        self.drop = Button(_("Leave it out"))
        self.drop.setAccessibleName(_("Use no second place"))
        self.second = Small("")
        self.make = Button(_("Back up now"), "primary")
        self.prove = Button(_("Prove a backup"))
        self.bring = Button(_("Bring one back…"))
        self.progress = ProgressBar("")
        self.cancel = Button(_("Stop"))
        self.said = Small("")
        self.open = Button(_("Open it now"))
        self._frame: QWidget | None = None
        self.step: AskStep | BringStep | None = None
        self._came_from: QWidget | None = None
        self._rows()
        self._connect()
        self.say("")
        self.set_busy("")

    def show_state(self, state: BackupsState) -> None:
        """Show how it stands."""
        self.sample.setVisible(not state.possible)
        for part in self._parts:
            part.setVisible(state.possible)
        self.last.set(state.last)
        self.daily.setChecked(state.on)
        self.warning.set("" if state.on else off_words())
        self.warning.setVisible(state.possible and not state.on)
        self.first.set(state.first)
        self.first.setAccessibleName(_("Backups lie in %(folder)s") % {"folder": state.first})
        self.drop.setVisible(bool(state.second))
        self.place.set_label(_("Change…") if state.second else _("Choose a place…"))
        self.second.set(_second_words(state))
        self.second.set_tone("warn" if state.second_missing else "dim")

    def ask_for_key(self, which: str) -> None:
        """Open the step that asks for the recovery key of a backup."""
        step = AskStep(
            _("Type the recovery key from your paper"),
            _("A copy of the backup is opened with it, counted, and thrown away. Nothing else changes.")
            + " "
            + which,
            _("Recovery key"),
            _("Prove it"),
        )
        step.asked.connect(self.secret_typed)
        leave = Button(_("Leave it"))
        leave.clicked.connect(self._left)
        frame = QWidget()
        frame.setLayout(column(step, row(leave, 1)))
        self._open(frame, step, self.prove)

    def secret(self) -> str:
        """What was typed there."""
        return self.step.text() if isinstance(self.step, AskStep) else ""

    def refuse_secret(self, sentence: str) -> None:
        """Say what is wrong with it."""
        if isinstance(self.step, AskStep):
            self.step.refuse(sentence)

    def bring_step(self) -> BringStep:
        """Open the step that brings a backup back."""
        step = BringStep(
            _("Leave it"),
            _("It becomes a vault of its own in a new folder. Your present vault stays as it is."),
        )
        step.leave_asked.connect(self.left)
        self._open(step, step, self.bring)
        return step

    def end_step(self) -> None:
        """Close the step that is open, without a trace of what was typed."""
        if self._frame is not None and self.step is not None:
            self.step.wipe()
            self._frame.hide()
            self.body.removeWidget(self._frame)
            self._frame.deleteLater()
            self._frame = self.step = None
        self._judge()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    def say(self, sentence: str, tone: str = "dim", *, opens: bool = False) -> None:
        """What came of it; `opens`: with the offer to open what was brought back."""
        self.said.set(sentence)
        self.said.set_tone(tone)
        self.said.setVisible(bool(sentence))
        self.open.setVisible(opens)

    def set_busy(self, what: str) -> None:
        """What goes on and can be stopped; "" where nothing does."""
        busy = bool(what)
        self.progress.setAccessibleName(what)
        self.progress.set(0)
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        if self._frame is not None and isinstance(self.step, AskStep):
            self._frame.setEnabled(not busy)
        self._judge()
        if busy:
            self.say(what)
            self.cancel.setFocus()

    def show_progress(self, percent: int) -> None:
        """How far it is."""
        self.progress.set(percent)

    # Inside

    def _rows(self) -> None:
        places, doing = QWidget(), QWidget()
        places.setLayout(row(self.place, self.drop, gap=8))
        places.setAccessibleName(_("A second place"))
        make = Part(_("Make one now"), self.make, Small(_("It is opened and counted before it counts.")))
        prove = Part(
            _("Can it be opened?"), self.prove,
            Small(_("With the recovery key alone, as on a new laptop. Once a year is enough.")),
        )  # fmt: skip
        bring = Part(
            _("Something is lost"), self.bring, Small(_("Any backup comes back as a vault beside this one."))
        )
        old = Dim(
            _(
                "A backup opens with the passphrase and the recovery key of its time, also after you changed "
                "them. What you erase leaves the backups as they grow old."
            )
        )
        self._parts: tuple[QWidget, ...] = (
            self.last, self.daily, Part(_("On this laptop"), self.folder, self.first),
            Part(_("A second place"), places, self.second), make, prove, bring,
        )  # fmt: skip
        doing.setLayout(row(self.progress, self.cancel))
        for part in (self.sample, *self._parts[:2], self.warning, *self._parts[2:]):
            self.body.addWidget(part)
        self.body.addWidget(doing)
        self.body.addWidget(self.said)
        self.body.addLayout(row(self.open, 1))
        self.body.addWidget(old)
        self._parts = (*self._parts, old)

    def _connect(self) -> None:
        self.daily.clicked.connect(lambda: self.switched.emit(self.daily.isChecked()))
        for button, signal in (
            (self.folder, self.folder_asked), (self.place, self.place_asked), (self.drop, self.place_dropped),
            (self.make, self.make_asked), (self.prove, self.prove_asked), (self.bring, self.bring_asked),
            (self.cancel, self.cancelled), (self.open, self.open_asked),
        ):  # fmt: skip
            button.clicked.connect(partial(_emit, signal))

    def _open(self, frame: QWidget, step: AskStep | BringStep, asked: QWidget) -> None:
        self.end_step()
        self.say("")
        self._frame, self.step, self._came_from = frame, step, asked
        self.body.insertWidget(self.body.indexOf(self.said), frame)
        self._judge()
        frame.show()
        step.setFocus()

    def _judge(self) -> None:
        free = self.step is None and self.cancel.isHidden()
        for button in (self.make, self.prove, self.bring):
            button.setEnabled(free)

    def _left(self) -> None:
        self.left.emit()


class BackupList(Card):
    """The backups there are. `pressed(what, key)`: Enter proves one, a button proves it or brings it back."""

    pressed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your backups"), parent=parent)
        self.line = Small("")
        self.list = RowList(_("Your backups"), click_opens=False, uniform=True)
        self.list.setAccessibleDescription(_("Enter proves a backup."))
        self.list.set_delegate(_Lines(self.list))
        self.list.activated_row.connect(lambda key: self.pressed.emit(PROVE, key))
        self.list.pressed_button.connect(self.pressed)
        current().changed.connect(self._fit)
        self.body.addWidget(self.line)
        self.body.addWidget(self.list)
        self._fit()

    def show_state(self, state: BackupsState) -> None:
        """Show which there are."""
        if not state.possible:
            self.line.set(_("No backup is made of this vault."))
        elif state.lines:
            self.line.set(
                _("7 of the last days, 4 of the weeks and 3 of the months before are kept in each place.")
            )
        else:
            self.line.set(_("Every backup will stand here, with when and why it was made."))
        self.list.set_rows(state.lines)
        self.list.setVisible(bool(state.lines))
        self._fit()

    def _fit(self) -> None:
        count = min(max(len(self.list.rows.rows()), 1), _SHOWN)
        self.list.setFixedHeight(count * current().px(_ROW) + 2)


class _Lines(RowDelegate):
    """A backup: when and why, what it is, and its buttons."""

    def height(self, row: Row) -> int:
        return current().px(_ROW)

    def buttons(self, row: Row, rect: QRect) -> list[tuple[str, str, str, QRect]]:
        theme = current()
        if isinstance(row, BackupLine) and row.bad:
            return []
        found: list[tuple[str, str, str, QRect]] = []
        right, high = rect.right() - theme.px(6), theme.px(26)
        for name, words in ((BRING, _("Bring back")), (PROVE, _("Prove"))):
            width = round(theme.metrics("chip").horizontalAdvance(words)) + 2 * theme.px(9) + 1
            place = QRect(right - width, rect.center().y() - high // 2, width, high)
            found.append((name, words, "plain", place))
            right -= width + theme.px(6)
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(RowModel.RowRole)
        if not isinstance(line, BackupLine):
            return
        theme = current()
        painter.save()
        self.ground(painter, option)
        buttons = self.buttons(line, option.rect)
        box = option.rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
        end = min((place.left() for *_rest, place in buttons), default=box.right())
        room = max(end - box.left() - theme.px(12), 1)
        top = box.top() + (box.height() - theme.line_height("body") - theme.line_height("small")) // 2
        first = QRect(box.left(), top, room, theme.line_height("body"))
        second = QRect(box.left(), first.bottom() + 1, room, theme.line_height("small"))
        self.words(painter, option, first, line.words, "body")
        self.words(painter, option, second, line.sub, "small", "warn" if line.bad else "dim")
        for _name, words, _kind, place in buttons:
            at = QStyle.visualRect(option.direction, option.rect, place)
            rounded(painter, at, RADIUS, theme.colour("surface"), theme.colour("field_line"))
            painter.setPen(theme.colour("text"))
            painter.setFont(theme.font("chip"))
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


def _second_words(state: BackupsState) -> str:
    if not state.second:
        return _("None yet. A folder on another disk, or one that is synced, outlives this laptop.")
    if state.second_missing:
        return _("%(folder)s is not there just now; backups go to this laptop meanwhile.") % {
            "folder": state.second
        }
    return _("%(folder)s · used in turn with this laptop") % {"folder": state.second}


def _emit(signal: SignalInstance, _checked: bool = False) -> None:
    signal.emit()
